#include "jobs/labels/pdf_output.hpp"
#include "jobs/lending/loan_statistics.hpp"
#include "jobs/lending/print_loans.hpp"
#include "jobs/lending/view_pages.hpp"
#include "tools/arc-lend/answer.hpp"
#include "tools/arc-lend/verbs.hpp"
#include "tools/common/standard_output.hpp"

namespace arc {
namespace {

struct Options {
    ViewRequest view;
    bool print = false;
    ReaderListing readers;
    std::vector<std::string> loans;
    std::string output;
    bool marker = false;
};

Options& options() {
    static Options values;
    return values;
}

ExitStatus run_view(Run& run) {
    Archive archive = run.open_archive(Access::write);
    ViewRequest request = options().view;
    request.purpose = options().print ? ViewPurpose::print : ViewPurpose::look;
    const Viewed viewed = view_pages(archive, run.caller(), request, run.reporter());
    if (request.output == "-") {
        put_on_stdout(viewed.bytes);
    } else {
        print_records(run, archive, viewed.records);
    }
    return run.status();
}

ExitStatus run_readers(Run& run) {
    return stream_from(run, "reader", [&](Archive& archive, RecordSink& out) {
        list_readers(archive, run.caller(), options().readers, out);
    });
}

ExitStatus run_slip(Run& run) {
    Archive archive = run.open_archive(Access::write);
    const std::vector<std::string> loans = things_or_stdin(options().loans);
    const auto print = options().marker ? print_markers : print_slips;
    const std::string bytes = print(archive, run.caller(), loans, options().output, run.reporter());
    if (options().output == "-") {
        put_on_stdout(bytes);
    }
    return run.status();
}

}  // namespace

void add_reading_verbs(Tool& tool) {
    Command view = tool.verb("view", "Show scanned pages, with the reader's name and the time across them", run_view);
    view.add_option("THING", options().view.thing, "A document, volume, box or page").required();
    view.add_option("--pages", options().view.pages, "Which of them: 1-3,5 (all)");
    view.add_option("--for", options().view.reader, "To whom they are shown (you)");
    view.add_option("--output", options().view.output, "A folder for PNG files, FILE.pdf, FILE.png, or - for a PDF")
        .required();
    view.add_flag("--print", options().print, "To be printed: asks for that right, and is logged as a print");
    Command readers = tool.verb("readers", "Who looked at what, when and for what", run_readers);
    readers.add_option("--thing", options().readers.thing, "At this");
    readers.add_option("--person", options().readers.person, "This person");
    readers.add_option("--from", options().readers.from, "Since this day");
    Command slip = tool.verb("slip", "Print the slip to sign, or the card that stands in its place", run_slip);
    slip.add_option("LOAN", options().loans,
                    "A loan's number, or the thing itself (else one a line on standard input)");
    slip.add_flag("--marker", options().marker, "The card for the shelf, one a loan that is out");
    slip.add_option("--output", options().output, "The PDF to write (-: standard output)").required();
}

}  // namespace arc
