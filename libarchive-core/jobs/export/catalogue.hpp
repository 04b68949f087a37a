#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/export/export_scope.hpp"
#include "jobs/reporter.hpp"
#include "print/list_sheet.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// The lists that an archive prints, with the columns of the standards in their order, or of the profile's forms.
enum class CatalogueKind {
    items,      // 归档文件目录 (DA/T 22-2015)
    volumes,    // 案卷目录
    inner,      // 卷内文件目录 of each volume (GB/T 9705, GB/T 11822)
    remarks,    // 卷内备考表 of each volume
    full,       // 全引目录: each volume with what is in it
    boxes,      // 盒目录
    spines,     // 盒脊表: what stands on the backs of boxes
    ledger,     // 档案台账: where everything is
    customers,  // 客户名册
    open,       // 开放档案目录, by the batches in which they were opened
    destroyed,  // 销毁清册
    chronicle,  // 大事记: entries by day
    fonds,      // 全宗介绍: how much there is of what
    service,    // 服务卡: the papers that a kind of business asks for, stage by stage
    subjects,   // 专题目录: a list for each value of a field
    summary,    // 客户档案资料表: a customer, what was done for them, their papers
};
std::string_view to_text(CatalogueKind kind);
std::span<const CatalogueKind> all_catalogue_kinds();
std::string_view title_of(CatalogueKind kind);  // Chinese

struct CatalogueRequest {
    CatalogueKind kind = CatalogueKind::items;
    ExportScope scope;  // empty: everything that the caller may see
    std::string by;     // of customers: number, class, area, legal-entity or birthday; of subjects: document.author …
    int month = 0;      // of birthdays
    std::string type;   // of service cards: a ticket type
    std::string code;   // of destroyed: one list
    std::string entry;  // of chronicle: only this kind of entry
};

// The list as sheets. Faults: usage, not_found; refused where the caller may see nothing of it.
std::vector<ListSheet> catalogue_sheets(Archive& archive, const Caller& caller, const CatalogueRequest& request,
                                        Reporter& reporter);

}  // namespace arc
