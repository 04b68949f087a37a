#pragma once

#include "jobs/shelving/shelve_verbs.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// Verbs on volumes (arc-file(1)). Texts are as people typed them; Faults say what is wrong.

struct VolumeRequest {
    std::string code;  // "": the profile gives the next one
    std::string title;
    std::string of;                     // a customer, ticket or document whose facts its number shows, or ""
    std::optional<std::int64_t> width;  // millimetres, where somebody measured it
};
Answer open_volume(FilingRun& run, const VolumeRequest& request);
// Documents go behind the last one, in this order. Into a bound volume with the caller's reason: an addition never
// replaces anything and never renumbers what is there; the remark sheet says so. Wrong ones are problems.
ManyDone add_to_volume(FilingRun& run, const std::string& volume, const std::vector<std::string>& documents);
// Out of an open volume. With the caller's reason where it was bound before; the remark sheet says so.
ManyDone remove_from_volume(FilingRun& run, const std::string& volume, const std::vector<std::string>& documents);
// The order of an open volume: the documents given (all of them, once each), or that of the profile. Refused where it
// was ever bound, or where a catalogue says the pages of its papers.
Answer order_volume(FilingRun& run, const std::string& volume, const std::vector<std::string>& documents);
// Binds each. A dry run answers with the papers as well, as show_volume would: with the places, pages and numbers that
// they would get.
ManyDone close_volumes(FilingRun& run, const std::vector<std::string>& volumes);
// Open again, with the caller's reason. What is in it keeps its place, page and number.
Answer reopen_volume(FilingRun& run, const std::string& volume);

enum class VolumeState { any, open, closed, unshelved };
Answer list_volumes(Archive& archive, VolumeState state);
// The volume, its documents in order, and the remarks.
Answer show_volume(Archive& archive, const std::string& volume);

}  // namespace arc
