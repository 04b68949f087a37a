#pragma once

#include "base/result.hpp"
#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/reporter.hpp"
#include "model/value.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

enum class ViewPurpose { look, print };

struct ViewRequest {
    std::string thing;
    std::string pages;   // "1-3,5" of the thing's pages; "" for all
    std::string reader;  // to whom it is shown; "" for the caller
    std::string output;  // a folder for PNG files, FILE.pdf, FILE.png for one page, or - for a PDF on standard output
    ViewPurpose purpose = ViewPurpose::look;
};

struct Viewed {
    std::vector<Record> records;  // "view": what was shown, and the files
    std::string bytes;            // for standard output
};

// Shows scanned pages to a person, each with name and time across it. Asks for the right to view, or to print; for the
// customer's consent where the terms or the type want it. The look is on record, with reader, purpose and pages, before
// the first page can be read. Faults: refused, not_found (no pages, no such page), usage.
Viewed view_pages(Archive& archive, const Caller& caller, const ViewRequest& request, Reporter& reporter);

// "1-3,5" as page numbers from 1 to `last`, each once, in order. Error: usage, not_found.
Result<std::vector<std::int64_t>> parse_page_list(const std::string& text, std::int64_t last);

}  // namespace arc
