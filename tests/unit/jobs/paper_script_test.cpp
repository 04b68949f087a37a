#include "unit/jobs/paper_script.hpp"

#include "catalog/stay_table.hpp"
#include "jobs/admin/check_archive.hpp"
#include "jobs/admin/rebuild.hpp"
#include "jobs/admin/undo.hpp"
#include "jobs/shelving/shelves.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

using namespace arc;

// Whatever the paper side is made to do, in any order: no paper is in two places, no place holds more than it may, no
// page is lost or doubled, what is refused leaves nothing behind, and the record of events gives the same catalog
// again.
namespace {

struct PagePlace {
    PageRole role = PageRole::fresh;
    std::int64_t document = 0;
    bool operator==(const PagePlace&) const = default;
};
using Pages = std::map<std::int64_t, PagePlace>;

Pages pages_of(PaperScript& script) {
    Pages pages;
    PageTable table(script.archive().db());
    for (std::int64_t id = 1;; ++id) {
        const std::optional<Page> page = table.find(id);
        if (!page) {
            return pages;
        }
        pages[id] = {page->role, page->document};
    }
}

std::vector<Document> documents_of(PaperScript& script) {
    constexpr std::int64_t all = 10'000;
    return DocumentTable(script.archive().db()).page(0, all);
}

bool is_loose(const PagePlace& page) {
    return page.document == 0;
}

// What a verb may make of a page.
bool may_become(const std::string& verb, const PagePlace& before, const PagePlace& after) {
    const bool came_in = is_loose(before) && after.role == PageRole::content;
    const bool went_over = before.document != 0 && before.role == after.role && after.document != 0;
    if (verb == "assign" || verb == "insert" || verb == "supplement") {
        return came_in;
    }
    if (verb == "move" || verb == "split" || verb == "merge") {
        return went_over;
    }
    if (verb == "drop") {
        return after.role == PageRole::dropped;
    }
    if (verb == "replace") {
        return came_in || (before.role == PageRole::content && after.role == PageRole::replaced &&
                           before.document == after.document);
    }
    return verb == "dispose execute" && before.document != 0 && after.role == PageRole::destroyed &&
           before.document == after.document;
}

void check_pages(const std::string& verb, const Pages& before, const Pages& after) {
    REQUIRE(after.size() == before.size());
    std::int64_t content = 0;
    for (const auto& [id, page] : after) {
        CAPTURE(id);
        if (page != before.at(id)) {
            CAPTURE(to_text(before.at(id).role));
            CAPTURE(to_text(page.role));
            REQUIRE(may_become(verb, before.at(id), page));
        }
        content += page.role == PageRole::content ? 1 : 0;
    }
    // A better scan stands in for the one that it replaces: the document has as many pages as before.
    const auto contents = [](const Pages& pages) {
        return std::ranges::count_if(pages, [](const auto& page) { return page.second.role == PageRole::content; });
    };
    const std::set<std::string> bring{"assign", "insert", "supplement"};
    const std::set<std::string> take{"drop", "dispose execute", "replace"};
    if (!bring.contains(verb) && !take.contains(verb)) {
        REQUIRE(contents(after) == contents(before));
    }
}

void check_documents(PaperScript& script) {
    std::int64_t counted = 0;
    std::map<std::int64_t, std::set<std::int64_t>> in_volume;
    std::map<std::int64_t, std::set<std::int64_t>> in_box;
    for (const Document& document : documents_of(script)) {
        CAPTURE(document.id);
        const CountedDocument count = DocumentTable(script.archive().db()).counted(document);
        counted += count.pages + count.blank_pages;
        if (!document.destroyed.empty()) {
            REQUIRE(count.pages + count.blank_pages == 0);
            REQUIRE_FALSE(document.volume.has_value());
            REQUIRE_FALSE(document.box.has_value());
            REQUIRE_FALSE(document.place.has_value());
        }
        if (document.volume && document.position) {
            REQUIRE(in_volume[*document.volume].insert(*document.position).second);
        }
        if (document.box && document.position) {
            REQUIRE(in_box[*document.box].insert(*document.position).second);
        }
    }
    std::int64_t content = 0;
    for (const auto& [id, page] : pages_of(script)) {
        content += page.role == PageRole::content ? 1 : 0;
    }
    REQUIRE(counted == content);
}

// Places with more on them than they take. Nothing is put there beyond that; only a count that is put right, or pages
// that come, may find it so, and then it is told.
std::set<std::string> check_shelves(PaperScript& script, const std::set<std::string>& full_before) {
    REQUIRE(StayTable(script.archive().db()).inconsistent().empty());
    const Shelves shelves(script.archive());
    std::set<std::string> full;
    for (const PlaceNode& node : shelves.nodes()) {
        const ShelfRoom& room = node.state.room;
        CAPTURE(node.place.code);
        REQUIRE((!room.most || room.things <= *room.most));
        if (room.capacity && room.used > *room.capacity) {
            full.insert(node.place.code);
        }
    }
    for (const std::string& place : full) {
        const auto is_told = [&](const std::string& words) { return words.starts_with("place:" + place + ": "); };
        CAPTURE(place);
        REQUIRE((full_before.contains(place) || std::ranges::any_of(script.desk.heard.problems, is_told)));
    }
    return full;
}

std::vector<std::string> findings_of(Archive& archive) {
    HeldRecords held;
    HeardReporter reporter;
    check_archive(archive, held, reporter);
    std::vector<std::string> texts;
    for (const Record& record : held.records) {
        texts.push_back(Value(record.fields).text_of("subject") + ": " + Value(record.fields).text_of("text"));
    }
    return texts;
}

// $ARC_SEED gives others.
unsigned first_seed() {
    const char* const seed = std::getenv("ARC_SEED");
    return seed == nullptr ? 1U : static_cast<unsigned>(std::stoul(seed));
}

std::int64_t head_of(PaperScript& script) {
    return EventTable(script.archive().db()).head("t1").n;
}

}  // namespace

TEST_CASE("whatever the paper side does, papers and pages are in one place, and the events tell all of it") {
    constexpr unsigned seeds = 4;
    constexpr int steps = 260;
    std::map<std::string, int> done;
    for (unsigned seed = first_seed(); seed < first_seed() + seeds; ++seed) {
        CAPTURE(seed);
        PaperScript script(seed);
        Pages before = pages_of(script);
        std::set<std::string> full;
        for (int i = 0; i < steps; ++i) {
            CAPTURE(i);
            const std::int64_t head = head_of(script);
            const PaperScript::Step step = script.step();
            CAPTURE(step.verb);
            CAPTURE(step.refusal);
            REQUIRE((step.refusal.empty() || head_of(script) == head));
            const Pages after = pages_of(script);
            check_pages(step.verb, before, after);
            check_documents(script);
            full = check_shelves(script, full);
            before = after;
        }
        CHECK(script.desk.changed_pages().empty());
        CHECK(findings_of(script.archive()).size() == full.size());
        const std::vector<std::string> rows = dump(script.archive().db());
        script.desk.rows.closed_while([&](const ArchivePaths& paths) {
            HeardReporter reporter;
            rebuild_catalog(paths, script.desk.caller_of("zhang"), 0, reporter);
            CHECK(reporter.problems.empty());
        });
        CHECK(dump(script.archive().db()) == rows);
        CHECK(findings_of(script.archive()).size() == full.size());
        for (const auto& [verb, times] : script.done) {
            done[verb] += times;
        }
    }
    // Or this shows nothing.
    for (const char* verb : {"assign", "insert", "move", "split", "merge", "replace", "withdraw", "shelve", "box put",
                             "volume add", "volume close", "handover take", "review pass", "dispose execute"}) {
        CHECK_MESSAGE((done[verb] > 0 || first_seed() != 1), verb);
    }
}

TEST_CASE("what the paper side did is undone event by event, newest first, to where it began") {
    PaperScript script(first_seed());
    script.never = {"handover take", "dispose execute"};
    const auto rows = [&] {
        std::vector<std::string> lines = dump(script.archive().db());
        std::erase_if(lines, [](const std::string& line) { return line.starts_with("counter "); });
        return lines;
    };
    const std::vector<std::string> before = rows();
    const std::int64_t from = head_of(script);
    constexpr int steps = 200;
    for (int i = 0; i < steps; ++i) {
        script.step();
    }
    const Caller caller = script.desk.caller_of("zhang");
    for (std::int64_t event = head_of(script); event > from; --event) {
        CAPTURE(event);
        Operation operation(caller, "undo");
        HeldRecords sink;
        undo_operation(script.archive(), operation, event, sink);
    }
    CHECK(rows() == before);
    CHECK(findings_of(script.archive()) == std::vector<std::string>{});
}
