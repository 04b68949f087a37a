#include "jobs/audit/gaps.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

const std::vector<ViewColumn> columns{
    {"code", "CODE"}, {"subject", "SUBJECT"}, {"ticket", "TICKET"}, {"owner", "OWNER"}, {"text", "TEXT"}};

}  // namespace

void add_gaps(Tool& tool) {
    tool.verb("gaps", "Numbers that are missing or double: pages, items, archival numbers, labels, counts",
              [](Run& run) {
                  Archive archive = run.open_archive(Access::read);
                  require_right(archive, run.caller(), Verb::audit);
                  RecordPrinter out = run.printer(archive, columns);
                  find_gaps(archive, run.caller().now(), [&](const Finding& finding) { out.put(to_record(finding)); });
                  out.flush();
                  return out.count() == 0 ? ExitStatus::done : ExitStatus::findings;
              });
}

}  // namespace arc
