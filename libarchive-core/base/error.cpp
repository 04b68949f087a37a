#include "base/error.hpp"

#include <algorithm>
#include <array>

namespace arc {

std::string Error::message() const {
    std::string text = subject;
    if (!text.empty()) {
        text += ": ";
    }
    text += what;
    if (!next.empty()) {
        text += "; " + next;
    }
    return text;
}

Fault::Fault(const Error& error) : std::runtime_error(error.message()), code_(error.code) {
}

Fault::Fault(ErrorCode code, std::string subject, std::string what, std::string next)
    : Fault(Error{code, std::move(subject), std::move(what), std::move(next)}) {
}

ExitStatus worse(ExitStatus a, ExitStatus b) noexcept {
    static constexpr std::array order{ExitStatus::fault,   ExitStatus::busy,     ExitStatus::usage,
                                      ExitStatus::refused, ExitStatus::findings, ExitStatus::done};
    return *std::min(std::find(order.begin(), order.end(), a), std::find(order.begin(), order.end(), b));
}

ExitStatus exit_status_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::usage:
        case ErrorCode::not_found:
        case ErrorCode::ambiguous:
        case ErrorCode::mistyped:
        case ErrorCode::unsupported:
            return ExitStatus::usage;
        case ErrorCode::refused:
            return ExitStatus::refused;
        case ErrorCode::busy:
            return ExitStatus::busy;
        case ErrorCode::damaged:
        case ErrorCode::limit:
        case ErrorCode::io:
            return ExitStatus::fault;
    }
    return ExitStatus::fault;
}

}  // namespace arc
