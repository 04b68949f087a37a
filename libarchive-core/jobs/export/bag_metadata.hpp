#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/export/export_plan.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/shelving/thing_papers.hpp"

#include <string>
#include <vector>

namespace arc {

// What a bag tells of its files beside them.

// records.jsonl: the records of the customers, tickets and documents (arc-records(5)) with all that is known of them.
std::string records_text(Archive& archive, ThingRecords& records, const std::vector<ExportedDocument>& documents,
                         ThingRecords::Masking masking);

// catalogue.csv: 归档文件目录 with the folder of each document, as Excel reads it.
std::string catalogue_text(Archive& archive, ThingPapers& papers, const std::vector<ExportedDocument>& documents);

// mets.xml. `written` are the exported files in the order of the documents, with SHA-256 and SHA-512.
std::string bag_mets(Archive& archive, const Caller& caller, ThingPapers& papers,
                     const std::vector<ExportedDocument>& documents, const std::vector<PackagedFile>& written,
                     const std::string& label);

}  // namespace arc
