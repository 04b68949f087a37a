#include "tools/arc-file/answer.hpp"

#include "jobs/permit.hpp"
#include "tools/arc-file/keeping_columns.hpp"

#include <map>

namespace arc {

const std::vector<ViewColumn>& columns_of(const std::string& kind) {
    static const std::map<std::string, std::vector<ViewColumn>> columns{
        {"ticket",
         {{"number", "TICKET"},
          {"type", "TYPE"},
          {"stage", "STAGE"},
          {"opened", "OPENED"},
          {"closed", "CLOSED"},
          {"customer", "CUSTOMER"},
          {"unit", "UNIT"},
          {"responsible", "RESPONSIBLE"}}},
        {"customer",
         {{"number", "CUSTOMER"},
          {"name", "NAME"},
          {"class", "CLASS"},
          {"kind", "KIND"},
          {"unit", "UNIT"},
          {"status", "STATUS"},
          {"responsible", "RESPONSIBLE"},
          {"since", "SINCE"}}},
        {"allotment",
         {{"customer", "CUSTOMER"}, {"name", "NAME"}, {"person", "PERSON"}, {"before", "BEFORE"}, {"why", "WHY"}}},
        {"document",
         {{"id", "DOCUMENT"},
          {"type", "TYPE"},
          {"ticket", "TICKET"},
          {"customer", "CUSTOMER"},
          {"series", "SERIES"},
          {"number", "NUMBER"},
          {"pages", "PAGES"},
          {"date", "DATE"},
          {"title", "TITLE"}}},
        {"page",
         {{"id", "PAGE"},
          {"batch", "BATCH"},
          {"seq", "SEQ"},
          {"role", "ROLE"},
          {"document", "DOCUMENT"},
          {"reason", "REASON"}}},
        {"waiver",
         {{"id", "WAIVER"},
          {"number", "OF"},
          {"document_type", "TYPE"},
          {"until", "UNTIL"},
          {"by", "BY"},
          {"reason", "REASON"},
          {"withdrawn", "WITHDRAWN"}}},
        {"finding",
         {{"ticket", "TICKET"},
          {"document_type", "TYPE"},
          {"status", "STATUS"},
          {"deadline", "DEADLINE"},
          {"text", "TEXT"}}},
        {"batch",
         {{"batch", "BATCH"}, {"pages", "PAGES"}, {"documents_removed", "REMOVED"}, {"documents_kept", "KEPT"}}},
        {"step",
         {{"thing", "THING"},
          {"step", "STEP"},
          {"outcome", "OUTCOME"},
          {"person", "PERSON"},
          {"minutes", "MINUTES"},
          {"late", "LATE"},
          {"skipped", "WITHOUT"}}},
        {"step_work",
         {{"step", "STEP"}, {"title", "TITLE"}, {"waiting", "WAITING"}, {"oldest", "SINCE"}, {"late", "LATE"}}},
        {"step_time",
         {{"step", "STEP"},
          {"person", "PERSON"},
          {"name", "NAME"},
          {"scans", "SCANS"},
          {"median_minutes", "MEDIAN_MIN"},
          {"longest_minutes", "LONGEST_MIN"},
          {"pace_seconds", "PACE_SEC"}}},
        {"step_waiting",
         {{"thing", "THING"},
          {"step", "STEP"},
          {"since", "SINCE"},
          {"after", "AFTER"},
          {"by", "BY"},
          {"due", "DUE"},
          {"late", "LATE"}}},
        {"handover",
         {{"code", "LIST"},
          {"kind", "KIND"},
          {"state", "STATE"},
          {"unit", "UNIT"},
          {"given", "GIVEN"},
          {"taken", "TAKEN"},
          {"things", "THINGS"},
          {"declared", "DECLARED"},
          {"received", "RECEIVED"},
          {"accepted", "ACCEPTED"},
          {"rejected", "REJECTED"},
          {"waiting", "WAITING"},
          {"late", "LATE"}}},
        {"handover_item",
         {{"ordinal", "N"},
          {"thing", "THING"},
          {"title", "TITLE"},
          {"ticket", "TICKET"},
          {"in", "IN"},
          {"declared_sheets", "SHEETS"},
          {"declared_sides", "SIDES"},
          {"received_sheets", "GOT_SHEETS"},
          {"received_sides", "GOT_SIDES"},
          {"outcome", "OUTCOME"},
          {"reason", "REASON"}}},
        {"entry",
         {{"id", "ENTRY"},
          {"kind", "KIND"},
          {"subject", "OF"},
          {"due", "DUE"},
          {"done", "DONE"},
          {"person", "PERSON"},
          {"result", "RESULT"},
          {"fields", "FIELDS"}}},
        {"medium",
         {{"document", "DOCUMENT"},
          {"number", "NUMBER"},
          {"type", "TYPE"},
          {"medium", "MEDIUM"},
          {"copy_by", "COPY_BY"},
          {"look_by", "LOOK_BY"},
          {"next", "NEXT"}}},
        {"review",
         {{"id", "REVIEW"},
          {"gate", "GATE"},
          {"document", "DOCUMENT"},
          {"page", "PAGE"},
          {"outcome", "OUTCOME"},
          {"reason", "REASON"},
          {"by", "BY"},
          {"mended", "MENDED"}}},
        {"lot",
         {{"id", "LOT"},
          {"gate", "GATE"},
          {"batch", "BATCH"},
          {"state", "STATE"},
          {"size", "SIZE"},
          {"sample", "SAMPLE"},
          {"looked_at", "LOOKED_AT"},
          {"failed", "FAILED"},
          {"reject", "REJECT"},
          {"seed", "SEED"},
          {"documents", "DOCUMENTS"}}},
        {"gate",
         {{"gate", "GATE"},
          {"document", "DOCUMENT"},
          {"document_type", "TYPE"},
          {"ticket", "TICKET"},
          {"standing", "STANDING"},
          {"next", "NEXT"}}},
        {"place",
         {{"tree", "PLACE"},
          {"name", "NAME"},
          {"kind", "KIND"},
          {"zone_in_force", "ZONE"},
          {"measured", "MM"},
          {"free", "FREE"},
          {"things", "THINGS"},
          {"most", "MOST"},
          {"keeper", "KEEPER"},
          {"closed", "CLOSED"}}},
        {"box",
         {{"code", "BOX"},
          {"title", "TITLE"},
          {"place", "PLACE"},
          {"position", "POSITION"},
          {"width", "WIDTH"},
          {"free", "FREE"},
          {"volumes", "VOLUMES"},
          {"documents", "DOCUMENTS"}}},
        {"volume",
         {{"code", "VOLUME"},
          {"title", "TITLE"},
          {"documents", "DOCUMENTS"},
          {"sheets", "SHEETS"},
          {"pages", "PAGES"},
          {"width", "WIDTH"},
          {"closed", "CLOSED"},
          {"box", "BOX"},
          {"place", "PLACE"}}},
        {"remark", {{"at", "AT"}, {"by", "BY"}, {"kind", "REMARK"}, {"text", "TEXT"}}},
        {"stay",
         {{"position", "POSITION"},
          {"thing", "THING"},
          {"title", "TITLE"},
          {"place", "PLACE"},
          {"since", "SINCE"},
          {"until", "UNTIL"},
          {"reason", "REASON"}}},
        {"move",
         {{"thing", "THING"},
          {"title", "TITLE"},
          {"from", "FROM"},
          {"to", "TO"},
          {"position", "POSITION"},
          {"box", "BOX"},
          {"why", "WHY"}}},
        {"forecast",
         {{"zone", "ZONE"},
          {"per_month", "MM A MONTH"},
          {"used", "USED"},
          {"free", "FREE"},
          {"full", "FULL"},
          {"text", "TEXT"}}},
        {"label", {{"code", "CODE"}, {"name", "NAME"}, {"title", "TITLE"}, {"printed", "PRINTED"}}},
        {"todo", {{"what", "WHAT"}, {"reason", "REASON"}, {"after", "AFTER"}, {"next", "NEXT"}}},
    };
    const std::vector<ViewColumn>* keeping = keeping_columns(kind);
    return keeping == nullptr ? columns.at(kind) : *keeping;
}

void print_answer(Run& run, const Archive& archive, const Answer& answer) {
    for (auto first = answer.begin(); first != answer.end();) {
        RecordPrinter out = run.printer(archive, columns_of(first->kind));
        const std::string& kind = first->kind;
        for (; first != answer.end() && first->kind == kind; ++first) {
            out.put(*first);
        }
        out.flush();
    }
}

ExitStatus file_and_print(Run& run, const std::string& verb, const std::function<Answer(FilingRun&)>& work) {
    Archive archive = run.open_archive(Access::write);
    Operation operation(run.caller(), verb);
    print_answer(run, archive, run_filing(archive, operation, run.reporter(), work));
    return run.status();
}

ExitStatus file_lines(Run& run, const std::string& verb, const std::vector<std::string>& arguments,
                      const LinesWork& work) {
    const auto file = [&](const std::vector<std::string>& lines) {
        return file_and_print(run, verb, [&](FilingRun& filing) { return work(filing, lines); });
    };
    if (!arguments.empty() || !input_is_terminal()) {
        return file(things_or_stdin(arguments));
    }
    for (std::optional<std::string> line = next_thing(); line; line = next_thing()) {
        try {
            file({*line});
        } catch (const Fault& fault) {
            // The next label may be good; a broken disk is not.
            if (fault.code() == ErrorCode::io || fault.code() == ErrorCode::busy) {
                throw;
            }
            run.reporter().problem({fault.code(), {}, fault.what(), {}});
        }
    }
    return run.status();
}

ExitStatus file_many_and_print(Run& run, const std::string& verb, const std::function<ManyDone(FilingRun&)>& work) {
    ManyDone done;
    const ExitStatus status = file_and_print(run, verb, [&](FilingRun& filing) {
        done = work(filing);
        return done.answer;
    });
    return done.none() ? ExitStatus::refused : status;
}

ExitStatus print_read(Run& run, const std::function<Answer(Archive&)>& work) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    print_answer(run, archive, work(archive));
    return run.status();
}

}  // namespace arc
