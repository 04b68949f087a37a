#pragma once

#include "catalog/sqlite.hpp"
#include "model/holding.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// The classification tree and the paper's whereabouts. put() adds or changes by code and returns the id; what holds a
// box or volume is changed by jobs/shelving/put_away alone.
class SeriesTable {
public:
    explicit SeriesTable(Db& db) : db_(&db) {}
    std::optional<SeriesNode> find(const std::string& code);
    std::optional<SeriesNode> find(std::int64_t id);
    std::vector<SeriesNode> all();  // by code
    std::int64_t put(const SeriesNode& node);

private:
    Db* db_;
};

class PlaceTable {
public:
    explicit PlaceTable(Db& db) : db_(&db) {}
    std::optional<Place> find(const std::string& code);
    std::optional<Place> find(std::int64_t id);
    std::vector<Place> page(std::int64_t after, std::int64_t most);  // by id
    std::int64_t put(const Place& place);
    // From the room down to the place itself.
    std::vector<Place> path(std::int64_t id);
    std::vector<std::int64_t> with_all_below(std::int64_t id);

private:
    Db* db_;
};

class BoxTable {
public:
    explicit BoxTable(Db& db) : db_(&db) {}
    std::optional<Box> find(const std::string& code);
    std::optional<Box> find(std::int64_t id);
    std::vector<Box> page(std::int64_t after, std::int64_t most);  // by id
    std::int64_t put(const Box& box);

private:
    Db* db_;
};

class VolumeTable {
public:
    explicit VolumeTable(Db& db) : db_(&db) {}
    std::optional<Volume> find(const std::string& code);
    std::optional<Volume> find(std::int64_t id);
    std::vector<Volume> page(std::int64_t after, std::int64_t most);  // by id
    std::vector<Volume> in_box(std::int64_t box);                     // by id
    // Volumes that are not bound and say this in their `fields`, by id.
    std::vector<Volume> open_with_field(const std::string& name, const std::string& value);
    std::int64_t put(const Volume& volume);

private:
    Db* db_;
};

}  // namespace arc
