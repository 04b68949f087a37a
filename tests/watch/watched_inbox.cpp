#include "watch/watched_inbox.hpp"

#include "base/digest.hpp"
#include "catalog/sqlite.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

namespace arc {

namespace fs = std::filesystem;

using namespace std::chrono_literals;

namespace {

constexpr unsigned nobody = 65534;

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

std::string page_bytes(const std::string& seed) {
    std::string bytes = "P1\n# " + sha256(seed).hex() + "\n32 32\n";
    for (int row = 0; row < 32; ++row) {
        bytes += "10101010101010101010101010101010\n";
    }
    return bytes;
}

void write_file(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void rest(std::chrono::milliseconds time) {
    std::this_thread::sleep_for(time);
}

WatchedInbox::WatchedInbox(Way way) : inbox(folder.path() / "in"), done(folder.path() / "done"), way_(way) {
    fs::create_directory(inbox);
    wait_for(spawn({"arc-admin", "init", (folder.path() / "A").string(), "--test", "--id", "t1", "--profile",
                    std::string(ARC_SOURCE) + "/tests/e2e/arc-admin/profile.yaml"}));
}

WatchedInbox::~WatchedInbox() {
    if (child_ > 0) {
        ::kill(child_, SIGKILL);
        wait_for(child_);
    }
}

bool WatchedInbox::as_nobody() {
    if (::getuid() != 0) {
        return true;  // files can be locked against any other account
    }
    if (!fs::exists("/usr/bin/setpriv")) {
        return false;
    }
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
        ::lchown(entry.path().c_str(), nobody, nobody);
    }
    ::chown(folder.path().c_str(), nobody, nobody);
    as_nobody_ = true;
    return ingest({"batch", "list"}) == 0;
}

std::vector<std::string> WatchedInbox::line(const std::vector<std::string>& more) const {
    std::vector<std::string> words{"arc-ingest", "--watch", inbox.string(), "--settle", settle, "--workers", "1"};
    if (way_ == Way::polling) {
        words.insert(words.end(), {"--poll", "0.05"});
    }
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

// Returns when the program is running: a signal sent to it then is its own.
pid_t WatchedInbox::spawn(const std::vector<std::string>& words) {
    std::vector<std::string> copy = words;
    copy.front() = std::string(ARC_TOOLS) + "/" + copy.front();
    if (as_nobody_) {
        const std::vector<std::string> account{"/usr/bin/setpriv", fmt::format("--reuid={}", nobody),
                                               fmt::format("--regid={}", nobody), "--clear-groups"};
        copy.insert(copy.begin(), account.begin(), account.end());
    }
    std::vector<char*> arguments;
    for (std::string& word : copy) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    ::setenv("ARC_ARCHIVE", (folder.path() / "A").c_str(), 1);
    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    constexpr int append = O_WRONLY | O_CREAT | O_APPEND;
    const std::string records = (folder.path() / "records").string();
    const std::string said = (folder.path() / "words").string();
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, records.c_str(), append, 0666);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, said.c_str(), append, 0666);
    pid_t child = -1;
    if (::posix_spawn(&child, arguments.front(), &files, nullptr, arguments.data(), environ) != 0) {
        throw std::runtime_error("cannot start " + copy.front());
    }
    posix_spawn_file_actions_destroy(&files);
    return child;
}

std::string WatchedInbox::words() const {
    std::istringstream lines(read_text(folder.path() / "words"));
    std::string words;
    for (std::string line; std::getline(lines, line);) {
        words += line.starts_with("arc-ingest: stopped; go on") ? "" : line + "\n";
    }
    return words;
}

void WatchedInbox::start(const std::vector<std::string>& more) {
    child_ = spawn(line(more));
}

int WatchedInbox::stop(int signal_number) {
    ::kill(child_, signal_number);
    return wait_for(std::exchange(child_, -1));
}

int WatchedInbox::take_once(const std::vector<std::string>& more) {
    std::vector<std::string> words = line(more);
    words.emplace_back("--once");
    return wait_for(spawn(words));
}

int WatchedInbox::run(const std::string& tool, const std::vector<std::string>& words) {
    std::vector<std::string> all{tool};
    all.insert(all.end(), words.begin(), words.end());
    return wait_for(spawn(all));
}

std::string WatchedInbox::put(const std::string& name) {
    const std::string bytes = page_bytes(name);
    write_file(file(name), bytes);
    return bytes;
}

std::map<std::string, int> WatchedInbox::pages() const {
    Db db = Db::open(folder.path() / "A/catalog.db", Access::read);
    Statement rows(db, "SELECT o.digest FROM page AS p JOIN object AS o ON o.id = p.object");
    std::map<std::string, int> counts;
    while (rows.step()) {
        ++counts[rows.digest().hex()];
    }
    return counts;
}

std::size_t WatchedInbox::count_pages() const {
    std::size_t count = 0;
    for (const auto& [digest, times] : pages()) {
        count += static_cast<std::size_t>(times);
    }
    return count;
}

std::vector<std::string> WatchedInbox::sources() const {
    Db db = Db::open(folder.path() / "A/catalog.db", Access::read);
    Statement rows(
        db, "SELECT f.path || p.source FROM page AS p JOIN folder AS f ON f.id = p.folder ORDER BY p.batch, p.seq");
    std::vector<std::string> names;
    while (rows.step()) {
        names.push_back(rows.text());
    }
    return names;
}

std::size_t WatchedInbox::files_in_inbox() const {
    std::size_t count = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(inbox, error), end; !error && entry != end; entry.increment(error)) {
        count += entry->is_regular_file(error) && !entry->is_symlink(error) ? 1 : 0;
    }
    return count;
}

bool WatchedInbox::reaches(const std::function<bool()>& state) const {
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!state()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        rest(10ms);
    }
    return true;
}

bool WatchedInbox::empties_to(std::size_t wanted) const {
    return reaches([&] { return files_in_inbox() == 0 && count_pages() == wanted; });
}

std::string WatchedInbox::amiss() const {
    const std::string verify = std::string(ARC_VERIFY) + " " + (folder.path() / "A").string() + " >" +
                               (folder.path() / "verified").string() + " 2>&1";
    if (std::system(verify.c_str()) != 0) {
        return "unsound: " + read_text(folder.path() / "verified");
    }
    std::map<std::string, int> left = pages();
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(done, error)) {
        if (entry.is_regular_file() && --left[sha256(read_text(entry.path())).hex()] < 0) {
            return "in done/ but no page: " + entry.path().string();
        }
    }
    for (const auto& [digest, times] : left) {
        if (times != 0) {
            return "a page of which no file came: " + digest;
        }
    }
    return {};
}

}  // namespace arc
