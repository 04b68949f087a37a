#include "model/identifier_kind.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

struct Name {
    IdentifierKind kind;
    std::string_view text;
};

constexpr std::array names{
    Name{IdentifierKind::resident_id, "resident-id"},
    Name{IdentifierKind::permanent_residence, "permanent-residence"},
    Name{IdentifierKind::social_credit_code, "social-credit"},
    Name{IdentifierKind::organisation_code, "organisation-code"},
    Name{IdentifierKind::registration_number, "business-licence"},
    Name{IdentifierKind::phone, "phone"},
    Name{IdentifierKind::mobile, "mobile"},
};

}  // namespace

std::string_view to_text(IdentifierKind kind) {
    return std::ranges::find(names, kind, &Name::kind)->text;
}

std::optional<IdentifierKind> parse_identifier_kind(std::string_view name) {
    const auto found = std::ranges::find(names, name, &Name::text);
    return found == names.end() ? std::nullopt : std::optional(found->kind);
}

const std::vector<std::string>& identifier_kinds() {
    static const std::vector<std::string> kinds = [] {
        std::vector<std::string> all;
        for (const Name& name : names) {
            all.emplace_back(name.text);
        }
        return all;
    }();
    return kinds;
}

}  // namespace arc
