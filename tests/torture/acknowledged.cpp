#include "torture/acknowledged.hpp"

#include "catalog/sqlite.hpp"

#include <fmt/format.h>

namespace arc {

namespace {

using Values = std::map<std::string, std::string>;

Values stored(Db& db, const char* sql) {
    Statement rows(db, sql);
    Values values;
    while (rows.step()) {
        const std::string key = rows.text();
        values[key] += (values[key].empty() ? "" : " and ") + rows.text();
    }
    return values;
}

void differ(const char* what, const Values& said, const Values& stored, Commands& commands) {
    for (const auto& [key, value] : said) {
        const auto found = stored.find(key);
        if (found == stored.end() || found->second != value) {
            commands.trouble(fmt::format("{} {}: said {}, stored {}", what, key, value,
                                         found == stored.end() ? "nothing" : found->second));
        }
    }
    for (const auto& [key, value] : stored) {
        if (!said.contains(key)) {
            commands.trouble(fmt::format("{} {}: stored {}, never said", what, key, value));
        }
    }
    fmt::print("{} {}: as said\n", said.size(), what);
}

}  // namespace

void Acknowledged::page(const std::string& batch, const std::string& digest) {
    const std::lock_guard guard(mutex_);
    std::string& times = pages_[batch + " " + digest];
    times = std::to_string((times.empty() ? 0 : std::stoi(times)) + 1);
}

void Acknowledged::label(const std::string& code) {
    const std::lock_guard guard(mutex_);
    labels_[code] = labels_.contains(code) ? "twice" : "once";
}

void Acknowledged::document(std::int64_t id, const std::string& owner, int pages) {
    set(documents_, std::to_string(id), fmt::format("{}, {} pages", owner, pages));
}

void Acknowledged::compare(const std::filesystem::path& archive, Commands& commands) {
    Db db = Db::open(archive / "catalog.db", Access::read);
    differ("customers", customers_,
           stored(db,
                  "SELECT n.number, s.name FROM customer AS n JOIN customer_state AS s "
                  "ON s.customer = n.id WHERE s.until IS NULL"),
           commands);
    differ("tickets", tickets_, stored(db, "SELECT number, stage FROM ticket"), commands);
    differ("pages", pages_,
           stored(db,
                  "SELECT b.code || ' ' || lower(hex(o.digest)), count(*) FROM page AS p JOIN batch AS b ON b.id = "
                  "p.batch JOIN object AS o ON o.id = p.object GROUP BY p.batch, p.object"),
           commands);
    differ("documents", documents_,
           stored(db,
                  "SELECT d.id, CASE WHEN d.ticket IS NULL THEN 'customer ' || (SELECT number FROM customer "
                  "WHERE id = d.customer) ELSE 'ticket ' || (SELECT number FROM ticket WHERE id = d.ticket) "
                  "END || ', ' || (SELECT count(*) FROM page WHERE document = d.id) || ' pages' FROM document AS d"),
           commands);
    differ("labels", labels_, stored(db, "SELECT code, 'once' FROM label WHERE kind = 'D'"), commands);
}

}  // namespace arc
