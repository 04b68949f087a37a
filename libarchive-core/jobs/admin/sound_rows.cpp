#include "jobs/admin/sound_rows.hpp"

#include "rules/columns.hpp"

namespace arc {

SoundRows::SoundRows(ImportSource& source, const std::vector<ColumnRule>& rules)
    : source_(&source), checker_(source.name(), rules, source.headings()) {
    for (const ColumnRule& rule : rules) {
        position_of_rule_.push_back(find_column(source.headings(), rule.name, rule.aliases));
    }
    ahead_ = std::async(std::launch::async, [this] { return read(); });
}

std::optional<SoundRows::Group> SoundRows::next() {
    if (!ahead_.valid()) {
        return std::nullopt;
    }
    Group group = ahead_.get();
    if (group.rows.size() == rows_at_once) {
        ahead_ = std::async(std::launch::async, [this] { return read(); });
    }
    return group.rows.empty() ? std::nullopt : std::optional(std::move(group));
}

SoundRows::Group SoundRows::read() {
    Group group;
    while (group.rows.size() < rows_at_once) {
        std::optional<Result<ImportSource::Row>> row = source_->next();
        if (!row) {
            break;
        }
        group.rows.push_back(check(*row));
    }
    group.bytes_read = source_->bytes_read();
    return group;
}

SoundRows::Row SoundRows::check(Result<ImportSource::Row>& row) {
    if (!row) {
        return {row.error(), {}};
    }
    RowOutcome outcome = checker_.check(row->cells);
    for (std::size_t i = 0; i < outcome.row.values.size() && !row->said.empty(); ++i) {
        if (position_of_rule_[i] && !row->said[*position_of_rule_[i]]) {
            outcome.row.values[i].reset();
        }
    }
    return {std::nullopt, std::move(outcome)};
}

}  // namespace arc
