#include "jobs/find/registers.hpp"

namespace arc {

Registers::Registers(Archive& archive) : persons_(archive.db()) {
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> children;
    for (Unit& unit : UnitTable(archive.db()).all()) {
        children[unit.parent.value_or(0)].push_back(unit.id);
        units_.emplace(unit.id, std::move(unit));
    }
    for (const std::int64_t top : children[0]) {
        visit(top, children, {});
    }
}

// A circle of parents, which the catalog does not forbid, is never reached from the top.
void Registers::visit(std::int64_t id, const std::unordered_map<std::int64_t, std::vector<std::int64_t>>& children,
                      std::vector<std::string> path) {
    path.push_back(units_.at(id).code);
    paths_[id] = path;
    tree_order_.push_back(id);
    if (const auto below = children.find(id); below != children.end()) {
        for (const std::int64_t child : below->second) {
            visit(child, children, path);
        }
    }
}

const Unit* Registers::unit(std::optional<std::int64_t> id) const {
    const auto found = units_.find(id.value_or(0));
    return found == units_.end() ? nullptr : &found->second;
}

const std::vector<std::string>& Registers::unit_path(std::optional<std::int64_t> id) const {
    static const std::vector<std::string> none;
    const auto found = paths_.find(id.value_or(0));
    return found == paths_.end() ? none : found->second;
}

std::string Registers::unit_code(std::optional<std::int64_t> id) const {
    const Unit* found = unit(id);
    return found == nullptr ? std::string() : found->code;
}

std::string Registers::person_code(std::optional<std::int64_t> id) {
    if (!id) {
        return {};
    }
    const auto [known, added] = person_codes_.try_emplace(*id);
    if (added) {
        const std::optional<Person> person = persons_.find(*id);
        known->second = person ? person->code : std::string();
    }
    return known->second;
}

}  // namespace arc
