#include "jobs/signer.hpp"

#include "base/say.hpp"
#include "catalog/person_table.hpp"
#include "jobs/filing/name_things.hpp"

#include <algorithm>
#include <iterator>

namespace arc {
namespace {

Fault unregistered(const Caller& caller, ErrorCode code, std::string next_step) {
    return {code, caller.account, say("is no registered person, so nobody answers for this"), std::move(next_step)};
}

Fault closed_account(const Caller& caller) {
    return {ErrorCode::refused, caller.account, say("the account was closed"), say("somebody else must do this")};
}

bool is_closed(const std::optional<Person>& person) {
    return person && !person->disabled.empty();
}

}  // namespace

std::optional<Person> real_person(Archive& archive, const Caller& caller) {
    std::optional<Person> person = PersonTable(archive.db()).find(caller.account);
    return is_closed(person) ? std::nullopt : person;
}

Person need_real_person(Archive& archive, const Caller& caller) {
    std::optional<Person> person = PersonTable(archive.db()).find(caller.account);
    if (is_closed(person)) {
        throw closed_account(caller);
    }
    if (!person) {
        throw unregistered(caller, ErrorCode::refused, say("arc-admin person add does that"));
    }
    return *std::move(person);
}

Signer signer_of(Archive& archive, const Caller& caller) {
    std::optional<Person> own = PersonTable(archive.db()).find(caller.account);
    if (!caller.acting.empty()) {
        Person person = named_person(archive, caller.acting);
        const bool other = own && !is_closed(own) && own->id != person.id;
        return {std::move(person), other ? std::optional(own->id) : std::nullopt};
    }
    if (is_closed(own)) {
        throw closed_account(caller);
    }
    if (!own) {
        throw unregistered(caller, ErrorCode::usage,
                           say("say who you are with --as PERSON, or add the account with arc-admin person add"));
    }
    return {*std::move(own), std::nullopt};
}

std::vector<Person> named_signers(Archive& archive, const std::vector<std::string>& names) {
    std::vector<Person> persons;
    for (const std::string& name : names) {
        Person person = named_person(archive, name);
        if (std::ranges::count(persons, person.id, &Person::id) > 0) {
            throw Fault(ErrorCode::usage, person.code, say("is named twice"), say("name different persons"));
        }
        persons.push_back(std::move(person));
    }
    return persons;
}

std::vector<std::int64_t> ids_of(std::span<const Person> persons) {
    std::vector<std::int64_t> ids;
    std::ranges::transform(persons, std::back_inserter(ids), &Person::id);
    return ids;
}

std::string person_code(Archive& archive, std::int64_t person) {
    const std::optional<Person> found = person == 0 ? std::nullopt : PersonTable(archive.db()).find(person);
    return found ? found->code : std::string();
}

std::string person_name(Archive& archive, std::int64_t person) {
    const std::optional<Person> found = person == 0 ? std::nullopt : PersonTable(archive.db()).find(person);
    return !found ? std::string() : found->name.empty() ? found->code : found->name;
}

}  // namespace arc
