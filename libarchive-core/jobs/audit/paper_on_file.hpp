#pragma once

#include "model/filed_papers.hpp"
#include "model/holding.hpp"
#include "model/profile.hpp"
#include "rules/completeness.hpp"

namespace arc {

// What is filed, as rules/completeness judges it. Blank sides count where the profile says so.
DocumentOnFile paper_on_file(const Profile& profile, const FiledPaper& paper);
DocumentOnFile waiver_on_file(const Waiver& waiver);

}  // namespace arc
