#include "base/say.hpp"
#include "jobs/handover/give_and_take.hpp"
#include "jobs/handover/handover_lists.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/handover/print_handover.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"
#include "tools/common/pdf_answer.hpp"

namespace arc {
namespace {

struct Options {
    HandoverRequest request;
    TakeRequest take;
    HandoverFilter filter;
    std::string keeper;
    std::string leaver;
    std::string list;
    std::string state;
    std::vector<std::string> lines;
    std::vector<std::string> seals;
    std::string output;
    int copies = 0;
};

Options& options() {
    static Options values;
    return values;
}

ExitStatus run_open(Run& run) {
    HandoverRequest request = options().request;
    request.lines = options().lines;
    if (!options().keeper.empty() || !options().leaver.empty()) {
        request.kind = options().leaver.empty() ? HandoverKind::keeper : HandoverKind::leaver;
        request.giver = options().leaver.empty() ? options().keeper : options().leaver;
    } else {
        request.lines = things_or_stdin(request.lines);
    }
    return file_and_print(run, "handover open", [&](FilingRun& filing) { return open_handover(filing, request); });
}

using LinesVerb = Answer (*)(FilingRun&, const std::string&, const std::vector<std::string>&);

VerbCode with_lines(const char* verb, LinesVerb work) {
    return [verb, work](Run& run) {
        return file_lines(run, verb, options().lines, [&](FilingRun& filing, const std::vector<std::string>& lines) {
            return work(filing, options().list, lines);
        });
    };
}

ExitStatus run_take(Run& run) {
    TakeRequest request = options().take;
    // Without lines it signs; it never waits for standard input unasked.
    request.lines = options().lines.empty() ? options().lines : things_or_stdin(options().lines);
    request.seals = options().seals;
    return file_and_print(run, "handover take",
                          [&](FilingRun& filing) { return take_handover(filing, options().list, request); });
}

ExitStatus run_list(Run& run) {
    Archive archive = run.open_archive(Access::read);
    HandoverFilter filter = options().filter;
    if (!options().state.empty()) {
        filter.state = parse_handover_state(options().state);
    }
    RecordPrinter out = run.printer(archive, columns_of("handover"));
    list_handovers(archive, run.caller(), filter, out);
    out.flush();
    return ExitStatus::done;
}

ExitStatus run_show(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    print_answer(run, archive, whole_handover(archive, named_handover(archive, options().list), run.caller().now()));
    return ExitStatus::done;
}

ExitStatus run_print(Run& run) {
    Archive archive = run.open_archive(Access::write);
    Operation operation(run.caller(), "handover print");
    PdfOutput output(options().output);
    RecordPrinter out = run.printer(archive, columns_of("handover"));
    HeldRecords records;
    print_handover(archive, operation, options().list, options().copies, output, records, run.reporter());
    put_answer(output, records, out);
    return run.status();
}

void add_making(Tool& tool) {
    Command open = tool.verb("handover open", "Make a list of what changes hands", run_open);
    open.add_option("THING", options().lines,
                    "Documents, tickets, volumes, boxes: THING or THING=COUNT (else one a line on standard input)");
    open.add_option("--from", options().request.giver, "Who gives");
    open.add_option("--for", options().request.taker, "Who is to take it (anybody)");
    open.add_option("--unit", options().request.unit, "The unit that gives (the giver's)");
    open.add_option("--keeper", options().keeper,
                    "A keeper hands on: the things named, else all in this person's name");
    open.add_option("--leaver", options().leaver, "Somebody leaves: all that stands in this person's name")
        .excludes("--keeper");
    Command add = tool.verb("handover add", "Put things on an open list", with_lines("handover add", add_to_handover));
    Command remove = tool.verb("handover remove", "Take things off an open list",
                               with_lines("handover remove", remove_from_handover));
    Command declare = tool.verb("handover declare", "Say what the giver counted; put a count right",
                                with_lines("handover declare", declare_counts));
    for (const Command verb : {add, remove, declare}) {
        verb.add_option("LIST", options().list, "The list's code").required();
        verb.add_option("THING", options().lines, "THING or THING=COUNT (else one a line on standard input)");
    }
}

void add_signing(Tool& tool) {
    Command give = tool.verb("handover give", "Sign as giver", [](Run& run) {
        return file_and_print(run, "handover give",
                              [](FilingRun& filing) { return give_handover(filing, options().list, options().seals); });
    });
    Command count = tool.verb("handover count", "Count what has come, without signing yet",
                              with_lines("handover count", count_handover));
    Command take = tool.verb("handover take", "Count the rest and sign as taker", run_take);
    Command withdraw = tool.verb("handover withdraw", "Nothing of a list goes (needs --reason)", [](Run& run) {
        return file_and_print(run, "handover withdraw",
                              [](FilingRun& filing) { return withdraw_handover(filing, options().list); });
    });
    for (const Command verb : {give, count, take, withdraw}) {
        verb.add_option("LIST", options().list, "The list's code").required();
    }
    give.add_option("--seal", options().seals, "The number of a seal on the bag; may be given again");
    take.add_option("--seal", options().seals, "The number found on the bag; may be given again");
    count.add_option("LINE", options().lines, "THING=COUNT or THING=REASON (else one a line on standard input)");
    take.add_option("LINE", options().lines, "THING=COUNT or THING=REASON; - for one a line on standard input");
    take.add_option("--rest", options().take.rest, "Send back what was not counted, for this reason");
    take.add_flag("--all", options().take.all, "What needs no count has all come");
}

void add_asking(Tool& tool) {
    Command list = tool.verb("handover list", "The lists", run_list);
    list.add_option("--state", options().state, "open, given, taken or withdrawn")
        .one_of({"open", "given", "taken", "withdrawn"});
    list.add_option("--person", options().filter.person, "Whose");
    list.add_flag("--late", options().filter.late, "Given, and not taken in time");
    Command show = tool.verb("handover show", "One list with its lines", run_show);
    Command print = tool.verb("handover print", "Print a list to sign", run_print);
    for (const Command verb : {show, print}) {
        verb.add_option("LIST", options().list, "The list's code").required();
    }
    print.add_option("--output", options().output, "The PDF to write (-: standard output)").required();
    print.add_option("--copies", options().copies, "How many (as the profile says)").positive();
}

}  // namespace

void add_handover_verbs(Tool& tool) {
    tool.verb("handover", "Lists of what changes hands: open, give, count, take, print", nullptr);
    add_making(tool);
    add_signing(tool);
    add_asking(tool);
}

}  // namespace arc
