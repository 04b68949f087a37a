#include "jobs/admin/import_list.hpp"

#include "base/counted.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/admin/import_customers.hpp"
#include "jobs/admin/import_holdings.hpp"
#include "jobs/admin/import_source.hpp"
#include "jobs/admin/import_tickets.hpp"
#include "jobs/admin/import_trees.hpp"
#include "jobs/admin/sound_rows.hpp"

namespace arc {
namespace {

// Sound rows wait for the transaction in little memory: a list of half a million rows is not unusual. Cells hold no
// control characters, so these can stand between and for them.
constexpr char between = '\x1f';
constexpr char not_said = '\x1e';

class WaitingRows {
public:
    void add(const ImportedRow& row) {
        std::string text;
        for (const std::optional<std::string>& value : row.values) {
            text += value ? *value : std::string(1, not_said);
            text += between;
        }
        numbers_.push_back(row.row);
        texts_.push_back(std::move(text));
    }
    std::size_t size() const { return texts_.size(); }
    RowValues at(std::size_t position, const std::vector<ColumnRule>& rules) const {
        std::vector<std::optional<std::string>> values;
        std::string_view rest = texts_[position];
        for (std::size_t end = rest.find(between); end != std::string_view::npos; end = rest.find(between)) {
            const std::string_view cell = rest.substr(0, end);
            values.push_back(cell == std::string_view(&not_said, 1) ? std::nullopt : std::optional(std::string(cell)));
            rest.remove_prefix(end + 1);
        }
        return {numbers_[position], &rules, std::move(values)};
    }

private:
    std::vector<int> numbers_;
    std::vector<std::string> texts_;
};

// Tells what is wrong, in the order of the rows as far as they come in order.
class Complaints final : public RowComplaints {
public:
    Complaints(std::string file, Reporter& reporter) : file_(std::move(file)), reporter_(&reporter) {}
    void error(int row, std::string_view column, std::string what, std::string next) override {
        tell_error(make(row, column, std::move(what), std::move(next)));
    }
    void warning(int row, std::string_view column, std::string what, std::string next) override {
        reporter_->notice(say("warning: {}", make(row, column, std::move(what), std::move(next)).message()));
    }
    void tell_error(const Error& error) {
        ++errors_;
        reporter_->problem(error);
    }
    std::int64_t errors() const { return errors_; }

private:
    Error make(int row, std::string_view column, std::string what, std::string next) const {
        return {ErrorCode::usage,
                column.empty() ? say("{}: row {}", file_, row) : say("{}: row {}: column {}", file_, row, column),
                std::move(what), std::move(next)};
    }
    std::string file_;
    Reporter* reporter_;
    std::int64_t errors_ = 0;
};

std::unique_ptr<TableImport> make_table(Archive& archive, Instant now, const ImportRequest& request,
                                        const std::vector<std::string>& headings, std::vector<ColumnRule>& rules) {
    switch (request.table) {
        case ImportTable::customers:
            return import_customers(archive, now);
        case ImportTable::tickets:
            return import_tickets(archive, now);
        case ImportTable::stages:
            return import_stages(archive);
        case ImportTable::units:
            return import_units(archive);
        case ImportTable::people:
            return import_people(archive);
        case ImportTable::places:
            return import_places(archive);
        case ImportTable::boxes:
            return import_boxes(archive);
        case ImportTable::volumes:
            return import_volumes(archive);
        case ImportTable::series:
            return import_series(archive);
        case ImportTable::documents:
            break;
    }
    return import_documents(archive, now, request.documents, headings, rules);
}

[[noreturn]] void refuse(const ImportSource& source, const Complaints& complaints, std::size_t rows) {
    throw Fault(ErrorCode::usage, source.name(),
                say("{} in {}, nothing was taken", counted(complaints.errors(), "mistake", "mistakes"),
                    counted(rows, "row", "rows")),
                say("mend them and import the file again"));
}

class ListImport {
public:
    ListImport(Archive& archive, Operation& operation, const ImportRequest& request, Reporter& reporter)
        : archive_(&archive),
          operation_(&operation),
          reporter_(&reporter),
          source_(ImportSource::open(request.file).value_or_throw()),
          rules_(import_columns(archive.profile(), request.table)),
          table_(make_table(archive, operation.caller->now(), request, source_.headings(), rules_)),
          complaints_(source_.name(), reporter) {}

    void check() {
        for (const Error& error : RowChecker::check_headings(source_.name(), rules_, source_.headings())) {
            complaints_.tell_error(error);
        }
        if (complaints_.errors() > 0) {
            throw Fault(
                ErrorCode::usage, source_.name(),
                say("{} in the headings, nothing was taken", arc::counted(complaints_.errors(), "mistake", "mistakes")),
                say("columns are {}", join(names_of_columns(), ", ")));
        }
        SoundRows rows(source_, rules_);
        while (const std::optional<SoundRows::Group> group = rows.next()) {
            // These rows see the catalog at one moment: a lock for every look-up takes longer than the look-up.
            const Snapshot moment(archive_->db());
            for (const SoundRows::Row& row : group->rows) {
                check_row(row);
            }
            reporter_->progress(group->bytes_read, source_.bytes());
            stop_if_asked();
        }
        table_->check_together(complaints_);
        if (complaints_.errors() > 0) {
            refuse(source_, complaints_, rows_seen_);
        }
    }

    ImportCounts publish() {
        Change change(*archive_, *operation_);
        ImportCounts counts;
        const std::vector<std::size_t> order = table_->order(waiting_.size());
        for (const std::size_t position : order) {
            table_->put(waiting_.at(position, rules_), change, counts);
            change.end_event_if_long();
            if (++counts.rows % progress_step == 0) {
                reporter_->progress(counts.rows, static_cast<std::int64_t>(order.size()));
                stop_if_asked();
            }
        }
        table_->finish(change, counts);
        change.tell("file", source_.name());
        change.tell("rows", counts.rows);
        change.commit();
        return counts;
    }

    ImportCounts counted() const {
        ImportCounts counts;
        counts.rows = static_cast<std::int64_t>(waiting_.size());
        return counts;
    }

private:
    static constexpr std::int64_t progress_step = 500;

    // With the first of the other words that are taken for it.
    std::vector<std::string> names_of_columns() const {
        std::vector<std::string> names;
        for (const ColumnRule& rule : rules_) {
            names.push_back(rule.aliases.empty() ? rule.name : rule.name + "/" + rule.aliases.front());
        }
        return names;
    }

    void check_row(const SoundRows::Row& row) {
        ++rows_seen_;
        if (row.unreadable && row.unreadable->code == ErrorCode::io) {
            throw Fault(*row.unreadable);  // no mistake of the list
        }
        if (row.unreadable) {
            complaints_.tell_error(*row.unreadable);
            return;
        }
        const RowOutcome& outcome = row.outcome;
        for (const Error& warning : outcome.warnings) {
            reporter_->notice(say("warning: {}", warning.message()));
        }
        for (const Error& error : outcome.errors) {
            complaints_.tell_error(error);
        }
        table_->check(RowValues(outcome.row.row, &rules_, outcome.row.values), complaints_);
        if (complaints_.errors() == 0) {
            waiting_.add(outcome.row);
        }
    }

    void stop_if_asked() const {
        if (reporter_->stop_requested()) {
            throw Fault(ErrorCode::busy, source_.name(), say("stopped, nothing was taken"),
                        say("import the file again"));
        }
    }

    Archive* archive_;
    Operation* operation_;
    Reporter* reporter_;
    ImportSource source_;
    std::vector<ColumnRule> rules_;
    std::unique_ptr<TableImport> table_;
    Complaints complaints_;
    WaitingRows waiting_;
    std::size_t rows_seen_ = 0;
};

}  // namespace

ImportCounts import_list(Archive& archive, Operation& operation, const ImportRequest& request, Reporter& reporter) {
    ListImport import(archive, operation, request, reporter);
    import.check();
    return request.mode == ImportMode::check_only ? import.counted() : import.publish();
}

}  // namespace arc
