#include "model/finding.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

using namespace arc;

TEST_CASE("every code of a finding is there once, in order, and explained") {
    std::set<std::string_view> met;
    std::string_view last;
    for (const FindingCode& code : all_finding_codes()) {
        CAPTURE(code.code);
        CHECK(code.code.size() == 5);
        CHECK(code.code > last);
        CHECK_FALSE(code.words.empty());
        CHECK_FALSE(code.remedy.empty());
        CHECK(&finding_code(code.code.substr(0, 3), code.name) == &code);
        last = code.code;
    }
}

TEST_CASE("the manual of findings tells every code with its words, and no other") {
    std::ifstream file(ARC_SOURCE "/man/arc-findings.7");
    std::stringstream text;
    text << file.rdbuf();
    std::string page = text.str();
    for (std::size_t at = page.find('\\'); at != std::string::npos; at = page.find('\\', at)) {
        page.erase(at, 1);
    }
    std::size_t told = 0;
    for (const FindingCode& code : all_finding_codes()) {
        const std::string entry = std::string(".B ") + std::string(code.code) + " " + std::string(code.name) + "\n" +
                                  (code.category.empty() ? "" : "(" + std::string(code.category) + ")\n") +
                                  std::string(code.words) + ".\n" + std::string(code.remedy) + ".\n";
        CAPTURE(entry);
        CHECK(page.find(entry) != std::string::npos);
    }
    for (std::size_t at = page.find("\n.B A"); at != std::string::npos; at = page.find("\n.B A", at + 1)) {
        ++told;
    }
    CHECK(told == all_finding_codes().size());
}
