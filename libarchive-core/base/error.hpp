#pragma once

#include <stdexcept>
#include <string>

namespace arc {

// What kind of trouble an Error or Fault tells of. Callers branch on this, never on text.
enum class ErrorCode {
    usage,        // asked wrongly, or input that is not what it should be
    not_found,    // the thing named does not exist
    ambiguous,    // the name fits several things
    refused,      // a rule or a missing right forbids it; nothing was changed
    mistyped,     // a code whose check character does not fit
    damaged,      // bytes that should be whole are not
    unsupported,  // whole, but of a kind that is not taken
    limit,        // larger or slower than the limits allow
    io,           // the operating system failed us
    busy,         // somebody else holds what is needed; try again
};

// One item failed; the run goes on. Printed as "subject: what; next".
struct Error {
    ErrorCode code = ErrorCode::usage;
    std::string subject;  // file, record, ticket: what failed
    std::string what;     // lower case, no full stop
    std::string next;     // what the user can do; may be empty

    // "subject: what; next", leaving out empty parts.
    std::string message() const;
    bool operator==(const Error&) const = default;
};

// The run cannot go on. Caught once, in tools/common/run_tool.
class Fault : public std::runtime_error {
public:
    explicit Fault(const Error& error);
    Fault(ErrorCode code, std::string subject, std::string what, std::string next = {});
    ErrorCode code() const noexcept { return code_; }

private:
    ErrorCode code_;
};

// The exit statuses of every tool (design.md section 6).
enum class ExitStatus : int {
    done = 0,
    findings = 1,  // done with findings, or some items refused
    usage = 2,     // wrong usage or input
    fault = 3,     // I/O, disk full, damage
    refused = 4,   // all that was asked was refused by a rule; nothing changed
    busy = 75,     // EX_TEMPFAIL of sysexits.h
};

// The worse of two statuses, in the order 3, 75, 2, 4, 1, 0 (design.md section 5).
ExitStatus worse(ExitStatus a, ExitStatus b) noexcept;
// The status that an error of this kind ends a whole run with.
ExitStatus exit_status_of(ErrorCode code) noexcept;

}  // namespace arc
