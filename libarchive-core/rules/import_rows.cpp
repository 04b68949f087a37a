#include "rules/import_rows.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "model/condition.hpp"
#include "rules/cell_values.hpp"
#include "rules/columns.hpp"

#include <algorithm>
#include <unordered_map>
#include <variant>

namespace arc {
namespace {

constexpr std::size_t longest_shown = 60;

// Why a cell is not taken.
struct Complaint {
    std::string what;
    std::string next;
};

using CellValue = std::variant<std::string, Complaint>;

bool hides_values(const ColumnRule& rule) {
    return rule.is_private || rule.check.has_value();
}

// The value in quotes for a message, or words in its place where it is private.
std::string shown(const ColumnRule& rule, std::string_view value) {
    if (hides_values(rule)) {
        return say("the value");
    }
    const std::string text = printable(value);
    return "\"" + (text.size() > longest_shown ? fit_width(text, static_cast<int>(longest_shown)) : text) + "\"";
}

CellValue choice(const ColumnRule& rule, const std::string& text) {
    const std::string wanted = fold_heading(text);
    std::vector<std::string> values;
    std::vector<std::string> words;
    for (const AllowedValue& option : rule.one_of) {
        const auto same = [&](const std::string& spelling) { return fold_heading(spelling) == wanted; };
        if (same(option.value) || std::ranges::any_of(option.aliases, same)) {
            return option.value;
        }
        values.push_back(option.value);
        words.push_back(option.value);
        words.insert(words.end(), option.aliases.begin(), option.aliases.end());
    }
    // Of a few all are said; among many the one that was meant is hard to find.
    constexpr std::size_t few = 6;
    const std::string near = values.size() > few && !hides_values(rule) ? nearest(text, words) : std::string();
    return Complaint{say("{} is not one of the values allowed", shown(rule, text)),
                     near.empty() ? say("use {}", join(values, ", ")) : say("did you mean {}?", near)};
}

CellValue typed(const ColumnRule& rule, const std::string& text) {
    const auto value_or = [](std::optional<std::string> value, Complaint complaint) -> CellValue {
        return value ? CellValue(*std::move(value)) : CellValue(std::move(complaint));
    };
    switch (rule.type) {
        case ColumnType::text:
            return text;
        case ColumnType::integer:
            return value_or(read_integer(text), {say("{} is not a whole number", shown(rule, text)), {}});
        case ColumnType::number:
            return value_or(read_number_of(rule.unit, text),
                            {say("{} is not a number", shown(rule, text)),
                             rule.unit.empty() ? std::string() : say("write it in {}", rule.unit)});
        case ColumnType::day:
            return value_or(read_day(text), {say("{} is not a day", shown(rule, text)), say("write it as 2026-11-21")});
        case ColumnType::boolean:
            break;
    }
    return value_or(read_boolean(text), {say("{} is neither yes nor no", shown(rule, text)), say("use true or false")});
}

CellValue checked_text(const ColumnRule& rule, const std::string& text) {
    if (!is_utf8(text) || has_control_characters(text)) {
        return Complaint{say("{} holds characters that are not text", shown(rule, text)), {}};
    }
    if (is_shortened_number(text)) {
        return Complaint{say("{} is a number that a spreadsheet cut short; its digits are lost", shown(rule, text)),
                         say("make the column text there, enter it again and save")};
    }
    return rule.one_of.empty() ? typed(rule, text) : choice(rule, text);
}

Error heading_error(const std::string& file, const std::string& column, std::string what, std::string next = {}) {
    return {ErrorCode::usage, column.empty() ? file : say("{}: column {}", file, printable(column)), std::move(what),
            std::move(next)};
}

// The rule of a heading; none when no rule knows it.
const ColumnRule* rule_of(const std::string& heading, std::span<const ColumnRule> rules) {
    for (const ColumnRule& rule : rules) {
        if (find_column(std::span(&heading, 1), rule.name, rule.aliases)) {
            return &rule;
        }
    }
    return nullptr;
}

Error unknown_heading(const std::string& file, const std::string& heading, std::span<const ColumnRule> rules) {
    std::vector<std::string> names;
    for (const ColumnRule& rule : rules) {
        names.push_back(rule.name);
        names.insert(names.end(), rule.aliases.begin(), rule.aliases.end());
    }
    // 客户类型 and 客户类别 are two columns: of short Chinese words none is taken for a slip of another.
    constexpr std::size_t shortest = 5;
    const std::string folded = fold_heading(heading);
    const std::size_t letters = to_code_points(folded).size();
    const std::string near = letters == folded.size() || letters >= shortest ? nearest(folded, names) : std::string();
    return heading_error(
        file, heading, say("no such field"),
        near.empty() ? say("remove the column, or add the field to the profile") : say("did you mean {}?", near));
}

}  // namespace

struct RowChecker::State {
    struct Column {
        ColumnRule rule;
        std::optional<std::size_t> position;
        std::unordered_map<std::string, int> first_row;  // of each value, where they must be unique
    };

    std::string file;
    std::vector<Column> columns;

    Error cell_error(int row, const ColumnRule& rule, Complaint complaint) const {
        return {ErrorCode::usage, say("{}: row {}: column {}", file, row, rule.name), std::move(complaint.what),
                std::move(complaint.next)};
    }

    static std::optional<Complaint> mismatch(const ColumnRule& rule, const std::string& value) {
        if (rule.pattern && !rule.pattern->fits(value)) {
            return Complaint{say("{} does not have the form {}", shown(rule, value), rule.pattern->text()), {}};
        }
        const std::optional<double> number = rule.least || rule.most ? parse_number(value) : std::nullopt;
        if (number && rule.least && *number < *rule.least) {
            return Complaint{say("{} is less than {}", shown(rule, value), *rule.least), {}};
        }
        if (number && rule.most && *number > *rule.most) {
            return Complaint{say("{} is more than {}", shown(rule, value), *rule.most), {}};
        }
        return std::nullopt;
    }

    static std::optional<Complaint> repeated(Column& column, const std::string& value, int row) {
        if (!column.rule.unique) {
            return std::nullopt;
        }
        const auto [first, added] = column.first_row.emplace(value, row);
        if (added) {
            return std::nullopt;
        }
        return Complaint{say("{} stands in row {} already", shown(column.rule, value), first->second), {}};
    }

    // The value of a cell; complaints go into the outcome.
    std::string read_cell(Column& column, const std::string& cell, int row, RowOutcome& outcome) const {
        const ColumnRule& rule = column.rule;
        const std::string text = clean_cell(cell);
        if (text.empty()) {
            if (rule.required) {
                outcome.errors.push_back(cell_error(row, rule, {say("must not be empty"), {}}));
            }
            return {};
        }
        CellValue read = checked_text(rule, text);
        if (Complaint* complaint = std::get_if<Complaint>(&read)) {
            outcome.errors.push_back(cell_error(row, rule, std::move(*complaint)));
            return text;
        }
        std::string value = std::get<std::string>(std::move(read));
        if (rule.check) {
            IdentifierCheck check = check_identifier(*rule.check, value);
            if (check.verdict != IdentifierVerdict::good) {
                auto& list = check.verdict == IdentifierVerdict::wrong ? outcome.errors : outcome.warnings;
                list.push_back(cell_error(row, rule, {check.words, {}}));
            }
            value = std::move(check.normalised);
        }
        for (std::optional<Complaint> complaint : {mismatch(rule, value), repeated(column, value, row)}) {
            if (complaint) {
                outcome.errors.push_back(cell_error(row, rule, *std::move(complaint)));
            }
        }
        return value;
    }
};

std::vector<Error> RowChecker::check_headings(const std::string& file, std::span<const ColumnRule> rules,
                                              std::span<const std::string> headings) {
    std::vector<Error> errors;
    std::vector<const ColumnRule*> met;
    for (const std::string& heading : headings) {
        const ColumnRule* rule = rule_of(heading, rules);
        if (fold_heading(heading).empty()) {
            errors.push_back(heading_error(file, {}, say("column {} has no heading", met.size() + 1)));
        } else if (rule == nullptr) {
            errors.push_back(unknown_heading(file, heading, rules));
        } else if (std::ranges::count(met, rule) > 0) {
            errors.push_back(heading_error(file, heading, say("the field {} has a column already", rule->name)));
        }
        met.push_back(rule);
    }
    for (const ColumnRule& rule : rules) {
        if (rule.required && std::ranges::count(met, &rule) == 0) {
            std::vector<std::string> names{rule.name};
            names.insert(names.end(), rule.aliases.begin(), rule.aliases.end());
            errors.push_back(heading_error(file, {}, say("no column {}", join(names, "/"))));
        }
    }
    return errors;
}

RowChecker::RowChecker(std::string file, std::vector<ColumnRule> rules, std::span<const std::string> headings)
    : state_(std::make_unique<State>()) {
    state_->file = std::move(file);
    for (ColumnRule& rule : rules) {
        State::Column column{std::move(rule), {}, {}};
        column.position = find_column(headings, column.rule.name, column.rule.aliases);
        state_->columns.push_back(std::move(column));
    }
}

RowChecker::~RowChecker() = default;
RowChecker::RowChecker(RowChecker&&) noexcept = default;
RowChecker& RowChecker::operator=(RowChecker&&) noexcept = default;

RowOutcome RowChecker::check(const SourceRow& row) {
    RowOutcome outcome;
    outcome.row.row = row.row;
    for (State::Column& column : state_->columns) {
        std::optional<std::string> value;
        if (column.position) {
            static const std::string empty;
            const std::string& cell = *column.position < row.cells.size() ? row.cells[*column.position] : empty;
            value = state_->read_cell(column, cell, row.row, outcome);
        }
        outcome.row.values.push_back(std::move(value));
    }
    return outcome;
}

ImportOutcome check_import(const std::string& file, const std::vector<ColumnRule>& rules,
                           std::span<const std::string> headings, std::span<const SourceRow> rows) {
    ImportOutcome all;
    all.errors = RowChecker::check_headings(file, rules, headings);
    if (!all.errors.empty()) {
        return all;
    }
    RowChecker checker(file, rules, headings);
    for (const SourceRow& row : rows) {
        RowOutcome outcome = checker.check(row);
        std::ranges::move(outcome.errors, std::back_inserter(all.errors));
        std::ranges::move(outcome.warnings, std::back_inserter(all.warnings));
        all.rows.push_back(std::move(outcome.row));
    }
    if (!all.errors.empty()) {
        all.rows.clear();
    }
    return all;
}

}  // namespace arc
