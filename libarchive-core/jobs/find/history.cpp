#include "jobs/find/history.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/event_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/thing_query.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "record/event_codec.hpp"
#include "record/record_codec.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

std::string words_of(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        return std::to_string(*whole);
    }
    if (const auto* number = std::get_if<double>(&cell)) {
        return fmt::format("{}", *number);
    }
    return std::holds_alternative<Blob>(cell) ? say("(bytes)") : std::string("-");
}

std::string shown(const std::string& value) {
    return value.starts_with("hmac:") ? say("(private)") : value;
}

// The profile's fields stand in one cell: each that differs is told alone.
void add_fields(List& words, const Cell& before, const Cell& after) {
    std::map<std::string, std::pair<std::string, std::string>> values;
    const auto* old_text = std::get_if<std::string>(&before);
    const auto* new_text = std::get_if<std::string>(&after);
    for (const auto& [name, value] : decode_fields(old_text == nullptr ? "{}" : *old_text)) {
        values[name].first = value;
    }
    for (const auto& [name, value] : decode_fields(new_text == nullptr ? "{}" : *new_text)) {
        values[name].second = value;
    }
    for (const auto& [name, pair] : values) {
        if (pair.first != pair.second) {
            const auto told = [](const std::string& value) { return value.empty() ? std::string("-") : shown(value); };
            words.emplace_back(fmt::format("{}: {} -> {}", name, told(pair.first), told(pair.second)));
        }
    }
}

bool is_cell(const RowChange& change, std::string_view column, std::int64_t value) {
    const auto at = std::ranges::find(change.columns, column);
    if (at == change.columns.end()) {
        return false;
    }
    // What left a place changed for it as well.
    const auto says = [&](const std::vector<Cell>& cells) {
        const auto column_at = static_cast<std::size_t>(at - change.columns.begin());
        const auto* id = column_at < cells.size() ? std::get_if<std::int64_t>(&cells[column_at]) : nullptr;
        return id != nullptr && *id == value;
    };
    return says(change.after) || says(change.before);
}

// Rows of other tables that name the thing as "document:7" (handover_item, step_scan, stay, entry …).
bool names(const RowChange& change, const std::string& thing) {
    for (const std::string_view column : {"thing", "subject"}) {
        const auto at = std::ranges::find(change.columns, column);
        if (at == change.columns.end()) {
            continue;
        }
        const std::vector<Cell>& cells = change.after.empty() ? change.before : change.after;
        const auto* text = std::get_if<std::string>(&cells[static_cast<std::size_t>(at - change.columns.begin())]);
        if (text != nullptr && *text == thing) {
            return true;
        }
    }
    return false;
}

// Holders are told by their codes.
std::string words_in(Db& db, const std::string& column, const Cell& cell) {
    const auto* id = std::get_if<std::int64_t>(&cell);
    const Result<ThingKind> kind = parse_thing_kind(column);
    const bool holder = kind && (*kind == ThingKind::place || *kind == ThingKind::box || *kind == ThingKind::volume);
    return holder && id != nullptr ? ThingQuery(db).code_of({*kind, *id}) : words_of(cell);
}

void add_row(Db& db, List& words, const RowChange& change) {
    for (std::size_t i = change.keys; i < change.columns.size(); ++i) {
        if (change.columns[i] == "fields") {
            add_fields(words, change.before[i], change.after[i]);
        } else {
            const std::string& column = change.columns[i];
            words.emplace_back(fmt::format("{}: {} -> {}", column, words_in(db, column, change.before[i]),
                                           words_in(db, column, change.after[i])));
        }
    }
}

// The columns of a customer's dated states that people know, with their cells before a row was inserted.
Cell cell_of(const CustomerState& state, std::string_view column) {
    static const std::map<std::string_view, std::string CustomerState::*> texts{
        {"name", &CustomerState::name},       {"class", &CustomerState::class_name},
        {"kind", &CustomerState::kind},       {"legal_entity", &CustomerState::legal_entity},
        {"address", &CustomerState::address}, {"status", &CustomerState::status},
        {"fields", &CustomerState::fields}};
    if (column == "unit") {
        return state.unit ? Cell(*state.unit) : Cell();
    }
    const std::string& text = state.*texts.at(column);
    return text.empty() ? Cell() : Cell(text);
}

std::string words_of_state(Db& db, std::string_view column, const Cell& cell) {
    const auto* id = std::get_if<std::int64_t>(&cell);
    const std::optional<Unit> unit = column == "unit" && id != nullptr ? UnitTable(db).find(*id) : std::nullopt;
    return unit ? unit->code : shown(words_of(cell));
}

// A dated state of the customer: what it says otherwise than the state before it, which nothing changes any more; what
// changed in it on its own day. Its days themselves are told by the event's. The first state is a row like others.
bool add_state(Db& db, List& words, const RowChange& change, const std::vector<CustomerState>& states) {
    if (change.table != "customer_state" || change.kind == ChangeKind::erase) {
        return false;
    }
    const auto state =
        std::ranges::find_if(states, [&](const CustomerState& one) { return is_cell(change, "id", one.id); });
    if (state == states.end() || (change.kind == ChangeKind::insert && state == states.begin())) {
        return false;
    }
    for (std::size_t i = change.keys; i < change.columns.size(); ++i) {
        const std::string& column = change.columns[i];
        if (column == "customer" || column == "since" || column == "until") {
            continue;
        }
        const Cell before = change.kind == ChangeKind::update ? change.before[i] : cell_of(*(state - 1), column);
        const Cell& after = change.after[i];
        if (column == "fields") {
            add_fields(words, before, after);
        } else if (before != after) {
            words.emplace_back(fmt::format("{}: {} -> {}", column, words_of_state(db, column, before),
                                           words_of_state(db, column, after)));
        }
    }
    return true;
}

std::string_view done_to(ChangeKind kind) {
    return kind == ChangeKind::insert ? "added" : kind == ChangeKind::erase ? "taken away" : "changed";
}

// What the event changed of the thing's own row, and how many rows that point to it.
List changes_of(Db& db, const Event& event, Thing thing) {
    List words;
    if (const std::string list = Value(event.detail).text_of("list"); !list.empty()) {
        words.emplace_back(say("list {}", list));
    }
    std::map<std::pair<std::string, ChangeKind>, std::int64_t> others;
    const std::string_view table = to_text(thing.kind);
    const std::vector<CustomerState> states =
        thing.kind == ThingKind::customer ? CustomerTable(db).history(thing.id) : std::vector<CustomerState>{};
    for (const RowChange& change : event.changes) {
        if (change.table == table && is_cell(change, "id", thing.id)) {
            if (change.kind == ChangeKind::update) {
                add_row(db, words, change);
            } else {
                words.emplace_back(std::string(done_to(change.kind)));
            }
        } else if (add_state(db, words, change, states)) {
            continue;
        } else if (names(change, to_text(thing)) && change.kind == ChangeKind::update) {
            add_row(db, words, change);
        } else if (is_cell(change, table, thing.id) || names(change, to_text(thing))) {
            ++others[{change.table, change.kind}];
        }
    }
    for (const auto& [what, count] : others) {
        words.emplace_back(fmt::format("{}: {} {}", what.first, count, done_to(what.second)));
    }
    return words;
}

}  // namespace

std::size_t put_stays(Archive& archive, Thing thing, RecordSink& sink) {
    StayTable stays(archive.db());
    const std::vector<Stay> all = thing.kind == ThingKind::place ? stays.history_of(thing.id) : stays.of_thing(thing);
    for (const Stay& stay : all) {
        sink.put(stay_record(archive, stay));
    }
    return all.size();
}

void put_history(Archive& archive, Thing thing, RecordSink& sink) {
    for (const StoredEvent& stored : EventTable(archive.db()).about(to_text(thing))) {
        const Event event = decode_event(stored.line).value_or_throw();
        sink.put({"event",
                  {{"n", event.n},
                   {"at", stored.at},
                   {"by", event.by},
                   {"acting", text_or_null(event.acting)},
                   {"verb", event.verb},
                   {"reason", text_or_null(event.reason)},
                   {"tool", event.tool},
                   {"changes", changes_of(archive.db(), event, thing)},
                   {"detail", event.detail}}});
    }
}

}  // namespace arc
