#include "jobs/intake/day_batch.hpp"

#include "catalog/batch_table.hpp"
#include "catalog/page_table.hpp"

#include <algorithm>

namespace arc {

std::string day_batch(Archive& archive, Instant now, const std::string& first_source) {
    std::string day = format_day(archive.zone().day_at(now));
    std::erase(day, '-');
    const std::vector<Batch> of_day = BatchTable(archive.db()).starting_with(day);
    PageTable pages(archive.db());
    for (const Batch& batch : of_day) {
        if (pages.has_source(batch.id, first_source)) {
            return batch.code;
        }
    }
    for (int number = 1;; ++number) {
        const std::string code = number == 1 ? day : day + "-" + std::to_string(number);
        const auto known = std::ranges::find(of_day, code, &Batch::code);
        if (known == of_day.end() || known->state == BatchState::open) {
            return code;
        }
    }
}

}  // namespace arc
