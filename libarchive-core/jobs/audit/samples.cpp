#include "jobs/audit/samples.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/event_table.hpp"
#include "catalog/sample_table.hpp"
#include "jobs/admin/import_source.hpp"
#include "jobs/audit/due_entries.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/entries/entry_subject.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/thing_record.hpp"
#include "rules/acceptance_sampling.hpp"
#include "rules/sample_share.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace arc {
namespace {

const Sample& need_rule(const Profile& profile, const std::string& name) {
    const auto found = std::ranges::find(profile.samples, name, &Sample::name);
    if (found != profile.samples.end()) {
        return *found;
    }
    const std::vector<std::string> known = declared_names(profile, NameKind::sample);
    const std::string near = nearest(name, known);
    throw Fault(ErrorCode::usage, name, say("the profile has no such sample"),
                near.empty() ? say("it has {}", join(known, ", ")) : say("did you mean {}?", near));
}

struct Candidate {
    std::int64_t id = 0;
    std::string stratum;
    bool lead = false;
};

SampleLeads leads_of(AuditRun& run, const Sample& rule) {
    const auto found = run.rules().samples.find(rule.name);
    return found == run.rules().samples.end() ? SampleLeads{} : found->second;
}

// Everything the sample may speak of, by id; whoever is no longer served is left out.
std::vector<Candidate> candidates(AuditRun& run, const Sample& rule) {
    const Condition first = leads_of(run, rule).first;
    EntryKind as_kind;
    as_kind.of = rule.of;
    std::vector<Candidate> found;
    for_each_entry_subject(run.archive(), as_kind, [&](Thing thing) {
        const Facts facts = entry_facts(run.archive(), thing);
        const FieldLookup look_up = look_up_in(facts);
        if (!facts.contains("customer.closed") && holds(rule.when, look_up)) {
            const auto unit = facts.find("unit");
            found.push_back({thing.id, unit == facts.end() ? std::string() : unit->second,
                             !first.always() && holds(first, look_up)});
        }
        return !run.reporter().stop_requested();
    });
    return found;
}

std::vector<SampleItem> draw(const Sample& rule, int count, const std::string& seed,
                             const std::vector<Candidate>& population) {
    const std::int64_t size = sample_size(static_cast<std::int64_t>(population.size()), rule.share, rule.least, count);
    std::map<std::string, std::vector<std::int64_t>> strata;
    std::vector<std::int64_t> leads;
    std::map<std::int64_t, std::string> stratum_of;
    for (const Candidate& one : population) {
        stratum_of[one.id] = one.stratum;
        if (one.lead) {
            leads.push_back(one.id);
        } else {
            strata[one.stratum].push_back(one.id);
        }
    }
    std::vector<SampleItem> items;
    const auto put = [&](std::int64_t id, bool lead) {
        SampleItem& item = items.emplace_back();
        item.ordinal = static_cast<std::int64_t>(items.size());
        item.subject = to_text(Thing{parse_thing_kind(to_text(rule.of)).value_or_throw(), id});
        item.stratum = stratum_of[id];
        item.lead = lead;
    };
    for (const std::int64_t id :
         draw_sample(seed, leads, std::min<std::int64_t>(size, static_cast<std::int64_t>(leads.size())))) {
        put(id, true);
    }
    std::vector<std::int64_t> sizes;
    for (const auto& [stratum, ids] : strata) {
        sizes.push_back(static_cast<std::int64_t>(ids.size()));
    }
    const std::vector<std::int64_t> shares = spread(size - static_cast<std::int64_t>(items.size()), sizes);
    std::size_t at = 0;
    for (const auto& [stratum, ids] : strata) {
        for (const std::int64_t id : draw_sample(seed, ids, shares[at])) {
            put(id, false);
        }
        ++at;
    }
    return items;
}

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

DrawnSample draw_sample_of(AuditRun& run, Operation& operation, const std::string& name, const std::string& seed) {
    const Sample& rule = need_rule(run.profile(), name);
    SampleTable table(run.db());
    DrawnSample sample;
    sample.name = name;
    sample.seed = seed.empty() ? name + "-" + format_day(run.today()) : seed;
    if (const std::optional<DrawnSample> last = table.newest(name); last && last->seed == sample.seed) {
        return *last;
    }
    const std::vector<Candidate> population = candidates(run, rule);
    const std::vector<SampleItem> items = draw(rule, leads_of(run, rule).count, sample.seed, population);
    if (items.empty()) {
        throw Fault(ErrorCode::refused, name, say("there is nothing to draw from"),
                    say("see samples in arc-profile(5)"));
    }
    sample.size = static_cast<std::int64_t>(population.size());
    sample.drawn = format_instant(run.now());
    Change change(run.archive(), operation);
    sample.id = table.add(sample, items);
    change.about({ThingKind::sample, sample.id});
    change.tell("seed", sample.seed);
    change.commit();
    return sample;
}

void put_sample_items(AuditRun& run, std::int64_t sample, RecordSink& sink) {
    const DrawnSample drawn = need_sample(run.archive(), sample);
    const Sample& rule = need_rule(run.profile(), drawn.name);
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

void enter_answers(AuditRun& run, Operation& operation, std::int64_t sample, const std::vector<SampleAnswer>& answers) {
    const DrawnSample drawn = need_sample(run.archive(), sample);
    const Sample& rule = need_rule(run.profile(), drawn.name);
    SampleTable table(run.db());
    std::vector<SampleItem> items = table.items(sample);
    Change change(run.archive(), operation);
    for (const SampleAnswer& answer : answers) {
        const std::string subject = fmt::format("item {}", answer.ordinal);
        const auto item = std::ranges::find(items, answer.ordinal, &SampleItem::ordinal);
        if (item == items.end()) {
            throw Fault(ErrorCode::not_found, subject, say("sample {} has no such item", sample));
        }
        if (answer.outcome != "right" && answer.outcome != "wrong" && answer.outcome != "unreached") {
            throw Fault(ErrorCode::usage, subject, say("'{}' is no outcome", printable(answer.outcome)),
                        say("say right, wrong or unreached"));
        }
        if ((answer.outcome == "wrong") == answer.wrong.empty()) {
            throw Fault(ErrorCode::usage, subject, say("wrong goes with the fields that were wrong, nothing else does"),
                        say("name them with --wrong FIELD"));
        }
        for (const std::string& field : answer.wrong) {
            const bool checked = std::ranges::any_of(rule.fields, [&](const std::string& path) {
                return path == field || path.substr(path.find('.') + 1) == field;
            });
            if (!checked) {
                throw Fault(ErrorCode::usage, subject, say("{} is not checked in this sample", printable(field)),
                            say("it checks {}", join(rule.fields, ", ")));
            }
        }
        const std::string wrong = join(answer.wrong, " ");
        if (item->outcome == answer.outcome && item->wrong == wrong && item->note == answer.note) {
            continue;
        }
        item->outcome = answer.outcome;
        item->wrong = wrong;
        item->note = answer.note;
        item->person = operation.caller->account;
        item->at = format_instant(change.now());
        table.enter(sample, *item);
    }
    const bool done = std::ranges::none_of(items, [](const SampleItem& item) { return item.outcome.empty(); });
    if (done && drawn.state != "done") {
        table.set_state(sample, "done");
    }
    change.about({ThingKind::sample, sample});
    change.commit();
}

std::vector<SampleAnswer> read_answers(const std::string& file) {
    ImportSource source = ImportSource::open(file).value_or_throw();
    const auto column = [&](std::string_view name) {
        const auto found = std::ranges::find(source.headings(), name);
        return found == source.headings().end() ? std::nullopt : std::optional(found - source.headings().begin());
    };
    const auto ordinal = column("ordinal");
    const auto outcome = column("outcome");
    const auto wrong = column("wrong");
    const auto note = column("note");
    if (!ordinal || !outcome) {
        throw Fault(ErrorCode::usage, source.name(), say("has no columns ordinal and outcome"),
                    say("fill in what arc-audit sample sheet --format csv gives"));
    }
    std::vector<SampleAnswer> answers;
    for (auto row = source.next(); row; row = source.next()) {
        const std::vector<std::string> cells = std::move(*row).value_or_throw().cells.cells;
        const auto cell = [&](const std::optional<std::ptrdiff_t>& at) {
            return at && static_cast<std::size_t>(*at) < cells.size() ? cells[static_cast<std::size_t>(*at)]
                                                                      : std::string();
        };
        SampleAnswer answer;
        const std::string number = cell(ordinal);
        std::from_chars(number.data(), number.data() + number.size(), answer.ordinal);
        answer.outcome = cell(outcome);
        answer.note = cell(note);
        for (const std::string& field : split(cell(wrong), ' ')) {
            if (!field.empty()) {
                answer.wrong.push_back(field);
            }
        }
        if (!answer.outcome.empty()) {
            answers.push_back(std::move(answer));
        }
    }
    return answers;
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
