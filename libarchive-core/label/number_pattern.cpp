#include "label/number_pattern.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "label/punctuation.hpp"

#include <algorithm>

namespace arc {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Error pattern_error(std::string_view pattern, std::string what) {
    return {ErrorCode::usage, std::string(pattern), std::move(what), {}};
}

}  // namespace

Result<NumberPattern> NumberPattern::parse(std::string_view pattern) {
    NumberPattern parsed;
    parsed.pattern_ = pattern;
    std::string_view rest = pattern;
    for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const std::size_t close = rest.find('}', open);
        if (close == std::string_view::npos) {
            return pattern_error(pattern, say("the brace before \"{}\" is not closed", rest.substr(open + 1)));
        }
        const std::string_view inside = rest.substr(open + 1, close - open - 1);
        const std::size_t colon = inside.find(':');
        Piece piece{std::string(rest.substr(0, open)), std::string(trim(inside.substr(0, colon))), 0};
        const std::vector<std::string> names = parsed.field_names();
        if (piece.field.empty() || std::ranges::count(names, piece.field) > 0) {
            return pattern_error(pattern, piece.field.empty() ? say("a field has no name")
                                                              : say("field {} stands there twice", piece.field));
        }
        if (colon != std::string_view::npos) {
            const std::string_view width = inside.substr(colon + 1);
            if (width.size() != 1 || width[0] < '1' || width[0] > '9') {
                return pattern_error(pattern,
                                     say("the width of {} is \"{}\", not a digit from 1 to 9", piece.field, width));
            }
            piece.width = width[0] - '0';
        }
        parsed.pieces_.push_back(std::move(piece));
        rest.remove_prefix(close + 1);
    }
    parsed.pieces_.push_back({std::string(rest), {}, 0});
    return parsed;
}

std::vector<std::string> NumberPattern::field_names() const {
    std::vector<std::string> names;
    for (const Piece& piece : pieces_) {
        if (!piece.field.empty()) {
            names.push_back(piece.field);
        }
    }
    return names;
}

Result<std::string> NumberPattern::fill(const Fields& fields) const {
    std::string number;
    for (const Piece& piece : pieces_) {
        number += piece.before;
        if (piece.field.empty()) {
            continue;
        }
        const auto field = fields.find(piece.field);
        if (field == fields.end() || field->second.empty()) {
            return pattern_error(pattern_, say("there is no value for {}", piece.field));
        }
        const std::string& value = field->second;
        const auto width = static_cast<std::size_t>(piece.width);
        if (piece.width > 0 && (!all_digits(value) || value.size() > width)) {
            return pattern_error(pattern_, say("{} is \"{}\", not a number of at most {} digits", piece.field,
                                               printable(value), piece.width));
        }
        number += value.size() < width ? std::string(width - value.size(), '0') + value : value;
    }
    return number;
}

std::optional<NumberPattern::Fields> NumberPattern::read(std::string_view number) const {
    const std::string folded = fold_punctuation(number);
    std::string_view rest = folded;
    Fields fields;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        const std::string before = fold_punctuation(pieces_[i].before);
        if (!rest.starts_with(before)) {
            return std::nullopt;
        }
        rest.remove_prefix(before.size());
        if (i + 1 == pieces_.size()) {
            break;
        }
        const std::string after = fold_punctuation(pieces_[i + 1].before);
        std::size_t length = after.empty() ? rest.size() : rest.find(after);
        if (pieces_[i].width > 0 && after.empty()) {
            length = std::min(rest.size(), static_cast<std::size_t>(pieces_[i].width));
        }
        if (length == 0 || length == std::string_view::npos ||
            (pieces_[i].width > 0 && !all_digits(rest.substr(0, length)))) {
            return std::nullopt;
        }
        fields.emplace(pieces_[i].field, rest.substr(0, length));
        rest.remove_prefix(length);
    }
    return rest.empty() ? std::optional(fields) : std::nullopt;
}

}  // namespace arc
