#include "jobs/decoder_answer.hpp"

#include "base/say.hpp"
#include "record/json.hpp"

namespace arc {

std::string path_text(const std::filesystem::path& path) {
    std::string digits;
    for (const char byte : path.native()) {
        digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    }
    return digits;
}

std::filesystem::path path_from_text(const std::string& digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    }
    return bytes;
}

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
