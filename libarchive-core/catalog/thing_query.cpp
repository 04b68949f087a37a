#include "catalog/thing_query.hpp"

#include "base/say.hpp"

#include <string_view>

namespace arc {
namespace {

// The column that holds what people call a thing; "" for kinds without.
std::string_view code_column(ThingKind kind) {
    switch (kind) {
        case ThingKind::customer:
        case ThingKind::ticket:
        case ThingKind::document:
            return "number";
        case ThingKind::page:
        case ThingKind::event:
        case ThingKind::review:
        case ThingKind::entry:
        case ThingKind::hold:
        case ThingKind::loan:
        case ThingKind::finding:
        case ThingKind::stocktake:
        case ThingKind::sample:
            return "";
        default:
            return "code";
    }
}

}  // namespace

std::optional<std::int64_t> ThingQuery::with_code(ThingKind kind, const std::string& code) {
    const std::string_view column = code_column(kind);
    if (column.empty()) {
        return std::nullopt;
    }
    Statement row(*db_, fmt::format("SELECT id FROM {} WHERE {} = ?", to_text(kind), column));
    if (row.bind(code).step()) {
        return row.int64();
    }
    if (kind == ThingKind::customer) {
        Statement former(*db_, "SELECT customer FROM customer_number WHERE number = ?");
        return former.bind(code).step() ? std::optional(former.int64()) : std::nullopt;
    }
    return std::nullopt;
}

bool ThingQuery::exists(Thing thing) {
    const std::string_view key = thing.kind == ThingKind::event ? "n" : "id";
    Statement row(*db_, fmt::format("SELECT 1 FROM {} WHERE {} = ?", to_text(thing.kind), key));
    return row.bind(thing.id).step();
}

std::string ThingQuery::code_of(Thing thing) {
    const std::string_view column = code_column(thing.kind);
    if (column.empty()) {
        return {};
    }
    Statement row(*db_, fmt::format("SELECT {} FROM {} WHERE id = ?", column, to_text(thing.kind)));
    return row.bind(thing.id).step() ? row.text() : std::string();
}

std::vector<std::int64_t> ThingQuery::pages_of_object(const Digest& object, std::int64_t most) {
    Statement rows(
        *db_,
        "SELECT id FROM page WHERE object = (SELECT id FROM object WHERE substr(digest, 1, 16) = substr(?1, 1, 16) AND "
        "digest = ?1) ORDER BY frame, id LIMIT ?2");
    return ids_of(rows.bind(object).bind(most));
}

std::vector<std::int64_t> ThingQuery::pointing(ThingKind kind, std::string_view column, std::int64_t to,
                                               std::int64_t most) {
    Statement rows(*db_, fmt::format("SELECT id FROM {} WHERE {} = ? ORDER BY id LIMIT ?", to_text(kind), column));
    return ids_of(rows.bind(to).bind(most));
}

std::vector<std::int64_t> ThingQuery::served_tickets(std::int64_t document) {
    Statement rows(*db_, "SELECT ticket FROM document_serves WHERE document = ? ORDER BY ticket");
    return ids_of(rows.bind(document));
}

std::vector<std::int64_t> ThingQuery::documents_of_batch(std::int64_t batch, std::int64_t most) {
    Statement rows(
        *db_, "SELECT DISTINCT document FROM page WHERE batch = ? AND document IS NOT NULL ORDER BY document LIMIT ?");
    return ids_of(rows.bind(batch).bind(most));
}

std::vector<std::int64_t> ThingQuery::ids_of(Statement& rows) {
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

}  // namespace arc
