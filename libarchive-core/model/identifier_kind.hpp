#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// The kinds of numbers whose form is known, as a profile's `check:` names them (standards.md 1.9).
enum class IdentifierKind {
    resident_id,          // resident-id: 公民身份号码, GB 11643-1999, and residence permits 81/82/83
    permanent_residence,  // permanent-residence: 外国人永久居留身份证, both editions
    social_credit_code,   // social-credit: 统一社会信用代码, GB 32100-2015
    organisation_code,    // organisation-code: 组织机构代码, GB 11714-1997
    registration_number,  // business-licence: 工商注册号 before 2015, GS 15-2006
    phone,                // phone: mobile, landline, 400/800, IoT
    mobile,               // mobile: mobile numbers only
};

std::string_view to_text(IdentifierKind kind);
std::optional<IdentifierKind> parse_identifier_kind(std::string_view name);
// All of them, as profiles spell them.
const std::vector<std::string>& identifier_kinds();

}  // namespace arc
