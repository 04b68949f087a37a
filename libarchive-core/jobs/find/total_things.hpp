#pragma once

#include "jobs/find/find_things.hpp"

namespace arc {

// What the things that fulfil a query come to, however many, as one record of kind "total": how many of each kind; of
// the documents their pages, blank ones, sheets and sides, how many on each medium, and how many by the profile's field
// `acquisition` (transferred, donated, deposited …) where it has one; metres of shelf, to the millimetre, that boxes,
// volumes and documents take, where what lies in a box or volume that is counted takes none of its own. Faults: as
// find_things.
Record total_things(Archive& archive, const Caller& caller, FindRequest request);

}  // namespace arc
