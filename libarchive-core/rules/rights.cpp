#include "rules/rights.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arc {
namespace {

constexpr std::array<std::string_view, 5> built_in_roles{"admin", "operator", "archivist", "auditor", "leader"};

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
    return std::ranges::count(list, wanted) != 0;
}

bool is_person(const Actor& actor, const std::string& person) {
    return !person.empty() && person == actor.person;
}

bool reads(Verb verb) {
    return verb == Verb::view || verb == Verb::print || verb == Verb::copy || verb == Verb::lend ||
           verb == Verb::unmask;
}

// What a row of rights says to one question: nothing stands in the way, or what does.
struct RowAnswer {
    bool speaks = false;  // the row is about this verb at all
    std::string lacks;    // "" when allowed
    std::string next;
};

bool unit_fits(const Right& right, const Actor& actor, const RightsTarget& target) {
    if (right.units == UnitScope::all || !target.unit_path) {
        return true;
    }
    const std::vector<std::string>& path = *target.unit_path;
    switch (right.units) {
        case UnitScope::own:
            return !path.empty() && !actor.unit.empty() && path.back() == actor.unit;
        case UnitScope::tree:
            return !actor.unit.empty() && contains(path, actor.unit);
        case UnitScope::listed:
            return std::ranges::any_of(path,
                                       [&](const std::string& unit) { return contains(right.listed_units, unit); });
        case UnitScope::all:
            break;
    }
    return true;
}

// The restriction that the target does not meet, or "".
std::string outside(const Right& right, const Actor& actor, const RightsTarget& target) {
    if (target.type && !right.types.empty() && !contains(right.types, *target.type)) {
        return say("documents of type '{}'", *target.type);
    }
    if (target.stage && !right.stages.empty() && !contains(right.stages, *target.stage)) {
        return say("tickets at stage '{}'", *target.stage);
    }
    if (right.secrecy >= 0 && target.secrecy > right.secrecy) {
        return say("secrecy {}, at most {}", target.secrecy, right.secrecy);
    }
    if (!unit_fits(right, actor, target)) {
        return say("other units");
    }
    if (right.only_own && !is_person(actor, target.holder) && !is_person(actor, target.responsible)) {
        return say("what others hold");
    }
    return {};
}

RowAnswer ask_row(const Right& right, const Actor& actor, Verb verb, const RightsTarget& target,
                  const Grounds& grounds) {
    if (std::ranges::count(right.may, verb) == 0) {
        return {};
    }
    if (const std::string what = outside(right, actor, target); !what.empty()) {
        return {true, say("not allowed to {}: {}", to_text(verb), what), {}};
    }
    if (right.needs_purpose && trim(grounds.purpose).empty()) {
        return {true, say("a purpose is needed"), say("say it with --reason")};
    }
    if (right.needs_consent && !grounds.consent) {
        return {true, say("the customer's consent is needed"), say("record it first")};
    }
    if (right.needs_approval && grounds.approved_by.empty()) {
        return {true, say("an approval is needed"), say("ask with arc-lend request")};
    }
    return {true, {}, {}};
}

Error refusal(const Actor& actor, std::string what, std::string next = {}) {
    return {ErrorCode::refused, actor.person, std::move(what), std::move(next)};
}

// The roles with a row of the profile or a right of their own for this verb.
std::vector<std::string> roles_that_may(const Profile& profile, Verb verb) {
    std::vector<std::string> roles;
    for (const Right& right : profile.rights) {
        if (std::ranges::count(right.may, verb) != 0 && !contains(roles, right.role)) {
            roles.push_back(right.role);
        }
    }
    for (const std::string_view role : built_in_roles) {
        const bool has_rows = std::ranges::count(profile.rights, role, &Right::role) != 0;
        if (!has_rows && std::ranges::count(built_in_rights(role), verb) != 0) {
            roles.emplace_back(role);
        }
    }
    return roles;
}

Result<Permission> ask_roles(const Profile& profile, const Actor& actor, Verb verb, const RightsTarget& target,
                             const Grounds& grounds) {
    RowAnswer nearest_row;
    for (const std::string& role : actor.roles) {
        bool has_rows = false;
        for (std::size_t i = 0; i < profile.rights.size(); ++i) {
            const Right& right = profile.rights[i];
            if (right.role != role) {
                continue;
            }
            has_rows = true;
            const RowAnswer answer = ask_row(right, actor, verb, target, grounds);
            if (answer.speaks && answer.lacks.empty()) {
                return Permission{say("role {}, rights[{}]", role, i)};
            }
            // A row that lacks only grounds is the most useful to hear of.
            if (answer.speaks && (!nearest_row.speaks || !answer.next.empty())) {
                nearest_row = answer;
            }
        }
        const std::vector<Verb> verbs = has_rows ? std::vector<Verb>{} : built_in_rights(role);
        if (std::ranges::count(verbs, verb) != 0) {
            return Permission{say("role {}", role)};
        }
    }
    if (nearest_row.speaks) {
        return refusal(actor, nearest_row.lacks, nearest_row.next);
    }
    if (actor.roles.empty()) {
        return refusal(actor, say("not allowed to {}: no role", to_text(verb)), say("arc-admin role add gives one"));
    }
    const std::vector<std::string> others = roles_that_may(profile, verb);
    return refusal(actor, say("not allowed to {} as {}", to_text(verb), join(actor.roles, ", ")),
                   others.empty() ? say("no role may") : say("who has one of these roles may: {}", join(others, ", ")));
}

bool in_circle(const Circle& circle, const Actor& actor, const RightsTarget& target) {
    const bool own_unit = target.unit_path && contains(*target.unit_path, actor.unit) && !actor.unit.empty();
    const bool has_role =
        std::ranges::any_of(actor.roles, [&](const std::string& role) { return contains(circle.roles, role); });
    return (circle.holder && is_person(actor, target.holder)) ||
           (circle.responsible && is_person(actor, target.responsible)) || (circle.unit && own_unit) || has_role;
}

// The first circle that is about the target decides. What cannot be told does not open a circle.
std::optional<Error> outside_circle(const Profile& profile, const Actor& actor, const RightsTarget& target,
                                    const Grounds& grounds) {
    for (const Circle& circle : profile.circles) {
        const ConditionAnswer about = target.look_up ? evaluate(circle.when, target.look_up) : ConditionAnswer{};
        if (!about.holds && !about.unknown) {
            continue;
        }
        const bool let_in =
            !circle.approve.empty() && std::ranges::all_of(circle.approve, [&](const std::string& role) {
                return contains(grounds.approved_by, role);
            });
        if (in_circle(circle, actor, target) || let_in) {
            return std::nullopt;
        }
        return refusal(
            actor, say("outside the circle that may know"),
            circle.approve.empty() ? std::string() : say("needs the approval of {}", join(circle.approve, " and ")));
    }
    return std::nullopt;
}

}  // namespace

Result<Permission> may(const Profile& profile, const Actor& actor, Verb verb, const RightsTarget& target,
                       const Grounds& grounds) {
    if (!actor.registered) {
        if (actor.mode == TrustMode::open) {
            return Permission{say("open mode")};
        }
        return refusal(actor, say("not registered with this archive"), say("arc-admin person add does that"));
    }
    if (actor.disabled) {
        return refusal(actor, say("the account was closed"), say("somebody else must do this"));
    }
    Result<Permission> permission = ask_roles(profile, actor, verb, target, grounds);
    if (!permission || !reads(verb)) {
        return permission;
    }
    if (const std::optional<Error> outsider = outside_circle(profile, actor, target, grounds)) {
        return *outsider;
    }
    return permission;
}

std::vector<Verb> built_in_rights(std::string_view role) {
    using enum Verb;
    static const std::array<std::pair<std::string_view, std::vector<Verb>>, 5> rows{{
        {"admin", {find, import, configure, appoint, backup, log, undo, audit, label}},
        {"operator", {find, view, capture, label, file, shelve}},
        {"archivist",
         {find, view, print, copy, capture, label, file, change, close, handover, review, shelve, request, lend,
          appraise, dispose, audit, import}},
        {"auditor", {find, view, audit, review, log}},
        {"leader", {find, view, print, approve, waive, audit, log}},
    }};
    for (const auto& [name, verbs] : rows) {
        if (name == role) {
            return verbs;
        }
    }
    return {};
}

}  // namespace arc
