#include "jobs/admin/people.hpp"

#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "base/text.hpp"
#include "catalog/handover_query.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/private_table.hpp"
#include "jobs/indexing.hpp"
#include "record/record_codec.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::string_view appointing_role = "admin";
constexpr std::chrono::days review_period{365};

std::vector<std::string> role_names(const Archive& archive) {
    std::vector<std::string> names;
    for (const Choice& role : archive.profile().roles) {
        names.push_back(role.name);
    }
    return names;
}

void require_roles(const Archive& archive, const std::vector<std::string>& roles) {
    const std::vector<std::string> known = role_names(archive);
    for (const std::string& role : roles) {
        if (std::ranges::count(known, role) == 0) {
            const std::string near = nearest(role, known);
            throw Fault(ErrorCode::usage, printable(role), say("not a role"),
                        near.empty() ? say("roles are {}", join(known, ", ")) : say("did you mean {}?", near));
        }
    }
}

Person known_person(Archive& archive, const std::string& code) {
    PersonTable people(archive.db());
    if (std::optional<Person> person = people.find(code)) {
        return *std::move(person);
    }
    std::vector<std::string> codes;
    for (const Person& person : people.all()) {
        codes.push_back(person.code);
    }
    const std::string near = nearest(code, codes);
    throw Fault(ErrorCode::not_found, printable(code), say("no such person"),
                near.empty() ? say("see arc-admin person list") : say("did you mean {}?", near));
}

std::string today(const Archive& archive, const Change& change) {
    return format_day(archive.zone().day_at(change.now()));
}

// Within the change, so that a refusal takes everything back.
void require_somebody_appoints(Change& change, std::int64_t before) {
    if (before > 0 && PersonTable(change.db()).count_with_role(std::string(appointing_role)) == 0) {
        throw Fault(ErrorCode::refused, std::string(appointing_role), say("nobody else has this role"),
                    say("give it to somebody else first"));
    }
}

// Who leaves hands over first (M-05).
void need_clearance(Archive& archive, const Operation& operation, const Person& person, Reporter& reporter) {
    const std::size_t lent = LoanTable(archive.db()).away_of(person.id).size();
    if (lent > 0 && operation.caller->reason.empty()) {
        throw Fault(ErrorCode::refused, person.code,
                    lent == 1 ? say("still has a loan") : say("still has {} loans", lent),
                    say("take it back first; arc-lend clearance {} lists it", shell_word(person.code)));
    }
    const InNameOf held = HandoverQuery(archive.db()).in_name_of(person.id);
    if (held.empty()) {
        return;
    }
    std::vector<std::string> words;
    const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
        if (count > 0) {
            words.push_back(fmt::format("{} {}", count, count == 1 ? one : many));
        }
    };
    add(held.customers.size(), "customer", "customers");
    add(held.tickets.size(), "open ticket", "open tickets");
    add(held.places.size(), "place", "places");
    add(held.documents.size(), "paper sent back", "papers sent back");
    add(held.handovers.size(), "list that was not taken", "lists that were not taken");
    const std::string what = say("still answers for {}", join(words, ", "));
    if (operation.caller->reason.empty()) {
        throw Fault(ErrorCode::refused, person.code, what,
                    say("hand over with arc-file handover open --leaver {}, or say why not with --reason",
                        shell_word(person.code)));
    }
    reporter.notice(say("{}: {}", person.code, what));
}

std::int64_t admins(Change& change) {
    return PersonTable(change.db()).count_with_role(std::string(appointing_role));
}

}  // namespace

void set_contact(Change& change, Person& person, const std::string& name, const std::string& value) {
    std::vector<std::pair<std::string, std::string>> fields = decode_fields(person.fields);
    const auto known = std::ranges::find(fields, name, [](const auto& field) { return field.first; });
    const std::string before = known == fields.end() ? std::string() : known->second;
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
    if (!value.empty()) {
        fields.emplace_back(name, change.keep_private(value, before));
    }
    std::ranges::sort(fields);
    person.fields = encode_fields(fields);
}

std::string contact_of(Db& db, const Person& person, std::string_view name) {
    constexpr std::string_view private_mark = "hmac:";
    for (const auto& [field, value] : decode_fields(person.fields)) {
        if (field == name && value.starts_with(private_mark)) {
            return PrivateTable(db).value_of(value.substr(private_mark.size()));
        }
    }
    return {};
}

void add_person(Archive& archive, Operation& operation, const PersonRequest& request) {
    require_roles(archive, request.roles);
    const std::optional<Unit> unit = request.unit.empty() ? std::nullopt : UnitTable(archive.db()).find(request.unit);
    if (!request.unit.empty() && !unit) {
        throw Fault(ErrorCode::not_found, printable(request.unit), say("no such unit"), say("import units first"));
    }
    Change change(archive, operation);
    PersonTable people(change.db());
    Person person = people.find(request.code).value_or(Person());
    person.code = request.code;
    person.name = !request.name.empty() ? request.name : !person.name.empty() ? person.name : request.code;
    person.unit = unit ? std::optional(unit->id) : person.unit;
    for (const auto& [name, value] : {std::pair("phone", request.phone), std::pair("mail", request.mail)}) {
        if (!value.empty()) {
            set_contact(change, person, name, value);
        }
    }
    person.id = people.put(person);
    for (const std::string& role : request.roles) {
        people.add_role(person.id, role);
    }
    change.about({ThingKind::person, person.id});
    index_person(archive, person.id);
    change.commit();
}

void disable_persons(Archive& archive, Operation& operation, const std::vector<std::string>& codes,
                     Reporter& reporter) {
    Change change(archive, operation);
    PersonTable people(change.db());
    const std::int64_t before = admins(change);
    for (const std::string& code : codes) {
        Person person = known_person(archive, code);
        if (!person.disabled.empty()) {
            continue;
        }
        need_clearance(archive, operation, person, reporter);
        person.disabled = today(archive, change);
        people.put(person);
        change.about({ThingKind::person, person.id});
    }
    require_somebody_appoints(change, before);
    change.commit();
}

void enable_persons(Archive& archive, Operation& operation, const std::vector<std::string>& codes) {
    Change change(archive, operation);
    for (const std::string& code : codes) {
        Person person = known_person(archive, code);
        person.disabled.clear();
        PersonTable(change.db()).put(person);
        change.about({ThingKind::person, person.id});
    }
    change.commit();
}

void review_persons(Archive& archive, Operation& operation, const std::vector<std::string>& codes) {
    Change change(archive, operation);
    for (const std::string& code : codes) {
        Person person = known_person(archive, code);
        person.reviewed = today(archive, change);
        PersonTable(change.db()).put(person);
        change.about({ThingKind::person, person.id});
    }
    change.commit();
}

void add_roles(Archive& archive, Operation& operation, const std::string& code, const std::vector<std::string>& roles) {
    require_roles(archive, roles);
    Change change(archive, operation);
    const Person person = known_person(archive, code);
    for (const std::string& role : roles) {
        PersonTable(change.db()).add_role(person.id, role);
    }
    change.about({ThingKind::person, person.id});
    change.commit();
}

void remove_roles(Archive& archive, Operation& operation, const std::string& code,
                  const std::vector<std::string>& roles) {
    Change change(archive, operation);
    const std::int64_t before = admins(change);
    const Person person = known_person(archive, code);
    for (const std::string& role : roles) {
        if (std::ranges::count(person.roles, role) == 0) {
            // A role that the profile no longer knows may still be taken away; one the person has not is a slip.
            require_roles(archive, {role});
        }
        PersonTable(change.db()).remove_role(person.id, role);
    }
    require_somebody_appoints(change, before);
    change.about({ThingKind::person, person.id});
    change.commit();
}

void list_persons(Archive& archive, Instant now, WhichPersons which, RecordSink& sink) {
    const std::string due = format_day(std::chrono::sys_days(archive.zone().day_at(now)) - review_period);
    for (const Person& person : PersonTable(archive.db()).all()) {
        const bool open = person.disabled.empty();
        const bool shown =
            which == WhichPersons::all || (open && (which == WhichPersons::open || person.reviewed < due));
        if (!shown) {
            continue;
        }
        const std::optional<Unit> unit = person.unit ? UnitTable(archive.db()).find(*person.unit) : std::nullopt;
        sink.put({"person",
                  {{"code", person.code},
                   {"name", person.name},
                   {"unit", unit ? Value(unit->code) : Value()},
                   {"roles", List(person.roles.begin(), person.roles.end())},
                   {"disabled", text_or_null(person.disabled)},
                   {"reviewed", text_or_null(person.reviewed)}}});
    }
}

void list_roles(Archive& archive, RecordSink& sink) {
    const std::vector<Person> people = PersonTable(archive.db()).all();
    for (const Choice& role : archive.profile().roles) {
        std::vector<std::string> holders;
        for (const Person& person : people) {
            if (person.disabled.empty() && std::ranges::count(person.roles, role.name) > 0) {
                holders.push_back(person.code);
            }
        }
        sink.put({"role",
                  {{"role", role.name},
                   {"title", role.title.chinese()},
                   {"persons", List(holders.begin(), holders.end())}}});
    }
}

}  // namespace arc
