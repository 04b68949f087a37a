// What a filter asks of the search index, in the language of FTS5.

#include "base/say.hpp"
#include "base/search_text.hpp"
#include "catalog/find_runs.hpp"

namespace arc {
namespace {

// Quoted, so that nothing is read as an operator.
std::string quoted(const std::string& token) {
    return '"' + token + '"';
}

std::string joined(const std::vector<std::string>& pieces, std::string_view by) {
    std::string text;
    for (const std::string& piece : pieces) {
        text += (text.empty() ? "" : std::string(by)) + piece;
    }
    return pieces.size() > 1 ? "(" + text + ")" : text;
}

std::string all_of(const std::vector<std::string>& tokens) {
    std::vector<std::string> pieces;
    for (const std::string& token : tokens) {
        pieces.push_back(quoted(token));
    }
    return joined(pieces, " AND ");
}

std::string written(const IndexWord& word) {
    std::vector<std::string> pieces;
    for (const std::vector<std::string>& tokens : word.any) {
        pieces.push_back(all_of(tokens));
    }
    return joined(pieces, " OR ");
}

std::string written_or_sounding(const IndexWord& word) {
    std::vector<std::string> pieces;
    for (const std::vector<std::string>& tokens : word.any) {
        pieces.push_back(all_of(tokens));
    }
    for (const IndexWord::Sound& sound : word.sounds) {
        pieces.push_back(quoted(sound.token) + (sound.begins ? "*" : ""));
    }
    return joined(pieces, " OR ");
}

std::string any_fact(std::string_view of, const std::vector<std::string>& values) {
    std::vector<std::string> pieces;
    for (const std::string& value : values) {
        pieces.push_back(of.empty() ? quoted(value) : quoted(fact_token(of, value)));
    }
    return joined(pieces, " OR ");
}

}  // namespace

std::string any_of(const IndexWord& word) {
    return written_or_sounding(word);
}

std::string search_expression(const FindFilter& filter, FindKey::Match match) {
    std::vector<std::string> wanted, literal;
    bool sounds = false;
    for (const IndexWord& word : filter.words) {
        wanted.push_back(match == FindKey::Match::written ? written(word) : written_or_sounding(word));
        literal.push_back(written(word));
        sounds = sounds || !word.sounds.empty();
    }
    if (match == FindKey::Match::sounds && !sounds) {
        return {};
    }
    // What the index knows beside words leaves fewer rows to look at.
    const std::pair<std::string_view, const std::vector<std::string>*> facts[] = {
        {"c", &filter.must.classes}, {"s", &filter.must.statuses}, {"t", &filter.must.types}};
    for (const auto& [letter, values] : facts) {
        if (!values->empty()) {
            wanted.push_back(any_fact(letter, *values));
        }
    }
    for (const std::vector<std::string>& tokens : filter.facts) {
        wanted.push_back(any_fact("", tokens));
    }
    std::string expression = joined(wanted, " AND ");
    std::vector<std::string> unwanted;
    for (const IndexWord& word : filter.without) {
        unwanted.push_back(written_or_sounding(word));
    }
    if (match == FindKey::Match::sounds) {
        unwanted.push_back(joined(literal, " AND "));
    }
    return expression.empty() || unwanted.empty() ? expression
                                                  : fmt::format("{} NOT {}", expression, joined(unwanted, " OR "));
}

}  // namespace arc
