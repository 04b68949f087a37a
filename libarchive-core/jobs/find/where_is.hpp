#pragma once

#include "jobs/find/thing_record.hpp"
#include "jobs/record_sink.hpp"

#include <string>

namespace arc {

// Where a thing is now: "一号库房 R1 > 三号柜 R1-C3 > position 2 > box H000001 >
// volume 2025-00001 > item 3"; for what was only
// scanned, its pages and their batch. A ticket, customer or node of the series is where its documents are: one record
// each.
class WhereIs {
public:
    WhereIs(Archive& archive, ThingRecords& records) : archive_(&archive), records_(&records) {}
    // Records of kind "location": thing, path (a list of kind, code, name from the room down), since, text, and for
    // pages batch, seq, object and frame.
    void put(Thing thing, RecordSink& sink);
    // The words alone.
    std::string text(Thing thing);

private:
    Record location(Thing thing);
    void put_one(Thing thing, RecordSink& sink);
    std::string lent(Thing thing);
    void add_place(List& path, std::optional<std::int64_t> place);
    // Where a thing stands, from the room down to its position on the shelf.
    void add_stay(List& path, Thing thing);
    void add_box(List& path, std::int64_t box);
    void add_volume(List& path, std::int64_t volume);
    void add_document(List& path, Object& fields, std::int64_t document);
    void add_page(List& path, Object& fields, std::int64_t page);
    void add_organisation(List& path, Thing thing);
    std::vector<std::int64_t> documents_of(Thing thing);

    Archive* archive_;
    ThingRecords* records_;
    std::string since_;  // instant since which the thing, or what holds it, stands where it does
};

}  // namespace arc
