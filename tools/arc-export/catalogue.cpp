#include "jobs/export/catalogue.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/change.hpp"
#include "jobs/export/sheet_files.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-export/scope_options.hpp"
#include "tools/arc-export/verbs.hpp"
#include "tools/common/standard_output.hpp"

#include <algorithm>

namespace arc {
namespace {

struct Options {
    std::string kind;
    CatalogueRequest request;
    std::string output;
};

CatalogueKind kind_of(const std::string& name) {
    std::vector<std::string> known;
    for (const CatalogueKind kind : all_catalogue_kinds()) {
        if (to_text(kind) == name) {
            return kind;
        }
        known.emplace_back(to_text(kind));
    }
    const std::string near = nearest(name, known);
    throw Fault(ErrorCode::usage, name, say("no such list"),
                near.empty() ? say("there are {}", join(known, ", ")) : say("did you mean {}?", near));
}

SheetFormat format_of(const Run& run, const std::string& output) {
    if (output.empty() || output == "-") {
        return run.options().format == "csv" ? SheetFormat::csv : SheetFormat::text;
    }
    const std::optional<SheetFormat> format = sheet_format_of(output);
    if (!format) {
        throw Fault(ErrorCode::usage, printable(output), say("no such ending"),
                    say("end it in .pdf .xlsx .csv or .txt"));
    }
    return *format;
}

// Printed lists leave the house: who made which is on record. What a person only looks at in a terminal is a look.
void tell(Run& run, Archive& archive, const Options& options, const std::vector<ListSheet>& sheets) {
    std::int64_t rows = 0;
    for (const ListSheet& sheet : sheets) {
        rows += static_cast<std::int64_t>(sheet.rows.size());
    }
    Operation operation(run.caller(), "export catalogue");
    Change change(archive, operation);
    change.tell("list", options.kind);
    change.tell("scope", text_or_null(options.request.scope.words()));
    change.tell("rows", rows);
    change.tell("output", text_or_null(printable(options.output)));
    change.commit_always();
}

ExitStatus run_catalogue(Run& run, Options options) {
    options.request.kind = kind_of(options.kind);
    const SheetFormat format = format_of(run, options.output);
    const bool file = !options.output.empty() && options.output != "-";
    // Who only looks needs no archive that can be written.
    Archive archive = run.open_archive(file ? Access::write : Access::read);
    require_right(archive, run.caller(), file ? Verb::print : Verb::find);
    if (file) {
        require_destination(archive, options.output);
    }
    const std::vector<ListSheet> sheets = catalogue_sheets(archive, run.caller(), options.request, run.reporter());
    const bool empty = std::ranges::all_of(sheets, [](const ListSheet& sheet) { return sheet.rows.empty(); });
    if (sheets.empty() && file) {
        run.reporter().notice(say("{}: not written, for the list is empty", printable(options.output)));
    } else if (empty) {
        run.reporter().remark(say("the list is empty"));
    }
    if (sheets.empty()) {
        return run.status();
    }
    OutputFile output(file ? options.output : "-", put_on_stdout);
    put_sheets(sheets, format, std::string(title_of(options.request.kind)), run.caller().now(), output, run.reporter());
    if (file) {
        tell(run, archive, options, sheets);
        if (!run.caller().dry_run) {
            output.publish();
        }
    }
    return run.status();
}

}  // namespace

void add_catalogue_verb(Tool& tool) {
    static Options options;
    Command verb = tool.verb("catalogue", "Lists with the columns of the standards: PDF, xlsx, CSV or text",
                             [](Run& run) { return run_catalogue(run, options); });
    verb.add_option("LIST", options.kind,
                    "items volumes inner remarks full boxes spines ledger customers open destroyed chronicle fonds "
                    "service subjects summary")
        .required();
    add_scope_options(verb, options.request.scope);
    verb.add_option(
        "--by", options.request.by,
        "Of customers: number class area legal-entity birthday; of subjects: a field such as document.author");
    verb.add_option("--month", options.request.month, "Of birthdays: this month's").from_to(1, 12);
    verb.add_option("--type", options.request.type, "Of service: only this ticket type");
    verb.add_option("--code", options.request.code, "Of destroyed: only this list");
    verb.add_option("--entry", options.request.entry, "Of chronicle: only entries of this kind");
    verb.add_option("--output", options.output, "A file .pdf .xlsx .csv .txt; without it text on standard output");
}

}  // namespace arc
