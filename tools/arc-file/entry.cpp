#include "base/say.hpp"
#include "jobs/entries/entry_verbs.hpp"
#include "jobs/entries/list_entries.hpp"
#include "jobs/entries/list_media.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

#include <utility>

namespace arc {
namespace {

EntryRequest request;
EntryQuestion question;
std::int64_t id = 0;
std::string medium;

// A round: one subject as an argument, or a line each on standard input.
ExitStatus run_add(Run& run) {
    std::vector<EntryRequest> requests;
    if (request.subject.find('=') != std::string::npos) {  // a field that all lines have
        request.fields.insert(request.fields.begin(), std::exchange(request.subject, {}));
    }
    if (request.subject.empty()) {
        for (const std::string& line : things_or_stdin({})) {
            requests.push_back(entry_of_line(request, line));
        }
    } else {
        requests.push_back(request);
    }
    if (requests.empty()) {
        throw Fault(ErrorCode::usage, "entry add", say("nothing named that the entry is about"),
                    say("name it, or write lines such as: R1 temperature=20 humidity=55"));
    }
    return file_and_print(run, "entry add", [&](FilingRun& filing) {
        Answer answer;
        for (const EntryRequest& one : requests) {
            const Answer added = add_entry(filing, one);
            answer.insert(answer.end(), added.begin(), added.end());
        }
        return answer;
    });
}

void add_course(Command verb) {
    verb.add_option("--done", request.done, "The day it was done (today)");
    verb.add_option("--result", request.result, "What came of it; closes it");
    verb.add_option("--person", request.person, "Who did it, or whose task it is");
    verb.add_option("--picture", request.pictures, "A page that shows it (id or BATCH/NUMBER); may be repeated");
}

void add_list(Tool& tool) {
    Command list = tool.verb("entry list", "Entries; with --due-before also what the profile plans", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        require_right(archive, run.caller(), Verb::find);
        RecordPrinter out = run.printer(archive, columns_of("entry"));
        list_entries(archive, run.caller(), question, out);
        out.flush();
        return ExitStatus::done;
    });
    list.add_option("KIND", question.kind, "Of this kind");
    list.add_option("FIELD", question.fields, "NAME=TEXT: has this text in this field, or in result");
    list.add_option("--subject", question.subject, "About this thing");
    list.add_option("--due-before", question.due_before, "To do, and due before this day");
    list.add_flag("--open", question.only_open, "Only what is to do");
    list.add_flag("--all", question.corrected_too, "Also those that were put right");
}

void add_media(Tool& tool) {
    static std::string before;
    Command media = tool.verb("media", "Media that are past their life, or must be looked at", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        require_right(archive, run.caller(), Verb::find);
        const Day today = archive.zone().day_at(run.caller().now());
        const Day day = before.empty() ? Day{std::chrono::sys_days{today} + std::chrono::days{1}}
                                       : parse_day(before).value_or_throw();
        RecordPrinter out = run.printer(archive, columns_of("medium"));
        list_media(archive, run.caller(), medium, day, out);
        out.flush();
        return out.count() == 0 ? ExitStatus::done : ExitStatus::findings;
    });
    media.add_option("--medium", medium, "Only this medium");
    media.add_option("--before", before, "What falls due before this day (past due)");
}

}  // namespace

void add_entry_verbs(Tool& tool) {
    tool.verb("entry", "Dated records about things: add, done, correct, list", nullptr);
    Command add = tool.verb("entry add", "Enter what was done, or what is to be done", run_add);
    add.add_option("KIND", request.kind, "A kind of the profile, or copy-check, condition, conversion").required();
    add.add_option("SUBJECT", request.subject, "What it is about, else lines on standard input: SUBJECT NAME=VALUE …");
    add.add_option("--due", request.due, "The day by which it is to be done");
    add.add_flag("--again", request.again, "Also when the same was entered today");
    Command done = tool.verb("entry done", "Close an entry that is to do", [](Run& run) {
        return file_and_print(run, "entry done", [](FilingRun& filing) { return finish_entry(filing, id, request); });
    });
    Command correct = tool.verb("entry correct", "Put an entry right by a new one (needs --reason)", [](Run& run) {
        return file_and_print(run, "entry correct",
                              [](FilingRun& filing) { return correct_entry(filing, id, request); });
    });
    correct.add_option("--due", request.due, "The day by which it is to be done");
    for (const Command verb : {done, correct}) {
        verb.add_option("NUMBER", id, "As entry list gives it").required();
    }
    for (const Command verb : {add, done, correct}) {
        verb.add_option("FIELD", request.fields, "NAME=VALUE, a field of the kind");
        add_course(verb);
    }
    add_list(tool);
    add_media(tool);
}

}  // namespace arc
