#include "jobs/admin/import_source.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "record/csv.hpp"
#include "record/json.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <unordered_map>
#include <utility>

namespace arc {
namespace {

// As of CSV rows (record/csv.hpp).
constexpr std::size_t longest_line = 1 << 20;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_envelope(std::string_view key) {
    return key == "record" || key == "v" || key == "archive";
}

// A JSON value as the cell of a table; nothing for lists and objects.
std::optional<std::string> cell_of(const Value& value) {
    if (value.is_null()) {
        return std::string();
    }
    if (const std::string* text = value.as_text()) {
        return *text;
    }
    if (const bool* flag = value.as_bool()) {
        return *flag ? "true" : "false";
    }
    if (value.as_int() != nullptr || value.as_double() != nullptr) {
        return to_json(value);
    }
    return std::nullopt;
}

bool starts_with_brace(std::istream& in) {
    int byte = in.peek();
    for (const char mark : byte_order_mark) {
        if (byte == static_cast<unsigned char>(mark)) {
            in.get();
            byte = in.peek();
        }
    }
    while (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
        in.get();
        byte = in.peek();
    }
    return byte == '{';
}

}  // namespace

struct ImportSource::State {
    std::string name;
    std::unique_ptr<std::istream> in;
    std::int64_t size = 0;
    std::optional<CsvReader> csv;
    std::vector<std::string> headings;
    std::unordered_map<std::string, std::size_t> positions;
    int line = 0;
    std::vector<char> buffer;
    std::optional<Error> failure;  // set: no more lines can be read
    bool failure_told = false;

    Result<Done> open(const std::string& file);
    Result<Done> collect_keys();
    Result<Value> read_object(const std::string& text) const;
    Error row_error(Error error) const;
    std::optional<std::string> next_line();
    std::optional<Result<Row>> next_object();
    std::optional<Result<Row>> next_record();
};

Result<Done> ImportSource::State::open(const std::string& file) {
    name = file == "-" ? std::string("standard input") : printable(file);
    if (file == "-") {
        auto text = std::make_unique<std::stringstream>();
        *text << std::cin.rdbuf();
        if (std::ferror(stdin) != 0) {
            return Error{ErrorCode::io, name, say("cannot be read"), say("run the same command again")};
        }
        in = std::move(text);
        return Done{};
    }
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return Error{ErrorCode::usage, name, say("no such file"), {}};
    }
    if (std::filesystem::is_directory(file, error)) {
        return Error{ErrorCode::usage, name, say("is a folder"), say("name a CSV or JSON Lines file")};
    }
    if (!std::filesystem::is_regular_file(file, error)) {
        return Error{ErrorCode::usage, name, say("is no plain file and cannot be read twice"),
                     say("write it to a file first, or pipe it in and name -")};
    }
    const auto bytes = std::filesystem::file_size(file, error);
    size = error ? 0 : static_cast<std::int64_t>(bytes);
    auto stream = std::make_unique<std::ifstream>(file, std::ios::binary);
    if (!*stream) {
        return Error{ErrorCode::io, name, say("cannot be read"), say("check the file's rights")};
    }
    in = std::move(stream);
    return Done{};
}

Error ImportSource::State::row_error(Error error) const {
    error.subject = say("{}: row {}", name, line);
    return error;
}

// The next line that is not blank; nothing at the end, and with `failure` set.
std::optional<std::string> ImportSource::State::next_line() {
    buffer.resize(longest_line + 2);
    while (!failure && (in->getline(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in->gcount() > 0)) {
        ++line;
        if (in->bad()) {
            break;
        }
        if (in->fail()) {
            failure =
                row_error({ErrorCode::limit, {}, say("longer than 1 MiB"), say("a line end is probably missing")});
            return std::nullopt;
        }
        std::string text(buffer.data(), static_cast<std::size_t>(in->gcount()) - (in->eof() ? 0 : 1));
        if (line == 1 && text.starts_with(byte_order_mark)) {
            text.erase(0, byte_order_mark.size());
        }
        if (!trim(text).empty()) {
            return text;
        }
    }
    if (in->bad() && !failure) {
        failure =
            Error{ErrorCode::io, name, say("cannot be read"), say("check the disk, then run the same command again")};
    }
    return std::nullopt;
}

Result<Value> ImportSource::State::read_object(const std::string& text) const {
    Result<Value> value = from_json(text);
    if (!value) {
        return row_error(value.error());
    }
    if (value->as_object() == nullptr) {
        return row_error({ErrorCode::usage, {}, say("not a JSON object"), {}});
    }
    return value;
}

// A table has its columns in front; of JSON Lines they are known when the last line was seen. Lines that are no
// objects are told when the rows are read.
Result<Done> ImportSource::State::collect_keys() {
    while (const std::optional<std::string> text = next_line()) {
        const Result<Value> value = read_object(*text);
        const Object* members = value ? value->as_object() : nullptr;
        if (members == nullptr) {
            continue;
        }
        for (const auto& member : *members) {
            if (!is_envelope(member.first) && positions.emplace(member.first, headings.size()).second) {
                headings.push_back(member.first);
            }
        }
    }
    if (failure) {
        return *failure;
    }
    in->clear();
    in->seekg(0);
    line = 0;
    return *in ? Result<Done>(Done{})
               : Error{ErrorCode::usage, name, say("cannot be read twice"), say("write it to a file first, or use -")};
}

std::optional<Result<ImportSource::Row>> ImportSource::State::next_object() {
    const std::optional<std::string> text = next_line();
    if (!text) {
        return failure && !std::exchange(failure_told, true) ? std::optional(Result<Row>(*failure)) : std::nullopt;
    }
    const Result<Value> value = read_object(*text);
    const Object* members = value ? value->as_object() : nullptr;
    if (members == nullptr) {
        return Result<Row>(value.error());
    }
    Row row{{line, std::vector<std::string>(headings.size())}, std::vector<bool>(headings.size())};
    for (const auto& [key, member] : *members) {
        if (is_envelope(key)) {
            continue;
        }
        std::optional<std::string> cell = cell_of(member);
        if (!cell) {
            return Result<Row>(
                row_error({ErrorCode::usage, {}, say("\"{}\" is a list or an object", printable(key)), {}}));
        }
        const std::size_t at = positions.at(key);
        row.cells.cells[at] = *std::move(cell);
        row.said[at] = true;
    }
    return Result<Row>(std::move(row));
}

std::optional<Result<ImportSource::Row>> ImportSource::State::next_record() {
    std::optional<Result<CsvRow>> read = csv->next();
    if (!read) {
        return std::nullopt;
    }
    if (!*read) {
        return Result<Row>(read->error());
    }
    CsvRow row = std::move(*read).value_or_throw();
    return Result<Row>(Row{{row.row, std::move(row.cells)}, {}});
}

ImportSource::ImportSource(std::unique_ptr<State> state) : state_(std::move(state)) {
}
ImportSource::~ImportSource() = default;
ImportSource::ImportSource(ImportSource&&) noexcept = default;
ImportSource& ImportSource::operator=(ImportSource&&) noexcept = default;

Result<ImportSource> ImportSource::open(const std::string& file) {
    auto state = std::make_unique<State>();
    if (const Result<Done> opened = state->open(file); !opened) {
        return opened.error();
    }
    if (starts_with_brace(*state->in)) {
        state->in->seekg(0);
        if (const Result<Done> collected = state->collect_keys(); !collected) {
            return collected.error();
        }
        return ImportSource(std::move(state));
    }
    state->in->clear();
    state->in->seekg(0);
    Result<CsvReader> csv = CsvReader::open(*state->in, state->name);
    if (!csv) {
        return csv.error();
    }
    state->csv.emplace(std::move(csv).value_or_throw());
    state->headings = state->csv->headings();
    return ImportSource(std::move(state));
}

const std::string& ImportSource::name() const {
    return state_->name;
}

const std::vector<std::string>& ImportSource::headings() const {
    return state_->headings;
}

std::optional<Result<ImportSource::Row>> ImportSource::next() {
    return state_->csv ? state_->next_record() : state_->next_object();
}

std::int64_t ImportSource::bytes_read() const {
    const std::streampos at = state_->in->tellg();
    return at == std::streampos(-1) ? state_->size : static_cast<std::int64_t>(at);
}

std::int64_t ImportSource::bytes() const {
    return state_->size;
}

}  // namespace arc
