#include "base/calendar_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "base/zone.hpp"
#include "profile/sections.hpp"

#include <algorithm>

namespace arc {
namespace {

RetentionRule read_rule(Reading& reading, const YamlNode& node) {
    RetentionRule rule;
    MapReader map(reading, node, "retention.rules");
    map.condition("when", rule.when);
    read_moment(map, "from", rule.from);
    map.name("period", NameKind::period, rule.period);
    const bool kept = read_keep(map, rule.permanent, rule.keep);
    map.done();
    if (kept == map.has("period")) {
        reading.wrong(node.at, say("a rule says how long either by a period or itself"),
                      say("give one of years, months, keep: permanent, period"));
    }
    return rule;
}

// A rule that counts years must say from when; what a period says is known only when all periods are.
void finish_rule(Reading& reading, const YamlNode& node, const Retention& retention, RetentionRule& rule) {
    const auto period = std::ranges::find(retention.periods, rule.period, &RetentionPeriod::name);
    if (!rule.period.empty() && period != retention.periods.end()) {
        rule.permanent = period->permanent;
        rule.keep = period->keep;
    }
    if (!rule.permanent && rule.from.empty()) {
        reading.wrong(node.at, say("nothing says from when the time counts"),
                      say("add from: customer.closed, year.end …"));
    }
}

void read_periods(MapReader& map, Retention& retention) {
    map.each_named("periods", [&](const YamlEntry& entry) {
        RetentionPeriod period;
        period.name = entry.key;
        MapReader inner(map.reading(), entry.value, "retention.periods.NAME");
        inner.title(period.title);
        if (!read_keep(inner, period.permanent, period.keep)) {
            map.reading().wrong(entry.at, say("the period says no length"),
                                say("give years, months or keep: permanent"));
        }
        inner.done();
        retention.periods.push_back(std::move(period));
    });
}

void read_days(MapReader& map, std::string_view key, std::vector<std::pair<Day, Day>>& days) {
    const YamlNode* node = map.take(key);
    if (node == nullptr) {
        return;
    }
    for (const YamlNode* item : MapReader::one_or_more(*node)) {
        const std::optional<std::string> text = scalar_text(map.reading(), *item, say("a day"));
        if (!text) {
            continue;
        }
        const std::size_t dots = text->find("..");
        const Result<Day> first = parse_day(text->substr(0, dots));
        const Result<Day> last = dots == std::string::npos ? first : parse_day(text->substr(dots + 2));
        if (!first || !last) {
            map.reading().wrong(item->at, say("'{}' is not a day", printable(*text)),
                                say("write it as 2026-10-01 or 2026-10-01..2026-10-07"));
        } else if (*first > *last) {
            map.reading().wrong(item->at, say("the range {} is reversed", printable(*text)));
        } else {
            days.emplace_back(*first, *last);
        }
    }
}

Deadline read_deadline(Reading& reading, const YamlNode& node, const std::string& path) {
    Deadline deadline;
    deadline.name = path;
    MapReader map(reading, node, "deadlines");
    map.text("name", deadline.name);
    map.title(deadline.title);
    map.condition("when", deadline.when);
    map.name("stage", NameKind::stage, deadline.stage);
    read_moment(map, "from", deadline.from);
    map.need("from");
    read_moment(map, "to", deadline.to);
    map.need("to");
    map.duration("limit", deadline.limit);
    map.need("limit");
    map.duration("yellow", deadline.yellow);
    static const std::string also[] = {"responsible", "holder"};
    map.role("chase", also, deadline.chase);
    map.done();
    if (deadline.yellow && approximate_minutes(*deadline.yellow) > approximate_minutes(deadline.limit)) {
        reading.wrong(
            node.at, say("yellow ({}) comes after the limit ({})", to_text(*deadline.yellow), to_text(deadline.limit)));
    }
    if (!deadline.from.empty() && deadline.from == deadline.to) {
        reading.wrong(node.at, say("from and to are the same moment"));
    }
    return deadline;
}

// All types with such a field, where the profile names none.
void default_contract_types(Profile& profile) {
    for (const DocumentType& type : profile.document_types) {
        const Field* end = find_field(type.fields, profile.contracts.end);
        if (end != nullptr && end->type == FieldType::date) {
            profile.contracts.types.push_back(type.name);
        }
    }
}

void check_contract_types(MapReader& map, const Profile& profile) {
    for (const std::string& name : profile.contracts.types) {
        const DocumentType* type = profile.document_type(name);
        const Field* end = type == nullptr ? nullptr : find_field(type->fields, profile.contracts.end);
        if (type != nullptr && (end == nullptr || end->type != FieldType::date)) {
            map.reading().wrong(map.at(), say("document type '{}' has no date '{}'", name, profile.contracts.end),
                                say("add it to its fields, or set end"));
        }
    }
}

}  // namespace

void read_retention(MapReader& top, Profile& profile) {
    const YamlNode* node = top.take("retention");
    if (node == nullptr) {
        return;
    }
    Retention& retention = profile.retention;
    const auto read_rules = [&](const YamlNode& rule_node, const std::string&) {
        RetentionRule rule = read_rule(top.reading(), rule_node);
        finish_rule(top.reading(), rule_node, retention, rule);
        retention.rules.push_back(std::move(rule));
    };
    if (node->kind == YamlNode::Kind::list) {
        top.each_map("retention", read_rules);
        return;
    }
    MapReader map(top.reading(), *node, "retention");
    read_periods(map, retention);
    map.each_map("rules", read_rules);
    map.done();
}

void read_disposal(MapReader& top, Profile& profile) {
    DisposalRules& disposal = profile.disposal;
    disposal.aspects = {{"keep", {"保管期限", "retention"}},
                        {"open", {"开放", "opening"}},
                        {"digitise", {"数字化", "digitising"}},
                        {"declassify", {"解降密", "declassifying"}}};
    const YamlNode* node = top.take("disposal");
    if (node == nullptr) {
        return;
    }
    MapReader map(top.reading(), *node, "disposal");
    map.choices("aspects", disposal.aspects);
    map.whole("group", disposal.group, 1, 99);
    map.names("approve", NameKind::role, disposal.approve);
    map.names("declassify", NameKind::role, disposal.declassify);
    map.whole("supervisors", disposal.supervisors, 0, 9);
    map.each_map("methods", [&](const YamlNode& item, const std::string&) {
        DisposalMethod method;
        MapReader inner(top.reading(), item, "disposal.methods");
        inner.condition("when", method.when);
        inner.text("is", method.method.name);
        inner.need("is");
        inner.title(method.method.title);
        inner.done();
        disposal.methods.push_back(std::move(method));
    });
    map.done();
}

void read_deadlines(MapReader& top, Profile& profile) {
    top.each_map("deadlines", [&](const YamlNode& node, const std::string& path) {
        profile.deadlines.push_back(read_deadline(top.reading(), node, path));
    });
}

void read_contracts(MapReader& top, Profile& profile) {
    Contracts& contracts = profile.contracts;
    contracts.remind = {DurationUnit::days, 30};
    contracts.warn = {DurationUnit::days, 7};
    const YamlNode* node = top.take("contracts");
    if (node == nullptr) {
        default_contract_types(profile);
        return;
    }
    MapReader map(top.reading(), *node, "contracts");
    map.text("start", contracts.start);
    map.text("end", contracts.end);
    map.text("renews", contracts.renews);
    map.names("types", NameKind::document_type, contracts.types);
    map.duration("remind", contracts.remind);
    map.duration("warn", contracts.warn);
    map.names("cosign", NameKind::role, contracts.cosign);
    ContractFileFields& file = top.reading().audit_rules().contract_file;
    map.text("documents", file.documents);
    map.text("sets", file.sets);
    map.text("file_by", file.file_by);
    map.done();
    if (!map.has("types")) {
        default_contract_types(profile);
    }
    check_contract_types(map, profile);
    if (approximate_minutes(contracts.warn) > approximate_minutes(contracts.remind)) {
        top.reading().wrong(node->at, say("the warning ({}) comes before the reminder ({})", to_text(contracts.warn),
                                          to_text(contracts.remind)));
    }
}

void read_calendar(MapReader& top, Profile& profile) {
    CalendarRules& rules = profile.calendar;
    rules.rest = {std::chrono::Saturday, std::chrono::Sunday};
    const YamlNode* node = top.take("calendar");
    if (node == nullptr) {
        return;
    }
    MapReader map(top.reading(), *node, "calendar");
    if (const YamlNode* zone = map.take("zone")) {
        const std::string text = scalar_text(top.reading(), *zone, say("a time zone")).value_or("");
        const std::optional<std::chrono::minutes> offset = utc_offset_of(text);
        if (offset) {
            rules.zone = text;
            rules.utc_offset = *offset;
        } else if (!text.empty()) {
            top.reading().wrong(zone->at, say("time zone '{}' is not known or changes its clock", printable(text)),
                                say("write it as Asia/Shanghai or +08:00"));
        }
    }
    map.text("days", rules.days_file);
    map.choices_of<std::chrono::weekday>("rest", weekdays, rules.rest);
    constexpr std::size_t week = 7;
    if (rules.rest.size() >= week) {
        top.reading().wrong(node->at, say("no working day is left in the week"));
    }
    read_days(map, "holidays", rules.holidays);
    read_days(map, "workdays", rules.workdays);
    map.done();
}

}  // namespace arc
