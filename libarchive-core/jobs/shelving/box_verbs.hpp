#pragma once

#include "jobs/shelving/shelve_verbs.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// Verbs on boxes (arc-file(1)). Texts are as people typed them; Faults say what is wrong.

struct BoxRequest {
    std::string code;  // "": the profile gives the next one
    std::string title;
    std::optional<std::int64_t> width;  // millimetres; DA/T 22-2015 knows 20, 30, 40 and 50
    std::string at;                     // a place, or ""
};
Answer open_box(FilingRun& run, const BoxRequest& request);
// Volumes and documents go in, in this order. Wrong ones are problems: those that the box's rule keeps apart (unless
// the caller says why), bound papers, no room. A paper that the profile numbers when it is arranged gets its number.
ManyDone put_in_box(FilingRun& run, const std::string& box, const std::vector<std::string>& things);
// Out again, with the caller's reason; they lie nowhere then.
ManyDone take_from_box(FilingRun& run, const std::string& box, const std::vector<std::string>& things);

enum class BoxState { any, shelved, unshelved, empty };
Answer list_boxes(Archive& archive, BoxState state);
// The box and what is in it: volumes, then documents.
Answer show_box(Archive& archive, const std::string& code);

}  // namespace arc
