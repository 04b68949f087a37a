#include "record/event_codec.hpp"

#include "base/say.hpp"
#include "record/json.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

namespace arc {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";
// Far over any name of the schema; each change of a block keeps the names of its columns.
constexpr std::size_t longest_name = 100;

void append_cell(std::string& json, const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        append_json(json, *whole);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        append_json(json, std::string_view(*text));
    } else if (const auto* number = std::get_if<double>(&cell)) {
        append_json(json, Value(*number));
    } else if (const auto* bytes = std::get_if<Blob>(&cell)) {
        json += "{\"x\":\"";
        for (const std::uint8_t byte : *bytes) {
            json += hex_digits[byte >> 4];
            json += hex_digits[byte & 15];
        }
        json += "\"}";
    } else {
        json += "null";
    }
}

std::optional<Blob> bytes_of(std::string_view hex) {
    if (hex.size() % 2 != 0) {
        return std::nullopt;
    }
    Blob bytes(hex.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char* pair = hex.data() + 2 * i;
        if (std::from_chars(pair, pair + 2, bytes[i], 16).ptr != pair + 2) {
            return std::nullopt;
        }
    }
    return bytes;
}

std::optional<Cell> cell_of(const Value& value) {
    if (const std::int64_t* whole = value.as_int()) {
        return *whole;
    }
    if (const double* number = value.as_double()) {
        return *number;
    }
    if (const std::string* text = value.as_text()) {
        return *text;
    }
    if (value.is_null()) {
        return Cell();
    }
    const Value* hex = value.find("x");
    if (hex == nullptr || hex->as_text() == nullptr) {
        return std::nullopt;
    }
    return bytes_of(*hex->as_text());
}

// Most rows end in columns that hold nothing yet: these are left away.
void append_row(std::string& json, const std::vector<Cell>& row) {
    std::size_t count = row.size();
    while (count > 0 && std::holds_alternative<std::monostate>(row[count - 1])) {
        --count;
    }
    json += '[';
    for (std::size_t i = 0; i < count; ++i) {
        json += i == 0 ? "" : ",";
        append_cell(json, row[i]);
    }
    json += ']';
}

// As many cells as the block has columns: what the row leaves away at its end is null. Nothing when it is no such row.
std::optional<std::vector<Cell>> row_of(const Value& value, std::size_t columns) {
    const List* list = value.as_list();
    if (list == nullptr || list->size() > columns) {
        return std::nullopt;
    }
    std::vector<Cell> row;
    row.reserve(columns);
    for (const Value& item : *list) {
        std::optional<Cell> cell = cell_of(item);
        if (!cell) {
            return std::nullopt;
        }
        row.push_back(*std::move(cell));
    }
    row.resize(columns);
    return row;
}

List texts(const std::vector<std::string>& strings) {
    return {strings.begin(), strings.end()};
}

std::vector<std::string> strings_of(const List& list) {
    std::vector<std::string> strings;
    for (const Value& item : list) {
        strings.push_back(item.as_text() == nullptr ? std::string() : *item.as_text());
    }
    return strings;
}

bool same_block(const RowChange& a, const RowChange& b) {
    return a.kind == b.kind && a.table == b.table && a.columns == b.columns;
}

constexpr std::string_view kind_names[] = {"insert", "update", "erase"};

void append_rows(std::string& json, std::string_view name, std::span<const RowChange> changes,
                 std::vector<Cell> RowChange::*side) {
    json.append(",\"").append(name).append("\":[");
    for (std::size_t i = 0; i < changes.size(); ++i) {
        json += i == 0 ? "" : ",";
        append_row(json, changes[i].*side);
    }
    json += ']';
}

// Neighbouring changes that differ only in their cells. `like`: an earlier block that says table and columns already.
void append_block(std::string& json, std::span<const RowChange> changes, std::optional<std::size_t> like) {
    const RowChange& first = changes.front();
    if (like) {
        json += "{\"as\":";
        append_json(json, static_cast<std::int64_t>(*like));
    } else {
        json.append("{\"").append(kind_names[static_cast<std::size_t>(first.kind)]).append("\":");
        append_json(json, std::string_view(first.table));
        json += ",\"columns\":";
        append_json(json, Value(texts(first.columns)));
        json += ",\"keys\":";
        append_json(json, static_cast<std::int64_t>(first.keys));
    }
    if (first.kind == ChangeKind::insert) {
        append_rows(json, "rows", changes, &RowChange::after);
    } else {
        append_rows(json, "before", changes, &RowChange::before);
        if (first.kind == ChangeKind::update) {
            append_rows(json, "after", changes, &RowChange::after);
        }
    }
    json += '}';
}

void append_blocks(std::string& json, std::span<const RowChange> changes) {
    std::vector<std::pair<const RowChange*, std::size_t>> said;  // the first change of a kind of block, and its place
    std::size_t blocks = 0;
    for (std::size_t i = 0; i < changes.size(); ++blocks) {
        const RowChange& first = changes[i];
        const auto differs = [&](const RowChange& other) { return !same_block(first, other); };
        const auto end = std::find_if(changes.begin() + static_cast<std::ptrdiff_t>(i) + 1, changes.end(), differs);
        const auto count = static_cast<std::size_t>(end - changes.begin()) - i;
        const auto like = std::ranges::find_if(said, [&](const auto& one) { return same_block(*one.first, first); });
        json += blocks == 0 ? "" : ",";
        append_block(json, changes.subspan(i, count), like == said.end() ? std::nullopt : std::optional(like->second));
        if (like == said.end()) {
            said.emplace_back(&first, blocks);
        }
        i += count;
    }
}

// Table, kind and columns of a block, without cells; nothing when it is no block.
std::optional<RowChange> outline_of(const Value& block) {
    const auto kind = std::ranges::find_if(kind_names, [&](auto name) { return block.find(name) != nullptr; });
    if (kind == std::end(kind_names)) {
        return std::nullopt;
    }
    RowChange change;
    change.kind = static_cast<ChangeKind>(kind - std::begin(kind_names));
    change.table = block.text_of(*kind);
    change.columns = strings_of(block.list_of("columns"));
    const std::int64_t keys = block.int_of("keys");
    const auto is_name = [](const std::string& name) { return !name.empty() && name.size() <= longest_name; };
    if (keys < 0 || keys > static_cast<std::int64_t>(change.columns.size()) || !is_name(change.table) ||
        !std::ranges::all_of(change.columns, is_name)) {
        return std::nullopt;
    }
    change.keys = static_cast<std::size_t>(keys);
    return change;
}

bool read_rows(const Value& block, const RowChange& outline, std::vector<RowChange>& changes) {
    const bool has_before = outline.kind != ChangeKind::insert;
    const bool has_after = outline.kind != ChangeKind::erase;
    const List& before = block.list_of("before");
    const List& after = block.list_of(has_before ? "after" : "rows");
    if (has_before && has_after && before.size() != after.size()) {
        return false;
    }
    const std::size_t count = has_before ? before.size() : after.size();
    for (std::size_t i = 0; i < count; ++i) {
        changes.push_back(outline);
        auto old_row = has_before ? row_of(before[i], outline.columns.size()) : std::vector<Cell>();
        auto new_row = has_after ? row_of(after[i], outline.columns.size()) : std::vector<Cell>();
        if (!old_row || !new_row) {
            return false;
        }
        changes.back().before = *std::move(old_row);
        changes.back().after = *std::move(new_row);
    }
    return true;
}

// The outline of a block, or of the earlier one that it says it is like.
std::optional<RowChange> outline_among(const Value& block, const std::vector<RowChange>& earlier) {
    if (block.find("as") == nullptr) {
        return outline_of(block);
    }
    const std::int64_t like = block.int_of("as", -1);
    if (like < 0 || like >= static_cast<std::int64_t>(earlier.size())) {
        return std::nullopt;
    }
    return earlier[static_cast<std::size_t>(like)];
}

Result<Done> read_blocks(const List& blocks, std::vector<RowChange>& changes) {
    std::vector<RowChange> outlines;
    for (const Value& block : blocks) {
        std::optional<RowChange> outline = outline_among(block, outlines);
        if (!outline || !read_rows(block, *outline, changes)) {
            return Error{ErrorCode::damaged, {}, say("not an event: a change is not readable"), {}};
        }
        outlines.push_back(*std::move(outline));
    }
    return Done{};
}

void put_text(Object& object, std::string_view name, const std::string& text) {
    if (!text.empty()) {
        object.emplace_back(std::string(name), text);
    }
}

}  // namespace

std::string encode_event(const Event& event) {
    Object object{{"n", event.n},
                  {"operation", event.operation},
                  {"prev", event.previous.hex()},
                  {"at", format_instant(event.at)},
                  {"tool", event.tool},
                  {"verb", event.verb},
                  {"profile", event.profile},
                  {"host", event.host},
                  {"by", event.by}};
    put_text(object, "as", event.acting);
    put_text(object, "reason", event.reason);
    put_text(object, "request", event.request);
    object.emplace_back("things", texts(event.things));
    if (!event.detail.empty()) {
        object.emplace_back("detail", event.detail);
    }
    std::string json = to_json(object);
    json.back() = ',';
    json += "\"changes\":[";
    append_blocks(json, event.changes);
    json += "]}";
    return json;
}

Result<Event> decode_event(std::string_view line) {
    Result<Value> read = from_json(line);
    if (!read) {
        return read.error();
    }
    const Value& value = *read;
    const Result<Digest> previous = Digest::parse(value.text_of("prev"));
    const Result<Instant> at = parse_instant(value.text_of("at"));
    if (value.int_of("n") < 1 || !previous || !at) {
        return Error{ErrorCode::damaged, {}, say("not an event: n, prev or at is missing"), {}};
    }
    Event event;
    event.n = value.int_of("n");
    event.operation = value.int_of("operation", event.n);
    event.previous = *previous;
    event.at = *at;
    event.tool = value.text_of("tool");
    event.verb = value.text_of("verb");
    event.profile = value.int_of("profile");
    event.host = value.text_of("host");
    event.by = value.text_of("by");
    event.acting = value.text_of("as");
    event.reason = value.text_of("reason");
    event.request = value.text_of("request");
    event.things = strings_of(value.list_of("things"));
    if (const Value* detail = value.find("detail"); detail != nullptr && detail->as_object() != nullptr) {
        event.detail = *detail->as_object();
    }
    if (const Result<Done> blocks = read_blocks(value.list_of("changes"), event.changes); !blocks) {
        return blocks.error();
    }
    return event;
}

}  // namespace arc
