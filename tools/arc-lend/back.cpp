#include "jobs/lending/settle_loans.hpp"
#include "tools/arc-lend/answer.hpp"
#include "tools/arc-lend/verbs.hpp"

namespace arc {
namespace {

struct Options {
    TakeBack back;
    std::vector<std::string> loans;
    std::optional<std::int64_t> fine;
    bool yes = false;
};

Options& options() {
    static Options values;
    return values;
}

ExitStatus run_return(Run& run) {
    TakeBack back = options().back;
    back.things = things_or_stdin(options().loans);
    return lend_and_print(run, "return", [&](FilingRun& filing) { return take_back(filing, back); });
}

ExitStatus run_found(Run& run) {
    TakeBack back = options().back;
    back.things = things_or_stdin(options().loans);
    return lend_and_print(run, "found", [&](FilingRun& filing) { return find_loans(filing, back); });
}

ExitStatus run_settle(Run& run) {
    const std::vector<std::string> loans = things_or_stdin(options().loans);
    return lend_and_print(
        run, "settle", [&](FilingRun& filing) { return settle_loans(filing, loans, options().fine, options().yes); });
}

using LoansVerb = ManyDone (*)(FilingRun&, const std::vector<std::string>&);

VerbCode with_loans(const char* verb, LoansVerb work) {
    return [verb, work](Run& run) {
        const std::vector<std::string> loans = things_or_stdin(options().loans);
        return lend_and_print(run, verb, [&](FilingRun& filing) { return work(filing, loans); });
    };
}

}  // namespace

void add_back_verbs(Tool& tool) {
    Command back = tool.verb("return", "Take back, counted against what went out", run_return);
    back.add_option("THING", options().loans,
                    "The thing or loan, also THING=COUNT (else one a line on standard input)");
    back.add_option("--pages", options().back.count, "So many pages are there").not_negative();
    back.add_option("--missing", options().back.missing,
                    "A document of the volume or box that is not there; may be given again");
    Command lost = tool.verb("lost", "The borrower cannot find it (needs --reason)", with_loans("lost", lose_loans));
    Command found = tool.verb("found", "What was lost is there again", run_found);
    Command settle = tool.verb("settle", "Write off what is missing (needs --reason)", run_settle);
    settle.add_option("--fine", options().fine, "The fine that was set").not_negative();
    settle.add_flag("--yes", options().yes, "Also a fine outside the profile's range");
    Command refile =
        tool.verb("refile", "What was to be done is done, it stands in its place", with_loans("refile", refile_loans));
    for (const Command verb : {lost, found, settle, refile}) {
        verb.add_option("LOAN", options().loans,
                        "A loan's number, or the thing itself (else one a line on standard input)");
    }
    for (const Command verb : {back, found}) {
        verb.add_option("--condition", options().back.condition, "As it came back: sound, torn, wet …");
        verb.add_option("--work", options().back.work, "What is to be done before it is shelved again");
    }
}

}  // namespace arc
