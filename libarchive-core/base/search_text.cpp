#include "base/search_text.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace arc {
namespace {

enum class Kind { none, cjk, word, joint };

// The blocks of Unicode whose text is written without blanks between words.
bool is_cjk(char32_t c) {
    return (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3040 && c <= 0x30FF) ||
           (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

// Marks that hold the parts of one code together: 档号, telephone numbers, file names.
bool is_joint(char32_t c) {
    return c == U'-' || c == U'.' || c == U'_' || c == U'/' || c == U'·' || c == U'–' || c == U'—';
}

Kind kind_of(char32_t c) {
    if (is_cjk(c)) {
        return Kind::cjk;
    }
    if (is_joint(c)) {
        return Kind::joint;
    }
    const bool ascii_word = (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z');
    const bool other_letter = c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) &&
                              !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFF00);
    return ascii_word || other_letter ? Kind::word : Kind::none;
}

struct Cutter {
    bool for_query;
    std::vector<std::string> tokens;
    std::u32string run;       // CJK characters met so far
    std::u32string word;      // letters and digits met so far
    std::u32string compound;  // words with the joints between them left out
    int parts = 0;

    void put(std::u32string_view token) { tokens.push_back(to_utf8(token)); }
    void end_run() {
        for (std::size_t i = 0; i < run.size(); ++i) {
            if (!for_query || run.size() == 1) {
                put(std::u32string_view(run).substr(i, 1));
            }
            if (i + 1 < run.size()) {
                put(std::u32string_view(run).substr(i, 2));
            }
        }
        run.clear();
    }
    void end_word() {
        if (!word.empty()) {
            put(word);
            ++parts;
            compound += word;
            word.clear();
        }
    }
    void end_compound() {
        end_word();
        // A query for the parts finds the whole already.
        if (parts > 1 && !for_query) {
            put(compound);
        }
        compound.clear();
        parts = 0;
    }
};

std::vector<std::string> cut(std::string_view text, bool for_query) {
    Cutter cutter{for_query, {}, {}, {}, {}, 0};
    for (const char32_t c : to_code_points(fold_words(text))) {
        const Kind kind = kind_of(c);
        if (kind != Kind::cjk) {
            cutter.end_run();
        }
        if (kind == Kind::word) {
            cutter.word += c;
        } else if (kind == Kind::joint) {
            cutter.end_word();
        } else {
            cutter.end_compound();
        }
        if (kind == Kind::cjk) {
            cutter.run += c;
        }
    }
    cutter.end_run();
    cutter.end_compound();
    return std::move(cutter.tokens);
}

}  // namespace

std::vector<std::string> index_tokens(std::string_view text) {
    return cut(text, false);
}

std::string index_text(std::string_view text) {
    return join(index_tokens(text), " ");
}

std::string fact_token(std::string_view name, std::string_view value) {
    constexpr char hex[] = "0123456789abcdef";
    std::string token = "\uE000" + std::string(name);
    for (const char c : value) {
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
            token += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            token += {'x', hex[byte >> 4], hex[byte & 15]};
        }
    }
    return token;
}

std::vector<std::string> query_tokens(std::string_view text) {
    std::vector<std::string> tokens = cut(text, true);
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    return tokens;
}

}  // namespace arc
