#include "base/say.hpp"
#include "jobs/find/history.hpp"
#include "jobs/find/related.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/show_thing.hpp"
#include "jobs/find/where_is.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-find/brief_printer.hpp"
#include "tools/arc-find/verbs.hpp"

#include <functional>

namespace arc {
namespace {

const std::vector<ViewColumn> where_columns{{"thing", "THING"}, {"title", "TITLE"}, {"text", "WHERE"}};
const std::vector<ViewColumn> show_columns{{"field", "FIELD"}, {"value", "VALUE"}};
const std::vector<ViewColumn> event_columns{{"n", "N"},       {"at", "AT"},         {"by", "BY"},
                                            {"verb", "VERB"}, {"reason", "REASON"}, {"changes", "CHANGED"}};
const std::vector<ViewColumn> stay_columns{{"thing", "THING"},       {"title", "TITLE"}, {"place", "PLACE"},
                                           {"position", "POSITION"}, {"since", "SINCE"}, {"until", "UNTIL"},
                                           {"reason", "REASON"}};

// Events for people have their changes in one cell.
class HistoryPrinter final : public RecordSink {
public:
    explicit HistoryPrinter(RecordPrinter& out) : out_(&out) {}
    void put(const Record& record) override {
        Record shown = record;
        for (auto& [name, value] : shown.fields) {
            const List* list = value.as_list();
            if (name == "changes" && list != nullptr && out_->format() != OutputFormat::jsonl) {
                std::string words;
                for (const Value& change : *list) {
                    words += (words.empty() ? "" : "; ") + *change.as_text();
                }
                value = std::move(words);
            }
        }
        out_->put(shown);
    }
    void flush() override { out_->flush(); }

private:
    RecordPrinter* out_;
};

struct Options {
    std::vector<std::string> things;
    std::int64_t limit = 200;
    bool unmask = false;
};

// Does the work for each THING that is found and may be seen; the others are said, and the rest goes on. One that was
// named wrongly ends a run that has no other.
ExitStatus for_each_thing(Run& run, const Options& options, Archive& archive, Verb verb,
                          const std::function<void(ThingRecords&, Thing)>& work) {
    const std::vector<std::string> texts = things_or_stdin(options.things);
    require_right(archive, run.caller(), verb);
    ThingRecords records(archive, run.caller());
    ExitStatus worst = ExitStatus::done;
    std::size_t failed = 0;
    for (const std::string& text : texts) {
        const Result<Thing> thing = resolve_thing(archive, text);
        std::optional<Error> error = thing ? std::nullopt : std::optional(thing.error());
        if (thing && (!records.record(*thing) || !records.rights().may(verb, records.target_of(*thing)))) {
            error = Error{ErrorCode::refused, text, say("you may not see this"), {}};
        }
        if (error) {
            run.reporter().problem(*error);
            worst = worse(worst, exit_status_of(error->code));
            ++failed;
        } else {
            work(records, *thing);
        }
    }
    return failed == 0 ? ExitStatus::done : failed == texts.size() ? worst : ExitStatus::findings;
}

ExitStatus run_where(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    RecordPrinter out = run.printer(archive, where_columns);
    const ExitStatus status =
        for_each_thing(run, options, archive, Verb::find,
                       [&](ThingRecords& records, Thing thing) { WhereIs(archive, records).put(thing, out); });
    out.flush();
    return status;
}

// Open to write where looks are on record. An archive that cannot be written still shows itself, unless it is guarded.
struct Looking {
    Archive archive;
    bool recorded = false;
};

Looking open_for_looking(Run& run) {
    Archive archive = run.open_archive(Access::read);
    if (!look_is_logged(archive, {ThingKind::page, 0})) {
        return {std::move(archive), false};
    }
    try {
        return {run.open_archive(Access::write), true};
    } catch (const Fault&) {
        if (archive.config().mode == ArchiveMode::guarded) {
            throw;
        }
        run.reporter().detail(say("looks are not recorded: the archive cannot be written"));
        return {std::move(archive), false};
    }
}

ExitStatus run_show(Run& run, const Options& options) {
    Looking looking = open_for_looking(run);
    Archive& archive = looking.archive;
    const ThingRecords::Masking masking = options.unmask ? ThingRecords::Masking::clear : ThingRecords::Masking::masked;
    if (options.unmask) {
        require_right(archive, run.caller(), Verb::unmask);
    }
    RecordPrinter out = run.printer(archive, show_columns);
    const ExitStatus status =
        for_each_thing(run, options, archive, Verb::view, [&](ThingRecords& records, Thing thing) {
            if (options.unmask && !records.rights().may(Verb::unmask, records.target_of(thing))) {
                throw Fault(ErrorCode::refused, name_of(archive.db(), thing), say("you may not see its private fields"),
                            say("leave --unmask away"));
            }
            const Record shown = show_thing(archive, records, thing, masking);
            if (looking.recorded && look_is_logged(archive, thing)) {
                log_look(archive, run.caller(), thing, masking);
            }
            if (out.format() == OutputFormat::jsonl) {
                out.put(shown);
            } else {
                put_as_rows(shown, out.format() == OutputFormat::table ? &archive.zone() : nullptr, out);
            }
        });
    out.flush();
    return status;
}

ExitStatus run_history(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    RecordPrinter out = run.printer(archive, event_columns);
    HistoryPrinter printer(out);
    const ExitStatus status = for_each_thing(run, options, archive, Verb::view, [&](ThingRecords&, Thing thing) {
        // Where it stood, in a table of its own before what was done to it.
        if (out.format() != OutputFormat::csv) {
            RecordPrinter stays = run.printer(archive, stay_columns);
            put_stays(archive, thing, stays);
            stays.flush();
        }
        put_history(archive, thing, printer);
    });
    out.flush();
    return status;
}

ExitStatus run_related(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    BriefPrinter out(run, archive);
    const ExitStatus status =
        for_each_thing(run, options, archive, Verb::find, [&](ThingRecords& records, Thing thing) {
            if (put_related(archive, records, thing, options.limit, out)) {
                out.put_more(options.limit);
            }
        });
    out.flush();
    return status;
}

}  // namespace

void add_thing_verbs(Tool& tool) {
    static Options options;
    Command where =
        tool.verb("where", "Where the paper and its scans are", [](Run& run) { return run_where(run, options); });
    Command show = tool.verb("show", "Everything about a thing", [](Run& run) { return run_show(run, options); });
    Command history = tool.verb("history", "What was done to a thing, when and by whom",
                                [](Run& run) { return run_history(run, options); });
    Command related = tool.verb("related", "Its customer, tickets, documents, volume: what belongs together",
                                [](Run& run) { return run_related(run, options); });
    for (const Command verb : {where, show, history, related}) {
        verb.add_option("THING", options.things, "Codes, numbers or kind:number (else one a line on standard input)");
    }
    show.add_flag("--unmask", options.unmask, "Show private fields in clear; needs the right unmask");
    related.add_option("--limit", options.limit, "How many at most").positive();
}

}  // namespace arc
