#include "base/say.hpp"
#include "jobs/tickets/ticket_verbs.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

#include <algorithm>

namespace arc {
namespace {

TicketRequest request;
TicketFilter filter;
std::string number;
std::string stage;
std::string at;
bool only_check = false;

// Findings that did not stop the verb are status 1, those that did are 4 with a line on standard error.
ExitStatus finish(Run& run, const Archive& archive, const GateResult& result) {
    print_answer(run, archive, result.answer);
    const auto findings = std::ranges::count(result.answer, "finding", &Record::kind);
    for (const std::string& reason : result.others) {
        run.reporter().problem({ErrorCode::refused, say("ticket {}", number), reason, say("see arc-file review list")});
    }
    if (result.verdict != Verdict::refuse) {
        return findings > 0 ? ExitStatus::findings : run.status();
    }
    if (findings > 0) {
        const auto not_handed_over = std::ranges::count_if(result.answer, [](const Record& record) {
            return Value(record.fields).text_of("status") == "not-handed-over";
        });
        const bool undecided = std::ranges::any_of(
            result.answer, [](const Record& record) { return Value(record.fields).text_of("status") == "undecided"; });
        const std::string them = findings == 1 ? say("it") : say("them");
        std::string next = not_handed_over == findings ? say("hand {} over with arc-file handover", them)
                           : not_handed_over > 0
                               ? say("bring {0} in, hand {0} over, or waive {0} with arc-file waive", them)
                               : say("bring {0} in, or waive {0} with arc-file waive", them);
        next += undecided ? say("; what is undecided waits for arc-file customer change") : std::string();
        run.reporter().problem(
            {ErrorCode::refused, say("ticket {}", number),
             findings == 1 ? say("1 document stands in the way") : say("{} documents stand in the way", findings),
             std::move(next)});
    }
    return ExitStatus::refused;
}

ExitStatus run_gated(Run& run, const std::string& verb, const std::function<GateResult(FilingRun&)>& work) {
    Archive archive = run.open_archive(Access::write);
    Operation operation(run.caller(), verb);
    GateResult result;
    result.answer = run_filing(archive, operation, run.reporter(), [&](FilingRun& filing) {
        GateResult asked = work(filing);
        result.verdict = asked.verdict;
        result.others = asked.others;
        return asked.answer;
    });
    return finish(run, archive, result);
}

ExitStatus run_close(Run& run) {
    if (!only_check) {
        return run_gated(run, "ticket close", [](FilingRun& filing) { return close_ticket(filing, number, at); });
    }
    Archive archive = run.open_archive(Access::read);
    return finish(run, archive, check_close(archive, run.caller(), number));
}

void add_open(Tool& tool) {
    Command open = tool.verb("ticket open", "Open a ticket", [](Run& run) {
        return file_and_print(run, "ticket open", [](FilingRun& filing) { return open_ticket(filing, request); });
    });
    open.add_option("--number", request.number, "Its number").required();
    open.add_option("--type", request.type, "Its type").required();
    open.add_option("--customer", request.customer, "Whom it is about");
    open.add_option("--opened", request.opened, "The day (today)");
    open.add_option("--unit", request.unit, "Where it is worked on");
    open.add_option("--responsible", request.responsible, "Who is responsible");
    open.add_option("--stage", request.stage, "The stage it is at (the first)");
    open.add_option("--field", request.fields, "NAME=VALUE, a field of the profile; may be repeated");
}

void add_list(Tool& tool) {
    Command list = tool.verb("ticket list", "The tickets", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        RecordPrinter out = run.printer(archive, columns_of("ticket"));
        list_tickets(archive, run.caller(), filter, out);
        out.flush();
        return ExitStatus::done;
    });
    list.add_option("--customer", filter.customer, "Of this customer");
    list.add_option("--type", filter.type, "Of this type");
    list.add_option("--state", filter.state, "open or closed").one_of({"open", "closed"});
}

}  // namespace

void add_ticket_verbs(Tool& tool) {
    tool.verb("ticket", "Tickets: open, stage, close, reopen, list", nullptr);
    add_open(tool);
    Command enter = tool.verb("ticket stage", "Take a ticket to a stage", [](Run& run) {
        return run_gated(run, "ticket stage", [](FilingRun& filing) { return enter_stage(filing, number, stage, at); });
    });
    Command close = tool.verb("ticket close", "Close a ticket, when its papers are complete", run_close);
    close.add_flag("--check", only_check, "Only answer whether it could be closed");
    Command reopen = tool.verb("ticket reopen", "Take the closing back (needs --reason)", [](Run& run) {
        return file_and_print(run, "ticket reopen", [](FilingRun& filing) { return reopen_ticket(filing, number); });
    });
    for (const Command verb : {enter, close, reopen}) {
        verb.add_option("TICKET", number, "The ticket").required();
    }
    enter.add_option("STAGE", stage, "One of its type's stages").required();
    for (const Command verb : {enter, close}) {
        verb.add_option("--at", at, "When it happened (now)");
    }
    add_list(tool);
}

}  // namespace arc
