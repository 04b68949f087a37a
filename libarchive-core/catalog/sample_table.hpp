#pragma once

#include "catalog/sqlite.hpp"
#include "model/sample.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// Samples and what was found at their items.
class SampleTable {
public:
    explicit SampleTable(Db& db) : db_(&db) {}
    std::optional<DrawnSample> find(std::int64_t id);
    // The newest of that name; of any with "".
    std::optional<DrawnSample> newest(const std::string& name);
    std::vector<DrawnSample> all();  // by id
    // Adds it with its items, whose ordinals are given; returns the id.
    std::int64_t add(const DrawnSample& sample, const std::vector<SampleItem>& items);
    std::vector<SampleItem> items(std::int64_t sample);  // by ordinal
    void enter(std::int64_t sample, const SampleItem& item);
    void set_state(std::int64_t sample, const std::string& state);

private:
    Db* db_;
};

// Counts of the shelves.
class StocktakeTable {
public:
    explicit StocktakeTable(Db& db) : db_(&db) {}
    std::optional<Stocktake> find(std::int64_t id);
    std::vector<Stocktake> all();  // by id
    std::optional<Stocktake> open_at(std::int64_t place);
    // Adds it; what is expected at its place and below, as it is now, is frozen. Returns the id.
    std::int64_t start(std::int64_t place, const std::string& now);
    std::vector<StocktakeItem> items(std::int64_t stocktake);  // by thing
    // The thing was met there; one that was not expected is added.
    void meet(std::int64_t stocktake, const std::string& thing, const std::string& found, const std::string& at);
    void finish(std::int64_t stocktake, const std::string& now);
    // The finished count that saw a place last, if a later one covered it: only the newest of each place speaks.
    std::vector<Stocktake> newest_finished();
    // Whether the thing came to where it is now after an instant.
    bool moved_since(const std::string& thing, const std::string& instant);

private:
    Db* db_;
};

}  // namespace arc
