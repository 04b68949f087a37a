#include "record/json.hpp"
#include "record/event_codec.hpp"
#include "record/page_record.hpp"
#include "record/record_codec.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace arc;

namespace {

Value some_value(std::mt19937& random, int depth) {
    switch (random() % (depth > 3 ? 5 : 7)) {
        case 0:
            return {};
        case 1:
            return random() % 2 == 0;
        case 2:
            return static_cast<std::int64_t>(random()) - 2'000'000'000;
        case 3:
            return static_cast<double>(random() % 1000) / 8 + 0.5;
        case 4: {
            static const std::vector<std::string> texts{"", "王伟", "a\"b\\c\n\t", "\x01\x7f", "𠮷", "{\"x\":1}"};
            return texts[random() % texts.size()];
        }
        case 5: {
            List list;
            for (auto i = random() % 4; i > 0; --i) {
                list.push_back(some_value(random, depth + 1));
            }
            return list;
        }
        default: {
            Object object;
            for (auto i = random() % 4; i > 0; --i) {
                object.emplace_back("k" + std::to_string(i), some_value(random, depth + 1));
            }
            return object;
        }
    }
}

}  // namespace

TEST_CASE("every value survives being written and read") {
    std::mt19937 random(1);
    for (int i = 0; i < 3000; ++i) {
        const Value value = some_value(random, 0);
        const std::string text = to_json(value);
        CHECK(text.find('\n') == std::string::npos);
        const Result<Value> read = from_json(text);
        REQUIRE(read.ok());
        CHECK(*read == value);
    }
}

TEST_CASE("what is not one JSON value without repeated names is refused") {
    for (const char* text : {"", "{", "{\"a\":1,\"a\":2}", "[1,]", "\"\xff\"", "1 2", "{\"a\":1}x", "\"\\ud800\""}) {
        CHECK_FALSE(from_json(text).ok());
    }
    CHECK_FALSE(from_json(std::string(100, '[') + std::string(100, ']')).ok());
    CHECK(from_json("{\"a\":1,\"a\":2}").error().what == "the name \"a\" stands twice");
}

TEST_CASE("random bytes never crash the reader") {
    std::mt19937 random(2);
    for (int i = 0; i < 20'000; ++i) {
        std::string text(random() % 40, '\0');
        for (char& c : text) {
            static const std::string letters = "{}[]\",:0123456789eE+-.truefalsn\\u \xe7\x8e\x8b";
            c = letters[random() % letters.size()];
        }
        (void)from_json(text).ok();
    }
}

TEST_CASE("a record carries its kind, version and archive first, and unknown fields are kept") {
    const std::string line = encode_record({"page", {{"id", 1}, {"new_field", "x"}}}, "jx01");
    CHECK(line == R"({"record":"page","v":1,"archive":"jx01","id":1,"new_field":"x"})");
    const Result<ReadRecord> read = decode_record(line);
    REQUIRE(read.ok());
    CHECK(read->archive == "jx01");
    CHECK(read->record == Record{"page", {{"id", 1}, {"new_field", "x"}}});
    CHECK_FALSE(decode_record(R"({"record":"page","v":2})").ok());
    CHECK_FALSE(decode_record(R"({"v":1})").ok());
}

TEST_CASE("a page record survives the pipe") {
    Page page;
    page.id = 4711;
    page.batch_code = "B1";
    page.seq = 12;
    page.object = sha256("x");
    page.source = "p0012.tif";
    page.look.frame = {2480, 3508, 300, 300, PixelMode::bilevel, 1, {}, 1, true};
    page.look.measured = true;
    page.look.quality.ink = 0.041;
    page.regions = {{300, 120, 900, 260}};
    page.codes_read = "normal";
    page.barcodes = {{BarcodeFormat::Code128, "ARCD000000123Z", {{{1, 2}, {3, 4}, {5, 6}, {7, 8}}}, "region"}};
    const Result<Page> read = read_page_record(page_record(page, "new"));
    REQUIRE(read.ok());
    CHECK(read->id == page.id);
    CHECK(read->object == page.object);
    CHECK(read->regions == page.regions);
    CHECK(read->barcodes == page.barcodes);
    CHECK(read->look.frame.dpi_x == 300);
    CHECK(read->look.quality.ink == doctest::Approx(0.041));
    CHECK_FALSE(read_page_record({"page", {{"id", 1}}}).ok());
}

TEST_CASE("an event survives being written and read, changes and bytes included") {
    Event event;
    event.n = 7;
    event.operation = 5;
    event.previous = sha256("before");
    event.at = *parse_instant("2026-11-21T10:00:00.123Z");
    event.tool = "arc-ingest 0.1.0";
    event.verb = "ingest";
    event.by = "wang";
    event.things = {"batch:1"};
    event.detail = {{"count", 2}};
    event.changes = {{"page", ChangeKind::insert, {"id", "digest"}, 1, {}, {Cell(std::int64_t{1}), Cell(Blob{0, 255})}},
                     {"page", ChangeKind::insert, {"id", "digest"}, 1, {}, {Cell(std::int64_t{2}), Cell()}},
                     {"page",
                      ChangeKind::update,
                      {"id", "role"},
                      1,
                      {Cell(std::int64_t{1}), Cell("new")},
                      {Cell(std::int64_t{1}), Cell("content")}},
                     {"page", ChangeKind::erase, {"id", "ink"}, 1, {Cell(std::int64_t{2}), Cell(0.5)}, {}}};
    const std::string line = encode_event(event);
    CHECK(line.starts_with("{\"n\":7,"));
    const Result<Event> read = decode_event(line);
    REQUIRE(read.ok());
    CHECK(read->changes == event.changes);
    CHECK(read->previous == event.previous);
    CHECK(read->detail == event.detail);
    CHECK(encode_event(*read) == line);
}

TEST_CASE("objects of very many members cost no more than their length") {
    Object members;
    for (int i = 0; i < 200'000; ++i) {
        members.emplace_back("n" + std::to_string(i), i);
    }
    const std::string text = to_json(members);
    CHECK(from_json(text).value_or_throw() == Value(members));
    CHECK_FALSE(from_json(text.substr(0, text.size() - 1) + ",\"n7\":0}").ok());
}

TEST_CASE("a page's numbers must fit a page") {
    const auto page_with = [](std::string_view fields) {
        const std::string line = R"({"record":"page","id":1,"batch":"B","seq":1,"object":")" + std::string(64, '0') +
                                 "\"," + std::string(fields) + "}";
        return read_page_record(decode_record(line).value_or_throw().record);
    };
    CHECK(page_with(R"("frame":2,"regions":[[0,0,5,7]])").value_or_throw().regions.front() == Rect{0, 0, 5, 7});
    CHECK_FALSE(page_with(R"("frame":4294967296)").ok());
    CHECK_FALSE(page_with(R"("frame":-1)").ok());
    CHECK_FALSE(page_with(R"("regions":[[0,0,5]])").ok());
    CHECK_FALSE(page_with(R"("regions":[[-1,0,5,7]])").ok());
    CHECK_FALSE(page_with(R"("regions":[[2147483647,0,2147483647,7]])").ok());
}

TEST_CASE("a line of the journal with a change that fits no row is no event") {
    const auto with_changes = [](std::string_view changes) {
        return decode_event(R"({"n":1,"prev":")" + std::string(64, '0') + R"(","at":"2026-11-21","changes":[)" +
                            std::string(changes) + "]}");
    };
    CHECK(with_changes(R"({"insert":"t","columns":["id","x"],"keys":1,"rows":[[1,{"x":"00fF"}]]})").ok());
    CHECK_FALSE(with_changes(R"({"insert":"t","columns":["id"],"keys":1,"rows":[[{"x":"zz"}]]})").ok());
    CHECK_FALSE(with_changes(R"({"insert":"t","columns":["id"],"keys":1,"rows":[[{"x":"000"}]]})").ok());
    CHECK_FALSE(with_changes(R"({"insert":"t","columns":["id"],"keys":1,"rows":[[1,2]]})").ok());
    CHECK_FALSE(with_changes(R"({"insert":"t","columns":["id"],"keys":2,"rows":[[1]]})").ok());
    CHECK_FALSE(with_changes(R"({"update":"t","columns":["id"],"keys":1,"after":[[1]]})").ok());
    CHECK_FALSE(with_changes(R"({"columns":["id"],"keys":1,"rows":[[1]]})").ok());
}
