#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// A node of the organisation's tree; figures sum along it.
struct Unit {
    std::int64_t id = 0;
    std::string code;
    std::string name;
    std::optional<std::int64_t> parent;
};

// A staff member or borrower.
struct Person {
    std::int64_t id = 0;
    std::string code;  // login name or staff number
    std::string name;
    std::optional<std::int64_t> unit;
    std::string fields = "{}";  // encoded, see record/record_codec
    std::string disabled;       // the day the account was closed, or ""
    std::string reviewed;       // the day somebody last confirmed it, or ""
    std::vector<std::string> roles;
};

}  // namespace arc
