#pragma once

#include "unit/jobs/archive_room.hpp"

#include "catalog/batch_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/document_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/page_lists.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace arc {

constexpr int pages_in_batch = 14;

// An archive with one ticket, T1, and one closed batch of pages.
class PageOffice : public ArchiveRoom {
public:
    PageOffice()
        : ArchiveRoom(
              "title: {en: p}\nsubject: none\n"
              "document_types: {paper: {en: paper}, deed: {en: deed}}\n"
              "ticket_types: {new: {title: {en: new}, stages: [open, filed]}}\n") {
        caller.reason = "a reason";
        fill();
    }

    // False when the verb was refused.
    bool does(const std::function<Answer(FilingRun&)>& work, const std::string& typed = "test") {
        return refusal([&] { run(work, typed); }).empty();
    }
    std::int64_t register_one(const std::string& type) {
        const Answer answer = run([&](FilingRun& filing) {
            DocumentRequest request;
            request.type = type;
            request.ticket = "T1";
            return register_document(filing, request);
        });
        return Value(answer.front().fields).int_of("id");
    }
    // As the filter does: told about the batch.
    void split_as_filter(std::int64_t first, std::int64_t last) {
        Operation operation(caller, "file");
        Change change(*archive, operation);
        Document document;
        document.type = "paper";
        document.ticket = 1;
        document.starts_at = first;
        const std::int64_t id = add_document(*archive, change, document);
        for (std::int64_t page = first; page <= last; ++page) {
            PageTable(db()).place(page, id, static_cast<int>(page - first) + 1);
        }
        change.about({ThingKind::batch, 1});
        change.commit();
    }

private:
    void fill() {
        Operation operation(caller, "ingest");
        Change change(*archive, operation);
        Ticket ticket;
        ticket.number = "T1";
        ticket.type = "new";
        ticket.opened = "2026-01-05";
        ticket.stage = "open";
        TicketTable(db()).add(ticket);
        Batch batch;
        batch.code = "B1";
        batch.opened = "2026-01-05T08:00:00.000Z";
        batch.id = BatchTable(db()).add(batch);
        PageTable pages(db());
        for (int i = 1; i <= pages_in_batch; ++i) {
            Page page;
            page.id = next_number(db(), "page");
            page.batch = batch.id;
            page.seq = i;
            page.source = std::to_string(i);
            page.look.frame.width = page.look.frame.height = 10;
            pages.add(page, pages.add_object(sha256(page.source), 1, "pnm", 1));
        }
        BatchTable(db()).set_state(batch.id, BatchState::closed, batch.opened);
        change.about({ThingKind::batch, batch.id});
        change.commit();
    }
};

inline std::string text(std::int64_t id) {
    return std::to_string(id);
}

inline std::vector<std::string> texts(const PageOrder& pages) {
    std::vector<std::string> all;
    for (const std::int64_t page : pages) {
        all.push_back(text(page));
    }
    return all;
}

}  // namespace arc
