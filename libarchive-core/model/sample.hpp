#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// A sample that was drawn (抽查). Instants as texts.
struct DrawnSample {
    std::int64_t id = 0;
    std::string name;  // the profile's
    std::string seed;
    std::string drawn;
    std::int64_t size = 0;  // of what it was drawn from
    std::string state = "open";
};
struct SampleItem {
    std::int64_t ordinal = 0;
    std::string subject;  // customer:3
    std::string stratum;  // code of its unit
    bool lead = false;    // looked at first, not by chance
    std::string outcome;  // right, wrong, unreached; "" not looked at yet
    std::string wrong;    // names of the wrong fields
    std::string note;
    std::string person;
    std::string at;
};

// A count of what stands somewhere (库检).
struct Stocktake {
    std::int64_t id = 0;
    std::int64_t place = 0;
    std::string started;
    std::string finished;
};
struct StocktakeItem {
    std::string thing;     // box:3; ?CODE for what nobody knows
    std::string expected;  // place:4, box:3; "" not expected here
    bool lent = false;
    std::string found;  // place:4; "" not met
    std::string at;
};

}  // namespace arc
