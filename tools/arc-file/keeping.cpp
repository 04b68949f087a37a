#include "base/say.hpp"
#include "jobs/keeping/appraise.hpp"
#include "jobs/keeping/hold_verbs.hpp"
#include "jobs/keeping/retention_list.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

namespace arc {
namespace {

std::vector<std::string> things;

void add_retention(Tool& tool) {
    static RetentionFilter filter;
    static bool waiting = false;
    static bool without = false;
    tool.verb("retention", "How long papers are kept: list", nullptr);
    Command list = tool.verb("retention list", "What falls due, with the rule that says so", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        RecordPrinter out = run.printer(archive, columns_of("retention"));
        filter.which = waiting   ? RetentionFilter::Which::not_started
                       : without ? RetentionFilter::Which::without_rule
                                 : RetentionFilter::Which::due;
        list_retention(archive, run.caller(), filter, out);
        out.flush();
        return ExitStatus::done;
    });
    list.add_option("THING", filter.things, "These documents instead, or those of a ticket, customer, volume …");
    const CommandOption before =
        list.add_option("--due-before", filter.due_before, "Whose last day is before this one (today)");
    const CommandOption not_yet = list.add_flag("--waiting", waiting, "Whose term waits for what it counts from");
    list.add_flag("--without-rule", without, "That no rule holds for").excludes(before).excludes(not_yet);
    not_yet.excludes(before);
}

void add_holds(Tool& tool) {
    static HoldFilter filter;
    static std::int64_t id = 0;
    tool.verb("hold", "What must not be destroyed: place, lift, list", nullptr);
    Command place =
        tool.verb("hold place", "Nothing that belongs to it may be destroyed (needs --reason)", [](Run& run) {
            const std::vector<std::string> named = things_or_stdin(things);
            return file_and_print(run, "hold place", [&](FilingRun& filing) { return place_holds(filing, named); });
        });
    place.add_option("THING", things,
                     "Documents, tickets, customers, series, volumes, boxes; else from standard input");
    Command lift = tool.verb("hold lift", "End a hold (needs --reason)", [](Run& run) {
        return file_and_print(run, "hold lift", [](FilingRun& filing) { return lift_hold(filing, id); });
    });
    lift.add_option("NUMBER", id, "As hold list gives it").required();
    Command list = tool.verb("hold list", "The holds in force", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        RecordPrinter out = run.printer(archive, columns_of("hold"));
        list_holds(archive, run.caller(), filter, out);
        out.flush();
        return ExitStatus::done;
    });
    list.add_option("THING", filter.thing, "Those that protect it");
    list.add_flag("--all", filter.lifted, "Also those that were lifted");
}

void add_appraise(Tool& tool) {
    static AppraisalRequest request;
    Command verb = tool.verb("appraise", "What a group judged of papers (needs --reason)", [](Run& run) {
        request.things = things_or_stdin(things);
        return file_and_print(run, "appraise", [](FilingRun& filing) { return appraise(filing, request); });
    });
    verb.add_option("THING", things, "Documents, or those of a ticket, customer, volume …; else from standard input");
    verb.add_option("--aspect", request.aspect, "keep, open, digitise, declassify, or another of the profile's")
        .required();
    verb.add_option("--verdict", request.verdict, "keep, transfer, destroy; an access state; yes, no; a secrecy level")
        .required();
    verb.add_option("--until", request.until, "The day until which it holds, or permanent");
    verb.add_option("--by", request.by, "Who judged; once for each person").required();
}

}  // namespace

void add_keeping_verbs(Tool& tool) {
    add_retention(tool);
    add_holds(tool);
    add_appraise(tool);
}

}  // namespace arc
