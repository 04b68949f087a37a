#pragma once

#include "jobs/admin/import_source.hpp"

#include <cstdint>
#include <future>
#include <optional>
#include <vector>

namespace arc {

// The rows of a list as far as they can be judged without the catalog, some hundreds at a time. The next ones are read
// and checked by another thread while the caller asks the catalog about these: a seventh of an import.
class SoundRows {
public:
    static constexpr std::size_t rows_at_once = 500;
    struct Row {
        std::optional<Error> unreadable;  // then there is no outcome
        RowOutcome outcome;               // columns that a JSON line leaves out have no value
    };
    struct Group {
        std::vector<Row> rows;        // fewer than rows_at_once only at the end
        std::int64_t bytes_read = 0;  // of the source, after these rows
    };

    // Nobody else may use the source while there are groups to come. `rules` are of its headings.
    SoundRows(ImportSource& source, const std::vector<ColumnRule>& rules);
    // None at the end.
    std::optional<Group> next();

private:
    Group read();
    Row check(Result<ImportSource::Row>& row);

    ImportSource* source_;
    RowChecker checker_;
    std::vector<std::optional<std::size_t>> position_of_rule_;  // which position of said[] a column has
    std::future<Group> ahead_;                                  // last: it uses the others until it is done
};

}  // namespace arc
