#include "tools/common/standard_output.hpp"

#include <cerrno>
#include <cstdio>

namespace arc {
namespace {

// The C library keeps that something failed, not what.
int first_error = 0;

void remember(int error) {
    first_error = first_error == 0 ? error : first_error;
}

}  // namespace

void write_to_stdout(std::string_view bytes) noexcept {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
        remember(errno);
    }
}

void check_stdout(const std::string& after) {
    if (std::ferror(stdout) != 0) {
        throw OutputFailed{first_error == 0 ? EIO : first_error, after};
    }
}

void flush_stdout(const std::string& after) {
    if (std::fflush(stdout) != 0) {
        remember(errno);
    }
    check_stdout(after);
}

void put_on_stdout(std::string_view bytes) {
    write_to_stdout(bytes);
    check_stdout();
}

}  // namespace arc
