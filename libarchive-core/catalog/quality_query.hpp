#pragma once

#include "catalog/sqlite.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// What pages say of the scans they are, by document. One pass over the pages each.
class QualityQuery {
public:
    explicit QualityQuery(Db& db) : db_(&db) {}

    struct Scan {
        std::int64_t document = 0;
        std::int64_t pages = 0;
        std::int64_t blank = 0;
        std::int64_t low_dpi = 0;
        std::int64_t no_dpi = 0;
        std::int64_t skewed = 0;
        std::int64_t slanting = 0;
        std::int64_t unmeasured = 0;
        double least_dpi = 0;
        double most_skew = 0;
    };
    // Documents with a page that is not as asked, or with blank pages only; by id.
    void for_each_bad_scan(int min_dpi, double skew_warn, double skew_fail,
                           const std::function<void(const Scan&)>& found);

    // Pages of one document that show the same frame of the same file: document and how many too many.
    std::vector<std::pair<std::int64_t, std::int64_t>> same_pages();

    struct Page {
        std::int64_t id = 0;
        std::int64_t document = 0;
        std::int64_t seq = 0;
        int width = 0;
        int height = 0;
        double dpi = 0;
        double ink = 0;
        bool blank = false;
        bool duplex = false;
    };
    // The content pages of every document that has at least two, by document and place; the callback gets a document's.
    void for_each_document(const std::function<void(const std::vector<Page>&)>& pages);

    // Documents with a fault of a quality gate that is not made good: document, gate and reason.
    struct Failed {
        std::int64_t document = 0;
        std::string gate;
        std::string reason;
    };
    std::vector<Failed> failed();

private:
    Db* db_;
};

}  // namespace arc
