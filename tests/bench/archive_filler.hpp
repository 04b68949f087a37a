#pragma once

#include "base/clock.hpp"
#include "bench/archive_plan.hpp"
#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/change.hpp"
#include "jobs/indexer.hpp"
#include "model/page.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace arc_tests {

// Fills an archive with the rows that the tools would have written, in the groups, events and order in which they would
// have: an import of units, places, customers and tickets, printed ticket sheets, and batch by batch arc-ingest,
// arc-barcode and arc-file. No file is stored: the objects are rows only, which arc-audit fixity calls missing.
class ArchiveFiller {
public:
    // `folder` must not exist. Progress in pages.
    ArchiveFiller(const std::filesystem::path& folder, const ArchiveSize& size);
    void fill(const std::function<void(const std::string& words)>& tell);

private:
    struct Ticket {
        std::int64_t id = 0;
        PlannedTicket plan;
        std::string label;
    };
    // A page of the batch at hand: what it will be filed as.
    struct Sheet {
        arc::Page page;
        const Ticket* ticket = nullptr;
        const PlannedDocument* document = nullptr;  // none: the ticket's sheet
        bool separator = false;
    };

    void change(const std::string& verb, const std::function<void(arc::Change&)>& rows);
    void add_registers(arc::Change& change);
    void add_places(arc::Change& change);
    void add_customers();
    std::vector<Ticket> add_tickets(int from_customer, int most);
    void print_sheets(std::vector<Ticket>& tickets);
    void capture(const std::vector<Ticket>& tickets);
    void ingest(arc::Change& change, std::vector<Sheet>& sheets);
    void read_codes(arc::Change& change, std::vector<Sheet>& sheets);
    void file(arc::Change& change, std::vector<Sheet>& sheets);
    std::int64_t open_volume(arc::Change& change, const std::string& year);
    arc::Document document_of(arc::Change& change, const Sheet& sheet);
    void look_at(Sheet& sheet);
    std::vector<arc::Barcode> codes_of(const Sheet& sheet) const;
    void advance(int pages);

    ArchiveSize size_;
    Chance chance_;
    arc::FixedClock clock_;
    arc::Caller caller_;
    std::optional<arc::Archive> archive_;
    TicketPlan plan_;
    std::vector<std::int64_t> units_;
    std::vector<std::int64_t> people_;
    std::vector<std::int64_t> boxes_;
    std::vector<PlannedCustomer> customers_;
    std::int64_t first_customer_ = 0;
    std::map<std::string, std::string> type_labels_;
    std::int64_t volume_ = 0;
    int in_volume_ = 0;
    int volumes_ = 0;
    int batches_ = 0;
    std::int64_t pages_ = 0;
    std::int64_t documents_ = 0;
};

}  // namespace arc_tests
