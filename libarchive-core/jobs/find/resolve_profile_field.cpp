#include "jobs/find/resolve_profile_field.hpp"

#include "base/calendar_text.hpp"
#include "base/say.hpp"
#include "base/search_text.hpp"
#include "base/text.hpp"
#include "jobs/find/profile_fields.hpp"
#include "search/field_facts.hpp"

#include <algorithm>

namespace arc {
namespace {

class FieldResolver {
public:
    FieldResolver(const Profile& profile, ResolvedQuery& made) : profile_(&profile), made_(&made) {}

    void resolve(const QueryTerm& term) {
        const std::vector<AskableField> found = askable_fields(*profile_, term.field);
        if (found.empty()) {
            std::vector<std::string> known(query_fields().begin(), query_fields().end());
            add(known, askable_field_names(*profile_));
            std::string near = nearest(term.field, known);
            for (const std::string& name : known) {
                near = near.empty() && name.starts_with(term.field) ? name : near;
            }
            throw Fault(ErrorCode::usage, term.field, say("no field of a query or of the profile has this name"),
                        near.empty() ? say("use {}; or put the text in quotes", join(known, " "))
                                     : say("did you mean {}:?", near));
        }
        if (std::ranges::all_of(found, [](const AskableField& one) { return one.field->is_private; })) {
            throw Fault(ErrorCode::refused, term.field, say("private fields are not searched"),
                        say("look for the customer, then arc-find show"));
        }
        const Field& field = *found.front().field;
        FieldTerm asked{{term.field, {}}, term.negated};
        for (const std::string& value : term.values) {
            asked.clause.tests.push_back(test_of(field, value));
        }
        if (!term.negated) {
            add_facts(found, asked.clause);
        }
        made_->fields.push_back(std::move(asked));
    }

private:
    static void add(std::vector<std::string>& all, const std::vector<std::string>& more) {
        for (const std::string& one : more) {
            if (std::ranges::find(all, one) == all.end()) {
                all.push_back(one);
            }
        }
    }

    FieldTest test_of(const Field& field, const std::string& value) {
        const Result<FieldTest> test = read_field_test(field.type, value);
        if (!test) {
            Error error = test.error();
            error.subject = field.name + ":" + value;
            throw Fault(error);
        }
        const bool plain = test->how == Comparison::equal && test->value.find('*') == std::string::npos;
        const bool number = field.type == FieldType::number && !parse_number(test->value);
        if (plain && (number || (field.type == FieldType::date && !parse_day(test->value)))) {
            throw Fault(ErrorCode::usage, field.name + ":" + value,
                        number ? say("the field is a number") : say("the field is a date"),
                        number ? say("write 10, >=10 or 10..35") : say("write 2024, 2024-05-01, >=2024 or 2023..2024"));
        }
        const std::vector<std::string> choices = choices_of(*profile_, field);
        if (plain && !choices.empty() && std::ranges::find(choices, value) == choices.end()) {
            const std::string near = nearest(value, choices);
            throw Fault(ErrorCode::not_found, field.name + ":" + value, say("the field has no such value"),
                        near.empty() ? say("it has {}", join(choices, ", ")) : say("did you mean {}?", near));
        }
        return *test;
    }
    // What the index can tell of the tests; a negative one among them leaves it out.
    void add_facts(const std::vector<AskableField>& found, const Clause& clause) {
        FindFilter& filter = made_->filter;
        std::vector<ThingKind> kinds;
        std::vector<std::string> types;
        for (const AskableField& one : found) {
            kinds.push_back(one.kind);
            types.insert(types.end(), one.types.begin(), one.types.end());
        }
        if (!filter.fields) {
            filter.fielded = kinds;
            filter.field_types = types;
        } else {
            std::erase_if(filter.fielded, [&](ThingKind kind) { return std::ranges::count(kinds, kind) == 0; });
        }
        filter.fields = true;
        std::vector<std::string> facts;
        for (const AskableField& one : found) {
            for (const FieldTest& test : clause.tests) {
                const std::optional<std::vector<std::string>> of_test = facts_of(*one.field, test);
                if (!of_test) {
                    return;
                }
                add(facts, *of_test);
            }
        }
        if (!facts.empty()) {
            filter.facts.push_back(std::move(facts));
        }
    }
    // Text is found by its rarest word: the longest.
    std::optional<std::vector<std::string>> facts_of(const Field& field, const FieldTest& test) const {
        if (!field.searchable) {
            return std::nullopt;
        }
        const bool indexed = !field.built_in || std::ranges::any_of(askable_columns(), [&](const auto& column) {
            return column.second.name == field.name;
        });
        if (field.type != FieldType::text) {
            return indexed ? facts_of_test(field.name, field.list.empty() ? field.type : FieldType::one_of, test)
                           : std::nullopt;
        }
        if (test.how != Comparison::equal) {
            return std::nullopt;
        }
        if (!field.list.empty()) {
            return facts_of_test(field.name, FieldType::one_of, test);
        }
        const std::vector<std::string> tokens =
            test.value.find('*') == std::string::npos ? query_tokens(test.value) : std::vector<std::string>{};
        const auto longest = std::ranges::max_element(tokens, {}, &std::string::size);
        return longest == tokens.end() ? std::nullopt : std::optional(std::vector{*longest});
    }

    const Profile* profile_;
    ResolvedQuery* made_;
};

}  // namespace

void resolve_profile_field(const Profile& profile, const QueryTerm& term, ResolvedQuery& made) {
    FieldResolver(profile, made).resolve(term);
}

}  // namespace arc
