#include "jobs/intake/collate.hpp"

#include "base/say.hpp"
#include "catalog/page_table.hpp"
#include "jobs/intake/sources.hpp"
#include "store/object_store.hpp"

#include <algorithm>
#include <iterator>
#include <map>
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

// The sources of a collated batch and where each of their pages belongs in it, from 0.
class Collation {
public:
    Collation(const std::vector<std::filesystem::path>& fronts, const std::vector<std::filesystem::path>& backs,
              BacksOrder order)
        : files_(fronts), fronts_(fronts.size()), order_(order) {
        files_.insert(files_.end(), backs.begin(), backs.end());
        const std::vector<std::int64_t> front_counts = page_counts(fronts);
        const std::vector<std::int64_t> back_counts = page_counts(backs);
        front_pages_ = std::reduce(front_counts.begin(), front_counts.end());
        back_pages_ = std::reduce(back_counts.begin(), back_counts.end());
        first_ = first_pages(front_counts);
        std::ranges::copy(first_pages(back_counts), std::back_inserter(first_));
        for (std::size_t i = 0; i < files_.size(); ++i) {
            index_.emplace(source_name(files_[i]), i);
        }
    }

    const std::vector<std::filesystem::path>& files() const { return files_; }
    std::int64_t front_pages() const { return front_pages_; }
    std::int64_t back_pages() const { return back_pages_; }
    std::int64_t pages() const { return front_pages_ + back_pages_; }
    std::int64_t place_of(std::size_t file, int frame) const {
        return file < fronts_ ? 2 * (first_[file] + frame) : collated_place(first_[file] + frame, back_pages_, order_);
    }
    // Whether a page that the batch has already stands where this collation, begun behind `base`, puts it.
    bool fits(const Page& page, std::int64_t base) const {
        const auto found = index_.find(page.source);
        return found != index_.end() && page.seq == base + 1 + place_of(found->second, page.frame);
    }

private:
    std::vector<std::filesystem::path> files_;  // fronts, then backs
    std::size_t fronts_;
    BacksOrder order_;
    std::int64_t front_pages_ = 0;
    std::int64_t back_pages_ = 0;
    std::vector<std::int64_t> first_;  // the number in its pass of each file's first page
    std::map<std::string, std::size_t> index_;
};

// The seq before the first page: the batch's last, or where a run that was cut off began, when the batch has some of
// these pages from it. Then nothing else may stand among them.
std::int64_t base_of(PageTable& pages, std::int64_t batch, const Collation& collation) {
    bool begun = false;
    for (std::size_t i = 0; i < collation.files().size(); ++i) {
        const std::string source = source_name(collation.files()[i]);
        if (!pages.has_source(batch, source)) {
            continue;
        }
        const Result<Digest> bytes = digest_of_file(collation.files()[i]);
        const std::vector<Page> known = bytes ? pages.of_source(batch, source, *bytes) : std::vector<Page>();
        if (known.empty()) {
            continue;
        }
        begun = true;
        const std::int64_t base = known.front().seq - 1 - collation.place_of(i, known.front().frame);
        bool fits = base >= 0;
        pages.for_each_in_batch(batch, base + 1, [&](const Page& page) {
            fits = fits && (page.seq > base + collation.pages() || collation.fits(page, base));
        });
        if (fits) {
            return base;
        }
    }
    if (begun) {
        throw Fault(ErrorCode::refused, "--backs-from", say("other pages stand in the batch where these belong"),
                    say("take the sheets into a new batch (--batch); withdraw the old one, if nothing else is in it"));
    }
    return pages.last_seq(batch);
}

}  // namespace

std::int64_t collated_place(std::int64_t pass_page, std::int64_t backs, BacksOrder order) {
    // With one back fewer than fronts it is the last sheet's that is missing: in a turned stack the first one scanned
    // is then the back of the sheet before the last.
    const std::int64_t sheet = order == BacksOrder::reversed ? backs - 1 - pass_page : pass_page;
    return 2 * sheet + 1;
}

void take_collated(Archive& archive, Intake& intake, const std::vector<std::filesystem::path>& fronts,
                   const std::vector<std::filesystem::path>& backs, BacksOrder order) {
    const Collation collation(fronts, backs, order);
    if (collation.back_pages() != collation.front_pages() && collation.back_pages() != collation.front_pages() - 1) {
        throw Fault(ErrorCode::usage, "--backs-from",
                    say("{} fronts and {} backs do not make sheets", collation.front_pages(), collation.back_pages()),
                    say("count the sheets; nothing was taken"));
    }
    PageTable pages(archive.db());
    const std::int64_t base = intake.batch().id == 0 ? 0 : base_of(pages, intake.batch().id, collation);
    intake.number_by([&collation, base](std::int64_t index, int frame) {
        return base + 1 + collation.place_of(static_cast<std::size_t>(index), frame);
    });
    intake.hold_records();
    for (const std::filesystem::path& file : collation.files()) {
        intake.take(file);
    }
    intake.flush();
    intake.number_by({});
    intake.put_held_records();
}

}  // namespace arc
