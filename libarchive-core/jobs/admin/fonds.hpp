#pragma once

#include "jobs/filing/filing_run.hpp"

#include <string>

namespace arc {

// The fonds gets another number (全宗号) from a day on ("" for today): new 档号 carry it, numbers that were given stay
// as they are, and things are found under every number that the fonds ever had. archive.yaml keeps the first one. The
// number in force again, nothing happens. Faults: usage (no number, or no fonds), refused (a number it had before; a
// day before the last revision).
Answer revise_fonds(FilingRun& run, const std::string& number, const std::string& since);
// Records of kind "fonds": number, since, until; oldest first.
Answer list_fonds(Archive& archive);

}  // namespace arc
