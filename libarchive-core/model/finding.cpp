#include "model/finding.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace arc {
namespace {

constexpr std::array codes{
    FindingCode{"A0101", "missing", "完整性", "a required document is not there", "capture it, or record a waiver"},
    FindingCode{"A0102", "empty", "完整性", "a required document is registered but no page of it has come",
                "scan it, or record a waiver"},
    FindingCode{"A0103", "short", "完整性", "a document has fewer sides than were declared or than its type has",
                "scan the rest, or correct the count"},
    FindingCode{"A0104", "unfit", "真实性",
                "a copy where the original is wanted, or a copy that nobody compared with it",
                "bring the original, or compare"},
    FindingCode{"A0105", "provisional", "完整性", "a document lies in a batch that is still open", "finish the batch"},
    FindingCode{"A0106", "undecided", "完整性", "whether a document is required hangs on a field without a value",
                "fill the field in"},
    FindingCode{"A0107", "not-handed-over", "完整性", "the paper of a ticket was never handed over",
                "hand it over with arc-file handover"},
    FindingCode{"A0201", "batch-short", "完整性", "a batch has fewer pages than were counted on paper",
                "look for the sheets and scan them"},
    FindingCode{"A0202", "batch-surplus", "完整性", "a batch has more pages than were counted on paper",
                "look for sheets scanned twice, or correct the count"},
    FindingCode{"A0203", "batch-hole", "完整性", "page numbers of a batch are missing between others",
                "look into the batch's events"},
    FindingCode{"A0204", "batch-open", "完整性", "a batch has been open for over a day",
                "finish it, or close it with a reason"},
    FindingCode{"A0205", "batch-refused", "可用性", "files of a batch were refused and wait for a decision",
                "arc-ingest quarantine list"},
    FindingCode{"A0206", "unfiled", "完整性", "pages of a batch belong to no document", "arc-file todo"},
    FindingCode{"A0211", "item-hole", "完整性", "numbers of items (件号) are missing in a volume or series",
                "look for the documents"},
    FindingCode{"A0212", "item-double", "完整性", "several items of a volume or series have the same number",
                "renumber"},
    FindingCode{"A0213", "number-hole", "完整性",
                "archival numbers (档号) are missing between others of the same group", "look for the documents"},
    FindingCode{"A0214", "number-double", "完整性", "two archival numbers (档号) differ only in spelling",
                "renumber one of them"},
    FindingCode{"A0215", "year-hole", "完整性", "a series has no node or no document for a year between others",
                "collect that year's files"},
    FindingCode{"A0221", "pages-hole", "完整性", "pages of a volume belong to none of its documents",
                "look for the document, or correct the catalogue"},
    FindingCode{"A0222", "pages-double", "完整性", "documents of a volume share pages", "correct the catalogue"},
    FindingCode{"A0223", "pages-beyond", "完整性", "the documents of a volume end after its last page",
                "correct the catalogue or the last page"},
    FindingCode{"A0224", "pages-short", "完整性", "the documents of a volume end before its last page",
                "look for the document, or correct the last page"},
    FindingCode{"A0225", "fewer-imaged", "完整性", "a document has fewer imaged sides than were declared",
                "scan the rest, or correct the count"},
    FindingCode{"A0226", "more-imaged", "完整性", "a document has more imaged sides than were declared",
                "look for pages of another document, or correct the count"},
    FindingCode{"A0231", "label-unseen", "完整性", "labels were issued but never seen, between others that were",
                "find the papers, or spoil the labels"},
    FindingCode{"A0241", "empty-volume", "完整性", "a volume holds no document", "look for its documents"},
    FindingCode{"A0242", "empty-box", "完整性", "a box holds no volume", "look for its volumes"},
    FindingCode{"A0301", "missing", "完整性", "a captured file is gone", "restore it from a backup"},
    FindingCode{"A0302", "changed", "真实性", "a captured file has other bytes than when it came",
                "restore it from a backup"},
    FindingCode{"A0303", "unreadable", "可用性", "a captured file could not be read",
                "check rights and disk, run the audit again"},
    FindingCode{"A0304", "orphan", "完整性", "a file lies in objects/ that the catalog does not know",
                "run arc-admin check; if an intake was killed, run it again"},
    FindingCode{"A0305", "stranger", "安全性", "something in objects/ is no captured file",
                "find out who put it there, and take it away"},
};

}  // namespace

std::span<const FindingCode> all_finding_codes() {
    return codes;
}

const FindingCode& finding_code(std::string_view family, std::string_view name) {
    const auto found = std::ranges::find_if(
        codes, [&](const FindingCode& code) { return code.code.starts_with(family) && code.name == name; });
    assert(found != codes.end());
    return *found;
}

Record to_record(const Finding& finding) {
    Record record{"finding", {}};
    Object& fields = record.fields;
    fields.emplace_back("code", finding.code->code);
    fields.emplace_back("category", finding.code->category);
    fields.emplace_back("subject", finding.subject);
    fields.emplace_back("detail", text_or_null(finding.detail));
    if (!finding.object.empty()) {
        fields.emplace_back("object", finding.object);
    }
    fields.emplace_back("ticket", text_or_null(finding.ticket));
    fields.emplace_back("customer", text_or_null(finding.customer));
    fields.emplace_back("document_type", text_or_null(finding.document_type));
    fields.emplace_back("stage", text_or_null(finding.stage));
    fields.emplace_back("unit", text_or_null(finding.unit));
    fields.emplace_back("owner", text_or_null(finding.owner));
    fields.emplace_back("deadline", text_or_null(finding.deadline));
    fields.emplace_back("light", text_or_null(finding.light));
    fields.insert(fields.end(), finding.more.begin(), finding.more.end());
    fields.emplace_back("text", finding.text);
    return record;
}

}  // namespace arc
