#include "jobs/decoder_answer.hpp"

#include "base/say.hpp"
#include "record/json.hpp"

namespace arc {

std::string refused_answer(const Error& error) {
    return to_json(Object{{"error", static_cast<int>(error.code)}, {"what", error.what}, {"next", error.next}});
}

Result<Value> read_decoder_answer(const std::string& answer) {
    Result<Value> value = from_json(answer);
    if (!value) {
        return Error{ErrorCode::damaged, {}, say("the decoder gave no answer"), {}};
    }
    if (value->find("error") != nullptr) {
        return Error{
            static_cast<ErrorCode>(value->int_of("error")), {}, value->text_of("what"), value->text_of("next")};
    }
    return value;
}

}  // namespace arc
