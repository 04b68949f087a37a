#include "search/query.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 16> state_words{
    "missing", "waived", "unfiled", "lent", "handed-over", "not-handed-over", "paper-only", "image-only",
    "dual",    "secret", "failed",  "open", "shelved",     "unshelved",       "held",       "destroyed"};

// "is:missing, is:waived …"
std::string known_states() {
    std::vector<std::string> words;
    for (const std::string_view word : state_words) {
        words.push_back("is:" + std::string(word));
    }
    return join(words, ", ");
}

Error mistake(std::string_view subject, std::string what, std::string next = {}) {
    return {ErrorCode::usage, printable(subject), std::move(what), std::move(next)};
}

// Full-width colons and curly quotes as the keyboard's own.
std::string plain_marks(std::string_view text) {
    std::u32string out;
    for (const char32_t c : to_code_points(to_nfc(text))) {
        out += c == U'：' ? U':' : c == U'“' || c == U'”' || c == U'＂' ? U'"' : c == U'　' ? U' ' : c;
    }
    return to_utf8(out);
}

struct Term {
    std::string field;  // "" for words and phrases
    std::string value;
    bool quoted = false;
};

bool looks_like_field(std::string_view text) {
    return text.size() > 1 && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

Result<std::vector<Term>> cut_terms(std::string_view text) {
    std::vector<Term> terms;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == ' ' || text[at] == '\t') {
            ++at;
            continue;
        }
        Term term;
        const std::size_t colon = text.find_first_of(": \t\"", at);
        const bool slashes = colon != std::string_view::npos && text.substr(colon).starts_with("://");
        if (colon != std::string_view::npos && text[colon] == ':' && looks_like_field(text.substr(at, colon - at)) &&
            !slashes) {
            term.field = text.substr(at, colon - at);
            at = colon + 1;
        }
        if (at < text.size() && text[at] == '"') {
            const std::size_t end = text.find('"', at + 1);
            if (end == std::string_view::npos) {
                return mistake(text, say("a quote is not closed"));
            }
            term.value = trim(text.substr(at + 1, end - at - 1));
            term.quoted = true;
            at = end + 1;
        } else {
            const std::size_t end = std::min(text.find_first_of(" \t\"", at), text.size());
            term.value = text.substr(at, end - at);
            at = end;
        }
        if (!term.field.empty() || !term.value.empty()) {
            terms.push_back(std::move(term));
        }
    }
    return terms;
}

struct FieldRow {
    std::string_view name;
    std::string Query::*value;
};
constexpr std::array field_rows{
    FieldRow{"customer", &Query::customer}, FieldRow{"ticket", &Query::ticket}, FieldRow{"type", &Query::type},
    FieldRow{"in", &Query::place},          FieldRow{"unit", &Query::unit},     FieldRow{"class", &Query::class_name},
    FieldRow{"status", &Query::status},     FieldRow{"stage", &Query::stage},   FieldRow{"medium", &Query::medium},
    FieldRow{"access", &Query::access},
};

std::vector<std::string> field_names() {
    std::vector<std::string> names{"date", "year", "is", "name"};
    for (const FieldRow& row : field_rows) {
        names.emplace_back(row.name);
    }
    return names;
}

Error twice(const std::string& field) {
    return mistake(field, say("asked twice"), say("say one value; all terms must hold together"));
}

std::optional<Error> put_date(Query& query, const Term& term) {
    const Result<DateSpan> span = parse_date_span(term.value);
    if (!span) {
        return span.error();
    }
    if (query.date) {
        return twice(term.field);
    }
    query.date = *span;
    return std::nullopt;
}

std::optional<Error> put_state(Query& query, const Term& term) {
    const auto found = std::ranges::find(state_words, term.value);
    if (found == state_words.end()) {
        return mistake("is:" + term.value, say("no such state"), say("use {}", known_states()));
    }
    if (query.is) {
        return twice(term.field);
    }
    query.is = static_cast<QueryState>(found - state_words.begin());
    return std::nullopt;
}

std::optional<Error> put_field(Query& query, const Term& term) {
    if (term.value.empty()) {
        return mistake(term.field, say("has no value"), say("write {}:VALUE without a blank", term.field));
    }
    if (term.field == "name") {
        query.names.push_back(term.value);
        return std::nullopt;
    }
    if (term.field == "date" || term.field == "year") {
        return put_date(query, term);
    }
    if (term.field == "is") {
        return put_state(query, term);
    }
    const auto row = std::ranges::find(field_rows, term.field, &FieldRow::name);
    if (row == field_rows.end()) {
        const std::string near = nearest(term.field, field_names());
        return mistake(term.field, say("no field of a query has this name"),
                       near.empty() ? say("use {}; or put the text in quotes", join(field_names(), " "))
                                    : say("did you mean {}:?", near));
    }
    std::string& value = query.*(row->value);
    if (!value.empty() && value != term.value) {
        return twice(term.field);
    }
    value = term.value;
    return std::nullopt;
}

// yyyy, yyyy-mm or yyyy-mm-dd.
bool is_date_part(std::string_view text) {
    constexpr std::string_view shape = "dddd-dd-dd";
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == 'd' ? !digit : text[i] != '-') {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string_view to_text(QueryState state) {
    return state_words.at(static_cast<std::size_t>(state));
}

Result<DateSpan> parse_date_span(std::string_view text) {
    constexpr char after_all_that_begin_so = '~';
    const std::size_t dots = text.find("..");
    const std::string_view from = text.substr(0, dots);
    const std::string_view to = dots == std::string_view::npos ? from : text.substr(dots + 2);
    const bool sound =
        (from.empty() || is_date_part(from)) && (to.empty() || is_date_part(to)) && !(from.empty() && to.empty());
    if (!sound) {
        return mistake(text, say("not a date or range of dates"), say("write 2019, 2019-03, 2019-03-01 or 2019..2021"));
    }
    DateSpan span{std::string(from), to.empty() ? std::string() : std::string(to) + after_all_that_begin_so};
    if (!span.from.empty() && !span.before.empty() && span.from > span.before) {
        return mistake(text, say("the range is reversed"));
    }
    return span;
}

Result<Query> parse_query(std::span<const std::string> arguments) {
    Query query;
    for (const std::string& argument : arguments) {
        const Result<std::vector<Term>> terms = cut_terms(plain_marks(argument));
        if (!terms) {
            return terms.error();
        }
        for (const Term& term : *terms) {
            if (term.field.empty()) {
                (term.quoted ? query.phrases : query.words).push_back(term.value);
            } else if (const std::optional<Error> wrong = put_field(query, term)) {
                return *wrong;
            }
        }
    }
    return query;
}

}  // namespace arc
