#include "base/say.hpp"
#include "profile/sections.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::pair<std::string_view, Period> periods[] = {{"day", Period::day},
                                                           {"week", Period::week},
                                                           {"month", Period::month},
                                                           {"quarter", Period::quarter},
                                                           {"year", Period::year}};
const std::pair<std::string_view, std::string> file_kinds[] = {
    {"pdf", "pdf"}, {"xlsx", "xlsx"}, {"csv", "csv"}, {"txt", "txt"}};
const std::vector<std::string> thing_kinds{"customer", "ticket", "document", "volume",
                                           "box",      "place",  "series",   "person"};

// `on`: a weekday of weekly reports, a day of the month of longer ones.
void read_due_day(MapReader& map, ReportRule& rule) {
    const YamlNode* node = map.take("on");
    if (node == nullptr) {
        return;
    }
    if (rule.every == Period::week) {
        map.choice<std::chrono::weekday>("on", weekdays, rule.weekday);
    } else if (rule.every == Period::day) {
        map.reading().wrong(node->at, say("a daily report falls due every day"), say("leave `on` away"));
    } else {
        constexpr int last_of_every_month = 28;
        map.whole("on", rule.month_day, 1, last_of_every_month);
    }
}

void read_columns(MapReader& map, ReportRule& rule) {
    const YamlNode* node = map.take("columns");
    if (node == nullptr) {
        return;
    }
    for (const YamlNode* item : MapReader::one_or_more(*node)) {
        ReportColumn column;
        YamlNode field = *item;
        if (item->kind == YamlNode::Kind::map && item->entries.size() == 1) {
            field = YamlNode{YamlNode::Kind::scalar, item->entries.front().at, item->entries.front().key, {}, {}};
            column.title = read_title(map.reading(), item->entries.front().value);
        }
        column.field = scalar_text(map.reading(), field, say("a column")).value_or("");
        rule.columns.push_back(std::move(column));
    }
}

// Exactly one of them says what is told; a list may be narrowed down by a query.
void check_subject(Reading& reading, const ReportRule& rule, TextPlace at) {
    const int told = (rule.list.empty() ? 0 : 1) + (rule.score.empty() ? 0 : 1);
    if (told > 1 || (told == 0 && rule.query.empty()) || (!rule.score.empty() && !rule.query.empty())) {
        reading.wrong(at, say("report '{}' does not say what it tells", rule.name),
                      say("give one of query, list and score"));
    }
    if (!rule.list.empty() && (!rule.count_by.empty() || !rule.columns.empty() || !rule.kind.empty())) {
        reading.wrong(at, say("report '{}': a list has its own columns", rule.name),
                      say("leave count_by, columns and kind away"));
    }
}

ReportRule read_report(Reading& reading, const YamlEntry& entry, const Profile& profile) {
    ReportRule rule;
    rule.name = entry.key;
    MapReader map(reading, entry.value, "reports.NAME");
    map.title(rule.title);
    map.text("query", rule.query);
    map.word("kind", thing_kinds, rule.kind);
    map.text("count_by", rule.count_by);
    const std::vector<std::string> lists(printed_lists.begin(), printed_lists.end());
    map.word("list", lists, rule.list);
    map.text("score", rule.score);
    map.choice<Period>("every", periods, rule.every);
    read_due_day(map, rule);
    read_columns(map, rule);
    map.choices_of<std::string>("as", file_kinds, rule.as);
    const YamlNode* score = map.take("score");
    if (score != nullptr && std::ranges::find(profile.scores, rule.score, &Score::name) == profile.scores.end()) {
        std::vector<std::string> known;
        std::ranges::transform(profile.scores, std::back_inserter(known), &Score::name);
        reading.wrong(score->at, say("unknown score '{}'", rule.score), reading.suggest(rule.score, known));
    }
    map.done();
    check_subject(reading, rule, entry.at);
    return rule;
}

}  // namespace

void read_reports(MapReader& top, const Profile& profile) {
    top.each_named("reports", [&](const YamlEntry& entry) {
        top.reading().audit_rules().reports.push_back(read_report(top.reading(), entry, profile));
    });
    if (const YamlNode* node = top.take("formats")) {
        MapReader map(top.reading(), *node, "formats");
        map.texts("accepted", top.reading().audit_rules().formats.accepted);
        map.need("accepted");
        map.done();
    }
}

}  // namespace arc
