#include "package/bag_text.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <iconv.h>
#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <string>

namespace arc {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view blanks = " \t";

// Lines that end in LF, CR or CRLF; the last one may have no end.
std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            break;
        }
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    return lines;
}

std::string_view trim_blanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// "Label: value"; the label's exact neighbours matter from 1.0 on.
struct Declared {
    std::string_view label;
    std::string_view value;
    bool found = false;
};

Declared split_label(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return {};
    }
    return {line.substr(0, colon), line.substr(colon + 1), true};
}

std::optional<BagVersion> parse_version(std::string_view text) {
    BagVersion version;
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || dot == 0) {
        return std::nullopt;
    }
    const auto whole = [](std::string_view digits, int& number) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return error == std::errc() && end == digits.data() + digits.size() && !digits.starts_with('-');
    };
    if (!whole(text.substr(0, dot), version.major) || !whole(text.substr(dot + 1), version.minor)) {
        return std::nullopt;
    }
    return version;
}

Error wrong_declaration(std::string what) {
    return {ErrorCode::damaged, "bagit.txt", std::move(what), {}};
}

// %0A, %0D and, from 1.0 on, %25; everything else stands for itself (older bags hold names such as %7Edir).
std::string decode_path(std::string_view path, BagVersion version) {
    std::string decoded;
    for (std::size_t i = 0; i < path.size(); ++i) {
        std::string code(path.substr(i, 3));
        std::ranges::transform(code, code.begin(), [](unsigned char c) { return std::toupper(c); });
        if (code == "%0A" || code == "%0D" || (code == "%25" && version >= bag_version_1)) {
            decoded += code == "%0A" ? '\n' : code == "%0D" ? '\r' : '%';
            i += 2;
        } else {
            decoded += path[i];
        }
    }
    return decoded;
}

bool is_hex(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isxdigit(c) != 0; });
}

}  // namespace

std::string to_text(BagVersion version) {
    return fmt::format("{}.{}", version.major, version.minor);
}

Result<BagDeclaration> read_bag_declaration(std::string_view bytes) {
    static constexpr std::array known{BagVersion{0, 93}, BagVersion{0, 94}, BagVersion{0, 95},
                                      BagVersion{0, 96}, BagVersion{0, 97}, BagVersion{1, 0}};
    if (bytes.starts_with(byte_order_mark)) {
        return wrong_declaration(say("begins with a byte-order mark"));
    }
    const std::vector<std::string_view> lines = lines_of(bytes);
    if (lines.size() != 2) {
        return wrong_declaration(say("has {} lines, not 2", lines.size()));
    }
    const Declared first = split_label(lines[0]);
    const Declared second = split_label(lines[1]);
    if (!first.found || trim_blanks(first.label) != "BagIt-Version") {
        return wrong_declaration(say("does not begin with BagIt-Version"));
    }
    if (!second.found || trim_blanks(second.label) != "Tag-File-Character-Encoding") {
        return wrong_declaration(say("does not say Tag-File-Character-Encoding"));
    }
    const std::optional<BagVersion> version = parse_version(trim_blanks(first.value));
    if (!version || std::ranges::find(known, *version) == known.end()) {
        return wrong_declaration(say("no such version: {}", printable(trim_blanks(first.value))));
    }
    BagDeclaration declaration{*version, std::string(trim_blanks(second.value)), {}};
    if (declaration.encoding.empty()) {
        return wrong_declaration(say("names no encoding"));
    }
    for (const Declared& line : {first, second}) {
        const bool exact =
            line.label == trim_blanks(line.label) && line.value == " " + std::string(trim_blanks(line.value));
        if (*version >= bag_version_1 && line.label != trim_blanks(line.label)) {
            return wrong_declaration(say("blanks before the colon"));
        }
        if (!exact) {
            declaration.warnings.push_back(say("blanks around {} that do not belong there", trim_blanks(line.label)));
        }
    }
    return declaration;
}

std::vector<BagLine> read_bag_manifest(std::string_view text, BagVersion version, std::vector<BagComplaint>& errors) {
    std::vector<BagLine> entries;
    int number = 0;
    for (const std::string_view line : lines_of(text)) {
        ++number;
        if (trim_blanks(line).empty()) {
            continue;
        }
        const std::size_t end = line.find_first_of(blanks);
        const std::size_t begin = end == std::string_view::npos ? end : line.find_first_not_of(blanks, end);
        if (begin == std::string_view::npos || !is_hex(line.substr(0, end))) {
            errors.emplace_back(number, say("no checksum and path"));
            continue;
        }
        BagLine entry{number, std::string(line.substr(0, end)), {}, false};
        std::ranges::transform(entry.digest, entry.digest.begin(), [](unsigned char c) { return std::tolower(c); });
        std::string_view path = line.substr(begin);
        if (path.starts_with('*')) {
            entry.starred = true;
            path.remove_prefix(1);
        }
        entry.path = decode_path(path, version);
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<BagLine> read_bag_fetch(std::string_view text, BagVersion version, std::vector<BagComplaint>& errors) {
    std::vector<BagLine> entries;
    int number = 0;
    for (const std::string_view line : lines_of(text)) {
        ++number;
        if (trim_blanks(line).empty()) {
            continue;
        }
        // ADDRESS LENGTH PATH; only the path may have blanks.
        std::array<std::string_view, 2> words;
        std::string_view rest = trim_blanks(line);
        for (std::string_view& word : words) {
            const std::size_t end = std::min(rest.find_first_of(blanks), rest.size());
            word = rest.substr(0, end);
            rest = trim_blanks(rest.substr(end));
        }
        const bool length =
            words[1] == "-" ||
            (!words[1].empty() && std::ranges::all_of(words[1], [](unsigned char c) { return std::isdigit(c) != 0; }));
        if (rest.empty() || !length) {
            errors.emplace_back(number, say("no address, length and path"));
            continue;
        }
        entries.push_back({number, std::string(words[0]), decode_path(rest, version), false});
    }
    return entries;
}

BagInfo read_bag_info(std::string_view text, BagVersion version, std::vector<BagComplaint>& errors) {
    BagInfo info;
    int number = 0;
    for (const std::string_view line : lines_of(text)) {
        ++number;
        if (trim_blanks(line).empty()) {
            continue;
        }
        if (blanks.find(line.front()) != std::string_view::npos && !info.empty()) {
            info.back().second += ' ';
            info.back().second += trim_blanks(line);
            continue;
        }
        const Declared pair = split_label(line);
        if (!pair.found || trim_blanks(pair.label).empty()) {
            errors.emplace_back(number, say("no label and value"));
            continue;
        }
        if (version >= bag_version_1 && pair.label != trim_blanks(pair.label)) {
            errors.emplace_back(number, say("blanks around the label"));
        }
        info.emplace_back(trim_blanks(pair.label), trim_blanks(pair.value));
    }
    return info;
}

std::optional<std::string> algorithm_in_name(std::string_view file, std::string_view prefix) {
    constexpr std::string_view ending = ".txt";
    if (!file.starts_with(prefix) || !file.ends_with(ending) || file.size() <= prefix.size() + ending.size() ||
        file.find('/') != std::string_view::npos) {
        return std::nullopt;
    }
    return std::string(file.substr(prefix.size(), file.size() - prefix.size() - ending.size()));
}

std::string unsafe_path_reason(std::string_view path) {
    if (path.starts_with('/')) {
        return say("an absolute path");
    }
    if (path.starts_with('~')) {
        return say("a path from somebody's home");
    }
    if (path.starts_with('\\') || path.starts_with('%') ||
        (path.size() > 1 && path[1] == ':' && std::isalpha(static_cast<unsigned char>(path[0])) != 0)) {
        return say("a path of another system");
    }
    for (const std::string& part : split(path, '/')) {
        if (part == "..") {
            return say("leads out of the bag");
        }
    }
    return {};
}

Result<std::string> to_utf8_from(const std::string& encoding, std::string_view bytes) {
    const iconv_t converter = ::iconv_open("UTF-8", encoding.c_str());
    if (converter == reinterpret_cast<iconv_t>(-1)) {
        return Error{ErrorCode::damaged, "bagit.txt", say("no such encoding: {}", printable(encoding)), {}};
    }
    std::string in(bytes);
    std::string out(4 * in.size() + 16, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t from_left = in.size();
    std::size_t to_left = out.size();
    const std::size_t status = ::iconv(converter, &from, &from_left, &to, &to_left);
    ::iconv_close(converter);
    if (status == static_cast<std::size_t>(-1)) {
        return Error{ErrorCode::damaged, {}, say("byte {} is not {}", bytes.size() - from_left + 1, encoding), {}};
    }
    out.resize(out.size() - to_left);
    return out;
}

std::string encode_bag_path(std::string_view path) {
    std::string encoded;
    for (const char c : path) {
        switch (c) {
            case '\n':
                encoded += "%0A";
                break;
            case '\r':
                encoded += "%0D";
                break;
            case '%':
                encoded += "%25";
                break;
            default:
                encoded += c;
        }
    }
    return encoded;
}

std::string bag_declaration_text() {
    return "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
}

std::string bag_info_text(const BagInfo& info) {
    std::string text;
    for (const auto& [label, value] : info) {
        std::string one_line = value;
        std::ranges::replace_if(
            one_line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
        text += fmt::format("{}: {}\n", label, one_line);
    }
    return text;
}

std::string manifest_line(std::string_view digest, std::string_view path) {
    return fmt::format("{}  {}\n", digest, encode_bag_path(path));
}

}  // namespace arc
