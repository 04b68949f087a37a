#include "record/event_codec.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>

using namespace arc;

namespace {

RowChange inserted(const std::string& table, const std::vector<Cell>& row) {
    RowChange change;
    change.table = table;
    change.columns = {"id", "text", "more"};
    change.keys = 1;
    change.after = row;
    return change;
}

RowChange updated(const std::vector<Cell>& before, const std::vector<Cell>& after) {
    RowChange change = inserted("page", after);
    change.kind = ChangeKind::update;
    change.before = before;
    return change;
}

Event event_of(const std::vector<RowChange>& changes) {
    Event event;
    event.n = 7;
    event.operation = 7;
    event.changes = changes;
    return event;
}

std::string changes_of(const std::string& line) {
    return line.substr(line.find("\"changes\":"));
}

Cell whole(std::int64_t number) {
    return number;
}

}  // namespace

TEST_CASE("a block that comes again refers to the first one, and empty ends of rows are left away") {
    const std::vector<RowChange> changes{
        inserted("object", {whole(1), Blob{0x0f, 0xa0}, {}}), inserted("page", {whole(1), {}, std::string("王")}),
        inserted("object", {whole(2), Blob{}, 0.5}), inserted("object", {whole(3), {}, {}}),
        updated({whole(1), {}, {}}, {whole(1), std::string("\"a\"\n"), {}})};
    const std::string line = encode_event(event_of(changes));
    CHECK(changes_of(line) ==
          R"("changes":[{"insert":"object","columns":["id","text","more"],"keys":1,"rows":[[1,{"x":"0fa0"}]]},)"
          R"({"insert":"page","columns":["id","text","more"],"keys":1,"rows":[[1,null,"王"]]},)"
          R"({"as":0,"rows":[[2,{"x":""},0.5],[3]]},)"
          R"({"update":"page","columns":["id","text","more"],"keys":1,"rows":[[1,"\"a\"\n"]]}]})");
    CHECK(decode_event(line).value_or_throw().changes == changes);
}

TEST_CASE("what all rows of a block have alike is said once, and so is what counts up") {
    std::vector<RowChange> changes;
    for (std::int64_t i = 0; i < 4; ++i) {
        changes.push_back(inserted("page", {whole(4711 + i), std::string("bilevel"), i % 2 == 0 ? Cell() : Cell(0.5)}));
    }
    for (std::int64_t i = 0; i < 4; ++i) {
        changes.push_back(
            updated({whole(4711 + i), std::string("new"), {}}, {whole(4711 + i), std::string("content"), i}));
    }
    const std::string line = encode_event(event_of(changes));
    CHECK(changes_of(line) ==
          R"("changes":[{"insert":"page","columns":["id","text","more"],"keys":1,"same":{"text":"bilevel"},)"
          R"("from":{"id":4711},"rows":[[],[0.5],[],[0.5]]},)"
          R"({"update":"page","columns":["id","text","more"],"keys":1,"same":{"text":"content"},)"
          R"("from":{"id":4711},"rows":[[0],[1],[2],[3]],"was_same":{"text":"new"}}]})");
    CHECK(decode_event(line).value_or_throw().changes == changes);
}

TEST_CASE("changes of any shape survive being written and read") {
    std::mt19937 random(5);
    const std::vector<Cell> cells{Cell(),
                                  whole(0),
                                  whole(std::numeric_limits<std::int64_t>::max()),
                                  0.5,
                                  3.0,
                                  std::string(),
                                  std::string("王\n"),
                                  std::string(300, 'x'),
                                  Blob{},
                                  Blob{1, 255}};
    const auto row = [&](std::int64_t key) {
        std::vector<Cell> made{whole(key)};
        for (int i = 0; i < 2; ++i) {
            made.push_back(random() % 2 == 0 ? whole(key * (i + 1)) : cells[random() % (random() % 3 == 0 ? 10 : 2)]);
        }
        return made;
    };
    for (int round = 0; round < 500; ++round) {
        std::vector<RowChange> changes;
        std::int64_t key = static_cast<std::int64_t>(random() % 3) - 1;
        for (std::size_t i = random() % 30; i > 0; --i) {
            RowChange change = inserted(random() % 6 == 0 ? "object" : "page", {});
            change.kind = static_cast<ChangeKind>(round % 2 == 0 ? round / 2 % 3 : static_cast<int>(random() % 3));
            key += random() % 9 == 0 ? 5 : 1;
            change.after = change.kind == ChangeKind::erase ? std::vector<Cell>() : row(key);
            change.before = change.kind == ChangeKind::insert ? std::vector<Cell>() : row(key);
            changes.push_back(std::move(change));
        }
        REQUIRE(decode_event(encode_event(event_of(changes))).value_or_throw().changes == changes);
    }
}

TEST_CASE("what is said of all rows must fit them") {
    const std::string line = encode_event(event_of({}));
    const auto reads = [&](const std::string& said) {
        return decode_event(line.substr(0, line.find("\"changes\"")) +
                            R"("changes":[{"update":"t","columns":["id","a"],"keys":1,)" + said + "}]}")
            .ok();
    };
    CHECK(reads(R"("same":{"a":"x"},"from":{"id":1},"rows":[[],[]],"was_same":{"a":null})"));
    CHECK_FALSE(reads(R"("same":{"b":"x"},"rows":[[1],[2]])"));
    CHECK_FALSE(reads(R"("same":{"a":"x"},"rows":[[1,"y"],[2]])"));
    CHECK_FALSE(reads(R"("same":[],"rows":[[1],[2]])"));
    CHECK_FALSE(reads(R"("from":{"id":"x"},"rows":[[],[]])"));
    CHECK_FALSE(reads(R"("from":{"id":9223372036854775807},"rows":[["x"],["y"]])"));
    CHECK_FALSE(reads(R"("same":{"id":1},"from":{"id":1},"rows":[[],[]])"));
    CHECK_FALSE(reads(R"("same":{"a":")" + std::string(101, 'x') + R"("},"rows":[[1],[2]])"));
    CHECK_FALSE(reads(R"("rows":[[1,"x"],[2,"x"]],"was":[["y"]])"));
    CHECK_FALSE(reads(R"("rows":[[1,"x"]],"was":[["y","z"]])"));
}

TEST_CASE("a block as one that is not before it is no event") {
    const std::string line = encode_event(event_of({inserted("object", {whole(1), {}, {}})}));
    for (const char* block : {R"({"as":0,"rows":[[2]]})", R"({"as":-1,"rows":[]})", R"({"as":"x","rows":[]})"}) {
        std::string broken = line.substr(0, line.find("\"changes\"")) + "\"changes\":[" + block + "]}";
        CHECK_FALSE(decode_event(broken).ok());
    }
}

TEST_CASE("a line with all columns of every block, as written before, is read") {
    const std::string line = encode_event(event_of({inserted("object", {whole(1), {}, {}})}));
    const std::string whole_rows =
        line.substr(0, line.find("\"changes\"")) +
        R"("changes":[{"insert":"object","columns":["id","text","more"],"keys":1,"rows":[[1,null,null]]},)"
        R"({"insert":"object","columns":["id","text","more"],"keys":1,"rows":[[2,null,null]]},)"
        R"({"update":"page","columns":["id","text","more"],"keys":1,"before":[[1,null,2]],"after":[[1,"a"]]}]})";
    const std::vector<RowChange> changes = decode_event(whole_rows).value_or_throw().changes;
    REQUIRE(changes.size() == 3);
    CHECK(changes[2] == updated({whole(1), {}, whole(2)}, {whole(1), std::string("a"), {}}));
}
