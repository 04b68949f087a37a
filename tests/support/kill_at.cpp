// kill_at: runs a command and, right before its N-th system call, kills it or makes that call fail.
// For loops over every N: whatever the moment of a crash, the next run must put things right.

#include "support/system_calls.hpp"

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr const char* usage_text =
    "usage: kill_at [OPTION]... N -- COMMAND...         SIGKILL its process group right before call N\n"
    "       kill_at [OPTION]... --fail N:ERRNO -- …     let call N fail instead; N+:ERRNO: it and all after it\n"
    "                                                   (with a filter, what it says on stdout and stderr succeeds)\n"
    "       kill_at [OPTION]... --count -- COMMAND...   print how many calls it makes (its output is dropped)\n"
    "Counted are the calls of the command's own threads after its exec:\n"
    "  --only-mutating    only calls that change or lock files\n"
    "  --only NAME,...    only these, of the same set (write, fsync, rename, ...)\n"
    "  --all              also those of its child processes (their order may vary)\n"
    "  --tell             name the call that was hit on stderr\n"
    "Exit status: the command's own, or 128 + signal; 2 wrong usage; 3 cannot trace.\n";

struct Request {
    long hit = 0;          // number of the call to hit, from 1; 0: none
    int error = 0;         // errno to return instead of killing
    bool onwards = false;  // fail the calls after it too
    bool count = false;
    bool all = false;
    bool tell = false;
    bool filtered = false;
    std::vector<std::string> only;  // names; empty with filtered: every mutating call
    char** command = nullptr;
};

[[noreturn]] void stop(int status, const std::string& words) {
    std::fputs(words.c_str(), stderr);
    std::exit(status);
}

[[noreturn]] void stop_tracing(const char* what) {
    stop(3, std::string("kill_at: ") + what + ": " + std::strerror(errno) + "\n");
}

long number(std::string_view text) {
    char* end = nullptr;
    const std::string copy(text);
    const long value = std::strtol(copy.c_str(), &end, 10);
    if (copy.empty() || *end != '\0' || value < 1) {
        stop(2, usage_text);
    }
    return value;
}

int error_number(std::string_view name) {
    for (int candidate = 1; candidate < 134; ++candidate) {
        const char* known = strerrorname_np(candidate);
        if (known && name == known) {
            return candidate;
        }
    }
    stop(2, "kill_at: " + std::string(name) + ": no such error\n");
}

void read_fail(std::string_view text, Request& request) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        stop(2, usage_text);
    }
    std::string_view at = text.substr(0, colon);
    request.onwards = at.ends_with('+');
    if (request.onwards) {
        at.remove_suffix(1);
    }
    request.hit = number(at);
    request.error = error_number(text.substr(colon + 1));
}

std::vector<std::string> names_of(std::string_view list) {
    std::vector<std::string> names;
    while (!list.empty()) {
        const auto comma = list.find(',');
        names.emplace_back(list.substr(0, comma));
        if (!arc_tests::is_known_call(names.back())) {
            stop(2, "kill_at: " + names.back() + ": not a call that changes files\n");
        }
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    }
    return names;
}

Request read_arguments(int count, char** words) {
    Request request;
    int i = 1;
    for (; i < count && std::strcmp(words[i], "--") != 0; ++i) {
        const std::string_view word = words[i];
        const bool has_value = i + 1 < count;
        if (word == "--fail" && has_value) {
            read_fail(words[++i], request);
        } else if (word == "--only" && has_value) {
            request.filtered = true;
            request.only = names_of(words[++i]);
        } else if (word == "--only-mutating") {
            request.filtered = true;
        } else if (word == "--count") {
            request.count = true;
        } else if (word == "--all") {
            request.all = true;
        } else if (word == "--tell") {
            request.tell = true;
        } else {
            request.hit = number(word);
        }
    }
    if (i + 1 >= count || request.count == (request.hit > 0)) {
        stop(2, usage_text);
    }
    request.command = words + i + 1;
    return request;
}

[[noreturn]] void become(const Request& request) {
    setpgid(0, 0);
    if (request.count) {
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        close(nowhere);
    }
    setenv("ASAN_OPTIONS", "detect_leaks=0", 0);  // the leak check itself traces, and fails when traced
    ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    raise(SIGSTOP);
    execvp(request.command[0], request.command);
    std::fprintf(stderr, "kill_at: %s: %s\n", request.command[0], std::strerror(errno));
    _exit(127);
}

class Tracer {
public:
    Tracer(const Request& request, pid_t main) : request_(request), main_(main) {}

    // Follows the command to its end; its wait status.
    int follow() {
        int status = 0;
        if (waitpid(main_, &status, __WALL) != main_ || !WIFSTOPPED(status)) {
            stop_tracing("start");
        }
        long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC | PTRACE_O_TRACECLONE;
        if (request_.all) {
            options |= PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK;
        }
        if (ptrace(PTRACE_SETOPTIONS, main_, nullptr, options) != 0) {
            stop_tracing("ptrace");
        }
        go_on(main_, 0);
        for (;;) {
            const pid_t thread = waitpid(-1, &status, __WALL);
            if (thread < 0) {
                if (errno == EINTR) {
                    continue;
                }
                stop_tracing("wait");
            }
            if (WIFSTOPPED(status)) {
                stopped(thread, status);
            } else if (thread == main_) {
                return status;
            }
        }
    }

    long calls() const { return calls_; }

private:
    void stopped(pid_t thread, int status) {
        const int signal = WSTOPSIG(status);
        const int event = status >> 16;
        const bool first_stop = signal == SIGSTOP && thread != main_ && ++seen_[thread] == 1;
        if (signal == (SIGTRAP | 0x80)) {
            system_call(thread);
            go_on(thread, 0);
        } else if (event == PTRACE_EVENT_EXEC) {
            started_ = true;
            go_on(thread, 0);
        } else {
            go_on(thread, event != 0 || first_stop ? 0 : signal);
        }
    }

    void system_call(pid_t thread) {
        struct __ptrace_syscall_info info {};
        if (ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info) <= 0) {
            return;  // killed meanwhile
        }
        if (info.op == PTRACE_SYSCALL_INFO_EXIT) {
            if (const auto failing = failing_.find(thread); failing != failing_.end()) {
                ptrace(PTRACE_POKEUSER, thread, offsetof(user_regs_struct, rax), -static_cast<long>(failing->second));
                failing_.erase(failing);
            }
        } else if (info.op == PTRACE_SYSCALL_INFO_ENTRY && started_ && counts(info)) {
            ++calls_;
            if (calls_ == request_.hit || (request_.onwards && calls_ > request_.hit)) {
                strike(thread, info);
            }
        }
    }

    bool counts(const __ptrace_syscall_info& info) const {
        if (!request_.filtered) {
            return true;
        }
        const auto call = static_cast<long>(info.entry.nr);
        if (!arc_tests::changes_files(call, info.entry.args)) {
            return false;
        }
        if (request_.error != 0 && (call == SYS_write || call == SYS_writev) && info.entry.args[0] <= STDERR_FILENO) {
            return false;
        }
        if (request_.only.empty()) {
            return true;
        }
        const std::string name = arc_tests::call_name(call);
        for (const std::string& wanted : request_.only) {
            if (wanted == name) {
                return true;
            }
        }
        return false;
    }

    // The thread stands before its call: SIGKILL there leaves the call undone, and so does call number -1.
    void strike(pid_t thread, const __ptrace_syscall_info& info) {
        if (request_.tell) {
            const std::string name = arc_tests::call_name(static_cast<long>(info.entry.nr));
            std::fprintf(stderr, "kill_at: call %ld is %s\n", calls_, name.c_str());
        }
        if (request_.error == 0) {
            kill(-main_, SIGKILL);
            return;
        }
        ptrace(PTRACE_POKEUSER, thread, offsetof(user_regs_struct, orig_rax), -1L);
        failing_[thread] = request_.error;
    }

    static void go_on(pid_t thread, int signal) {
        ptrace(PTRACE_SYSCALL, thread, nullptr, static_cast<long>(signal));  // fails only for a thread just killed
    }

    const Request& request_;
    pid_t main_;
    bool started_ = false;  // its exec is over
    long calls_ = 0;
    std::map<pid_t, int> seen_;     // SIGSTOPs of each further thread; the first is ptrace's own
    std::map<pid_t, int> failing_;  // errno that a thread's present call will return
};

}  // namespace

int main(int count, char** words) {
    const Request request = read_arguments(count, words);
    const pid_t child = fork();
    if (child < 0) {
        stop_tracing("fork");
    }
    if (child == 0) {
        become(request);
    }
    Tracer tracer(request, child);
    const int status = tracer.follow();
    if (request.count) {
        std::printf("%ld\n", tracer.calls());
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
