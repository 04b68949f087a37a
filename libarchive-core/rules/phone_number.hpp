#pragma once

#include <string>
#include <string_view>

namespace arc {

// A phone number of mainland China as it stands in files (standards.md 1.9; no published rule covers all, so an unknown
// form is never an error).
struct PhoneNumber {
    bool known = false;
    std::string text;  // 13800000000, 0573-82651234, 0573-82651234-801, 82651234, 400-8888-000; as given if not known
    bool operator==(const PhoneNumber&) const = default;
};

// Reads half-width text without blanks (fold_code). +86 and 0086 before a mobile number go; an extension after "-" or
// 转 stays.
PhoneNumber read_phone_number(std::string_view text);

}  // namespace arc
