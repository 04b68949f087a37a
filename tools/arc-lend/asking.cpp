#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "base/text.hpp"
#include "jobs/lending/list_loans.hpp"
#include "jobs/lending/loan_statistics.hpp"
#include "tools/arc-lend/answer.hpp"
#include "tools/arc-lend/verbs.hpp"

namespace arc {
namespace {

struct Options {
    LoanListing listing;
    std::string state;
    std::string kind;
    std::string loan;
    OverdueRequest overdue;
    std::string within;
    bool chase = false;
    std::string person;
    LoanCounting counting;
    std::string by = "unit";
    std::int64_t most_used = 0;
    std::int64_t never_used = 0;
};

Options& options() {
    static Options values;
    return values;
}

ExitStatus run_list(Run& run) {
    LoanListing listing = options().listing;
    if (!options().state.empty()) {
        listing.state = parse_loan_state(options().state);
    }
    if (!options().kind.empty()) {
        listing.kind = parse_loan_kind(options().kind);
    }
    return stream_from(run, "loan",
                       [&](Archive& archive, RecordSink& out) { list_loans(archive, run.caller(), listing, out); });
}

ExitStatus run_show(Run& run) {
    return print_from(run, [&](Archive& archive) { return show_loan(archive, run.caller(), options().loan); });
}

ExitStatus run_overdue(Run& run) {
    OverdueRequest request = options().overdue;
    if (!options().within.empty()) {
        request.within = parse_duration(options().within).value_or_throw();
    }
    if (!options().chase) {
        return print_from(run, [&](Archive& archive) { return list_overdue(archive, run.caller(), request); });
    }
    return lend_and_print(run, "overdue chase", [&](FilingRun& filing) {
        ManyDone done;
        done.answer = chase_overdue(filing, request);
        return done;
    });
}

ExitStatus run_clearance(Run& run) {
    Archive archive = run.open_archive(Access::read);
    const Clearance clearance = clearance_of(archive, run.caller(), options().person);
    Answer answer{clearance.summary};
    answer.insert(answer.end(), clearance.loans.begin(), clearance.loans.end());
    print_records(run, archive, answer);
    const Value summary(clearance.summary.fields);
    if (summary.int_of("answers_for") > 0 || summary.int_of("lists") > 0) {
        run.reporter().notice(
            say("{}: still answers for {} things; hand them over with arc-file handover open --leaver {}",
                summary.text_of("name"), summary.int_of("answers_for"), shell_word(summary.text_of("person"))));
    }
    return clearance.clear ? ExitStatus::done : ExitStatus::refused;
}

ExitStatus run_stats(Run& run) {
    const Options& given = options();
    if (given.most_used > 0) {
        return stream_from(run, "use", [&](Archive& archive, RecordSink& out) {
            list_most_used(archive, run.caller(), given.counting.from, given.most_used, out);
        });
    }
    if (given.never_used > 0) {
        return stream_from(run, "use", [&](Archive& archive, RecordSink& out) {
            list_never_used(archive, run.caller(), given.counting.to, given.never_used, out);
        });
    }
    LoanCounting counting = given.counting;
    counting.by = parse_loan_measure(given.by).value();
    return stream_from(run, "loan_count",
                       [&](Archive& archive, RecordSink& out) { count_loans(archive, run.caller(), counting, out); });
}

void add_lists(Tool& tool) {
    Command list = tool.verb("list", "The loans that are not over", run_list);
    list.add_option("--state", options().state,
                    "requested, approved, denied, cancelled, out, recalled, short, lost, settled or returned")
        .one_of({"requested", "approved", "denied", "cancelled", "out", "recalled", "short", "lost", "settled",
                 "returned"});
    list.add_option("--kind", options().kind, "loan, look or work").one_of({"loan", "look", "work"});
    list.add_option("--person", options().listing.person, "Whose");
    list.add_option("--thing", options().listing.thing, "Of what, also inside what was lent");
    list.add_flag("--all", options().listing.all, "Also those that are over");
    list.add_flag("--work", options().listing.work, "What is to be done before it is shelved again");
    Command show = tool.verb("show", "One loan with all that went out", run_show);
    show.add_option("LOAN", options().loan, "The loan's number, or the thing itself").required();
}

}  // namespace

void add_asking_verbs(Tool& tool) {
    add_lists(tool);
    Command overdue = tool.verb("overdue", "What is late, by person", run_overdue);
    overdue.add_option("--person", options().overdue.person, "Whose");
    overdue.add_option("--within", options().within, "Also what falls due so soon: 3d, 2wd");
    overdue.add_flag("--chase", options().chase, "The reminders that are due now, a text a person; each goes out once");
    Command clearance = tool.verb("clearance", "May this person leave? Lists what is still out", run_clearance);
    clearance.add_option("PERSON", options().person, "Who leaves").required();
    Command stats = tool.verb("stats", "Loans counted; what is used most and never", run_stats);
    stats.add_option("--by", options().by, "unit, reason, type, month, person or state").one_of(loan_measures());
    stats.add_option("--from", options().counting.from, "The first day");
    stats.add_option("--to", options().counting.to, "The last day");
    stats.add_option("--most-used", options().most_used, "The N papers lent or looked at most").positive();
    stats
        .add_option("--never-used", options().never_used,
                    "N papers that nobody lent or looked at (registered before --to)")
        .positive();
}

}  // namespace arc
