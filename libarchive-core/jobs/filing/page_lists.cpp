#include "jobs/filing/page_lists.hpp"

#include "base/say.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/indexing.hpp"
#include "jobs/review/mend_failures.hpp"
#include "jobs/shelving/put_away.hpp"
#include "rules/declared_count.hpp"

#include <algorithm>
#include <map>

namespace arc {

PageOrder ids_of(const std::vector<Page>& pages) {
    PageOrder ids;
    std::ranges::transform(pages, std::back_inserter(ids), &Page::id);
    return ids;
}

PageOrder order_of(Db& db, std::int64_t document) {
    return ids_of(PageTable(db).of_document(document));
}

void write_order(const FilingRun& run, std::int64_t document, const PageOrder& order) {
    PageTable pages(run.db());
    std::map<std::int64_t, int> now;
    for (const Page& page : pages.of_document(document)) {
        now[page.id] = page.position;
    }
    int position = 0;
    for (const std::int64_t page : order) {
        ++position;
        const auto known = now.find(page);
        if (known != now.end() && known->second == position) {
            continue;
        }
        pages.place(page, document, position);
        if (known == now.end()) {
            carry_page_failures(run, page, document);
            run.change.about({ThingKind::page, page});
        }
    }
}

void need_free(const FilingRun& run, const Page& page) {
    if (page.role == PageRole::destroyed) {
        throw Fault(ErrorCode::refused, name_of(page), say("was destroyed with its document"));
    }
    if (page.role == PageRole::content || page.role == PageRole::replaced) {
        const Document document = DocumentTable(run.db()).find(page.document).value();
        throw Fault(ErrorCode::refused, name_of(page),
                    page.role == PageRole::content ? say("in {}", name_of(document))
                                                   : say("an older scan of {}, replaced", name_of(document)),
                    page.role == PageRole::content ? say("take it over with move") : std::string());
    }
    if (BatchTable(run.db()).find(page.batch)->state == BatchState::withdrawn) {
        throw Fault(ErrorCode::refused, name_of(page), say("its batch was withdrawn"));
    }
}

void finish_document(const FilingRun& run, std::int64_t document) {
    DocumentTable documents(run.db());
    const Document found = documents.find(document).value();
    const CountedDocument counted = documents.counted(found);
    const bool count_blank = run.archive().profile().intake.count_blank_sides;
    const DocumentCount count{found.sheets, found.sides, counted.pages + (count_blank ? counted.blank_pages : 0),
                              count_blank ? 0 : counted.blank_pages};
    if (const std::optional<std::string> difference = count_difference(count)) {
        run.reporter.problem({ErrorCode::refused, name_of(found), *difference,
                              say("count the paper; correct the scan, or set sheets= and sides=")});
    }
    if (const std::optional<Error> full = too_full_around(run.archive(), {ThingKind::document, document})) {
        run.reporter.problem(*full);
    }
    run.change.about({ThingKind::document, document});
    index_document(run.archive(), document);
}

}  // namespace arc
