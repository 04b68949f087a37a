#pragma once

#include "base/result.hpp"
#include "rules/import_rows.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// The rows of a list that somebody else's program wrote: CSV as spreadsheets write it (record/csv.hpp) or JSON Lines,
// told apart by the first character.
class ImportSource {
public:
    // "-" is standard input; a pipe by its name is refused, because files are read twice. Errors: what the system says,
    // no heading, a workbook.
    static Result<ImportSource> open(const std::string& file);
    ~ImportSource();
    ImportSource(ImportSource&&) noexcept;
    ImportSource& operator=(ImportSource&&) noexcept;

    // How messages name it.
    const std::string& name() const;
    // Of JSON Lines every key that some line has; "record", "v" and "archive" are no columns.
    const std::vector<std::string>& headings() const;

    struct Row {
        SourceRow cells;
        std::vector<bool> said;  // JSON Lines: whether the line has the key; empty: every cell was said
    };
    // The next row, none at the end. After an Error that is not of one row (damaged, limit, io) the source is at its
    // end.
    std::optional<Result<Row>> next();
    // How much of the file was read, and its size; 0 when nobody knows.
    std::int64_t bytes_read() const;
    std::int64_t bytes() const;

private:
    struct State;
    explicit ImportSource(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace arc
