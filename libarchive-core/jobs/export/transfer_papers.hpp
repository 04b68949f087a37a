#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/export/export_plan.hpp"
#include "jobs/reporter.hpp"
#include "jobs/shelving/thing_papers.hpp"

#include <string>
#include <vector>

namespace arc {

struct TransferTerms {
    std::string taker;       // who receives, "" for a line to write on
    bool encrypted = false;  // which DA/T 70-2018 does not want
};

// What a transfer to another archive holds beside the files, below data/: transfer-list.pdf (档案移交清单 in two
// copies, each with lines for both sides to sign and seal), transfer-list.csv, four-properties.pdf and .csv (what was
// checked of 真实性 完整性 可用性 安全性, DA/T 70-2018, and what was not), and for each document eep/d000012.xml (DA/T
// 48-2009). `written` as for bag_mets.
std::vector<PackageItem> transfer_papers(Archive& archive, const Caller& caller, ThingPapers& papers,
                                         const std::vector<ExportedDocument>& documents,
                                         const std::vector<PackagedFile>& written, const TransferTerms& terms,
                                         Reporter& reporter);

}  // namespace arc
