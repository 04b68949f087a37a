#include "catalog/catalog_check.hpp"

#include "base/say.hpp"
#include "catalog/search_index.hpp"

#include <array>

namespace arc {
namespace {

// Tables whose ids come from the counter of the same name.
constexpr std::array counted{"unit",   "person", "customer", "customer_state", "ticket",   "series", "place",
                             "box",    "volume", "batch",    "object",         "document", "page",   "refusal",
                             "folder", "waiver", "handover", "step_scan",      "entry",    "review", "review_lot",
                             "stay",   "remark", "hold",     "appraisal",      "disposal"};

struct IndexedTable {
    const char* table;
    ThingKind kind;
};
constexpr std::array indexed{IndexedTable{"customer", ThingKind::customer}, IndexedTable{"ticket", ThingKind::ticket},
                             IndexedTable{"document", ThingKind::document}, IndexedTable{"volume", ThingKind::volume},
                             IndexedTable{"box", ThingKind::box},           IndexedTable{"place", ThingKind::place},
                             IndexedTable{"series", ThingKind::series},     IndexedTable{"person", ThingKind::person},
                             IndexedTable{"unit", ThingKind::unit}};

std::vector<std::int64_t> ids(Db& db, const std::string& sql) {
    Statement rows(db, sql);
    std::vector<std::int64_t> found;
    while (rows.step()) {
        found.push_back(rows.int64());
    }
    return found;
}

std::int64_t count(Db& db, const char* sql) {
    Statement row(db, sql);
    return row.step() ? row.int64() : 0;
}

std::string text_of(const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        return std::to_string(*whole);
    }
    if (const auto* number = std::get_if<double>(&cell)) {
        return fmt::format("{:a}", *number);
    }
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return "'" + *text + "'";
    }
    if (const auto* bytes = std::get_if<Blob>(&cell)) {
        std::string hex = "x";
        for (const std::uint8_t byte : *bytes) {
            hex += fmt::format("{:02x}", byte);
        }
        return hex;
    }
    return "NULL";
}

std::vector<std::string> journaled_tables(Db& db) {
    Statement rows(
        db,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('event', 'event_thing', 'private_value', "
        "'fixity', 'page_hash', 'page_twin', 'finding') AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' ORDER "
        "BY name");
    std::vector<std::string> names;
    while (rows.step()) {
        names.push_back(rows.text());
    }
    return names;
}

}  // namespace

std::vector<std::string> CatalogCheck::damages() {
    Statement rows(*db_, "PRAGMA integrity_check(100)");
    std::vector<std::string> words;
    while (rows.step()) {
        if (std::string line = rows.text(); line != "ok") {
            words.push_back(std::move(line));
        }
    }
    return words;
}

std::vector<std::string> CatalogCheck::broken_references() {
    Statement rows(*db_, "PRAGMA foreign_key_check");
    std::vector<std::string> words;
    while (rows.step()) {
        const std::string table = rows.text();
        const std::int64_t row = rows.int64();
        words.push_back(say("{} {} refers to a {} that is not there", table, row, rows.text()));
    }
    return words;
}

std::vector<CatalogCheck::CounterBehind> CatalogCheck::counters_behind() {
    std::vector<CounterBehind> behind;
    for (const char* table : counted) {
        Statement row(
            *db_,
            fmt::format(
                "SELECT coalesce((SELECT next FROM counter WHERE name = '{0}'), 1), coalesce(max(id), 0) FROM {0}",
                table));
        row.step();
        CounterBehind counter{table, row.int64(), row.int64()};
        if (counter.next <= counter.highest) {
            behind.push_back(std::move(counter));
        }
    }
    return behind;
}

std::vector<Thing> CatalogCheck::not_indexed() {
    std::vector<Thing> things;
    for (const IndexedTable& table : indexed) {
        const auto missing =
            ids(*db_, fmt::format("SELECT id FROM {0} WHERE NOT EXISTS (SELECT 1 FROM search_content AS c WHERE c.id = "
                                  "{0}.id + {1}) ORDER BY id",
                                  table.table, SearchIndex::row_of({table.kind, 0})));
        for (const std::int64_t id : missing) {
            things.push_back({table.kind, id});
        }
    }
    return things;
}

std::vector<Thing> CatalogCheck::indexed_without_row() {
    std::vector<Thing> things;
    for (const IndexedTable& table : indexed) {
        const auto rows = ids(
            *db_,
            fmt::format("SELECT c.id - {1} FROM search_content AS c WHERE c.id >= {1} AND c.id < {2} AND NOT EXISTS "
                        "(SELECT 1 FROM {0} AS t WHERE t.id = c.id - {1}) ORDER BY c.id",
                        table.table, SearchIndex::row_of({table.kind, 0}),
                        SearchIndex::row_of({table.kind, 0}) + SearchIndex::row_of({ThingKind::ticket, 0})));
        for (const std::int64_t id : rows) {
            things.push_back({table.kind, id});
        }
    }
    return things;
}

std::vector<std::int64_t> CatalogCheck::documents_with_crowded_pages() {
    return ids(*db_,
               "SELECT DISTINCT document FROM page WHERE role = 'content' GROUP BY document, position "
               "HAVING count(*) > 1 OR position IS NULL ORDER BY document");
}

std::vector<std::int64_t> CatalogCheck::pages_without_frame() {
    return ids(
        *db_, "SELECT p.id FROM page AS p JOIN object AS o ON o.id = p.object WHERE p.frame >= o.frames ORDER BY p.id");
}

void CatalogCheck::for_each_object(const std::function<void(const Digest&, std::int64_t)>& object) {
    Statement rows(*db_, "SELECT digest, bytes FROM object WHERE destroyed IS NULL ORDER BY id");
    while (rows.step()) {
        const Digest digest = rows.digest();
        object(digest, rows.int64());
    }
}

CatalogCounts count_catalog(Db& db) {
    CatalogCounts counts;
    counts.customers = count(db, "SELECT count(*) FROM customer");
    counts.tickets = count(db, "SELECT count(*) FROM ticket");
    counts.open_tickets = count(db, "SELECT count(*) FROM ticket WHERE closed IS NULL");
    counts.documents = count(db, "SELECT count(*) FROM document WHERE withdrawn IS NULL AND destroyed IS NULL");
    counts.pages = count(db, "SELECT count(*) FROM page WHERE role <> 'destroyed'");
    counts.objects = count(db, "SELECT count(*) FROM object WHERE destroyed IS NULL");
    counts.bytes = count(db, "SELECT coalesce(sum(bytes), 0) FROM object WHERE destroyed IS NULL");
    counts.open_batches = count(db, "SELECT count(*) FROM batch WHERE state = 'open'");
    counts.todo = count(db, "SELECT count(*) FROM page WHERE role IN ('new', 'unplaced')");
    counts.refused = count(db, "SELECT count(*) FROM refusal WHERE state = 'waiting'");
    counts.persons = count(db, "SELECT count(*) FROM person WHERE disabled IS NULL");
    counts.admins = count(db,
                          "SELECT count(*) FROM person AS p JOIN person_role AS r ON r.person = p.id AND r.role = "
                          "'admin' WHERE p.disabled IS NULL");
    return counts;
}

void dump_journaled_tables(Db& db, const std::function<void(const std::string&)>& line) {
    for (const std::string& table : journaled_tables(db)) {
        Statement columns(db, "SELECT count(*) FROM pragma_table_info('" + table + "')");
        columns.step();
        std::string order;
        const std::int64_t count_of_columns = columns.int64();
        for (std::int64_t i = 1; i <= count_of_columns; ++i) {
            order += (i == 1 ? "" : ", ") + std::to_string(i);
        }
        Statement rows(db, "SELECT * FROM " + table + " ORDER BY " + order);
        while (rows.step()) {
            std::string text = table;
            for (int i = 0; i < rows.columns(); ++i) {
                text += " " + text_of(rows.cell());
            }
            line(text);
        }
    }
}

}  // namespace arc
