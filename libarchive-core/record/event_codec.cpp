#include "record/event_codec.hpp"

#include "base/say.hpp"
#include "record/json.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace arc {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";
// Far over any name of the schema; each change of a block keeps the names of its columns.
constexpr std::size_t longest_name = 100;

Value value_of(const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        return *whole;
    }
    if (const auto* number = std::get_if<double>(&cell)) {
        return *number;
    }
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* bytes = std::get_if<Blob>(&cell)) {
        std::string hex;
        for (const std::uint8_t byte : *bytes) {
            hex += hex_digits[byte >> 4];
            hex += hex_digits[byte & 15];
        }
        return Object{{"x", hex}};
    }
    return {};
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

List cells(const std::vector<Cell>& row) {
    List list;
    for (const Cell& cell : row) {
        list.push_back(value_of(cell));
    }
    return list;
}

// One cell a column; nothing when it is no such row.
std::optional<std::vector<Cell>> row_of(const Value& value, std::size_t columns) {
    const List* list = value.as_list();
    if (list == nullptr || list->size() != columns) {
        return std::nullopt;
    }
    std::vector<Cell> row;
    for (const Value& item : *list) {
        std::optional<Cell> cell = cell_of(item);
        if (!cell) {
            return std::nullopt;
        }
        row.push_back(*std::move(cell));
    }
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

// Blocks of neighbouring changes that differ only in their cells.
List blocks_of(const std::vector<RowChange>& changes) {
    List blocks;
    for (std::size_t i = 0; i < changes.size();) {
        const RowChange& first = changes[i];
        List before;
        List after;
        std::size_t end = i;
        for (; end < changes.size() && same_block(changes[end], first); ++end) {
            if (first.kind != ChangeKind::insert) {
                before.emplace_back(cells(changes[end].before));
            }
            if (first.kind != ChangeKind::erase) {
                after.emplace_back(cells(changes[end].after));
            }
        }
        Object block{{std::string(kind_names[static_cast<std::size_t>(first.kind)]), first.table},
                     {"columns", texts(first.columns)},
                     {"keys", static_cast<std::int64_t>(first.keys)}};
        if (!before.empty()) {
            block.emplace_back("before", std::move(before));
        }
        if (!after.empty()) {
            block.emplace_back(first.kind == ChangeKind::insert ? "rows" : "after", std::move(after));
        }
        blocks.emplace_back(std::move(block));
        i = end;
    }
    return blocks;
}

// What all changes of a block share; nothing when it is no block.
std::optional<RowChange> head_of(const Value& block) {
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

bool read_block(const Value& block, std::vector<RowChange>& changes) {
    const std::optional<RowChange> head = head_of(block);
    if (!head) {
        return false;
    }
    const bool has_before = head->kind != ChangeKind::insert;
    const bool has_after = head->kind != ChangeKind::erase;
    const List& before = block.list_of("before");
    const List& after = block.list_of(has_before ? "after" : "rows");
    if (has_before && has_after && before.size() != after.size()) {
        return false;
    }
    const std::size_t count = has_before ? before.size() : after.size();
    for (std::size_t i = 0; i < count; ++i) {
        changes.push_back(*head);
        auto old_row = has_before ? row_of(before[i], head->columns.size()) : std::vector<Cell>();
        auto new_row = has_after ? row_of(after[i], head->columns.size()) : std::vector<Cell>();
        if (!old_row || !new_row) {
            return false;
        }
        changes.back().before = *std::move(old_row);
        changes.back().after = *std::move(new_row);
    }
    return true;
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
    object.emplace_back("changes", blocks_of(event.changes));
    return to_json(object);
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
    for (const Value& block : value.list_of("changes")) {
        if (!read_block(block, event.changes)) {
            return Error{ErrorCode::damaged, {}, say("not an event: a change is not readable"), {}};
        }
    }
    return event;
}

}  // namespace arc
