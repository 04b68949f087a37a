#pragma once

#include "base/result.hpp"
#include "image/image_file.hpp"
#include "model/page_hash.hpp"

namespace arc {

// The dots to the inch at which the writing of pages is compared: lines of 8-point text still stand apart.
inline constexpr double writing_dpi = 75;

// What is written on a page, fit to be held against another scan of it: 0 where there is paper, up to 255 where there
// is ink, whatever the light; at 75 dpi, its lines level, without the outermost 7 mm, where shadows and edges are.
// `dpi` is that of `gray`.
GrayImage page_writing(const GrayImage& gray, double dpi);
// The same of a frame, decoded at the scale that is needed. Where its dpi is not known or hardly true, its shorter side
// is taken for that of A4 (210 mm). Errors: as ImageFile::read_gray.
Result<GrayImage> read_page_writing(ImageFile& file, int frame);

// Over the part of the page that is written on, so that it does not matter where on the glass the sheet lay.
PageHash hash_of(const GrayImage& writing);

// How well what is written on either page is found at its place on the other, 0 to 1, after one has been laid over the
// other: the correlation that 19 in 20 squares of 11 mm with writing in them reach. A few lines more or less make two
// pages differ; one word does not.
double likeness(const GrayImage& one, const GrayImage& other);

}  // namespace arc
