#include "jobs/audit/samples.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/event_table.hpp"
#include "catalog/sample_table.hpp"
#include "jobs/audit/due_entries.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/entries/entry_subject.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/thing_record.hpp"
#include "rules/sample_share.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace arc {
namespace {

struct Counts {
    std::int64_t items = 0;
    std::int64_t looked_at = 0;
    std::int64_t wrong = 0;
    std::int64_t unreached = 0;
};

void count(Counts& counts, const SampleItem& item) {
    ++counts.items;
    counts.looked_at += item.outcome == "right" || item.outcome == "wrong" ? 1 : 0;
    counts.wrong += item.outcome == "wrong" ? 1 : 0;
    counts.unreached += item.outcome == "unreached" ? 1 : 0;
}

double percent(double share) {
    constexpr double scale = 1000;
    return std::round(scale * share) / 10;
}

// Whether anything was written about the thing after somebody found it wrong: then the next sample may tell.
bool changed_since(AuditRun& run, const SampleItem& item) {
    const std::vector<StoredEvent> events = EventTable(run.db()).about(item.subject);
    return !events.empty() && events.back().at > item.at;
}

Record rate_record(std::int64_t sample, std::string_view of, const std::string& name, const Counts& counts) {
    const ErrorRate rate = error_rate(counts.wrong, counts.looked_at);
    const bool known = counts.looked_at > 0;
    return {"sample_rate",
            {{"sample", sample},
             {"of", of},
             {"name", text_or_null(name)},
             {"items", counts.items},
             {"looked_at", counts.looked_at},
             {"unreached", counts.unreached},
             {"wrong", counts.wrong},
             {"percent", known ? Value(percent(rate.rate)) : Value()},
             {"low", known ? Value(percent(rate.low)) : Value()},
             {"high", known ? Value(percent(rate.high)) : Value()}}};
}

}  // namespace

DrawnSample need_sample(Archive& archive, std::int64_t id) {
    const std::optional<DrawnSample> found = SampleTable(archive.db()).find(id);
    if (!found) {
        throw Fault(ErrorCode::not_found, fmt::format("sample {}", id), say("was never drawn"),
                    say("see arc-audit sample list"));
    }
    return *found;
}

const Sample& need_sample_rule(const Profile& profile, const std::string& name) {
    const auto found = std::ranges::find(profile.samples, name, &Sample::name);
    if (found != profile.samples.end()) {
        return *found;
    }
    const std::vector<std::string> known = declared_names(profile, NameKind::sample);
    const std::string near = nearest(name, known);
    throw Fault(ErrorCode::usage, name, say("the profile has no such sample"),
                near.empty() ? say("it has {}", join(known, ", ")) : say("did you mean {}?", near));
}

void put_sample_items(AuditRun& run, std::int64_t sample, RecordSink& sink) {
    const DrawnSample drawn = need_sample(run.archive(), sample);
    const Sample& rule = need_sample_rule(run.profile(), drawn.name);
    ThingRecords records(run.archive(), run.caller());
    for (const SampleItem& item : SampleTable(run.db()).items(sample)) {
        const Thing thing = parse_thing(item.subject).value_or_throw();
        const std::optional<Record> shown = records.record(thing);
        const Value fields(shown ? shown->fields : Object{});
        Object values;
        const Facts facts = entry_facts(run.archive(), thing);
        for (const std::string& path : rule.fields) {
            const auto fact = facts.find(path);
            const bool hidden = fact != facts.end() && fact->second.starts_with("hmac:");
            values.emplace_back(path.substr(path.find('.') + 1),
                                hidden ? Value("…") : text_or_null(fact == facts.end() ? std::string() : fact->second));
        }
        sink.put({"sample_item",
                  {{"sample", sample},
                   {"ordinal", item.ordinal},
                   {"subject", name_of(run.db(), thing)},
                   {"name", fields.find("name") == nullptr ? Value() : *fields.find("name")},
                   {"unit", text_or_null(item.stratum)},
                   {"lead", item.lead},
                   {"check", Value(std::move(values))},
                   {"outcome", text_or_null(item.outcome)},
                   {"wrong", text_or_null(item.wrong)},
                   {"note", text_or_null(item.note)},
                   {"person", text_or_null(item.person)},
                   {"at", text_or_null(item.at)}}});
    }
}

void put_sample_rates(AuditRun& run, std::int64_t sample, RecordSink& sink) {
    need_sample(run.archive(), sample);
    Counts all;
    std::map<std::string, Counts> strata;
    std::map<std::string, std::int64_t> fields;
    for (const SampleItem& item : SampleTable(run.db()).items(sample)) {
        count(all, item);
        count(strata[item.stratum], item);
        for (const std::string& field : split(item.wrong, ' ')) {
            if (!field.empty()) {
                ++fields[field];
            }
        }
    }
    sink.put(rate_record(sample, "all", {}, all));
    for (const auto& [stratum, counts] : strata) {
        sink.put(rate_record(sample, "unit", stratum, counts));
    }
    for (const auto& [field, wrong] : fields) {
        Counts counts = all;
        counts.wrong = wrong;
        sink.put(rate_record(sample, "field", field, counts));
    }
}

void put_samples(AuditRun& run, RecordSink& sink) {
    SampleTable table(run.db());
    for (const DrawnSample& sample : table.all()) {
        Counts all;
        for (const SampleItem& item : table.items(sample.id)) {
            count(all, item);
        }
        sink.put({"sample",
                  {{"id", sample.id},
                   {"name", sample.name},
                   {"seed", sample.seed},
                   {"drawn", sample.drawn},
                   {"size", sample.size},
                   {"items", all.items},
                   {"looked_at", all.looked_at},
                   {"wrong", all.wrong},
                   {"state", sample.state}}});
    }
}

Coverage audit_sample(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    SampleTable table(run.db());
    for (const Sample& rule : run.profile().samples) {
        const std::optional<DrawnSample> last = table.newest(rule.name);
        const bool late = rule.every && (!last || run.calendar().due(parse_instant(last->drawn).value_or_throw(),
                                                                     *rule.every) < run.now());
        if (late) {
            Finding finding = AuditRun::about_other("A14", "sample-due", "samples:" + rule.name);
            finding.owner = rule.by;
            finding.text = last ? say("was drawn last at {}", local_time(last->drawn, run.archive().zone()))
                                : say("was never drawn");
            finding.light = to_text(Light::yellow);
            tell(std::move(finding));
        }
    }
    // Answers wait a fortnight at most.
    const Day patience = run.calendar().before(run.today(), {DurationUnit::weeks, 2});
    for (const DrawnSample& sample : table.all()) {
        std::int64_t waiting = 0;
        const bool newest = table.newest(sample.name)->id == sample.id;
        for (const SampleItem& item : table.items(sample.id)) {
            waiting += item.outcome.empty() ? 1 : 0;
            if (item.outcome == "wrong" && newest && !changed_since(run, item)) {
                Finding finding = about_subject(run, "A14", "sample-wrong", parse_thing(item.subject).value_or_throw());
                finding.detail = fmt::format("sample:{}", sample.id);
                finding.text =
                    say("wrong: {}{}", item.wrong, item.note.empty() ? std::string() : " (" + item.note + ")");
                tell(std::move(finding));
            }
        }
        if (waiting > 0 && run.archive().zone().day_at(parse_instant(sample.drawn).value_or_throw()) < patience) {
            Finding finding = AuditRun::about_other("A14", "sample-unanswered", fmt::format("sample:{}", sample.id));
            finding.text = say("{}: {} items are not answered", sample.name, waiting);
            finding.light = to_text(Light::yellow);
            tell(std::move(finding));
        }
    }
    return Coverage::whole;
}

}  // namespace arc
