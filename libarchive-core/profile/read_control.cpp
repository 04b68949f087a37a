#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/sections.hpp"

#include <algorithm>

namespace arc {
namespace {

const std::string also_by[] = {"responsible", "holder"};
constexpr std::pair<std::string_view, ScoreOf> score_subjects[] = {
    {"person", ScoreOf::person}, {"team", ScoreOf::team}, {"unit", ScoreOf::unit}};
constexpr std::pair<std::string_view, Period> periods[] = {{"day", Period::day},     {"week", Period::week},
                                                           {"month", Period::month}, {"quarter", Period::quarter},
                                                           {"year", Period::year},   {"project", Period::project}};
const std::pair<std::string_view, std::string> closing_needs[] = {
    {"cause", "cause"}, {"correction", "correction"}, {"verification", "verification"}};
const std::vector<std::string> measures{"timeliness", "completeness", "quality", "flow-time",
                                        "accuracy",   "coverage",     "progress"};

void read_due(MapReader& map, std::vector<Duration>& due) {
    if (const YamlNode* node = map.take("due")) {
        for (const YamlNode* item : MapReader::one_or_more(*node)) {
            if (const std::optional<Duration> duration = scalar_duration(map.reading(), *item)) {
                due.push_back(*duration);
            }
        }
    }
}

EntryKind read_entry(Reading& reading, const YamlEntry& entry, EntryKind kind) {
    kind.name = entry.key;
    MapReader map(reading, entry.value, "entries.NAME");
    map.title(kind.title);
    map.choice<Noun>("of", nouns, kind.of);
    map.condition("when", kind.when);
    read_moment(map, "from", kind.from);
    read_due(map, kind.due);
    map.duration("every", kind.every);
    map.duration("ahead", kind.ahead);
    map.role("by", also_by, kind.by);
    read_fields(map, "fields", kind.fields);
    map.flag("pictures", kind.pictures);
    double target = 0;
    map.percent("target", target);
    if (target > 0) {
        reading.audit_rules().entry_targets[kind.name] = target;
    }
    map.done();
    return kind;
}

// A measure is known by name, or counts entries of a kind or findings of a code.
bool check_measure(Reading& reading, const YamlEntry& entry) {
    const std::string& name = entry.key;
    if (std::ranges::count(measures, name) != 0 || name.starts_with("finding:")) {
        return true;
    }
    if (name.starts_with("entry:")) {
        YamlNode kind;
        kind.at = entry.at;
        kind.text = name.substr(6);
        return reading.check_name(kind, NameKind::entry_kind);
    }
    reading.wrong(entry.at, say("unknown measure '{}'", printable(name)), reading.suggest(name, measures));
    return false;
}

Measure read_measure(Reading& reading, const YamlEntry& entry) {
    Measure measure;
    measure.name = entry.key;
    if (entry.value.kind == YamlNode::Kind::scalar) {
        measure.weight = scalar_number(reading, entry.value, 0, 1000).value_or(1);
        return measure;
    }
    MapReader map(reading, entry.value, "scores.NAME.measures.NAME");
    map.title(measure.title);
    map.real("weight", measure.weight, 0, 1000);
    map.real("points", measure.points, -1000, 1000);
    map.percent("target", measure.target);
    map.done();
    return measure;
}

Score read_score(Reading& reading, const YamlEntry& entry) {
    Score score;
    score.name = entry.key;
    MapReader map(reading, entry.value, "scores.NAME");
    map.title(score.title);
    map.choice<ScoreOf>("of", score_subjects, score.of);
    map.choice<Period>("every", periods, score.every);
    if (const YamlNode* node = map.need("measures")) {
        check_repeated_keys(reading, *node);
        for (const YamlEntry& measure : node->entries) {
            if (check_measure(reading, measure)) {
                score.measures.push_back(read_measure(reading, measure));
            }
        }
    }
    map.done();
    return score;
}

// on: friday, [monday, thursday], or a day of the month.
void read_on(MapReader& map, NightTask& task) {
    const YamlNode* node = map.take("on");
    if (node == nullptr) {
        return;
    }
    if (parse_number(node->text)) {
        map.whole("on", task.month_day, 1, 28);
    } else {
        map.choices_of<std::chrono::weekday>("on", weekdays, task.weekdays);
    }
}

void read_task(Reading& reading, const YamlNode& item, Profile& profile) {
    NightTask task;
    YamlNode name = item;
    if (item.kind == YamlNode::Kind::map && item.entries.size() == 1) {
        name = YamlNode{YamlNode::Kind::scalar, item.entries.front().at, item.entries.front().key, {}, {}};
        MapReader map(reading, item.entries.front().value, "night.NAME");
        map.duration("budget", task.budget);
        map.percent("share", task.share);
        read_on(map, task);
        map.done();
    }
    const std::optional<std::string> audit = scalar_text(reading, name, say("an audit"));
    if (!audit) {
        return;
    }
    if (std::ranges::count(night_audits(), *audit) == 0) {
        reading.wrong(name.at, say("unknown audit '{}'", printable(*audit)), reading.suggest(*audit, night_audits()));
    } else if (std::ranges::count(profile.night, *audit, &NightTask::audit) != 0) {
        reading.wrong(name.at, say("audit '{}' is given twice", *audit));
    } else {
        task.audit = *audit;
        profile.night.push_back(std::move(task));
    }
}

Sample read_sample(Reading& reading, const YamlEntry& entry) {
    Sample sample;
    sample.name = entry.key;
    MapReader map(reading, entry.value, "samples.NAME");
    map.title(sample.title);
    map.choice<Noun>("of", nouns, sample.of);
    map.condition("when", sample.when);
    map.percent("share", sample.share);
    map.whole("least", sample.least, 0, 1'000'000);
    SampleLeads leads;
    map.whole("count", leads.count, 0, 1'000'000);
    map.condition("first", leads.first);
    reading.audit_rules().samples[sample.name] = leads;
    map.paths("fields", sample.fields);
    map.duration("every", sample.every);
    map.role("by", also_by, sample.by);
    map.done();
    return sample;
}

DataCheck read_check(Reading& reading, const YamlEntry& entry) {
    DataCheck check;
    check.name = entry.key;
    MapReader map(reading, entry.value, "checks.NAME");
    map.title(check.title);
    map.choice<Noun>("of", nouns, check.of);
    map.condition("when", check.when);
    map.condition("must", check.must);
    map.need("must");
    map.done();
    return check;
}

FindingRule read_finding(Reading& reading, const YamlNode& node) {
    FindingRule rule;
    MapReader map(reading, node, "findings");
    map.text("code", rule.code);
    const YamlNode* code = map.need("code");
    map.role("owner", also_by, rule.owner);
    map.duration("limit", rule.limit);
    std::vector<std::string> needs;
    map.choices_of<std::string>("needs", closing_needs, needs);
    reading.audit_rules().closing.emplace_back(rule.code, std::move(needs));
    map.done();
    const bool shaped = rule.code == "*" || rule.code.starts_with('A');
    if (code != nullptr && !shaped) {
        reading.wrong(code->at, say("'{}' is not a code of findings", printable(rule.code)),
                      say("write A0101, A01* or '*'"));
    }
    return rule;
}

SavedQuery read_query(Reading& reading, const YamlEntry& entry) {
    SavedQuery saved;
    saved.name = entry.key;
    if (entry.value.kind == YamlNode::Kind::scalar) {
        saved.query = scalar_text(reading, entry.value, say("a query")).value_or("");
        return saved;
    }
    MapReader map(reading, entry.value, "queries.NAME");
    map.title(saved.title);
    map.text("query", saved.query);
    map.need("query");
    map.done();
    return saved;
}

}  // namespace

void read_entries(MapReader& top, Profile& profile) {
    profile.entries = built_in_entries();
    top.each_named("entries", [&](const YamlEntry& entry) {
        const auto known = std::ranges::find(profile.entries, entry.key, &EntryKind::name);
        EntryKind kind = read_entry(top.reading(), entry, known == profile.entries.end() ? EntryKind{} : *known);
        if (known == profile.entries.end()) {
            profile.entries.push_back(std::move(kind));
        } else {
            *known = std::move(kind);
        }
    });
}

void read_media(MapReader& top, Profile& profile) {
    profile.media = built_in_media();
    top.each_named("media", [&](const YamlEntry& entry) {
        const auto known = std::ranges::find(profile.media, entry.key, &Medium::name);
        Medium medium = known == profile.media.end() ? Medium{} : *known;
        medium.name = entry.key;
        MapReader map(top.reading(), entry.value, "media.NAME");
        map.title(medium.title);
        map.duration("life", medium.life);
        map.duration("check", medium.check);
        medium.climate = read_climate(map);
        map.done();
        if (known == profile.media.end()) {
            profile.media.push_back(std::move(medium));
        } else {
            *known = std::move(medium);
        }
    });
}

void read_scores(MapReader& top, Profile& profile) {
    top.each_named("scores",
                   [&](const YamlEntry& entry) { profile.scores.push_back(read_score(top.reading(), entry)); });
}

void read_night(MapReader& top, Profile& profile) {
    if (const YamlNode* node = top.take("night")) {
        for (const YamlNode* item : MapReader::one_or_more(*node)) {
            read_task(top.reading(), *item, profile);
        }
    }
    profile.reminders = reminder_kinds();
    if (const YamlNode* node = top.take("reminders")) {
        profile.reminders.clear();
        for (const YamlNode* item : MapReader::one_or_more(*node)) {
            const std::optional<std::string> kind = scalar_text(top.reading(), *item, say("a kind of reminder"));
            if (kind && std::ranges::count(reminder_kinds(), *kind) == 0) {
                top.reading().wrong(item->at, say("unknown reminder '{}'", printable(*kind)),
                                    top.reading().suggest(*kind, reminder_kinds()));
            } else if (kind) {
                profile.reminders.push_back(*kind);
            }
        }
    }
}

void read_checking(MapReader& top, Profile& profile) {
    top.each_named("samples",
                   [&](const YamlEntry& entry) { profile.samples.push_back(read_sample(top.reading(), entry)); });
    top.each_named("checks",
                   [&](const YamlEntry& entry) { profile.checks.push_back(read_check(top.reading(), entry)); });
    top.each_map("findings", [&](const YamlNode& node, const std::string&) {
        profile.findings.push_back(read_finding(top.reading(), node));
    });
    top.each_named("queries", [&](const YamlEntry& entry) {
        top.reading().audit_rules().queries.push_back(read_query(top.reading(), entry));
    });
    if (const YamlNode* node = top.take("backups")) {
        MapReader map(top.reading(), *node, "backups");
        map.duration("every", top.reading().audit_rules().backups.every);
        map.duration("proven", top.reading().audit_rules().backups.proven);
        map.done();
    }
}

}  // namespace arc
