#include "jobs/labels/label_ledger.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-barcode/label_answer.hpp"
#include "tools/arc-barcode/verbs.hpp"

namespace arc {
namespace {

struct Options {
    LedgerRequest request;
    std::string kind;
    std::string code;
    std::vector<std::string> codes;
};

const std::vector<ViewColumn> shown{
    {"code", "CODE"},     {"kind", "KIND"},       {"state", "STATE"}, {"name", "THING"},      {"title", "TITLE"},
    {"issued", "ISSUED"}, {"printed", "PRINTED"}, {"used", "USED"},   {"spoiled", "SPOILED"}, {"outdated", "OUTDATED"}};

}  // namespace

void add_ledger_verbs(Tool& tool) {
    static Options options;
    Command list = tool.verb("ledger", "The codes that were issued and what became of them", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        require_right(archive, run.caller(), Verb::find);
        options.request.kind = label_kind_of_word(options.kind);
        RecordPrinter out = run.printer(archive, label_columns);
        list_labels(archive, options.request, out);
        return run.status();
    });
    list.add_option("--state", options.request.state, "issued, unseen, used or spoiled")
        .one_of({"issued", "unseen", "used", "spoiled"});
    list.add_option("--kind", options.kind, "Only labels of this kind of thing").one_of(label_kind_words());
    list.add_flag("--outdated", options.request.outdated, "Only labels whose printed words no longer fit the record");

    Command show = tool.verb("ledger show", "All about one code", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        require_right(archive, run.caller(), Verb::find);
        RecordPrinter out = run.printer(archive, shown);
        show_label(archive, options.code, out);
        return run.status();
    });
    show.add_option("CODE", options.code, "Scanned or typed").required();

    Command spoil = tool.verb("ledger spoil", "Codes that must not be used (needs --reason)", [](Run& run) {
        Archive archive = run.open_archive(Access::write);
        require_right(archive, run.caller(), Verb::label);
        Operation operation(run.caller(), "ledger spoil");
        return spoil_labels(archive, operation, things_or_stdin(options.codes), run.reporter());
    });
    spoil.add_option("CODE", options.codes, "Scanned or typed; else one a line on standard input");
}

}  // namespace arc
