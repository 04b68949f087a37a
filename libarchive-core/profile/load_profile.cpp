#include "profile/load_profile.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/profile_reader.hpp"

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
    constexpr std::size_t max_bytes = (std::size_t{4} << 20) + 1;  // one more than parse_yaml takes
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem)) {
        return failed({path.string(), 0, 0, problem ? problem.message() : say("not a file"), {}});
    }
    std::ifstream in(path, std::ios::binary);
    std::string text(max_bytes, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad() || (text.empty() && !in.eof())) {
        return failed({path.string(), 0, 0, say("cannot be read"), {}});
    }
    return load_profile(text, path.string());
}

}  // namespace arc
