#include "jobs/keeping/disposal_facts.hpp"

#include "base/say.hpp"
#include "catalog/appraisal_table.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/keeping_query.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/keeping/keeping_things.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/signer.hpp"
#include "rules/retention_rule.hpp"
#include "rules/retention_words.hpp"

namespace arc {
namespace {

std::string day_of(Archive& archive, const std::string& instant) {
    const Result<Instant> at = parse_instant(instant);
    return at ? format_day(archive.zone().day_at(*at)) : instant;
}

}  // namespace

DisposalFacts disposal_facts(Archive& archive, const Document& document, std::int64_t of_list) {
    DisposalFacts facts;
    if (!document.destroyed.empty()) {
        facts.destroyed = day_of(archive, document.destroyed);
        return facts;
    }
    const std::optional<StoredRetention> rule = read_stored_retention(document.retention);
    facts.has_rule = !document.retention.empty();
    facts.permanent = rule && rule->permanent;
    if (const Result<Day> until = parse_day(document.keep_until)) {
        facts.keep_until = *until;
    }
    facts.term = retention_words(archive.profile(), document.retention, document.keep_until);
    for (const Hold& hold : holds_on(archive, document.id)) {
        facts.holds.push_back(words_of(archive, hold));
    }
    KeepingQuery query(archive.db());
    if (const std::optional<Loan> loan = elsewhere_with(archive, {ThingKind::document, document.id})) {
        facts.lent = say("{} (loan {})", person_name(archive, loan->person), loan->id);
    }
    facts.open_batch = query.open_batch_of(document.id);
    facts.handover = query.handover_with(query.holders_of_document(document.id));
    const std::optional<Disposal> list = DisposalTable(archive.db()).open_list_of(document.id);
    facts.listed = list && list->id != of_list ? list->code : std::string();
    facts.group_asked = archive.profile().disposal.group > 1;
    const std::optional<Appraisal> appraisal = AppraisalTable(archive.db()).last(document.id, "keep");
    // A term that a group gave holds until it is over; only then is the question open again.
    const bool over = appraisal && appraisal->verdict == "keep" && facts.keep_until && !appraisal->until.empty();
    facts.verdict = appraisal && !over ? appraisal->verdict : std::string();
    return facts;
}

std::vector<DisposalReason> disposal_bars(Archive& archive, const Document& document, Day today, std::int64_t of_list) {
    return bars_to_disposal(disposal_facts(archive, document, of_list), today);
}

std::string disposal_method(Archive& archive, const Document& document) {
    const Facts facts = facts_of(archive, document);
    for (const DisposalMethod& method : archive.profile().disposal.methods) {
        if (holds(method.when, look_up_in(facts))) {
            return method.method.name;
        }
    }
    return "shred";
}

}  // namespace arc
