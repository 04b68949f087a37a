#include "support/archive_maker.hpp"

#include "catalog/batch_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/admin/init_archive.hpp"
#include "jobs/indexer.hpp"
#include "store/files.hpp"

#include <fmt/format.h>

#include <unistd.h>
#include <cstring>
#include <fstream>

namespace arc {

namespace fs = std::filesystem;

std::int64_t RowMaker::unit(const std::string& code, const std::string& name, std::optional<std::int64_t> parent) {
    return UnitTable(db()).put({0, code, name, parent});
}

std::int64_t RowMaker::person(const std::string& code, const std::string& name, std::optional<std::int64_t> unit) {
    Person person;
    person.code = code;
    person.name = name;
    person.unit = unit;
    return PersonTable(db()).put(person);
}

std::int64_t RowMaker::customer(const std::string& number, const std::string& name, const std::string& class_name,
                                std::optional<std::int64_t> unit, const std::string& fields) {
    Customer customer;
    customer.number = number;
    customer.opened = "2020-01-01";
    customer.state.since = "2020-01-01";
    customer.state.name = name;
    customer.state.class_name = class_name;
    customer.state.unit = unit;
    customer.state.status = "active";
    customer.state.fields = fields;
    const std::int64_t id = CustomerTable(db()).add(customer);
    change_->about({ThingKind::customer, id});
    return id;
}

std::int64_t RowMaker::ticket(const std::string& number, std::optional<std::int64_t> customer, const std::string& type,
                              const std::string& opened, const std::vector<Stage>& stages,
                              std::optional<std::int64_t> responsible) {
    Ticket ticket;
    ticket.number = number;
    ticket.customer = customer;
    ticket.type = type;
    ticket.opened = opened;
    ticket.responsible = responsible;
    ticket.stage = stages.empty() ? std::string() : stages.back().name;
    TicketTable tickets(db());
    const std::int64_t id = tickets.add(ticket);
    for (const Stage& stage : stages) {
        tickets.enter_stage(id, stage.name, stage.entered);
    }
    change_->about({ThingKind::ticket, id});
    return id;
}

std::int64_t RowMaker::document(Document document) {
    document.profile = 1;
    document.registered = format_instant(change_->now());
    const std::int64_t id = DocumentTable(db()).add(document);
    change_->about({ThingKind::document, id});
    return id;
}

std::int64_t RowMaker::batch(const std::string& code, BatchState state, const std::string& opened) {
    Batch batch;
    batch.code = code;
    batch.opened = opened;
    batch.operator_name = "scan1";
    BatchTable batches(db());
    const std::int64_t id = batches.add(batch);
    if (state != BatchState::open) {
        batches.set_state(id, state, "2026-01-04T02:00:00.000Z");
    }
    change_->about({ThingKind::batch, id});
    return id;
}

std::int64_t RowMaker::page(std::int64_t batch, bool blank) {
    PageTable pages(db());
    Page page;
    page.id = next_number(db(), "page");
    page.batch = batch;
    page.seq = pages.last_seq(batch) + 1;
    page.source = fmt::format("p{:04}.pnm", page.seq);
    page.look.frame.width = 8;
    page.look.frame.height = 1;
    page.look.measured = true;
    page.look.quality.blank = blank;
    std::string left = fmt::format("P5 8 1 255\n{:08}", page.id);
    const auto staged = change_->archive().objects().stage([&](std::span<char> buffer) -> Result<std::size_t> {
        const std::size_t some = std::min(buffer.size(), left.size());
        std::memcpy(buffer.data(), left.data(), some);
        left.erase(0, some);
        return some;
    });
    change_->archive().objects().publish({*staged});
    page.object = staged->digest;
    pages.add(page, pages.add_object(staged->digest, staged->bytes, "pnm", 1));
    return page.id;
}

void RowMaker::pages(std::int64_t batch, std::int64_t document, int count, int blank) {
    PageTable pages(db());
    for (int i = 0; i < count; ++i) {
        pages.place(page(batch, i >= count - blank), document, pages.last_position(document) + 1);
    }
    change_->about({ThingKind::document, document});
}

void RowMaker::loose_pages(std::int64_t batch, int count, PageRole role, const std::string& reason) {
    for (int i = 0; i < count; ++i) {
        PageTable(db()).set_role(page(batch, false), role, reason);
    }
}

void RowMaker::waive(const std::string& subject, const std::string& type, const std::string& until) {
    Waiver waiver;
    waiver.subject = subject;
    waiver.type = type;
    waiver.by = "leader1";
    waiver.reason = "the customer brings it later";
    waiver.granted = "2026-01-03T01:00:00.000Z";
    waiver.until = until;
    WaiverTable(db()).add(waiver);
}

RowArchive::RowArchive(const std::string& profile_text)
    : clock_(parse_instant("2026-01-05T08:00:00Z").value_or_throw()) {
    make(profile_text, folder_.path() / "A");
}

RowArchive::RowArchive(const std::string& profile_text, const fs::path& folder)
    : clock_(parse_instant("2026-01-05T08:00:00Z").value_or_throw()) {
    make(profile_text, folder);
}

void RowArchive::make(const std::string& profile_text, const fs::path& folder) {
    caller_.tool = "test";
    caller_.account = "tester";
    caller_.host = "here";
    caller_.clock = &clock_;
    const fs::path profile = folder_.path() / "profile.yaml";
    std::ofstream(profile) << profile_text;
    InitRequest request;
    request.folder = folder;
    request.profile = profile.string();
    request.config.id = "t1";
    request.config.label_namespace = "ZZ";
    request.config.test = true;
    init_archive(caller_, request);
    archive_.emplace(Archive::open({folder}, Access::write));
}

void RowArchive::closed_while(const std::function<void(const ArchivePaths&)>& work) {
    const ArchivePaths paths = archive_->paths();
    archive_.reset();
    work(paths);
    archive_.emplace(Archive::open(paths, Access::write));
}

void RowArchive::change(const std::string& verb, const std::function<void(RowMaker&)>& rows) {
    Operation operation(caller_, verb);
    Change change(*archive_, operation);
    RowMaker maker(change);
    rows(maker);
    Indexer(change.db(), archive_->profile()).put_everything([](std::int64_t) {});
    change.commit();
}

}  // namespace arc
