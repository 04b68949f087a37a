#include "base/say.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/labels/pdf_output.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/retire.hpp"
#include "jobs/shelving/shelve_verbs.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

#include <iostream>

namespace arc {
namespace {

std::vector<std::string> things;
std::string at;
std::string output;
bool due = false;
bool waiting = false;
RetireRequest retiring;

Day today_of(const Run& run, const Archive& archive) {
    return archive.zone().day_at(run.caller().now());
}

// At a terminal every scan is answered at once; the place that was scanned last is kept in mind.
ExitStatus shelve_as_scanned(Run& run) {
    ExitStatus worst = ExitStatus::done;
    for (std::string line; std::getline(std::cin, line);) {
        if (line.empty()) {
            continue;
        }
        try {
            worst = worse(worst, file_many_and_print(run, "shelve", [&](FilingRun& filing) {
                              ManyDone done = shelve(filing, {line}, at);
                              at = done.asked == 0 ? line : at;
                              return done;
                          }));
        } catch (const Fault& fault) {
            run.reporter().problem({fault.code(), line, fault.what(), {}});
            worst = worse(worst, ExitStatus::findings);
        }
    }
    return worst;
}

ExitStatus run_shelve(Run& run) {
    if (due || waiting) {
        Archive archive = run.open_archive(Access::read);
        things =
            names_of(things_to_shelve(archive, today_of(run, archive), due ? ShelveWhat::due : ShelveWhat::waiting));
    } else if (things.empty() && input_is_terminal()) {
        return shelve_as_scanned(run);
    } else {
        things = things_or_stdin(things);
    }
    return file_many_and_print(run, "shelve", [](FilingRun& filing) { return shelve(filing, things, at); });
}

void write_pdf(const std::string& bytes) {
    if (!output.empty()) {
        PdfOutput pdf(output);
        pdf.stage(bytes);
        pdf.publish();
    }
}

ExitStatus run_plan(Run& run, ShelveWhat what) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::shelve);
    std::vector<Thing> wanted;
    for (const std::string& text : things) {
        wanted.push_back(resolve_thing(archive, text).value_or_throw());
    }
    if (things.empty()) {
        wanted = things_to_shelve(archive, today_of(run, archive), what);
    }
    const Answer moves = plan_shelving(archive, today_of(run, archive), wanted, run.reporter());
    write_pdf(output.empty() ? std::string() : print_moves(archive, moves, run.caller().now(), run.reporter()));
    print_answer(run, archive, moves);
    return run.status();
}

ExitStatus run_retire(Run& run) {
    retiring.customers = things;
    if (things.empty() && retiring.closed_before.empty() && retiring.year == 0) {
        retiring.customers = things_or_stdin({});
    }
    Archive archive = run.open_archive(Access::write);
    if (!retiring.closed_before.empty()) {
        retiring.closed_before = format_day(parse_day(retiring.closed_before).value_or_throw());
    }
    Operation operation(run.caller(), "retire");
    ManyDone done;
    const Answer answer = run_filing(archive, operation, run.reporter(), [&](FilingRun& filing) {
        done = retire(filing, retiring);
        return done.answer;
    });
    print_answer(run, archive, answer);
    if (!output.empty() && !run.caller().dry_run) {
        write_pdf(print_departed(archive, retiring, run.caller().now(), run.reporter()));
    }
    return done.none() ? ExitStatus::refused : run.status();
}

void add_retire_verb(Tool& tool) {
    Command verb = tool.verb("retire", "Take the files of closed customers out of the live shelves", run_retire);
    verb.add_option("CUSTOMER", things, "The customers, else one a line on standard input");
    verb.add_option("--closed-before", retiring.closed_before, "All that were closed before this day");
    verb.add_option("--year", retiring.year, "All that were closed in this year").from_to(1900, 2200);
    verb.add_flag("--bind", retiring.bind, "Bind what is loose, by the profile's rule for volumes");
    verb.add_option("--by", retiring.by, "Bind it with the same values of this field together; may be repeated");
    verb.add_option("--output", output, "The catalogue of departed files as a PDF");
}

}  // namespace

void add_shelve_verbs(Tool& tool) {
    Command verb = tool.verb("shelve", "Put boxes, volumes and papers on the shelves", run_shelve);
    verb.add_option("THING", things,
                    "Codes as they are scanned; a place's code says where the rest goes. Else one a line on standard "
                    "input");
    verb.add_option("--at", at, "The place or box (the profile chooses)");
    verb.add_flag("--due", due, "All that stands in another zone than it should");
    verb.add_flag("--waiting", waiting, "All that stands nowhere yet").excludes("--due");
    Command plan = tool.verb("shelve plan", "Where things would go: a work list to walk with",
                             [](Run& run) { return run_plan(run, ShelveWhat::waiting); });
    plan.add_option("THING", things, "The things (all that stand nowhere yet)");
    Command list = tool.verb("shelve due", "What stands in another zone than its state asks for, and where it goes",
                             [](Run& run) { return run_plan(run, ShelveWhat::due); });
    for (const Command one : {plan, list}) {
        one.add_option("--output", output, "The list on paper, as a PDF");
    }
    add_retire_verb(tool);
}

}  // namespace arc
