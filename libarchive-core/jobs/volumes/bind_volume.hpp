#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/holding.hpp"

#include <cstdint>

namespace arc {

// Binds a volume: its papers get their final order (the profile's, unless somebody ordered them by hand), their places
// 1, 2, 3 …, the page each starts on, and the number (档号) that the profile gives when papers are arranged; the volume
// its last page, its width and the day. Papers that have their page already - the volume was bound before, or a
// catalogue says it - keep place and page, and only the rest is numbered, behind them; where such a page shows that
// pages run through the volume they go on doing so. The volume has no last page where one paper's sides were never
// counted.
// Bound already, nothing happens. Faults (refused): an empty volume; a paper of an open batch; a paper whose sides
// nobody counted, where pages run through the volume.
void bind_volume(FilingRun& run, std::int64_t volume);
// Papers of the volume that are no longer valid lie nowhere from now on; binding and ordering leave them out. One that
// has its page already stays: its place is nobody else's.
void leave_out_withdrawn(FilingRun& run, std::int64_t volume);

// A paper comes into a volume: an open one takes it behind the last; a bound one too when the caller says why (its next
// place, its next page, a line on the remark sheet). Errors as put_away.
Result<Done> add_to_volume(FilingRun& run, std::int64_t volume, Thing paper);

}  // namespace arc
