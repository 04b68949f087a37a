#include "code_cases.hpp"

#include "jobs/audit/audit.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

#include <algorithm>
#include <set>

using namespace arc;

namespace arc {

std::string case_profile(const CodeCase& one) {
    return "profile: cases\n"
           "customer: {classes: [high, low], statuses: {active: {zh: 在用}, gone: {zh: 销户, closed: true}}" +
           one.customer + "}\n" + R"(
document_types:
  application: {zh: 申请书, code: 1}
  photo: {zh: 照片, code: 3, medium: film}
  contract: {zh: 合同, code: 2, fields: {signed: date, ends: date, auto_renew: bool, documents: number, sets: number,
                                         file_by: date}}
ticket_types:
  new:
    stages: [accepted, built, filed]
    documents: [{type: application, stage: accepted}, {type: contract, required: false}]
    fields: {opened: {required: false}}
)" + one.profile +
           "\n";
}

std::string base_rows() {
    return R"(
INSERT INTO unit VALUES (1, 'U1', '一所', NULL);
INSERT INTO person (id, code, name, unit, reviewed) VALUES (1, 'wang', '王', 1, '2026-01-01');
INSERT INTO customer (id, number, opened, responsible) VALUES (1, '1001', '2025-06-01', 1);
INSERT INTO customer_state (id, customer, since, name, class, unit, address, status)
VALUES (1, 1, '2025-06-01', '王伟', 'low', 1, '一路1号', 'active');
INSERT INTO ticket (id, number, customer, type, opened, stage, responsible, unit)
VALUES (1, 'T1', 1, 'new', '2026-01-05', 'accepted', 1, 1);
INSERT INTO ticket_stage VALUES (1, '2026-01-05T01:00:00.000Z', 'accepted');
INSERT INTO volume (id, code) VALUES (1, 'V1');
INSERT INTO batch (id, code, opened, closed, state) VALUES (1, 'B1', '2026-01-05T02:00:00.000Z',
       '2026-01-05T03:00:00.000Z', 'closed');
)" + paper_row(1, "application", ", volume, position, retention, keep_until", ", 1, 1, 'D10', '2036-01-01'") +
           page_row(1, 1);
}

std::string paper_row(int id, const std::string& type, const std::string& columns, const std::string& values) {
    return "INSERT INTO document (id, type, ticket, registered, profile" + columns + ") VALUES (" + std::to_string(id) +
           ", '" + type + "', 1, '2026-01-05T02:00:00.000Z', 1" + values + ");\n";
}

std::string page_row(int id, int document, int position, const std::string& columns, const std::string& values) {
    const std::string n = std::to_string(id);
    return "INSERT INTO object (id, digest, bytes, format, frames) VALUES (" + n +
           ", randomblob(32), 1, 'tiff', 1);\n" +
           "INSERT INTO page (id, batch, seq, object, frame, source, width, height, dpi_x, dpi_y, ink, skew, role, "
           "document, position" +
           columns + ") VALUES (" + n + ", 1, " + n + ", " + n +
           ", 0, 'p', 1654, 2339, 200, 200, 0.05, 0.1, 'content', " + std::to_string(document) + ", " +
           std::to_string(position) + values + ");\n";
}

}  // namespace arc

namespace {

std::vector<CodeCase> all_cases() {
    std::vector<CodeCase> all;
    for (auto* cases : {&paper_cases, &time_cases, &scan_cases, &data_cases, &stock_cases, &people_cases}) {
        std::ranges::move(cases(), std::back_inserter(all));
    }
    return all;
}

// The codes that the audit of this code's family states.
std::vector<std::string> stated(const CodeCase& one, bool fault) {
    RowArchive made(case_profile(one));
    made.change("set up", [&](RowMaker& rows) {
        rows.db().execute((base_rows() + one.both + (fault ? one.fault : one.sound)).c_str());
    });
    if (one.act) {
        one.act(made, fault);
    }
    HeardReporter reporter;
    AuditRun run(made.archive(), made.caller(), reporter);
    std::vector<std::string> codes;
    const auto keep = [&](const Finding& finding) {
        codes.emplace_back(finding.code->code);
        CHECK_FALSE(finding.text.empty());
        CHECK_FALSE(finding.light.empty());
    };
    if (one.ask) {
        one.ask(run, fault, keep);
        return codes;
    }
    for (const Audit& audit : all_audits()) {
        if (one.code.starts_with(audit.family)) {
            run_audit(audit, run, {}, keep);
        }
    }
    return codes;
}

}  // namespace

TEST_CASE("every code has an archive that produces exactly it, and one that just does not") {
    std::set<std::string> met;
    for (const CodeCase& one : all_cases()) {
        CAPTURE(one.code);
        met.insert(one.code);
        if (one.not_for_root && geteuid() == 0) {
            continue;
        }
        CHECK(stated(one, true) == std::vector{one.code});
        CHECK(stated(one, false) == std::vector<std::string>{});
    }
    for (const FindingCode& code : all_finding_codes()) {
        CAPTURE(code.code);
        CHECK(met.contains(std::string(code.code)));
    }
}

TEST_CASE("no audit says anything of the archive that the cases begin with") {
    RowArchive made(case_profile({}));
    made.change("set up", [&](RowMaker& rows) { rows.db().execute(base_rows().c_str()); });
    HeardReporter reporter;
    AuditRun run(made.archive(), made.caller(), reporter);
    for (const Audit& audit : all_audits()) {
        if (audit.name == "fixity" || audit.name == "reminders") {
            continue;  // its files are not there; somebody always has something to do
        }
        run_audit(audit, run, {}, [&](const Finding& finding) {
            CAPTURE(finding.subject);
            CAPTURE(finding.text);
            CHECK(finding.code->code == "");
        });
    }
}
