#pragma once

#include "model/barcode.hpp"

#include <span>
#include <vector>

namespace arc {

// What speaks for a code: wrong reads are worse than misses, so a code is reported only when enough does.
struct Candidate {
    Barcode code;
    int lines = 0;  // scan lines that gave a 1-D code, over all attempts
    int best = 0;   // and in the best attempt; 0 for 2-D codes, which carry their own error correction
};

enum class Belief {
    sure,    // no further attempt is needed
    enough,  // believed when nothing better comes
};

// The smallest upright rectangle around the corners.
Rect bounds(const std::array<Point, 4>& corners);
// Whether the rectangles, each widened by `margin`, have a pixel in common.
bool overlap(Rect a, Rect b, int margin = 0);
// Corners in the order that Barcode promises: clockwise from the upper left of the upright page.
std::array<Point, 4> upright(std::array<Point, 4> corners);

// Adds what one attempt saw: a code that an earlier attempt saw at that place gains lines, others are new. Two codes
// of one attempt are never taken for the same.
void add_attempt(std::vector<Candidate>& known, std::span<const Candidate> attempt);

// The codes to be believed, in reading order (top to bottom; what stands side by side, from left to right).
// How many lines that takes, half of them in one attempt, depends on the format: one with a strong check character
// needs two, one that can be imitated by a part of another code up to two dozen. Where several texts compete for a
// place, a winner needs four times the lines of the others.
std::vector<Barcode> believed(std::span<const Candidate> candidates, Belief belief);

}  // namespace arc
