#pragma once

#include "barcode/cell_grid.hpp"
#include "model/raster.hpp"

#include <vector>

namespace arc {

// Where a page looks like a code, in pixels, without quiet zones.

// Bars: edges of one direction over at least twelve cells across and six along.
std::vector<Rect> bar_areas(const CellGrid& grid);
// Around the finders of QR and Aztec codes; and what is as much black as white, has as many standing as lying edges,
// paper around it and the border of a Data Matrix.
std::vector<Rect> module_areas(const CellGrid& grid, const BitImage& page);
// The four long bars of a patch code; of 0.8 in, where the resolution is known.
std::vector<Rect> patch_areas(const CellGrid& grid, double dpi);

}  // namespace arc
