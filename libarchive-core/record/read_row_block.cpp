#include "record/row_block.hpp"

#include "base/say.hpp"
#include "record/row_block_words.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace arc {
namespace {

// Far over any name of the schema; each change of a block keeps the names of its columns.
constexpr std::size_t longest_name = 100;

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

std::vector<std::string> strings_of(const List& list) {
    std::vector<std::string> strings;
    for (const Value& item : list) {
        strings.push_back(item.as_text() == nullptr ? std::string() : *item.as_text());
    }
    return strings;
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

// What a block says once of its columns.
struct Common {
    struct Entry {
        Cell cell;
        bool counted = false;
    };
    std::vector<std::optional<Entry>> columns;
    std::size_t first = 0;  // the column that the rows begin with
};

bool read_common(const Value* said, bool counted, const RowChange& outline, Common& common) {
    const Object* object = said == nullptr ? nullptr : said->as_object();
    if (object == nullptr) {
        return said == nullptr;
    }
    return std::ranges::all_of(*object, [&](const auto& member) {
        const auto name = std::ranges::find(outline.columns, member.first);
        std::optional<Cell> cell = cell_of(member.second);
        if (name == outline.columns.end() || !cell || (counted && !std::holds_alternative<std::int64_t>(*cell))) {
            return false;
        }
        const auto* text = std::get_if<std::string>(&*cell);
        const auto* bytes = std::get_if<Blob>(&*cell);
        auto& entry = common.columns[static_cast<std::size_t>(name - outline.columns.begin())];
        if ((text != nullptr && text->size() > longest_common) ||
            (bytes != nullptr && bytes->size() > longest_common) || entry) {
            return false;
        }
        entry = Common::Entry{*std::move(cell), counted};
        return true;
    });
}

std::optional<Common> common_of(const Value& block, const RowChange& outline) {
    Common common;
    common.columns.resize(outline.columns.size());
    const bool fits = read_common(block.find("same"), false, outline, common) &&
                      read_common(block.find("from"), true, outline, common);
    return fits ? std::optional(std::move(common)) : std::nullopt;
}

// As many cells as the block has columns: what the row leaves away at its end is null. Nothing when it is no such row.
std::optional<std::vector<Cell>> row_of(const Value& value, const Common& common, std::size_t index) {
    const List* list = value.as_list();
    if (list == nullptr) {
        return std::nullopt;
    }
    std::vector<Cell> row(common.columns.size());
    std::size_t next = 0;
    for (std::size_t column = common.first; column < row.size(); ++column) {
        if (const auto& entry = common.columns[column]) {
            row[column] = entry->cell;
            if (entry->counted &&
                __builtin_add_overflow(std::get<std::int64_t>(entry->cell), static_cast<std::int64_t>(index),
                                       &std::get<std::int64_t>(row[column]))) {
                return std::nullopt;
            }
        } else if (next < list->size()) {
            std::optional<Cell> cell = cell_of((*list)[next++]);
            if (!cell) {
                return std::nullopt;
            }
            row[column] = *std::move(cell);
        }
    }
    return next == list->size() ? std::optional(std::move(row)) : std::nullopt;
}

bool read_rows(const List& rows, const Common& common, std::vector<Cell> RowChange::*side,
               std::span<RowChange> changes) {
    for (std::size_t i = 0; i < changes.size(); ++i) {
        std::optional<std::vector<Cell>> row = row_of(rows[i], common, i);
        if (!row) {
            return false;
        }
        changes[i].*side = *std::move(row);
    }
    return true;
}

// An update's row before: the key is that of the row after, "was_same" says what all had alike.
bool read_old_rows(const Value& block, const RowChange& outline, std::span<RowChange> changes) {
    Common common;
    common.first = outline.keys;
    common.columns.resize(outline.columns.size());
    const Value* was = block.find("was");
    const List nothing(was == nullptr ? changes.size() : 0, Value(List()));
    const List& rows = was == nullptr ? nothing : block.list_of("was");
    if (!read_common(block.find("was_same"), false, outline, common) || rows.size() != changes.size() ||
        !read_rows(rows, common, &RowChange::before, changes)) {
        return false;
    }
    for (RowChange& change : changes) {
        std::copy_n(change.after.begin(), outline.keys, change.before.begin());
    }
    return true;
}

// An update as it was written before, with whole rows on both sides, and an erase.
bool read_whole_rows(const Value& block, const RowChange& outline, std::span<RowChange> changes) {
    const List& before = block.list_of("before");
    const List& after = block.list_of("after");
    Common nothing;
    nothing.columns.resize(outline.columns.size());
    return before.size() == changes.size() && read_rows(before, nothing, &RowChange::before, changes) &&
           (outline.kind == ChangeKind::erase ||
            (after.size() == changes.size() && read_rows(after, nothing, &RowChange::after, changes)));
}

bool read_block(const Value& block, const RowChange& outline, std::vector<RowChange>& changes) {
    const bool whole = block.find("before") != nullptr;
    const Value* said = block.find(whole ? "before" : "rows");
    if (said == nullptr || said->as_list() == nullptr) {
        return false;
    }
    const List& rows = *said->as_list();
    const std::size_t known = changes.size();
    changes.resize(known + rows.size(), outline);
    const std::span fresh = std::span(changes).subspan(known);
    if (whole) {
        return outline.kind != ChangeKind::insert && read_whole_rows(block, outline, fresh);
    }
    const std::optional<Common> common = common_of(block, outline);
    const auto side = outline.kind == ChangeKind::erase ? &RowChange::before : &RowChange::after;
    return common && read_rows(rows, *common, side, fresh) &&
           (outline.kind != ChangeKind::update || read_old_rows(block, outline, fresh));
}

}  // namespace

Result<std::vector<RowChange>> read_blocks(const List& blocks) {
    std::vector<RowChange> changes;
    std::vector<RowChange> outlines;
    for (const Value& block : blocks) {
        std::optional<RowChange> outline = outline_among(block, outlines);
        if (!outline || !read_block(block, *outline, changes)) {
            return Error{ErrorCode::damaged, {}, say("not an event: a change is not readable"), {}};
        }
        outlines.push_back(*std::move(outline));
    }
    return changes;
}

}  // namespace arc
