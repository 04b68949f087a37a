#include "jobs/permit.hpp"

#include "base/say.hpp"
#include "catalog/consent_table.hpp"
#include "catalog/loan_query.hpp"
#include "catalog/person_table.hpp"

#include <algorithm>

namespace arc {
namespace {

void require_deputy(const Actor& actor, const Caller& caller) {
    const bool open_stranger = !actor.registered && actor.mode == TrustMode::open;
    if (caller.acting.empty() || open_stranger || std::ranges::count(actor.roles, "deputy") > 0) {
        return;
    }
    throw Fault(ErrorCode::refused, caller.account, say("may not act for {}: has not the role deputy", caller.acting),
                say("leave --as away"));
}

bool asks_consent(const Profile& profile) {
    return std::ranges::any_of(profile.rights, &Right::needs_consent);
}

bool asks_approval(const Profile& profile) {
    return std::ranges::any_of(profile.rights, &Right::needs_approval) ||
           std::ranges::any_of(profile.circles, [](const Circle& circle) { return !circle.approve.empty(); });
}

}  // namespace

Grounds grounds_of(Archive& archive, const Caller& caller, const RightsTarget& target) {
    Grounds grounds{caller.reason, false, {}};
    const bool consent = target.customer != 0 && asks_consent(archive.profile());
    const bool approval = target.document != 0 && asks_approval(archive.profile());
    if (!consent && !approval) {
        return grounds;
    }
    const std::optional<Person> person = PersonTable(archive.db()).find(caller.account);
    if (!person) {
        return grounds;
    }
    if (consent) {
        const std::string today = format_day(archive.zone().day_at(caller.now()));
        grounds.consent = ConsentTable(archive.db()).in_force(target.customer, person->id, today).has_value();
    }
    if (approval) {
        grounds.approved_by =
            LoanQuery(archive.db()).roles_that_let_in(target.document, person->id, format_instant(caller.now()));
    }
    return grounds;
}

Actor actor_of(Archive& archive, const Caller& caller) {
    Actor actor;
    actor.person = caller.account;
    actor.mode = archive.config().mode == ArchiveMode::guarded ? TrustMode::guarded : TrustMode::open;
    const std::optional<Person> person = PersonTable(archive.db()).find(caller.account);
    if (person) {
        // Who has left is no stranger, to whom an open archive would open again.
        actor.registered = true;
        actor.disabled = !person->disabled.empty();
        actor.roles = actor.disabled ? std::vector<std::string>{} : person->roles;
        if (person->unit) {
            actor.unit = UnitTable(archive.db()).find(*person->unit)->code;
        }
    }
    return actor;
}

Permission require_right(Archive& archive, const Caller& caller, Verb verb, const RightsTarget& target) {
    const Actor actor = actor_of(archive, caller);
    require_deputy(actor, caller);
    return may(archive.profile(), actor, verb, target, grounds_of(archive, caller, target)).value_or_throw();
}

bool has_right(Archive& archive, const Caller& caller, Verb verb, const RightsTarget& target) {
    return may(archive.profile(), actor_of(archive, caller), verb, target, grounds_of(archive, caller, target)).ok();
}

std::optional<std::vector<std::string>> unit_path(Archive& archive, std::optional<std::int64_t> unit) {
    if (!unit) {
        return std::nullopt;
    }
    std::vector<std::string> path;
    UnitTable units(archive.db());
    constexpr std::size_t deepest = 50;
    for (std::optional<Unit> at = units.find(*unit); at && path.size() < deepest;
         at = at->parent ? units.find(*at->parent) : std::nullopt) {
        path.insert(path.begin(), at->code);
    }
    return path;
}

}  // namespace arc
