#include "catalog/handover_table.hpp"

namespace arc {
namespace {

constexpr const char* handover_columns =
    "h.id, h.code, h.kind, h.state, h.unit, h.giver, h.taker, h.opened, h.given, h.taken, h.seal, h.seal_found, "
    "h.fields";
constexpr const char* item_columns =
    "i.handover, i.ordinal, i.thing, i.holder, i.declared_sheets, i.declared_sides, i.received_sheets, "
    "i.received_sides, i.outcome, i.reason, i.note";

Handover read_handover(Statement& row) {
    Handover handover;
    handover.id = row.int64();
    handover.code = row.text();
    handover.kind = parse_handover_kind(row.text()).value();
    handover.state = parse_handover_state(row.text()).value();
    handover.unit = row.int64_or_null();
    handover.giver = row.int64_or_null();
    handover.taker = row.int64_or_null();
    handover.opened = row.text();
    handover.given = row.text();
    handover.taken = row.text();
    handover.seal = row.text();
    handover.seal_found = row.text();
    handover.fields = row.text();
    return handover;
}

HandoverItem read_item(Statement& row) {
    HandoverItem item;
    item.handover = row.int64();
    item.ordinal = row.int64();
    item.thing = parse_thing(row.text()).value_or_throw();
    if (const std::string holder = row.text(); !holder.empty()) {
        item.holder = parse_thing(holder).value_or_throw();
    }
    item.declared_sheets = row.int64_or_null();
    item.declared_sides = row.int64_or_null();
    item.received_sheets = row.int64_or_null();
    item.received_sides = row.int64_or_null();
    item.outcome = parse_item_outcome(row.text()).value();
    item.reason = row.text();
    item.note = row.text();
    return item;
}

void bind_state(Statement& statement, const Handover& handover) {
    statement.bind(to_text(handover.state))
        .bind(handover.unit)
        .bind(handover.giver)
        .bind(handover.taker)
        .bind(handover.opened)
        .bind_text_or_null(handover.given)
        .bind_text_or_null(handover.taken)
        .bind_text_or_null(handover.seal)
        .bind_text_or_null(handover.seal_found)
        .bind(handover.fields);
}

void bind_counts(Statement& statement, const HandoverItem& item) {
    statement.bind(item.declared_sheets)
        .bind(item.declared_sides)
        .bind(item.received_sheets)
        .bind(item.received_sides)
        .bind(to_text(item.outcome))
        .bind_text_or_null(item.reason)
        .bind_text_or_null(item.note);
}

}  // namespace

std::optional<Handover> HandoverTable::find(std::int64_t id) {
    Statement row(*db_, std::string("SELECT ") + handover_columns + " FROM handover AS h WHERE h.id = ?");
    return row.bind(id).step() ? std::optional(read_handover(row)) : std::nullopt;
}

void HandoverTable::add(const Handover& handover) {
    Statement add(*db_,
                  "INSERT INTO handover (id, code, kind, state, unit, giver, taker, opened, given, taken, seal, "
                  "seal_found, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    add.bind(handover.id).bind(handover.code).bind(to_text(handover.kind));
    bind_state(add, handover);
    add.run();
}

void HandoverTable::update(const Handover& handover) {
    Statement update(*db_,
                     "UPDATE handover SET state = ?, unit = ?, giver = ?, taker = ?, opened = ?, given = ?, taken = ?, "
                     "seal = ?, seal_found = ?, fields = ? WHERE id = ?");
    bind_state(update, handover);
    update.bind(handover.id).run();
}

std::vector<Handover> HandoverTable::list(std::optional<HandoverState> state) {
    // The index of states is partial: its condition must stand here as it stands there.
    const bool pending = state == HandoverState::open || state == HandoverState::given;
    Statement rows(*db_, std::string("SELECT ") + handover_columns + " FROM handover AS h" +
                             (pending ? " WHERE h.state IN ('open', 'given') AND h.state = ?"
                              : state ? " WHERE h.state = ?"
                                      : "") +
                             " ORDER BY h.id");
    if (state) {
        rows.bind(to_text(*state));
    }
    std::vector<Handover> all;
    while (rows.step()) {
        all.push_back(read_handover(rows));
    }
    return all;
}

std::vector<HandoverItem> HandoverTable::items_where(std::string_view where, std::int64_t handover,
                                                     const std::string& thing) {
    Statement rows(*db_, std::string("SELECT ") + item_columns + " FROM handover_item AS i WHERE i.handover = ?" +
                             std::string(where) + " ORDER BY i.ordinal");
    rows.bind(handover);
    if (!where.empty()) {
        rows.bind(thing);
    }
    std::vector<HandoverItem> items;
    while (rows.step()) {
        items.push_back(read_item(rows));
    }
    return items;
}

std::vector<HandoverItem> HandoverTable::items(std::int64_t handover) {
    return items_where("", handover, {});
}

std::optional<HandoverItem> HandoverTable::item(std::int64_t handover, Thing thing) {
    std::vector<HandoverItem> found = items_where(" AND i.thing = ?", handover, to_text(thing));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<HandoverItem> HandoverTable::inside(std::int64_t handover, Thing holder) {
    return items_where(" AND i.holder = ?", handover, to_text(holder));
}

void HandoverTable::add_item(const HandoverItem& item) {
    Statement add(
        *db_,
        "INSERT INTO handover_item (handover, thing, holder, declared_sheets, declared_sides, received_sheets, "
        "received_sides, outcome, reason, note, ordinal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "(SELECT coalesce(max(ordinal), 0) + 1 FROM handover_item WHERE handover = ?1))");
    add.bind(item.handover).bind(to_text(item.thing));
    add.bind_text_or_null(item.holder ? to_text(*item.holder) : std::string());
    bind_counts(add, item);
    add.run();
}

void HandoverTable::update_item(const HandoverItem& item) {
    Statement update(*db_,
                     "UPDATE handover_item SET declared_sheets = ?, declared_sides = ?, received_sheets = ?, "
                     "received_sides = ?, outcome = ?, reason = ?, note = ? WHERE handover = ? AND thing = ?");
    bind_counts(update, item);
    update.bind(item.handover).bind(to_text(item.thing)).run();
}

void HandoverTable::remove_item(std::int64_t handover, Thing thing) {
    Statement(*db_, "DELETE FROM handover_item WHERE handover = ? AND (thing = ?2 OR holder = ?2)")
        .bind(handover)
        .bind(to_text(thing))
        .run();
}

void HandoverTable::withdraw_items(std::int64_t handover) {
    Statement(*db_, "UPDATE handover_item SET outcome = 'withdrawn', reason = NULL WHERE handover = ?")
        .bind(handover)
        .run();
}

void HandoverTable::sign(std::int64_t handover, const HandoverSignature& signature) {
    Statement(*db_, "INSERT INTO handover_signature (handover, side, person, deputy, at) VALUES (?, ?, ?, ?, ?)")
        .bind(handover)
        .bind(to_text(signature.side))
        .bind(signature.person)
        .bind(signature.deputy)
        .bind(signature.at)
        .run();
}

std::vector<HandoverSignature> HandoverTable::signatures(std::int64_t handover) {
    Statement rows(
        *db_, "SELECT side, person, deputy, at FROM handover_signature WHERE handover = ? ORDER BY side, at, person");
    rows.bind(handover);
    std::vector<HandoverSignature> all;
    while (rows.step()) {
        HandoverSignature signature;
        signature.side = rows.text() == "giver" ? HandoverSide::giver : HandoverSide::taker;
        signature.person = rows.int64();
        signature.deputy = rows.int64_or_null();
        signature.at = rows.text();
        all.push_back(std::move(signature));
    }
    return all;
}

std::vector<std::pair<Handover, HandoverItem>> HandoverTable::of_thing(Thing thing) {
    Statement rows(*db_, std::string("SELECT ") + handover_columns + ", " + item_columns +
                             " FROM handover_item AS i CROSS JOIN handover AS h ON h.id = i.handover "
                             "WHERE i.thing = ? AND h.state <> 'withdrawn' ORDER BY h.id DESC");
    rows.bind(to_text(thing));
    std::vector<std::pair<Handover, HandoverItem>> all;
    while (rows.step()) {
        Handover handover = read_handover(rows);
        all.emplace_back(std::move(handover), read_item(rows));
    }
    return all;
}

std::optional<Handover> HandoverTable::pending_of(Thing thing) {
    for (auto& [handover, item] : of_thing(thing)) {
        if (handover.state == HandoverState::open || handover.state == HandoverState::given) {
            return std::move(handover);
        }
    }
    return std::nullopt;
}

}  // namespace arc
