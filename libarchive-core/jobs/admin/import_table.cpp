#include "jobs/admin/import_table.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/person_table.hpp"
#include "record/record_codec.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace arc {
namespace {

void complain_unknown(const RowValues& row, std::string_view column, std::string what,
                      const std::vector<std::string>& known, std::string_view list, RowComplaints& complaints) {
    const std::string near = nearest(row.text(column), known);
    complaints.error(row.row(), column, std::move(what),
                     near.empty() ? say("import {} first", list) : say("did you mean {}?", near));
}

std::vector<std::string> codes_of(const std::vector<std::pair<std::string, std::int64_t>>& codes) {
    std::vector<std::string> names;
    for (const auto& [code, id] : codes) {
        names.push_back(code);
    }
    return names;
}

}  // namespace

const std::optional<std::string>& RowValues::said(std::string_view column) const {
    static const std::optional<std::string> nothing;
    const auto rule = std::ranges::find(*rules_, column, &ColumnRule::name);
    return rule == rules_->end() ? nothing : values_[static_cast<std::size_t>(rule - rules_->begin())];
}

const std::string& RowValues::text(std::string_view column) const {
    static const std::string empty;
    const std::optional<std::string>& value = said(column);
    return value ? *value : empty;
}

std::optional<std::int64_t> RowValues::number(std::string_view column) const {
    const std::string& digits = text(column);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return digits.empty() || error != std::errc() ? std::nullopt : std::optional(value);
}

void RowValues::set(std::string_view column, const std::string& value) {
    const auto rule = std::ranges::find(*rules_, column, &ColumnRule::name);
    if (rule != rules_->end()) {
        values_[static_cast<std::size_t>(rule - rules_->begin())] = value;
    }
}

std::vector<std::size_t> TableImport::order(std::size_t rows) const {
    std::vector<std::size_t> positions(rows);
    std::iota(positions.begin(), positions.end(), std::size_t{0});
    return positions;
}

Directory::Directory(Archive& archive) {
    for (const Unit& unit : UnitTable(archive.db()).all()) {
        units_.emplace_back(unit.code, unit.id);
    }
    for (const Person& person : PersonTable(archive.db()).all()) {
        persons_.emplace_back(person.code, person.id);
    }
    std::ranges::sort(units_);
    std::ranges::sort(persons_);
}

std::optional<std::int64_t> Directory::find(const Codes& codes, const std::string& code) {
    const auto found = std::ranges::lower_bound(codes, code, {}, &Codes::value_type::first);
    return found == codes.end() || found->first != code ? std::nullopt : std::optional(found->second);
}

std::optional<std::int64_t> Directory::unit(const std::string& code) const {
    return find(units_, code);
}

std::optional<std::int64_t> Directory::person(const std::string& code) const {
    return find(persons_, code);
}

std::optional<std::int64_t> Directory::unit(const RowValues& row, std::string_view column,
                                            RowComplaints& complaints) const {
    const std::string& code = row.text(column);
    const std::optional<std::int64_t> id = unit(code);
    if (!code.empty() && !id) {
        complain_unknown(row, column, say("no unit \"{}\"", printable(code)), codes_of(units_), "units", complaints);
    }
    return id;
}

std::optional<std::int64_t> Directory::person(const RowValues& row, std::string_view column,
                                              RowComplaints& complaints) const {
    const std::string& code = row.text(column);
    const std::optional<std::int64_t> id = person(code);
    if (!code.empty() && !id) {
        complain_unknown(row, column, say("no person \"{}\"", printable(code)), codes_of(persons_), "people",
                         complaints);
    }
    return id;
}

std::string Directory::code_of_unit(std::optional<std::int64_t> id) const {
    const auto found = std::ranges::find_if(units_, [&](const auto& unit) { return id && unit.second == *id; });
    return found == units_.end() ? std::string() : found->first;
}

MergedFields::MergedFields(const std::string& before, const std::vector<const Field*>& fields, const RowValues& row,
                           const PrivateKeeper& keep)
    : before_(before), texts_(before == "{}" ? Texts() : decode_fields(before)) {
    for (const Field* field : fields) {
        const std::optional<std::string>& said = row.said(field->name);
        if (!said) {
            continue;
        }
        const auto known = std::ranges::find(texts_, field->name, &Texts::value_type::first);
        const std::string old = known == texts_.end() ? std::string() : known->second;
        const std::string now = field->is_private ? keep(*said, old) : *said;
        if (now != old) {
            set(field->name, now);
        }
    }
}

void MergedFields::set(const std::string& name, const std::string& value) {
    changed_ = true;
    const auto known = std::ranges::find(texts_, name, &Texts::value_type::first);
    if (known == texts_.end()) {
        texts_.emplace_back(name, value);
    } else if (value.empty()) {
        texts_.erase(known);
    } else {
        known->second = value;
    }
}

std::string MergedFields::encoded() const {
    return changed_ ? encode_fields(texts_) : before_;
}

}  // namespace arc
