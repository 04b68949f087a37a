#include "base/say.hpp"
#include "model/finding.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

const std::vector<ViewColumn> columns{
    {"code", "CODE"}, {"name", "NAME"}, {"category", "CATEGORY"}, {"words", "MEANING"}, {"remedy", "WHAT TO DO"}};

}  // namespace

void add_code_list(Tool& tool) {
    static bool list = false;
    Command app = tool.without_verb([](Run& run) {
        if (!list) {
            throw Fault(ErrorCode::usage, "verb", say("missing"), say("see arc-audit --help"));
        }
        RecordPrinter out = run.printer(std::string(), columns);
        for (const FindingCode& code : all_finding_codes()) {
            out.put({"finding_code",
                     {{"code", code.code},
                      {"name", code.name},
                      {"category", code.category},
                      {"words", code.words},
                      {"remedy", code.remedy}}});
        }
        out.flush();
        return ExitStatus::done;
    });
    app.add_flag("--list-codes", list, "Every code of a finding and what it means; needs no archive");
}

}  // namespace arc
