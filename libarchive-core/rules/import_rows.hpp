#pragma once

#include "base/pattern.hpp"
#include "base/result.hpp"
#include "rules/identifiers.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arc {

enum class ColumnType {
    text,     // NFC, without blanks around it
    integer,  // 1234, 1,234
    number,   // 1234.50, -3
    day,      // all that parse_day reads, also with the time 0:00 that spreadsheets add; gives 2026-11-21
    boolean,  // true/false yes/no y/n 1/0 是/否 有/无; gives true or false
};

// One allowed value, and what else people write for it (high: 高压).
struct AllowedValue {
    std::string value;
    std::vector<std::string> aliases;
};

// What one column of an import may hold.
struct ColumnRule {
    std::string name;                  // the field; a heading may be this or an alias
    std::vector<std::string> aliases;  // 户号 …
    ColumnType type = ColumnType::text;
    bool required = false;             // the column must be there and no cell of it empty
    bool unique = false;               // no value twice in one file
    bool is_private = false;           // values never stand in messages; so with every `check`
    std::vector<AllowedValue> one_of;  // empty: anything; compared in any case and width
    std::optional<IdentifierKind> check;
    std::optional<Pattern> pattern;  // of the whole value
    std::string unit;                // of a number, which may be written with it: kV
    std::optional<double> least;     // of a number
    std::optional<double> most;
};

// One row as it was read: its number as a spreadsheet counts (the heading is row 1), and its cells.
struct SourceRow {
    int row = 0;
    std::vector<std::string> cells;
};

// One sound row: a value for each ColumnRule, in their order. None: the file has no such column (an update leaves the
// field alone); "": an empty cell.
struct ImportedRow {
    int row = 0;
    std::vector<std::optional<std::string>> values;
    bool operator==(const ImportedRow&) const = default;
};

struct RowOutcome {
    ImportedRow row;              // sound only when there are no errors; bad cells as they are
    std::vector<Error> errors;    // "customers.csv: row 17: column phone: what; next", one for each bad cell
    std::vector<Error> warnings;  // the same, for what is doubtful but taken
};

// Checks the rows of one file, one after the other, so that a file of any length needs little memory.
class RowChecker {
public:
    // All that is wrong with the headings: a required column missing, one that no rule knows (with the nearest name),
    // the same field twice, an empty one.
    static std::vector<Error> check_headings(const std::string& file, std::span<const ColumnRule> rules,
                                             std::span<const std::string> headings);

    // Only for headings that check_headings finds nothing wrong with.
    RowChecker(std::string file, std::vector<ColumnRule> rules, std::span<const std::string> headings);
    ~RowChecker();
    RowChecker(RowChecker&&) noexcept;
    RowChecker& operator=(RowChecker&&) noexcept;

    RowOutcome check(const SourceRow& row);

private:
    struct State;
    std::unique_ptr<State> state_;
};

struct ImportOutcome {
    std::vector<ImportedRow> rows;  // empty when there are errors: all or nothing
    std::vector<Error> errors;      // every bad heading, or every bad cell
    std::vector<Error> warnings;
};

// A whole table at once.
ImportOutcome check_import(const std::string& file, const std::vector<ColumnRule>& rules,
                           std::span<const std::string> headings, std::span<const SourceRow> rows);

}  // namespace arc
