#pragma once

#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"
#include "model/holding.hpp"
#include "model/label_code.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What has become of a label.
//   spoiled  it must not be used
//   used     a page that carried it has come
//   unseen   no page has, though one with a later label of its kind has: it was passed over
//   issued   neither
// `newest_used`: the last code of each kind that a page has carried.
std::string label_state(const Label& label, const std::map<std::string, std::string>& newest_used);

// The record of a label: code, kind, state, thing, name, title, issued, printed, used, spoiled, outdated.
Record label_record(Archive& archive, const Label& label, const std::map<std::string, std::string>& newest_used);

struct LedgerRequest {
    std::string state;              // "" for all
    std::optional<LabelKind> kind;  // none for all
    bool outdated = false;          // only those whose printed words no longer fit the record
};
void list_labels(Archive& archive, const LedgerRequest& request, RecordSink& sink);
// Faults: not_found, with the nearest thing to do; damaged or usage for what is no code of ours.
void show_label(Archive& archive, const std::string& code, RecordSink& sink);

// Each must not be used from now on, with the caller's reason. Codes that are none are problems; the others are spoiled.
ExitStatus spoil_labels(Archive& archive, Operation& operation, const std::vector<std::string>& codes, Reporter& reporter);

// Blank labels stand for things from now on: code, thing, code, thing … Bound to the same thing already, nothing
// happens. Faults (nothing is bound): a code that is none, is spoiled or stands for something else; a thing of another
// kind, or one that has a label.
void bind_labels(Archive& archive, Operation& operation, const std::vector<std::string>& pairs);

// The label of a code as typed or scanned. Errors: not_found; damaged, usage or refused for what is no code of ours.
Result<Label> find_label(Archive& archive, const std::string& typed);
// What the ledger writes for a thing of this kind: "ticket:12"; for document types the type's name, also found by its
// code and its Chinese title. Throws a Fault when there is none.
std::string thing_for_label(Archive& archive, LabelKind kind, const std::string& typed);

}  // namespace arc
