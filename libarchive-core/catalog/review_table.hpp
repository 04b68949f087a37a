#pragma once

#include "catalog/sqlite.hpp"
#include "model/review.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// A document of a lot.
struct LotDocument {
    std::int64_t document = 0;
    bool sampled = false;
};
struct DocumentLot {
    ReviewLot lot;
    bool sampled = false;
};

// Quality gates: the lots that were drawn and what was found.
class ReviewTable {
public:
    explicit ReviewTable(Db& db) : db_(&db) {}

    // Lots -----------------------------------------------------------------
    std::int64_t add_lot(const ReviewLot& lot, const std::vector<LotDocument>& documents);
    std::optional<ReviewLot> find_lot(std::int64_t id);
    void set_lot_state(std::int64_t id, LotState state);
    std::vector<LotDocument> lot_documents(std::int64_t id);  // by document
    // The last lot of this gate that holds the document.
    std::optional<DocumentLot> lot_of(std::int64_t document, const std::string& gate);
    std::vector<ReviewLot> lots(const std::string& gate);  // by id; "" for all gates
    struct LotCount {
        std::int64_t looked_at = 0;  // of the sample
        std::int64_t failed = 0;     // of these
    };
    LotCount count(std::int64_t lot);

    // Reviews ----------------------------------------------------------------
    std::int64_t add(const Review& review);  // returns the id
    std::optional<Review> find(std::int64_t id);
    std::vector<Review> of_document(std::int64_t document);  // by id
    std::vector<Review> of_document(std::int64_t document, const std::string& gate);
    void set_mended(std::int64_t id, const std::string& at);
    std::vector<Review> unmended_of_page(std::int64_t page);  // by id
    // Failures that are not made good, of all documents, by document and id.
    void for_each_unmended(const std::function<void(const Review&)>& review);

    // From the record of events ------------------------------------------------
    // The accounts that captured or filed the document's pages or entered the document.
    std::vector<std::string> hands_on(std::int64_t document);
    // The instant when pages last came or went, other than to mend a failure; "" for never.
    std::string pages_changed(std::int64_t document);

private:
    Db* db_;
};

}  // namespace arc
