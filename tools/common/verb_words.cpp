#include "tools/common/verb_words.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <vector>

namespace arc {
namespace {

std::vector<std::string> verbs_below(const CLI::App& app) {
    std::vector<std::string> verbs;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
        verbs.push_back(verb->get_name());
    }
    return verbs;
}

std::string unknown_verb_words(const std::string& typed, const std::vector<std::string>& verbs) {
    constexpr std::size_t few = 12;  // more are better read in --help
    if (const std::string near = nearest(typed, verbs); !near.empty()) {
        return say("{}: no such verb, did you mean {}?", printable(typed), near);
    }
    return verbs.size() > few ? say("{}: no such verb", printable(typed))
                              : say("{}: no such verb, there are {}", printable(typed), join(verbs, ", "));
}

}  // namespace

const CLI::App* chosen_verb(const CLI::App& app) {
    const CLI::App* at = &app;
    while (!at->get_subcommands().empty()) {
        at = at->get_subcommands().front();
    }
    return at;
}

std::string words_so_far(const CLI::App& app, const std::string& tool) {
    std::string words = tool;
    for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
        at = at->get_subcommands().front();
        words += " " + at->get_name();
    }
    return words;
}

std::string missing_verb_words(const CLI::App& app) {
    const CLI::App* chosen = chosen_verb(app);
    const std::vector<std::string> verbs = verbs_below(*chosen);
    // A word that is none of them falls to the arguments of the tool, where it takes some.
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_positional() && !option->results().empty()) {
            return unknown_verb_words(option->results().front(), verbs);
        }
    }
    return chosen == &app ? say("verb: missing")
                          : say("{}: needs a verb behind it: {}", chosen->get_name(), join(verbs, ", "));
}

// CLI11 tells of an unknown verb as of an argument too many.
std::string usage_words(const CLI::App& app, const CLI::ParseError& error) {
    const CLI::App* at = chosen_verb(app);
    const std::vector<std::string> verbs = verbs_below(*at);
    const auto takes_words = [](const CLI::Option* option) { return option->get_positional(); };
    const std::vector<std::string> extra = app.remaining(true);
    const bool names_verb = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !verbs.empty() &&
                            std::ranges::none_of(at->get_options(), takes_words) && !extra.empty() &&
                            !extra.front().starts_with('-');
    return names_verb ? unknown_verb_words(extra.front(), verbs) : error.what();
}

}  // namespace arc
