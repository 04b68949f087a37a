#include "profile/load_profile.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/profile_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <system_error>

namespace arc {
namespace {

LoadedProfile failed(ProfileMistake mistake) {
    LoadedProfile loaded;
    loaded.mistakes.push_back(std::move(mistake));
    return loaded;
}

}  // namespace

LoadedProfile load_profile(std::string_view text, std::string_view file) {
    const std::variant<YamlNode, YamlFault> tree = parse_yaml(text);
    if (const auto* fault = std::get_if<YamlFault>(&tree)) {
        return failed({std::string(file), fault->at.line, fault->at.column, fault->what, fault->next});
    }
    const YamlNode& root = std::get<YamlNode>(tree);
    Reading reading(std::string(file), collect_vocabulary(root));
    Profile profile = read_profile(reading, root);
    LoadedProfile loaded;
    loaded.mistakes = reading.take_mistakes();
    if (loaded.mistakes.empty()) {
        loaded.profile = std::move(profile);
    }
    return loaded;
}

LoadedProfile load_profile_file(const std::filesystem::path& path) {
    constexpr std::uintmax_t most = (std::uintmax_t{4} << 20) + 1;  // one more than parse_yaml takes
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem)) {
        return failed({path.string(), 0, 0, problem ? problem.message() : say("not a file"), {}});
    }
    const std::uintmax_t size = std::filesystem::file_size(path, problem);
    std::ifstream in(path, std::ios::binary);
    std::string text(static_cast<std::size_t>(std::min(problem ? most : size, most)), '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (!in.is_open() || in.bad()) {
        return failed({path.string(), 0, 0, say("cannot be read"), {}});
    }
    return load_profile(text, path.string());
}

}  // namespace arc
