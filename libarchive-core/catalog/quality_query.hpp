#pragma once

#include "catalog/sqlite.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace arc {

// What pages say of the scans they are, by document.
class QualityQuery {
public:
    explicit QualityQuery(Db& db) : db_(&db) {}

    struct Page {
        std::int64_t id = 0;
        std::int64_t document = 0;
        int width = 0;
        int height = 0;
        double dpi = 0;  // the lesser of both sides; 0 where nobody knows
        double skew = 0;
        bool measured = false;
        bool blank = false;
        std::int64_t duplicate_of = 0;  // page of the same bytes that came before; 0 for none
        bool duplex = false;
    };
    // The content pages of every document, by document and place; the callback gets a document's. No other statement
    // may run in it.
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
