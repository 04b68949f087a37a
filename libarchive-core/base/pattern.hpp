#pragma once

#include "base/result.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// A regular expression (ECMAScript) whose groups may have names: (?<ticket>\d{12}). It works on characters, not bytes,
// and in polynomial time whatever the expression; back-references are refused for that. A value: copies share the
// compiled expression, which is never changed.
class Pattern {
public:
    struct Group {
        std::string name;
        std::string text;  // UTF-8; "" where the group took no part
        bool operator==(const Group&) const = default;
    };
    // Longer texts fit nothing.
    static constexpr std::size_t max_text = 2048;

    // Fits nothing.
    Pattern() = default;
    // Errors: usage, with what is wrong in the expression.
    static Result<Pattern> parse(std::string_view expression);

    // As it was written.
    const std::string& text() const noexcept { return text_; }
    // In the order they open.
    const std::vector<std::string>& group_names() const noexcept { return names_; }
    // The named groups when the expression fits the whole text, else nothing.
    std::optional<std::vector<Group>> match(std::string_view text) const;
    bool fits(std::string_view text) const { return match(text).has_value(); }
    bool operator==(const Pattern& other) const noexcept { return text_ == other.text_; }

private:
    struct Compiled;
    std::string text_;
    std::vector<std::string> names_;
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace arc
