#include "jobs/worker.hpp"

#include "base/say.hpp"
#include "jobs/worker_spawn.hpp"
#include "jobs/worker_wire.hpp"
#include "store/files.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace arc {
namespace {

using Time = std::chrono::steady_clock;

// One request is at work, the next already lie in the worker's socket, so that it need not wait while its master syncs
// a group of 64 pages.
constexpr std::size_t handed_out_at_once = 16;
constexpr std::size_t pending_per_worker = 24;
// Workers stop themselves; this is for one that cannot.
constexpr std::chrono::milliseconds grace{2000};
constexpr std::uint32_t longest_answer = 64U << 20;

int wait_for(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

void append(std::string& to, const void* from, std::size_t size) {
    to.append(static_cast<const char*>(from), size);
}

}  // namespace

struct WorkerPool::Worker {
    pid_t pid = -1;
    int socket = -1;
    std::string unsent;
    std::string received;
    std::deque<std::uint64_t> requests;  // handed out, oldest first
    Time::time_point due;                // of the oldest
    bool overdue = false;

    bool running() const { return pid > 0; }
};

WorkerPool::WorkerPool(WorkerCommand command, int workers, const WorkerLimits& limits)
    : command_(std::move(command)), limits_(limits) {
    for (int i = 0; i < std::max(1, workers); ++i) {
        workers_.push_back(std::make_unique<Worker>());
    }
}

WorkerPool::~WorkerPool() {
    for (const std::unique_ptr<Worker>& worker : workers_) {
        if (worker->running()) {
            ::kill(worker->pid, SIGKILL);
            ::close(worker->socket);
            wait_for(worker->pid);
        }
    }
}

bool WorkerPool::full() const {
    return requests_.size() >= workers_.size() * pending_per_worker;
}

std::size_t WorkerPool::pending() const {
    return requests_.size();
}

void WorkerPool::submit(std::string request) {
    assert(!full());
    requests_.push_back({std::move(request), false, {}});
    pump(std::chrono::milliseconds(0));
}

bool WorkerPool::ready() {
    pump(std::chrono::milliseconds(0));
    return !requests_.empty() && requests_.front().answer.has_value();
}

Result<std::string> WorkerPool::next() {
    assert(!requests_.empty());
    while (!requests_.front().answer) {
        pump(std::chrono::milliseconds(60'000));
    }
    Result<std::string> answer = std::move(*requests_.front().answer);
    requests_.pop_front();
    ++first_;
    return answer;
}

WorkerPool::Request& WorkerPool::request(std::uint64_t number) {
    return requests_[number - first_];
}

void WorkerPool::pump(std::chrono::milliseconds longest) {
    hand_out();
    std::vector<pollfd> sockets;
    std::vector<Worker*> owners;
    for (const std::unique_ptr<Worker>& worker : workers_) {
        if (worker->running()) {
            const int events = worker->unsent.empty() ? POLLIN : POLLIN | POLLOUT;
            sockets.push_back({worker->socket, static_cast<short>(events), 0});
            owners.push_back(worker.get());
            if (!worker->requests.empty()) {
                const auto left = std::chrono::ceil<std::chrono::milliseconds>(worker->due - Time::now());
                longest = std::clamp(left, std::chrono::milliseconds(0), longest);
            }
        }
    }
    if (::poll(sockets.data(), sockets.size(), static_cast<int>(longest.count())) > 0) {
        for (std::size_t i = 0; i < sockets.size(); ++i) {
            exchange(*owners[i], sockets[i].revents);
        }
    }
    stop_overdue();
    hand_out();
}

// The least busy worker gets the oldest request that waits.
void WorkerPool::hand_out() {
    for (std::uint64_t number = first_; number < first_ + requests_.size(); ++number) {
        Request& waiting = request(number);
        if (waiting.handed_out) {
            continue;
        }
        Worker& worker =
            **std::ranges::min_element(workers_, {}, [](const auto& each) { return each->requests.size(); });
        if (worker.requests.size() >= handed_out_at_once) {
            return;
        }
        if (!worker.running()) {
            start(worker);
        }
        if (worker.requests.empty()) {
            worker.due = Time::now() + limits_.wall + grace;
        }
        WorkerRequestHead head;
        head.memory_bytes = limits_.memory_bytes;
        head.cpu_seconds = static_cast<std::uint32_t>(limits_.cpu.count());
        head.wall_milliseconds = static_cast<std::uint32_t>(limits_.wall.count());
        head.length = static_cast<std::uint32_t>(waiting.bytes.size());
        append(worker.unsent, &head, sizeof head);
        worker.unsent += waiting.bytes;
        worker.requests.push_back(number);
        waiting.handed_out = true;
        exchange(worker, POLLOUT);
    }
}

void WorkerPool::start(Worker& worker) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw Fault(system_error("worker", "open a socket", errno));
    }
    try {
        worker.pid = spawn_worker(command_, ends[1]);
    } catch (const Fault&) {
        ::close(ends[0]);
        ::close(ends[1]);
        throw;
    }
    ::close(ends[1]);
    worker.socket = ends[0];
    worker.unsent.clear();
    worker.received.clear();
    worker.overdue = false;
}

void WorkerPool::exchange(Worker& worker, int events) {
    bool gone = false;
    while ((events & POLLOUT) != 0 && !worker.unsent.empty() && !gone) {
        const ssize_t count =
            ::send(worker.socket, worker.unsent.data(), worker.unsent.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno != EINTR) {
            gone = errno != EAGAIN;
            break;
        }
        worker.unsent.erase(0, count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    gone = gone || (events & (POLLIN | POLLHUP | POLLERR)) != 0;
    std::array<char, 65536> buffer{};
    while (gone) {
        const ssize_t count = ::recv(worker.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count > 0) {
            worker.received.append(buffer.data(), static_cast<std::size_t>(count));
        } else if (count == 0 || errno != EINTR) {
            gone = count == 0 || errno != EAGAIN;
            break;
        }
    }
    take_answers(worker);
    if (gone) {
        bury(worker);
    }
}

void WorkerPool::take_answers(Worker& worker) {
    WorkerAnswerHead head;
    while (worker.received.size() >= sizeof head && !worker.requests.empty()) {
        std::memcpy(&head, worker.received.data(), sizeof head);
        if (head.length > longest_answer) {
            ::kill(worker.pid, SIGKILL);  // what it sends is no answer
            return;
        }
        if (worker.received.size() < sizeof head + head.length) {
            return;
        }
        request(worker.requests.front()).answer = worker.received.substr(sizeof head, head.length);
        worker.received.erase(0, sizeof head + head.length);
        worker.requests.pop_front();
        worker.due = Time::now() + limits_.wall + grace;
    }
}

// The request that it was at work on has failed; one that it had not begun goes to another worker.
void WorkerPool::bury(Worker& worker) {
    ::close(worker.socket);
    const int status = wait_for(worker.pid);
    worker.pid = -1;
    if (!worker.requests.empty()) {
        request(worker.requests.front()).answer = cause_of_death(status, worker.overdue);
        worker.requests.pop_front();
    }
    for (const std::uint64_t number : worker.requests) {
        request(number).handed_out = false;
    }
    worker.requests.clear();
}

void WorkerPool::stop_overdue() {
    for (const std::unique_ptr<Worker>& worker : workers_) {
        if (worker->running() && !worker->requests.empty() && Time::now() >= worker->due) {
            worker->overdue = true;
            ::kill(worker->pid, SIGKILL);
            bury(*worker);
        }
    }
}

Error WorkerPool::cause_of_death(int status, bool overdue) const {
    const auto error = [](ErrorCode code, std::string what) { return Error{code, "", std::move(what), ""}; };
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (overdue || signal == SIGALRM) {
        return error(ErrorCode::limit,
                     say("looking at it took longer than {} s", std::chrono::duration<double>(limits_.wall).count()));
    }
    if (signal == SIGXCPU) {
        return error(ErrorCode::limit, say("looking at it took more than {} s of processor time", limits_.cpu.count()));
    }
    if (signal == SIGKILL) {
        return error(ErrorCode::limit, say("the decoder was killed (SIGKILL), likely for want of memory"));
    }
    if (signal != 0) {
        const char* name = ::sigabbrev_np(signal);
        return error(ErrorCode::damaged, say("the decoder crashed on it (SIG{})", name == nullptr ? "?" : name));
    }
    if (WEXITSTATUS(status) == out_of_memory_status) {
        return error(ErrorCode::limit, say("looking at it took more than {} MB of memory", limits_.memory_bytes >> 20));
    }
    return error(ErrorCode::damaged, say("the decoder ended on it with status {}", WEXITSTATUS(status)));
}

}  // namespace arc
