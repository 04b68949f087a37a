#include "support/tracer.hpp"

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace arc_tests {
namespace {

[[noreturn]] void stop_tracing(const char* what) {
    stop(3, std::string("cannot trace: ") + what + ": " + std::strerror(errno) + "\n");
}

[[noreturn]] void become(char** command, bool no_output) {
    setpgid(0, 0);
    if (no_output) {
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        close(nowhere);
    }
    setenv("ASAN_OPTIONS", "detect_leaks=0", 0);  // the leak check itself traces, and fails when traced
    ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    raise(SIGSTOP);
    execvp(command[0], command);
    std::fprintf(stderr, "%s: %s\n", command[0], std::strerror(errno));
    _exit(127);
}

void go_on(pid_t thread, int signal) {
    ptrace(PTRACE_SYSCALL, thread, nullptr, static_cast<long>(signal));  // fails only for a thread just killed
}

}  // namespace

void stop(int status, const std::string& words) {
    std::fputs(words.c_str(), stderr);
    std::exit(status);
}

Tracer::Tracer(char** command, Options options) : options_(options) {
    main_ = fork();
    if (main_ < 0) {
        stop_tracing("fork");
    }
    if (main_ == 0) {
        become(command, options.no_output);
    }
}

int Tracer::follow() {
    int status = 0;
    if (waitpid(main_, &status, __WALL) != main_ || !WIFSTOPPED(status)) {
        stop_tracing("start");
    }
    long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC | PTRACE_O_TRACECLONE;
    if (options_.children) {
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
            return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        }
    }
}

void Tracer::stopped(pid_t thread, int status) {
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

void Tracer::system_call(pid_t thread) {
    struct __ptrace_syscall_info info {};
    if (ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info) <= 0) {
        return;  // killed meanwhile
    }
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY && started_) {
        TracedCall call{thread, static_cast<long>(info.entry.nr), {}};
        std::memcpy(call.arguments.data(), info.entry.args, sizeof call.arguments);
        now_[thread] = call;
        before(call);
    } else if (info.op == PTRACE_SYSCALL_INFO_EXIT) {
        long result = static_cast<long>(info.exit.rval);
        if (const auto failing = failing_.find(thread); failing != failing_.end()) {
            result = -static_cast<long>(failing->second);
            ptrace(PTRACE_POKEUSER, thread, offsetof(user_regs_struct, rax), result);
            failing_.erase(failing);
        }
        if (const auto begun = now_.find(thread); begun != now_.end()) {
            const TracedCall call = begun->second;
            now_.erase(begun);
            after(call, result);
        }
    }
}

void Tracer::kill_group() const {
    kill(-main_, SIGKILL);
}

void Tracer::let_fail(const TracedCall& call, int error_number) {
    // The kernel has no call number -1.
    ptrace(PTRACE_POKEUSER, call.thread, offsetof(user_regs_struct, orig_rax), -1L);
    failing_[call.thread] = error_number;
}

void Tracer::change_length(const TracedCall& call, std::uint64_t length) {
    ptrace(PTRACE_POKEUSER, call.thread, offsetof(user_regs_struct, rdx), length);
}

}  // namespace arc_tests
