#include "tools/arc-file/answer.hpp"

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
        {"todo", {{"what", "WHAT"}, {"reason", "REASON"}, {"after", "AFTER"}, {"next", "NEXT"}}},
    };
    return columns.at(kind);
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

}  // namespace arc
