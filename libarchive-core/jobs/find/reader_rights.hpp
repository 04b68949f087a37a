#pragma once

#include "jobs/caller.hpp"
#include "jobs/find/registers.hpp"
#include "jobs/permit.hpp"

namespace arc {

// What the caller may see, for runs that ask about thousands of things: the same answers as has_right(), with the
// person read once.
class ReaderRights {
public:
    ReaderRights(Archive& archive, const Caller& caller);
    bool may(Verb verb, const RightsTarget& target) const;
    // The same with the reason why not.
    Result<Permission> ask(Verb verb, const RightsTarget& target) const;
    // True when no question can be answered with no: an account that open mode does not know.
    bool unlimited() const { return !actor_.registered && actor_.mode == TrustMode::open; }

private:
    Archive* archive_;
    const Caller* caller_;
    Actor actor_;
};

}  // namespace arc
