#pragma once

#include "support/temp_folder.hpp"

#include <sys/types.h>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace arc {

// How arc-ingest learns of arrivals.
enum class Way { inotify, polling };

// The bytes of a small page that no other seed gives.
std::string page_bytes(const std::string& seed);
void write_file(const std::filesystem::path& path, const std::string& bytes);
std::string read_text(const std::filesystem::path& path);
void rest(std::chrono::milliseconds time);

// An archive, a folder "in" beside it, and an arc-ingest that watches it: another process, as in life.
class WatchedInbox {
public:
    explicit WatchedInbox(Way way);
    ~WatchedInbox();
    WatchedInbox(const WatchedInbox&) = delete;

    void start(const std::vector<std::string>& more = {});
    // Ends it by a signal; the status as a shell tells it.
    int stop(int signal_number);
    // Runs --watch --once to its end.
    int take_once(const std::vector<std::string>& more = {});
    // Another arc-ingest command; its status.
    int ingest(const std::vector<std::string>& words) { return run("arc-ingest", words); }
    int admin(const std::vector<std::string>& words) { return run("arc-admin", words); }
    // Runs as an account that files can be locked against; false where that cannot be done.
    bool as_nobody();

    std::filesystem::path file(const std::string& name) const { return inbox / name; }
    // A page with its name as seed, written in one go. Returns its bytes.
    std::string put(const std::string& name);

    // How often each content is a page: bytes' SHA-256 to count.
    std::map<std::string, int> pages() const;
    std::size_t count_pages() const;
    std::vector<std::string> sources() const;  // in the order of batches and pages
    std::size_t files_in_inbox() const;        // plain ones, at any depth
    // But for the word that it was stopped before the end of a batch: when that is, is chance.
    std::string words() const;
    std::string records() const { return read_text(folder.path() / "records"); }
    pid_t process() const { return child_; }
    std::string settle = "0.15";

    // Waits for it, twenty seconds at most.
    bool reaches(const std::function<bool()>& state) const;
    // Waits until the inbox is empty and so many pages are there.
    bool empties_to(std::size_t pages) const;

    // What must hold whatever was done to the inbox: the archive is sound, every file in done/ is a page, no page comes
    // from nowhere: as many pages as files in done/. Says what is wrong; "" when all is well.
    std::string amiss() const;

    TempFolder folder;
    std::filesystem::path inbox;
    std::filesystem::path done;

private:
    std::vector<std::string> line(const std::vector<std::string>& more) const;
    int run(const std::string& tool, const std::vector<std::string>& words);
    pid_t spawn(const std::vector<std::string>& words);
    Way way_;
    pid_t child_ = -1;
    bool as_nobody_ = false;
};

}  // namespace arc
