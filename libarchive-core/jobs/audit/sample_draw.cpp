#include "jobs/audit/sample_draw.hpp"

#include "base/say.hpp"
#include "catalog/sample_table.hpp"
#include "jobs/audit/due_entries.hpp"
#include "jobs/audit/samples.hpp"
#include "jobs/entries/entry_subject.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "rules/acceptance_sampling.hpp"
#include "rules/sample_share.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

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

}  // namespace

DrawnSample draw_sample_of(AuditRun& run, Operation& operation, const std::string& name, const std::string& seed) {
    const Sample& rule = need_sample_rule(run.profile(), name);
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

}  // namespace arc
