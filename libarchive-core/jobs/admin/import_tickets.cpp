#include "jobs/admin/import_tickets.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/indexer.hpp"
#include "jobs/keeping/follow_retention.hpp"
#include "rules/condition.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace arc {
namespace {

std::optional<int> two_digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && text.size() <= 2 ? std::optional(value)
                                                                                        : std::nullopt;
}

// "10:00" or "9:05:30" as the time since midnight.
std::optional<std::chrono::seconds> clock_time(std::string_view text) {
    const std::vector<std::string> parts = split(text, ':');
    if (parts.size() < 2 || parts.size() > 3) {
        return std::nullopt;
    }
    const std::optional<int> hours = two_digits(parts[0]);
    const std::optional<int> minutes = two_digits(parts[1]);
    const std::optional<int> seconds = parts.size() == 3 ? two_digits(parts[2]) : std::optional(0);
    if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59) {
        return std::nullopt;
    }
    return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) + std::chrono::seconds(*seconds);
}

bool has_stage(const TicketType& type, const std::string& stage) {
    return std::ranges::count(type.stages, stage) != 0;
}

void complain_stage(const RowValues& row, const TicketType& type, RowComplaints& complaints) {
    if (!row.text("stage").empty() && !has_stage(type, row.text("stage"))) {
        complaints.error(row.row(), "stage", say("{} is no stage of {}", row.text("stage"), type.name),
                         say("its stages are {}", join(type.stages, ", ")));
    }
}

class TicketImport final : public TableImport {
public:
    TicketImport(Archive& archive, Instant now)
        : archive_(&archive),
          profile_(&archive.profile()),
          directory_(archive),
          customers_(archive.db()),
          tickets_(archive.db()),
          now_(now) {}

    void check(const RowValues& row, RowComplaints& complaints) override;
    void put(const RowValues& row, Change& change, ImportCounts& counts) override;

private:
    void check_customer(const RowValues& row, const TicketType& type, RowComplaints& complaints);
    void check_fields(const RowValues& row, const TicketType& type, RowComplaints& complaints) const;
    Ticket merged(const RowValues& row, const std::optional<Ticket>& known, const PrivateKeeper& keep);
    void enter_stages(const RowValues& row, const Ticket& ticket, const std::optional<Ticket>& known);

    Archive* archive_;
    const Profile* profile_;
    Directory directory_;
    CustomerTable customers_;
    TicketTable tickets_;
    Instant now_;
    std::optional<Indexer> indexer_;
};

void TicketImport::check(const RowValues& row, RowComplaints& complaints) {
    directory_.unit(row, "unit", complaints);
    directory_.person(row, "responsible", complaints);
    const TicketType* type = profile_->ticket_type(row.text("type"));
    if (type == nullptr) {
        return;  // told by the column's rule
    }
    complain_stage(row, *type, complaints);
    if (!row.text("stage_entered").empty() && !read_moment(row.text("stage_entered"), archive_->zone())) {
        complaints.error(row.row(), "stage_entered", say("\"{}\" is not a time", printable(row.text("stage_entered"))),
                         say("write it as 2026-11-21 or 2026-11-21 10:00"));
    }
    if (!row.text("closed").empty() && row.text("closed") < row.text("opened")) {
        complaints.error(row.row(), "closed",
                         say("{} is before the opening on {}", row.text("closed"), row.text("opened")));
    }
    check_customer(row, *type, complaints);
    check_fields(row, *type, complaints);
}

void TicketImport::check_customer(const RowValues& row, const TicketType& type, RowComplaints& complaints) {
    const std::string& number = row.text("customer");
    if (number.empty()) {
        return;
    }
    const std::optional<Customer> customer = customers_.find(number);
    if (!customer) {
        complaints.error(row.row(), "customer", say("no customer \"{}\"", printable(number)),
                         say("import customers first"));
        return;
    }
    if (type.customers.always()) {
        return;
    }
    const Facts facts = facts_of(*archive_, *customer);
    const ConditionAnswer answer = evaluate(type.customers, look_up_in(facts));
    if (!answer.holds && !answer.unknown) {
        complaints.error(row.row(), "customer",
                         say("{} may have no {}: {}", customer->number, type.name, answer.reason()));
    }
}

void TicketImport::check_fields(const RowValues& row, const TicketType& type, RowComplaints& complaints) const {
    const std::vector<const Field*> fields = fields_of(*profile_, type);
    for (const TicketType& other : profile_->ticket_types) {
        for (const Field& field : other.fields) {
            const bool known = std::ranges::any_of(fields, [&](const Field* own) { return own->name == field.name; });
            if (!known && !row.text(field.name).empty()) {
                complaints.error(row.row(), field.name, say("tickets of type {} have no such field", type.name));
            }
        }
    }
}

Ticket TicketImport::merged(const RowValues& row, const std::optional<Ticket>& known, const PrivateKeeper& keep) {
    Ticket ticket = known.value_or(Ticket());
    ticket.number = row.text("number");
    const std::optional<Customer> customer =
        row.text("customer").empty() ? std::nullopt : customers_.find(row.text("customer"));
    if (row.said("customer")) {
        ticket.customer = customer ? std::optional(customer->id) : std::nullopt;
    }
    ticket.type = row.text("type");
    ticket.opened = row.text("opened");
    ticket.closed = row.text_or("closed", ticket.closed);
    ticket.stage = row.text("stage").empty() ? ticket.stage : row.text("stage");
    const TicketType* type = profile_->ticket_type(ticket.type);
    if (ticket.stage.empty() && type != nullptr && !type->stages.empty()) {
        ticket.stage = ticket.closed.empty() ? type->stages.front() : type->stages.back();
    }
    if (row.said("responsible")) {
        ticket.responsible = directory_.person(row.text("responsible"));
    }
    if (row.said("unit")) {
        ticket.unit = directory_.unit(row.text("unit"));
    } else if (!known && customer) {
        ticket.unit = customer->state.unit;
    }
    if (type != nullptr) {
        std::vector<const Field*> fields = fields_of(*profile_, *type);
        std::erase_if(fields, [](const Field* field) {
            return field->built_in &&
                   (field->name == "opened" || field->name == "responsible" || field->name == "unit");
        });
        ticket.fields = MergedFields(ticket.fields, fields, row, keep).encoded();
    }
    return ticket;
}

void TicketImport::enter_stages(const RowValues& row, const Ticket& ticket, const std::optional<Ticket>& known) {
    if (ticket.stage.empty()) {
        return;
    }
    const std::optional<std::string> given = read_moment(row.text("stage_entered"), archive_->zone());
    const TicketType* type = profile_->ticket_type(ticket.type);
    const std::string first = type == nullptr || type->stages.empty() ? ticket.stage : type->stages.front();
    const std::string opening = format_instant(archive_->zone().start_of(parse_day(ticket.opened).value_or_throw()));
    if (!known && (ticket.stage != first || !given)) {
        tickets_.enter_stage(ticket.id, first, opening);
    }
    const bool entered_now = known ? known->stage != ticket.stage : ticket.stage != first;
    if (given) {
        tickets_.enter_stage(ticket.id, ticket.stage, *given);
    } else if (entered_now && !ticket.closed.empty()) {
        tickets_.enter_stage(ticket.id, ticket.stage,
                             format_instant(archive_->zone().start_of(parse_day(ticket.closed).value_or_throw())));
    } else if (entered_now) {
        tickets_.enter_stage(ticket.id, ticket.stage, format_instant(now_));
    }
}

void TicketImport::put(const RowValues& row, Change& change, ImportCounts& counts) {
    const std::optional<Ticket> known = tickets_.find(row.text("number"));
    Ticket ticket = merged(row, known, [&](const std::string& value, const std::string& before) {
        return change.keep_private(value, before);
    });
    const std::size_t changes = change.rows_changed();
    if (known) {
        tickets_.update(ticket);
        if (ticket.closed != known->closed || ticket.opened != known->opened || ticket.customer != known->customer) {
            follow_retention(change, {ThingKind::ticket, ticket.id});
        }
    } else {
        ticket.id = tickets_.add(ticket);
    }
    enter_stages(row, ticket, known);
    const bool same = known && change.rows_changed() == changes;
    counts.count(!known ? RowEffect::added : same ? RowEffect::unchanged : RowEffect::changed);
    if (same) {
        return;
    }
    change.about({ThingKind::ticket, ticket.id});
    if (!indexer_) {
        indexer_.emplace(change.db(), *profile_);
    }
    indexer_->put(ticket);
    if (known && (known->customer != ticket.customer || known->number != ticket.number)) {
        // Documents are found by the names of their ticket and its customer.
        for (const CountedDocument& document : DocumentTable(change.db()).of_ticket(ticket.id)) {
            indexer_->put({ThingKind::document, document.document.id});
        }
    }
}

class StageImport final : public TableImport {
public:
    explicit StageImport(Archive& archive) : archive_(&archive), tickets_(archive.db()) {}

    void check(const RowValues& row, RowComplaints& complaints) override;
    void put(const RowValues& row, Change& change, ImportCounts& counts) override;
    void finish(Change& change, ImportCounts& counts) override;

private:
    Archive* archive_;
    TicketTable tickets_;
    std::map<std::int64_t, bool> touched_;  // ticket -> some stage is new
};

void StageImport::check(const RowValues& row, RowComplaints& complaints) {
    const std::optional<Ticket> ticket = tickets_.find(row.text("ticket"));
    if (!ticket && !row.text("ticket").empty()) {
        complaints.error(row.row(), "ticket", say("no ticket \"{}\"", printable(row.text("ticket"))),
                         say("import tickets first"));
    }
    const TicketType* type = ticket ? archive_->profile().ticket_type(ticket->type) : nullptr;
    if (type != nullptr) {
        complain_stage(row, *type, complaints);
    }
    if (!row.text("entered").empty() && !read_moment(row.text("entered"), archive_->zone())) {
        complaints.error(row.row(), "entered", say("\"{}\" is not a time", printable(row.text("entered"))),
                         say("write it as 2026-11-21 or 2026-11-21 10:00"));
    }
}

void StageImport::put(const RowValues& row, Change& change, ImportCounts& counts) {
    const Ticket ticket = tickets_.find(row.text("ticket")).value();
    const std::size_t changes = change.rows_changed();
    tickets_.enter_stage(ticket.id, row.text("stage"), read_moment(row.text("entered"), archive_->zone()).value());
    const bool is_new = change.rows_changed() != changes;
    touched_[ticket.id] = touched_[ticket.id] || is_new;
    counts.count(is_new ? RowEffect::added : RowEffect::unchanged);
    if (is_new) {
        change.about({ThingKind::ticket, ticket.id});
    }
}

void StageImport::finish(Change& change, ImportCounts&) {
    for (const auto& [id, is_new] : touched_) {
        if (!is_new) {
            continue;
        }
        Ticket ticket = tickets_.find(id).value();
        const std::vector<StageEntry> entries = tickets_.stages(id);
        const TicketType* type = archive_->profile().ticket_type(ticket.type);
        // Of stages entered at the same moment the later one in the type's order is meant.
        const auto rank = [&](const StageEntry& entry) {
            const auto place =
                type == nullptr ? -1 : std::ranges::find(type->stages, entry.stage) - type->stages.begin();
            return std::pair(entry.entered, place);
        };
        ticket.stage = std::ranges::max(entries, {}, rank).stage;
        tickets_.update(ticket);
        change.about({ThingKind::ticket, id});
        change.end_event_if_long();
    }
}

}  // namespace

std::optional<std::string> read_moment(const std::string& text, const Zone& zone) {
    if (text.ends_with('Z')) {
        const Result<Instant> instant = parse_instant(text);
        return instant ? std::optional(format_instant(*instant)) : std::nullopt;
    }
    const std::size_t gap = text.find_first_of(" T");
    const Result<Day> day = parse_day(text.substr(0, gap));
    if (!day) {
        return std::nullopt;
    }
    if (gap == std::string::npos) {
        return format_instant(zone.start_of(*day));
    }
    const std::optional<std::chrono::seconds> time = clock_time(trim(std::string_view(text).substr(gap + 1)));
    return time ? std::optional(format_instant(zone.start_of(*day) + *time)) : std::nullopt;
}

std::unique_ptr<TableImport> import_tickets(Archive& archive, Instant now) {
    return std::make_unique<TicketImport>(archive, now);
}

std::unique_ptr<TableImport> import_stages(Archive& archive) {
    return std::make_unique<StageImport>(archive);
}

}  // namespace arc
