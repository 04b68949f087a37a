#include "jobs/worker.hpp"

#include "support/no_more_files.hpp"

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <set>

using namespace arc;

namespace {

constexpr bool under_asan =
#if defined(__SANITIZE_ADDRESS__)
    true;
#else
    false;
#endif

WorkerLimits quick() {
    WorkerLimits limits;
    limits.memory_bytes = 256 << 20;
    limits.cpu = std::chrono::seconds(1);
    limits.wall = std::chrono::milliseconds(300);
    return limits;
}

WorkerCommand probe() {
    return {{"--worker"}, ARC_WORKER_PROBE};
}

std::string ask(WorkerPool& pool, const std::string& order) {
    pool.submit(order);
    const Result<std::string> answer = pool.next();
    return answer ? *answer : answer.error().message();
}

// "R", "S", … of /proc, or "" when the process is gone.
std::string state_of(const std::string& pid) {
    std::ifstream status("/proc/" + pid + "/stat");
    std::string number;
    std::string name;
    std::string state;
    status >> number >> name >> state;
    return state;
}

}  // namespace

TEST_CASE("answers come in the order of the requests, whoever gives them") {
    WorkerPool pool(probe(), 3);
    std::vector<std::string> given;
    for (int i = 0; i < 200; ++i) {
        if (pool.full()) {
            given.push_back(pool.next().value());
        }
        pool.submit(std::to_string(i));
    }
    while (pool.pending() > 0) {
        given.push_back(pool.next().value());
    }
    std::vector<std::string> expected;
    for (int i = 0; i < 200; ++i) {
        expected.push_back("did " + std::to_string(i));
    }
    CHECK(given == expected);
}

TEST_CASE("a crash costs its own request and says by which signal") {
    WorkerPool pool(probe(), 2);
    const std::vector<std::string> orders{"a", "abort", "b", "c", "segv", "d", "exit", "e"};
    std::vector<std::string> answers;
    for (const std::string& order : orders) {
        pool.submit(order);
    }
    while (pool.pending() > 0) {
        const Result<std::string> answer = pool.next();
        answers.push_back(answer ? *answer : answer.error().message());
    }
    const std::vector<std::string> expected{
        "did a", "the decoder crashed on it (SIGABRT)",   "did b", "did c", "the decoder crashed on it (SIGSEGV)",
        "did d", "the decoder ended on it with status 7", "did e"};
    CHECK(answers == expected);
}

TEST_CASE("what takes too long is stopped, also when it does not want to be") {
    WorkerPool pool(probe(), 1, quick());
    CHECK(ask(pool, "hang") == "looking at it took longer than 0.3 s");
    CHECK(ask(pool, "deaf") == "looking at it took longer than 0.3 s");
    CHECK(ask(pool, "a") == "did a");
}

TEST_CASE("processor time and memory are limited for each request") {
    WorkerLimits limits = quick();
    limits.wall = std::chrono::seconds(60);
    WorkerPool pool(probe(), 1, limits);
    CHECK(ask(pool, "spin") == "looking at it took more than 1 s of processor time");
    if (!under_asan) {
        pool.submit("eat");
        const Result<std::string> answer = pool.next();
        REQUIRE_FALSE(answer.ok());
        CHECK(answer.error() == Error{ErrorCode::limit, "", "looking at it took more than 256 MB of memory", ""});
    }
    CHECK(ask(pool, "a") == "did a");
}

TEST_CASE("requests and answers larger than a socket's buffer go through") {
    WorkerPool pool(probe(), 1);
    const std::string large(3'000'000, 'y');
    CHECK(ask(pool, large) == "did " + large);
    for (int i = 0; i < 4; ++i) {
        pool.submit("long 1000000");
    }
    for (int i = 0; i < 4; ++i) {
        CHECK(pool.next().value().size() == 1'000'000);
    }
}

TEST_CASE("a worker has its socket open and nothing else, and nobody hears it") {
    WorkerPool pool(probe(), 1);
    const int leaked = ::dup(0);
    CHECK(ask(pool, "descriptors") == "0=null 1=null 2=null 3=other ");
    CHECK(ask(pool, "noise") == "did noise");
    ::close(leaked);
}

TEST_CASE("a worker is used again and no dead one is left behind") {
    {
        WorkerPool pool(probe(), 1);
        CHECK(ask(pool, "pid") == ask(pool, "pid"));
        ask(pool, "abort");
        pool.submit("hang");
    }
    CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
    CHECK(errno == ECHILD);
}

TEST_CASE("workers die with their master") {
    const std::string command = std::string(ARC_WORKER_PROBE) + " --orphan";
    std::FILE* output = ::popen(command.c_str(), "r");
    REQUIRE(output != nullptr);
    std::string pid;
    for (int c = std::fgetc(output); c != EOF && c != '\n'; c = std::fgetc(output)) {
        pid += static_cast<char>(c);
    }
    ::pclose(output);
    REQUIRE_FALSE(pid.empty());
    std::string state = "?";
    for (int tries = 0; tries < 500 && !state.empty() && state != "Z"; ++tries) {
        state = state_of(pid);
        ::usleep(10'000);
    }
    CHECK((state.empty() || state == "Z"));
}

TEST_CASE("a worker that cannot be started is a fault, not a lost page") {
    WorkerPool pool({{}, "/no/such/program"}, 1);
    CHECK_THROWS_AS(pool.submit("a"), Fault);
}

TEST_CASE("too many open files pass, for a worker's socket as for any file") {
    WorkerPool pool(probe(), 1);
    const NoMoreFiles none;
    const auto code = [&] {
        try {
            pool.submit("a");
        } catch (const Fault& fault) {
            return fault.code();
        }
        return ErrorCode::usage;
    };
    CHECK(code() == ErrorCode::busy);
}
