#include "jobs/export/handover_papers.hpp"

#include "base/say.hpp"
#include "jobs/export/sheet_files.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/handover/print_handover.hpp"
#include "jobs/tell_unknown.hpp"
#include "record/record_codec.hpp"

namespace arc {

std::vector<PackageItem> handover_papers(Archive& archive, const Caller& caller, const std::string& list,
                                         Reporter& reporter) {
    const Handover handover = named_handover(archive, list);
    const ListSheet sheet = handover_sheet(archive, handover);
    std::string records;
    for (const Record& record : whole_handover(archive, handover, caller.now())) {
        records += encode_record(record, archive.config().id) + "\n";
    }
    UnknownCharacters unknown;
    const PdfSettings settings{say("档案移交清单 {}", handover.code), caller.now(), &unknown};
    std::vector<PackageItem> items;
    items.push_back(text_item("data/handover-list.csv", sheets_csv(std::span(&sheet, 1))));
    items.push_back(text_item("data/handover-list.pdf", lists_pdf(std::span(&sheet, 1), settings).value_or_throw()));
    items.push_back(text_item("data/handover.jsonl", records));
    tell_unknown(unknown, reporter);
    return items;
}

}  // namespace arc
