#include "catalog/appraisal_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

constexpr const char* columns = "SELECT id, document, aspect, verdict, until, reason, at FROM appraisal ";

}  // namespace

std::int64_t AppraisalTable::next_id() {
    return next_number(*db_, "appraisal");
}

void AppraisalTable::add(const Appraisal& appraisal) {
    Statement(*db_,
              "INSERT INTO appraisal (id, document, aspect, verdict, until, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(appraisal.id)
        .bind(appraisal.document)
        .bind(appraisal.aspect)
        .bind(appraisal.verdict)
        .bind_text_or_null(appraisal.until)
        .bind(appraisal.reason)
        .bind(appraisal.at)
        .run();
    for (const std::int64_t person : appraisal.appraisers) {
        Statement(*db_, "INSERT INTO appraiser (appraisal, person) VALUES (?, ?)")
            .bind(appraisal.id)
            .bind(person)
            .run();
    }
}

std::vector<Appraisal> AppraisalTable::all_of(Statement& rows) {
    std::vector<Appraisal> appraisals;
    while (rows.step()) {
        Appraisal& appraisal = appraisals.emplace_back();
        appraisal.id = rows.int64();
        appraisal.document = rows.int64();
        appraisal.aspect = rows.text();
        appraisal.verdict = rows.text();
        appraisal.until = rows.text();
        appraisal.reason = rows.text();
        appraisal.at = rows.text();
    }
    for (Appraisal& appraisal : appraisals) {
        Statement persons(*db_, "SELECT person FROM appraiser WHERE appraisal = ? ORDER BY person");
        persons.bind(appraisal.id);
        while (persons.step()) {
            appraisal.appraisers.push_back(persons.int64());
        }
    }
    return appraisals;
}

std::vector<Appraisal> AppraisalTable::of_document(std::int64_t document) {
    Statement rows(*db_, std::string(columns) + "WHERE document = ? ORDER BY id");
    return all_of(rows.bind(document));
}

std::optional<Appraisal> AppraisalTable::last(std::int64_t document, const std::string& aspect) {
    Statement rows(*db_, std::string(columns) + "WHERE document = ? AND aspect = ? ORDER BY id DESC LIMIT 1");
    const std::vector<Appraisal> found = all_of(rows.bind(document).bind(aspect));
    return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace arc
