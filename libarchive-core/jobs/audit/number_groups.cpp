#include "jobs/audit/number_groups.hpp"

#include "catalog/event_table.hpp"
#include "label/call_number.hpp"
#include "record/event_codec.hpp"

#include <algorithm>
#include <charconv>

namespace arc {
namespace {

// The 档号 that a document has in one state of its row.
std::string number_in(const RowChange& row, const std::vector<Cell>& cells) {
    const auto at = std::ranges::find(row.columns, "number") - row.columns.begin();
    const auto* text = at < static_cast<std::ptrdiff_t>(cells.size())
                           ? std::get_if<std::string>(&cells[static_cast<std::size_t>(at)])
                           : nullptr;
    return text == nullptr ? std::string() : *text;
}

}  // namespace

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size() && number >= 0;
    return whole ? std::optional(number) : std::nullopt;
}

std::optional<GroupedNumber> grouped_number(const std::string& text) {
    const Result<CallNumber> number = parse_call_number(text);
    const std::optional<std::int64_t> item = number ? whole_number(number->item) : std::nullopt;
    if (!item) {
        return std::nullopt;
    }
    const std::string key = comparison_key(*number);
    return GroupedNumber{key.substr(0, key.rfind('-')), *item, text.substr(0, text.rfind(number->item))};
}

std::map<std::string, std::set<std::int64_t>> voided_numbers(Archive& archive) {
    std::map<std::string, std::set<std::int64_t>> voided;
    for (const char* verb : {"undo", "unsplit"}) {
        EventTable::Filter filter;
        filter.verb = verb;
        EventTable(archive.db()).for_each(filter, [&](const StoredEvent& stored) {
            const Result<Event> event = decode_event(stored.line);
            for (const RowChange& row : event ? event->changes : std::vector<RowChange>{}) {
                const std::string before = row.table == "document" ? number_in(row, row.before) : std::string();
                if (before.empty() || number_in(row, row.after) == before) {
                    continue;
                }
                if (const std::optional<GroupedNumber> number = grouped_number(before)) {
                    voided[number->group].insert(number->item);
                }
            }
        });
    }
    return voided;
}

}  // namespace arc
