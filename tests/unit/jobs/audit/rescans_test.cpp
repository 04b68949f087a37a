#include "jobs/audit/rescans.hpp"

#include "support/archive_maker.hpp"
#include "support/test_archive.hpp"
#include "support/written_page.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace arc;
using namespace arc::test;

namespace {

constexpr const char* profile = R"(
profile: twice
document_types: {contract: {zh: 合同, code: 1}}
ticket_types: {new: {stages: [accepted], documents: [{type: contract}]}}
)";

// Two contracts, each with pages of one batch; files in the order of their pages.
class Scans {
public:
    Scans() : made_(profile) {
        made_.change("set up", [](RowMaker& rows) {
            rows.db().execute(
                "INSERT INTO customer (id, number) VALUES (1, '1001'); INSERT INTO customer_state (id, customer, "
                "since, "
                "name) VALUES (1, 1, '2025-01-01', '王伟'); INSERT INTO folder VALUES (1, ''); INSERT INTO batch (id, "
                "code, opened, closed, state) VALUES (1, 'B1', '2026-01-05T02:00:00.000Z', "
                "'2026-01-05T03:00:00.000Z', 'closed'); INSERT INTO document (id, type, customer, registered, profile) "
                "VALUES (1, 'contract', 1, '2026-01-05T02:00:00.000Z', 1), (2, 'contract', 1, "
                "'2026-01-05T02:00:00.000Z', 1)");
        });
    }

    void add(int id, int document, int position, const GrayImage& picture) {
        std::string bytes = "P5 " + std::to_string(picture.width) + " " + std::to_string(picture.height) + " 255\n";
        bytes.append(picture.pixels.begin(), picture.pixels.end());
        const Digest digest = sha256(bytes);
        const std::filesystem::path file = made_.archive().paths().object(digest);
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
        made_.change("scan", [&](RowMaker& rows) {
            Statement(rows.db(), "INSERT INTO object (id, digest, bytes, format, frames) VALUES (?, ?, ?, 'pnm', 1)")
                .bind(id)
                .bind(digest)
                .bind(static_cast<std::int64_t>(bytes.size()))
                .run();
            Statement(
                rows.db(),
                "INSERT INTO page (id, batch, seq, object, frame, folder, source, width, height, ink, skew, role, "
                "document, position) VALUES (?1, 1, ?1, ?1, 0, 1, 'p', 620, 877, 0.05, 0, 'content', ?2, ?3)")
                .bind(id)
                .bind(document)
                .bind(position)
                .run();
        });
    }

    std::vector<std::string> told(bool record, int seconds = 60) {
        HeardReporter reporter;
        AuditRun run(made_.archive(), made_.caller(), reporter);
        AuditScope scope;
        scope.record = record;
        scope.budget = std::chrono::seconds(seconds);
        std::vector<std::string> all;
        state_rescans(run, scope, [&](const Finding& finding) {
            all.push_back(finding.subject + " " + finding.detail + " " + finding.text);
        });
        return all;
    }

    std::int64_t rows(const char* table) {
        Statement count(made_.archive().db(), std::string("SELECT count(*) FROM ") + table);
        count.step();
        return count.int64();
    }
    RowArchive& archive() { return made_; }

private:
    RowArchive made_;
};

}  // namespace

TEST_CASE("a sheet that was scanned twice is told, in its document or in another of its batch") {
    Scans scans;
    scans.add(1, 1, 1, scanned(written_page(1), 0, 0, 0));
    scans.add(2, 1, 2, scanned(written_page(2), 0.4, 3, 1));
    scans.add(3, 1, 3, scanned(written_page(1), -1.1, -9, 6));
    scans.add(4, 2, 1, scanned(written_page(3), 0, 0, 0));
    scans.add(5, 2, 2, scanned(written_page(2), 0, -5, 12));
    const std::vector<std::string> wanted{"document:#1 page:1 page:3 合同: page 3 looks like page 1",
                                          "document:#2 page:2 page:5 合同: page 2 looks like page 2 of document:#1"};
    CHECK(scans.told(false) == wanted);
    CHECK(scans.rows("page_hash") == 0);

    SUBCASE("with a pen it is kept, and told again without looking at a picture") {
        CHECK(scans.told(true) == wanted);
        CHECK(scans.rows("page_hash") == 5);
        CHECK(scans.told(true, 0) == wanted);
    }
    SUBCASE("without time nothing new is found") {
        CHECK(scans.told(true, 0).empty());
        CHECK(scans.rows("page_hash") == 0);
    }
    SUBCASE("a page that comes later is compared with those that came before") {
        scans.told(true);
        scans.add(6, 2, 3, scanned(written_page(3), 0.8, 7, 0));
        CHECK(scans.told(true).back() == "document:#2 page:4 page:6 合同: page 3 looks like page 1");
        CHECK(scans.rows("page_hash") == 6);
    }
    SUBCASE("the page that was taken out is told no more") {
        scans.told(true);
        scans.archive().change("drop", [](RowMaker& rows) {
            rows.db().execute("UPDATE page SET role = 'dropped', document = NULL, reason = 'twice' WHERE id IN (3, 5)");
        });
        CHECK(scans.told(true).empty());
    }
}

TEST_CASE("equal files are no matter of this audit, and what cannot be read is left to fixity") {
    Scans scans;
    scans.add(1, 1, 1, scanned(written_page(1), 0, 0, 0));
    scans.add(2, 1, 2, scanned(written_page(2), 0, 0, 0));
    scans.archive().change("copy",
                           [](RowMaker& rows) { rows.db().execute("UPDATE page SET object = 1 WHERE id = 2"); });
    CHECK(scans.told(true).empty());
    scans.add(3, 1, 3, scanned(written_page(1), 0.5, 2, 2));
    Statement digest(scans.archive().archive().db(), "SELECT digest FROM object WHERE id = 3");
    digest.step();
    std::filesystem::remove(scans.archive().archive().paths().object(digest.digest()));
    CHECK(scans.told(true).empty());
    CHECK(scans.rows("page_hash") == 2);
}
