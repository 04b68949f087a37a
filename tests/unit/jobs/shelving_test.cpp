#include "unit/jobs/archive_room.hpp"

#include "jobs/shelving/put_away.hpp"
#include "jobs/shelving/shelves.hpp"

#include <random>

using namespace arc;

namespace {

const char* const profile_by_rule = R"(
title: {en: p}
subject: customer
customer: {number: '^\d+$', classes: {high: {en: h}, low: {en: l}}, fields: {line: text}}
document_types: {paper: {en: paper}, deed: {en: deed, store: safe}}
ticket_types: {new: {title: {en: new}, stages: [accepted, filed]}}
places:
  order: by-rule
  zones: [doing, filed, closed, safe]
  zone: {accepted: doing, ticket.closed: filed, customer.closed: closed}
  rules:
    - {when: {class: high}, cabinet: customer.line, box: customer}
    - {when: {class: low}, cabinet: customer.line, box: customer.line, customers: 2}
  together: legal_entity
)";

const char* const profile_sequential = R"(
title: {en: p}
subject: none
document_types: {paper: {en: paper}}
ticket_types: {new: {title: {en: new}, stages: [accepted, filed]}}
)";

// Two cabinets of live files, one of closed ones, a safe.
void furnish(ArchiveRoom& room) {
    room.place("R", {"kind=room"});
    for (const std::string cabinet : {"C1", "C2", "C3"}) {
        const std::string zone = cabinet == "C3" ? "closed" : "filed";
        room.place(cabinet, {"kind=cabinet", "parent=R", "zone=" + zone, "name=L" + cabinet.substr(1)});
        room.place(cabinet + "-1", {"kind=shelf", "parent=" + cabinet, "capacity=120"});
        room.place(cabinet + "-2", {"kind=shelf", "parent=" + cabinet, "capacity=120"});
    }
    room.place("SAFE", {"kind=cabinet", "parent=R", "zone=safe", "most=10"});
    room.place("DESK", {"kind=cabinet", "parent=R", "zone=doing"});
}

std::string last_problem(ArchiveRoom& room) {
    return room.reporter.problems.empty() ? std::string() : room.reporter.problems.back();
}

}  // namespace

TEST_CASE("one customer has one box, small customers share, and each stands in the cabinet of its line") {
    ArchiveRoom room(profile_by_rule);
    furnish(room);
    room.customer("1", {"name=A", "class=high", "line=L1"});
    for (const std::string number : {"2", "3", "4"}) {
        room.customer(number, {"name=B" + number, "class=low", "line=L2"});
    }
    const auto paper = [&](const std::string& customer) { return room.document("paper", "", customer, {"sheets=20"}); };
    const std::vector<std::string> papers{paper("1"), paper("2"), paper("3"), paper("4"), paper("1")};
    CHECK(room.shelve_all(papers).failed == 0);
    CHECK(room.where(papers[0]) == "box:B000001 item 1");
    CHECK(room.where(papers[1]) == "box:B000002 item 1");
    CHECK(room.where(papers[2]) == "box:B000002 item 2");
    CHECK(room.where(papers[3]) == "box:B000003 item 1");
    CHECK(room.where(papers[4]) == "box:B000001 item 2");
    CHECK(room.where("box:B000001") == "place:C1-1 position 1");
    CHECK(room.where("box:B000002") == "place:C2-1 position 1");
    CHECK(room.where("box:B000003") == "place:C2-1 position 2");
    CHECK(room.findings().empty());

    room.many([&](FilingRun& run) { return put_in_box(run, "B000001", {papers[1]}); });
    CHECK(last_problem(room).find("holds papers that are not mixed with these") != std::string::npos);
    room.caller.reason = "the lines were joined";
    room.many([&](FilingRun& run) { return put_in_box(run, "B000001", {papers[1]}); });
    CHECK(room.where(papers[1]) == "box:B000001 item 3");
}

TEST_CASE("what was shelved right stays where it is when it is shelved again") {
    ArchiveRoom room(profile_by_rule);
    furnish(room);
    room.customer("1", {"name=A", "class=high", "line=L1"});
    const std::string paper = room.document("paper", "", "1", {});
    room.shelve_all({paper});
    const std::vector<std::string> before = dump(room.db());
    CHECK(room.shelve_all({paper, "box:B000001"}).failed == 0);
    CHECK(dump(room.db()) == before);
}

TEST_CASE("the hand scanner: a place, then things; a wrong one is told, the rest go on") {
    ArchiveRoom room(profile_by_rule);
    furnish(room);
    room.customer("1", {"name=A", "class=high", "line=L1"});
    room.ticket("T1", "1");
    const std::string doing = room.document("paper", "T1", "", {});
    const std::string deed = room.document("deed", "T1", "", {});
    const std::string filed = room.document("paper", "", "1", {});
    const ManyDone done =
        room.shelve_all({"place:SAFE", deed, doing, "nonsense", "place:C1-2", filed, "place:R", deed});
    CHECK(done.asked == 5);
    CHECK(done.failed == 3);
    CHECK(room.reporter.problems ==
          std::vector<std::string>{
              "document:#1: place:SAFE: is in zone safe, the thing belongs to doing; say with --reason why it stands "
              "there all the same",
              "nonsense: nothing has this number or code; look for it with arc-find",
              "place:R: has places below it; scan the code of one of them"});
    CHECK(room.where(deed) == "place:SAFE position 1");
    CHECK(room.where(filed) == "place:C1-2 position 1");
    CHECK(room.where(doing).empty());
}

TEST_CASE("things are due when their state asks for another zone, and closed files leave the live shelves") {
    ArchiveRoom room(profile_by_rule);
    furnish(room);
    for (const std::string number : {"1", "2", "3"}) {
        room.customer(number, {"name=A" + number, number == "1" ? "class=high" : "class=low", "line=L1"});
    }
    const std::string mine = room.document("paper", "", "1", {});
    const std::string second = room.document("paper", "", "2", {});
    const std::string third = room.document("paper", "", "3", {});
    room.shelve_all({mine, second, third});
    const auto due = [&] {
        return names_of(things_to_shelve(*room.archive, parse_day("2026-02-01").value_or_throw(), ShelveWhat::due));
    };
    CHECK(due().empty());
    room.close_customer_on("1", "2025-12-01");
    room.close_customer_on("2", "2025-12-02");
    CHECK(due() == std::vector<std::string>{"box:#1", second});

    const ManyDone done = room.many([](FilingRun& run) { return retire(run, {{}, "2026-01-01", 0, false, {}}); });
    CHECK(done.failed == 0);
    CHECK(room.where("box:#1") == "place:C3-1 position 1");
    CHECK(room.where(second) == "place:C3-1 position 2");
    CHECK(room.where(third) == "box:B000002 item 2");
    CHECK(due().empty());
    CHECK(room.findings().empty());

    // 顶号换空间: the freed position is the next new file's.
    room.customer("4", {"name=D", "class=high", "line=L1"});
    room.shelve_all({room.document("paper", "", "4", {})});
    CHECK(room.where("box:B000003") == "place:C1-1 position 1");
}

TEST_CASE("departed files are bound and boxed by field once a year, and empty boxes leave their place") {
    ArchiveRoom room(profile_by_rule);
    furnish(room);
    for (const std::string number : {"1", "2"}) {
        room.customer(number, {"name=A" + number, "class=high", "line=L1"});
        room.shelve_all({room.document("paper", "", number, {"sides=3"})});
        room.close_customer_on(number, "2025-06-01");
    }
    const ManyDone done = room.many([](FilingRun& run) {
        return retire(run, {{}, "", 2025, false, {"customer.line"}});
    });
    CHECK(done.failed == 0);
    REQUIRE(done.answer.size() == 1);
    CHECK(Value(done.answer.front().fields).text_of("thing") == "volume:V000001");
    CHECK(room.where("document:#1") == "volume:V000001 item 1");
    CHECK(room.where("document:#2") == "volume:V000001 item 2");
    CHECK(room.where("volume:V000001") == "place:C3-1 position 1");
    CHECK(room.where("box:B000001").empty());
    CHECK(room.findings().empty());
}

TEST_CASE("files of one legal entity stand side by side") {
    ArchiveRoom room(profile_by_rule);
    furnish(room);
    std::vector<std::string> papers;
    for (const std::string number : {"1", "2", "3"}) {
        room.customer(number, {"name=M" + number, "class=high", "line=L1",
                               number == "2" ? "legal_entity=steel" : "legal_entity=mobile"});
        papers.push_back(room.document("paper", "", number, {}));
    }
    room.run([](FilingRun& run) { return set_place(run, "C1-1", {"capacity=400"}); });
    room.shelve_all(papers);
    CHECK(room.where("box:B000001") == "place:C1-1 position 1");
    CHECK(room.where("box:B000003") == "place:C1-1 position 2");
    CHECK(room.where("box:B000002") == "place:C1-1 position 3");
}

TEST_CASE("a place with things in it is not closed, nor made smaller than they are") {
    ArchiveRoom room(profile_by_rule);
    furnish(room);
    room.run([](FilingRun& run) { return open_box(run, {"X", "", 40, "C1-1"}); });
    room.caller.reason = "rebuilt";
    ClosedPlace closed;
    room.run([&](FilingRun& run) {
        closed = close_place(run, "C1");
        return closed.answer;
    });
    CHECK(closed.refused);
    CHECK(Value(closed.answer.at(0).fields).text_of("thing") == "box:X");
    CHECK(room.refusal([&] { room.run([](FilingRun& run) { return set_place(run, "C1-1", {"capacity=39"}); }); }) ==
          "place:C1-1: what stands there takes 40 mm");
    CHECK(room.refusal([&] {
        room.place("C1-1-a", {"kind=slot", "parent=C1-1"});
    }) == "place:C1-1: has things in it; only the lowest places hold things; take them away first");
    room.many([](FilingRun& run) { return shelve(run, {"box:X"}, "C2-1"); });
    room.run([](FilingRun& run) { return close_place(run, "C1").answer; });
    CHECK(room.many([](FilingRun& run) { return shelve(run, {"box:X"}, "C1-1"); }).none());
    CHECK(last_problem(room) == "place:C1-1: C1 is closed since 2026-01-05");
}

namespace {

// Random verbs; after each the shelves must be sound.
class Shuffle {
public:
    Shuffle(ArchiveRoom& room, unsigned seed) : room_(&room), random_(seed) {
        room.caller.reason = "random";
        room.place("R", {"kind=room"});
        for (int shelf = 1; shelf <= 3; ++shelf) {
            room.place(say("S{}", shelf), {"kind=shelf", "parent=R", say("capacity={}", 40 * shelf)});
        }
        for (int slot = 1; slot <= 3; ++slot) {
            room.place(say("G{}", slot), {"kind=slot", "parent=R", "most=1"});
        }
        room.ticket("T1", "");
        room.close("T1", "2025-02-01");
    }

    void step() {
        const int what = pick(12);
        try {
            act(what);
        } catch (const Fault&) {
            // Much of it is refused: then nothing has changed.
        }
        room_->reporter.problems.clear();
        room_->reporter.notices.clear();
    }

private:
    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
    std::string document() { return say("document:#{}", 1 + pick(12)); }
    std::string volume() { return say("volume:#{}", 1 + pick(5)); }
    std::string box() { return say("box:#{}", 1 + pick(4)); }
    std::string thing() { return pick(3) == 0 ? document() : pick(2) == 0 ? volume() : box(); }
    std::string place() { return pick(2) == 0 ? say("place:S{}", 1 + pick(3)) : say("place:G{}", 1 + pick(3)); }

    void act(int what) {
        switch (what) {
            case 0: {
                DocumentRequest request{"paper", "T1", "", "", {say("sheets={}", 1 + pick(120)), "sides=2"}};
                room_->run([&](FilingRun& run) { return supplement_document(run, request, {}); });
                return;
            }
            case 1:
                room_->run([&](FilingRun& run) { return open_box(run, {"", "", 10 + pick(40), ""}); });
                return;
            case 2:
                room_->run([&](FilingRun& run) { return open_volume(run, {}); });
                return;
            case 3:
                room_->shelve_all({thing(), thing()}, place());
                return;
            case 4:
                room_->shelve_all({thing()});
                return;
            case 5:
                room_->many([&](FilingRun& run) { return put_in_box(run, box(), {document(), volume()}); });
                return;
            case 6:
                room_->many([&](FilingRun& run) { return take_from_box(run, box(), {document(), volume()}); });
                return;
            case 7:
                room_->many([&](FilingRun& run) { return add_to_volume(run, volume(), {document(), document()}); });
                return;
            case 8:
                room_->many([&](FilingRun& run) { return remove_from_volume(run, volume(), {document()}); });
                return;
            case 9:
                room_->many([&](FilingRun& run) { return close_volumes(run, {volume()}); });
                return;
            case 10:
                room_->run([&](FilingRun& run) { return reopen_volume(run, volume()); });
                return;
            default:
                room_->run(
                    [&](FilingRun& run) { return set_place(run, place(), {say("capacity={}", 20 + pick(200))}); });
                return;
        }
    }

    ArchiveRoom* room_;
    std::mt19937 random_;
};

}  // namespace

TEST_CASE("whatever is done, no thing is in two places and no place holds more than it may") {
    for (const unsigned seed : {1U, 2U, 3U}) {
        ArchiveRoom room(profile_sequential);
        Shuffle shuffle(room, seed);
        std::size_t stood = 0;
        for (int i = 0; i < 120; ++i) {
            shuffle.step();
            stood = std::max(stood, StayTable(room.db()).standing().size());
            REQUIRE(StayTable(room.db()).inconsistent().empty());
            const Shelves shelves(*room.archive);
            for (const PlaceNode& node : shelves.nodes()) {
                const ShelfRoom& at = node.state.room;
                REQUIRE((!at.capacity || at.used <= *at.capacity));
                REQUIRE((!at.most || at.things <= *at.most));
            }
        }
        CHECK(stood > 3);
        CHECK(room.findings().empty());
    }
}

TEST_CASE("a freed position is never empty while a thing that fits is shelved elsewhere") {
    std::mt19937 random(7);
    const auto pick = [&](int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); };
    ArchiveRoom room(profile_sequential);
    room.caller.reason = "random";
    for (int shelf = 1; shelf <= 3; ++shelf) {
        room.place(say("S{}", shelf), {"kind=shelf", "capacity=60"});
    }
    room.ticket("T1", "");
    std::vector<std::string> papers;
    for (int i = 0; i < 60; ++i) {
        if (!papers.empty() && pick(3) == 0) {
            const std::string gone = papers[static_cast<std::size_t>(pick(static_cast<int>(papers.size())))];
            room.run([&](FilingRun& run) {
                PutAway(run.change).take_away(resolve_thing(run.archive(), gone).value_or_throw(), "gone");
                return Answer{};
            });
            continue;
        }
        const std::int64_t width = 1 + pick(30);
        papers.push_back(room.document("paper", "T1", "", {say("sheets={}", width * 10)}));
        const Shelves before(*room.archive);
        room.shelve_all({papers.back()});
        const std::optional<Stay> stay =
            StayTable(room.db()).now(resolve_thing(*room.archive, papers.back()).value_or_throw());
        bool freed_fits = false;
        for (const ShelfState& state : before.states()) {
            freed_fits = freed_fits || (state.has_freed() && *state.room.free() >= width);
        }
        if (freed_fits) {
            REQUIRE(stay);
            const ShelfState& taken = before.states()[*before.state_of(stay->place)];
            CHECK(stay->position <= taken.last_ever);
        }
    }
}
