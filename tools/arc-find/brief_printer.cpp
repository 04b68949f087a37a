#include "tools/arc-find/brief_printer.hpp"

#include "base/say.hpp"
#include "jobs/find/thing_record.hpp"

namespace arc {
namespace {

const std::vector<ViewColumn> columns{{"kind", "KIND"},     {"number", "NUMBER"}, {"title", "TITLE"},
                                      {"type", "TYPE"},     {"date", "DATE"},     {"customer", "CUSTOMER"},
                                      {"ticket", "TICKET"}, {"unit", "UNIT"},     {"state", "STATE"}};

}  // namespace

BriefPrinter::BriefPrinter(Run& run, const Archive& archive, TableOutput output)
    : printer_(run, archive, "found", columns, std::move(output)) {
}

void BriefPrinter::put(const Record& record) {
    printer_.put(printer_.format() == OutputFormat::jsonl ? record : brief_row(record));
}

void BriefPrinter::flush() {
    printer_.flush();
}

void BriefPrinter::finish() {
    printer_.finish();
}

void BriefPrinter::put_more(std::int64_t shown, const std::string& next) {
    printer_.flush();
    if (printer_.format() == OutputFormat::jsonl) {
        Record more{"more", {{"shown", shown}}};
        if (!next.empty()) {
            more.fields.emplace_back("after", next);
        }
        printer_.put(more);
    } else {
        printer_.tell(next.empty() ? say("more: only the first {} shown; raise --limit", shown)
                                   : say("more: {} shown; go on with --after {}, or narrow the query", shown, next));
    }
}

void BriefPrinter::put_hidden(std::int64_t hidden) {
    printer_.flush();
    if (printer_.format() == OutputFormat::jsonl) {
        printer_.put({"more", {{"hidden", hidden}}});
    } else {
        printer_.tell(say("hidden: {} more that you may not see", hidden));
    }
}

}  // namespace arc
