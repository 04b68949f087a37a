#include "base/calendar_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/sections.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::pair<std::string_view, FieldType> field_types[] = {{"text", FieldType::text},
                                                                  {"number", FieldType::number},
                                                                  {"date", FieldType::date},
                                                                  {"bool", FieldType::boolean},
                                                                  {"one_of", FieldType::one_of}};
constexpr std::pair<std::string_view, Severity> severity_words[] = {
    {"refuse", Severity::refuse}, {"warn", Severity::warn}, {"ignore", Severity::ignore}};
constexpr std::pair<std::string_view, Need> needs[] = {
    {"complete", Need::complete}, {"handed-over", Need::handed_over}, {"reviewed", Need::reviewed}};
constexpr std::pair<std::string_view, Noun> noun_words[] = {
    {"customer", Noun::customer}, {"project", Noun::customer}, {"ticket", Noun::ticket}, {"document", Noun::document},
    {"series", Noun::series},     {"unit", Noun::unit},        {"person", Noun::person}, {"batch", Noun::batch},
    {"volume", Noun::volume},     {"box", Noun::box},          {"place", Noun::place},   {"handover", Noun::handover},
    {"loan", Noun::loan},         {"medium", Noun::medium}};
constexpr std::pair<std::string_view, std::chrono::weekday> weekday_words[] = {
    {"monday", std::chrono::Monday},     {"tuesday", std::chrono::Tuesday}, {"wednesday", std::chrono::Wednesday},
    {"thursday", std::chrono::Thursday}, {"friday", std::chrono::Friday},   {"saturday", std::chrono::Saturday},
    {"sunday", std::chrono::Sunday}};

// required: true, false, or a condition.
void read_required(MapReader& map, Field& field) {
    const YamlNode* node = map.take("required");
    if (node == nullptr) {
        return;
    }
    if (node->kind == YamlNode::Kind::scalar) {
        map.flag("required", field.required);
        field.required_when = {};
        return;
    }
    field.required = true;
    field.required_when = read_condition(map.reading(), *node);
}

void read_limits(MapReader& map, Field& field) {
    const YamlNode* node = map.take("range");
    if (node == nullptr) {
        return;
    }
    if (const std::optional<Range> range = read_range(map.reading(), *node)) {
        field.least = range->least;
        field.most = range->most;
    }
    if (field.type != FieldType::number) {
        map.reading().wrong(node->at, say("only numbers have a range"), say("add type: number"));
    }
}

void read_one_of(MapReader& map, Field& field) {
    const bool listed = map.has("one_of");
    map.texts("one_of", field.one_of);
    if (listed && !map.has("type")) {
        field.type = FieldType::one_of;
    }
    if (listed != (field.type == FieldType::one_of)) {
        map.reading().wrong(map.at(), say("type: one_of and the list one_of belong together"));
    }
}

void read_field(Reading& reading, const YamlNode& node, Field& field) {
    if (node.kind == YamlNode::Kind::empty) {
        return;
    }
    if (node.kind == YamlNode::Kind::scalar) {
        YamlNode long_form;
        long_form.kind = YamlNode::Kind::map;
        long_form.at = node.at;
        long_form.entries.push_back({"type", node.at, node});
        read_field(reading, long_form, field);
        return;
    }
    MapReader map(reading, node, "fields.NAME");
    map.title(field.title);
    map.choice<FieldType>("type", field_types, field.type);
    read_one_of(map, field);
    read_required(map, field);
    map.flag("private", field.is_private);
    map.flag("unique", field.unique);
    map.flag("search", field.searchable);
    map.word("check", identifier_kinds(), field.check);
    map.name("list", NameKind::list, field.list);
    map.pattern("pattern", field.pattern);
    read_limits(map, field);
    map.done();
}

}  // namespace

const Spellings<Severity> severities = severity_words;
const Spellings<Noun> nouns = noun_words;
const Spellings<std::chrono::weekday> weekdays = weekday_words;

void read_fields(MapReader& map, std::string_view key, std::vector<Field>& fields) {
    map.each_named(key, [&](const YamlEntry& entry) {
        const auto known = std::ranges::find(fields, entry.key, &Field::name);
        if (known != fields.end()) {
            read_field(map.reading(), entry.value, *known);
            return;
        }
        Field field;
        field.name = entry.key;
        read_field(map.reading(), entry.value, field);
        fields.push_back(std::move(field));
    });
}

std::optional<Range> read_range(Reading& reading, const YamlNode& node) {
    const std::optional<std::string> text = scalar_text(reading, node, say("a range"));
    if (!text) {
        return std::nullopt;
    }
    // The sign between the two numbers is the first - that has a digit before it.
    std::size_t sign = text->find("..");
    const std::size_t length = sign == std::string::npos ? 1 : 2;
    for (std::size_t at = 1; sign == std::string::npos && at < text->size(); ++at) {
        if ((*text)[at] == '-' && (*text)[at - 1] >= '0' && (*text)[at - 1] <= '9') {
            sign = at;
        }
    }
    const std::optional<double> least = parse_number(text->substr(0, sign));
    const std::optional<double> most = sign == std::string::npos ? least : parse_number(text->substr(sign + length));
    if (!least || !most) {
        reading.wrong(node.at, say("'{}' is not a range", printable(*text)), say("write it as 5-15"));
        return std::nullopt;
    }
    if (*least > *most) {
        reading.wrong(node.at, say("the range {} is reversed", printable(*text)));
        return std::nullopt;
    }
    return Range{*least, *most};
}

Climate read_climate(MapReader& map) {
    Climate climate;
    const YamlNode* node = map.take("climate");
    if (node == nullptr) {
        return climate;
    }
    MapReader inner(map.reading(), *node, "climate");
    if (const YamlNode* temperature = inner.take("t")) {
        climate.temperature = read_range(map.reading(), *temperature);
    }
    if (const YamlNode* humidity = inner.take("rh")) {
        climate.humidity = read_range(map.reading(), *humidity);
    }
    inner.done();
    return climate;
}

Gate read_gate(Reading& reading, const YamlNode& node, Gate gate) {
    MapReader map(reading, node, "close");
    map.choices_of<Need>("needs", needs, gate.needs);
    map.choice<Severity>("else", severity_words, gate.otherwise);
    map.done();
    return gate;
}

bool read_keep(MapReader& map, bool& permanent, Duration& keep) {
    int years = 0;
    int months = 0;
    map.whole("years", years, 1, 999);
    map.whole("months", months, 1, 9999);
    static constexpr std::pair<std::string_view, bool> words[] = {{"permanent", true}};
    map.choice<bool>("keep", words, permanent);
    const int given = int(map.has("years")) + int(map.has("months")) + int(map.has("keep"));
    if (given > 1) {
        map.reading().wrong(map.at(), say("years, months and keep exclude each other"));
    }
    keep = years > 0 ? Duration{DurationUnit::years, years} : Duration{DurationUnit::months, months};
    return given == 1;
}

void read_moment(MapReader& map, std::string_view key, std::string& out) {
    const YamlNode* node = map.take(key);
    if (node == nullptr) {
        return;
    }
    const std::optional<std::string> written = scalar_text(map.reading(), *node, say("a moment"));
    if (!written) {
        return;
    }
    std::string text = *written;
    if (text.starts_with("project.")) {
        text.replace(0, 8, "customer.");
    }
    if (std::ranges::count(milestones(), text) != 0) {
        out = text;
        return;
    }
    const Vocabulary& words = map.reading().words();
    const std::optional<std::string> path = words.full_path(text);
    const std::optional<PathFacts> facts = path ? words.facts(*path) : std::nullopt;
    if (facts && facts->type == FieldType::date) {
        out = *path;
    } else if (facts) {
        map.reading().wrong(node->at, say("'{}' is not a date", printable(text)));
    } else {
        map.reading().wrong(node->at, say("unknown moment '{}'", printable(text)),
                            map.reading().suggest(text, milestones()));
    }
}

}  // namespace arc
