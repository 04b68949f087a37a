#pragma once

#include "jobs/filing/filing_run.hpp"

#include <string>
#include <vector>

namespace arc {

// Verbs on places (arc-file(1)). Texts are as people typed them; fields are "name=value": name, kind, parent, zone,
// capacity (millimetres), most (things), keeper (a person); an empty value takes one away. Faults say what is wrong.

// A new place. The same again answers with the place that is there; one that says something else is refused. So is one
// below a place at which things stand, where only the lowest places hold things.
Answer add_place(FilingRun& run, const std::string& code, const std::vector<std::string>& fields);
// Refused: less room than what stands there takes; under itself or at a level that does not go there.
Answer set_place(FilingRun& run, const std::string& code, const std::vector<std::string>& fields);

// What closing a place came to: refused, the answer is what still stands there or below.
struct ClosedPlace {
    Answer answer;
    bool refused = false;
};
// Nothing is put there or below any more, with the caller's reason. `closed=` in set_place opens it again.
ClosedPlace close_place(FilingRun& run, const std::string& code);

// The tree from a place, or from the top with "", with what is free.
Answer list_places(Archive& archive, const std::string& from);
// The place and what stands there now.
Answer show_place(Archive& archive, const std::string& code);

}  // namespace arc
