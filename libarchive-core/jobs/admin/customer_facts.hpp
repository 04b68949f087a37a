#pragma once

#include "jobs/admin/import_table.hpp"
#include "model/customer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// Answers a condition's questions about one customer: customer.class, customer.voltage_kv, unit …
class CustomerFacts {
public:
    // Both must outlive it.
    CustomerFacts(const Customer& customer, const Directory& directory);
    std::optional<std::string_view> operator()(std::string_view path) const;

private:
    const Customer* customer_;
    std::string unit_;
    std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace arc
