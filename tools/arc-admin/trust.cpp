#include "base/say.hpp"
#include "jobs/admin/archive_status.hpp"
#include "jobs/admin/check_archive.hpp"
#include "jobs/admin/event_log.hpp"
#include "jobs/admin/rebuild.hpp"
#include "jobs/admin/undo.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-admin/verbs.hpp"

namespace arc {
namespace {

struct Options {
    LogRequest log;
    std::int64_t event = 0;
    std::int64_t until = 0;
};

Options& options() {
    static Options values;
    return values;
}

ExitStatus check(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::backup);
    RecordPrinter out = run.printer(archive, {{"part", "PART"}, {"subject", "SUBJECT"}, {"text", "FINDING"}});
    const std::int64_t findings = check_archive(archive, out, run.reporter());
    out.flush();
    return findings == 0 ? ExitStatus::done : ExitStatus::findings;
}

ExitStatus show(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::log);
    RecordPrinter out = run.printer(archive, {{"n", "N"},
                                              {"at", "AT"},
                                              {"by", "BY"},
                                              {"as", "AS"},
                                              {"verb", "VERB"},
                                              {"things", "THINGS"},
                                              {"reason", "REASON"}});
    show_log(archive, options().log, out, run.reporter());
    out.flush();
    return run.status();
}

ExitStatus tell_status(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    const ArchiveStatus status = archive_status(archive, run.caller().now());
    RecordPrinter out = run.printer(archive, {{"what", "WHAT"}, {"value", "VALUE"}});
    if (out.format() == OutputFormat::jsonl) {
        Object facts = status.facts;
        facts.emplace_back("hints", List(status.hints.begin(), status.hints.end()));
        out.put({"status", facts});
    } else {
        for (const auto& [name, value] : status.facts) {
            out.put({"status", {{"what", name}, {"value", value}}});
        }
        for (const std::string& hint : status.hints) {
            out.put({"status", {{"what", "hint"}, {"value", hint}}});
        }
    }
    out.flush();
    return status.night_overdue ? ExitStatus::findings : ExitStatus::done;
}

ExitStatus undo(Run& run) {
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::undo);
    Operation operation(run.caller(), "undo");
    const bool dry = run.options().dry_run;
    RecordPrinter out =
        dry ? run.printer(archive, {{"table", "TABLE"}, {"row", "ROW"}, {"what", "WHAT"}, {"columns", "COLUMNS"}})
            : run.printer(archive,
                          {{"operation", "OPERATION"}, {"verb", "VERB"}, {"events", "EVENTS"}, {"rows", "ROWS"}});
    undo_operation(archive, operation, options().event, out);
    out.flush();
    return ExitStatus::done;
}

// Asks for the right only where there is still a catalog to ask.
void require_backup_right(Run& run) {
    try {
        Archive archive = run.open_archive(Access::read);
        require_right(archive, run.caller(), Verb::backup);
    } catch (const Fault& fault) {
        if (fault.code() == ErrorCode::refused) {
            throw;
        }
    }
}

ExitStatus rebuild(Run& run) {
    require_backup_right(run);
    const RebuildOutcome outcome = rebuild_catalog(run.archive_paths(), run.caller(), options().until, run.reporter());
    RecordPrinter out = run.printer(load_archive_config(run.archive_paths()).id, {{"events", "EVENTS"},
                                                                                  {"objects", "OBJECTS"},
                                                                                  {"missing", "MISSING"},
                                                                                  {"set_aside", "SET-ASIDE"},
                                                                                  {"not_rebuilt", "NOT-REBUILT"}});
    out.put({"rebuild",
             {{"events", outcome.events},
              {"head", outcome.head.hex()},
              {"objects", outcome.objects},
              {"missing", outcome.missing_objects},
              {"set_aside", outcome.set_aside},
              {"not_rebuilt", List{say("fixity")}}}});
    out.flush();
    return run.status();
}

}  // namespace

void add_trust_verbs(Tool& tool) {
    tool.verb("check", "Whether catalog, journal, objects and index fit together", check);
    Command log = tool.verb("log", "What was done, by whom; follows the chain of events", show);
    log.add_option("--since", options().log.since, "From this day or instant on");
    log.add_option("--until", options().log.until, "To the end of this day, or before this instant");
    log.add_option("--verb", options().log.verb, "Only this verb: ingest, \"ticket close\" ...");
    log.add_option("--by", options().log.by, "Only of this account");
    log.add_option("--last", options().log.last, "Only the newest so many").positive();
    tool.verb("status", "How the archive stands", tell_status);
    Command undone = tool.verb("undo", "Take back what one run of a verb changed", undo);
    undone.add_option("EVENT", options().event, "The number of one of its events (see log)").required().positive();
    Command rebuilt = tool.verb("rebuild", "Make the catalog anew from journal and objects", rebuild);
    rebuilt.add_option("--until", options().until, "Only up to this event; begins a new epoch").positive();
}

}  // namespace arc
