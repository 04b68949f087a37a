#include "jobs/worker.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

// A worker that does as it is told, for the tests of jobs/worker.
namespace {

std::string open_descriptors() {
    std::string list;
    for (int descriptor = 0; descriptor < 256; ++descriptor) {
        std::error_code ignored;
        const auto target = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor), ignored);
        if (!ignored) {
            list += std::to_string(descriptor) + (target == "/dev/null" ? "=null " : "=other ");
        }
    }
    return list;
}

std::string obey(const std::string& order) {
    if (order == "abort") {
        std::abort();
    }
    if (order == "segv") {
        std::signal(SIGSEGV, SIG_DFL);
        std::raise(SIGSEGV);
    }
    if (order == "exit") {
        std::_Exit(7);
    }
    if (order == "hang") {
        for (;;) {
            ::pause();
        }
    }
    if (order == "deaf") {
        std::signal(SIGALRM, SIG_IGN);
        for (;;) {
            ::pause();
        }
    }
    if (order == "spin") {
        for (std::atomic<unsigned> i = 0;; ++i) {
        }
    }
    if (order == "eat") {
        std::vector<std::string> eaten;
        for (;;) {
            eaten.emplace_back(1 << 20, 'x');
        }
    }
    if (order == "noise") {
        std::puts("noise");
        std::fputs("noise\n", stderr);
        std::fflush(stdout);
    }
    if (order == "pid") {
        return std::to_string(::getpid());
    }
    if (order == "descriptors") {
        return open_descriptors();
    }
    if (order.starts_with("long ")) {
        return std::string(std::stoul(order.substr(5)), 'x');
    }
    return "did " + order;
}

// Starts a worker, tells its number and goes without a word to it.
int leave_orphan() {
    arc::WorkerPool pool({{"--worker"}}, 1);
    pool.submit("pid");
    std::puts(pool.next().value().c_str());
    std::fflush(stdout);
    pool.submit("hang");
    std::_Exit(0);
}

}  // namespace

int main(int count, char** words) {
    const std::string mode = count > 1 ? words[1] : "";
    if (mode == "--worker") {
        return arc::run_worker(arc::worker_descriptor, arc::worker_descriptor, obey);
    }
    return mode == "--orphan" ? leave_orphan() : 2;
}
