#include "jobs/filing/numbering.hpp"

#include "base/say.hpp"
#include "catalog/catalog.hpp"
#include "label/number_pattern.hpp"
#include "rules/condition.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr const char* counter_field = "seq";

// The words that stand for themselves in a pattern; all others are paths.
std::string value_of(const Archive& archive, const std::string& name, const Facts& facts) {
    const FieldLookup look_up = look_up_in(facts);
    const std::string path = name == "project" ? "customer.number"
                             : name == "month" ? "document.date.month"
                             : name == "day"   ? "document.date.day"
                                               : name;
    if (name != "code") {
        return value_at(path, look_up).value_or(std::string());
    }
    const auto type = facts.find("document.type");
    const DocumentType* known = type == facts.end() ? nullptr : archive.profile().document_type(type->second);
    return known == nullptr ? std::string() : known->code;
}

NumberPattern::Fields known_fields(const Archive& archive, const Numbering& rule, const Facts& facts) {
    NumberPattern::Fields fields;
    for (const NumberPiece& piece : rule.pieces) {
        if (!piece.placeholder || piece.text == counter_field) {
            continue;
        }
        std::string value = value_of(archive, piece.text, facts);
        if (value.empty()) {
            throw Fault(ErrorCode::refused, say("number {}", rule.pattern), say("{} is not known", piece.text),
                        say("say it first, or give the number with --number"));
        }
        fields[piece.text] = std::move(value);
    }
    return fields;
}

std::string counter_name(const Archive& archive, const Numbering& rule, const Facts& facts) {
    std::string name = "number:" + rule.pattern;
    for (const std::string& path : rule.per) {
        name += ":" + value_of(archive, path, facts);
    }
    return name;
}

// The pieces hold full paths, which the pattern as written does not.
std::string full_pattern(const Numbering& rule) {
    std::string pattern;
    for (const NumberPiece& piece : rule.pieces) {
        const std::string width = piece.width == 0 ? std::string() : fmt::format(":{}", piece.width);
        pattern += piece.placeholder ? "{" + piece.text + width + "}" : piece.text;
    }
    return pattern;
}

}  // namespace

const Numbering* numbering_for(const Profile& profile, Noun of, NumberAt at, const FieldLookup& look_up) {
    const auto rule = std::ranges::find_if(profile.numbering, [&](const Numbering& one) {
        return one.of == of && one.at == at && holds(one.when, look_up);
    });
    return rule == profile.numbering.end() ? nullptr : &*rule;
}

std::string next_filing_number(Archive& archive, const Numbering& rule, const Facts& facts,
                               const std::function<bool(const std::string&)>& taken) {
    const NumberPattern pattern = NumberPattern::parse(full_pattern(rule)).value_or_throw();
    NumberPattern::Fields fields = known_fields(archive, rule, facts);
    const std::string counter = counter_name(archive, rule, facts);
    for (;;) {
        fields[counter_field] = std::to_string(next_number(archive.db(), counter) + rule.start - 1);
        std::string number = pattern.fill(fields).value_or_throw();
        if (!taken(number)) {
            return number;
        }
    }
}

}  // namespace arc
