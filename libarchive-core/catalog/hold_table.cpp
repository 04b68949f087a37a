#include "catalog/hold_table.hpp"

#include "catalog/catalog.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr const char* columns =
    "SELECT id, subject, reason, placed, placed_by, lifted, lifted_by, lift_reason FROM hold ";

Hold read_hold(Statement& row) {
    Hold hold;
    hold.id = row.int64();
    hold.subject = parse_thing(row.text()).value_or_throw();
    hold.reason = row.text();
    hold.placed = row.text();
    hold.placed_by = row.int64();
    hold.lifted = row.text();
    hold.lifted_by = row.int64();
    hold.lift_reason = row.text();
    return hold;
}

}  // namespace

std::vector<Hold> HoldTable::all_of(Statement& rows) {
    std::vector<Hold> holds;
    while (rows.step()) {
        holds.push_back(read_hold(rows));
    }
    return holds;
}

std::optional<Hold> HoldTable::find(std::int64_t id) {
    Statement row(*db_, std::string(columns) + "WHERE id = ?");
    return row.bind(id).step() ? std::optional(read_hold(row)) : std::nullopt;
}

std::int64_t HoldTable::add(const Hold& hold) {
    const std::int64_t id = next_number(*db_, "hold");
    Statement(*db_, "INSERT INTO hold (id, subject, reason, placed, placed_by) VALUES (?, ?, ?, ?, ?)")
        .bind(id)
        .bind(to_text(hold.subject))
        .bind(hold.reason)
        .bind(hold.placed)
        .bind(hold.placed_by)
        .run();
    return id;
}

void HoldTable::lift(const Hold& hold) {
    Statement(*db_, "UPDATE hold SET lifted = ?, lifted_by = ?, lift_reason = ? WHERE id = ?")
        .bind(hold.lifted)
        .bind(hold.lifted_by)
        .bind_text_or_null(hold.lift_reason)
        .bind(hold.id)
        .run();
}

std::vector<Hold> HoldTable::on(std::span<const Thing> subjects) {
    std::vector<Hold> holds;
    for (const Thing subject : subjects) {
        Statement rows(*db_, std::string(columns) + "WHERE subject = ? AND lifted IS NULL ORDER BY id");
        rows.bind(to_text(subject));
        const std::vector<Hold> found = all_of(rows);
        holds.insert(holds.end(), found.begin(), found.end());
    }
    std::ranges::sort(holds, {}, &Hold::id);
    return holds;
}

std::vector<Hold> HoldTable::list(Which which) {
    Statement rows(*db_,
                   std::string(columns) + (which == Which::all ? "ORDER BY id" : "WHERE lifted IS NULL ORDER BY id"));
    return all_of(rows);
}

}  // namespace arc
