#pragma once

#include "support/samples/chance.hpp"
#include "support/samples/plan.hpp"

#include <cairo.h>

namespace arc_tests {

// A4 at 300 dpi.
inline constexpr int paper_width = 2480;
inline constexpr int paper_height = 3508;

constexpr double mm(double length) {
    return length * 300 / 25.4;
}

// Draws a page of business paper as its title asks: a contract with clauses, seals and signatures, a copied
// certificate or identity card, else a form with a table. What is invented is drawn from chance.
void draw_page(cairo_t* paper, const PlannedSide& page, Chance& chance);

}  // namespace arc_tests
