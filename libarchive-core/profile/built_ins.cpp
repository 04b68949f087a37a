#include "profile/vocabulary.hpp"

#include "model/entry.hpp"

#include <utility>

namespace arc {
namespace {

Field a_field(std::string name, Title title, FieldType type = FieldType::text) {
    Field field;
    field.name = std::move(name);
    field.title = std::move(title);
    field.type = type;
    field.built_in = true;
    return field;
}

}  // namespace

std::vector<Field> built_in_customer_fields() {
    std::vector<Field> fields{a_field("name", {"名称", "name"}),
                              a_field("unit", {"单位", "unit"}),
                              a_field("phone", {"电话", "telephone"}),
                              a_field("address", {"地址", "address"}),
                              a_field("id_number", {"证件号码", "identity number"}),
                              a_field("legal_entity", {"法人", "legal entity"})};
    for (Field& field : fields) {
        field.is_private = field.name == "phone" || field.name == "id_number";
    }
    return fields;
}

std::vector<Field> built_in_ticket_fields() {
    return {a_field("opened", {"受理日期", "opened"}, FieldType::date),
            a_field("responsible", {"责任人", "responsible"}), a_field("unit", {"单位", "unit"})};
}

std::vector<Field> built_in_document_fields() {
    return {a_field("title", {"题名", "title"}), a_field("author", {"责任者", "author"}),
            a_field("reference", {"文号", "reference number"}), a_field("date", {"日期", "date"}, FieldType::date),
            a_field("note", {"备注", "note"})};
}

std::vector<Medium> built_in_media() {
    const std::pair<const char*, Title> known[] = {{"paper", {"纸质", "paper"}}, {"electronic", {"电子", "electronic"}},
                                                   {"film", {"胶片", "film"}},   {"photo", {"照片", "photo"}},
                                                   {"audio", {"录音", "audio"}}, {"video", {"录像", "video"}},
                                                   {"disc", {"光盘", "disc"}},   {"object", {"实物", "object"}}};
    std::vector<Medium> media;
    for (const auto& [name, title] : known) {
        Medium medium;
        medium.name = name;
        medium.title = title;
        media.push_back(std::move(medium));
    }
    return media;
}

std::vector<EntryKind> built_in_entries() {
    EntryKind compared;
    compared.name = copy_check;
    compared.title = {"核对", "copy compared with its original"};
    compared.of = Noun::document;
    EntryKind condition;
    condition.name = condition_survey;
    condition.title = {"状况检查", "condition survey"};
    condition.of = Noun::medium;
    condition.pictures = true;
    condition.fields = {a_field("state", {"状况", "state"}), a_field("note", {"备注", "note"})};
    EntryKind conversion;
    conversion.name = media_conversion;
    conversion.title = {"转换", "copied to a new medium"};
    conversion.of = Noun::medium;
    conversion.fields = {a_field("to", {"转换为", "copied to"}), a_field("copy", {"复制件", "the copy"})};
    EntryKind cosign;
    cosign.name = "cosign";
    cosign.title = {"会签", "contract co-signed"};
    cosign.of = Noun::document;
    cosign.fields = {a_field("role", {"角色", "role"}), a_field("note", {"备注", "note"})};
    return {compared, condition, conversion, cosign};
}

const std::vector<std::pair<std::string, FieldType>>& built_in_paths() {
    static const std::vector<std::pair<std::string, FieldType>> paths{
        {"customer.number", FieldType::text},     {"customer.class", FieldType::text},
        {"customer.kind", FieldType::text},       {"customer.status", FieldType::text},
        {"customer.holder", FieldType::text},     {"customer.opened", FieldType::date},
        {"customer.filed", FieldType::date},      {"customer.closed", FieldType::date},
        {"ticket.number", FieldType::text},       {"ticket.type", FieldType::text},
        {"ticket.stage", FieldType::text},        {"ticket.closed", FieldType::date},
        {"ticket.filed", FieldType::date},        {"document.type", FieldType::text},
        {"document.number", FieldType::text},     {"document.medium", FieldType::text},
        {"document.form", FieldType::one_of},     {"document.access", FieldType::text},
        {"document.period", FieldType::text},     {"document.group", FieldType::text},
        {"document.secrecy", FieldType::number},  {"document.unit", FieldType::text},
        {"document.sides", FieldType::number},    {"document.sheets", FieldType::number},
        {"document.captured", FieldType::date},   {"document.registered", FieldType::date},
        {"document.arranged", FieldType::date},   {"document.filed", FieldType::date},
        {"document.expired", FieldType::boolean}, {"series.year", FieldType::number},
        {"series.method", FieldType::text},       {"unit", FieldType::text},
        {"unit.level", FieldType::text},          {"place.name", FieldType::text},
        {"place.level", FieldType::text},         {"place.zone", FieldType::text},
        {"volume.number", FieldType::text},       {"volume.closed", FieldType::date},
        {"box.number", FieldType::text},          {"batch.number", FieldType::text},
        {"batch.operator", FieldType::text},      {"batch.device", FieldType::text},
        {"medium.name", FieldType::text},         {"person.name", FieldType::text},
        {"person.role", FieldType::text},         {"person.unit", FieldType::text},
        {"loan.reason", FieldType::text},         {"fonds", FieldType::text}};
    return paths;
}

}  // namespace arc
