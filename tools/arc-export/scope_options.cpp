#include "tools/arc-export/scope_options.hpp"

namespace arc {

void add_scope_options(Command verb, ExportScope& scope) {
    verb.add_option("--ticket", scope.ticket, "All documents of a ticket");
    verb.add_option("--customer", scope.customer, "All documents of a customer, those of the tickets too");
    verb.add_option("--volume", scope.volume, "All documents in a volume");
    verb.add_option("--document", scope.document, "One document");
    verb.add_option("--unit", scope.unit, "All documents of a unit and of those below it");
    verb.add_option("--year", scope.year, "Only documents dated so: 2026, 2026-03, 2020..2025");
    verb.add_option("--query", scope.query, "All documents that arc-find finds for these terms");
}

}  // namespace arc
