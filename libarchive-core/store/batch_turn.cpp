#include "store/batch_turn.hpp"

#include "base/digest.hpp"

#include <fcntl.h>
#include <cerrno>

namespace arc {
namespace {

// One byte of the file for each code, by its hash: no file for each batch that somebody would have to sweep away, and a
// collision in 2^48 only lets a run wait.
off_t place_of(std::string_view batch) {
    constexpr int bytes = 6;
    off_t place = 0;
    const Digest digest = sha256(batch);
    for (int i = 0; i < bytes; ++i) {
        place = place << 8 | digest.bytes()[static_cast<std::size_t>(i)];
    }
    return place;
}

}  // namespace

std::optional<BatchTurn> BatchTurn::take(const std::filesystem::path& lock_file, std::string_view batch) {
    Fd file(::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
    if (!file.open()) {
        throw Fault(system_error(lock_file, "open", errno));
    }
    struct flock place {};
    place.l_type = F_WRLCK;
    place.l_whence = SEEK_SET;
    place.l_start = place_of(batch);
    place.l_len = 1;
    // Of the open file, not of the process: two intakes of one process keep each other out as well.
    while (::fcntl(file.get(), F_OFD_SETLK, &place) != 0) {
        if (errno == EAGAIN || errno == EACCES) {
            return std::nullopt;
        }
        if (errno != EINTR) {
            throw Fault(system_error(lock_file, "lock", errno));
        }
    }
    return BatchTurn(std::move(file));
}

}  // namespace arc
