#include "jobs/lending/loan_facts.hpp"

#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "catalog/consent_table.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/keeping_query.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

bool has_paper(const Document& document) {
    return document.withdrawn.empty() && document.destroyed.empty() &&
           (document.paper.empty() || document.paper == "here");
}

std::string gone_words(const Document& document) {
    if (!document.destroyed.empty()) {
        return say("was destroyed on {}", document.destroyed.substr(0, document.destroyed.find('T')));
    }
    if (!document.withdrawn.empty()) {
        return say("withdrawn: {}", document.withdrawn);
    }
    return document.paper == "returned" ? say("its paper was returned")
           : document.paper == "lost"   ? say("its paper is lost")
                                        : say("there is no paper of it");
}

std::optional<std::int64_t> customer_of(Archive& archive, const Document& document) {
    if (document.ticket) {
        return TicketTable(archive.db()).find(*document.ticket)->customer;
    }
    return document.customer;
}

// Once for each role of the borrower, so that a rule may speak of any of them.
std::vector<Facts> facts_with_person(Archive& archive, const Facts& facts, const LoanWish& wish) {
    Facts all = facts;
    all["person.name"] = wish.person.name;
    all["loan.reason"] = wish.purpose;
    if (wish.person.unit) {
        all["person.unit"] = UnitTable(archive.db()).find(*wish.person.unit)->code;
    }
    if (wish.person.roles.empty()) {
        return {all};
    }
    std::vector<Facts> each;
    for (const std::string& role : wish.person.roles) {
        each.push_back(all);
        each.back()["person.role"] = role;
    }
    return each;
}

AppliedTerms terms_of(Archive& archive, const Facts& facts, const LoanWish& wish) {
    const std::vector<Facts> each = facts_with_person(archive, facts, wish);
    std::vector<FieldLookup> look_ups;
    look_ups.reserve(each.size());
    for (const Facts& one : each) {
        look_ups.push_back(look_up_in(one));
    }
    return terms_for(archive.profile().lending, look_ups);
}

// Who must let others into the circles of the papers: every role that each of them names.
std::vector<std::string> roles_of_circle(Archive& archive, Thing thing) {
    std::vector<std::string> roles;
    DocumentTable documents(archive.db());
    for (const std::int64_t id : StayTable(archive.db()).documents_in(thing)) {
        const Facts facts = facts_of(archive, documents.find(id).value());
        for (const Circle& circle : archive.profile().circles) {
            if (!evaluate(circle.when, look_up_in(facts)).holds) {
                continue;
            }
            for (const std::string& role : circle.approve) {
                if (std::ranges::count(roles, role) == 0) {
                    roles.push_back(role);
                }
            }
            break;
        }
    }
    return roles;
}

// A reason may be named by its title.
std::string reason_name(const LendingTerms& terms, const std::string& stated) {
    if (stated.empty()) {
        return stated;
    }
    const auto known = std::ranges::find_if(terms.reasons, [&](const Choice& reason) {
        return reason.name == stated || reason.title.zh == stated || reason.title.en == stated;
    });
    return known == terms.reasons.end() ? stated : known->name;
}

void add_person_facts(Archive& archive, const LoanWish& wish, Instant now, std::int64_t of_loan, LoanFacts& facts) {
    facts.person_closed = wish.person.disabled;
    const std::string at = format_instant(now);
    for (const Loan& loan : LoanTable(archive.db()).away_of(wish.person.id)) {
        if (loan.id == of_loan || loan.kind == LoanKind::work) {
            continue;
        }
        const bool unsettled = loan.state == LoanState::short_of || loan.state == LoanState::lost;
        facts.unsettled += unsettled ? 1 : 0;
        facts.late += !unsettled && !loan.due.empty() && loan.due < at ? 1 : 0;
        ++facts.has;
    }
}

void add_line_facts(Archive& archive, const LoanWish& wish, std::optional<Instant> due, Day today, std::int64_t of_loan,
                    LoanFacts& facts) {
    const std::string until = due ? local_day(archive, format_instant(*due)) : std::string();
    for (const Loan& loan : waiting_loans(archive, wish.thing)) {
        const std::string who = say("{} (loan {})", person_name(archive, loan.person), loan.id);
        const bool later = !loan.wanted.empty() && loan.wanted > format_day(today);
        if (loan.id == of_loan || loan.person == wish.person.id) {
            continue;
        }
        if (later && (until.empty() || loan.wanted <= until)) {
            facts.reserved.push_back(say("{} from {}", who, loan.wanted));
        } else if (!later && (of_loan == 0 || loan.id < of_loan)) {
            facts.ahead.push_back(who);
        }
    }
}

void add_paper_facts(Archive& archive, const LoanWish& wish, LoanFacts& facts) {
    const Thing thing = wish.thing;
    if (const std::optional<Loan> away = away_loan(archive, thing)) {
        facts.away = away_words(archive, *away, thing);
    }
    if (thing.kind == ThingKind::document) {
        const Document document = DocumentTable(archive.db()).find(thing.id).value();
        facts.gone = has_paper(document) ? std::string() : gone_words(document);
        if (document.volume && !VolumeTable(archive.db()).find(*document.volume)->closed.empty()) {
            facts.bound_in = name_of(archive.db(), {ThingKind::volume, *document.volume});
        }
    }
    DisposalTable disposals(archive.db());
    HandoverTable handovers(archive.db());
    KeepingQuery keeping(archive.db());
    for (const Thing held : with_holders(archive, thing)) {
        if (const std::optional<Handover> list = handovers.pending_of(held)) {
            facts.listed = list->code;
        }
    }
    for (const std::int64_t document : papers_in(archive, thing)) {
        if (const std::optional<Disposal> list = disposals.open_list_of(document)) {
            facts.listed = list->code;
        }
        if (const std::string batch = keeping.open_batch_of(document); !batch.empty()) {
            facts.open_batch = batch;
        }
    }
}

}  // namespace

std::vector<std::int64_t> papers_in(Archive& archive, Thing thing) {
    std::vector<std::int64_t> papers;
    DocumentTable documents(archive.db());
    for (const std::int64_t id : StayTable(archive.db()).documents_in(thing)) {
        if (has_paper(documents.find(id).value())) {
            papers.push_back(id);
        }
    }
    return papers;
}

AppliedTerms applied_terms(Archive& archive, LoanWish& wish) {
    std::vector<AppliedTerms> all;
    DocumentTable documents(archive.db());
    for (const std::int64_t id : StayTable(archive.db()).documents_in(wish.thing)) {
        const Document document = documents.find(id).value();
        const Facts facts = facts_of(archive, document);
        AppliedTerms one = terms_of(archive, facts, wish);
        const DocumentType* type = archive.profile().document_type(document.type);
        one.terms.consent = one.terms.consent || (type != nullptr && type->consent);
        all.push_back(std::move(one));
    }
    if (all.empty()) {
        all.push_back(terms_of(archive, {}, wish));
    }
    AppliedTerms applied = strictest_of(all);
    wish.purpose = reason_name(applied.terms, wish.purpose);
    if (wish.kind == LoanKind::look) {
        if (std::vector<std::string> roles = roles_of_circle(archive, wish.thing); !roles.empty()) {
            applied.terms.approve = std::move(roles);
            applied.rule = "circle";
        }
    }
    if (wish.kind == LoanKind::work) {
        LendingTerms terms;
        terms.limit = archive.profile().lending.terms.limit;
        terms.renewals = applied.terms.renewals;
        terms.compare = applied.terms.compare;
        terms.fine = applied.terms.fine;
        applied = {terms, "work"};
    }
    return applied;
}

std::int64_t scanned_pages(Archive& archive, Thing thing) {
    DocumentTable documents(archive.db());
    std::int64_t pages = 0;
    for (const std::int64_t id : StayTable(archive.db()).documents_in(thing)) {
        const CountedDocument counted = documents.counted(documents.find(id).value());
        pages += counted.pages + counted.blank_pages;
    }
    return pages;
}

std::vector<std::int64_t> customers_without_consent(Archive& archive, Thing thing, std::int64_t person, Day today) {
    std::vector<std::int64_t> without;
    DocumentTable documents(archive.db());
    ConsentTable consents(archive.db());
    for (const std::int64_t id : StayTable(archive.db()).documents_in(thing)) {
        const std::optional<std::int64_t> customer = customer_of(archive, documents.find(id).value());
        if (customer && std::ranges::count(without, *customer) == 0 &&
            !consents.in_force(*customer, person, format_day(today))) {
            without.push_back(*customer);
        }
    }
    return without;
}

LoanFacts loan_facts(Archive& archive, const LoanWish& wish, const AppliedTerms& applied, Instant now,
                     std::optional<Instant> due, std::int64_t of_loan) {
    const Day today = archive.zone().day_at(now);
    const LendingTerms& terms = applied.terms;
    LoanFacts facts;
    facts.forbidden = terms.forbidden && wish.kind == LoanKind::loan;
    facts.rule = applied.rule;
    for (const Choice& reason : terms.reasons) {
        facts.reasons.push_back(reason.name);
    }
    facts.purpose = wish.purpose;
    facts.most = terms.most;
    if (terms.consent) {
        for (const std::int64_t customer : customers_without_consent(archive, wish.thing, wish.person.id, today)) {
            facts.customers_without_consent.push_back(CustomerTable(archive.db()).find(customer)->number);
        }
    }
    if (wish.kind == LoanKind::look) {
        facts.reasons.clear();
        facts.person_closed = wish.person.disabled;
        return facts;
    }
    facts.room_only = terms.where == ReadingPlace::room && wish.kind == LoanKind::loan;
    facts.scan_first = terms.scan_first && wish.kind == LoanKind::loan;
    facts.scanned = facts.scan_first ? scanned_pages(archive, wish.thing) : 0;
    facts.scan_shown_by = facts.scanned > 0 ? say("see them with arc-lend view {} --output FOLDER",
                                                  shell_word(name_of(archive.db(), wish.thing)))
                                            : std::string();
    add_paper_facts(archive, wish, facts);
    add_line_facts(archive, wish, due, today, of_loan, facts);
    add_person_facts(archive, wish, now, of_loan, facts);
    return facts;
}

void require_paper_right(Archive& archive, const Caller& caller, Verb verb, Thing thing) {
    DocumentTable documents(archive.db());
    const std::vector<std::int64_t> ids = StayTable(archive.db()).documents_in(thing);
    if (ids.empty()) {
        require_right(archive, caller, verb);
    }
    // Circles ask for the customer's fields, which are dearer to gather.
    std::optional<ThingRecords> records;
    if (!archive.profile().circles.empty()) {
        records.emplace(archive, caller);
    }
    for (const std::int64_t id : ids) {
        require_right(archive, caller, verb,
                      records ? records->target_of({ThingKind::document, id})
                              : rights_target(archive, documents.find(id).value()));
    }
}

}  // namespace arc
