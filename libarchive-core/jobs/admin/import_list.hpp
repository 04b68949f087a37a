#pragma once

#include "jobs/admin/import_documents.hpp"
#include "jobs/admin/import_table.hpp"
#include "jobs/reporter.hpp"

#include <string>

namespace arc {

enum class ImportMode {
    take,
    check_only,  // --check: nothing is written
};

struct ImportRequest {
    ImportTable table = ImportTable::customers;
    std::string file;  // "-": standard input
    ImportMode mode = ImportMode::take;
    DocumentDefaults documents;  // for that table only
};

// Takes a list: every row is checked first, every bad cell told; when one is bad nothing is taken and a Fault (usage)
// ends the run. Sound lists are published in one transaction. What is doubtful is told as notice.
ImportCounts import_list(Archive& archive, Operation& operation, const ImportRequest& request, Reporter& reporter);

}  // namespace arc
