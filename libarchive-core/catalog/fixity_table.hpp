#pragma once

#include "catalog/sqlite.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// A captured file whose bytes are to be read again.
struct ObjectToCheck {
    std::int64_t id = 0;
    Digest digest;
    std::int64_t bytes = 0;
    std::string checked;  // instant of the last mark, "" when it has none
};

// What would be lost with a file. Of files that are equally long unread, the first are read first.
enum class FixityRisk {
    only_copy,  // the paper of a document on it is gone or never was
    fragile,    // a format in which one bit spoils much (anything but TIFF), or over 16 MB
    usual,
};

// A page that shows an object.
struct PageOfObject {
    std::int64_t page = 0;
    std::string batch;
    std::int64_t seq = 0;
    std::optional<std::int64_t> document;
};

// When an object's bytes were last read and what they were (table fixity). Marks are no part of the journal. Objects
// that were destroyed are no objects here.
class FixityTable {
public:
    explicit FixityTable(Db& db) : db_(&db) {}
    // Objects that were never checked, with an id above `after`, by id.
    std::vector<ObjectToCheck> never_checked(FixityRisk risk, std::int64_t after, std::int64_t most);
    // Those last checked at exactly this instant, as all of one run were.
    std::vector<ObjectToCheck> checked_at(const std::string& instant, FixityRisk risk, std::int64_t after,
                                          std::int64_t most);
    // The oldest mark behind `after` and before `before`; "" when there is none.
    std::string next_mark(const std::string& after, const std::string& before);
    std::optional<ObjectToCheck> find(const Digest& digest);
    struct Extent {
        std::int64_t objects = 0;
        std::int64_t bytes = 0;
    };
    // How much there is without a mark since then.
    Extent to_check(const std::string& before);
    // outcome: ok, missing, changed, unreadable
    // Those that were not as they should be when they were last read, by id.
    std::vector<ObjectToCheck> bad();
    std::int64_t count();  // objects that should be there
    // The oldest mark of all; "" while some object has none.
    std::string whole_since();
    void mark(std::int64_t object, const std::string& at, const std::string& outcome);
    // By id; at most `most`.
    std::vector<PageOfObject> pages_of(std::int64_t object, std::int64_t most);

private:
    Db* db_;
};

}  // namespace arc
