#pragma once

#include "support/test_archive.hpp"

#include "base/say.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/admin/import_list.hpp"
#include "jobs/admin/people.hpp"
#include "jobs/change.hpp"
#include "jobs/indexing.hpp"

#include <random>

namespace arc {

// Random but repeatable work on an archive: the verbs of arc-admin and what other tools do to the tables.
class AdminScript {
public:
    AdminScript(TestArchive& test, unsigned seed) : test_(&test), random_(seed) {}

    void run(int steps) {
        for (int i = 0; i < steps; ++i) {
            test_->clock.set(test_->clock.now() + std::chrono::hours(pick(40)));
            step();
        }
    }

private:
    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

    void import(ImportTable table, const std::string& text) {
        ImportRequest request;
        request.table = table;
        request.file = test_->file("list.csv", text);
        Archive archive = test_->open();
        Operation operation(test_->caller, "import " + std::string(to_text(table)));
        HeardReporter reporter;
        try {
            import_list(archive, operation, request, reporter);
        } catch (const Fault&) {
            // Random lists are often wrong: then nothing was taken.
        }
    }

    void step() {
        switch (pick(9)) {
            case 0:
                return import(ImportTable::units,
                              say("code,name,parent\nu{},单位{},{}\n", pick(5), pick(100), pick(2) == 0 ? "" : "u0"));
            case 1:
                return import_customers();
            case 2:
                return import(ImportTable::tickets,
                              say("number,customer,type,opened,stage\nT{},000000000{},high-new,2025-0{}-01,{}\n",
                                  pick(20), pick(9), 1 + pick(9), pick(2) == 0 ? "accepted" : "surveyed"));
            case 3:
                return import(ImportTable::people, say("code,name,roles\np{},王{},{}\n", pick(4), pick(100),
                                                       pick(2) == 0 ? "admin" : "leader archivist"));
            case 4:
                return import(ImportTable::volumes,
                              say("code,title,pages\nV{},卷{},{}\n", pick(5), pick(9), pick(200)));
            case 5:
                return add_document();
            case 6:
                return take_pages();
            case 7:
                return file_pages();
            default:
                return use_labels();
        }
    }

    void import_customers() {
        std::string text = "number,name,phone,voltage_kv\n";
        const int first = pick(7);
        for (int i = 0; i <= pick(3); ++i) {
            text +=
                say("000000000{},客户{},1380000000{},{}\n", first + i, pick(50), pick(10), pick(2) == 0 ? "10" : "0.4");
        }
        import(ImportTable::customers, text);
    }

    void add_document() {
        Archive archive = test_->open();
        const std::vector<Ticket> tickets = TicketTable(archive.db()).page(0, 100);
        if (tickets.empty()) {
            return;
        }
        Operation operation(test_->caller, "register");
        Change change(archive, operation);
        Document document;
        document.type = pick(2) == 0 ? "application" : "contract";
        document.ticket = tickets[static_cast<std::size_t>(pick(static_cast<int>(tickets.size())))].id;
        document.registered = format_instant(change.now());
        document.profile = 1;
        document.id = DocumentTable(archive.db()).add(document);
        change.about({ThingKind::document, document.id});
        index_document(archive, document.id);
        if (pick(5) != 0) {
            change.commit();
        }
    }

    void take_pages() {
        Archive archive = test_->open();
        Operation operation(test_->caller, "take");
        Change change(archive, operation);
        BatchTable batches(archive.db());
        Batch batch;
        batch.code = say("B{}", pick(6));
        const std::optional<Batch> known = batches.find(batch.code);
        batch.opened = format_instant(change.now());
        batch.id = known ? known->id : batches.add(batch);
        PageTable pages(archive.db());
        Page page;
        page.id = next_number(archive.db(), "page");
        page.batch = batch.id;
        page.seq = pages.last_seq(batch.id) + 1;
        page.object = sha256(std::to_string(pick(1000)));
        page.source = "scan.tif";
        page.look.frame.width = 100;
        page.look.frame.height = 200;
        page.look.frame.dpi_x = 300.5;
        pages.add(page, pages.add_object(page.object, 5, "tiff", 1));
        change.commit();
    }

    void file_pages() {
        Archive archive = test_->open();
        Operation operation(test_->caller, "assign");
        Change change(archive, operation);
        PageTable pages(archive.db());
        const std::vector<Document> documents = DocumentTable(archive.db()).page(0, 100);
        if (const std::optional<Page> page = pages.find(1 + pick(20)); page && !documents.empty()) {
            const std::int64_t document =
                documents[static_cast<std::size_t>(pick(static_cast<int>(documents.size())))].id;
            pages.place(page->id, document, pages.last_position(document) + 1);
        }
        change.commit();
    }

    void use_labels() {
        Archive archive = test_->open();
        Operation operation(test_->caller, "labels");
        Change change(archive, operation);
        LabelTable labels(archive.db());
        const std::string code = say("ZZT{:09}X", pick(10));
        if (labels.find(code)) {
            labels.count_print(code, "用户");
        } else {
            labels.add({code, "T", say("ticket:{}", pick(10)), format_instant(change.now()), 0, "", "", ""});
        }
        change.commit();
    }

    TestArchive* test_;
    std::mt19937 random_;
};

}  // namespace arc
