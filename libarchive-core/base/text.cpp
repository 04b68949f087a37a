#include "base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <numeric>

namespace arc {
namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// ASCII is its own normal form; most cells and codes are ASCII, and utf8proc takes 30 times as long.
std::string mapped_ascii(std::string_view text, int options) {
    std::string result(text);
    if ((options & UTF8PROC_CASEFOLD) != 0) {
        std::ranges::transform(result, result.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    }
    return result;
}

std::string mapped(std::string_view text, int options) {
    if (is_ascii(text)) {
        return mapped_ascii(text, options);
    }
    utf8proc_uint8_t* out = nullptr;
    const utf8proc_ssize_t length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &out, static_cast<utf8proc_option_t>(options));
    if (length < 0) {
        return std::string(text);
    }
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
    return std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
}

// Code point at `at`, advancing it; -1 and one byte for a broken sequence.
std::int32_t next_code_point(std::string_view text, std::size_t& at) {
    utf8proc_int32_t code = -1;
    const utf8proc_ssize_t used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                                   static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    at += used > 0 ? static_cast<std::size_t>(used) : 1;
    return used > 0 ? code : -1;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Letters added, lost, changed, or swapped with their neighbour: the slips of typing.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

// Unicode section 23.7: never text; XML and cairo refuse them.
bool is_noncharacter(std::int32_t code) {
    return (code & 0xfffe) == 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
}

}  // namespace

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> pieces;
    std::size_t at = 0;
    while (true) {
        const std::size_t end = text.find(separator, at);
        pieces.emplace_back(text.substr(at, end == std::string_view::npos ? end : end - at));
        if (end == std::string_view::npos) {
            return pieces;
        }
        at = end + 1;
    }
}

std::string join(std::span<const std::string> pieces, std::string_view separator) {
    std::string all;
    for (const std::string& piece : pieces) {
        if (&piece != pieces.data()) {
            all += separator;
        }
        all += piece;
    }
    return all;
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        if (next_code_point(bytes, at) < 0) {
            return false;
        }
    }
    return true;
}

std::string to_nfc(std::string_view text) {
    return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string fold_code(std::string_view text) {
    const std::string compatible = mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    std::string folded;
    for (const char c : compatible) {
        if (blanks.find(c) == std::string_view::npos) {
            folded += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
    }
    return folded;
}

std::string fold_words(std::string_view text) {
    return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
}

int display_width(std::string_view text) {
    int width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::int32_t code = next_code_point(text, at);
        width += code < 0 ? 1 : utf8proc_charwidth(code);
    }
    return width;
}

std::string fit_width(std::string_view text, int columns) {
    const int width = display_width(text);
    if (width <= columns) {
        return std::string(text) + std::string(static_cast<std::size_t>(columns - width), ' ');
    }
    std::string cut;
    int used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const std::int32_t code = next_code_point(text, at);
        const int step = code < 0 ? 1 : utf8proc_charwidth(code);
        if (used + step > columns - 1) {
            break;
        }
        cut += text.substr(start, at - start);
        used += step;
    }
    return cut + "…" + std::string(static_cast<std::size_t>(std::max(0, columns - 1 - used)), ' ');
}

bool natural_less(std::string_view a, std::string_view b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (is_digit(a[i]) && is_digit(b[j])) {
            const std::size_t a_end = std::min(a.find_first_not_of("0123456789", i), a.size());
            const std::size_t b_end = std::min(b.find_first_not_of("0123456789", j), b.size());
            std::string_view x = a.substr(i, a_end - i);
            std::string_view y = b.substr(j, b_end - j);
            x.remove_prefix(std::min(x.find_first_not_of('0'), x.size()));
            y.remove_prefix(std::min(y.find_first_not_of('0'), y.size()));
            if (x.size() != y.size()) {
                return x.size() < y.size();
            }
            if (x != y) {
                return x < y;
            }
            i = a_end;
            j = b_end;
            continue;
        }
        if (a[i] != b[j]) {
            return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
        }
        ++i;
        ++j;
    }
    if (i < a.size() || j < b.size()) {
        return j < b.size();
    }
    return a < b;
}

std::string nearest(std::string_view typed, std::span<const std::string> candidates) {
    std::string best;
    const std::u32string letters = to_code_points(typed);
    // A Chinese letter is a word: two short words that share one mean different things.
    const bool is_ascii = letters.size() == typed.size();
    std::size_t best_distance = std::max<std::size_t>(letters.size() / 3, is_ascii ? 1 : 0) + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edit_distance(letters, to_code_points(candidate));
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

std::string printable(std::string_view bytes) {
    if (std::ranges::all_of(bytes, [](char c) { return c >= 0x20 && c < 0x7f; })) {
        return std::string(bytes);
    }
    constexpr char hex[] = "0123456789abcdef";
    std::string shown;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t start = at;
        const std::int32_t code = next_code_point(bytes, at);
        if (code >= 0x20 && code != 0x7f && (code < 0x80 || code >= 0xa0) && !is_noncharacter(code)) {
            shown += bytes.substr(start, at - start);
            continue;
        }
        for (const char c : bytes.substr(start, at - start)) {
            const auto byte = static_cast<unsigned char>(c);
            shown += "\\x";
            shown += hex[byte >> 4];
            shown += hex[byte & 15];
        }
    }
    return shown;
}

std::u32string to_code_points(std::string_view text) {
    std::u32string points;
    for (std::size_t at = 0; at < text.size();) {
        const std::int32_t code = next_code_point(text, at);
        points += code < 0 ? U'\uFFFD' : static_cast<char32_t>(code);
    }
    return points;
}

std::string to_utf8(std::u32string_view code_points) {
    std::string text;
    for (const char32_t code : code_points) {
        utf8proc_uint8_t bytes[4];
        const utf8proc_ssize_t used = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
        text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(used));
    }
    return text;
}

}  // namespace arc
