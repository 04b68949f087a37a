#include "jobs/passphrase.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "store/files.hpp"

namespace arc {

std::string read_passphrase(const std::filesystem::path& file) {
    namespace fs = std::filesystem;
    // Zip's key derivation is fast, so that only length keeps guessers out.
    constexpr std::size_t least = 16;
    constexpr std::size_t most = 4096;
    if (file.empty()) {
        return {};
    }
    const std::string name = printable(file.string());
    std::error_code error;
    const fs::perms others = fs::perms::group_all | fs::perms::others_all;
    const fs::file_status status = fs::status(file, error);
    if (fs::is_regular_file(status) && (status.permissions() & others) != fs::perms::none) {
        throw Fault(ErrorCode::usage, name, say("others may read it"), say("chmod 600 {}", name));
    }
    const std::string text = read_file(file, most).value_or_throw();
    const std::string_view line(text);
    const std::string words(trim(line.substr(0, line.find('\n'))));
    if (words.size() < least) {
        throw Fault(ErrorCode::usage, name, say("its first line has under {} characters", least),
                    say("make one with: openssl rand -base64 24"));
    }
    return words;
}

}  // namespace arc
