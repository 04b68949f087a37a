#include "record/record_codec.hpp"

#include "base/say.hpp"
#include "record/json.hpp"

namespace arc {

std::string encode_record(const Record& record, std::string_view archive) {
    Object line{{"record", record.kind}, {"v", 1}};
    if (!archive.empty()) {
        line.emplace_back("archive", archive);
    }
    line.insert(line.end(), record.fields.begin(), record.fields.end());
    return to_json(line);
}

Result<ReadRecord> decode_record(std::string_view line) {
    Result<Value> read = from_json(line);
    if (!read) {
        return read.error();
    }
    const Object* members = read->as_object();
    if (members == nullptr || read->text_of("record").empty()) {
        return Error{ErrorCode::usage, {}, say("not a record: no \"record\" in it"), {}};
    }
    if (read->int_of("v", 1) != 1) {
        return Error{
            ErrorCode::usage, {}, say("record version {} is not known", read->int_of("v")), say("update this tool")};
    }
    ReadRecord result{{read->text_of("record"), {}}, read->text_of("archive")};
    for (const auto& member : *members) {
        if (member.first != "record" && member.first != "v" && member.first != "archive") {
            result.record.fields.push_back(member);
        }
    }
    return result;
}

std::string encode_fields(const std::vector<std::pair<std::string, std::string>>& fields) {
    Object object;
    for (const auto& [name, text] : fields) {
        object.emplace_back(name, text);
    }
    return to_json(object);
}

std::vector<std::pair<std::string, std::string>> decode_fields(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> fields;
    const Result<Value> read = from_json(text);
    if (read && read->as_object() != nullptr) {
        for (const auto& [name, value] : *read->as_object()) {
            fields.emplace_back(name, value.as_text() == nullptr ? std::string() : *value.as_text());
        }
    }
    return fields;
}

}  // namespace arc
