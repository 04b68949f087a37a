#include "watch/watched_inbox.hpp"

#include "base/digest.hpp"
#include "catalog/sqlite.hpp"

#include <fcntl.h>
#include <grp.h>
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
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
        ::lchown(entry.path().c_str(), nobody, nobody);
    }
    ::chown(folder.path().c_str(), nobody, nobody);
    account_ = nobody;
    return ingest({"batch", "list"}) == 0;
}

std::vector<std::string> WatchedInbox::line(const std::vector<std::string>& more) const {
    std::vector<std::string> words{"arc-ingest", "--watch", inbox.string(), "--settle", "0.15", "--workers", "1"};
    if (way_ == Way::polling) {
        words.insert(words.end(), {"--poll", "0.05"});
    }
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

pid_t WatchedInbox::spawn(const std::vector<std::string>& words) {
    std::vector<std::string> copy = words;
    copy.front() = std::string(ARC_TOOLS) + "/" + copy.front();
    std::vector<char*> arguments;
    for (std::string& word : copy) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const std::string archive = (folder.path() / "A").string();
    const std::string records = (folder.path() / "records").string();
    const std::string said = (folder.path() / "words").string();
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("ARC_ARCHIVE", archive.c_str(), 1);
        const int out = ::open(records.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
        const int err = ::open(said.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(err, STDERR_FILENO);
        if (account_ != 0 && (::setgroups(0, nullptr) != 0 || ::setgid(account_) != 0 || ::setuid(account_) != 0)) {
            ::_exit(126);
        }
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
    return child;
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
    Statement rows(db, "SELECT source FROM page ORDER BY batch, seq");
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
