#include "jobs/intake/day_batch.hpp"

#include "catalog/batch_table.hpp"
#include "catalog/page_table.hpp"

namespace arc {

DayBatch day_batch(Archive& archive, Instant now, const std::string& first_source, bool dry_run) {
    std::string day = format_day(archive.zone().day_at(now));
    std::erase(day, '-');
    const std::vector<Batch> of_day = BatchTable(archive.db()).starting_with(day);
    PageTable pages(archive.db());
    for (const Batch& batch : of_day) {
        if (pages.has_source(batch.id, first_source)) {
            return {batch.code, {}};
        }
    }
    for (int number = 1;; ++number) {
        const std::string code = number == 1 ? day : day + "-" + std::to_string(number);
        std::optional<BatchTurn> turn;
        if (!dry_run) {
            turn = BatchTurn::take(archive.paths().batch_turns(), code);
        }
        // Asked in its turn: the run that had it before may just have closed the batch.
        const std::optional<Batch> known = BatchTable(archive.db()).find(code);
        if ((turn || dry_run) && (!known || known->state == BatchState::open)) {
            return {code, std::move(turn)};
        }
    }
}

}  // namespace arc
