#include "base/pattern.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <regex>

namespace arc {

struct Pattern::Compiled {
    std::wregex expression;
    std::vector<std::size_t> positions;  // of the named groups among all groups
};

namespace {

std::wstring wide(std::string_view text) {
    const std::u32string points = to_code_points(text);
    return {points.begin(), points.end()};
}

Error bad(std::string_view expression, std::string what, std::string next = {}) {
    return Error{ErrorCode::usage, std::string(expression), std::move(what), std::move(next)};
}

// An expression without group names, and which of its groups had one.
struct Unnamed {
    std::string expression;
    std::vector<std::string> names;
    std::vector<std::size_t> positions;
};

bool is_name(std::string_view text) {
    return !text.empty() &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") ==
               std::string_view::npos;
}

// std::regex knows no group names: (?<name> becomes ( and the name is kept with the group's position.
Result<Unnamed> without_names(std::string_view text) {
    Unnamed out;
    std::size_t group = 0;
    bool in_class = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        out.expression += c;
        if (c == '\\' && at + 1 < text.size()) {
            out.expression += text[++at];
        } else if (in_class) {
            in_class = c != ']';
        } else if (c == '[') {
            in_class = true;
        } else if (c == '(' && text.substr(at + 1, 1) != "?") {
            ++group;
        } else if (c == '(' && text.substr(at + 1, 2) == "?<") {
            const std::size_t end = text.find('>', at);
            const std::string_view name = text.substr(at + 3, end == std::string_view::npos ? end : end - at - 3);
            if (!is_name(name)) {
                return bad(text, say("group name '{}' is not made of letters, digits, _ and .", name));
            }
            if (std::ranges::count(out.names, name) != 0) {
                return bad(text, say("two groups are named '{}'", name));
            }
            out.names.emplace_back(name);
            out.positions.push_back(++group);
            at = end;
        }
    }
    return out;
}

std::string words_of(std::regex_constants::error_type code) {
    using namespace std::regex_constants;
    if (code == error_brack || code == error_range) {
        return say("a [ ] class is not closed or its range is reversed");
    }
    if (code == error_paren) {
        return say("a parenthesis is not closed, or there is nothing to repeat");
    }
    if (code == error_brace || code == error_badbrace) {
        return say("a {{ }} count is not closed or reversed");
    }
    if (code == error_badrepeat) {
        return say("there is nothing to repeat");
    }
    if (code == error_escape) {
        return say("a backslash stands before a letter that means nothing");
    }
    if (code == error_backref || code == error_complexity) {
        return say("back-references are not taken");
    }
    if (code == error_space || code == error_stack) {
        return say("it is too large");
    }
    return say("it is not a regular expression");
}

}  // namespace

Result<Pattern> Pattern::parse(std::string_view text) {
    constexpr std::size_t max_expression = 1000;
    if (text.empty() || text.size() > max_expression) {
        return bad(text, text.empty() ? say("it is empty") : say("it is longer than {} bytes", max_expression));
    }
    if (text.find('\0') != std::string_view::npos) {
        return bad(text, say("it has a NUL character"));
    }
    Result<Unnamed> plain = without_names(text);
    if (!plain) {
        return plain.error();
    }
    try {
        // __polynomial, of libstdc++: no expression can make a match take exponential time or deep recursion.
        std::wregex expression(wide(plain->expression),
                               std::regex_constants::ECMAScript | std::regex_constants::__polynomial);
        Pattern pattern;
        pattern.text_ = text;
        pattern.names_ = std::move(plain->names);
        pattern.compiled_ = std::make_shared<const Compiled>(std::move(expression), std::move(plain->positions));
        return pattern;
    } catch (const std::regex_error& error) {
        return bad(text, words_of(error.code()));
    }
}

std::optional<std::vector<Pattern::Group>> Pattern::match(std::string_view text) const {
    if (!compiled_ || text.size() > max_text) {
        return std::nullopt;
    }
    const std::wstring subject = wide(text);
    std::wsmatch found;
    if (!std::regex_match(subject, found, compiled_->expression)) {
        return std::nullopt;
    }
    std::vector<Group> groups;
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const std::wstring part = found[compiled_->positions[i]].str();
        groups.push_back({names_[i], to_utf8(std::u32string(part.begin(), part.end()))});
    }
    return groups;
}

}  // namespace arc
