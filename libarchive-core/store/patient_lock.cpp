#include "store/patient_lock.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <sys/file.h>
#include <algorithm>
#include <cerrno>
#include <thread>

namespace arc {

void lock_patiently(const Fd& file, const std::filesystem::path& path, std::chrono::milliseconds patience,
                    const std::function<std::string()>& holder) {
    using namespace std::chrono_literals;
    const auto give_up = std::chrono::steady_clock::now() + patience;
    for (std::chrono::milliseconds pause = 1ms; ::flock(file.get(), LOCK_EX | LOCK_NB) != 0;) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            throw Fault(system_error(path, "lock", errno));
        }
        if (std::chrono::steady_clock::now() >= give_up) {
            const std::string words = holder();
            const std::string_view name = trim(words);
            throw Fault(ErrorCode::busy, path.string(),
                        say("another program is writing: {}", name.empty() ? "?" : name),
                        say("wait for it or try again"));
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::milliseconds(8));
    }
}

}  // namespace arc
