// kill_at: runs a command and, right before its N-th system call, kills it or makes that call fail.
// For loops over every N: whatever the moment of a crash, the next run must put things right.

#include "support/system_calls.hpp"
#include "support/tracer.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

using arc_tests::stop;
using arc_tests::TracedCall;

constexpr const char* usage_text =
    "usage: kill_at [OPTION]... N -- COMMAND...         SIGKILL its process group right before call N\n"
    "       kill_at [OPTION]... --fail N:ERRNO -- …     let call N fail instead; N+:ERRNO: it and all after it\n"
    "                                                   (with a filter, what it says on stdout and stderr succeeds);\n"
    "                                                   SHORT for ERRNO: it writes only half of its bytes\n"
    "       kill_at [OPTION]... --count -- COMMAND...   print how many calls it makes (its output is dropped)\n"
    "Counted are the calls of the command's own threads after its exec:\n"
    "  --only-mutating    only calls that change or lock files\n"
    "  --only NAME,...    only these, of the same set (write, fsync, rename, ...)\n"
    "  --only-read-only   only calls that a read-only disk refuses: opening for writing, making, renaming, removing\n"
    "  --all              also those of its child processes (their order may vary)\n"
    "  --tell             name the call that was hit on stderr\n"
    "Exit status: the command's own, or 128 + signal; 2 wrong usage; 3 cannot trace.\n";

constexpr int short_write = -1;

struct Request {
    long hit = 0;          // number of the call to hit, from 1; 0: none
    int error = 0;         // errno to return instead of killing, or short_write
    bool onwards = false;  // fail the calls after it too
    bool count = false;
    bool all = false;
    bool tell = false;
    bool filtered = false;
    bool read_only = false;
    std::vector<std::string> only;  // names; empty with filtered: every mutating call
    char** command = nullptr;
};

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
    if (name == "SHORT") {
        return short_write;
    }
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
        } else if (word == "--only-read-only") {
            request.filtered = request.read_only = true;
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

class Striker : public arc_tests::Tracer {
public:
    explicit Striker(const Request& request)
        : Tracer(request.command, {.children = request.all, .no_output = request.count}), request_(request) {}

    long calls() const { return calls_; }

private:
    void before(const TracedCall& call) override {
        if (!counts(call)) {
            return;
        }
        ++calls_;
        if (calls_ == request_.hit || (request_.onwards && calls_ > request_.hit)) {
            strike(call);
        }
    }

    bool counts(const TracedCall& call) const {
        if (!request_.filtered) {
            return true;
        }
        if (request_.read_only) {
            return arc_tests::needs_writable_disk(call.number, call.arguments.data());
        }
        if (!arc_tests::changes_files(call.number, call.arguments.data())) {
            return false;
        }
        const bool says = call.number == SYS_write || call.number == SYS_writev;
        if (request_.error != 0 && says && call.arguments[0] <= STDERR_FILENO) {
            return false;
        }
        if (request_.only.empty()) {
            return true;
        }
        const std::string name = arc_tests::call_name(call.number);
        for (const std::string& wanted : request_.only) {
            if (wanted == name) {
                return true;
            }
        }
        return false;
    }

    void strike(const TracedCall& call) {
        if (request_.tell) {
            std::fprintf(stderr, "kill_at: call %ld is %s\n", calls_, arc_tests::call_name(call.number).c_str());
        }
        if (request_.error == 0) {
            kill_group();
        } else if (request_.error == short_write) {
            change_length(call, (call.arguments[2] + 1) / 2);
        } else {
            let_fail(call, request_.error);
        }
    }

    const Request& request_;
    long calls_ = 0;
};

}  // namespace

int main(int count, char** words) {
    const Request request = read_arguments(count, words);
    Striker striker(request);
    const int status = striker.follow();
    if (request.count) {
        std::printf("%ld\n", striker.calls());
    }
    return status;
}
