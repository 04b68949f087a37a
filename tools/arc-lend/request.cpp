#include "jobs/lending/decide_loans.hpp"
#include "jobs/lending/request_loans.hpp"
#include "tools/arc-lend/answer.hpp"
#include "tools/arc-lend/verbs.hpp"

namespace arc {
namespace {

struct Options {
    LoanRequest request;
    bool look = false;
    std::string until;
    std::string condition;
    std::vector<std::string> loans;
    std::string note;
};

Options& options() {
    static Options values;
    return values;
}

ExitStatus run_request(Run& run, const std::string& verb) {
    LoanRequest request = options().request;
    request.things = things_or_stdin(request.things);
    request.kind = options().look ? LoanKind::look : LoanKind::loan;
    return lend_and_print(run, verb, [&](FilingRun& filing) { return request_loans(filing, request); });
}

ExitStatus run_take_out(Run& run) {
    TakeOut work{options().request, options().until, options().condition};
    work.request.things = things_or_stdin(work.request.things);
    return lend_and_print(run, "take-out", [&](FilingRun& filing) { return take_out(filing, work); });
}

void add_wish(Command verb) {
    verb.add_option("THING", options().request.things, "Documents, volumes, boxes (else one a line on standard input)");
    verb.add_option("--for", options().request.person, "Who wants it").required();
    verb.add_option("--note", options().request.note, "The case, the exhibition, the workshop");
    verb.add_flag("--yes", options().request.yes, "Yes to what needs a confirmation");
}

using LoansVerb = ManyDone (*)(FilingRun&, const std::vector<std::string>&);

VerbCode with_loans(const char* verb, LoansVerb work) {
    return [verb, work](Run& run) {
        const std::vector<std::string> loans = things_or_stdin(options().loans);
        return lend_and_print(run, verb, [&](FilingRun& filing) { return work(filing, loans); });
    };
}

}  // namespace

void add_request_verbs(Tool& tool) {
    Command request = tool.verb("request", "Ask for paper, for the reason given with --reason",
                                [](Run& run) { return run_request(run, "request"); });
    add_wish(request);
    request.add_flag("--look", options().look, "Ask to read the scan only");
    Command reserve =
        tool.verb("reserve", "Have it kept from a day on", [](Run& run) { return run_request(run, "reserve"); });
    add_wish(reserve);
    reserve.add_option("--from", options().request.wanted, "The first day").required();
    Command out = tool.verb("take-out", "Book out of the store for repair, scanning, exhibition", run_take_out);
    add_wish(out);
    out.add_option("--until", options().until, "The day it must be back");
    out.add_option("--condition", options().condition, "As it goes out");
}

void add_decide_verbs(Tool& tool) {
    Command approve = tool.verb("approve", "Say yes to a request of somebody else", [](Run& run) {
        const std::vector<std::string> loans = things_or_stdin(options().loans);
        return lend_and_print(run, "approve",
                              [&](FilingRun& filing) { return approve_loans(filing, loans, options().note); });
    });
    approve.add_option("--note", options().note, "On what condition");
    Command deny = tool.verb("deny", "Say no (needs --reason)", with_loans("deny", deny_loans));
    Command cancel = tool.verb("cancel", "The request is not wanted any more", with_loans("cancel", cancel_loans));
    for (const Command verb : {approve, deny, cancel}) {
        verb.add_option("LOAN", options().loans,
                        "A loan's number, or a thing with a single request (else one a line on standard input)");
    }
}

}  // namespace arc
