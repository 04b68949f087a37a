#pragma once

#include "catalog/customer_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/admin/import_documents.hpp"
#include "rules/page_ranges.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace arc {

// A 档号 as we spell it; a text that is none stays as it is.
std::string canonical_call_number(const std::string& text);

// The rows of a catalogue of documents, before anything of them is written: what is wrong with each and with all
// together, and what follows from their order.
class DocumentRows {
public:
    // Fault (usage): the profile has no type such as the one for all rows.
    DocumentRows(Archive& archive, DocumentDefaults defaults, std::optional<PageCustom> custom);

    // The row with what the command line says of all rows.
    RowValues with_defaults(const RowValues& row) const;
    // Each row once, in the order of the file; then check_together.
    void check(const RowValues& row, RowComplaints& complaints);
    void check_together(RowComplaints& complaints);

    // Of a row that check found sound and that names a volume: its item there, from 1.
    std::int64_t position(int row) const { return positions_.at(row); }
    // Which pages of its volume the row has; none where the file does not tell.
    const ItemPages* pages(int row) const;

private:
    struct OldVolume {
        std::vector<PageRow> rows;
        std::optional<int> last_page;
    };
    void check_owner(const RowValues& row, RowComplaints& complaints);
    void check_fields(const RowValues& row, const DocumentType& type, RowComplaints& complaints) const;
    void hold_pages(const RowValues& row, RowComplaints& complaints);
    void check_identity(const RowValues& row, RowComplaints& complaints);
    std::string types_once();

    const Profile* profile_;
    DocumentDefaults defaults_;
    std::optional<PageCustom> custom_;
    VolumeTable volumes_;
    TicketTable tickets_;
    CustomerTable customers_;
    SeriesTable series_;
    std::map<std::string, OldVolume> old_volumes_;  // by code
    std::map<int, ItemPages> pages_;                // by row
    std::map<int, std::int64_t> positions_;         // by row: in its volume, from 1
    std::set<std::string> met_;                     // numbers, and volume with item
    bool types_were_told_ = false;
};

}  // namespace arc
