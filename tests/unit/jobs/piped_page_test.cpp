#include "jobs/piped_page.hpp"

#include "unit/jobs/archive_room.hpp"

#include "catalog/batch_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/page_table.hpp"
#include "record/page_record.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

// An archive whose only page is B1/1.
class OnePage : public ArchiveRoom {
public:
    OnePage() : ArchiveRoom("title: {en: p}\nsubject: none\n") {
        Operation operation(caller, "ingest");
        Change change(*archive, operation);
        Batch batch;
        batch.code = "B1";
        batch.opened = "2026-01-05T08:00:00.000Z";
        page.batch = BatchTable(db()).add(batch);
        page.id = next_number(db(), "page");
        page.seq = 1;
        page.source = "1.pbm";
        PageTable pages(db());
        pages.add(page, pages.add_object(sha256("one"), 1, "pnm", 1));
        page = pages.find(page.id).value();
        change.commit();
    }

    std::string refusal_of(const Record& record) {
        return refusal([&] { read_piped_page(*archive, caller, record); });
    }

    Page page;
};

Record foretold(const Page& page) {
    Record record = page_record(page, "new");
    record.fields.emplace_back("dry_run", true);
    return record;
}

}  // namespace

TEST_CASE("a record of the pipe is taken for the page whose id, place and bytes it tells of") {
    OnePage room;
    const PipedPage piped = read_piped_page(*room.archive, room.caller, page_record(room.page, "known"));
    CHECK(piped.stored.value().id == room.page.id);
    CHECK(piped.told.batch_code == "B1");
}

TEST_CASE("a record whose id another page has is refused") {
    OnePage room;
    Page other = room.page;
    other.batch_code = "D1";
    CHECK(room.refusal_of(page_record(other, "known")) ==
          "standard input: page 1 of this archive is B1/1, not D1/1; "
          "feed this tool the output of a run of arc-ingest on this archive");
    other = room.page;
    other.seq = 2;
    CHECK(difference_of(other, room.page) == "page 1 of this archive is B1/1, not B1/2");
    other = room.page;
    other.object = sha256("two");
    CHECK(difference_of(other, room.page) == "page 1 of this archive, B1/1, has other bytes than its record says");
    other = room.page;
    other.id = 7;
    CHECK(room.refusal_of(page_record(other, "known")) ==
          "page 7: not in this archive; feed this tool the output of a run of arc-ingest on this archive");
}

TEST_CASE("a record of a dry run is taken by a dry run only, even where its page is known") {
    OnePage room;
    CHECK(room.refusal_of(foretold(room.page)) == "page B1/1: is of a dry run; run arc-ingest without -n first");
    room.caller.dry_run = true;
    CHECK(read_piped_page(*room.archive, room.caller, foretold(room.page)).stored.value().id == room.page.id);
}

TEST_CASE("to a dry run a page whose foretold id another page got since is one that is not stored") {
    OnePage room;
    room.caller.dry_run = true;
    Page other = room.page;
    other.batch_code = "D1";
    const PipedPage piped = read_piped_page(*room.archive, room.caller, foretold(other));
    CHECK_FALSE(piped.stored);
    CHECK(piped.told.batch_code == "D1");
}
