#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// What is true of a customer from a day on. Dates as format_day writes them, "" for none.
struct CustomerState {
    std::int64_t id = 0;
    std::string since;
    std::string until;  // "" while it is true
    std::string name;
    std::string class_name;
    std::string kind;  // person, organisation …
    std::optional<std::int64_t> unit;
    std::string legal_entity;
    std::string address;
    std::string status;
    std::string fields = "{}";  // the profile's fields, encoded; private ones as "hmac:<hex>"

    // The same facts, whatever the dates.
    bool says_the_same(const CustomerState& other) const {
        return name == other.name && class_name == other.class_name && kind == other.kind && unit == other.unit &&
               legal_entity == other.legal_entity && address == other.address && status == other.status &&
               fields == other.fields;
    }
};

// Whom a file is about; the profile may call it tenant, project or cave.
struct Customer {
    std::int64_t id = 0;
    std::string number;
    std::string opened;
    std::string closed;
    std::optional<std::int64_t> responsible;
    CustomerState state;  // the one that is true now
};

}  // namespace arc
