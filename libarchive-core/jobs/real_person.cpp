#include "jobs/real_person.hpp"

#include "base/say.hpp"
#include "catalog/person_table.hpp"

namespace arc {

std::optional<Person> real_person(Archive& archive, const Caller& caller) {
    std::optional<Person> person = PersonTable(archive.db()).find(caller.account);
    return person && person->disabled.empty() ? person : std::nullopt;
}

Person need_real_person(Archive& archive, const Caller& caller) {
    std::optional<Person> person = real_person(archive, caller);
    if (!person) {
        throw Fault(ErrorCode::refused, caller.account, say("is no registered person, so nobody answers for this"),
                    say("arc-admin person add does that"));
    }
    return *std::move(person);
}

}  // namespace arc
