#include "profile/reading.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace arc {

std::string ProfileMistake::message() const {
    std::string where = file;
    if (line > 0) {
        where += fmt::format(":{}:{}", line, column);
    }
    return where + ": " + what + (next.empty() ? "" : "; " + next);
}

std::string Reading::suggest(std::string_view typed, std::span<const std::string> candidates) const {
    constexpr std::size_t short_list = 8;
    constexpr std::size_t longest_name = 64;
    if (typed.size() > longest_name || mistakes_.size() >= max_mistakes) {
        return {};
    }
    const std::string near = nearest(typed, candidates);
    if (!near.empty()) {
        return say("did you mean '{}'", near);
    }
    return candidates.empty() || candidates.size() > short_list ? "" : say("one of {}", join(candidates, ", "));
}

void Reading::wrong(TextPlace at, std::string what, std::string next) {
    if (mistakes_.size() < max_mistakes) {
        mistakes_.push_back({file_, at.line, at.column, std::move(what), std::move(next)});
    }
}

std::vector<ProfileMistake> Reading::take_mistakes() {
    std::ranges::stable_sort(mistakes_, {}, [](const ProfileMistake& m) { return std::pair(m.line, m.column); });
    const auto repeated = std::ranges::unique(mistakes_);
    mistakes_.erase(repeated.begin(), repeated.end());
    return std::move(mistakes_);
}

bool Reading::check_name(const YamlNode& node, NameKind kind) {
    const NameList& known = words_.of(kind);
    if (known.contains(node.text)) {
        return true;
    }
    std::string next = suggest(node.text, known.all());
    if (known.all().empty()) {
        next = say("the profile declares none");
    }
    wrong(node.at, say("unknown {} '{}'", to_text(kind), printable(node.text)), std::move(next));
    return false;
}

std::string Reading::path(std::string_view written, TextPlace at) {
    if (std::optional<std::string> full = words_.full_path(written)) {
        return *full;
    }
    wrong(at, say("unknown field '{}'", printable(written)), suggest(written, words_.writable_paths()));
    return {};
}

}  // namespace arc
