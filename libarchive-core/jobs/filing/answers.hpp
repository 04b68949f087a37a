#pragma once

#include "jobs/change.hpp"
#include "model/value.hpp"

#include <functional>
#include <vector>

namespace arc {

using Answer = std::vector<Record>;

// Does the work in one change and gives its answer. With --request KEY the answer is kept in the event, and a repeat of
// the key gives it again without doing anything; a key that another verb used is a Fault (usage).
Answer answer_once(Archive& archive, Operation& operation, const std::function<Answer(Change&)>& work);

}  // namespace arc
