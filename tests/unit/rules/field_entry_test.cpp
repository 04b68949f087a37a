#include "rules/field_entry.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

Field a_field(std::string name, FieldType type, std::string check = {}) {
    Field field;
    field.name = std::move(name);
    field.type = type;
    field.check = std::move(check);
    return field;
}

std::string taken(const Field& field, const std::string& typed) {
    return take_value(Profile{}, field, typed).value_or_throw().value;
}

}  // namespace

TEST_CASE("field=value is cut at the first equals sign") {
    const std::vector<std::string> texts{"name=王伟", "note=a=b", "phone="};
    CHECK(parse_entries(texts).value_or_throw() ==
          std::vector<FieldEntry>{{"name", "王伟"}, {"note", "a=b"}, {"phone", ""}});
    CHECK(parse_entries(std::vector<std::string>{"name"}).error().message() == "name: not of the form field=value");
    CHECK(parse_entries(std::vector<std::string>{"=x"}).error().code == ErrorCode::usage);
    CHECK(parse_entries(std::vector<std::string>{"a=1", "a=2"}).error().message() == "field a: given twice");
    CHECK(parse_entries(std::vector<std::string>{"name=王\x01伟"}).error().message() ==
          "field name: holds characters that are not text; type it anew");
    CHECK(parse_entries(std::vector<std::string>{"name=\xff"}).error().code == ErrorCode::usage);
    CHECK(parse_entries(std::vector<std::string>{"note=two\nlines"}).ok());
}

TEST_CASE("values are stored in one form, however people type them") {
    CHECK(taken(a_field("signed", FieldType::date), "2025年3月4日") == "2025-03-04");
    CHECK(taken(a_field("kva", FieldType::number), "1,250.5") == "1250.5");
    CHECK(taken(a_field("renews", FieldType::boolean), "是") == "true");
    CHECK(taken(a_field("name", FieldType::text), " 王伟 ") == "王伟");
    CHECK(taken(a_field("phone", FieldType::text, "phone"), "０５７３ 82651234") == "0573-82651234");
    CHECK(taken(a_field("signed", FieldType::date), "").empty());
}

TEST_CASE("a value that its field refuses is an error that does not repeat it") {
    const Result<TakenValue> wrong =
        take_value(Profile{}, a_field("id_number", FieldType::text, "resident-id"), "330402199913011230");
    REQUIRE_FALSE(wrong.ok());
    CHECK(wrong.error().message().find("330402") == std::string::npos);
    CHECK(take_value(Profile{}, a_field("signed", FieldType::date), "soon").error().message() ==
          "field signed: not a date");
}

TEST_CASE("an unknown field is refused with the nearest name") {
    const Field address = a_field("address", FieldType::text);
    const std::vector<const Field*> fields{&address};
    CHECK(need_field(fields, "adress").error().message() ==
          "field adress: the profile has no such field; did you mean address?");
    CHECK(need_field(fields, "address").value_or_throw() == &address);
}
