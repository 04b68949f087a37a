#include "search/query.hpp"

#include "base/calendar_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 16> state_words{
    "missing", "waived", "unfiled", "lent", "handed-over", "not-handed-over", "paper-only", "image-only",
    "dual",    "secret", "failed",  "open", "shelved",     "unshelved",       "held",       "destroyed"};

// `once`: a thing has one such value, so that asking for two at once finds nothing.
struct FieldRow {
    std::string_view name;
    bool once;
};
constexpr std::array<FieldRow, 18> field_rows{{{"customer", true},
                                               {"ticket", true},
                                               {"type", true},
                                               {"date", true},
                                               {"year", true},
                                               {"name", false},
                                               {"unit", true},
                                               {"class", true},
                                               {"status", true},
                                               {"stage", true},
                                               {"in", true},
                                               {"place", true},
                                               {"box", true},
                                               {"volume", true},
                                               {"keeper", true},
                                               {"medium", true},
                                               {"access", true},
                                               {"is", false}}};
constexpr auto field_list = [] {
    std::array<std::string_view, field_rows.size()> names{};
    std::ranges::transform(field_rows, names.begin(), &FieldRow::name);
    return names;
}();

Error mistake(std::string_view subject, std::string what, std::string next = {}) {
    return {ErrorCode::usage, printable(subject), std::move(what), std::move(next)};
}

// Full-width marks and curly quotes as the keyboard's own.
std::string plain_marks(std::string_view text) {
    constexpr std::pair<char32_t, char32_t> marks[] = {{U'：', U':'}, {U'“', U'"'},  {U'”', U'"'},  {U'＂', U'"'},
                                                       {U'　', U' '}, {U'，', U','}, {U'－', U'-'}, {U'−', U'-'}};
    std::u32string out;
    for (const char32_t c : to_code_points(to_nfc(text))) {
        const auto mark = std::ranges::find(marks, c, [](const auto& pair) { return pair.first; });
        out += mark == std::end(marks) ? c : mark->second;
    }
    return to_utf8(out);
}

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

// a-z, then also 0-9 and _, two at least: as names of fields are in profiles.
bool looks_like_field(std::string_view text) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return text.size() > 1 && is_letter(text.front()) &&
           std::ranges::all_of(text, [&](char c) { return is_letter(c) || c == '_' || (c >= '0' && c <= '9'); });
}

class TermReader {
public:
    explicit TermReader(std::string text) : text_(std::move(text)) {}

    Result<std::vector<QueryTerm>> read() {
        std::vector<QueryTerm> terms;
        for (skip_blanks(); at_ < text_.size(); skip_blanks()) {
            QueryTerm term;
            term.negated = text_[at_] == '-' && at_ + 1 < text_.size() && !is_blank(text_[at_ + 1]);
            at_ += term.negated ? 1 : 0;
            read_field(term);
            if (const std::optional<Error> wrong = term.field.empty() ? read_words(term) : read_values(term)) {
                return *wrong;
            }
            if (!term.values.front().empty()) {
                terms.push_back(std::move(term));
            }
        }
        return terms;
    }

private:
    void skip_blanks() {
        while (at_ < text_.size() && is_blank(text_[at_])) {
            ++at_;
        }
    }

    void read_field(QueryTerm& term) {
        const std::size_t colon = text_.find_first_of(": \t\"", at_);
        if (colon == std::string::npos || text_[colon] != ':' || text_.compare(colon, 3, "://") == 0) {
            return;
        }
        const std::string name = text_.substr(at_, colon - at_);
        if (looks_like_field(name)) {
            term.field = name;
            at_ = colon + 1;
        }
    }

    std::optional<Error> read_words(QueryTerm& term) {
        term.phrase = at_ < text_.size() && text_[at_] == '"';
        return read_one(term, " \t\"");
    }

    // What an empty value means is said by whoever knows the field.
    std::optional<Error> read_values(QueryTerm& term) {
        do {
            if (const std::optional<Error> wrong = read_one(term, " \t\",")) {
                return wrong;
            }
            if (term.values.back().empty()) {
                return mistake(term.field, say("has no value"), say("write {}:VALUE without a blank", term.field));
            }
        } while (at_ < text_.size() && text_[at_] == ',' && ++at_ != 0);
        return std::nullopt;
    }

    std::optional<Error> read_one(QueryTerm& term, std::string_view ends) {
        if (at_ < text_.size() && text_[at_] == '"') {
            const std::size_t end = text_.find('"', at_ + 1);
            if (end == std::string::npos) {
                return mistake(text_, say("a quote is not closed"));
            }
            term.values.emplace_back(trim(std::string_view(text_).substr(at_ + 1, end - at_ - 1)));
            at_ = end + 1;
        } else {
            const std::size_t end = std::min(text_.find_first_of(ends, at_), text_.size());
            term.values.push_back(text_.substr(at_, end - at_));
            at_ = end;
        }
        return std::nullopt;
    }

    std::string text_;
    std::size_t at_ = 0;
};

std::optional<Error> check(const QueryTerm& term) {
    for (const std::string& value : term.values) {
        if (term.field == "date" || term.field == "year") {
            if (const Result<DateSpan> span = parse_date_span(value); !span) {
                return span.error();
            }
        }
        if (term.field == "is") {
            if (const Result<QueryState> state = parse_query_state(value); !state) {
                return state.error();
            }
        }
    }
    return std::nullopt;
}

// Two terms that no thing can fulfil both.
std::optional<Error> check_together(const QueryTerm& a, const QueryTerm& b) {
    const auto row = std::ranges::find(field_rows, a.field, &FieldRow::name);
    const bool once = row != field_rows.end() && row->once;
    if (once && a.field == b.field && !a.negated && !b.negated && a.values != b.values) {
        return mistake(a.field, say("asked twice"), say("for one of several write {}:A,B", a.field));
    }
    return std::nullopt;
}

// yyyy, yyyy-mm or yyyy-mm-dd, of a month and a day that there are.
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
    constexpr std::string_view first_of_january = "0000-01-01";
    return static_cast<bool>(parse_day(std::string(text) + std::string(first_of_january.substr(text.size()))));
}

std::string quoted_if_needed(const std::string& value) {
    return value.find_first_of(" \t,") == std::string::npos ? value : '"' + value + '"';
}

}  // namespace

std::string_view to_text(QueryState state) {
    return state_words.at(static_cast<std::size_t>(state));
}

std::span<const std::string_view> query_states() {
    return state_words;
}

std::span<const std::string_view> query_fields() {
    return field_list;
}

Result<QueryState> parse_query_state(std::string_view word) {
    const auto found = std::ranges::find(state_words, word);
    if (found != state_words.end()) {
        return static_cast<QueryState>(found - state_words.begin());
    }
    const std::vector<std::string> known(state_words.begin(), state_words.end());
    const std::string near = nearest(word, known);
    return mistake("is:" + std::string(word), say("no such state"),
                   near.empty() ? say("use is: with {}", join(known, ", ")) : say("did you mean is:{}?", near));
}

bool Query::asks(std::string_view field) const {
    return std::ranges::any_of(terms, [&](const QueryTerm& term) { return !term.negated && term.field == field; });
}

void Query::ask(std::string field, std::string value) {
    terms.push_back({std::move(field), {std::move(value)}, false, false});
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
        if (!is_utf8(argument)) {
            return mistake(argument, say("is not UTF-8"), say("let the terminal write UTF-8, not GBK"));
        }
        Result<std::vector<QueryTerm>> terms = TermReader(plain_marks(argument)).read();
        if (!terms) {
            return terms.error();
        }
        for (QueryTerm& term : *terms) {
            std::optional<Error> wrong = check(term);
            for (const QueryTerm& other : query.terms) {
                wrong = wrong ? wrong : check_together(other, term);
            }
            if (wrong) {
                return *wrong;
            }
            if (std::ranges::find(query.terms, term) == query.terms.end()) {
                query.terms.push_back(std::move(term));
            }
        }
    }
    return query;
}

std::string to_text(const Query& query) {
    std::string text;
    for (const QueryTerm& term : query.terms) {
        text += (text.empty() ? "" : " ") + std::string(term.negated ? "-" : "");
        if (term.field.empty()) {
            text += term.phrase ? '"' + term.values.front() + '"' : term.values.front();
            continue;
        }
        for (std::size_t i = 0; i < term.values.size(); ++i) {
            text += (i == 0 ? term.field + ":" : ",") + quoted_if_needed(term.values[i]);
        }
    }
    return text;
}

}  // namespace arc
