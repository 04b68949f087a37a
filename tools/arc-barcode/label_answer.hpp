#pragma once

#include "tools/common/pdf_answer.hpp"

#include <string>
#include <vector>

namespace arc {

// Columns of lists of labels.
extern const std::vector<ViewColumn> label_columns;
// The kinds of labels that people may name: document, volume, box …
std::vector<std::string> label_kind_words();

}  // namespace arc
