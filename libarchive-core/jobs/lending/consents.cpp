#include "jobs/lending/consents.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/consent_table.hpp"
#include "catalog/customer_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"

namespace arc {
namespace {

Record consent_record(Archive& archive, const Consent& consent) {
    const Customer customer = CustomerTable(archive.db()).find(consent.customer).value();
    return {"consent",
            {{"id", consent.id},
             {"customer", customer.number},
             {"name", customer.state.name},
             {"person", consent.person ? Value(person_code(archive, *consent.person)) : Value()},
             {"given", consent.given},
             {"until", text_or_null(consent.until)},
             {"evidence", consent.evidence},
             {"withdrawn", text_or_null(consent.withdrawn)}}};
}

std::string evidence_text(Archive& archive, const std::string& text) {
    const Result<Thing> thing = resolve_thing(archive, text);
    return thing && thing->kind == ThingKind::document ? to_text(*thing) : text;
}

}  // namespace

Answer add_consent(FilingRun& run, const ConsentRequest& request) {
    const Customer customer = named_customer(run.archive(), request.customer);
    require_right(run.archive(), run.caller, Verb::change, rights_target(run.archive(), customer));
    if (trim(request.evidence).empty()) {
        throw Fault(ErrorCode::usage, name_of(customer), say("needs evidence of the consent"),
                    say("name the paper or who heard it with --evidence"));
    }
    Consent consent;
    consent.customer = customer.id;
    if (!request.person.empty()) {
        consent.person = named_person(run.archive(), request.person).id;
    }
    consent.given = format_day(past_day(run, request.given));
    consent.until = request.until.empty() ? std::string() : format_day(parse_day(request.until).value_or_throw());
    if (!consent.until.empty() && consent.until < consent.given) {
        throw Fault(ErrorCode::usage, request.until, say("is before the consent was given"));
    }
    consent.evidence = evidence_text(run.archive(), request.evidence);
    for (const Consent& known : ConsentTable(run.db()).of(customer.id)) {
        const bool same = known.withdrawn.empty() && known.person == consent.person && known.given == consent.given &&
                          known.until == consent.until && known.evidence == consent.evidence;
        if (same) {
            return {consent_record(run.archive(), known)};
        }
    }
    consent.id = ConsentTable(run.db()).add(consent);
    run.change.about({ThingKind::customer, customer.id});
    return {consent_record(run.archive(), consent)};
}

Answer withdraw_consent(FilingRun& run, const std::string& number) {
    ConsentTable table(run.db());
    const std::optional<double> id = parse_number(number);
    std::optional<Consent> consent = id ? table.find(static_cast<std::int64_t>(*id)) : std::nullopt;
    if (!consent) {
        throw Fault(ErrorCode::not_found, printable(number), say("no such consent"), say("see arc-lend consent list"));
    }
    const Customer customer = CustomerTable(run.db()).find(consent->customer).value();
    require_right(run.archive(), run.caller, Verb::change, rights_target(run.archive(), customer));
    if (consent->withdrawn.empty()) {
        consent->withdrawn = format_day(run.today());
        table.update(*consent);
        run.change.about({ThingKind::customer, customer.id});
    }
    return {consent_record(run.archive(), *consent)};
}

void list_consents(Archive& archive, const Caller& caller, const std::string& customer, RecordSink& sink) {
    ConsentTable table(archive.db());
    const std::vector<Consent> all = customer.empty() ? table.all() : table.of(named_customer(archive, customer).id);
    for (const Consent& consent : all) {
        const Customer of = CustomerTable(archive.db()).find(consent.customer).value();
        if (has_right(archive, caller, Verb::find, rights_target(archive, of))) {
            sink.put(consent_record(archive, consent));
        }
    }
}

}  // namespace arc
