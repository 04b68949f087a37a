#include "base/say.hpp"
#include "jobs/admin/import_list.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-admin/verbs.hpp"

namespace arc {
namespace {

struct Options {
    ImportRequest request;
    bool check = false;
    std::string custom;
};

const std::vector<ViewColumn> columns{{"list", "LIST"},       {"rows", "ROWS"},           {"added", "ADDED"},
                                      {"changed", "CHANGED"}, {"unchanged", "UNCHANGED"}, {"file", "FILE"}};

std::optional<PageCustom> custom_of(const std::string& word) {
    if (word.empty()) {
        return std::nullopt;
    }
    for (const PageCustom custom : {PageCustom::counts, PageCustom::starts, PageCustom::starts_and_counts,
                                    PageCustom::ranges, PageCustom::item_is_page}) {
        if (to_text(custom) == word) {
            return custom;
        }
    }
    throw Fault(ErrorCode::usage, "--custom", say("\"{}\" is not known", word),
                say("use counts, starts, starts-and-counts, ranges or item-is-page"));
}

// Who works here is for those who appoint; all other lists are data.
Verb right_for(ImportTable table) {
    return table == ImportTable::people || table == ImportTable::units ? Verb::appoint : Verb::import;
}

ExitStatus import(Run& run, Options options) {
    ImportRequest& request = options.request;
    request.documents.custom = custom_of(options.custom);
    request.mode = options.check ? ImportMode::check_only : ImportMode::take;
    Archive archive = run.open_archive(options.check ? Access::read : Access::write);
    require_right(archive, run.caller(), right_for(request.table));
    Operation operation(run.caller(), say("import {}", to_text(request.table)));
    const ImportCounts counts = import_list(archive, operation, request, run.reporter());
    Record record{"import", {{"list", to_text(request.table)}, {"rows", counts.rows}, {"file", request.file}}};
    if (!options.check) {
        record.fields.emplace_back("added", counts.added);
        record.fields.emplace_back("changed", counts.changed);
        record.fields.emplace_back("unchanged", counts.unchanged);
    }
    RecordPrinter out = run.printer(archive, columns);
    out.put(record);
    out.flush();
    return run.status();
}

void add_document_options(Command verb, Options& options) {
    verb.add_option("--custom", options.custom,
                    "How the catalogue tells pages: counts, starts, starts-and-counts, ranges or item-is-page");
    verb.add_option("--volume", options.request.documents.volume,
                    "The volume of rows that name none; made when it is not known");
    verb.add_option("--type", options.request.documents.type, "The document type of rows that name none");
    verb.add_option("--ticket", options.request.documents.ticket,
                    "The ticket of rows that name nothing they belong to");
    verb.add_option("--customer", options.request.documents.customer, "The customer of such rows");
    verb.add_option("--series", options.request.documents.series, "The series of such rows");
}

}  // namespace

void add_import_verbs(Tool& tool) {
    static Options options;
    tool.verb("import", "Take lists of other systems: all rows or none", nullptr);
    for (const ImportTable table : all_import_tables()) {
        const std::string path = "import " + std::string(to_text(table));
        Command verb = tool.verb(path, "Take a list of " + std::string(to_text(table)), [table](Run& run) {
            options.request.table = table;
            return import(run, options);
        });
        verb.add_option("FILE", options.request.file, "CSV or JSON Lines; - is standard input").required();
        verb.add_flag("--check", options.check, "Only say what is wrong");
        if (table == ImportTable::documents) {
            add_document_options(verb, options);
        }
    }
}

}  // namespace arc
