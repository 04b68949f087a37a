#include "catalog/disposal_table.hpp"

#include "catalog/catalog.hpp"

#include <fmt/format.h>

namespace arc {
namespace {

constexpr const char* columns =
    "SELECT l.id, l.code, l.state, l.reason, l.proposed, l.approved, l.executed, l.place FROM disposal AS l ";

Disposal read_disposal(Statement& row) {
    Disposal disposal;
    disposal.id = row.int64();
    disposal.code = row.text();
    disposal.state = parse_disposal_state(row.text());
    disposal.reason = row.text();
    disposal.proposed = row.text();
    disposal.approved = row.text();
    disposal.executed = row.text();
    disposal.place = row.text();
    return disposal;
}

std::optional<Disposal> first_of(Statement& row) {
    return row.step() ? std::optional(read_disposal(row)) : std::nullopt;
}

std::string sql(std::string_view rest) {
    return columns + std::string(rest);
}

}  // namespace

std::optional<Disposal> DisposalTable::find(std::int64_t id) {
    Statement row(*db_, sql("WHERE l.id = ?"));
    return first_of(row.bind(id));
}

std::optional<Disposal> DisposalTable::find(const std::string& code) {
    Statement row(*db_, sql("WHERE l.code = ?"));
    return first_of(row.bind(code));
}

std::vector<Disposal> DisposalTable::all() {
    Statement rows(*db_, sql("ORDER BY l.id"));
    std::vector<Disposal> disposals;
    while (rows.step()) {
        disposals.push_back(read_disposal(rows));
    }
    return disposals;
}

Disposal DisposalTable::add(Disposal disposal) {
    disposal.id = next_number(*db_, "disposal");
    disposal.code = fmt::format("XH{:06}", disposal.id);
    Statement(*db_, "INSERT INTO disposal (id, code, state, reason, proposed) VALUES (?, ?, ?, ?, ?)")
        .bind(disposal.id)
        .bind(disposal.code)
        .bind(to_text(disposal.state))
        .bind(disposal.reason)
        .bind(disposal.proposed)
        .run();
    return disposal;
}

void DisposalTable::update(const Disposal& disposal) {
    Statement(*db_, "UPDATE disposal SET state = ?, approved = ?, executed = ?, place = ? WHERE id = ?")
        .bind(to_text(disposal.state))
        .bind_text_or_null(disposal.approved)
        .bind_text_or_null(disposal.executed)
        .bind_text_or_null(disposal.place)
        .bind(disposal.id)
        .run();
}

void DisposalTable::add_item(std::int64_t disposal, const DisposalItem& item) {
    Statement(*db_,
              "INSERT INTO disposal_item (disposal, ordinal, document, number, title, dated, sides, retention, "
              "keep_until, method, kept) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(disposal)
        .bind(item.ordinal)
        .bind(item.document)
        .bind_text_or_null(item.number)
        .bind_text_or_null(item.title)
        .bind_text_or_null(item.dated)
        .bind(item.sides)
        .bind_text_or_null(item.retention)
        .bind_text_or_null(item.keep_until)
        .bind(item.method)
        .bind_text_or_null(item.kept)
        .run();
}

std::vector<DisposalItem> DisposalTable::items(std::int64_t disposal) {
    Statement rows(*db_,
                   "SELECT ordinal, document, number, title, dated, sides, retention, keep_until, method, digests, "
                   "kept FROM disposal_item WHERE disposal = ? ORDER BY ordinal");
    rows.bind(disposal);
    std::vector<DisposalItem> items;
    while (rows.step()) {
        DisposalItem& item = items.emplace_back();
        item.ordinal = rows.int64();
        item.document = rows.int64();
        item.number = rows.text();
        item.title = rows.text();
        item.dated = rows.text();
        item.sides = rows.int64_or_null();
        item.retention = rows.text();
        item.keep_until = rows.text();
        item.method = rows.text();
        item.digests = rows.text();
        item.kept = rows.text();
    }
    return items;
}

void DisposalTable::set_kept(std::int64_t disposal, std::int64_t document, const std::string& reason) {
    Statement(*db_, "UPDATE disposal_item SET kept = ? WHERE disposal = ? AND document = ?")
        .bind(reason)
        .bind(disposal)
        .bind(document)
        .run();
}

void DisposalTable::set_digests(std::int64_t disposal, std::int64_t document, const std::string& digests) {
    Statement(*db_, "UPDATE disposal_item SET digests = ? WHERE disposal = ? AND document = ?")
        .bind_text_or_null(digests)
        .bind(disposal)
        .bind(document)
        .run();
}

std::optional<Disposal> DisposalTable::open_list_of(std::int64_t document) {
    Statement row(
        *db_, sql("JOIN disposal_item AS i ON i.disposal = l.id WHERE i.document = ? AND i.kept IS NULL AND l.state "
                  "IN ('proposed', 'approved') ORDER BY l.id"));
    return first_of(row.bind(document));
}

std::optional<Disposal> DisposalTable::executed_list_of(std::int64_t document) {
    Statement row(*db_, sql("JOIN disposal_item AS i ON i.disposal = l.id WHERE i.document = ? AND i.kept IS NULL AND "
                            "l.state = 'executed' ORDER BY l.id DESC"));
    return first_of(row.bind(document));
}

void DisposalTable::sign(std::int64_t disposal, const DisposalSignature& signature) {
    Statement(*db_,
              "INSERT OR IGNORE INTO disposal_signature (disposal, part, person, role, at) VALUES (?, ?, ?, ?, ?)")
        .bind(disposal)
        .bind(to_text(signature.part))
        .bind(signature.person)
        .bind(signature.role)
        .bind(signature.at)
        .run();
}

std::vector<DisposalSignature> DisposalTable::signatures(std::int64_t disposal) {
    Statement rows(
        *db_, "SELECT part, person, role, at FROM disposal_signature WHERE disposal = ? ORDER BY part, at, person");
    rows.bind(disposal);
    std::vector<DisposalSignature> signatures;
    while (rows.step()) {
        DisposalSignature& signature = signatures.emplace_back();
        signature.part = parse_disposal_part(rows.text());
        signature.person = rows.int64();
        signature.role = rows.text();
        signature.at = rows.text();
    }
    return signatures;
}

std::optional<Disposal> DisposalTable::that_destroyed(const Digest& object) {
    Statement row(*db_,
                  sql("JOIN disposal_item AS i ON i.disposal = l.id JOIN page AS p ON p.document = i.document JOIN "
                      "object AS o ON o.id = p.object WHERE substr(o.digest, 1, 16) = substr(?1, 1, 16) AND o.digest = "
                      "?1 AND p.role = 'destroyed' AND i.kept IS NULL "
                      "AND l.state = 'executed' ORDER BY l.id DESC LIMIT 1"));
    return first_of(row.bind(object));
}

}  // namespace arc
