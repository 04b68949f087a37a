#pragma once

#include "base/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// Foreign decoders run in processes of their own: ZXing's assertions are live and abort on ordinary pages (design.md
// section 7), and a hostile file must cost one page, never the run.

// What one request may cost. Memory is address space (RLIMIT_AS); under AddressSanitizer it is not limited.
struct WorkerLimits {
    std::uint64_t memory_bytes = 1ULL << 30;
    std::chrono::seconds cpu{60};
    std::chrono::milliseconds wall{120'000};
};

// How a worker is started: this program again, with arguments by which main() knows that it is to be one. It must go
// into run_worker(worker_descriptor, worker_descriptor, …) before it opens anything.
struct WorkerCommand {
    std::vector<std::string> arguments;  // without the program's name: {"--worker", "barcode"}
    std::filesystem::path program = "/proc/self/exe";
};

// The descriptor on which a worker finds its requests and leaves its answers; 0, 1 and 2 are /dev/null, no other is
// open.
inline constexpr int worker_descriptor = 3;

// Answers requests until the other end closes; the exit status for main(). Sets the limits that come with each request
// and dies by their signals. A std::bad_alloc out of `answer` ends the process too; any other exception aborts it.
int run_worker(int in, int out, const std::function<std::string(std::string)>& answer);

// Hands requests to a number of workers and gives the answers back in the order of the requests. Requests and answers
// are bytes that mean something only to the caller. Workers are started when there is work, and again when one has
// died. For one thread; workers die with the thread that started them.
//
//     while (…) { if (pool.full()) { take(pool.next()); }  pool.submit(…); }
//     while (pool.pending() > 0) { take(pool.next()); }
class WorkerPool {
public:
    WorkerPool(WorkerCommand command, int workers, const WorkerLimits& limits = {});
    // Kills what is still at work.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // So many requests are pending that one must be taken by next() before another is submitted.
    bool full() const;
    // Never waits. Fault io when no worker can be started.
    void submit(std::string request);
    // Requests whose answer next() has not yet given.
    std::size_t pending() const;
    // Whether next() would not wait.
    bool ready();
    // The answer to the oldest pending request; waits for it. An Error when the worker died of it: limit (time,
    // memory), damaged (a crash, named by its signal). Its subject is empty. Only while pending() > 0.
    Result<std::string> next();

private:
    struct Request {
        std::string bytes;
        bool handed_out = false;
        std::optional<Result<std::string>> answer;
    };
    struct Worker;

    void pump(std::chrono::milliseconds longest);
    void hand_out();
    void start(Worker& worker);
    void exchange(Worker& worker, int events);
    void take_answers(Worker& worker);
    void bury(Worker& worker);
    void stop_overdue();
    Error cause_of_death(int status, bool overdue) const;
    Request& request(std::uint64_t number);

    WorkerCommand command_;
    WorkerLimits limits_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::deque<Request> requests_;
    std::uint64_t first_ = 0;  // number of requests_.front()
};

}  // namespace arc
