#pragma once

#include "jobs/filing/filing_run.hpp"

#include <string>
#include <vector>

namespace arc {

// Where the original went after the copy was laid beside it.
enum class OriginalWent { returned, kept };

// The caller has compared these copies with their originals (核对, S14 S44): an entry of the kind copy-check for each,
// with who and when, and the document's `paper` is `returned` where the original went back and the image alone stays,
// `here` where it was kept. The same answer again is no second entry; another one puts the first right, both stay. Bad
// lines are problems. Faults: no right to file there; none could be taken.
Answer compare_copies(FilingRun& run, const std::vector<std::string>& documents, OriginalWent went);

}  // namespace arc
