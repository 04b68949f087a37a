#pragma once

#include "jobs/change.hpp"
#include "jobs/labels/pdf_output.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"

#include <string>
#include <vector>

namespace arc {

struct HolderPrint {
    std::vector<std::string> things;  // volumes or boxes
    bool cover = false;               // 案卷封面, volumes only
    bool list = false;                // 卷内文件目录
    bool remark = false;              // 备考表
    bool spine = false;               // 脊背: those of all things together on the last pages
};

// The sheets of volumes and boxes as one PDF, in the order cover, list, remark of each, then the backs. Each thing's
// label is on its cover and back; one that has none is issued one, and it counts as printed. Puts a label record for
// each. The same --request key again prints and counts nothing more. With dry_run nothing is issued or written. Faults:
// usage, not_found, io; nothing was issued then.
void print_holders(Archive& archive, Operation& operation, const HolderPrint& request, PdfOutput& output,
                   RecordSink& sink, Reporter& reporter);

}  // namespace arc
