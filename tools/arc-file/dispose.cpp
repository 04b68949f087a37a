#include "base/say.hpp"
#include "jobs/keeping/disposal_verbs.hpp"
#include "jobs/keeping/execute_disposal.hpp"
#include "jobs/keeping/print_register.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"
#include "tools/common/standard_output.hpp"

#include <fmt/format.h>

namespace arc {
namespace {

std::string code;

class Held final : public RecordSink {
public:
    void put(const Record& record) override { records.push_back(record); }
    void flush() override {}
    Answer records;
};

Command add_code_verb(Tool& tool, const std::string& verb, const std::string& help,
                      Answer (*work)(FilingRun&, const std::string&)) {
    Command app = tool.verb(verb, help, [verb, work](Run& run) {
        return file_and_print(run, verb, [work](FilingRun& filing) { return work(filing, code); });
    });
    app.add_option("CODE", code, "The list's code").required();
    return app;
}

void add_propose(Tool& tool) {
    static ProposalRequest request;
    Command propose = tool.verb("dispose propose", "List papers whose time is over (needs --reason)", [](Run& run) {
        if (request.due_before.empty()) {
            request.things = things_or_stdin(request.things);
        }
        return file_and_print(run, "dispose propose",
                              [](FilingRun& filing) { return propose_disposal(filing, request); });
    });
    const CommandOption things = propose.add_option(
        "THING", request.things, "Documents, or those of a ticket, customer, volume …; else from standard input");
    propose.add_option("--due-before", request.due_before, "All whose last day is before this one").excludes(things);
    propose.add_option("--by", request.by, "The group that appraised them; once for each person");
}

void add_keep(Tool& tool) {
    static std::string document;
    Command keep = tool.verb("dispose keep", "Take a document off the list (needs --reason)", [](Run& run) {
        return file_and_print(run, "dispose keep",
                              [](FilingRun& filing) { return keep_document(filing, code, document); });
    });
    keep.add_option("CODE", code, "The list's code").required();
    keep.add_option("DOCUMENT", document, "The document").required();
}

void add_execute(Tool& tool) {
    static ExecutionRequest request;
    Command execute = tool.verb("dispose execute", "Destroy what an approved list names", [](Run& run) {
        Archive archive = run.open_archive(Access::write);
        Operation operation(run.caller(), "dispose execute");
        request.code = code;
        print_answer(run, archive, execute_disposal(archive, operation, run.reporter(), request));
        return run.status();
    });
    execute.add_option("CODE", code, "The list's code").required();
    execute.add_option("--supervisor", request.supervisors, "Who watched it; once for each person");
    execute.add_option("--place", request.place, "Where it was done");
}

void add_lists(Tool& tool) {
    static std::string state;
    Command list = tool.verb("dispose list", "The lists", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        RecordPrinter out = run.printer(archive, columns_of("disposal"));
        list_disposals(archive, run.caller(), state.empty() ? std::nullopt : std::optional(parse_disposal_state(state)),
                       out);
        out.flush();
        return ExitStatus::done;
    });
    list.add_option("--state", state, "Only those that are so")
        .one_of({"proposed", "approved", "refused", "executed", "withdrawn"});
    Command show = tool.verb("dispose show", "A list with its papers, and what stands in their way", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        Held held;
        show_disposal(archive, run.caller(), code, held);
        print_answer(run, archive, held.records);
        return ExitStatus::done;
    });
    show.add_option("CODE", code, "The list's code").required();
}

void add_print(Tool& tool) {
    static std::string output;
    Command print = tool.verb("dispose print", "The register (销毁清册) as a PDF", [](Run& run) {
        Archive archive = run.open_archive(Access::write);
        const std::string pdf = print_register(archive, run.caller(), code, output, run.reporter());
        if (output == "-" && !run.caller().dry_run) {
            put_on_stdout(pdf);
        }
        return run.status();
    });
    print.add_option("CODE", code, "The list's code").required();
    print.add_option("--output", output, "The PDF to write (-: standard output)").required();
}

}  // namespace

void add_dispose_verbs(Tool& tool) {
    tool.verb("dispose", "Destruction: propose, approve, refuse, withdraw, keep, execute, list, show, print", nullptr);
    add_propose(tool);
    add_code_verb(tool, "dispose approve", "Say yes to a list that somebody else proposed", approve_disposal);
    add_code_verb(tool, "dispose refuse", "Say no to it (needs --reason)", refuse_disposal);
    add_code_verb(tool, "dispose withdraw", "Take an open list back (needs --reason)", withdraw_disposal);
    add_keep(tool);
    add_execute(tool);
    add_lists(tool);
    add_print(tool);
}

}  // namespace arc
