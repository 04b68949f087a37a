#include "record/csv.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::size_t longest_record = 1 << 20;

bool is_blank_row(const std::vector<std::string>& cells) {
    return std::ranges::all_of(cells, [](const std::string& cell) { return trim(cell).empty(); });
}

// The most frequent candidate outside quotes in the first line; the comma when there is none.
char sniff_separator(std::string_view text) {
    constexpr std::string_view candidates = ",;\t";
    std::size_t counts[candidates.size()] = {};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '\n' || c == '\r')) {
            break;
        } else if (const std::size_t at = candidates.find(c); !quoted && at != std::string_view::npos) {
            ++counts[at];
        }
    }
    return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts)];
}

}  // namespace

struct CsvReader::State {
    State(std::istream& in, std::string file, const CsvSettings& chosen)
        : decoder(in), name(std::move(file)), settings(chosen), separator(chosen.separator) {}

    TextDecoder decoder;
    std::string name;
    CsvSettings settings;
    char separator;
    std::vector<std::string> headings;
    std::string buffer;
    std::size_t at = 0;
    int row = 0;
    std::int64_t line = 1;
    std::optional<Error> failure;  // set: nothing more can be read
    bool failure_told = false;

    Error row_error(ErrorCode code, int number, std::string what, std::string next) const {
        return {code, say("{}: row {}", name, number), std::move(what), std::move(next)};
    }

    // False at the end of the text, or with `failure` set.
    bool fill() {
        if (at < buffer.size()) {
            return true;
        }
        at = 0;
        buffer.clear();
        Result<std::string> piece = decoder.next();
        if (!piece) {
            failure = piece.error();
            failure->subject = row == 0 ? name : say("{}: row {}", name, row);
            return false;
        }
        buffer = std::move(*piece);
        return !buffer.empty();
    }

    // Takes the rest of a quoted cell, up to and with its closing quote; false when there is none.
    bool take_quoted(std::string& cell) {
        while (fill()) {
            const std::size_t quote = std::min(buffer.find('"', at), buffer.size());
            line += std::count(buffer.begin() + static_cast<std::ptrdiff_t>(at),
                               buffer.begin() + static_cast<std::ptrdiff_t>(quote), '\n');
            cell.append(buffer, at, quote - at);
            at = quote;
            if (cell.size() > longest_record) {
                return false;
            }
            if (at == buffer.size()) {
                continue;
            }
            ++at;
            if (!fill() || buffer[at] != '"') {
                return !failure;
            }
            cell += '"';
            ++at;
        }
        return false;
    }

    void take_plain(std::string& cell) {
        const char stops[] = {separator, '\r', '\n'};
        while (fill()) {
            const std::size_t stop = std::min(buffer.find_first_of(stops, at, sizeof stops), buffer.size());
            cell.append(buffer, at, stop - at);
            at = stop;
            if (at < buffer.size() || cell.size() > longest_record) {
                return;
            }
        }
    }

    // Takes one line end: LF, CRLF or CR.
    void take_line_end() {
        const char first = buffer[at++];
        ++line;
        if (first == '\r' && fill() && buffer[at] == '\n') {
            ++at;
        }
    }

    void fail_in_quotes() {
        if (!failure) {
            failure =
                row_error(ErrorCode::damaged, row, say("a quote is never closed"), say("look for a single \" in it"));
        }
    }

    // The cells of the next record, none at the end of the text or with `failure` set.
    std::optional<std::vector<std::string>> take_record() {
        ++row;
        if (failure || !fill()) {
            return std::nullopt;
        }
        std::vector<std::string> cells;
        cells.reserve(headings.size());
        std::size_t size = 0;
        while (true) {
            std::string cell;
            const bool opened = fill() && buffer[at] == '"';
            if (opened) {
                ++at;
                if (!take_quoted(cell)) {
                    fail_in_quotes();
                    return std::nullopt;
                }
            }
            take_plain(cell);
            if (failure) {
                return std::nullopt;
            }
            size += cell.size();
            if (size > longest_record) {
                failure = row_error(ErrorCode::limit, row, say("longer than 1 MiB"),
                                    say("look for a \" that is never closed"));
                return std::nullopt;
            }
            cells.push_back(unprotect_cell(cell));
            if (!fill()) {
                return failure ? std::nullopt : std::optional(std::move(cells));
            }
            if (buffer[at] != separator) {
                take_line_end();
                return cells;
            }
            ++at;
        }
    }

    // "sep=;" alone in the first line is Excel's own way to name the separator.
    void find_separator() {
        const std::string_view start(buffer);
        const bool named = start.starts_with("sep=") && start.size() > 5 && (start[5] == '\r' || start[5] == '\n');
        if (named) {
            separator = start[4];
            at = 5;
            take_line_end();
            ++row;
        } else if (separator == 0) {
            separator = sniff_separator(start);
        }
    }

    // False when there is none.
    bool read_headings() {
        if (!fill()) {
            return false;
        }
        find_separator();
        std::optional<std::vector<std::string>> cells = take_record();
        while (cells && is_blank_row(*cells)) {
            cells = take_record();
        }
        for (const std::string& cell : cells.value_or(std::vector<std::string>{})) {
            headings.emplace_back(trim(cell));
        }
        while (!headings.empty() && headings.back().empty()) {
            headings.pop_back();
        }
        return !headings.empty();
    }

    // The row with as many cells as there are headings.
    Result<CsvRow> fitted(CsvRow record) const {
        std::vector<std::string>& cells = record.cells;
        const std::size_t wanted = headings.size();
        while (cells.size() > wanted && trim(cells.back()).empty()) {
            cells.pop_back();
        }
        if (cells.size() > wanted || (cells.size() < wanted && settings.short_rows == ShortRows::refuse)) {
            return row_error(ErrorCode::usage, record.row,
                             say("has {} cells where the heading has {}", cells.size(), wanted),
                             say("look at line {} of the file", record.line));
        }
        cells.resize(wanted);
        return record;
    }
};

CsvReader::CsvReader(std::unique_ptr<State> state) : state_(std::move(state)) {
}
CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;

Result<CsvReader> CsvReader::open(std::istream& in, std::string name, const CsvSettings& settings) {
    auto state = std::make_unique<State>(in, std::move(name), settings);
    if (!state->read_headings()) {
        return state->failure ? *state->failure
                              : Error{ErrorCode::usage, state->name, say("has no heading"),
                                      say("the first row must name the columns")};
    }
    return CsvReader(std::move(state));
}

const std::vector<std::string>& CsvReader::headings() const {
    return state_->headings;
}

char CsvReader::separator() const {
    return state_->separator;
}

TextEncoding CsvReader::encoding() const {
    return state_->decoder.encoding();
}

std::optional<Result<CsvRow>> CsvReader::next() {
    State& s = *state_;
    while (true) {
        const std::int64_t line = s.line;
        std::optional<std::vector<std::string>> cells = s.take_record();
        if (!cells) {
            if (s.failure && !s.failure_told) {
                s.failure_told = true;
                return Result<CsvRow>(*s.failure);
            }
            return std::nullopt;
        }
        if (!is_blank_row(*cells)) {
            return s.fitted({s.row, line, *std::move(cells)});
        }
    }
}

}  // namespace arc
