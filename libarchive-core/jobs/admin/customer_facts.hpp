#pragma once

#include "jobs/admin/import_table.hpp"
#include "model/customer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace arc {

// Answers a condition's questions about one customer: customer.class, customer.voltage_kv, unit … The same as
// facts_of(), but without asking the catalog: an import asks of half a million customers.
class CustomerFacts {
public:
    // `fields` are those of the customer's state. All must outlive it.
    CustomerFacts(const Customer& customer, const MergedFields::Texts& fields, const Directory& directory);
    std::optional<std::string_view> operator()(std::string_view path) const;

private:
    const Customer* customer_;
    std::string unit_;
    const MergedFields::Texts* fields_;
};

}  // namespace arc
