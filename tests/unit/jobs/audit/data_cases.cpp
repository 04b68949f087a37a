#include "code_cases.hpp"

#include "jobs/audit/compare_list.hpp"
#include "support/temp_folder.hpp"

#include <fstream>

namespace arc {
namespace {

std::string fields(const std::string& json) {
    return "UPDATE customer_state SET fields = '" + json + "';\n";
}

// A second customer, in all like the first but for number and name.
std::string second(const std::string& name) {
    return "INSERT INTO customer (id, number, opened, responsible) VALUES (2, '1002', '2025-06-01', 1);\n"
           "INSERT INTO customer_state (id, customer, since, name, class, unit, address, status, fields) SELECT 2, 2, "
           "since, '" +
           name + "', class, unit, address, status, fields FROM customer_state WHERE id = 1;\n";
}

std::string title(int id, const std::string& text) {
    return "UPDATE document SET title = '" + text + "', dated = '2026-01-01' WHERE id = " + std::to_string(id) + ";\n";
}

// Somebody else's list, compared.
auto list_of(const std::string& fault, const std::string& sound, bool whole = false) {
    return [=](AuditRun& run, bool bad, const TellFinding& tell) {
        const TempFolder folder;
        const std::string file = (folder.path() / "list.csv").string();
        std::ofstream(file) << "number,address,capacity\n" << (bad ? fault : sound);
        compare_list(run, {file, {"capacity"}, whole}, tell);
    };
}

}  // namespace

std::vector<CodeCase> data_cases() {
    const std::string in_volume = ", volume, position";
    return {
        {.code = "A0801",
         .customer = ", blanks: ignore, fields: {line: {required: true}}",
         .sound = fields(R"({"line":"L1"})")},
        {.code = "A0802",
         .customer = R"(, fields: {ct: {pattern: '^\d+/\d+$'}})",
         .fault = fields(R"({"ct":"100"})"),
         .sound = fields(R"({"ct":"100/5"})")},
        // The last digit of a resident's number is worked out from the others (GB 11643).
        {.code = "A0803",
         .customer = ", fields: {card: {check: resident-id}}",
         .fault = fields(R"({"card":"110105194912310021"})"),
         .sound = fields(R"({"card":"11010519491231002X"})")},
        {.code = "A0804",
         .customer = ", fields: {tel: {check: phone}}",
         .fault = fields(R"({"tel":"12345"})"),
         .sound = fields(R"({"tel":"13800000000"})")},
        {.code = "A0805",
         .customer = ", fields: {tariff: {list: tariff}}",
         .profile = "lists: {tariff: [home, shop]}",
         .fault = fields(R"({"tariff":"farm"})"),
         .sound = fields(R"({"tariff":"shop"})")},
        {.code = "A0806",
         .customer = ", fields: {meter: {unique: true}}",
         .both = fields(R"({"meter":"M1"})") + second("李四"),
         .sound = "UPDATE customer_state SET fields = '{\"meter\":\"M2\"}' WHERE id = 2;\n"},
        // Two transformers registered as one: the capacity is not that of their number.
        {.code = "A0807",
         .customer = ", fields: {transformers: number, capacity: number}",
         .profile = "checks: {two: {of: customer, when: {transformers: 2}, must: {capacity: '>=500'}}}",
         .fault = fields(R"({"transformers":"2","capacity":"250"})"),
         .sound = fields(R"({"transformers":"2","capacity":"500"})")},
        {.code = "A0808",
         .customer = ", fields: {kv: number}, class_by: [{when: {kv: '>=10'}, is: high}, {is: low}]",
         .fault = fields(R"({"kv":"10"})"),
         .sound = fields(R"({"kv":"9.9"})")},
        {.code = "A0811", .fault = second("王 伟"), .sound = second("王小伟")},
        {.code = "A0812",
         .both = paper_row(2, "application") + title(1, "申请"),
         .fault = title(2, "申请"),
         .sound = title(2, "申请二")},
        {.code = "A0821",
         .customer = ", stale: 1y",
         .both = "UPDATE page SET role = 'dropped', document = NULL, reason = 'x'; DELETE FROM document; DELETE FROM "
                 "ticket_stage; DELETE FROM ticket;\n",
         .fault = "UPDATE customer SET opened = '2025-01-04'; UPDATE customer_state SET since = '2025-01-04';\n",
         .sound = "UPDATE customer SET opened = '2025-01-05'; UPDATE customer_state SET since = '2025-01-05';\n"},
        {.code = "A0822",
         .fault = "UPDATE person SET reviewed = '2025-01-04';\n",
         .sound = "UPDATE person SET reviewed = '2025-01-05';\n"},
        // Two transformers of 250 kVA stand in the list, one in the catalog; the rows are added up.
        {.code = "A0831",
         .customer = ", fields: {capacity: number}",
         .both = fields(R"({"capacity":"250"})"),
         .ask = list_of("1001,一路1号,250\n1001,一路1号,250\n", "1001,一路 1号,250.0\n")},
        {.code = "A0832",
         .customer = ", fields: {capacity: number}",
         .both = second("李四"),
         .ask = list_of("1001,一路1号,\n", "1001,一路1号,\n1002,,\n", true)},
        {.code = "A0833", .customer = ", fields: {capacity: number}", .ask = list_of("1001,,\n1009,,\n", "1001,,\n")},
    };
}

}  // namespace arc
