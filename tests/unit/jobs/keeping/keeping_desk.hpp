#pragma once

#include "catalog/catalog.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/object_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "image/image_file.hpp"
#include "jobs/customers/customer_verbs.hpp"
#include "jobs/keeping/appraise.hpp"
#include "jobs/keeping/disposal_verbs.hpp"
#include "jobs/keeping/execute_disposal.hpp"
#include "jobs/keeping/follow_retention.hpp"
#include "jobs/keeping/hold_verbs.hpp"
#include "support/archive_maker.hpp"
#include "support/image_makers.hpp"
#include "support/test_archive.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// An archive whose files of high-voltage customers are kept five years after closing, three for the others; zhang
// proposes, the leader li approves, wang and zhao supervise.
class KeepingDesk {
public:
    explicit KeepingDesk(const std::string& disposal = "disposal: {approve: [leader]}") : rows(profile(disposal)) {
        rows.change("people", [](RowMaker& maker) {
            for (const char* code : {"zhang", "li", "wang", "zhao"}) {
                maker.person(code, code);
            }
            PersonTable people(maker.db());
            people.add_role(people.find("li")->id, "leader");
            for (const char* code : {"zhang", "wang", "zhao"}) {
                people.add_role(people.find(code)->id, "archivist");
            }
        });
    }

    static std::string profile(const std::string& disposal) {
        return "profile: keeping\ntitle: {en: keeping}\nsubject: customer\n"
               "customer: {classes: {high: {en: high voltage}, low: {en: low voltage}},\n"
               "  fields: {id_number: {check: resident-id, private: true}}}\n"
               "document_types: {paper: {en: paper}, deed: {en: deed, secrecy: 1}}\n"
               "documents: {secrecy: [open, internal]}\n"
               "retention:\n"
               "  - {when: {class: high}, from: customer.closed, years: 5}\n"
               "  - {when: {class: low}, from: customer.closed, years: 3}\n"
               "  - {when: {type: deed}, keep: permanent}\n" +
               disposal + "\n";
    }

    // One verb as that person types it. Faults come through; problems are kept.
    Answer as(const std::string& account, const std::string& verb, const std::function<Answer(FilingRun&)>& work) {
        const Caller caller = caller_of(account);
        Operation operation(caller, verb);
        return run_filing(rows.archive(), operation, heard, work);
    }

    Caller caller_of(const std::string& account) const {
        Caller caller = rows.caller();
        caller.account = account;
        caller.reason = "because";
        return caller;
    }

    std::string propose(const std::vector<std::string>& things, const std::string& by = "zhang") {
        const Answer answer = as(by, "dispose propose", [&](FilingRun& run) {
            return propose_disposal(run, {things, things.empty() ? "9999-12-31" : "", {}});
        });
        return Value(answer.front().fields).text_of("code");
    }
    void approve(const std::string& code, const std::string& by = "li") {
        as(by, "dispose approve", [&](FilingRun& run) { return approve_disposal(run, code); });
    }
    Answer execute(const std::string& code, const std::vector<std::string>& supervisors = {"wang", "zhao"},
                   const std::string& by = "zhang") {
        const Caller caller = caller_of(by);
        Operation operation(caller, "dispose execute");
        return execute_disposal(rows.archive(), operation, heard, {code, supervisors, {}});
    }
    std::int64_t hold(const std::string& thing) {
        const Answer answer = as("zhang", "hold place", [&](FilingRun& run) { return place_holds(run, {thing}); });
        return Value(answer.front().fields).int_of("id");
    }
    void lift(std::int64_t id) {
        as("zhang", "hold lift", [&](FilingRun& run) { return lift_hold(run, id); });
    }
    void close_customer(const std::string& number, const std::string& day) {
        as("zhang", "customer close", [&](FilingRun& run) { return arc::close_customer(run, number, day); });
    }

    // A customer of that class with as many papers.
    std::vector<std::int64_t> customer(const std::string& number, const std::string& class_name, int papers) {
        std::vector<std::int64_t> documents;
        rows.change("customer", [&](RowMaker& maker) {
            const std::int64_t id = maker.customer(number, "n" + number, class_name);
            for (int i = 0; i < papers; ++i) {
                Document document;
                document.type = "paper";
                document.customer = id;
                begin_retention(rows.archive(), document);
                documents.push_back(maker.document(document));
            }
        });
        return documents;
    }

    // A file of these pictures, whose pages belong to these documents one after the other; 0 is a separator.
    void file(const std::string& name, const std::vector<GrayImage>& frames, const std::vector<std::int64_t>& documents,
              const test::TiffSpec& spec = test::TiffSpec{4, 1, test::TiffSpec::Ink::white_is_zero}) {
        const std::filesystem::path path = folder / name;
        test::write_tiff(path, spec, frames);
        const int fd = ::open(path.c_str(), O_RDONLY);
        const StagedFile staged = rows.archive().objects().stage(fd, path).value_or_throw();
        ::close(fd);
        rows.archive().objects().publish({staged});
        rows.change("ingest", [&](RowMaker& maker) {
            const std::int64_t batch = maker.batch("B" + name);
            PageTable pages(maker.db());
            const std::int64_t object =
                pages.add_object(staged.digest, staged.bytes, "tiff", static_cast<int>(frames.size()));
            for (std::size_t i = 0; i < frames.size(); ++i) {
                Page page;
                page.id = next_number(maker.db(), "page");
                page.batch = batch;
                page.seq = static_cast<std::int64_t>(i) + 1;
                page.object = staged.digest;
                page.frame = static_cast<int>(i);
                page.source = name;
                page.look.frame.width = frames[i].width;
                page.look.frame.height = frames[i].height;
                pages.add(page, object);
                if (documents[i] == 0) {
                    pages.set_role(page.id, PageRole::separator, {});
                } else {
                    pages.place(page.id, documents[i], pages.last_position(documents[i]) + 1);
                }
                shown[page.id] = pixels_of(page.id);
            }
        });
    }

    Digest pixels_of(std::int64_t page) {
        const Page found = PageTable(rows.archive().db()).find(page).value();
        return ImageFile::open(rows.archive().paths().object(found.object))
            .value_or_throw()
            .digest_of_pixels(found.frame)
            .value_or_throw();
    }

    // The pages that are still there and show something else than when they came.
    std::vector<std::int64_t> changed_pages() {
        std::vector<std::int64_t> changed;
        for (const auto& [page, pixels] : shown) {
            const Page found = PageTable(rows.archive().db()).find(page).value();
            if (found.role != PageRole::destroyed && pixels_of(page) != pixels) {
                changed.push_back(page);
            }
        }
        return changed;
    }

    Document document(std::int64_t id) { return DocumentTable(rows.archive().db()).find(id).value(); }
    void at(const std::string& instant) { rows.clock().set(parse_instant(instant).value_or_throw()); }

    RowArchive rows;
    test::TemporaryFolder folder;
    HeardReporter heard;
    std::map<std::int64_t, Digest> shown;  // what each page showed when it came
};

}  // namespace arc
