#include "jobs/review/mend_failures.hpp"

#include "base/calendar_text.hpp"
#include "catalog/review_table.hpp"

namespace arc {
namespace {

void set_mended(const FilingRun& run, const Review& review) {
    ReviewTable(run.db()).set_mended(review.id, format_instant(run.change.now()));
    run.change.about({ThingKind::review, review.id});
    run.change.about({ThingKind::document, review.document});
}

}  // namespace

void mend_page_failures(const FilingRun& run, std::int64_t page) {
    for (const Review& review : ReviewTable(run.db()).unmended_of_page(page)) {
        set_mended(run, review);
    }
}

void carry_page_failures(const FilingRun& run, std::int64_t page, std::int64_t document) {
    for (Review review : ReviewTable(run.db()).unmended_of_page(page)) {
        if (review.document != document) {
            set_mended(run, review);
            review.document = document;
            review.lot.reset();
            review.id = ReviewTable(run.db()).add(review);
            run.change.about({ThingKind::review, review.id});
        }
    }
}

}  // namespace arc
