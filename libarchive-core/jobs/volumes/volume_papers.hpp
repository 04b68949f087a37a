#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/shelving/thing_papers.hpp"
#include "model/holding.hpp"
#include "rules/volume_order.hpp"

#include <string>
#include <vector>

namespace arc {

// The first of the profile's rules that holds for a paper; where none does, one that keeps the order of arrival and
// numbers pages through the volume.
const VolumeRule& volume_rule_for(const Profile& profile, const Facts& facts);
// By the first paper in it.
const VolumeRule& volume_rule_of(ThingPapers& papers, const Profile& profile, std::int64_t volume);

VolumePaper volume_paper(Archive& archive, const PaperFacts& paper);
// Those in a volume, by position.
std::vector<VolumePaper> papers_of_volume(Archive& archive, ThingPapers& papers, std::int64_t volume);

// Sides of a document that count as pages: declared, else imaged and not blank, else none where its type has none;
// nothing where nobody counted them.
std::optional<std::int64_t> sides_of(Archive& archive, const Document& document);

// Whether a volume was ever bound: then nothing in it is numbered anew.
bool was_bound(Archive& archive, const Volume& volume);

// A new volume: numbered by the profile with these facts, else V000001 …; indexed.
Volume new_volume(Change& change, Volume volume, Facts facts, Day today);

}  // namespace arc
