#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <map>
#include <string>

namespace arc_tests {

// A system call of a traced thread, as it was made.
struct TracedCall {
    pid_t thread = 0;
    long number = 0;
    std::array<std::uint64_t, 6> arguments{};
};

// Runs a command and stops it before and after each system call (x86-64). Ends the program with status 3 when tracing
// is not possible.
class Tracer {
public:
    struct Options {
        bool children = false;   // follow its child processes too
        bool no_output = false;  // its standard output goes nowhere
    };

    Tracer(char** command, Options options);
    Tracer(const Tracer&) = delete;
    Tracer& operator=(const Tracer&) = delete;
    virtual ~Tracer() = default;

    // Follows the command to its end; the status a shell would give: its own or 128 + signal.
    int follow();

protected:
    // The thread stands before its call; only calls after the command's exec are told.
    virtual void before(const TracedCall& call) = 0;
    // The call is over. `result` is what the thread sees, -errno for a failure. A call that never returns is not told.
    virtual void after(const TracedCall& /*call*/, long /*result*/) {}

    // To be used in before():
    // SIGKILL to the whole process group; the call does not happen.
    void kill_group() const;
    // The call does not happen and gives this error.
    void let_fail(const TracedCall& call, int error_number);
    // The call happens with another value of its third argument (the length, of reads and writes).
    static void change_length(const TracedCall& call, std::uint64_t length);

private:
    void stopped(pid_t thread, int status);
    void system_call(pid_t thread);

    Options options_;
    pid_t main_ = 0;
    bool started_ = false;             // its exec is over
    std::map<pid_t, int> seen_;        // SIGSTOPs of each further thread; the first is ptrace's own
    std::map<pid_t, int> failing_;     // errno that a thread's present call will return
    std::map<pid_t, TracedCall> now_;  // calls that have begun
};

// Words on standard error, then the end.
[[noreturn]] void stop(int status, const std::string& words);

}  // namespace arc_tests
