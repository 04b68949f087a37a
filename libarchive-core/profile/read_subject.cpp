#include "base/say.hpp"
#include "profile/sections.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::pair<std::string_view, SubjectKind> subject_kinds[] = {
    {"customer", SubjectKind::customer}, {"project", SubjectKind::project}, {"none", SubjectKind::none}};
constexpr std::pair<std::string_view, ClassChange> class_changes[] = {
    {"by-rule", ClassChange::by_rule}, {"by-hand", ClassChange::by_hand}, {"never", ClassChange::never}};
constexpr std::pair<std::string_view, FilingMethod> methods[] = {{"item", FilingMethod::item},
                                                                 {"volume", FilingMethod::volume}};

void read_statuses(MapReader& map, std::vector<Status>& statuses) {
    if (map.has("statuses")) {
        statuses.clear();
    }
    map.each_named("statuses", [&](const YamlEntry& entry) {
        Status status;
        status.name = entry.key;
        MapReader inner(map.reading(), entry.value, "customer.statuses.NAME");
        inner.title(status.title);
        inner.flag("closed", status.closed);
        inner.done();
        statuses.push_back(std::move(status));
    });
    const bool any_closed = std::ranges::any_of(statuses, &Status::closed);
    const bool any_open = !std::ranges::all_of(statuses, &Status::closed);
    if (!any_closed || !any_open) {
        map.reading().wrong(map.at(), say("of the statuses one must be open and one closed"),
                            say("add closed: true to those who are no longer served"));
    }
}

bool asks_for(const Condition& condition, std::string_view path) {
    return std::ranges::any_of(condition.any, [&](const std::vector<Clause>& clauses) {
        return std::ranges::count(clauses, path, &Clause::path) != 0;
    });
}

void read_class_by(MapReader& map, std::vector<ClassRule>& rules) {
    bool always = false;
    map.each_map("class_by", [&](const YamlNode& node, const std::string&) {
        ClassRule rule;
        MapReader inner(map.reading(), node, "customer.class_by");
        inner.condition("when", rule.when);
        inner.name("is", NameKind::customer_class, rule.is);
        inner.need("is");
        inner.done();
        if (asks_for(rule.when, "customer.class")) {
            map.reading().wrong(node.at, say("the class is decided by itself"), say("ask for other fields"));
        }
        if (always) {
            map.reading().wrong(node.at, say("never reached, because the rule before it always holds"));
        }
        always = always || rule.when.always();
        rules.push_back(std::move(rule));
    });
}

void read_customer(Reading& reading, const YamlNode& node, Subject& subject) {
    MapReader map(reading, node, "customer");
    map.title(subject.title);
    map.title("label", subject.label);
    map.pattern("number", subject.number);
    map.choices("classes", subject.classes);
    map.choices("kinds", subject.kinds);
    read_statuses(map, subject.statuses);
    read_fields(map, "fields", subject.fields);
    read_class_by(map, subject.class_by);
    map.choice<ClassChange>("class_change", class_changes, subject.class_change);
    map.choice<Severity>("blanks", severities, subject.blanks);
    map.duration("stale", subject.stale);
    map.done();
}

LevelKind kind_of_level(const std::string& name) {
    const std::pair<std::string_view, LevelKind> known[] = {
        {"year", LevelKind::year}, {"retention", LevelKind::retention}, {"unit", LevelKind::unit}};
    for (const auto& [word, kind] : known) {
        if (name == word) {
            return kind;
        }
    }
    return LevelKind::text;
}

SeriesLevel read_level(Reading& reading, const YamlNode& node) {
    SeriesLevel level;
    if (node.kind == YamlNode::Kind::scalar) {
        level.name = node.text;
    } else {
        MapReader map(reading, node, "series.levels");
        map.text("name", level.name);
        map.need("name");
        map.title(level.title);
        map.choices("values", level.values);
        map.done();
    }
    level.kind = level.values.empty() ? kind_of_level(level.name) : LevelKind::listed;
    check_new_name(reading, level.name, node.at);
    return level;
}

void read_levels(Reading& reading, const YamlNode& node, Series& series) {
    for (const YamlNode* item : MapReader::one_or_more(node)) {
        SeriesLevel level = read_level(reading, *item);
        if (std::ranges::count(series.levels, level.name, &SeriesLevel::name) != 0) {
            reading.wrong(item->at, say("level '{}' is given twice", level.name));
        }
        series.levels.push_back(std::move(level));
    }
}

void read_methods(MapReader& map, Series& series) {
    const YamlNode* node = map.take("method");
    if (node == nullptr) {
        return;
    }
    if (node->kind == YamlNode::Kind::scalar) {
        MethodRule rule;
        map.choice<FilingMethod>("method", methods, rule.method);
        series.methods.push_back(rule);
        return;
    }
    map.each_map("method", [&](const YamlNode& item, const std::string&) {
        MethodRule rule;
        MapReader inner(map.reading(), item, "series.method");
        inner.condition("when", rule.when);
        inner.choice<FilingMethod>("is", methods, rule.method);
        inner.need("is");
        inner.text("standard", rule.standard);
        inner.done();
        series.methods.push_back(std::move(rule));
    });
}

}  // namespace

void read_subject(MapReader& top, Profile& profile) {
    Subject& subject = profile.subject;
    top.choice<SubjectKind>("subject", subject_kinds, subject.kind);
    subject.fields = built_in_customer_fields();
    subject.statuses = {{"active", {"在用", "active"}, false}, {"closed", {"销户", "closed"}, true}};
    const bool project = subject.kind == SubjectKind::project;
    subject.title = project ? Title{"项目", "project"} : Title{"客户", "customer"};
    for (const char* section : {"customer", "project"}) {
        const YamlNode* node = top.take(section);
        if (node == nullptr) {
            continue;
        }
        const bool fits = subject.kind != SubjectKind::none && (std::string_view(section) == "project") == project;
        if (!fits) {
            top.reading().wrong(node->at, say("'{}' does not go with the subject of this profile", section),
                                say("set subject: {}", section));
        }
        read_customer(top.reading(), *node, subject);
    }
}

void read_series(MapReader& top, Profile& profile) {
    const YamlNode* node = top.take("series");
    if (node == nullptr) {
        return;
    }
    if (node->kind != YamlNode::Kind::map) {
        read_levels(top.reading(), *node, profile.series);
        return;
    }
    MapReader map(top.reading(), *node, "series");
    if (const YamlNode* levels = map.need("levels")) {
        read_levels(top.reading(), *levels, profile.series);
    }
    read_methods(map, profile.series);
    map.done();
}

}  // namespace arc
