#include "jobs/worker.hpp"
#include "jobs/worker_wire.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define ARC_UNDER_ASAN 1
#else
#define ARC_UNDER_ASAN 0
#endif

namespace arc {
namespace {

// AddressSanitizer's shadow takes terabytes of address space.
constexpr bool under_asan = ARC_UNDER_ASAN == 1;

bool read_all(int descriptor, void* to, std::size_t size) {
    auto* bytes = static_cast<char*>(to);
    while (size > 0) {
        const ssize_t count = ::read(descriptor, bytes, size);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return false;
        }
        bytes += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

bool write_all(int descriptor, const void* from, std::size_t size) {
    const auto* bytes = static_cast<const char*>(from);
    while (size > 0) {
        const ssize_t count = ::write(descriptor, bytes, size);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return false;
        }
        bytes += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

void set_soft_limit(decltype(RLIMIT_AS) resource, rlim_t value) {
    rlimit limit{};
    if (::getrlimit(resource, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max == RLIM_INFINITY || value < limit.rlim_max ? value : limit.rlim_max;
        ::setrlimit(resource, &limit);
    }
}

void set_timer(std::uint32_t milliseconds) {
    itimerval timer{};
    timer.it_value.tv_sec = milliseconds / 1000;
    timer.it_value.tv_usec = static_cast<suseconds_t>(milliseconds % 1000) * 1000;
    ::setitimer(ITIMER_REAL, &timer, nullptr);
}

void apply(const WorkerRequestHead& head) {
    if (!under_asan) {
        set_soft_limit(RLIMIT_AS, head.memory_bytes);
    }
    // RLIMIT_CPU counts from the start of the process.
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    set_soft_limit(RLIMIT_CPU, static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1) + head.cpu_seconds);
    set_timer(head.wall_milliseconds);
}

void settle_in() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    rlimit none{};
    ::setrlimit(RLIMIT_CORE, &none);
    if (!under_asan) {
        // A core handler reached by a pipe ignores RLIMIT_CORE.
        ::prctl(PR_SET_DUMPABLE, 0);
    }
}

}  // namespace

int run_worker(int in, int out, const std::function<std::string(std::string)>& answer) {
    settle_in();
    WorkerRequestHead head;
    try {
        while (read_all(in, &head, sizeof head)) {
            apply(head);
            std::string request(head.length, '\0');
            if (!read_all(in, request.data(), request.size())) {
                return 0;
            }
            const std::string bytes = answer(std::move(request));
            set_timer(0);
            const WorkerAnswerHead answer_head{static_cast<std::uint32_t>(bytes.size())};
            if (!write_all(out, &answer_head, sizeof answer_head) || !write_all(out, bytes.data(), bytes.size())) {
                return 0;
            }
        }
    } catch (const std::bad_alloc&) {
        ::_exit(out_of_memory_status);
    }
    return 0;
}

}  // namespace arc
