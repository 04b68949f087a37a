#include "record/json.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

namespace arc {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t deepest = 64;

// Whether the text stands in JSON as it is: ASCII without quotes, backslashes and control characters, or UTF-8 of that
// kind.
bool stands_as_it_is(std::string_view text) {
    bool ascii = true;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == '"' || c == '\\' || byte == 0x7F) {
            return false;
        }
        ascii = ascii && byte < 0x80;
    }
    return ascii || is_utf8(text);
}

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Builds a Value while the text is read; nlohmann's own tree would keep the last of repeated names in silence.
class Builder : public nlohmann::json_sax<Json> {
public:
    Value result;
    std::string trouble;

    bool null() override { return put({}); }
    bool boolean(bool flag) override { return put(flag); }
    bool number_integer(number_integer_t whole) override { return put(std::int64_t{whole}); }
    bool number_unsigned(number_unsigned_t whole) override {
        if (whole > static_cast<number_unsigned_t>(INT64_MAX)) {
            return fail(say("a whole number over 2^63"));
        }
        return put(static_cast<std::int64_t>(whole));
    }
    bool number_float(number_float_t number, const string_t&) override { return put(number); }
    bool string(string_t& text) override { return put(std::move(text)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Level{true, {}, {}, {}}); }
    bool key(string_t& name) override {
        levels_.back().name = std::move(name);
        return true;
    }
    bool end_object() override {
        const Object& members = levels_.back().members;
        std::vector<std::string_view> names;
        names.reserve(members.size());
        std::ranges::transform(members, std::back_inserter(names),
                               [](const auto& m) { return std::string_view(m.first); });
        std::ranges::sort(names);
        if (const auto twice = std::ranges::adjacent_find(names); twice != names.end()) {
            return fail(say("the name \"{}\" stands twice", *twice));
        }
        return close();
    }
    bool start_array(std::size_t) override { return open(Level{false, {}, {}, {}}); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return fail(say("not JSON at byte {}", position));
    }

private:
    struct Level {
        bool is_object;
        Object members;
        List items;
        std::string name;
    };
    std::vector<Level> levels_;

    bool fail(std::string words) {
        trouble = std::move(words);
        return false;
    }
    bool open(Level level) {
        if (levels_.size() == deepest) {
            return fail(say("nested over {} deep", deepest));
        }
        levels_.push_back(std::move(level));
        return true;
    }
    bool close() {
        Level level = std::move(levels_.back());
        levels_.pop_back();
        return level.is_object ? put(std::move(level.members)) : put(std::move(level.items));
    }
    bool put(Value value) {
        if (levels_.empty()) {
            result = std::move(value);
        } else if (levels_.back().is_object) {
            levels_.back().members.emplace_back(std::move(levels_.back().name), std::move(value));
        } else {
            levels_.back().items.push_back(std::move(value));
        }
        return true;
    }
};

}  // namespace

void append_json(std::string& json, std::string_view text) {
    if (stands_as_it_is(text)) {
        json.append(1, '"').append(text).append(1, '"');
    } else {
        json += dumped(std::string(text));
    }
}

void append_json(std::string& json, std::int64_t whole) {
    std::array<char, 24> digits{};
    const char* const end = std::to_chars(digits.begin(), digits.end(), whole).ptr;
    json.append(std::string_view(digits.data(), end));
}

void append_json(std::string& json, const Value& value) {
    if (const bool* flag = value.as_bool()) {
        json += *flag ? "true" : "false";
    } else if (const std::int64_t* whole = value.as_int()) {
        append_json(json, *whole);
    } else if (const double* number = value.as_double()) {
        json += dumped(*number);
    } else if (const std::string* text = value.as_text()) {
        append_json(json, std::string_view(*text));
    } else if (const List* list = value.as_list()) {
        json += '[';
        for (std::size_t i = 0; i < list->size(); ++i) {
            json += i == 0 ? "" : ",";
            append_json(json, (*list)[i]);
        }
        json += ']';
    } else if (const Object* members = value.as_object()) {
        json += '{';
        for (std::size_t i = 0; i < members->size(); ++i) {
            json += i == 0 ? "" : ",";
            append_json(json, std::string_view((*members)[i].first));
            json += ':';
            append_json(json, (*members)[i].second);
        }
        json += '}';
    } else {
        json += "null";
    }
}

std::string to_json(const Value& value) {
    std::string json;
    append_json(json, value);
    return json;
}

Result<Value> from_json(std::string_view text) {
    Builder builder;
    if (!Json::sax_parse(text.begin(), text.end(), &builder)) {
        return Error{ErrorCode::usage, {}, builder.trouble, {}};
    }
    return std::move(builder.result);
}

}  // namespace arc
