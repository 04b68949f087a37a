#include "jobs/intake/day_batch.hpp"

#include "catalog/batch_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/intake/sources.hpp"
#include "store/object_store.hpp"

namespace arc {

namespace {

std::string code_of(Day day) {
    std::string code = format_day(day);
    std::erase(code, '-');
    return code;
}

bool holds(PageTable& pages, const Batch& batch, const std::filesystem::path& file) {
    const std::string source = source_name(file);
    if (!pages.has_source(batch.id, source)) {
        return false;
    }
    const Result<Digest> bytes = digest_of_file(file);
    return bytes && !pages.of_source(batch.id, source, *bytes).empty();
}

}  // namespace

DayBatch day_batch(Archive& archive, Instant now, const std::vector<std::filesystem::path>& sources, bool dry_run) {
    const Day today = archive.zone().day_at(now);
    const std::string day = code_of(today);
    BatchTable batches(archive.db());
    PageTable pages(archive.db());
    if (!sources.empty()) {
        for (const Batch& batch : batches.starting_with(day)) {
            if (pages.has_source(batch.id, source_name(sources.front()))) {
                return {batch.code, {}};
            }
        }
        for (const Batch& batch : batches.starting_with(code_of(std::chrono::sys_days(today) - std::chrono::days(1)))) {
            if (batch.state != BatchState::withdrawn && holds(pages, batch, sources.front()) &&
                (batch.state == BatchState::open || holds(pages, batch, sources.back()))) {
                return {batch.code, {}};
            }
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
