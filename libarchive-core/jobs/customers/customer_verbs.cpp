#include "jobs/customers/customer_verbs.hpp"

#include "base/say.hpp"
#include "catalog/customer_table.hpp"
#include "jobs/customers/allot_customers.hpp"
#include "jobs/customers/customer_fields.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/indexing.hpp"
#include "jobs/keeping/follow_retention.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_title.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string status_that_is(const Profile& profile, bool closed) {
    const auto found = std::ranges::find(profile.subject.statuses, closed, &Status::closed);
    return found == profile.subject.statuses.end() ? std::string() : found->name;
}

// A closed status ends the customer's time on the day it begins; an open one takes that back.
std::string closed_day(const Profile& profile, const Customer& customer, const std::string& since) {
    const Status* status = profile.status(customer.state.status);
    if (status == nullptr || !status->closed) {
        return {};
    }
    return customer.closed.empty() ? since : customer.closed;
}

void need_right(const FilingRun& run, const Customer& customer) {
    require_right(run.archive(), run.caller, Verb::change, rights_target(run.archive(), customer));
}

Answer answer_with(const FilingRun& run, std::int64_t id) {
    index_customer(run.archive(), id);
    run.change.about({ThingKind::customer, id});
    return {customer_record(run.archive(), CustomerTable(run.db()).find(id).value())};
}

// Not before the present state began: history is not written anew.
std::string since_day(const FilingRun& run, const Customer& customer, const std::string& text) {
    std::string since = format_day(past_day(run, text));
    if (since < customer.state.since) {
        throw Fault(ErrorCode::refused, name_of(customer), say("its present state began on {}", customer.state.since),
                    say("give a later --since"));
    }
    return since;
}

void write_state(FilingRun& run, Customer& customer, const std::string& since) {
    CustomerTable customers(run.db());
    customer.state.since = since;
    customers.change(customer.id, customer.state);
    const std::string closed = closed_day(run.archive().profile(), customer, since);
    if (closed != customer.closed) {
        customers.set_opened_closed(customer.id, customer.opened, closed);
        follow_retention(run.change, {ThingKind::customer, customer.id});
    }
}

void renumber(FilingRun& run, Customer& customer, const std::vector<FieldEntry>& entries) {
    const auto entry = std::ranges::find(entries, "number", &FieldEntry::name);
    if (entry == entries.end()) {
        return;
    }
    const std::string number = checked_customer_number(run.archive().profile(), entry->value);
    CustomerTable customers(run.db());
    const std::optional<Customer> other = customers.find(number);
    if (other && other->id != customer.id) {
        throw Fault(ErrorCode::refused, number, say("is or was the number of {}", name_of(*other)));
    }
    if (customer.number != number) {
        customers.renumber(customer.id, number);
    }
}

std::vector<std::string> cleared(const std::vector<FieldEntry>& entries) {
    std::vector<std::string> names;
    for (const FieldEntry& entry : entries) {
        if (entry.value.empty()) {
            names.push_back(entry.name);
        }
    }
    return names;
}

// Tickets and documents are also found by the number and name of their customer.
bool called_otherwise(const std::vector<FieldEntry>& entries) {
    return std::ranges::any_of(entries,
                               [](const FieldEntry& entry) { return entry.name == "number" || entry.name == "name"; });
}

void need_customers(const FilingRun& run) {
    if (run.archive().profile().subject.kind == SubjectKind::none) {
        throw Fault(ErrorCode::refused, say("customer"), say("this profile's files are about nobody"));
    }
}

Answer repeated(FilingRun& run, Customer known, const std::vector<FieldEntry>& entries) {
    const CustomerState before = known.state;
    set_customer_fields(run, known, entries);
    need_right(run, known);
    if (!before.says_the_same(known.state)) {
        throw Fault(ErrorCode::refused, name_of(known), say("is there already: {}", before.name),
                    say("change it with customer change"));
    }
    return {customer_record(run.archive(), known)};
}

}  // namespace

Answer open_customer(FilingRun& run, const CustomerRequest& request) {
    need_customers(run);
    const Profile& profile = run.archive().profile();
    const std::vector<FieldEntry> entries = parse_entries(request.fields).value_or_throw();
    CustomerTable customers(run.db());
    Customer customer;
    customer.number = checked_customer_number(profile, request.number);
    if (const std::optional<Customer> known = customers.find(customer.number)) {
        return repeated(run, *known, entries);
    }
    customer.opened = format_day(past_day(run, request.opened));
    customer.state.since = customer.opened;
    customer.state.status = status_that_is(profile, false);
    set_customer_fields(run, customer, entries);
    settle_class(run, customer, {});
    need_filled(run, customer, {});
    if (!request.responsible.empty()) {
        customer.responsible = named_person(run.archive(), request.responsible).id;
    } else {
        customer.responsible = keeper_of_new(run, customer);
    }
    customer.closed = closed_day(profile, customer, customer.opened);
    need_right(run, customer);
    return answer_with(run, customers.add(customer));
}

Answer change_customer(FilingRun& run, const std::string& number, const std::vector<std::string>& fields,
                       const std::string& since) {
    Customer customer = named_customer(run.archive(), number);
    need_right(run, customer);
    const std::vector<FieldEntry> entries = parse_entries(fields).value_or_throw();
    if (entries.empty()) {
        throw Fault(ErrorCode::usage, number, say("nothing to change"), say("give field=value"));
    }
    const std::string from = since_day(run, customer, since);
    const std::string class_before = customer.state.class_name;
    const std::string name_before = customer.state.name;
    const std::string status_before = customer.state.status;
    set_customer_fields(run, customer, entries);
    settle_class(run, customer, class_before);
    if (const std::vector<std::string> names = cleared(entries); !names.empty()) {
        need_filled(run, customer, names);
    }
    need_right(run, customer);
    write_state(run, customer, from);
    renumber(run, customer, entries);
    if (called_otherwise(entries) || customer.state.class_name != class_before ||
        customer.state.status != status_before) {
        index_customer_with_all_of_it(run.archive(), customer.id);
        retitle_holders(run.change, customer.id, name_before, customer.state.name);
    }
    return answer_with(run, customer.id);
}

Answer assign_customer(FilingRun& run, const std::string& number, const std::string& person) {
    const Customer customer = named_customer(run.archive(), number);
    need_right(run, customer);
    CustomerTable(run.db()).assign(customer.id, named_person(run.archive(), person).id);
    return answer_with(run, customer.id);
}

Answer close_customer(FilingRun& run, const std::string& number, const std::string& at) {
    Customer customer = named_customer(run.archive(), number);
    need_reason(run, name_of(customer));
    need_right(run, customer);
    if (customer.closed.empty()) {
        customer.state.status = status_that_is(run.archive().profile(), true);
        write_state(run, customer, since_day(run, customer, at));
        index_customer_with_all_of_it(run.archive(), customer.id);
    }
    return answer_with(run, customer.id);
}

}  // namespace arc
