#include "jobs/audit/subject_fields.hpp"

#include "record/record_codec.hpp"

#include <algorithm>

namespace arc {

SubjectFields::SubjectFields(const Archive& archive, Registers& registers, const FiledTicket& filed)
    : archive_(&archive),
      registers_(&registers),
      ticket_(&filed.ticket),
      customer_(filed.customer.id == 0 ? nullptr : &filed.customer) {
}

SubjectFields::SubjectFields(const Archive& archive, Registers& registers, const FiledCustomer& filed)
    : archive_(&archive), registers_(&registers), customer_(&filed.customer) {
}

SubjectFields::SubjectFields(const Archive& archive, Registers& registers, const FiledSeries& filed)
    : archive_(&archive), registers_(&registers), node_(&filed.node) {
}

std::optional<std::int64_t> SubjectFields::unit() const {
    if (ticket_ != nullptr && ticket_->unit) {
        return ticket_->unit;
    }
    return customer_ == nullptr ? std::nullopt : customer_->state.unit;
}

std::optional<std::string_view> SubjectFields::keep(std::string text) {
    buffer_ = std::move(text);
    return buffer_.empty() ? std::nullopt : std::optional<std::string_view>(buffer_);
}

std::optional<std::string_view> SubjectFields::among(std::optional<Fields>& decoded, const std::string& encoded,
                                                     std::string_view name) {
    if (!decoded) {
        decoded = encoded == "{}" ? Fields{} : decode_fields(encoded);
    }
    const auto found =
        std::ranges::find(*decoded, name, [](const auto& field) { return std::string_view(field.first); });
    return found == decoded->end() || found->second.empty() ? std::nullopt
                                                            : std::optional<std::string_view>(found->second);
}

std::optional<std::string_view> SubjectFields::value(std::string_view path) {
    if (path == "unit" || path == "document.unit") {
        return keep(registers_->unit_code(unit()));
    }
    if (path == "fonds") {
        return keep(archive_->config().fonds);
    }
    if (path.starts_with("customer.") && customer_ != nullptr) {
        return of_customer(path.substr(path.find('.') + 1));
    }
    if (path.starts_with("ticket.") && ticket_ != nullptr) {
        return of_ticket(path.substr(path.find('.') + 1));
    }
    if (path.starts_with("series.") && node_ != nullptr) {
        return of_series(path.substr(path.find('.') + 1));
    }
    return std::nullopt;
}

std::optional<std::string_view> SubjectFields::of_customer(std::string_view name) {
    const CustomerState& state = customer_->state;
    const std::pair<std::string_view, const std::string*> known[] = {
        {"number", &customer_->number}, {"name", &state.name},          {"class", &state.class_name},
        {"kind", &state.kind},          {"status", &state.status},      {"legal_entity", &state.legal_entity},
        {"address", &state.address},    {"opened", &customer_->opened}, {"closed", &customer_->closed}};
    for (const auto& [word, text] : known) {
        if (name == word) {
            return text->empty() ? std::nullopt : std::optional<std::string_view>(*text);
        }
    }
    if (name == "unit") {
        return keep(registers_->unit_code(state.unit));
    }
    if (name == "holder" || name == "responsible") {
        return keep(registers_->person_code(customer_->responsible));
    }
    return among(customer_fields_, state.fields, name);
}

std::optional<std::string_view> SubjectFields::of_ticket(std::string_view name) {
    const std::pair<std::string_view, const std::string*> known[] = {{"number", &ticket_->number},
                                                                     {"type", &ticket_->type},
                                                                     {"stage", &ticket_->stage},
                                                                     {"opened", &ticket_->opened},
                                                                     {"closed", &ticket_->closed}};
    for (const auto& [word, text] : known) {
        if (name == word) {
            return text->empty() ? std::nullopt : std::optional<std::string_view>(*text);
        }
    }
    if (name == "unit") {
        return keep(registers_->unit_code(unit()));
    }
    if (name == "responsible") {
        return keep(registers_->person_code(ticket_->responsible));
    }
    return among(ticket_fields_, ticket_->fields, name);
}

std::optional<std::string_view> SubjectFields::of_series(std::string_view name) {
    if (name == "code") {
        return std::string_view(node_->code);
    }
    if (name == "title") {
        return std::string_view(node_->title);
    }
    return among(node_fields_, node_->fields, name);
}

}  // namespace arc
