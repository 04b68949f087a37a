#include "jobs/lending/desk.hpp"
#include "base/text.hpp"
#include "jobs/lending/hand_out.hpp"
#include "store/files.hpp"
#include "tools/arc-lend/answer.hpp"
#include "tools/arc-lend/verbs.hpp"

#include <iostream>

namespace arc {
namespace {

struct Options {
    std::vector<std::string> loans;
    HandOut hand_out;
    bool yes = false;
    std::string offline;
};

Options& options() {
    static Options values;
    return values;
}

ExitStatus run_checkout(Run& run) {
    const std::vector<std::string> loans = things_or_stdin(options().loans);
    HandOut hand_out = options().hand_out;
    hand_out.yes = options().yes;
    return lend_and_print(run, "checkout", [&](FilingRun& filing) { return check_out(filing, loans, hand_out); });
}

ExitStatus run_renew(Run& run) {
    const std::vector<std::string> loans = things_or_stdin(options().loans);
    return lend_and_print(run, "renew", [&](FilingRun& filing) { return renew_loans(filing, loans, options().yes); });
}

ExitStatus run_recall(Run& run) {
    const std::vector<std::string> loans = things_or_stdin(options().loans);
    return lend_and_print(run, "recall", [&](FilingRun& filing) { return recall_loans(filing, loans); });
}

// Also an empty one, which ends a person's turn.
std::optional<std::string> next_line() {
    std::string line;
    return std::getline(std::cin, line) ? std::optional(std::move(line)) : std::nullopt;
}

ExitStatus run_offline(Run& run) {
    constexpr std::size_t most = 16 << 20;
    const std::vector<std::string> lines = split(read_file(options().offline, most).value_or_throw(), '\n');
    return lend_and_print(run, "desk offline",
                          [&](FilingRun& filing) { return play_back(filing, lines, options().yes); });
}

// Each line is on record before the next is scanned: a mistake at one paper leaves the others.
ExitStatus run_desk(Run& run) {
    if (!options().offline.empty()) {
        return run_offline(run);
    }
    Archive archive = run.open_archive(Access::write);
    DeskState desk;
    std::int64_t number = 0;
    for (std::optional<std::string> line = next_line(); line; line = next_line()) {
        Caller caller = run.caller();
        if (!caller.request.empty()) {
            caller.request += "/" + std::to_string(++number);
        }
        Operation operation(caller, "desk");
        try {
            print_records(run, archive, run_filing(archive, operation, run.reporter(), [&](FilingRun& filing) {
                              return desk_line(filing, desk, *line, options().yes);
                          }));
        } catch (const Fault& fault) {
            if (fault.code() == ErrorCode::io || fault.code() == ErrorCode::busy) {
                throw;
            }
            run.reporter().problem({fault.code(), {}, fault.what(), {}});
        }
    }
    return run.status();
}

}  // namespace

void add_desk_verbs(Tool& tool) {
    Command checkout = tool.verb("checkout", "Hand out what was approved", run_checkout);
    Command renew = tool.verb("renew", "Lend it for another term", run_renew);
    Command recall = tool.verb("recall", "Call it back before its day", run_recall);
    for (const Command verb : {checkout, renew, recall}) {
        verb.add_option("LOAN", options().loans,
                        "A loan's number, or the thing itself (else one a line on standard input)");
    }
    checkout.add_option("--until", options().hand_out.until, "The day it must be back, if earlier than the terms say");
    checkout.add_option("--pages", options().hand_out.count, "So many pages go out, as counted at the desk")
        .not_negative();
    checkout.add_option("--condition", options().hand_out.condition, "As it goes out: sound, torn, worn …");
    for (const Command verb : {checkout, renew}) {
        verb.add_flag("--yes", options().yes, "Yes to what needs a confirmation");
    }
    Command desk = tool.verb("desk", "With a hand scanner: a person's card, then things; Enter alone ends", run_desk);
    desk.add_option("--offline", options().offline,
                    "Book what was written down meanwhile: TIME PERSON out|back THING[=COUNT]");
    desk.add_flag("--yes", options().yes, "Yes to what needs a confirmation");
}

}  // namespace arc
