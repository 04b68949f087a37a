#include "jobs/filing/split_again.hpp"

#include "catalog/page_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/resolve_code.hpp"

namespace arc {
namespace {

bool belongs_to_closed_ticket(Archive& archive, const Part& part) {
    const std::optional<Ticket> ticket =
        part.owner.ticket && !part.document ? TicketTable(archive.db()).find(*part.owner.ticket) : std::nullopt;
    return ticket && !ticket->closed.empty();
}

}  // namespace

std::set<std::int64_t> placed_when_split_again(Archive& archive, const Batch& batch) {
    std::set<std::int64_t> placed;
    SplitState state;
    bool unread_before = false;
    PageTable(archive.db()).for_each_in_batch(batch.id, 1, [&](const Page& page) {
        unread_before = unread_before || (page.role == PageRole::fresh && page.codes_read.empty());
        SplitPage split{page.id, page.seq, batch.duplex && page.seq % 2 == 0, {}};
        for (const Barcode& code : page.barcodes) {
            split.codes.push_back(resolve_code(archive, code));
        }
        const bool would_be_placed =
            state.take(split).role != PageRole::unplaced && !belongs_to_closed_ticket(archive, state.part());
        const bool is_for_somebody = page.duplicate_of && archive.profile().duplicates == Duplicates::ask;
        if (page.role == PageRole::unplaced && !is_for_somebody && (would_be_placed || unread_before)) {
            placed.insert(page.id);
        }
    });
    return placed;
}

}  // namespace arc
