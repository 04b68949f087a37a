#pragma once

#include "jobs/find/registers.hpp"
#include "model/filed_papers.hpp"
#include "rules/condition.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// The values that conditions of a profile ask of one ticket, customer or node of the series (arc-profile(5), FIELDS).
// What it is about must outlive it. The profile's own fields are decoded when the first of them is asked for.
class SubjectFields {
public:
    SubjectFields(const Archive& archive, Registers& registers, const FiledTicket& filed);
    SubjectFields(const Archive& archive, Registers& registers, const FiledCustomer& filed);
    SubjectFields(const Archive& archive, Registers& registers, const FiledSeries& filed);

    // The text lives until the next call.
    std::optional<std::string_view> value(std::string_view path);
    // The unit that the subject belongs to: a ticket's own, else its customer's.
    std::optional<std::int64_t> unit() const;

private:
    using Fields = std::vector<std::pair<std::string, std::string>>;
    std::optional<std::string_view> of_customer(std::string_view name);
    std::optional<std::string_view> of_ticket(std::string_view name);
    std::optional<std::string_view> of_series(std::string_view name);
    std::optional<std::string_view> keep(std::string text);
    std::optional<std::string_view> among(std::optional<Fields>& decoded, const std::string& encoded,
                                          std::string_view name);

    const Archive* archive_;
    Registers* registers_;
    const Ticket* ticket_ = nullptr;
    const Customer* customer_ = nullptr;
    const SeriesNode* node_ = nullptr;
    std::optional<Fields> ticket_fields_;
    std::optional<Fields> customer_fields_;
    std::optional<Fields> node_fields_;
    std::string buffer_;
};

}  // namespace arc
