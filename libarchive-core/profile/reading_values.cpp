#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/reading.hpp"

#include <unordered_map>

namespace arc {
namespace {

// What a value compared with a path must look like.
void check_test(Reading& reading, const FieldTest& test, const PathFacts& facts, TextPlace at) {
    if (test.how == Comparison::known || test.how == Comparison::unknown) {
        return;
    }
    const bool ordered = test.how != Comparison::equal && test.how != Comparison::unequal;
    const bool has_star = test.value.find('*') != std::string::npos;
    if (ordered || has_star) {
        return;
    }
    if (!facts.values.all().empty() && !facts.values.contains(test.value)) {
        reading.wrong(at, say("'{}' is not a value of this field", printable(test.value)),
                      reading.suggest(test.value, facts.values.all()));
    } else if (facts.type == FieldType::number && !parse_number(test.value)) {
        reading.wrong(at, say("'{}' is not a number", printable(test.value)));
    } else if (facts.type == FieldType::date && !parse_day(test.value)) {
        reading.wrong(at, say("'{}' is not a date", printable(test.value)), say("write it as 2026-11-21"));
    } else if (facts.type == FieldType::boolean && test.value != "true" && test.value != "false") {
        reading.wrong(at, say("'{}' is not true or false", printable(test.value)));
    }
}

Clause read_clause(Reading& reading, const YamlEntry& entry) {
    Clause clause;
    clause.path = reading.path(entry.key, entry.at);
    const std::optional<PathFacts> facts = reading.words().facts(clause.path);
    for (const YamlNode* item : MapReader::one_or_more(entry.value)) {
        const std::optional<std::string> text = scalar_text(reading, *item, say("a value"));
        if (!text) {
            continue;
        }
        Result<FieldTest> test = parse_field_test(*text);
        if (!test) {
            reading.wrong(item->at, test.error().what, test.error().next);
            continue;
        }
        if (facts) {
            check_test(reading, *test, *facts, item->at);
        }
        clause.tests.push_back(*test);
    }
    if (entry.value.kind == YamlNode::Kind::list && entry.value.items.empty()) {
        reading.wrong(entry.value.at, say("an empty list is never fulfilled"));
    }
    return clause;
}

}  // namespace

std::optional<std::string> scalar_text(Reading& reading, const YamlNode& node, std::string_view wanted) {
    if (node.kind == YamlNode::Kind::scalar) {
        return node.text;
    }
    const std::string found = node.kind == YamlNode::Kind::map    ? say("keys")
                              : node.kind == YamlNode::Kind::list ? say("a list")
                                                                  : say("nothing");
    reading.wrong(node.at, say("{} wanted, {} found", wanted, found));
    return std::nullopt;
}

std::optional<double> scalar_number(Reading& reading, const YamlNode& node, double least, double most) {
    const std::optional<std::string> text = scalar_text(reading, node, say("a number"));
    if (!text) {
        return std::nullopt;
    }
    const std::optional<double> number = parse_number(*text);
    if (!number) {
        reading.wrong(node.at, say("'{}' is not a number", printable(*text)));
    } else if (*number < least || *number > most) {
        reading.wrong(node.at, say("{} is not between {} and {}", *text, least, most));
    } else {
        return number;
    }
    return std::nullopt;
}

std::optional<Duration> scalar_duration(Reading& reading, const YamlNode& node) {
    const std::optional<std::string> text = scalar_text(reading, node, say("a duration"));
    if (!text) {
        return std::nullopt;
    }
    const Result<Duration> duration = parse_duration(*text);
    if (!duration) {
        reading.wrong(node.at, say("'{}' is not a duration", printable(*text)), duration.error().next);
        return std::nullopt;
    }
    return *duration;
}

std::optional<Pattern> scalar_pattern(Reading& reading, const YamlNode& node) {
    const std::optional<std::string> text = scalar_text(reading, node, say("a regular expression"));
    if (!text) {
        return std::nullopt;
    }
    Result<Pattern> pattern = Pattern::parse(*text);
    if (!pattern) {
        reading.wrong(node.at, say("regular expression: {}", pattern.error().what));
        return std::nullopt;
    }
    return *pattern;
}

Title read_title(Reading& reading, const YamlNode& node) {
    if (node.kind == YamlNode::Kind::scalar) {
        return {node.text, node.text};
    }
    Title title;
    MapReader map(reading, node, "title");
    map.text("zh", title.zh);
    map.text("en", title.en);
    map.done();
    return title;
}

Condition read_condition(Reading& reading, const YamlNode& node) {
    Condition condition;
    if (node.kind == YamlNode::Kind::empty) {
        return condition;
    }
    for (const YamlNode* alternative : MapReader::one_or_more(node)) {
        if (alternative->kind != YamlNode::Kind::map) {
            reading.wrong(alternative->at, say("a condition wanted"), say("write {{field: value}}"));
            continue;
        }
        check_repeated_keys(reading, *alternative);
        std::vector<Clause> clauses;
        for (const YamlEntry& entry : alternative->entries) {
            clauses.push_back(read_clause(reading, entry));
        }
        if (!clauses.empty()) {
            condition.any.push_back(std::move(clauses));
        }
    }
    return condition;
}

bool check_new_name(Reading& reading, std::string_view name, TextPlace at) {
    constexpr std::size_t max_name = 64;
    const bool bad_sign = name.find_first_of(" \t\n/,:;'\"{}[]|<>!*#&%@`\\") != std::string_view::npos;
    if (name.empty() || name.size() > max_name || bad_sign || printable(name) != name) {
        reading.wrong(at, say("'{}' cannot be a name", printable(name)),
                      say("use letters, digits, - _ and ., at most {} bytes", max_name));
        return false;
    }
    return true;
}

void check_repeated_keys(Reading& reading, const YamlNode& node) {
    std::unordered_map<std::string_view, int> lines;
    for (const YamlEntry& entry : node.entries) {
        const auto [first, is_new] = lines.emplace(entry.key, entry.at.line);
        if (!is_new) {
            reading.wrong(entry.at, say("key '{}' is given twice", printable(entry.key)),
                          say("the first is on line {}", first->second));
        }
    }
}

}  // namespace arc
