#pragma once

#include "catalog/sqlite.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace arc {

// A document of a type, as far as the life of its medium depends on it.
struct MediumDocument {
    std::int64_t id = 0;
    std::string dated;       // day, or a year as old catalogues give it
    std::string registered;  // instant
};

// What rooms and media ask: few types are asked for, and each is looked up by its index.
class RoomQuery {
public:
    explicit RoomQuery(Db& db) : db_(&db) {}
    // Whether a document of this type stands at this place or anywhere below it, by itself, in a volume or in a box.
    bool stands_in(std::int64_t place, const std::string& type);
    // Documents of a type that are still valid and there, by id.
    void for_each_of_type(const std::string& type, const std::function<void(const MediumDocument&)>& document);

private:
    Db* db_;
};

}  // namespace arc
