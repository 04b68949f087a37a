#pragma once

#include "jobs/change.hpp"
#include "model/holding.hpp"
#include "model/label_code.hpp"

#include <string>
#include <vector>

namespace arc {

// The label of this kind that the thing has, or a new one; counted as printed with the words that the record gives it.
// `thing` as the ledger has it: "ticket:12", or a document type's name.
Label print_label_of(Change& change, LabelKind kind, const std::string& thing);
// The label that the thing has, or a new one that nobody has printed yet.
Label issue_label_of(Change& change, LabelKind kind, const std::string& thing);
// New numbers that stand for nothing yet, counted as printed.
std::vector<Label> print_blank_labels(Change& change, LabelKind kind, int count);
// A label that was issued before is printed once more.
Label print_again(Change& change, const std::string& code);

// A --request key answers the verb it was first used with; with another one it is a mistake (Fault, usage).
void require_same_verb(const Event& before, const Operation& operation);

}  // namespace arc
