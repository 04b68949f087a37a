#include "jobs/customers/customer_fields.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "rules/cell_values.hpp"
#include "rules/classify.hpp"
#include "rules/field_values.hpp"

#include <algorithm>

namespace arc {
namespace {

std::vector<const Field*> declared_fields(const Profile& profile) {
    std::vector<const Field*> fields;
    for (const Field& field : profile.subject.fields) {
        fields.push_back(&field);
    }
    return fields;
}

template <class Named>
void need_listed(const FieldEntry& entry, const std::vector<Named>& known) {
    std::vector<std::string> names;
    for (const Named& one : known) {
        names.push_back(one.name);
    }
    if (!entry.value.empty() && !names.empty() && std::ranges::count(names, entry.value) == 0) {
        throw Fault(ErrorCode::usage, say("field {}", entry.name), say("not one of {}", join(names, ", ")));
    }
}

// Facts with columns of their own. False for all others.
bool set_column(FilingRun& run, CustomerState& state, const FieldEntry& entry) {
    const Subject& subject = run.archive().profile().subject;
    if (entry.name == "class") {
        need_listed(entry, subject.classes);
        state.class_name = entry.value;
    } else if (entry.name == "kind") {
        need_listed(entry, subject.kinds);
        state.kind = entry.value;
    } else if (entry.name == "status") {
        need_listed(entry, subject.statuses);
        state.status = entry.value;
    } else if (entry.name == "unit") {
        state.unit.reset();
        if (!entry.value.empty()) {
            state.unit = named_unit(run.archive(), entry.value).id;
        }
    } else {
        return false;
    }
    return true;
}

void set_field(FilingRun& run, Customer& customer, const FieldEntry& entry) {
    const Profile& profile = run.archive().profile();
    const std::vector<const Field*> declared = declared_fields(profile);
    const Field& field = *need_field(declared, entry.name).value_or_throw();
    const TakenValue taken = take_value(profile, field, entry.value).value_or_throw();
    if (!taken.doubt.empty()) {
        run.reporter.notice(say("{}: field {}: {}", name_of(customer), field.name, taken.doubt));
    }
    CustomerState& state = customer.state;
    if (field.name == "name") {
        state.name = taken.value;
    } else if (field.name == "address") {
        state.address = taken.value;
    } else if (field.name == "legal_entity") {
        state.legal_entity = taken.value;
    } else {
        state.fields = with_field(run.change, state.fields, field, taken.value);
    }
}

}  // namespace

void set_customer_fields(FilingRun& run, Customer& customer, const std::vector<FieldEntry>& entries) {
    for (FieldEntry entry : entries) {
        if (entry.name == "number") {
            continue;
        }
        entry.value = clean_cell(entry.value);
        if (!set_column(run, customer.state, entry)) {
            set_field(run, customer, entry);
        }
    }
}

void settle_class(FilingRun& run, Customer& customer, const std::string& before) {
    const Subject& subject = run.archive().profile().subject;
    std::string& now = customer.state.class_name;
    const bool by_person = now != before;
    if (by_person && !before.empty() && subject.class_change == ClassChange::never) {
        throw Fault(ErrorCode::refused, name_of(customer), say("is of class {}, which never changes", before));
    }
    const Facts facts = facts_of(run.archive(), customer);
    const Classification ruled = classify(subject, before, look_up_in(facts));
    if (by_person && ruled.changed && ruled.name != now) {
        throw Fault(ErrorCode::refused, name_of(customer),
                    say("cannot be of class {}: {} makes it {}", now, ruled.reason, ruled.name));
    }
    if (!by_person) {
        now = ruled.name;
    }
}

void need_filled(FilingRun& run, const Customer& customer, const std::vector<std::string>& only) {
    const Profile& profile = run.archive().profile();
    const Facts facts = facts_of(run.archive(), customer);
    const std::vector<const Field*> declared = declared_fields(profile);
    std::vector<std::string> names;
    for (const Field* field : blank_fields(declared, "customer", look_up_in(facts))) {
        if (only.empty() || std::ranges::count(only, field->name) != 0) {
            names.push_back(field->name);
        }
    }
    if (customer.state.name.empty() && std::ranges::count(names, "name") == 0) {
        names.insert(names.begin(), "name");
    }
    if (names.empty() || profile.subject.blanks == Severity::ignore) {
        return;
    }
    const Error error{ErrorCode::refused, name_of(customer), say("lacks {}", join(names, ", ")),
                      say("give {}=…", names.front())};
    if (profile.subject.blanks == Severity::refuse) {
        throw Fault(error);
    }
    run.reporter.problem(error);
}

std::string checked_customer_number(const Profile& profile, const std::string& typed) {
    std::string number = fold_code(typed);
    const std::optional<Pattern>& form = profile.subject.number;
    if (number.empty() || (form && !form->fits(number))) {
        throw Fault(ErrorCode::usage, typed, say("not a customer number"),
                    form ? say("it must be of the form {}", form->text()) : std::string());
    }
    return number;
}

}  // namespace arc
