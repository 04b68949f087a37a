#pragma once

#include "jobs/audit/audit.hpp"
#include "support/archive_maker.hpp"

#include <functional>
#include <string>
#include <vector>

namespace arc {

// A small archive that makes an audit state one code, and one that just does not.
struct CodeCase {
    std::string code;
    std::string customer = {};  // more of the profile's `customer`, ", fields: {…}"
    std::string profile = {};   // further sections
    std::string both = {};      // SQL over the base rows
    std::string fault = {};
    std::string sound = {};
    bool not_for_root = false;                              // root reads what nobody may: left out then
    std::function<void(RowArchive&, bool fault)> act = {};  // what SQL cannot do, last
    // What states it, where no audit of the night does.
    std::function<void(AuditRun&, bool fault, const TellFinding&)> ask = {};
};

// The base: unit U1 (id 1) with person wang (1); customer 1001 (1), class low, active; ticket T1 (1) of type `new` at
// stage accepted since this morning, its application (document 1) in volume V1 (1) with one good page of batch B1 (1).
// No audit says anything of it. Now is 2026-01-05T08:00Z, a Monday, four in the afternoon in Shanghai.
std::string case_profile(const CodeCase& one);
std::string base_rows();
// A document of the ticket; `more` are further columns and their values, ", dated" and ", '2026-01-01'".
std::string paper_row(int id, const std::string& type, const std::string& columns = {}, const std::string& values = {});
// A content page of the document on a file of its own.
std::string page_row(int id, int document, int position = 1, const std::string& columns = {},
                     const std::string& values = {});

std::vector<CodeCase> paper_cases();   // A01, A02, A03
std::vector<CodeCase> time_cases();    // A04, A05, A06
std::vector<CodeCase> scan_cases();    // A07
std::vector<CodeCase> data_cases();    // A08
std::vector<CodeCase> stock_cases();   // A09 to A13
std::vector<CodeCase> people_cases();  // A14 to A18

}  // namespace arc
