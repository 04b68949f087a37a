#include "base/say.hpp"
#include "jobs/permit.hpp"
#include "jobs/tickets/waivers.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

namespace arc {

void add_waiver_verbs(Tool& tool) {
    static std::string subject;
    static std::string type;
    static std::string until;
    static std::int64_t id = 0;
    Command grant = tool.verb("waive", "Excuse a required document until a day (needs --reason)", [](Run& run) {
        if (subject.empty() || type.empty() || until.empty()) {
            throw Fault(ErrorCode::usage, "waive", say("needs what, the type of document and --until DATE"),
                        say("see arc-file waive --help"));
        }
        return file_and_print(run, "waive",
                              [](FilingRun& filing) { return grant_waiver(filing, subject, type, until); });
    });
    // Not required(): the verbs below it have none of them.
    grant.add_option("SUBJECT", subject, "The ticket, customer or series");
    grant.add_option("TYPE", type, "The type of document");
    grant.add_option("--until", until, "The last day it is excused");
    Command withdraw = tool.verb("waive withdraw", "Take a waiver back (needs --reason)", [](Run& run) {
        return file_and_print(run, "waive withdraw", [](FilingRun& filing) { return withdraw_waiver(filing, id); });
    });
    withdraw.add_option("NUMBER", id, "As waive list gives it").required();
    Command list = tool.verb("waive list", "Waivers: all, or those in force of one subject", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        require_right(archive, run.caller(), Verb::find);
        RecordPrinter out = run.printer(archive, columns_of("waiver"));
        list_waivers(archive, subject, out);
        out.flush();
        return ExitStatus::done;
    });
    list.add_option("SUBJECT", subject, "The ticket, customer or series");
}

}  // namespace arc
