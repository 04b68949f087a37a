#include "jobs/lending/loan_records.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/signer.hpp"
#include "record/json.hpp"
#include "rules/overdue_step.hpp"

#include <algorithm>
#include <charconv>

namespace arc {
namespace {

Value number_or_null(std::optional<std::int64_t> number) {
    return number ? Value(*number) : Value();
}

Value person_value(Archive& archive, std::optional<std::int64_t> person) {
    return person ? Value(person_code(archive, *person)) : Value();
}

std::vector<Loan> loans_that_fit(Archive& archive, Thing thing, LoanChoice choice) {
    LoanTable loans(archive.db());
    std::vector<Loan> found;
    if (choice == LoanChoice::gone || choice == LoanChoice::work) {
        for (Loan& loan : loans.of_thing(thing)) {
            const bool fits = choice == LoanChoice::work
                                  ? !loan.work.empty()
                                  : loan.state == LoanState::lost || loan.state == LoanState::settled;
            if (fits) {
                return {std::move(loan)};
            }
        }
        return {};
    }
    if (choice != LoanChoice::away) {
        found = loans.waiting_for(thing);
    }
    if (choice != LoanChoice::waiting) {
        if (std::optional<Loan> away = loans.away(thing)) {
            found.push_back(*std::move(away));
        } else if (std::optional<Loan> inside = away_loan(archive, thing)) {
            throw Fault(ErrorCode::refused, name_of(archive.db(), thing), away_words(archive, *inside, thing),
                        say("name loan {}", inside->id));
        } else if (choice == LoanChoice::away) {
            // What is back: whoever brings it once more hears so.
            for (Loan& loan : thing.kind == ThingKind::document ? loans.of_document(thing.id) : loans.of_thing(thing)) {
                if (loan.state == LoanState::returned || loan.state == LoanState::settled) {
                    return {std::move(loan)};
                }
            }
        }
    }
    return found;
}

Fault none_fits(Archive& archive, Thing thing, LoanChoice choice) {
    const std::string subject = name_of(archive.db(), thing);
    switch (choice) {
        case LoanChoice::away:
            return {ErrorCode::not_found, subject, say("is not out"), say("see arc-find where")};
        case LoanChoice::gone:
            return {ErrorCode::not_found, subject, say("no loan of it says that it is lost")};
        case LoanChoice::work:
            return {ErrorCode::not_found, subject, say("nothing is to be done about it")};
        default:
            break;
    }
    if (const std::optional<Loan> away = away_loan(archive, thing)) {
        return {ErrorCode::refused, subject, away_words(archive, *away, thing), say("name loan {}", away->id)};
    }
    return {ErrorCode::not_found, subject, say("nobody asked for it"), say("ask with arc-lend request")};
}

List approvals_of(Archive& archive, const Loan& loan) {
    List list;
    for (const LoanApproval& approval : LoanTable(archive.db()).approvals(loan.id)) {
        list.emplace_back(Object{{"role", text_or_null(approval.role)},
                                 {"person", person_value(archive, approval.person)},
                                 {"deputy", person_value(archive, approval.deputy)},
                                 {"account", approval.account},
                                 {"granted", approval.granted},
                                 {"at", approval.at},
                                 {"note", text_or_null(approval.note)}});
    }
    return list;
}

// How many stand before it in line; null where it does not wait.
Value ahead_of(Archive& archive, const Loan& loan) {
    if (!is_waiting(loan.state) || loan.kind == LoanKind::look) {
        return {};
    }
    const std::vector<Loan> line = waiting_loans(archive, loan.thing);
    return static_cast<std::int64_t>(
        std::ranges::count_if(line, [&](const Loan& other) { return other.id < loan.id; }));
}

Value fine_range(const LendingTerms& terms) {
    return terms.fine ? Value(fmt::format("{}-{} {}", terms.fine->least, terms.fine->most, terms.fine->currency))
                      : Value();
}

}  // namespace

std::optional<std::int64_t> loan_number(std::string_view text) {
    constexpr std::string_view prefix = "loan:";
    if (text.starts_with(prefix)) {
        text.remove_prefix(prefix.size());
    }
    if (text.starts_with('#')) {
        text.remove_prefix(1);
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

Loan named_loan(Archive& archive, const std::string& text, LoanChoice choice) {
    LoanTable loans(archive.db());
    const std::string typed(trim(text));
    if (const std::optional<std::int64_t> number = loan_number(typed)) {
        if (std::optional<Loan> loan = loans.find(*number)) {
            return *std::move(loan);
        }
        throw Fault(ErrorCode::not_found, fmt::format("loan {}", *number), say("no such loan"),
                    say("see arc-lend list"));
    }
    const Thing thing = resolve_thing(archive, typed).value_or_throw();
    const std::vector<Loan> found = loans_that_fit(archive, thing, choice);
    if (found.size() == 1) {
        return found.front();
    }
    if (found.empty()) {
        throw none_fits(archive, thing, choice);
    }
    std::vector<std::string> numbers;
    for (const Loan& loan : found) {
        numbers.push_back(say("loan {} ({})", loan.id, person_name(archive, loan.person)));
    }
    throw Fault(ErrorCode::ambiguous, name_of(archive.db(), thing), say("fits {}", join(numbers, ", ")),
                say("name one of them"));
}

LendingTerms stored_terms(const Loan& loan) {
    return read_terms(from_json(loan.terms).value_or_throw());
}

std::string reason_title(const Profile& profile, const std::string& purpose) {
    std::vector<const LendingTerms*> all{&profile.lending.terms};
    for (const LendingTerms& rule : profile.lending.rules) {
        all.push_back(&rule);
    }
    for (const LendingTerms* terms : all) {
        const auto known = std::ranges::find(terms->reasons, purpose, &Choice::name);
        if (known != terms->reasons.end()) {
            return known->title.chinese();
        }
    }
    return {};
}

std::vector<std::string> roles_to_ask(Archive& archive, const Loan& loan) {
    std::vector<std::string> roles = stored_terms(loan).approve;
    const std::vector<LoanApproval> given = LoanTable(archive.db()).approvals(loan.id);
    if (roles.empty() && loan.kind == LoanKind::look && std::ranges::count(given, true, &LoanApproval::granted) == 0) {
        roles.emplace_back();
    }
    for (const LoanApproval& approval : given) {
        if (const auto said = std::ranges::find(roles, approval.role); approval.granted && said != roles.end()) {
            roles.erase(said);
        }
    }
    return roles;
}

Record loan_record(Archive& archive, const Loan& loan, Instant now, const WorkCalendar& calendar,
                   std::span<const LoanAnswer> answers) {
    const LendingTerms terms = stored_terms(loan);
    const Person person = PersonTable(archive.db()).find(loan.person).value();
    const std::optional<Unit> unit = person.unit ? UnitTable(archive.db()).find(*person.unit) : std::nullopt;
    const bool out = loan.state == LoanState::out || loan.state == LoanState::recalled;
    const std::optional<Instant> due =
        loan.due.empty() || !out ? std::nullopt : std::optional(parse_instant(loan.due).value_or_throw());
    const OverdueStep step = overdue_step(due, now, loan.chased, archive.profile().lending.chase, calendar);
    const std::vector<std::string> ask =
        loan.state == LoanState::requested ? roles_to_ask(archive, loan) : std::vector<std::string>{};
    const bool lacks = loan.state == LoanState::short_of && loan.count_out;
    List said;
    for (const LoanAnswer& answer : answers) {
        said.emplace_back(
            Object{{"weight", to_text(answer.weight)}, {"text", answer.text}, {"next", text_or_null(answer.next)}});
    }
    return {
        "loan",
        {{"id", loan.id},
         {"slip", loan.slip},
         {"kind", to_text(loan.kind)},
         {"state", to_text(loan.state)},
         {"thing", name_of(archive.db(), loan.thing)},
         {"title", text_or_null(title_of(archive, loan.thing))},
         {"person", person.code},
         {"name", person.name},
         {"unit", unit ? Value(unit->code) : Value()},
         {"purpose", loan.purpose},
         {"note", text_or_null(loan.note)},
         {"asked", loan.asked},
         {"asked_by", person_value(archive, loan.asked_by)},
         {"wanted", text_or_null(loan.wanted)},
         {"ahead", ahead_of(archive, loan)},
         {"rule", loan.rule},
         {"terms", terms_words(terms)},
         {"profile", loan.profile},
         {"approvals", approvals_of(archive, loan)},
         {"ask", ask.empty() ? Value() : Value(ask.front().empty() ? std::string("anybody") : ask.front())},
         {"out", text_or_null(loan.out)},
         {"due", text_or_null(loan.due)},
         {"due_day", text_or_null(local_day(archive, loan.due))},
         {"late", step.late},
         {"days_late", step.days},
         {"step", step.step},
         {"chased", loan.chased},
         {"renewals", loan.renewals},
         {"renewed", text_or_null(loan.renewed)},
         {"renewals_left", std::max(terms.renewals - loan.renewals, 0)},
         {"recalled", text_or_null(loan.recalled)},
         {"counted", to_text(loan.counted)},
         {"count_out", number_or_null(loan.count_out)},
         {"count_back", number_or_null(loan.count_back)},
         {"lacks", lacks ? Value(std::max<std::int64_t>(*loan.count_out - loan.count_back.value_or(0), 0)) : Value()},
         {"condition", text_or_null(loan.condition)},
         {"condition_back", text_or_null(loan.condition_back)},
         {"work", text_or_null(loan.work)},
         {"fine", number_or_null(loan.fine)},
         {"fine_range", fine_range(terms)},
         {"supplement_by", text_or_null(loan.supplement_by)},
         {"place", text_or_null(holder_text(archive, loan.thing))},
         {"reason", text_or_null(loan.reason)},
         {"ended", text_or_null(loan.ended)},
         {"answers", std::move(said)}}};
}

Record loan_item_record(Archive& archive, const Loan& loan, const LoanItem& item) {
    const Thing thing{ThingKind::document, item.document};
    return {"loan_item",
            {{"loan", loan.id},
             {"ordinal", item.ordinal},
             {"thing", name_of(archive.db(), thing)},
             {"title", text_or_null(title_of(archive, thing))},
             {"sheets", number_or_null(item.sheets)},
             {"sides", number_or_null(item.sides)},
             {"condition", text_or_null(item.condition)},
             {"count_back", number_or_null(item.count_back)},
             {"missing", item.missing},
             {"back", text_or_null(item.back)}}};
}

std::vector<Record> whole_loan(Archive& archive, const Loan& loan, Instant now) {
    std::vector<Record> records{loan_record(archive, loan, now, work_calendar(archive))};
    for (const LoanItem& item : LoanTable(archive.db()).items(loan.id)) {
        records.push_back(loan_item_record(archive, loan, item));
    }
    return records;
}

std::string loan_words(Archive& archive, const Loan& loan) {
    const std::string who = person_name(archive, loan.person);
    const auto day = [&](const std::string& instant) { return local_day(archive, instant); };
    switch (loan.state) {
        case LoanState::requested:
            return say("loan {}: asked for by {} on {}, {}, not approved yet", loan.id, who, day(loan.asked),
                       loan.purpose);
        case LoanState::approved:
            return loan.kind == LoanKind::look
                       ? say("loan {}: {} may look at its scan until {}, {}", loan.id, who,
                             loan.due.empty() ? say("further notice") : day(loan.due), loan.purpose)
                       : say("loan {}: waits for {}, {}", loan.id, who, loan.purpose);
        case LoanState::denied:
            return say("loan {}: denied to {} on {}: {}", loan.id, who, day(loan.ended), loan.reason);
        case LoanState::cancelled:
            return say("loan {}: asked for by {}, cancelled on {}", loan.id, who, day(loan.ended));
        case LoanState::out:
        case LoanState::recalled:
            return say(
                "loan {}: out with {} since {}, due {}, {}{}", loan.id, who, day(loan.out),
                loan.due.empty() ? say("on no day") : day(loan.due), loan.purpose,
                loan.state == LoanState::recalled ? say(", called back on {}", day(loan.recalled)) : std::string());
        case LoanState::short_of:
            return say("loan {}: came back from {} with {} of {}", loan.id, who, loan.count_back.value_or(0),
                       loan.count_out.value_or(0));
        case LoanState::lost:
            return say("loan {}: lost by {}: {}", loan.id, who, loan.reason);
        case LoanState::settled:
            return say("loan {}: lost by {}, settled on {}: {}", loan.id, who, day(loan.ended), loan.reason);
        case LoanState::returned:
            break;
    }
    return say("loan {}: out with {} from {} to {}, {}", loan.id, who, day(loan.out), day(loan.ended), loan.purpose);
}

List loans_of(Archive& archive, Thing thing) {
    LoanTable table(archive.db());
    List list;
    for (const Loan& loan : thing.kind == ThingKind::document ? table.of_document(thing.id) : table.of_thing(thing)) {
        list.emplace_back(loan_words(archive, loan));
    }
    return list;
}

}  // namespace arc
