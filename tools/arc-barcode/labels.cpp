#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/labels/label_ledger.hpp"
#include "jobs/labels/print_labels.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-barcode/label_answer.hpp"
#include "tools/arc-barcode/verbs.hpp"

namespace arc {
namespace {

struct Options {
    LabelsRequest request;
    std::string kind;
    std::string symbology = "QRCode";
    std::string output;
    std::vector<std::string> pairs;
};

ExitStatus run_labels(Run& run, Options options) {
    LabelsRequest& request = options.request;
    if (!options.kind.empty()) {
        request.kind = label_kind_of_word(options.kind);
    }
    request.symbology = parse_barcode_format(options.symbology).value_or_throw();
    if (options.output.empty()) {
        throw Fault(ErrorCode::usage, "--output", say("missing"),
                    say("name the PDF to write, or - for standard output"));
    }
    if (request.count > 0 && !request.things.empty()) {
        throw Fault(ErrorCode::usage, "--count", say("excludes things"),
                    say("print blank labels and those of things apart"));
    }
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::label);
    if (request.count == 0) {
        request.things = things_or_stdin(request.things);
    }
    Operation operation(run.caller(), "labels");
    PdfOutput output(options.output);
    RecordPrinter out = run.printer(archive, label_columns);
    HeldRecords held;
    print_labels(archive, operation, request, output, held, run.reporter());
    put_answer(output, held, out);
    return run.status();
}

}  // namespace

void add_label_verbs(Tool& tool) {
    static Options options;
    Command verb = tool.verb("labels", "Print stickers for things, or blank ones to be bound later",
                             [](Run& run) { return run_labels(run, options); });
    verb.add_option("THING", options.request.things,
                    "Numbers of that kind, or codes of ours to be printed again; else one a line on standard input");
    verb.add_option("--kind", options.kind, "What the things are").one_of(label_kind_words());
    verb.add_option("--count", options.request.count, "So many blank labels instead").from_to(1, 2000);
    verb.add_option("--stickers", options.request.format,
                    "L7160, L7163, L7651, COLUMNSxROWS:WIDTHxHEIGHT+GAP+GAP, or WIDTHxHEIGHT of a roll, in mm");
    verb.add_option("--symbology", options.symbology, "QRCode, DataMatrix or Code128")
        .one_of({"QRCode", "DataMatrix", "Code128"});
    verb.add_option("--skip", options.request.skip, "Positions of the first sheet that are used already")
        .not_negative();
    verb.add_flag("--spine", options.request.spine, "Backs of volumes and boxes (脊背), to be cut out and glued on");
    verb.add_option("--output", options.output, "The PDF to write (-: standard output)");

    Command bind = tool.verb("labels bind", "Let blank labels stand for things", [](Run& run) {
        Archive archive = run.open_archive(Access::write);
        require_right(archive, run.caller(), Verb::label);
        Operation operation(run.caller(), "labels bind");
        bind_labels(archive, operation, things_or_stdin(options.pairs));
        return run.status();
    });
    bind.add_option("CODE THING", options.pairs, "A code and its thing, and so on; else one a line on standard input");
}

}  // namespace arc
