#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/change.hpp"
#include "jobs/export/sheet_files.hpp"
#include "jobs/export/write_table.hpp"
#include "jobs/permit.hpp"
#include "record/csv.hpp"
#include "record/json.hpp"
#include "tools/arc-export/scope_options.hpp"
#include "tools/arc-export/verbs.hpp"
#include "tools/common/standard_output.hpp"

#include <algorithm>

namespace arc {
namespace {

struct Options {
    std::string table;
    std::string output = "-";
    bool unmask = false;
};

ImportTable table_of(const std::string& name) {
    std::vector<std::string> known;
    for (const ImportTable table : all_import_tables()) {
        if (to_text(table) == name) {
            return table;
        }
        known.emplace_back(to_text(table));
    }
    throw Fault(ErrorCode::usage, name, say("no such table"), say("there are {}", join(known, ", ")));
}

// A JSON object of what the row says.
std::string json_row(const std::vector<std::string>& columns, const std::vector<std::string>& cells) {
    Object row;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!cells[i].empty()) {
            row.emplace_back(columns[i], cells[i]);
        }
    }
    return to_json(row) + "\n";
}

std::int64_t write_rows(Run& run, Archive& archive, const Options& options, ImportTable table, OutputFile& output) {
    const std::vector<std::string> columns = table_columns(archive, table, options.unmask);
    const auto for_each_row = [&](const std::function<void(const std::vector<std::string>&)>& row) {
        return write_table(archive, run.caller(), table, options.unmask, row);
    };
    if (options.output.ends_with(".xlsx")) {
        ListSheet sheet;
        for (const std::string& column : columns) {
            sheet.columns.push_back({column, 0, Align::left});
        }
        const std::int64_t rows = for_each_row([&](const auto& cells) { sheet.rows.push_back(cells); });
        put_sheets(std::span(&sheet, 1), SheetFormat::xlsx, options.table, run.caller().now(), output, run.reporter());
        return rows;
    }
    std::int64_t rows = 0;
    if (run.options().format == "jsonl" || options.output.ends_with(".jsonl")) {
        rows = for_each_row([&](const auto& cells) { output.put(json_row(columns, cells)); });
    } else {
        output.put(csv_heading(columns, CsvStyle::excel));
        rows = for_each_row([&](const auto& cells) { output.put(csv_row(cells, CsvStyle::excel)); });
    }
    output.finish();
    return rows;
}

ExitStatus run_table(Run& run, const Options& options) {
    const ImportTable table = table_of(options.table);
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::copy);
    if (options.unmask) {
        require_right(archive, run.caller(), Verb::unmask);
    }
    require_destination(archive, options.output);
    OutputFile output(options.output, put_on_stdout);
    const std::int64_t rows = write_rows(run, archive, options, table, output);
    Operation operation(run.caller(), "export table");
    Change change(archive, operation);
    change.tell("table", options.table);
    change.tell("rows", rows);
    change.tell("unmasked", options.unmask);
    change.commit_always();
    if (!run.caller().dry_run) {
        output.publish();
    }
    return run.status();
}

}  // namespace

void add_table_verb(Tool& tool) {
    static Options options;
    Command verb = tool.verb("table", "A list as arc-admin import takes it: CSV, JSON Lines or xlsx",
                             [](Run& run) { return run_table(run, options); });
    verb.add_option("TABLE", options.table,
                    "customers tickets stages units people places boxes volumes series documents")
        .required();
    verb.add_option("--output", options.output, "A file .csv .jsonl .xlsx (-: standard output)");
    verb.add_flag("--unmask", options.unmask, "Private columns too, where you may see them");
}

}  // namespace arc
