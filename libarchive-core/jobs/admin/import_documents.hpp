#pragma once

#include "jobs/admin/import_table.hpp"
#include "rules/page_ranges.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What the command line says of all rows of a catalogue that does not say it itself.
struct DocumentDefaults {
    std::optional<PageCustom> custom;  // none: found out from the headings
    std::string volume;
    std::string type;
    std::string ticket;
    std::string customer;
    std::string series;
};

// documents: number, type, ticket or customer or series, title, author, date, volume, volume_title, volume_pages, item,
// first_page, last_page, page_range, pages, sheets, secrecy, period and the profile's fields. Volumes that are not
// known yet are made. A document is known again by its number, else by its volume and item, else by what it belongs to,
// its type, title and date. `headings` are those of the file; `rules` get them as names of the page columns.
std::unique_ptr<TableImport> import_documents(Archive& archive, Instant now, const DocumentDefaults& defaults,
                                              const std::vector<std::string>& headings, std::vector<ColumnRule>& rules);

}  // namespace arc
