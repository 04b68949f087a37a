#include "jobs/admin/customer_facts.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::string_view noun = "customer.";

std::optional<std::string_view> some(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

}  // namespace

CustomerFacts::CustomerFacts(const Customer& customer, const MergedFields::Texts& fields, const Directory& directory)
    : customer_(&customer), unit_(directory.code_of_unit(customer.state.unit)), fields_(&fields) {
}

std::optional<std::string_view> CustomerFacts::operator()(std::string_view path) const {
    if (path == "unit") {
        return some(unit_);
    }
    if (!path.starts_with(noun)) {
        return std::nullopt;
    }
    path.remove_prefix(noun.size());
    const CustomerState& state = customer_->state;
    const std::pair<std::string_view, const std::string*> own[] = {{"number", &customer_->number},
                                                                   {"name", &state.name},
                                                                   {"class", &state.class_name},
                                                                   {"kind", &state.kind},
                                                                   {"unit", &unit_},
                                                                   {"address", &state.address},
                                                                   {"status", &state.status},
                                                                   {"opened", &customer_->opened},
                                                                   {"closed", &customer_->closed},
                                                                   {"legal_entity", &state.legal_entity}};
    for (const auto& [name, text] : own) {
        if (name == path) {
            return some(*text);
        }
    }
    const auto field = std::ranges::find(*fields_, path, &MergedFields::Texts::value_type::first);
    return field == fields_->end() ? std::nullopt : some(field->second);
}

}  // namespace arc
