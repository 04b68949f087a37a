#pragma once

#include "base/result.hpp"
#include "jobs/archive.hpp"
#include "model/thing.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arc {

// A THING as people name it (design.md section 6): a code of ours, scanned or typed, of any width and case; a
// customer's number, also a former one; a ticket's number; a 档号, also in another punctuation, without its zeros, or
// with another number that the fonds has or had; the code of a volume, box, place, series, person, unit or batch; a
// page as batch/number; 64 hexadecimal digits: the pages that show that file; or kind:number, where the number is
// looked for first and then, if it is all digits, the catalog's own id (kind:#12 is always the id). Errors: usage (not
// a THING at all, or a label that stands for no single thing), not_found, damaged (one of our codes, misread),
// ambiguous (all meanings are listed; nothing is guessed).
Result<Thing> resolve_thing(Archive& archive, std::string_view text);
// The same; the thing must be of this kind, whose numbers alone are tried: for options such as --ticket N.
Result<Thing> resolve_thing(Archive& archive, std::string_view text, ThingKind kind);

// How a thing is named on a command line and in findings: "ticket:20240001", "document:#12" where it has no number.
std::string name_of(Db& db, Thing thing);

}  // namespace arc
