#include "jobs/find/resolve_thing.hpp"

#include "catalog/document_table.hpp"
#include "catalog/ticket_table.hpp"
#include "support/archive_maker.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

std::string found(RowArchive& made, const std::string& text) {
    const Result<Thing> thing = resolve_thing(made.archive(), text);
    return thing ? to_text(*thing) : thing.error().message();
}

}  // namespace

TEST_CASE("a thing is found under every name it has") {
    RowArchive made(demo_profile());
    fill_demo(made);
    CHECK(found(made, "3304000001") == "customer:1");
    CHECK(found(made, "３３０４ 000001") == "customer:1");
    CHECK(found(made, "3304000002") == "customer:2");  // its former number
    CHECK(found(made, "20260001") == "ticket:1");
    CHECK(found(made, "Z109-WS·2025-Y-JX-0001") == "document:3");
    CHECK(found(made, "z109-ws·2025·y·jx-1") == "document:3");
    CHECK(found(made, "Z109－WS．2025－Y－JX－00001") == "document:3");
    CHECK(found(made, "ZZD0000000019") == "document:3");
    CHECK(found(made, "zzd 000 000 0019") == "document:3");
    CHECK(found(made, "H000001") == "box:1");
    CHECK(found(made, "r1-c3") == "place:2");
    CHECK(found(made, "B1/4") == "page:4");
    CHECK(found(made, "CHEN") == "person:1");
}

TEST_CASE("kind:number takes the number first, kind:#id only the id") {
    RowArchive made(demo_profile());
    fill_demo(made);
    made.change("more", [](RowMaker& rows) { rows.ticket("2", {}, "change", "2026-01-05"); });
    CHECK(found(made, "ticket:20260001") == "ticket:1");
    CHECK(found(made, "ticket:2") == "ticket:4");
    CHECK(found(made, "ticket:#2") == "ticket:2");
    CHECK(found(made, "document:5") == "document:5");
    CHECK(found(made, "batch:B1") == "batch:1");
    CHECK(found(made, "page:7") == "page:7");
    CHECK(found(made, "ticket:77") == "ticket:77: nothing has this number or code; look for it with arc-find");
}

TEST_CASE("what fits several things is listed and not guessed") {
    RowArchive made(demo_profile());
    fill_demo(made);
    made.change("more", [](RowMaker& rows) { rows.ticket("3304000001", {}, "change", "2026-01-05"); });
    CHECK(found(made, "3304000001") ==
          "3304000001: fits several things: customer:3304000001, ticket:3304000001; name one of them");
    CHECK(found(made, "ticket:3304000001") == "ticket:4");
}

TEST_CASE("labels that are misread, foreign or unbound say so") {
    RowArchive made(demo_profile());
    fill_demo(made);
    CHECK(resolve_thing(made.archive(), "ZZD0000000018").error().code == ErrorCode::mistyped);
    CHECK(found(made, "ZZD000000002").find("nothing has this number") != std::string::npos);
    CHECK(resolve_thing(made.archive(), "").error().code == ErrorCode::usage);
    CHECK(resolve_thing(made.archive(), "\xff\xfe").error().code == ErrorCode::usage);
}

TEST_CASE("things are named so that the name finds them again") {
    RowArchive made(demo_profile());
    fill_demo(made);
    for (const Thing thing : {Thing{ThingKind::customer, 2}, Thing{ThingKind::ticket, 3}, Thing{ThingKind::document, 1},
                              Thing{ThingKind::document, 3}, Thing{ThingKind::volume, 1}, Thing{ThingKind::page, 2},
                              Thing{ThingKind::unit, 3}, Thing{ThingKind::batch, 2}}) {
        const std::string name = name_of(made.archive().db(), thing);
        CAPTURE(name);
        CHECK(resolve_thing(made.archive(), name).value_or_throw() == thing);
    }
}

TEST_CASE("a record of a pipe names its thing, one of another archive none") {
    RowArchive made(demo_profile());
    fill_demo(made);
    const std::string id = made.archive().config().id;
    CHECK(found(made, R"({"record":"document","v":1,"archive":")" + id + R"(","id":3})") == "document:3");
    CHECK(found(made, R"({"record":"batch","v":1,"archive":")" + id + R"(","batch":"B1"})") == "batch:1");
    CHECK(resolve_thing(made.archive(), R"({"record":"document","v":1,"archive":"other","id":3})").error().code ==
          ErrorCode::usage);
    CHECK(resolve_thing(made.archive(), R"({"record":"more","v":1,"archive":")" + id + R"("})").error().code ==
          ErrorCode::usage);
}

TEST_CASE("where the kind is known, its name before the number says nothing more") {
    RowArchive made(demo_profile());
    fill_demo(made);
    CHECK(resolve_thing(made.archive(), "ticket:20260001", ThingKind::ticket).value_or_throw() ==
          Thing{ThingKind::ticket, 1});
}
