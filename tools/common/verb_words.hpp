#pragma once

#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace arc {

// What was typed, told back to whoever typed it wrongly.

// The verb that was typed last, or the tool itself without one.
const CLI::App* chosen_verb(const CLI::App& app);
// The tool and the verb: "arc-file customer open".
std::string words_so_far(const CLI::App& app, const std::string& tool);
// Of a verb that only heads others, when none of these was typed: the word that stands there, or what may.
std::string missing_verb_words(const CLI::App& app);
std::string usage_words(const CLI::App& app, const CLI::ParseError& error);

}  // namespace arc
