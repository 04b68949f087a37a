#include "record/event_codec.hpp"

#include "base/say.hpp"
#include "record/json.hpp"
#include "record/row_block.hpp"

namespace arc {
namespace {

List texts(const std::vector<std::string>& strings) {
    return {strings.begin(), strings.end()};
}

std::vector<std::string> strings_of(const List& list) {
    std::vector<std::string> strings;
    for (const Value& item : list) {
        strings.push_back(item.as_text() == nullptr ? std::string() : *item.as_text());
    }
    return strings;
}

void put_text(Object& object, std::string_view name, const std::string& text) {
    if (!text.empty()) {
        object.emplace_back(std::string(name), text);
    }
}

}  // namespace

std::string encode_event(const Event& event) {
    Object object{{"n", event.n},
                  {"operation", event.operation},
                  {"prev", event.previous.hex()},
                  {"at", format_instant(event.at)},
                  {"tool", event.tool},
                  {"verb", event.verb},
                  {"profile", event.profile},
                  {"host", event.host},
                  {"by", event.by}};
    put_text(object, "as", event.acting);
    put_text(object, "reason", event.reason);
    put_text(object, "request", event.request);
    object.emplace_back("things", texts(event.things));
    if (!event.detail.empty()) {
        object.emplace_back("detail", event.detail);
    }
    std::string json = to_json(object);
    json.back() = ',';
    json += "\"changes\":[";
    append_blocks(json, event.changes);
    json += "]}";
    return json;
}

Result<Event> decode_event(std::string_view line) {
    Result<Value> read = from_json(line);
    if (!read) {
        return read.error();
    }
    const Value& value = *read;
    const Result<Digest> previous = Digest::parse(value.text_of("prev"));
    const Result<Instant> at = parse_instant(value.text_of("at"));
    if (value.int_of("n") < 1 || !previous || !at) {
        return Error{ErrorCode::damaged, {}, say("not an event: n, prev or at is missing"), {}};
    }
    Event event;
    event.n = value.int_of("n");
    event.operation = value.int_of("operation", event.n);
    event.previous = *previous;
    event.at = *at;
    event.tool = value.text_of("tool");
    event.verb = value.text_of("verb");
    event.profile = value.int_of("profile");
    event.host = value.text_of("host");
    event.by = value.text_of("by");
    event.acting = value.text_of("as");
    event.reason = value.text_of("reason");
    event.request = value.text_of("request");
    event.things = strings_of(value.list_of("things"));
    if (const Value* detail = value.find("detail"); detail != nullptr && detail->as_object() != nullptr) {
        event.detail = *detail->as_object();
    }
    Result<std::vector<RowChange>> changes = read_blocks(value.list_of("changes"));
    if (!changes) {
        return changes.error();
    }
    event.changes = *std::move(changes);
    return event;
}

}  // namespace arc
