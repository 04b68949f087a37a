#include "jobs/filing/answers.hpp"

#include "base/say.hpp"

namespace arc {
namespace {

constexpr const char* detail_name = "answer";

Value to_value(const Answer& answer) {
    List list;
    for (const Record& record : answer) {
        list.emplace_back(Object{{"record", record.kind}, {"fields", record.fields}});
    }
    return list;
}

Answer from_value(const Value& value) {
    Answer answer;
    if (const List* list = value.as_list()) {
        for (const Value& one : *list) {
            const Value* fields = one.find("fields");
            const Object* object = fields == nullptr ? nullptr : fields->as_object();
            answer.push_back({one.text_of("record"), object == nullptr ? Object{} : *object});
        }
    }
    return answer;
}

std::optional<Answer> earlier_answer(Archive& archive, const Operation& operation) {
    const std::optional<Event> event = answered_before(archive, operation.caller->request);
    if (!event) {
        return std::nullopt;
    }
    if (event->verb != operation.verb) {
        throw Fault(ErrorCode::usage, say("--request {}", event->request), say("was used for {}", event->verb),
                    say("give a key of its own"));
    }
    const Value detail(event->detail);
    const Value* value = detail.find(detail_name);
    return value == nullptr ? Answer{} : from_value(*value);
}

}  // namespace

Answer answer_once(Archive& archive, Operation& operation, const std::function<Answer(Change&)>& work) {
    Change change(archive, operation);
    if (std::optional<Answer> earlier = earlier_answer(archive, operation)) {
        return std::move(*earlier);
    }
    Answer answer = work(change);
    if (!operation.caller->request.empty()) {
        change.tell(detail_name, to_value(answer));
    }
    change.commit();
    return answer;
}

}  // namespace arc
