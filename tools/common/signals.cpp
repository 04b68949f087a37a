#include "tools/common/signals.hpp"

#include <unistd.h>
#include <csignal>

namespace arc {
namespace {

volatile std::sig_atomic_t received = 0;

extern "C" void remember(int number) {
    if (received != 0) {
        // Asked twice: the user does not want to wait. Every state on disk is one that the next run can go on from.
        std::signal(number, SIG_DFL);
        std::raise(number);
    }
    received = number;
}

}  // namespace

void listen_to_signals() {
    struct sigaction action {};
    action.sa_handler = &remember;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

bool stop_was_requested() {
    return received != 0;
}

void end_by_signal_if_asked() {
    if (received != 0) {
        std::signal(received, SIG_DFL);
        std::raise(received);
    }
}

}  // namespace arc
