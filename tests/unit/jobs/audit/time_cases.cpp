#include "code_cases.hpp"

namespace arc {
namespace {

// The ticket went on to `built` at that instant.
std::string went_on(const std::string& at) {
    return "UPDATE ticket SET stage = 'built'; INSERT INTO ticket_stage VALUES (1, '" + at + "', 'built');\n";
}

std::string contract(const std::string& fields, const std::string& columns = {}, const std::string& values = {}) {
    return paper_row(2, "contract", ", fields" + columns, ", '" + fields + "'" + values);
}

// The application was lent to wang on the 2nd.
std::string lent(const std::string& due) {
    return "INSERT INTO loan (id, slip, kind, thing, person, purpose, state, asked, rule, terms, profile, out, due) "
           "VALUES (1, 1, 'loan', 'document:1', 1, 'work', 'out', '2026-01-02T01:00:00.000Z', 'lending', '{}', 1, "
           "'2026-01-02T02:00:00.000Z', '" +
           due + "');\n";
}

std::string due(const std::string& at) {
    return "UPDATE loan SET due = '" + at + "';\n";
}

const std::string done = "UPDATE ticket SET stage = 'filed', closed = '2026-01-05';\n";

}  // namespace

std::vector<CodeCase> time_cases() {
    const std::string two_days = "deadlines: [{from: ticket.opened, to: ticket.closed, limit: 2d, yellow: 1d}]";
    const auto opened = [](const std::string& day) { return "UPDATE ticket SET opened = '" + day + "';\n"; };
    const auto ends = [](const std::string& day) {
        return contract(R"({"signed":"2020-01-01","ends":")" + day + "\"}");
    };
    return {
        {.code = "A0401", .profile = two_days, .fault = opened("2026-01-02"), .sound = opened("2026-01-04")},
        {.code = "A0402", .profile = two_days, .fault = opened("2026-01-03"), .sound = opened("2026-01-04")},
        // Captured on the 5th; the stage had ended the day before, or on that day.
        {.code = "A0411",
         .both = "UPDATE ticket_stage SET entered = '2026-01-01T01:00:00.000Z';\n",
         .fault = went_on("2026-01-04T01:00:00.000Z"),
         .sound = went_on("2026-01-05T01:00:00.000Z")},
        {.code = "A0412",
         .both = went_on("2026-01-05T04:00:00.000Z"),
         .fault = "UPDATE document SET dated = '2026-01-06';\n",
         .sound = "UPDATE document SET dated = '2026-01-05';\n"},
        {.code = "A0413",
         .both = "UPDATE page SET role = 'dropped', document = NULL, reason = 'x'; DELETE FROM document;\n",
         .fault = went_on("2026-01-05T04:00:00.000Z"),
         .sound = ""},
        {.code = "A0421", .both = lent("2026-01-06T08:00:00.000Z"), .fault = due("2026-01-05T07:00:00.000Z")},
        {.code = "A0422",
         .both = lent("2026-01-06T08:00:00.000Z"),
         .fault = "UPDATE loan SET state = 'short', count_back = 1, counted = 'sheets', count_out = 2;\n"},
        {.code = "A0501",
         .profile = "reminders: [to-add]",
         .fault = "UPDATE page SET role = 'dropped', document = NULL, reason = 'x'; DELETE FROM document;\n"},
        {.code = "A0502", .profile = "reminders: [to-send]", .sound = done},
        {.code = "A0503",
         .profile = "reminders: [to-hand-over]",
         .both = done,
         .fault = "UPDATE document SET paper = 'here';\n",
         .sound = "UPDATE document SET paper = 'none';\n"},
        {.code = "A0504",
         .profile = "reminders: [volume-to-hand-over]",
         .fault = "UPDATE volume SET closed = '2026-01-05T04:00:00.000Z';\n"},
        {.code = "A0505", .profile = "reminders: [contract]", .fault = ends("2026-01-30"), .sound = ends("2026-03-30")},
        {.code = "A0506",
         .profile = "reminders: [time-limit]\n" + two_days,
         .fault = opened("2026-01-02"),
         .sound = opened("2026-01-04")},
        {.code = "A0507",
         .profile = "reminders: [to-return]",
         .both = lent("2026-01-09T08:00:00.000Z"),
         .fault = due("2026-01-06T08:00:00.000Z")},
        // A month and a week are the defaults: 30d and 7d.
        {.code = "A0601", .fault = ends("2026-02-04"), .sound = ends("2026-02-05")},
        {.code = "A0602",
         .fault = ends("2026-01-12"),
         .sound = contract(R"({"signed":"2020-01-01","ends":"2026-03-12","auto_renew":"true"})")},
        {.code = "A0603",
         .fault = ends("2026-01-04"),
         .sound = contract(R"({"signed":"2020-01-01","ends":"2026-01-04","auto_renew":"true"})")},
        {.code = "A0604", .fault = contract("{}"), .sound = contract(R"({"signed":"2020-01-01"})")},
        {.code = "A0605",
         .profile = "contracts: {cosign: [leader, archivist]}",
         .both = contract(R"({"signed":"2020-01-01"})") +
                 R"(INSERT INTO entry (id, kind, subject, made, done, fields) VALUES (1, 'cosign', 'document:2',
                    '2026-01-05T01:00:00.000Z', '2026-01-05', '{"role":"leader"}');)",
         .sound = R"(INSERT INTO entry (id, kind, subject, made, done, fields) VALUES (2, 'cosign', 'document:2',
                    '2026-01-05T01:00:00.000Z', '2026-01-05', '{"role":"archivist"}');)"},
        {.code = "A0611",
         .fault = contract(R"({"signed":"2020-01-01","documents":"3"})"),
         .sound = contract(R"({"signed":"2020-01-01","documents":"2"})")},
        {.code = "A0612",
         .fault = contract(R"({"signed":"2020-01-01","sets":"2"})"),
         .sound = contract(R"({"signed":"2020-01-01","sets":"1"})")},
        {.code = "A0613",
         .fault = contract(R"({"signed":"2020-01-01","file_by":"2026-01-04"})"),
         .sound = contract(R"({"signed":"2020-01-01","file_by":"2026-01-05"})")},
    };
}

}  // namespace arc
