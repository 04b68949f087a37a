#include "code_cases.hpp"

#include <fstream>

namespace arc {
namespace {

std::string label(const std::string& more_columns, const std::string& more_values) {
    return "INSERT INTO label (code, kind, thing, issued, printed" + more_columns +
           ") VALUES ('ZZD0000000012', 'D', 'document:1', '2026-01-05T01:00:00.000Z', 1" + more_values + ");\n";
}

std::string place(int id, const std::string& more_columns = {}, const std::string& more_values = {}) {
    return "INSERT INTO place (id, code, name, kind" + more_columns + ") VALUES (" + std::to_string(id) + ", 'R" +
           std::to_string(id) + "', '库房', 'room'" + more_values + ");\n";
}

// The base's volume stands at a place since an instant.
std::string stands(int place_id, const std::string& thing = "volume:1", int position = 1) {
    return "UPDATE volume SET place = " + std::to_string(place_id) + " WHERE 'volume:' || id = '" + thing +
           "';\nINSERT INTO stay (id, thing, place, position, since) VALUES (" +
           std::to_string(place_id * 10 + position) + ", '" + thing + "', " + std::to_string(place_id) + ", " +
           std::to_string(position) + ", '2026-01-05T02:00:00.000Z');\n";
}

std::string entry(const std::string& kind, const std::string& subject, const std::string& day,
                  const std::string& fields = "{}") {
    return "INSERT INTO entry (id, kind, subject, made, done, fields) VALUES (abs(random() % 1000000000), '" + kind +
           "', '" + subject + "', '" + day + "T01:00:00.000Z', '" + day + "', '" + fields + "');\n";
}

const std::string closed = "UPDATE ticket SET stage = 'filed', closed = '2026-01-05';\n";
const std::string zones = "places: {zones: [filed, safe], zone: {accepted: safe, ticket.closed: filed}}";

std::string second_box_paper(const std::string& customer) {
    return "INSERT INTO box (id, code) VALUES (1, 'B1'); UPDATE document SET volume = NULL, position = 1, box = 1; "
           "UPDATE ticket SET stage = 'filed', closed = '2026-01-05';\n"
           "INSERT INTO customer (id, number) VALUES (2, '1002'); INSERT INTO customer_state (id, customer, since, "
           "name, "
           "unit, status) VALUES (2, 2, '2025-01-01', '李', 1, 'active');\n"
           "INSERT INTO document (id, type, customer, box, position, registered, profile) VALUES (2, 'contract', " +
           customer + ", 1, 2, '2026-01-05T02:00:00.000Z', 1);\n";
}

std::vector<CodeCase> place_cases() {
    return {
        {.code = "A0901", .fault = label(", says", ", 'old words'"), .sound = label(", says", ", ''")},
        {.code = "A0902",
         .both = label(", spoiled", ", 'torn'"),
         .fault = "UPDATE label SET used = '2026-01-05T03:00:00.000Z';\n"},
        {.code = "A0903", .both = label("", ""), .fault = "UPDATE document SET withdrawn = 'double';\n"},
        {.code = "A1001", .profile = zones, .both = place(1, ", zone", ", 'filed'") + stands(1), .sound = closed},
        {.code = "A1002",
         .profile = "places: {order: by-rule, rules: [{box: customer}]}",
         .both = "UPDATE document SET paper = 'here';\n",
         .fault = second_box_paper("2"),
         .sound = second_box_paper("1")},
        {.code = "A1003",
         .both = place(1, ", most", ", 1") + stands(1),
         .fault = "INSERT INTO volume (id, code) VALUES (2, 'V2');\n" + stands(1, "volume:2", 2)},
        {.code = "A1004",
         .both = closed + "UPDATE document SET volume = NULL, position = NULL;\n",
         .fault = "UPDATE document SET paper = 'here';\n",
         .sound = "UPDATE document SET paper = 'returned';\n"},
        {.code = "A1005", .both = place(1) + stands(1), .fault = "UPDATE place SET closed = '2026-01-01';\n"},
        {.code = "A1006", .both = place(1) + place(2) + stands(1), .fault = "UPDATE volume SET place = 2;\n"},
    };
}

std::vector<CodeCase> room_cases() {
    const std::string daily =
        "entries: {round: {of: place, every: 1d, fields: {humidity: number, damp: {one_of: [good, "
        "bad]}}}}\n";
    return {
        {.code = "A1101",
         .profile = daily,
         .both = place(1),
         .fault = entry("round", "place:1", "2026-01-03"),
         .sound = entry("round", "place:1", "2026-01-04")},
        {.code = "A1102",
         .profile = daily + "media: {film: {climate: {rh: 30-40}}}",
         .both = place(1) +
                 "INSERT INTO document (id, type, ticket, place, registered, profile) VALUES (2, 'photo', 1, 1, "
                 "'2026-01-05T02:00:00.000Z', 1); INSERT INTO stay (id, thing, place, position, since) VALUES "
                 "(1, 'document:2', 1, 1, '2026-01-05T02:00:00.000Z');\n",
         .fault = entry("round", "place:1", "2026-01-05", R"({"humidity":"41"})"),
         .sound = entry("round", "place:1", "2026-01-05", R"({"humidity":"40"})")},
        {.code = "A1103",
         .profile = daily,
         .both = place(1),
         .fault = entry("round", "place:1", "2026-01-05", R"({"damp":"bad"})"),
         .sound = entry("round", "place:1", "2026-01-05", R"({"damp":"good"})")},
        {.code = "A1201",
         .profile = "media: {film: {life: 20y}}",
         .both = paper_row(2, "photo"),
         .fault = "UPDATE document SET dated = '2006-01-04' WHERE id = 2;\n",
         .sound = "UPDATE document SET dated = '2006-01-05' WHERE id = 2;\n"},
        {.code = "A1202",
         .profile = "media: {film: {check: 1y}}",
         .both = paper_row(2, "photo"),
         .fault = "UPDATE document SET dated = '2025-01-04' WHERE id = 2;\n",
         .sound = "UPDATE document SET dated = '2025-01-05' WHERE id = 2;\n"},
        {.code = "A1203",
         .profile = "backups: {every: 1d}",
         .act =
             [](RowArchive& made, bool fault) {
                 if (!fault) {
                     made.change("backup", [](RowMaker& rows) { rows.db().execute("UPDATE volume SET title = 'x'"); });
                 }
             }},
        {.code = "A1204",
         .profile = "backups: {proven: 1mo}",
         .act =
             [](RowArchive& made, bool fault) {
                 if (!fault) {
                     made.change("backup prove",
                                 [](RowMaker& rows) { rows.db().execute("UPDATE volume SET title = 'x'"); });
                 }
             }},
        {.code = "A1205",
         .both = place(1) + stands(1),
         .fault = "INSERT INTO stocktake VALUES (1, 1, '2025-01-03T01:00:00.000Z', '2025-01-03T09:00:00.000Z');\n",
         .sound = "INSERT INTO stocktake VALUES (1, 1, '2025-01-06T01:00:00.000Z', '2025-01-06T09:00:00.000Z');\n"},
        {.code = "A1206",
         .fault = "UPDATE object SET format = 'bmp';\n",
         .sound = "UPDATE object SET format = 'jpeg';\n"},
        {.code = "A1301",
         .fault = "UPDATE document SET keep_until = '2026-01-04';\n",
         .sound = "UPDATE document SET keep_until = '2026-07-05';\n"},
        {.code = "A1302",
         .fault = "UPDATE document SET keep_until = '2026-07-04';\n",
         .sound = "UPDATE document SET keep_until = '2026-07-05';\n"},
        {.code = "A1303", .fault = "UPDATE document SET retention = NULL, keep_until = NULL;\n"},
        {.code = "A1304",
         .both = "UPDATE document SET secrecy = 1;\n",
         .fault = "UPDATE document SET secret_until = '2026-01-04';\n",
         .sound = "UPDATE document SET secret_until = '2026-01-05';\n"},
    };
}

}  // namespace

std::vector<CodeCase> stock_cases() {
    std::vector<CodeCase> all = place_cases();
    for (CodeCase& one : room_cases()) {
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace arc
