#pragma once

#include "catalog/sqlite.hpp"
#include "model/stay.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// A thing that stands at a place, with its size.
struct Standing {
    std::int64_t place = 0;
    std::int64_t position = 0;
    ThingSize size;
};

// What lies where: the open rows of `stay` and the columns place, box, volume and position of things, always written
// together. Only jobs/shelving/put_away writes through it; it decides, this writes.
class StayTable {
public:
    explicit StayTable(Db& db) : db_(&db) {}

    // The place, box or volume that holds a box, volume or document; nothing where none does.
    std::optional<Thing> holder_of(Thing thing);
    // The open row of a thing that stands at a place.
    std::optional<Stay> now(Thing thing);
    std::vector<Stay> of_thing(Thing thing);              // oldest first
    std::vector<Stay> at(std::int64_t place);             // now, by position
    std::vector<Stay> history_of(std::int64_t place);     // all, oldest first
    std::vector<Stay> since(const std::string& instant);  // that began or ended then or later
    // The greatest position that was ever used there; 0 for none.
    std::int64_t last_position_ever(std::int64_t place);
    // What lies directly in a box (volumes by code, then documents by position) or volume, without destroyed ones.
    std::vector<Thing> inside(Thing holder);
    // The documents in a thing, through boxes and volumes, in order; the document itself for a document.
    std::vector<std::int64_t> documents_in(Thing thing);
    // The greatest position in a box or volume; 0 for none.
    std::int64_t last_position(Thing holder);
    ThingSize size_of(Thing thing);
    // Everything that stands anywhere, by place and position.
    std::vector<Standing> standing();
    std::vector<Standing> standing_at(std::int64_t place);
    // Volumes and boxes that stand and lie nowhere and have something in them; of volumes the closed ones.
    std::vector<Thing> waiting_holders();
    // Documents that lie nowhere, not withdrawn, whose paper may be here; by id.
    std::vector<std::int64_t> waiting_documents(std::int64_t after, std::int64_t most);
    // The things whose open row and own columns tell different stories.
    std::vector<Thing> inconsistent();

    // The thing must be held by nothing.
    void stand(Thing thing, std::int64_t place, std::int64_t position, const std::string& since);
    void lie(Thing thing, Thing holder, std::optional<std::int64_t> position);
    // Held by nothing from now on. A document keeps no position.
    void leave(Thing thing, const std::string& until, const std::string& reason);
    // Makes room: what stands at this position and on moves one to the right, up to the first gap.
    void shift(std::int64_t place, std::int64_t position);

private:
    Db* db_;
};

// Remarks of volumes and boxes.
class RemarkTable {
public:
    explicit RemarkTable(Db& db) : db_(&db) {}
    std::vector<Remark> of(Thing thing);  // oldest first
    void add(const Remark& remark);

private:
    Db* db_;
};

}  // namespace arc
