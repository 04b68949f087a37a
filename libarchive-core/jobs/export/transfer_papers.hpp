#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/export/export_plan.hpp"
#include "jobs/shelving/thing_papers.hpp"

#include <string>
#include <vector>

namespace arc {

// What a transfer to another archive holds beside the files, below data/: transfer-list.pdf (档案移交清单 in two
// copies, each with lines for both sides to sign and seal), transfer-list.csv, four-properties.pdf and .csv (what was
// checked of 真实性 完整性 可用性 安全性, DA/T 70-2018, and what was not), and for each document eep/d000012.xml (DA/T
// 48-2009). `written` as for bag_mets. `taker` is who receives, "" for a line to write on.
std::vector<PackageItem> transfer_papers(Archive& archive, const Caller& caller, ThingPapers& papers,
                                         const std::vector<ExportedDocument>& documents,
                                         const std::vector<PackagedFile>& written, const std::string& taker);

}  // namespace arc
