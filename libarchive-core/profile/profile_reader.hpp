#pragma once

#include "model/profile.hpp"
#include "profile/reading.hpp"

namespace arc {

// Reads a whole profile out of its tree; what is wrong is noted in `reading`.
Profile read_profile(Reading& reading, const YamlNode& root);

}  // namespace arc
