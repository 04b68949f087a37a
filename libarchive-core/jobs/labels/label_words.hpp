#pragma once

#include "jobs/archive.hpp"
#include "model/label_code.hpp"
#include "model/thing.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// What stands beside a code, for people: in Chinese, from the record and the profile. Private values never do.
struct LabelWords {
    std::string title;
    std::vector<std::string> lines;
    // Both in one line, as the ledger keeps them.
    std::string together() const;
};

// `thing` as the ledger has it: "ticket:12", for document types the type's name; "" gives no words.
LabelWords label_words(Archive& archive, LabelKind kind, const std::string& thing);

// "ticket:12" as a Thing; nothing for document types and blank labels.
std::optional<Thing> thing_of_label(const std::string& thing);
// The kind of label that such a thing carries; nothing for those that carry none (pages, events, series …).
std::optional<LabelKind> label_kind_of(ThingKind kind);
std::optional<ThingKind> thing_kind_of(LabelKind kind);

}  // namespace arc
