#include "jobs/signer.hpp"

#include "base/say.hpp"
#include "catalog/person_table.hpp"
#include "jobs/filing/name_things.hpp"

namespace arc {

Signer signer_of(Archive& archive, const Caller& caller) {
    std::optional<Person> own = PersonTable(archive.db()).find(caller.account);
    const bool closed = own && !own->disabled.empty();
    if (closed) {
        own.reset();
    }
    if (!caller.acting.empty()) {
        Person person = named_person(archive, caller.acting);
        const bool other = own && own->id != person.id;
        return {std::move(person), other ? std::optional(own->id) : std::nullopt};
    }
    if (!own && closed) {
        throw Fault(ErrorCode::refused, caller.account, say("the account was closed"),
                    say("somebody else must do this"));
    }
    if (!own) {
        throw Fault(ErrorCode::usage, caller.account, say("is no registered person, so nobody answers for this"),
                    say("say who you are with --as PERSON, or add the account with arc-admin person add"));
    }
    return {*std::move(own), std::nullopt};
}

}  // namespace arc
