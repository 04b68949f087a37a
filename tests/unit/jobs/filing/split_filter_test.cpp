#include "jobs/filing/split_filter.hpp"

#include "unit/jobs/archive_room.hpp"

#include "catalog/batch_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/document_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/split_again.hpp"
#include "jobs/labels/issue_labels.hpp"
#include "label/label_code.hpp"
#include "record/page_record.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace arc;

namespace {

using Stack = std::vector<std::string>;  // of each page its code, "" for paper without one

// An archive with two tickets and the labels of its sheets; batches of pages whose codes were read.
class ScanRoom : public ArchiveRoom {
public:
    ScanRoom()
        : ArchiveRoom(
              "title: {en: p}\nsubject: none\n"
              "document_types: {paper: {en: paper}, deed: {en: deed}}\n"
              "ticket_types: {new: {title: {en: new}, stages: [open, filed]}}\n") {
        add_ticket("T1");
        add_ticket("T2");
        Operation operation(caller, "sheets");
        Change change(*archive, operation);
        first = issue_label_of(change, LabelKind::ticket, "ticket:1").code;
        second = issue_label_of(change, LabelKind::ticket, "ticket:2").code;
        unknown = issue_label_of(change, LabelKind::ticket, "").code;
        paper = issue_label_of(change, LabelKind::document_type, "paper").code;
        deed = issue_label_of(change, LabelKind::document_type, "deed").code;
        change.commit();
        const std::string& name_space = archive->config().label_namespace;
        attachment = format_label_code(control_code(name_space, {ControlFunction::attachment, 0}));
        ignore = format_label_code(control_code(name_space, {ControlFunction::ignore, 0}));
    }

    std::string end_of(std::uint32_t pages) {
        return format_label_code(control_code(archive->config().label_namespace, {ControlFunction::batch_end, pages}));
    }

    std::int64_t open_batch(bool duplex) {
        Operation operation(caller, "ingest");
        Change change(*archive, operation);
        Batch batch;
        batch.code = "B" + std::to_string(++batches_);
        batch.opened = "2026-01-05T08:00:00.000Z";
        batch.duplex = duplex;
        batch.id = BatchTable(db()).add(batch);
        change.commit();
        return batch.id;
    }

    // Takes these pages in, as arc-ingest and, with `read`, arc-barcode do.
    std::vector<Page> take_in(std::int64_t batch, const Stack& stack, bool read = true) {
        Operation operation(caller, "ingest");
        Change change(*archive, operation);
        PageTable pages(db());
        std::vector<Page> taken;
        for (const std::string& code : stack) {
            Page page;
            page.id = next_number(db(), "page");
            page.batch = batch;
            page.seq = pages.last_seq(batch) + 1;
            page.source = std::to_string(page.id);
            page.look.frame.width = page.look.frame.height = 10;
            pages.add(page, pages.add_object(sha256(page.source), 1, "pnm", 1));
            if (read) {
                pages.set_barcodes(page.id,
                                   code.empty() ? std::vector<Barcode>{} : std::vector{Barcode{{}, code, {}, "x"}});
                pages.set_codes_read(page.id, "usual");
            }
            taken.push_back(pages.find(page.id).value());
        }
        change.commit();
        return taken;
    }

    // One group with its batch record.
    static void feed(SplitFilter& filter, const std::vector<Page>& pages) {
        for (const Page& page : pages) {
            filter.take_page(page_record(page, "known"));
        }
        filter.take_batch({"batch", {{"batch", pages.empty() ? "" : pages.front().batch_code}, {"status", 0}}});
    }
    ExitStatus split(const std::vector<Page>& pages) { return split_in_one_run({pages}); }
    ExitStatus split_in_one_run(const std::vector<std::vector<Page>>& groups) {
        Operation operation(caller, "split");
        SplitFilter filter(*archive, operation, reporter, sink);
        for (const std::vector<Page>& group : groups) {
            feed(filter, group);
        }
        return filter.finish();
    }
    std::vector<Page> all(std::int64_t batch) {
        std::vector<Page> pages;
        PageTable(db()).for_each_in_batch(batch, 1, [&](const Page& page) { pages.push_back(page); });
        return pages;
    }

    // "3 content paper T1 of 3, position 1": the same for every batch that was split the same way.
    std::vector<std::string> places(std::int64_t batch) {
        std::vector<std::string> lines;
        std::map<std::int64_t, std::int64_t> first_page;  // of each document
        for (const Page& page : all(batch)) {
            std::string line = say("{} {} {}", page.seq, to_text(page.role), page.reason);
            if (page.document != 0) {
                const Document document = DocumentTable(db()).find(page.document).value();
                const std::int64_t from = first_page.emplace(page.document, page.seq).first->second;
                line +=
                    say("{} T{} of {}, position {}", document.type, document.ticket.value_or(0), from, page.position);
            }
            lines.push_back(line);
        }
        return lines;
    }

    std::string first, second, unknown, paper, deed, attachment, ignore;
    HeldRecords sink;

private:
    void add_ticket(const std::string& number) {
        Operation operation(caller, "ticket open");
        Change change(*archive, operation);
        Ticket ticket;
        ticket.number = number;
        ticket.type = "new";
        ticket.opened = "2026-01-05";
        ticket.stage = "open";
        TicketTable(db()).add(ticket);
        change.commit();
    }
    int batches_ = 0;
};

Stack part_of(const Stack& stack, std::size_t from, std::size_t to) {
    return {stack.begin() + static_cast<std::ptrdiff_t>(from), stack.begin() + static_cast<std::ptrdiff_t>(to)};
}

}  // namespace

TEST_CASE("a page that comes in a later run goes on where the pages of its batch before it left off") {
    ScanRoom room;
    const std::int64_t batch = room.open_batch(false);
    room.split(room.take_in(batch, {room.first, room.paper, ""}));
    room.split(room.take_in(batch, {""}));
    CHECK(room.places(batch) == std::vector<std::string>{"1 separator ", "2 separator ",
                                                         "3 content paper T1 of 3, position 1",
                                                         "4 content paper T1 of 3, position 2"});
    CHECK(room.reporter.problems.empty());
    REQUIRE(room.sink.records.size() == 4);  // the document twice, and two batch records
    CHECK(Value(room.sink.records[2].fields).text_of("outcome") == "filed");
}

TEST_CASE("a stack cut at any places, into runs or groups of one run, gives the documents that it gives in one") {
    ScanRoom room;
    std::mt19937 random(20260105);
    const Stack codes{room.first,  room.second, room.paper, room.deed, room.unknown, room.attachment,
                      room.ignore, "",          "",         "",        "",           ""};
    for (int round = 0; round < 12; ++round) {
        const bool duplex = round % 3 == 2;
        Stack stack{room.first, room.paper};
        for (int i = 0; i < 10; ++i) {
            stack.push_back(codes[random() % codes.size()]);
        }
        stack.push_back(room.end_of(3 + random() % 4));
        const std::int64_t whole = room.open_batch(duplex);
        room.reporter.problems.clear();
        room.split(room.take_in(whole, stack));
        const auto counts_told = [&] {
            return std::ranges::count_if(room.reporter.problems, [](const std::string& words) {
                return words.find("batch-end sheet") != std::string::npos;
            });
        };
        const auto told_of_whole = counts_told();
        for (int cutting = 0; cutting < 4; ++cutting) {
            const std::size_t one = 1 + random() % (stack.size() - 1);
            const std::size_t two = one + random() % (stack.size() - one);
            CAPTURE(round);
            CAPTURE(one);
            CAPTURE(two);
            const std::int64_t cut = room.open_batch(duplex);
            room.reporter.problems.clear();
            std::vector<std::vector<Page>> groups;
            for (const auto& [from, to] :
                 {std::pair(std::size_t{0}, one), std::pair(one, two), std::pair(two, stack.size())}) {
                if (cutting % 2 == 0) {
                    room.split(room.take_in(cut, part_of(stack, from, to)));
                } else {
                    groups.push_back(room.take_in(cut, part_of(stack, from, to)));
                }
            }
            room.split_in_one_run(groups);
            CHECK(room.places(cut) == room.places(whole));
            CHECK(counts_told() == told_of_whole);
        }
    }
}

TEST_CASE("behind pages that were never read nobody knows whose papers follow; splitting again places them") {
    ScanRoom room;
    const std::int64_t batch = room.open_batch(false);
    room.split(room.take_in(batch, {room.first, room.paper, ""}));
    room.take_in(batch, {""}, false);
    room.split(room.take_in(batch, {"", room.second, room.deed, ""}));
    CHECK(room.places(batch)[4] == "5 unplaced no ticket or customer sheet behind page 4, which was not read yet");
    CHECK(room.places(batch)[7] == "8 content deed T2 of 8, position 1");
    CHECK(placed_when_split_again(*room.archive, BatchTable(room.db()).find(batch).value()) ==
          std::set<std::int64_t>{room.all(batch)[4].id});
}

TEST_CASE("what an earlier run could not place is placed when a later one can, and is offered until then") {
    ScanRoom room;
    const std::int64_t batch = room.open_batch(false);
    room.split(room.take_in(batch, {room.unknown, room.paper, ""}));
    CHECK(room.places(batch)[2].starts_with("3 unplaced label "));
    CHECK(placed_when_split_again(*room.archive, BatchTable(room.db()).find(batch).value()).empty());
    Operation operation(room.caller, "bind");
    Change change(*room.archive, operation);
    LabelTable(room.db()).bind(room.unknown, "ticket:2");
    change.commit();
    CHECK(placed_when_split_again(*room.archive, BatchTable(room.db()).find(batch).value()).size() == 1);
    room.reporter.problems.clear();
    room.split(room.take_in(batch, {""}));
    CHECK(room.places(batch)[2] == "3 content paper T2 of 3, position 1");
    CHECK(room.places(batch)[3] == "4 content paper T2 of 3, position 2");
    CHECK(room.reporter.problems.empty());
}

TEST_CASE("pages of a batch that was withdrawn are not filed, wherever in the pipe they were") {
    ScanRoom room;
    const std::int64_t batch = room.open_batch(false);
    const std::vector<Page> pages = room.take_in(batch, {room.first, room.paper, ""});
    const std::int64_t other = room.open_batch(false);
    const std::vector<Page> others = room.take_in(other, {room.second, room.deed, ""});
    {
        Operation operation(room.caller, "batch withdraw");
        Change change(*room.archive, operation);
        BatchTable(room.db()).set_state(batch, BatchState::withdrawn, "2026-01-06T00:00:00.000Z");
        change.commit();
    }
    CHECK(room.split(pages) == ExitStatus::refused);
    CHECK(room.places(batch) == std::vector<std::string>{"1 new ", "2 new ", "3 new "});
    CHECK(room.reporter.problems == std::vector<std::string>{"batch B1: was withdrawn; its pages are not filed; "
                                                             "take what is wanted of it into another batch"});
    CHECK(room.split_in_one_run({pages, others}) == ExitStatus::done);
    CHECK(room.places(other)[2] == "3 content deed T2 of 3, position 1");
}

TEST_CASE("a later run does not fill up what people closed or withdrew since") {
    ScanRoom room;
    const std::int64_t batch = room.open_batch(false);
    room.split(room.take_in(batch, {room.first, room.paper, ""}));
    {
        Operation operation(room.caller, "ticket close");
        Change change(*room.archive, operation);
        Ticket ticket = TicketTable(room.db()).find("T1").value();
        ticket.closed = "2026-01-06T00:00:00.000Z";
        TicketTable(room.db()).update(ticket);
        change.commit();
    }
    room.split(room.take_in(batch, {""}));
    CHECK(room.places(batch)[3] == "4 unplaced ticket T1 is closed: file it with arc-file supplement --reason");
}
