#pragma once

#include "catalog/person_table.hpp"
#include "jobs/archive.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace arc {

// The archive's units and persons, read once and kept for a run that asks for them again and again.
class Registers {
public:
    explicit Registers(Archive& archive);
    // Null when there is none.
    const Unit* unit(std::optional<std::int64_t> id) const;
    // All units, each before those below it, neighbours by code.
    const std::vector<std::int64_t>& units_in_tree_order() const { return tree_order_; }
    // The codes from the top unit to this one; empty without a unit.
    const std::vector<std::string>& unit_path(std::optional<std::int64_t> id) const;
    // "" when there is none.
    std::string unit_code(std::optional<std::int64_t> id) const;
    std::string person_code(std::optional<std::int64_t> id);

private:
    void visit(std::int64_t id, const std::unordered_map<std::int64_t, std::vector<std::int64_t>>& children,
               std::vector<std::string> path);
    PersonTable persons_;
    std::unordered_map<std::int64_t, Unit> units_;
    std::unordered_map<std::int64_t, std::vector<std::string>> paths_;
    std::vector<std::int64_t> tree_order_;
    std::unordered_map<std::int64_t, std::string> person_codes_;
};

}  // namespace arc
