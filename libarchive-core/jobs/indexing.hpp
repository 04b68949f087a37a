#pragma once

#include "jobs/archive.hpp"
#include "model/thing.hpp"

#include <cstdint>

namespace arc {

// What people would type to find a thing: numbers, names now and before, titles, authors, 档号, dates, and the
// profile's fields but for private ones and those with `search: false`. Tickets and documents are also found by their
// customer. Call these in the Change that adds or changes the thing; a thing that is gone is taken out of the index.
void index_customer(Archive& archive, std::int64_t id);
// The customer and all its tickets and documents: when its number, name, class or status has changed.
void index_customer_with_all_of_it(Archive& archive, std::int64_t id);
void index_ticket(Archive& archive, std::int64_t id);
void index_document(Archive& archive, std::int64_t id);
void index_volume(Archive& archive, std::int64_t id);
void index_box(Archive& archive, std::int64_t id);
void index_place(Archive& archive, std::int64_t id);
void index_series(Archive& archive, std::int64_t id);
void index_person(Archive& archive, std::int64_t id);
void index_unit(Archive& archive, std::int64_t id);
// Any of them; batches, pages and events are not indexed.
void index_thing(Archive& archive, Thing thing);

}  // namespace arc
