#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// One expected or present paper: the unit of filing, lending and retention. It belongs to exactly one ticket, customer
// or series.
struct Document {
    std::int64_t id = 0;
    std::string type;
    std::optional<std::int64_t> ticket;
    std::optional<std::int64_t> customer;
    std::optional<std::int64_t> series;
    std::string number;  // 档号
    std::string title;
    std::string dated;                       // day, or a year as old catalogues give it
    std::string author;                      // 责任者
    std::optional<std::int64_t> sheets;      // declared, not imaged
    std::optional<std::int64_t> sides;       // 页数: printed sides, declared
    std::optional<std::int64_t> volume;      // of volume, box and place one at most
    std::optional<std::int64_t> box;         // where it lies in a box without a volume
    std::optional<std::int64_t> place;       // where it stands by itself
    std::optional<std::int64_t> position;    // inside its volume or box: 件号
    std::optional<std::int64_t> first_page;  // where it starts in the volume
    std::string paper;                       // here, returned, none, lost, destroyed; "" while nobody has said
    int secrecy = 0;
    std::string secret_until;                   // day the level ends
    std::optional<std::int64_t> classified_by;  // who classifies, declassifies
    std::string access;                         // one of the profile's; "": as its type says
    std::string fields = "{}";                  // encoded
    std::string registered;                     // instant
    std::optional<std::int64_t> starts_at;      // the page that started it when its batch was split
    std::string late_reason;                    // 补录: why it came late
    std::string retention;                      // the rule in force when it was filed
    std::string keep_until;
    std::int64_t profile = 0;  // its version then
    std::string withdrawn;     // why it is no longer valid, or ""
    std::string destroyed;     // instant; the row stays as its tombstone
};

}  // namespace arc
