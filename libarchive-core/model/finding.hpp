#pragma once

#include "model/value.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// A kind of fact that an audit states (design.md section 10). Codes never change their meaning; the two digits after A
// are those of the audit that states it (jobs/audit/audits.hpp).
struct FindingCode {
    std::string_view code;  // "A0101"
    std::string_view name;  // in one or two words: "missing"
    std::string_view category;  // of DA/T 70-2018: 真实性 authenticity, 完整性 integrity, 可用性 usability, 安全性
                                // security; "" for none
    std::string_view words;   // what it means
    std::string_view remedy;  // what to do about it
};

// All of them, by code; man/arc-findings.7 is checked against this list.
std::span<const FindingCode> all_finding_codes();
// The row of that name within the family that the code begins with ("A01", "missing"). It must exist.
const FindingCode& finding_code(std::string_view family, std::string_view name);

// One such fact. Its identity is code, subject and detail. Texts are empty where they do not apply.
struct Finding {
    const FindingCode* code = nullptr;
    std::string subject;        // the thing, as a command line names it: "ticket:20240001"
    std::string detail;         // what tells it from others of that code and subject: a document type, a number
    std::string ticket;         // number
    std::string customer;       // number
    std::string document_type;  // name in the profile
    std::string stage;
    std::string unit;      // code
    std::string owner;     // who should mend it: a person's code or a role
    std::string deadline;  // instant
    std::string light;     // red, yellow, green
    std::string object;    // of a captured file
    std::string text;      // for people
    Object more;           // what else a reader of the record may want
};

// The finding as a record of a pipe (arc-records(5)).
Record to_record(const Finding& finding);

}  // namespace arc
