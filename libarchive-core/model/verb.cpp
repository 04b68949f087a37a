#include "model/verb.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::array all{Verb::find,   Verb::view,    Verb::print,     Verb::copy,    Verb::capture,  Verb::label,
                         Verb::file,   Verb::change,  Verb::waive,     Verb::close,   Verb::handover, Verb::review,
                         Verb::shelve, Verb::request, Verb::approve,   Verb::lend,    Verb::appraise, Verb::dispose,
                         Verb::audit,  Verb::import,  Verb::configure, Verb::appoint, Verb::backup,   Verb::log,
                         Verb::undo,   Verb::unmask};
constexpr std::array<std::string_view, all.size()> words{
    "find",  "view",     "print",     "copy",    "capture", "label",   "file", "change",   "waive",
    "close", "handover", "review",    "shelve",  "request", "approve", "lend", "appraise", "dispose",
    "audit", "import",   "configure", "appoint", "backup",  "log",     "undo", "unmask"};

}  // namespace

std::string_view to_text(Verb verb) {
    return words[static_cast<std::size_t>(std::ranges::find(all, verb) - all.begin())];
}

std::optional<Verb> parse_verb(std::string_view text) {
    const auto found = std::ranges::find(words, text);
    if (found == words.end()) {
        return std::nullopt;
    }
    return all[static_cast<std::size_t>(found - words.begin())];
}

std::span<const Verb> all_verbs() {
    return all;
}

}  // namespace arc
