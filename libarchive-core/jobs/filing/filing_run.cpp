#include "jobs/filing/filing_run.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "catalog/private_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/permit.hpp"
#include "record/record_codec.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::string_view hash_prefix = "hmac:";

bool is_same_private(Db& db, const std::string& stored, const std::string& value) {
    return stored.starts_with(hash_prefix) && PrivateTable(db).value_of(stored.substr(hash_prefix.size())) == value;
}

}  // namespace

Day FilingRun::today() const {
    return archive().zone().day_at(change.now());
}

Answer run_filing(Archive& archive, Operation& operation, Reporter& reporter,
                  const std::function<Answer(FilingRun&)>& verb) {
    return answer_once(archive, operation, [&](Change& change) {
        FilingRun run{change, *operation.caller, reporter};
        return verb(run);
    });
}

void need_reason(const FilingRun& run, const std::string& subject) {
    if (run.caller.reason.empty()) {
        throw Fault(ErrorCode::usage, subject, say("needs a reason"), say("say why with --reason"));
    }
}

Day past_day(const FilingRun& run, const std::string& text) {
    if (text.empty()) {
        return run.today();
    }
    const Day day = parse_day(text).value_or_throw();
    if (day > run.today()) {
        throw Fault(ErrorCode::usage, text, say("is still to come"));
    }
    return day;
}

void need_open_ticket(const FilingRun& run, const DocumentOwner& owner) {
    if (!owner.ticket) {
        return;
    }
    const Ticket ticket = TicketTable(run.db()).find(*owner.ticket).value();
    if (!ticket.closed.empty()) {
        throw Fault(ErrorCode::refused, name_of(ticket),
                    say("closed since {}", local_day(ticket.closed, run.archive().zone())),
                    say("add what is late with supplement, or reopen it with ticket reopen"));
    }
}

void need_open_document(const FilingRun& run, const Document& document) {
    require_right(run.archive(), run.caller, Verb::file, rights_target(run.archive(), document));
    if (!document.destroyed.empty()) {
        throw Fault(ErrorCode::refused, name_of(document),
                    say("was destroyed on {}", document.destroyed.substr(0, document.destroyed.find('T'))));
    }
    if (!document.withdrawn.empty()) {
        throw Fault(ErrorCode::refused, name_of(document), say("withdrawn: {}", document.withdrawn));
    }
    need_open_ticket(run, owner_of(document));
}

DocumentOwner named_owner(Archive& archive, const std::string& ticket, const std::string& customer,
                          const std::string& series) {
    const auto given = std::ranges::count(std::vector{ticket.empty(), customer.empty(), series.empty()}, false);
    if (given != 1) {
        throw Fault(ErrorCode::usage, say("document"), say("belongs to exactly one ticket, customer or series"),
                    say("give one of --ticket, --customer and --series"));
    }
    DocumentOwner owner;
    if (!ticket.empty()) {
        owner.ticket = named_ticket(archive, ticket).id;
    } else if (!customer.empty()) {
        owner.customer = named_customer(archive, customer).id;
    } else {
        owner.series = named_series(archive, series).id;
    }
    return owner;
}

std::string with_field(Change& change, const std::string& fields, const Field& field, const std::string& value) {
    std::vector<std::pair<std::string, std::string>> all = decode_fields(fields);
    const auto found = std::ranges::find(all, field.name, [](const auto& pair) { return pair.first; });
    if (value.empty()) {
        if (found != all.end()) {
            all.erase(found);
        }
        return encode_fields(all);
    }
    if (found != all.end() && field.is_private && is_same_private(change.db(), found->second, value)) {
        return fields;
    }
    std::string stored = field.is_private ? std::string(hash_prefix) + change.keep_private(value) : value;
    if (found == all.end()) {
        all.emplace_back(field.name, std::move(stored));
    } else {
        found->second = std::move(stored);
    }
    return encode_fields(all);
}

}  // namespace arc
