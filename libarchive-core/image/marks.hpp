#pragma once

#include "model/raster.hpp"

namespace arc {

// Square millimetres of ink on a reduced page that look like writing, print or pictures; counting ends where there is
// plenty. Left out, each with its limit in marks.cpp: specks, what touches the edge of the page, punch holes, straight
// streaks and rules, and the crumbs of a page that shines through.
double writing_on(const BitImage& reduced, double dots_per_mm);

}  // namespace arc
