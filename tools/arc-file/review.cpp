#include "base/say.hpp"
#include "jobs/permit.hpp"
#include "jobs/review/review_verbs.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

namespace arc {
namespace {

std::vector<std::string> things;
std::string gate;
std::string page;
std::string seed;
std::int64_t limit = 200;

ExitStatus run_list(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    RecordPrinter out = run.printer(archive, columns_of("gate"));
    const bool more = list_waiting(archive, run.caller(), things, gate, limit, out);
    out.flush();
    if (more) {
        run.reporter().notice(say("there is more; give a --limit, a --gate or things"));
    }
    return ExitStatus::done;
}

// Records of several kinds, each a table of its own for people.
class AnswerSink final : public RecordSink {
public:
    void put(const Record& record) override { answer.push_back(record); }
    void flush() override {}
    Answer answer;
};

ExitStatus run_show(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    AnswerSink held;
    show_reviews(archive, run.caller(), things_or_stdin(things), held);
    print_answer(run, archive, held.answer);
    return ExitStatus::done;
}

void add_things(Command verb) {
    verb.add_option("THING", things, "Documents, or a ticket, batch or volume for all of its own");
}

Command add_gate_verb(Tool& tool, const std::string& verb, const std::string& summary,
                      Answer (*work)(FilingRun&, const std::vector<std::string>&)) {
    Command app = tool.verb("review " + verb, summary, [verb, work](Run& run) {
        const std::vector<std::string> named = things_or_stdin(things);
        return file_and_print(run, "review " + verb, [&](FilingRun& filing) { return work(filing, named); });
    });
    app.add_option("THING", things,
                   "Documents, or a ticket, batch or volume for all of its own, else one a line on standard input");
    return app;
}

}  // namespace

void add_review_verbs(Tool& tool) {
    tool.verb("review", "Quality gates: open, pass, fail, mended, list, show", nullptr);
    Command open = add_gate_verb(tool, "open", "Draw the sample of a gate that looks at a part",
                                 [](FilingRun& filing, const std::vector<std::string>& named) {
                                     return open_review(filing, named, gate, seed);
                                 });
    Command pass = add_gate_verb(
        tool, "pass", "Documents pass a gate as they are",
        [](FilingRun& filing, const std::vector<std::string>& named) { return pass_review(filing, named, gate); });
    Command fail = add_gate_verb(tool, "fail", "A document or page fails a gate (needs --reason)",
                                 [](FilingRun& filing, const std::vector<std::string>& named) {
                                     return fail_review(filing, named, gate, page);
                                 });
    Command mended = add_gate_verb(
        tool, "mended", "A failure was made good otherwise than by a better scan (needs --reason)",
        [](FilingRun& filing, const std::vector<std::string>& named) { return mend_review(filing, named, page); });
    open.add_option("--seed", seed, "What the sample is drawn with (from the chain of events)");
    for (const Command verb : {open, pass, fail}) {
        verb.add_option("--gate", gate, "One of the profile's gates").required();
    }
    for (const Command verb : {fail, mended}) {
        verb.add_option("--page", page, "The page: its position in the document, or BATCH/NUMBER");
    }
    Command list = tool.verb("review list", "What waits at which gate", run_list);
    add_things(list);
    list.add_option("--gate", gate, "Only at this gate");
    list.add_option("--limit", limit, "At most so many, 0 for all").not_negative();
    Command show = tool.verb("review show", "The gates, reviews and lots of things, or of lot:NUMBER", run_show);
    add_things(show);
}

}  // namespace arc
