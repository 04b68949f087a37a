#include "record/event_codec.hpp"

#include <doctest/doctest.h>

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
          R"({"update":"page","columns":["id","text","more"],"keys":1,"before":[[1]],"after":[[1,"\"a\"\n"]]}]})");
    CHECK(decode_event(line).value_or_throw().changes == changes);
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
        R"({"insert":"object","columns":["id","text","more"],"keys":1,"rows":[[2,null,null]]}]})";
    CHECK(decode_event(whole_rows).value_or_throw().changes.size() == 2);
}
