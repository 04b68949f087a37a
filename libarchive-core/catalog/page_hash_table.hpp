#pragma once

#include "catalog/sqlite.hpp"
#include "model/page_hash.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace arc {

// A page with writing on it, as far as it matters for finding other scans of its sheet.
struct ComparedPage {
    std::int64_t page = 0;
    std::int64_t seq = 0;
    std::int64_t document = 0;
    std::optional<std::int64_t> volume;
    Digest object;
    int frame = 0;
    std::optional<PageHash> hash;  // none: not made yet
    bool compared = false;         // with the others of its batch, of its document and its volume as they are now
};

// Two pages that are taken for scans of one sheet; `page` came after `other`.
struct PageTwin {
    std::int64_t page = 0;
    std::int64_t other = 0;
    double likeness = 0;
};

// Perceptual hashes of pages and what was found by them (tables page_hash, page_twin). Derived from the files: no part
// of the journal, made anew by the next audit after a rebuild.
class PageHashTable {
public:
    explicit PageHashTable(Db& db) : db_(&db) {}

    // Batches with pages that were not compared yet and how many those are, by id. One pass over the pages.
    std::vector<std::pair<std::int64_t, std::int64_t>> waiting();
    // The filed pages of a batch that have writing on them, by their number in it.
    std::vector<ComparedPage> pages_of_batch(std::int64_t batch);
    // Pages of a document, or of all documents of a volume, that came in other batches and have a hash.
    std::vector<ComparedPage> elsewhere_in_document(std::int64_t document, std::int64_t but_batch);
    std::vector<ComparedPage> elsewhere_in_volume(std::int64_t volume, std::int64_t but_batch);

    // The hash of a page, and that it was compared where it lies.
    void keep(const ComparedPage& page);
    void add(const PageTwin& twin);

    // A pair as it is told: both pages are still filed.
    struct Told {
        PageTwin twin;
        std::int64_t document = 0;
        std::int64_t position = 0;
        std::int64_t other_document = 0;
        std::int64_t other_position = 0;
    };
    std::vector<Told> twins();
    // The same for a pair that is not in the table; none when a page is filed no more.
    std::optional<Told> told(const PageTwin& twin);

private:
    Db* db_;
};

}  // namespace arc
