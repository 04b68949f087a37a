#pragma once

#include "model/profile.hpp"

#include <string>
#include <string_view>

namespace arc {

// A document's term for people, from its stored text and last day:
//   "high voltage, closed 2019-04-01 + 5 years = 2024-04-01"
//   "high voltage, closed (not yet) + 5 years"
//   "D30: end of the year 2026-12-31 + 30 years = 2056-12-31"
//   "supply contract, permanent", "appraisal 3: until 2040-12-31", "no rule"
// Names are told by the profile's English titles, else the Chinese ones; a text of another form is told as it is.
std::string retention_words(const Profile& profile, std::string_view stored, std::string_view until);

// How long, as covers and registers print it (保管期限): 永久, 定期30年, 5年, 18个月, "至 2040-12-31" where an
// appraisal said so; "" where the text tells no term.
std::string term_for_print(const Profile& profile, std::string_view stored);

}  // namespace arc
