#pragma once

#include "catalog/sqlite.hpp"
#include "model/batch.hpp"
#include "model/holding.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace arc {

// What the catalog can count of numbers that should follow one another. Each function is one ordered pass.
class GapsQuery {
public:
    explicit GapsQuery(Db& db) : db_(&db) {}

    struct CountedBatch {
        Batch batch;
        std::int64_t pages = 0;
        std::int64_t last_seq = 0;
        std::int64_t fresh = 0;
        std::int64_t unplaced = 0;
        std::int64_t refused = 0;
    };
    // All but withdrawn ones, by id.
    std::vector<CountedBatch> batches();
    std::vector<std::int64_t> page_numbers(std::int64_t batch);

    struct Item {
        std::int64_t document = 0;
        std::optional<std::int64_t> position;
        std::optional<std::int64_t> first_page;
        std::optional<std::int64_t> sides;
    };
    // Every volume with its documents by position, by id.
    void for_each_volume(const std::function<void(const Volume&, const std::vector<Item>&)>& volume);
    // The item numbers of the documents of each node that lie in no volume.
    void for_each_series(const std::function<void(const std::string& code, const std::vector<std::int64_t>&)>& series);
    // All 档号, sorted.
    void for_each_number(const std::function<void(const std::string& number, std::int64_t document)>& number);

    struct CountedSides {
        std::int64_t document = 0;
        std::string type;
        std::string ticket;
        std::optional<std::int64_t> sides;
        std::optional<std::int64_t> sheets;
        std::int64_t pages = 0;
        std::int64_t blank_pages = 0;
    };
    // Documents with a declared count and at least one page.
    void for_each_declared(const std::function<void(const CountedSides&)>& document);
    // All labels by code.
    void for_each_label(const std::function<void(const Label&)>& label);
    std::vector<std::string> empty_boxes();
    // How many documents lie directly at each node of the series.
    std::unordered_map<std::int64_t, std::int64_t> documents_by_series();

private:
    Db* db_;
};

}  // namespace arc
