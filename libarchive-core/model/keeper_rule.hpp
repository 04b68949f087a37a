#pragma once

#include "model/condition.hpp"

#include <string>
#include <vector>

namespace arc {

// By what one of several persons is preferred.
enum class KeeperMeasure {
    named,   // a field of the customer names them
    unit,    // the nearest unit, from the customer's own upwards
    fresh,   // has no customer yet
    fewest,  // has the fewest
};

struct KeeperStep {
    KeeperMeasure measure = KeeperMeasure::fewest;
    std::string path;  // of `named`
};

// Who becomes responsible for a customer (profile: responsible): of all with the role, step by step, until one is left.
struct KeeperRule {
    Condition when;
    std::string role;
    std::vector<KeeperStep> by;
    int most = 0;  // customers in one person's care; 0: any number
};

}  // namespace arc
