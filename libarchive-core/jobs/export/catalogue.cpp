#include "jobs/export/catalogue.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/export/catalogue_parts.hpp"
#include "jobs/find/find_things.hpp"
#include "model/report_rule.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace arc {
namespace {

// In the order of the enumeration, whose names are printed_lists.
constexpr std::array<std::string_view, printed_lists.size()> titles{
    "归档文件目录", "案卷目录",       "卷内文件目录", "卷内备考表",    "全引目录", "盒目录",
    "盒脊表",       "档案台账",       "客户名册",     "开放档案目录",  "销毁清册", "大事记",
    "全宗介绍",     "业务资料服务卡", "专题目录",     "客户档案资料表"};

bool still_counts(const Document& document) {
    return document.withdrawn.empty() && document.destroyed.empty();
}

}  // namespace

std::string_view to_text(CatalogueKind kind) {
    return printed_lists[static_cast<std::size_t>(kind)];
}

std::string_view title_of(CatalogueKind kind) {
    return titles[static_cast<std::size_t>(kind)];
}

std::span<const CatalogueKind> all_catalogue_kinds() {
    static const std::vector<CatalogueKind> kinds = [] {
        std::vector<CatalogueKind> all;
        for (std::size_t i = 0; i < printed_lists.size(); ++i) {
            all.push_back(static_cast<CatalogueKind>(i));
        }
        return all;
    }();
    return kinds;
}

std::vector<std::int64_t> listed_documents(CatalogueRun& run) {
    DocumentTable table(run.archive.db());
    std::vector<std::int64_t> documents;
    const auto add = [&](const Document& document) {
        if (still_counts(document)) {
            documents.push_back(document.id);
        }
    };
    if (!run.request.scope.empty()) {
        for (const std::int64_t id :
             documents_in(run.archive, run.caller, run.records, run.request.scope, Verb::find, run.reporter)
                 .documents) {
            add(table.find(id).value());
        }
        return documents;
    }
    constexpr std::int64_t group = 1000;
    std::int64_t after = 0;
    for (std::vector<Document> page = table.page(after, group); !page.empty(); page = table.page(after, group)) {
        after = page.back().id;
        for (const Document& document : page) {
            if (run.records.rights().unlimited() ||
                run.records.rights().may(Verb::find, run.records.target_of({ThingKind::document, document.id}))) {
                add(document);
            }
        }
    }
    return documents;
}

std::vector<Thing> listed_holders(CatalogueRun& run, ThingKind kind) {
    std::vector<Thing> holders;
    if (!run.request.scope.empty()) {
        std::set<std::int64_t> met;
        DocumentTable table(run.archive.db());
        for (const std::int64_t id : listed_documents(run)) {
            const Document document = table.find(id).value();
            std::optional<std::int64_t> holder = kind == ThingKind::volume ? document.volume : document.box;
            if (kind == ThingKind::box && document.volume) {
                holder = VolumeTable(run.archive.db()).find(*document.volume)->box;
            }
            if (holder) {
                met.insert(*holder);
            }
        }
        std::ranges::transform(met, std::back_inserter(holders), [&](std::int64_t id) { return Thing{kind, id}; });
        return holders;
    }
    constexpr std::int64_t group = 1000;
    const auto add_all = [&](auto table) {
        std::int64_t after = 0;
        for (auto page = table.page(after, group); !page.empty(); page = table.page(after, group)) {
            after = page.back().id;
            for (const auto& holder : page) {
                // A volume whose papers the caller may not see does not name its customers.
                if (run.records.record({kind, holder.id})) {
                    holders.push_back({kind, holder.id});
                }
            }
        }
    };
    kind == ThingKind::volume ? add_all(VolumeTable(run.archive.db())) : add_all(BoxTable(run.archive.db()));
    return holders;
}

std::vector<ListSheet> catalogue_sheets(Archive& archive, const Caller& caller, const CatalogueRequest& request,
                                        Reporter& reporter) {
    const Day today = archive.zone().day_at(caller.now());
    CatalogueRun run{archive, caller, request, reporter, {archive, caller}, {archive, today}, today};
    switch (request.kind) {
        case CatalogueKind::items:
            return item_sheets(run);
        case CatalogueKind::volumes:
            return volume_sheets(run);
        case CatalogueKind::inner:
        case CatalogueKind::remarks:
        case CatalogueKind::full:
            return inner_sheets(run, request.kind);
        case CatalogueKind::boxes:
            return box_sheets(run);
        case CatalogueKind::spines:
            return spine_sheets(run);
        case CatalogueKind::ledger:
            return ledger_sheets(run);
        case CatalogueKind::customers:
            return customer_sheets(run);
        case CatalogueKind::open:
            return open_sheets(run);
        case CatalogueKind::destroyed:
            return destroyed_sheets(run);
        case CatalogueKind::chronicle:
            return chronicle_sheets(run);
        case CatalogueKind::fonds:
            return fonds_sheets(run);
        case CatalogueKind::service:
            return service_sheets(run);
        case CatalogueKind::subjects:
            return subject_sheets(run);
        case CatalogueKind::summary:
            return summary_sheets(run);
    }
    return {};
}

}  // namespace arc
