#include "code_cases.hpp"

#include "catalog/event_table.hpp"
#include "jobs/audit/heads.hpp"

#include <filesystem>
#include <fstream>

namespace arc {
namespace {

namespace fs = std::filesystem;

std::string sample(const std::string& drawn) {
    return "INSERT INTO sample VALUES (1, 'phone', 'S', '" + drawn + "T01:00:00.000Z', 10, 'open');\n";
}

std::string sample_item(const std::string& outcome) {
    return "INSERT INTO sample_item (sample, ordinal, subject, stratum, lead, outcome, wrong, at) VALUES (1, 1, "
           "'customer:1', 'U1', 0, " +
           outcome + ", '2026-01-05T09:00:00.000Z');\n";
}

const std::string monthly = "samples: {phone: {of: customer, every: 1mo, fields: [phone]}}";

// A count of room R1 that is finished; volume V1 should stand in it.
std::string count_of(const std::string& found, const std::string& more = {}) {
    return "INSERT INTO place (id, code, name, kind) VALUES (1, 'R1', '库房', 'room'), (2, 'R2', '库房', 'room');\n"
           "INSERT INTO stocktake VALUES (1, 1, '2026-01-05T03:00:00.000Z', '2026-01-05T04:00:00.000Z');\n"
           "INSERT INTO stocktake_item (stocktake, thing, expected, found) VALUES (1, 'volume:1', 'place:1', " +
           found + ");\n" + more;
}

std::string visit(int id, const std::string& day) {
    return "INSERT INTO entry (id, kind, subject, made, done) VALUES (" + std::to_string(id) +
           ", 'visit', 'customer:1', '" + day + "T01:00:00.000Z', '" + day + "');\n";
}

std::string open_visit(const std::string& due) {
    return "INSERT INTO entry (id, kind, subject, made, due) VALUES (9, 'visit', 'customer:1', "
           "'2026-01-01T01:00:00.000Z', '" +
           due + "');\n";
}

void write(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary | std::ios::app) << text;
}

}  // namespace

std::vector<CodeCase> people_cases() {
    return {
        {.code = "A1401", .profile = monthly, .fault = sample("2025-12-04"), .sound = sample("2025-12-05")},
        {.code = "A1402",
         .profile = "samples: {phone: {of: customer, fields: [phone]}}",
         .fault = sample("2025-12-21") + sample_item("NULL, NULL"),
         .sound = sample("2025-12-22") + sample_item("NULL, NULL")},
        {.code = "A1403",
         .profile = "samples: {phone: {of: customer, fields: [phone]}}",
         .both = sample("2026-01-05"),
         .fault = sample_item("'wrong', 'phone'"),
         .sound = sample_item("'right', NULL")},
        {.code = "A1501", .fault = count_of("NULL"), .sound = count_of("'place:1'")},
        {.code = "A1502", .fault = count_of("'place:2'"), .sound = count_of("'place:1'")},
        {.code = "A1503",
         .fault = count_of("'place:1'",
                           "INSERT INTO stocktake_item (stocktake, thing, found) VALUES (1, '?X9', "
                           "'place:1');\n"),
         .sound = count_of("'place:1'")},
        {.code = "A1504",
         .both = "INSERT INTO place (id, code, name, kind) VALUES (1, 'R1', '库房', 'room');\n",
         .fault = "INSERT INTO stocktake VALUES (1, 1, '2025-12-28T03:00:00.000Z', NULL);\n",
         .sound = "INSERT INTO stocktake VALUES (1, 1, '2025-12-29T03:00:00.000Z', NULL);\n"},
        {.code = "A1601",
         .profile = "entries: {visit: {of: customer}}",
         .fault = open_visit("2026-01-04"),
         .sound = open_visit("2026-01-05")},
        // Three visits fell due; two in five must be done. The next one is arranged, so that none is overdue.
        {.code = "A1602",
         .profile = "entries: {visit: {of: customer, from: customer.opened, due: [3d, 30d, 60d], target: 40%}}",
         .both = "UPDATE customer SET opened = '2025-11-01';\n" + visit(1, "2025-11-03") + open_visit("2026-02-01"),
         .sound = visit(2, "2025-12-01")},
        {.code = "A1701",
         .act =
             [](RowArchive& made, bool fault) {
                 if (fault) {
                     made.archive().db().execute(
                         "UPDATE event SET hash = zeroblob(32) WHERE n = (SELECT max(n) FROM event)");
                 }
             }},
        {.code = "A1702",
         .act =
             [](RowArchive& made, bool fault) {
                 for (const auto& entry : fs::directory_iterator(made.archive().paths().journal())) {
                     if (fault && entry.is_regular_file()) {
                         write(entry.path(), "{\"n\":99}\n");
                     }
                 }
             }},
        {.code = "A1703",
         .act =
             [](RowArchive& made, bool fault) {
                 const ChainHead head = EventTable(made.archive().db()).head("t1");
                 write_head(made.archive().paths(), made.archive().zone().day_at(made.clock().now()), head.n,
                            fault ? std::string(64, '0') : head.hash.hex(), made.clock().now());
             }},
        {.code = "A1801",
         .profile = "scores: {monthly: {of: unit, measures: {completeness: {weight: 100, target: 90%}}}}",
         .fault = "UPDATE page SET role = 'dropped', document = NULL, reason = 'x'; DELETE FROM document;\n"},
    };
}

}  // namespace arc
