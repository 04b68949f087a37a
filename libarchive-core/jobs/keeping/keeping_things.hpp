#pragma once

#include "jobs/archive.hpp"
#include "model/document.hpp"
#include "model/hold.hpp"
#include "model/thing.hpp"

#include <string>
#include <vector>

namespace arc {

// The documents that things stand for, each once, in the order given: of a ticket, customer, node of the series, volume
// or box all that are in it. Faults: what resolve_thing says; usage for things that hold no documents.
std::vector<std::int64_t> documents_named(Archive& archive, const std::vector<std::string>& things);

// A thing that a hold can be placed on. Fault (usage) for other kinds.
Thing holdable_thing(Archive& archive, const std::string& text);
// The holds in force on a document or on anything it belongs to, by number.
std::vector<Hold> holds_on(Archive& archive, std::int64_t document);
// All documents that a hold in force protects, by id.
std::vector<std::int64_t> held_documents(Archive& archive);
// The holds in force on the thing itself.
std::vector<Hold> holds_on_itself(Archive& archive, Thing thing);
// "hold 3 on customer:1001: lawsuit"
std::string words_of(Archive& archive, const Hold& hold);

}  // namespace arc
