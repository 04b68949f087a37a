#include "jobs/labels/print_sheets.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-barcode/label_answer.hpp"
#include "tools/arc-barcode/verbs.hpp"

#include <map>
#include <optional>

namespace arc {
namespace {

const std::vector<ViewColumn> columns{{"page", "PAGE"},  {"code", "CODE"},   {"kind", "KIND"},
                                      {"name", "THING"}, {"title", "TITLE"}, {"printed", "PRINTED"}};

struct Options {
    std::map<SheetOf, std::vector<std::string>> texts;
    std::map<std::string, SheetOf> sheets;  // by option
    std::string output;
    bool patches = false;
};

// The pages stand in the order of the command line, whatever options they come from.
std::vector<WantedSheet> wanted_sheets(Command verb, const Options& options) {
    std::vector<WantedSheet> wanted;
    std::map<SheetOf, std::size_t> taken;
    for (const std::string& option : verb.given_in_order()) {
        const auto sheet = options.sheets.find(option);
        if (sheet == options.sheets.end()) {
            continue;
        }
        const auto texts = options.texts.find(sheet->second);
        std::string text = texts == options.texts.end() ? std::string() : texts->second.at(taken[sheet->second]++);
        wanted.push_back({sheet->second, std::move(text)});
    }
    return wanted;
}

ExitStatus run_sheets(Run& run, Command verb, const Options& options) {
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::label);
    Operation operation(run.caller(), "sheets");
    PdfOutput output(options.output);
    RecordPrinter out = run.printer(archive, columns);
    HeldRecords pages;
    print_sheets(archive, operation, {wanted_sheets(verb, options), options.patches}, output, pages, run.reporter());
    put_answer(output, pages, out);
    return run.status();
}

}  // namespace

void add_sheets_verb(Tool& tool) {
    static Options options;
    static std::optional<Command> self;
    const Command verb =
        tool.verb("sheets", "Print separator sheets", [](Run& run) { return run_sheets(run, *self, options); });
    self = verb;
    const auto sheet = [&](const char* name, SheetOf of, const char* help) {
        options.sheets[name] = of;
        verb.add_option(name, options.texts[of], help);
    };
    sheet("--ticket", SheetOf::ticket, "A sheet for this ticket; types after it are printed for it");
    sheet("--customer", SheetOf::customer, "A sheet for this customer");
    sheet("--type", SheetOf::type, "A sheet for this document type");
    sheet("--document", SheetOf::document, "A sheet for this document");
    sheet("--volume", SheetOf::volume, "A sheet for this volume");
    sheet("--batch-end", SheetOf::batch_end, "A sheet that ends a batch of so many pages");
    const auto plain = [&](const char* name, SheetOf of, const std::string& help) {
        options.sheets[name] = of;
        verb.add_flag(name, help);
    };
    plain("--all-required", SheetOf::all_required, "A sheet for each document type that the ticket needs");
    plain("--attachment", SheetOf::attachment, "A sheet in front of an attachment");
    plain("--ignore", SheetOf::ignore, "A sheet behind which pages are not filed");
    verb.add_flag("--patch", options.patches, "With the patch codes that the profile uses");
    verb.add_option("--output", options.output, "The PDF to write (-: standard output)").required();
}

}  // namespace arc
