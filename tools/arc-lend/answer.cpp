#include "tools/arc-lend/answer.hpp"

#include <map>

namespace arc {

const std::vector<ViewColumn>& loan_columns(const std::string& kind) {
    static const std::map<std::string, std::vector<ViewColumn>> columns{
        {"loan",
         {{"id", "LOAN"},
          {"state", "STATE"},
          {"thing", "THING"},
          {"title", "TITLE"},
          {"name", "NAME"},
          {"purpose", "REASON"},
          {"ask", "ASK"},
          {"due_day", "DUE"},
          {"days_late", "LATE"},
          {"place", "PLACE"},
          {"work", "WORK"}}},
        {"loan_item",
         {{"ordinal", "N"},
          {"thing", "THING"},
          {"title", "TITLE"},
          {"sides", "PAGES"},
          {"sheets", "SHEETS"},
          {"count_back", "CAME"},
          {"missing", "MISSING"},
          {"back", "BACK"}}},
        {"desk",
         {{"person", "PERSON"},
          {"name", "NAME"},
          {"away", "HAS"},
          {"late", "LATE"},
          {"approved", "APPROVED"},
          {"requested", "REQUESTED"}}},
        {"chaser", {{"person", "PERSON"}, {"name", "NAME"}, {"step", "STEP"}, {"text", "TEXT"}}},
        {"clearance",
         {{"person", "PERSON"},
          {"name", "NAME"},
          {"clear", "CLEAR"},
          {"away", "AWAY"},
          {"waiting", "WAITING"},
          {"answers_for", "ANSWERS FOR"}}},
        {"loan_count",
         {{"value", "OF"},
          {"title", "TITLE"},
          {"asked", "ASKED"},
          {"out", "OUT"},
          {"returned", "RETURNED"},
          {"late", "LATE"},
          {"lost", "LOST"},
          {"denied", "DENIED"}}},
        {"use",
         {{"thing", "THING"},
          {"document_type", "TYPE"},
          {"title", "TITLE"},
          {"loans", "LOANS"},
          {"looks", "LOOKS"},
          {"last", "LAST"}}},
        {"reader",
         {{"at", "AT"},
          {"reader", "READER"},
          {"verb", "WHAT"},
          {"things", "THINGS"},
          {"pages", "PAGES"},
          {"purpose", "FOR"},
          {"by", "BY"}}},
        {"view", {{"thing", "THING"}, {"page", "PAGE"}, {"reader", "READER"}, {"file", "FILE"}}},
        {"consent",
         {{"id", "CONSENT"},
          {"customer", "CUSTOMER"},
          {"name", "NAME"},
          {"person", "FOR"},
          {"given", "GIVEN"},
          {"until", "UNTIL"},
          {"evidence", "EVIDENCE"},
          {"withdrawn", "WITHDRAWN"}}},
    };
    return columns.at(kind);
}

void print_records(Run& run, const Archive& archive, const Answer& answer) {
    for (auto first = answer.begin(); first != answer.end();) {
        RecordPrinter out = run.printer(archive, loan_columns(first->kind));
        const std::string& kind = first->kind;
        for (; first != answer.end() && first->kind == kind; ++first) {
            out.put(*first);
        }
        out.flush();
    }
}

ExitStatus lend_and_print(Run& run, const std::string& verb, const std::function<ManyDone(FilingRun&)>& work) {
    Archive archive = run.open_archive(Access::write);
    Operation operation(run.caller(), verb);
    ManyDone done;
    const Answer answer = run_filing(archive, operation, run.reporter(), [&](FilingRun& filing) {
        done = work(filing);
        return done.answer;
    });
    print_records(run, archive, answer);
    return done.none() ? ExitStatus::refused : run.status();
}

ExitStatus print_from(Run& run, const std::function<Answer(Archive&)>& work) {
    Archive archive = run.open_archive(Access::read);
    print_records(run, archive, work(archive));
    return run.status();
}

ExitStatus stream_from(Run& run, const std::string& kind, const std::function<void(Archive&, RecordSink&)>& work) {
    Archive archive = run.open_archive(Access::read);
    RecordPrinter out = run.printer(archive, loan_columns(kind));
    work(archive, out);
    out.flush();
    return run.status();
}

}  // namespace arc
