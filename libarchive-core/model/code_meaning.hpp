#pragma once

#include "model/label_code.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// What a code on a page tells the filing.
enum class CodeMeans {
    nothing,  // evidence only
    ticket,
    document,
    document_type,
    customer,
    volume,
    box,
    place,
    person,
    unit,
    handover,
    batch,
    separator,  // a new document begins, nothing more is said
    batch_end,
    attachment,
    ignore,
    fields,  // names several things at once
};

struct CodeMeaning {
    CodeMeans means = CodeMeans::nothing;
    bool own = false;    // a label of ours; `label` is its code
    bool sheet = false;  // it stands on a sheet of its own, not on the paper it speaks of
    std::string label;   // the code as printed
    std::optional<Control> control;
    std::string type;  // a document type, where the code or its pattern names one
    std::vector<std::pair<std::string, std::string>>
        names;            // ticket -> 2024…, customer -> …; from the pattern's groups
    std::string trouble;  // looked like one of ours but is not sound; "" else
};

}  // namespace arc
