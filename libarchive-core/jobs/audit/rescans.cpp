#include "jobs/audit/rescans.hpp"

#include "base/say.hpp"
#include "catalog/page_hash_table.hpp"
#include "image/page_writing.hpp"
#include "rules/same_picture.hpp"
#include "store/writer_queue.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <set>
#include <thread>

namespace arc {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds usual_budget{60};
constexpr std::size_t group_size = 64;      // pages between two looks at the clock, and to a commit
constexpr std::int64_t window = 2000;       // pages of a batch before a page that it is compared with
constexpr std::size_t most_candidates = 3;  // pictures a page is held against, the nearest by hash
constexpr unsigned most_threads = 8;

struct Pair {
    const ComparedPage* page = nullptr;
    const ComparedPage* other = nullptr;
    int bits = 0;
    double likeness = 0;
};

template <class Work>
void side_by_side(std::size_t count, Work work) {
    std::atomic<std::size_t> next = 0;
    const auto take = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            work(i);
        }
    };
    std::vector<std::jthread> others;
    const std::size_t threads =
        std::min<std::size_t>(std::clamp(std::thread::hardware_concurrency(), 1U, most_threads), count);
    for (std::size_t i = 1; i < threads; ++i) {
        others.emplace_back(take);
    }
    take();
}

class RescanSearch {
public:
    RescanSearch(AuditRun& run, const AuditScope& scope)
        : run_(&run),
          scope_(&scope),
          table_(run.db()),
          end_(steady_clock::now() + scope.budget.value_or(usual_budget)) {}

    // Pairs that were found; those kept in the catalog are not among them.
    const std::vector<PageTwin>& found() const { return found_; }

    void search() {
        if (over()) {
            return;
        }
        std::int64_t left = 0;
        for (const auto& [batch, pages] : table_.waiting()) {
            left += over() ? pages : batch_of(batch);
        }
        if (left > 0) {
            run_->reporter().detail(say("{} pages wait to be compared with others", left));
        }
    }

private:
    bool over() const { return run_->reporter().stop_requested() || steady_clock::now() >= end_; }

    Result<GrayImage> writing_of(const ComparedPage& page) const {
        Result<ImageFile> file = ImageFile::open(run_->archive().paths().object(page.object));
        return file ? read_page_writing(*file, page.frame) : Result<GrayImage>(file.error());
    }

    // Returns how many of its pages are left.
    std::int64_t batch_of(std::int64_t batch) {
        std::vector<ComparedPage> pages = table_.pages_of_batch(batch);
        std::vector<ComparedPage*> fresh;
        for (ComparedPage& page : pages) {
            if (!page.compared) {
                fresh.push_back(&page);
            }
        }
        std::size_t done = 0;
        while (done < fresh.size() && !over()) {
            const std::span<ComparedPage*> group(fresh.begin() + static_cast<std::ptrdiff_t>(done),
                                                 std::min(group_size, fresh.size() - done));
            hash(group);
            compare(batch, pages, group);
            done += group.size();
        }
        return static_cast<std::int64_t>(fresh.size() - done);
    }

    void hash(std::span<ComparedPage*> group) {
        side_by_side(group.size(), [&](std::size_t i) {
            if (!group[i]->hash) {
                if (const Result<GrayImage> writing = writing_of(*group[i])) {
                    group[i]->hash = hash_of(*writing);
                }
            }
        });
    }

    // The pages of the group with those around them, and with all of their documents and volumes.
    void compare(std::int64_t batch, const std::vector<ComparedPage>& pages, std::span<ComparedPage*> group) {
        const std::vector<ComparedPage> elsewhere = elsewhere_than(batch, group);
        std::vector<Pair> pairs;
        for (const ComparedPage* page : group) {
            if (!page->hash) {
                continue;
            }
            std::vector<Pair> near;
            const auto at = static_cast<std::size_t>(page - pages.data());
            for (std::size_t i = 0; i < pages.size(); ++i) {
                const ComparedPage& other = pages[i];
                // One behind it that is fresh too will look back at it.
                if (i == at || (i > at && !other.compared)) {
                    continue;
                }
                const bool together =
                    other.document == page->document || (page->volume && other.volume == page->volume);
                if (together || std::abs(page->seq - other.seq) <= window) {
                    consider(*page, other, near);
                }
            }
            for (const ComparedPage& other : elsewhere) {
                if (other.document == page->document || (page->volume && other.volume == page->volume)) {
                    consider(*page, other, near);
                }
            }
            std::ranges::stable_sort(near, {}, &Pair::bits);
            near.resize(std::min(near.size(), most_candidates));
            pairs.insert(pairs.end(), near.begin(), near.end());
        }
        judge(pairs);
        keep(group, pairs);
    }

    std::vector<ComparedPage> elsewhere_than(std::int64_t batch, std::span<ComparedPage*> group) {
        std::set<std::int64_t> volumes;
        std::set<std::int64_t> documents;
        for (const ComparedPage* page : group) {
            page->volume ? volumes.insert(*page->volume) : documents.insert(page->document);
        }
        std::vector<ComparedPage> elsewhere;
        for (const std::int64_t volume : volumes) {
            std::ranges::move(table_.elsewhere_in_volume(volume, batch), std::back_inserter(elsewhere));
        }
        for (const std::int64_t document : documents) {
            std::ranges::move(table_.elsewhere_in_document(document, batch), std::back_inserter(elsewhere));
        }
        return elsewhere;
    }

    static void consider(const ComparedPage& page, const ComparedPage& other, std::vector<Pair>& near) {
        const bool one_picture = page.object == other.object && page.frame == other.frame;
        if (!other.hash || one_picture) {
            return;
        }
        if (const int bits = distance(*page.hash, *other.hash); bits <= same_page_distance) {
            near.push_back({&page, &other, bits, 0});
        }
    }

    void judge(std::vector<Pair>& pairs) const {
        side_by_side(pairs.size(), [&](std::size_t i) {
            const Result<GrayImage> one = writing_of(*pairs[i].page);
            const Result<GrayImage> other = writing_of(*pairs[i].other);
            pairs[i].likeness = one && other ? likeness(*one, *other) : 0;
        });
        std::erase_if(pairs, [](const Pair& pair) { return pair.likeness < same_page_likeness; });
    }

    void keep(std::span<ComparedPage*> group, const std::vector<Pair>& pairs) {
        const bool record = scope_->record && !run_->caller().dry_run;
        std::vector<PageTwin> twins;
        for (const Pair& pair : pairs) {
            const auto [other, page] = std::minmax(pair.page->page, pair.other->page);
            twins.push_back({page, other, pair.likeness});
        }
        if (!record) {
            found_.insert(found_.end(), twins.begin(), twins.end());
            return;
        }
        const WriterTurn turn(run_->archive().paths().queue(), run_->caller().tool + " quality",
                              format_instant(run_->now()));
        Transaction transaction(run_->db());
        for (const ComparedPage* page : group) {
            if (page->hash) {
                table_.keep(*page);
            }
        }
        for (const PageTwin& twin : twins) {
            table_.add(twin);
        }
        transaction.commit();
    }

    AuditRun* run_;
    const AuditScope* scope_;
    PageHashTable table_;
    steady_clock::time_point end_;
    std::vector<PageTwin> found_;
};

void tell_twin(AuditRun& run, const PageHashTable::Told& told, const TellFinding& tell) {
    Finding finding = run.about_document("A07", "scanned-again", told.document);
    finding.detail = fmt::format("page:{} page:{}", told.twin.other, told.twin.page);
    finding.light = to_text(Light::yellow);
    const std::string& type = run.type_title(finding.document_type);
    finding.text = told.document == told.other_document
                       ? say("{}: page {} looks like page {}", type, told.position, told.other_position)
                       : say("{}: page {} looks like page {} of document:#{}", type, told.position, told.other_position,
                             told.other_document);
    finding.more.emplace_back("score", told.twin.likeness);
    tell(std::move(finding));
}

}  // namespace

void state_rescans(AuditRun& run, const AuditScope& scope, const TellFinding& tell) {
    RescanSearch search(run, scope);
    search.search();
    PageHashTable table(run.db());
    for (const PageHashTable::Told& told : table.twins()) {
        tell_twin(run, told, tell);
    }
    for (const PageTwin& twin : search.found()) {
        if (const std::optional<PageHashTable::Told> told = table.told(twin)) {
            tell_twin(run, *told, tell);
        }
    }
}

}  // namespace arc
