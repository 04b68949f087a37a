#include "jobs/filing/page_verbs.hpp"

#include "catalog/batch_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/document_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/admin/init_archive.hpp"
#include "jobs/filing/document_verbs.hpp"
#include "jobs/filing/page_lists.hpp"
#include "jobs/filing/unsplit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <unistd.h>

using namespace arc;

namespace {

constexpr int pages_in_batch = 14;

class SilentReporter final : public Reporter {
public:
    void problem(const Error& error) override { problems.push_back(error.message()); }
    void notice(std::string_view) override {}
    void detail(std::string_view) override {}
    void progress(std::int64_t, std::int64_t) override {}
    bool stop_requested() const override { return false; }
    std::vector<std::string> problems;
};

// An archive with one ticket and one closed batch of pages, gone with the object.
class Office {
public:
    Office() : clock_(parse_instant("2026-01-05T08:00:00Z").value_or_throw()) {
        std::string name = (std::filesystem::temp_directory_path() / "arc-filing-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder_ = name;
        std::ofstream(folder_ / "p.yaml") << "profile: p\ntitle: {en: p}\nsubject: none\n"
                                             "document_types: {paper: {en: paper}, deed: {en: deed}}\n"
                                             "ticket_types: {new: {title: {en: new}, stages: [open, filed]}}\n";
        caller = {"arc-test", "tester", "here", "", "a reason", "", false, &clock_};
        InitRequest request;
        request.folder = folder_ / "a";
        request.profile = (folder_ / "p.yaml").string();
        request.config.id = "t1";
        request.config.test = true;
        init_archive(caller, request);
        archive_.emplace(Archive::open(ArchivePaths{folder_ / "a"}, Access::write));
        fill();
    }
    ~Office() {
        archive_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Office(const Office&) = delete;

    Db& db() { return archive_->db(); }
    Archive& archive() { return *archive_; }
    Answer run(const std::string& verb, const std::function<Answer(FilingRun&)>& work) {
        Operation operation(caller, verb);
        return run_filing(*archive_, operation, reporter, work);
    }
    // False when the verb was refused.
    bool does(const std::string& verb, const std::function<Answer(FilingRun&)>& work) {
        try {
            run(verb, work);
            return true;
        } catch (const Fault&) {
            return false;
        }
    }
    std::int64_t register_one(const std::string& type) {
        const Answer answer = run("register", [&](FilingRun& filing) {
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
        Change change(*archive_, operation);
        Document document;
        document.type = "paper";
        document.ticket = 1;
        document.starts_at = first;
        const std::int64_t id = add_document(*archive_, change, document);
        for (std::int64_t page = first; page <= last; ++page) {
            PageTable(db()).place(page, id, static_cast<int>(page - first) + 1);
        }
        change.about({ThingKind::batch, 1});
        change.commit();
    }

    Caller caller;
    SilentReporter reporter;

private:
    void fill() {
        Operation operation(caller, "ingest");
        Change change(*archive_, operation);
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

    std::filesystem::path folder_;
    FixedClock clock_;
    std::optional<Archive> archive_;
};

std::string text(std::int64_t id) {
    return std::to_string(id);
}

std::vector<std::string> texts(const PageOrder& pages) {
    std::vector<std::string> all;
    for (const std::int64_t page : pages) {
        all.push_back(text(page));
    }
    return all;
}

// Where every page is, kept as simply as can be.
struct Model {
    std::map<std::int64_t, PageOrder> documents;
    std::set<std::int64_t> loose;  // on the work list, or dropped
    std::set<std::int64_t> replaced;
    std::set<std::int64_t> withdrawn;

    std::int64_t holder(std::int64_t page) const {
        for (const auto& [document, pages] : documents) {
            if (std::ranges::count(pages, page) != 0) {
                return document;
            }
        }
        return 0;
    }
    bool all_loose(const PageOrder& pages) const {
        return std::ranges::all_of(pages, [&](std::int64_t page) { return loose.contains(page); });
    }
    bool all_held(const PageOrder& pages) const {
        return std::ranges::all_of(pages, [&](std::int64_t page) { return holder(page) != 0; });
    }
    void take(std::int64_t page) {
        loose.erase(page);
        for (auto& [document, pages] : documents) {
            std::erase(pages, page);
        }
    }
};

// Random verbs with random, often senseless, arguments; the model says which must be refused.
class Dice {
public:
    Dice(Office& office, unsigned seed) : office_(office), random_(seed) {
        for (std::int64_t page = 1; page <= pages_in_batch; ++page) {
            model.loose.insert(page);
        }
        for (const char* type : {"paper", "deed", "paper"}) {
            model.documents[office.register_one(type)] = {};
        }
    }

    void roll() {
        switch (random_() % 8) {
            case 0: case 1: return assign();
            case 2: return move();
            case 3: return drop();
            case 4: return replace();
            case 5: return reorder();
            case 6: return split();
            default: return merge();
        }
    }
    void compare() {
        std::set<std::int64_t> seen;
        for (const auto& [document, pages] : model.documents) {
            const std::vector<Page> filed = PageTable(office_.db()).of_document(document);
            CHECK(ids_of(filed) == pages);
            for (std::size_t i = 0; i < filed.size(); ++i) {
                CHECK(filed[i].position == static_cast<int>(i) + 1);
                CHECK(seen.insert(filed[i].id).second);
            }
        }
        for (std::int64_t page = 1; page <= pages_in_batch; ++page) {
            const Page found = PageTable(office_.db()).find(page).value();
            CHECK((found.role == PageRole::content) == seen.contains(page));
            CHECK((found.role == PageRole::replaced) == model.replaced.contains(page));
            CHECK((found.document == 0) == model.loose.contains(page));
        }
    }

    Model model;

private:
    std::int64_t any_page() { return std::uniform_int_distribution<std::int64_t>(1, pages_in_batch)(random_); }
    PageOrder some_pages() {
        PageOrder pages;
        for (unsigned i = 0; i <= random_() % 3; ++i) {
            if (const std::int64_t page = any_page(); std::ranges::count(pages, page) == 0) {
                pages.push_back(page);
            }
        }
        return pages;
    }
    std::int64_t any_document() {
        auto at = model.documents.begin();
        std::advance(at, random_() % model.documents.size());
        return at->first;
    }
    bool open(std::int64_t document) const { return !model.withdrawn.contains(document); }
    void expect(bool done, bool should) { CHECK(done == should); }

    void assign() {
        const PageOrder pages = some_pages();
        const std::int64_t document = any_document();
        const bool may = open(document) && model.all_loose(pages);
        const bool repeat = open(document) && std::ranges::all_of(pages, [&](std::int64_t page) {
            return model.loose.contains(page) || model.holder(page) == document;
        });
        const bool done = office_.does("assign", [&](FilingRun& run) {
            return assign_pages(run, texts(pages), {text(document), {}, {}, {}, {}}, std::nullopt);
        });
        expect(done, may || repeat);
        for (const std::int64_t page : pages) {
            if (done && model.loose.erase(page) != 0) {
                model.documents[document].push_back(page);
            }
        }
    }
    void move() {
        const PageOrder pages = some_pages();
        const std::int64_t document = any_document();
        const bool may = open(document) && model.all_held(pages) &&
                         std::ranges::all_of(pages, [&](std::int64_t page) { return open(model.holder(page)); });
        const bool stay = std::ranges::all_of(pages, [&](std::int64_t page) { return model.holder(page) == document; });
        expect(office_.does("move", [&](FilingRun& run) { return move_pages(run, texts(pages), text(document), {}); }),
               may);
        for (const std::int64_t page : pages) {
            if (may && !stay) {
                model.take(page);
                model.documents[document].push_back(page);
            }
        }
    }
    void drop() {
        const PageOrder pages = some_pages();
        const bool may = std::ranges::all_of(pages, [&](std::int64_t page) {
            return model.loose.contains(page) || (model.holder(page) != 0 && open(model.holder(page)));
        });
        expect(office_.does("drop", [&](FilingRun& run) { return drop_pages(run, texts(pages)); }), may);
        for (const std::int64_t page : pages) {
            if (may) {
                model.take(page);
                model.loose.insert(page);
            }
        }
    }
    void replace() {
        const std::int64_t old = any_page();
        const std::int64_t by = any_page();
        const std::int64_t document = model.holder(old);
        const bool by_fits = model.loose.contains(by) || (document != 0 && model.holder(by) == document);
        const bool may = old != by && document != 0 && open(document) && by_fits;
        const bool repeat = model.replaced.contains(old);
        const bool done =
            office_.does("replace", [&](FilingRun& run) { return replace_page(run, text(old), text(by)); });
        if (!repeat) {
            expect(done, may);
        }
        if (may) {
            model.take(by);
            std::ranges::replace(model.documents[document], old, by);
            model.replaced.insert(old);
        }
    }
    void reorder() {
        const std::int64_t document = any_document();
        PageOrder pages = model.documents[document];
        std::ranges::shuffle(pages, random_);
        const bool may = open(document) && !pages.empty();
        if (pages.empty()) {
            return;
        }
        expect(office_.does("reorder",
                            [&](FilingRun& run) { return reorder_pages(run, text(document), texts(pages)); }),
               may);
        if (may) {
            model.documents[document] = pages;
        }
    }
    void split() {
        const std::int64_t document = any_document();
        const std::int64_t page = any_page();
        PageOrder& pages = model.documents[document];
        const auto at = std::ranges::find(pages, page);
        const bool may = open(document) && at != pages.end() && at != pages.begin();
        std::int64_t made = 0;
        const bool done = office_.does("split", [&](FilingRun& run) {
            const Answer answer = split_document(run, text(document), text(page), {});
            made = Value(answer.back().fields).int_of("id");
            return answer;
        });
        expect(done, may);
        if (may) {
            const PageOrder parted(at, pages.end());
            pages.erase(at, pages.end());
            model.documents[made] = parted;
        }
    }
    void merge() {
        const std::int64_t document = any_document();
        const std::int64_t into = any_document();
        const bool may = document != into && open(document) && open(into);
        const bool done = office_.does(
            "merge", [&](FilingRun& run) { return merge_documents(run, text(document), text(into)); });
        if (open(document)) {
            expect(done, may);
        }
        if (may) {
            PageOrder& tail = model.documents[document];
            PageOrder& target = model.documents[into];
            target.insert(target.end(), tail.begin(), tail.end());
            tail.clear();
        }
        if (may) {
            model.withdrawn.insert(document);
        }
    }

    Office& office_;
    std::mt19937 random_;
};

}  // namespace

TEST_CASE("whatever people do to pages, each is in one place and the documents have no gaps") {
    for (const unsigned seed : {1U, 2U, 3U}) {
        Office office;
        Dice dice(office, seed);
        for (int i = 0; i < 120; ++i) {
            dice.roll();
            // A new document now and then, as merging uses them up.
            if (i % 20 == 19) {
                dice.model.documents[office.register_one("deed")] = {};
            }
            dice.compare();
        }
    }
}

TEST_CASE("a closed ticket takes nothing but what comes late") {
    Office office;
    const std::int64_t document = office.register_one("paper");
    office.run("assign", [&](FilingRun& run) {
        return assign_pages(run, {"B1/1-2"}, {text(document), {}, {}, {}, {}}, std::nullopt);
    });
    {
        Operation operation(office.caller, "ticket close");
        Change change(office.archive(), operation);
        Ticket ticket = TicketTable(office.db()).find("T1").value();
        ticket.closed = "2026-01-05";
        TicketTable(office.db()).update(ticket);
        change.commit();
    }
    CHECK_FALSE(office.does("assign", [&](FilingRun& run) {
        return assign_pages(run, {"B1/3"}, {text(document), {}, {}, {}, {}}, std::nullopt);
    }));
    CHECK_FALSE(office.does("drop", [](FilingRun& run) { return drop_pages(run, {"B1/1"}); }));
    CHECK_FALSE(office.does("split", [&](FilingRun& run) { return split_document(run, text(document), "B1/2", {}); }));
    CHECK_FALSE(office.does("set", [&](FilingRun& run) { return set_document(run, text(document), {"title=x"}); }));
    DocumentRequest late;
    late.type = "paper";
    late.ticket = "T1";
    CHECK_FALSE(office.does("register", [&](FilingRun& run) { return register_document(run, late); }));
    CHECK(office.does("supplement", [&](FilingRun& run) { return supplement_document(run, late, {"B1/3"}); }));
    CHECK(DocumentTable(office.db()).of_ticket(1).size() == 2);
}

TEST_CASE("a split is undone unless people have worked on its documents since") {
    Office office;
    office.split_as_filter(1, 3);
    office.split_as_filter(4, 5);
    const std::int64_t by_hand = office.register_one("deed");
    office.run("assign", [&](FilingRun& run) {
        return assign_pages(run, {"B1/6"}, {text(by_hand), {}, {}, {}, {}}, std::nullopt);
    });
    office.run("unsplit", [](FilingRun& run) { return unsplit_batch(run, "B1"); });
    CHECK(DocumentTable(office.db()).of_ticket(1).size() == 1);
    CHECK(order_of(office.db(), by_hand) == PageOrder{6});
    CHECK(PageTable(office.db()).count_unfiled(1) == pages_in_batch - 1);

    office.split_as_filter(1, 3);
    office.run("drop", [](FilingRun& run) { return drop_pages(run, {"B1/3"}); });
    CHECK_FALSE(office.does("unsplit", [](FilingRun& run) { return unsplit_batch(run, "B1"); }));
    CHECK(PageTable(office.db()).find(1)->role == PageRole::content);
}

TEST_CASE("a request key gives the first answer again and does nothing twice") {
    Office office;
    office.caller.request = "key-1";
    const std::int64_t first = office.register_one("paper");
    CHECK(office.register_one("paper") == first);
    CHECK_FALSE(office.does("drop", [](FilingRun& run) { return drop_pages(run, {"B1/1"}); }));
    office.caller.request.clear();
    CHECK(office.register_one("paper") != first);
}

TEST_CASE("declared sides that the images do not prove are said") {
    Office office;
    const std::int64_t document = office.register_one("paper");
    office.run("set", [&](FilingRun& run) { return set_document(run, text(document), {"sides=3"}); });
    CHECK(office.reporter.problems.empty());
    office.run("assign", [&](FilingRun& run) {
        return assign_pages(run, {"B1/1-2"}, {text(document), {}, {}, {}, {}}, std::nullopt);
    });
    REQUIRE(office.reporter.problems.size() == 1);
    CHECK(office.reporter.problems.front() ==
          "document 1 (paper): 3 sides declared, 2 imaged; count the paper; correct the scan, or set sheets= and sides=");
}
