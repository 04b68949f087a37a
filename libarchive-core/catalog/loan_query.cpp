#include "catalog/loan_query.hpp"

#include <fmt/format.h>

namespace arc {
namespace {

// Written as the partial index loan_away has it.
constexpr const char* away = "state IN ('out', 'recalled', 'short', 'lost')";
// The verbs of events that tell of a look.
constexpr const char* looks = "('look', 'view', 'view print')";

}  // namespace

std::string lent_document_sql(std::string_view id) {
    return fmt::format("EXISTS (SELECT 1 FROM loan_item AS li WHERE li.document = {} AND li.back IS NULL)", id);
}

std::string lent_volume_sql(std::string_view id) {
    return fmt::format(
        "(EXISTS (SELECT 1 FROM loan AS la WHERE la.thing = 'volume:' || {0} AND la.{1}) OR EXISTS (SELECT 1 FROM "
        "volume AS lv CROSS JOIN loan AS la ON la.thing = 'box:' || lv.box WHERE lv.id = {0} AND la.{1} AND (EXISTS "
        "(SELECT 1 FROM document AS ld CROSS JOIN loan_item AS li ON li.document = ld.id AND li.back IS NULL WHERE "
        "ld.volume = lv.id AND li.loan = la.id) OR NOT EXISTS (SELECT 1 FROM document AS ld CROSS JOIN loan_item AS li "
        "ON li.loan = la.id AND li.document = ld.id WHERE ld.volume = lv.id))))",
        id, away);
}

std::string lent_box_sql(std::string_view id) {
    return fmt::format("EXISTS (SELECT 1 FROM loan AS la WHERE la.thing = 'box:' || {} AND la.{})", id, away);
}

std::vector<LoanQuery::Use> LoanQuery::lent_since(const std::string& since) {
    Statement rows(*db_,
                   "SELECT i.document, count(*), max(l.out) FROM loan AS l CROSS JOIN loan_item AS i ON i.loan = l.id "
                   "WHERE l.kind = 'loan' AND l.out >= ? GROUP BY i.document ORDER BY i.document");
    rows.bind(since);
    std::vector<Use> uses;
    while (rows.step()) {
        Use use;
        use.document = rows.int64();
        use.loans = rows.int64();
        use.last = rows.text();
        uses.push_back(std::move(use));
    }
    return uses;
}

std::vector<std::int64_t> LoanQuery::never_used(const std::string& registered_before, std::int64_t after,
                                                std::int64_t most) {
    Statement rows(*db_,
                   fmt::format("SELECT d.id FROM document AS d WHERE d.id > ?1 AND d.withdrawn IS NULL AND d.destroyed "
                               "IS NULL AND (?2 = '' OR d.registered < ?2) AND NOT EXISTS (SELECT 1 FROM loan_item AS "
                               "i WHERE i.document = d.id) AND NOT EXISTS (SELECT 1 FROM event_thing AS t CROSS JOIN "
                               "event AS e ON e.n = t.n WHERE t.thing = 'document:' || d.id AND e.verb IN {}) ORDER BY "
                               "d.id LIMIT ?3",
                               looks));
    rows.bind(after).bind(registered_before).bind(most);
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

std::vector<std::string> LoanQuery::roles_that_let_in(std::int64_t document, std::int64_t person,
                                                      const std::string& now) {
    Statement rows(
        *db_,
        "SELECT DISTINCT a.role FROM document AS d CROSS JOIN loan AS l ON l.thing IN ('document:' || d.id, 'volume:' "
        "|| d.volume, 'box:' || d.box, 'box:' || (SELECT v.box FROM volume AS v WHERE v.id = d.volume)) JOIN "
        "loan_approval AS a ON a.loan = l.id AND a.granted = 1 WHERE d.id = ?1 AND l.person = ?2 AND l.kind <> 'work' "
        "AND l.state IN ('approved', 'out', 'recalled') AND (l.due IS NULL OR l.due >= ?3) ORDER BY a.role");
    rows.bind(document).bind(person).bind(now);
    std::vector<std::string> roles;
    while (rows.step()) {
        roles.push_back(rows.text());
    }
    return roles;
}

}  // namespace arc
