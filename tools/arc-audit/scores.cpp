#include "tools/arc-audit/verbs.hpp"

namespace arc {

void add_scores(Tool& tool) {
    static std::string unit;
    static bool record = false;
    CLI::App& app = tool.verb("scores", std::string(need_audit("scores").summary), [](Run& run) {
        AuditScope scope;
        scope.record = record;
        return print_audit(run, "scores", scope, unit);
    });
    app.add_option("--unit", unit, "Only this unit and all below it");
    app.add_flag("--record", record, "Write the findings down, as arc-audit all does");
}

}  // namespace arc
