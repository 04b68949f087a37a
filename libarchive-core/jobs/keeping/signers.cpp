#include "jobs/keeping/signers.hpp"

#include "base/say.hpp"
#include "catalog/person_table.hpp"
#include "jobs/filing/name_things.hpp"

#include <algorithm>
#include <iterator>

namespace arc {

Person signing_person(const FilingRun& run) {
    std::optional<Person> person = PersonTable(run.db()).find(run.caller.account);
    if (!person || !person->disabled.empty()) {
        throw Fault(ErrorCode::refused, run.caller.account,
                    person ? say("the account was closed on {}", person->disabled)
                           : say("no person of this archive, so nobody can sign"),
                    say("see arc-admin person add"));
    }
    return *std::move(person);
}

std::vector<Person> named_signers(const FilingRun& run, const std::vector<std::string>& names) {
    std::vector<Person> persons;
    for (const std::string& name : names) {
        Person person = named_person(run.archive(), name);
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
