#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/contracts_on_file.hpp"
#include "jobs/audit/families.hpp"
#include "model/thing.hpp"
#include "record/record_codec.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace arc {
namespace {

std::optional<Day> day_in(const std::string& text) {
    const Result<Day> day = parse_day(text);
    return day ? std::optional(*day) : std::nullopt;
}

std::optional<std::int64_t> number_in(const std::string& text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && read.ptr == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// Whether b replaces a: it ends later, or came later.
bool replaces(const ContractOnFile& a, const ContractOnFile& b) {
    if (a.dates.end && b.dates.end) {
        return *b.dates.end >= *a.dates.end;
    }
    return !b.dates.end || !a.dates.end ? b.row.document > a.row.document : false;
}

// The roles that have not signed, in the order of the profile.
std::vector<std::string> unsigned_roles(AuditRun& run, std::int64_t document) {
    std::set<std::string> have;
    const std::string subject = to_text(Thing{ThingKind::document, document});
    for (const Entry& entry : EntryTable(run.db()).of_subject(subject, std::string("cosign"))) {
        for (const auto& [name, value] : decode_fields(entry.fields)) {
            if (name == "role" && !entry.done.empty()) {
                have.insert(value);
            }
        }
    }
    std::vector<std::string> lacking;
    for (const std::string& role : run.profile().contracts.cosign) {
        if (!have.contains(role)) {
            lacking.push_back(role);
        }
    }
    return lacking;
}

// Co-signing is asked of contracts in the making: their ticket runs, or they belong to no ticket.
void state_cosign(AuditRun& run, const ContractOnFile& contract, const TellFinding& tell) {
    const std::vector<std::string>& roles = run.profile().contracts.cosign;
    if (roles.empty() || contract.term == ContractTerm::ended) {
        return;
    }
    if (contract.row.ticket && !TicketTable(run.db()).find(*contract.row.ticket)->closed.empty()) {
        return;
    }
    const std::vector<std::string> lacking = unsigned_roles(run, contract.row.document);
    if (!lacking.empty()) {
        Finding finding = run.about_document("A06", "cosign", contract.row.document);
        finding.light = to_text(Light::yellow);
        finding.text = say("{}: {} of {} have signed; next: {}", run.type_title(contract.row.type),
                           roles.size() - lacking.size(), roles.size(), lacking.front());
        tell(std::move(finding));
    }
}

void state_term(AuditRun& run, const ContractOnFile& contract, const TellFinding& tell) {
    static const std::map<ContractTerm, std::pair<std::string_view, Light>> codes{
        {ContractTerm::no_dates, {"no-end", Light::yellow}},
        {ContractTerm::ends_soon, {"ends-soon", Light::yellow}},
        {ContractTerm::ends, {"ends", Light::red}},
        {ContractTerm::ended, {"ended", Light::red}}};
    const auto code = codes.find(contract.term);
    if (code == codes.end()) {
        return;
    }
    Finding finding = run.about_document("A06", code->second.first, contract.row.document);
    finding.light = to_text(code->second.second);
    if (contract.dates.end) {
        finding.deadline = format_instant(run.calendar().end_of(*contract.dates.end));
    }
    finding.text = say("{}: {}", run.type_title(contract.row.type), words_of(contract.dates));
    tell(std::move(finding));
}

}  // namespace

std::string words_of(const ContractDates& dates) {
    std::vector<std::string> words;
    words.push_back(dates.start ? say("signed {}", format_day(*dates.start)) : say("no day of signing"));
    words.push_back(dates.end ? say("ends {}", format_day(*dates.end)) : say("no end"));
    if (dates.renews) {
        words.push_back(say("renews itself"));
    }
    return join(words, ", ");
}

void for_each_contract(AuditRun& run, const std::function<void(const ContractOnFile&)>& found) {
    const Contracts& rules = run.profile().contracts;
    std::map<std::pair<std::int64_t, std::string>, ContractOnFile> newest;  // by customer and type
    std::vector<ContractOnFile> others;
    WatchQuery(run.db()).for_each_contract(
        rules.types,
        {rules.start, rules.end, rules.renews, run.rules().contract_file.documents, run.rules().contract_file.sets,
         run.rules().contract_file.file_by},
        [&](const WatchQuery::Contract& row) {
            ContractOnFile one{row, {day_in(row.start), day_in(row.end), row.renews == "true"}, {}};
            one.term = judge_contract(rules, one.dates, run.today(), run.calendar());
            if (row.customer_closed) {
                return;
            }
            if (!row.customer) {
                others.push_back(std::move(one));
                return;
            }
            const auto [known, fresh] = newest.try_emplace({*row.customer, row.type}, one);
            if (!fresh && replaces(known->second, one)) {
                known->second = std::move(one);
            }
        });
    for (const auto& [key, contract] : newest) {
        found(contract);
    }
    for (const ContractOnFile& contract : others) {
        found(contract);
    }
}

void state_contract_file(AuditRun& run, const WatchQuery::Contract& contract, const TellFinding& tell) {
    ContractFile file;
    file.documents = number_in(contract.documents);
    file.sets = number_in(contract.sets);
    file.file_by = day_in(contract.file_by);
    if (!file.documents && !file.sets && !file.file_by) {
        return;
    }
    if (contract.ticket) {
        const Ticket ticket = TicketTable(run.db()).find(*contract.ticket).value();
        file.filed = day_in(ticket.closed);
        const TicketType* type = run.profile().ticket_type(ticket.type);
        for (const Requirement& requirement : type == nullptr ? std::vector<Requirement>{} : type->documents) {
            if (requirement.required && requirement.type != contract.type) {
                file.copies_by_type[requirement.type] = 0;
            }
        }
    }
    const std::vector<CountedDocument> documents =
        contract.ticket ? DocumentTable(run.db()).of_ticket(*contract.ticket)
                        : DocumentTable(run.db()).of_customer(contract.customer.value_or(0));
    for (const CountedDocument& counted : documents) {
        ++file.documents_there;
        if (const auto copies = file.copies_by_type.find(counted.document.type); copies != file.copies_by_type.end()) {
            ++copies->second;
        }
    }
    const ContractFileGaps gaps = judge_contract_file(file, run.today());
    const auto state = [&](std::string_view name, std::string words) {
        Finding finding = run.about_document("A06", name, contract.document);
        finding.text = std::move(words);
        tell(std::move(finding));
    };
    if (gaps.documents) {
        state("documents-short", say("{} of {} documents are there", file.documents_there, *file.documents));
    }
    if (!gaps.types_short_of_sets.empty()) {
        std::vector<std::string> titles;
        for (const std::string& type : gaps.types_short_of_sets) {
            titles.push_back(say("{} {}", run.type_title(type), file.copies_by_type[type]));
        }
        state("sets-short", say("{} sets are asked; there are {}", *file.sets, join(titles, "、")));
    }
    if (gaps.late) {
        state("file-late", file.filed ? say("filed {}, was due {}", format_day(*file.filed), format_day(*file.file_by))
                                      : say("not filed, was due {}", format_day(*file.file_by)));
    }
}

Coverage audit_contracts(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    std::vector<ContractOnFile> contracts;
    for_each_contract(run, [&](const ContractOnFile& contract) {
        if (contract.term != ContractTerm::runs || !contract.row.documents.empty() || !contract.row.sets.empty() ||
            !contract.row.file_by.empty() || !run.profile().contracts.cosign.empty()) {
            contracts.push_back(contract);
        }
    });
    for (const ContractOnFile& contract : contracts) {
        state_term(run, contract, tell);
        state_cosign(run, contract, tell);
        state_contract_file(run, contract.row, tell);
    }
    return Coverage::whole;
}

}  // namespace arc
