#include "jobs/intake/collate.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/page_table.hpp"
#include "record/page_record.hpp"

#include <numeric>

namespace arc {
namespace {

// Pages in each file. A file that does not open counts as one: it will be refused in its turn.
std::vector<std::int64_t> page_counts(const std::vector<std::filesystem::path>& files) {
    std::vector<std::int64_t> counts;
    for (const std::filesystem::path& file : files) {
        const Result<int> frames = ImageFile::count_frames(file);
        counts.push_back(frames ? *frames : 1);
    }
    return counts;
}

// The number of the first page of each file.
std::vector<std::int64_t> first_pages(const std::vector<std::int64_t>& counts) {
    std::vector<std::int64_t> first(counts.size());
    std::exclusive_scan(counts.begin(), counts.end(), first.begin(), std::int64_t{0});
    return first;
}

}  // namespace

std::int64_t collated_place(std::int64_t pass_page, std::int64_t backs, BacksOrder order) {
    // With one back fewer than fronts it is the last sheet's that is missing: in a turned stack the first one scanned
    // is then the back of the sheet before the last.
    const std::int64_t sheet = order == BacksOrder::reversed ? backs - 1 - pass_page : pass_page;
    return 2 * sheet + 1;
}

void take_collated(Archive& archive, Intake& intake, const std::vector<std::filesystem::path>& fronts,
                   const std::vector<std::filesystem::path>& backs, BacksOrder order, RecordSink& sink) {
    const std::vector<std::int64_t> front_counts = page_counts(fronts);
    const std::vector<std::int64_t> back_counts = page_counts(backs);
    const std::int64_t front_pages = std::reduce(front_counts.begin(), front_counts.end());
    const std::int64_t back_pages = std::reduce(back_counts.begin(), back_counts.end());
    if (back_pages != front_pages && back_pages != front_pages - 1) {
        throw Fault(ErrorCode::usage, "--backs-from",
                    say("{} fronts and {} backs do not make sheets", front_pages, back_pages),
                    say("count the sheets; nothing was taken"));
    }
    const std::vector<std::int64_t> front_first = first_pages(front_counts);
    const std::vector<std::int64_t> back_first = first_pages(back_counts);
    const std::int64_t base = intake.batch().id == 0 ? 0 : PageTable(archive.db()).last_seq(intake.batch().id);
    const auto files = static_cast<std::int64_t>(fronts.size());
    intake.number_by([=](std::int64_t index, int frame) {
        const std::int64_t place =
            index < files
                ? 2 * (front_first[static_cast<std::size_t>(index)] + frame)
                : collated_place(back_first[static_cast<std::size_t>(index - files)] + frame, back_pages, order);
        return base + 1 + place;
    });
    intake.hold_records();
    for (const std::filesystem::path& file : fronts) {
        intake.take(file);
    }
    for (const std::filesystem::path& file : backs) {
        intake.take(file);
    }
    intake.flush();
    PageTable(archive.db()).for_each_in_batch(intake.batch().id, 1, [&](const Page& page) {
        sink.put(page_record(page, "new"));
    });
}

}  // namespace arc
