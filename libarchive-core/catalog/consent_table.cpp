#include "catalog/consent_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

constexpr const char* consent_columns = "SELECT id, customer, person, given, until, evidence, withdrawn FROM consent ";

Consent read_consent(Statement& row) {
    Consent consent;
    consent.id = row.int64();
    consent.customer = row.int64();
    consent.person = row.int64_or_null();
    consent.given = row.text();
    consent.until = row.text();
    consent.evidence = row.text();
    consent.withdrawn = row.text();
    return consent;
}

std::vector<Consent> consents_of(Statement& rows) {
    std::vector<Consent> all;
    while (rows.step()) {
        all.push_back(read_consent(rows));
    }
    return all;
}

}  // namespace

std::optional<Consent> ConsentTable::find(std::int64_t id) {
    Statement row(*db_, std::string(consent_columns) + "WHERE id = ?");
    return row.bind(id).step() ? std::optional(read_consent(row)) : std::nullopt;
}

std::int64_t ConsentTable::add(const Consent& consent) {
    const std::int64_t id = next_number(*db_, "consent");
    Statement(*db_, "INSERT INTO consent (id, customer, person, given, until, evidence) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(consent.customer)
        .bind(consent.person)
        .bind(consent.given)
        .bind_text_or_null(consent.until)
        .bind(consent.evidence)
        .run();
    return id;
}

void ConsentTable::update(const Consent& consent) {
    Statement(*db_, "UPDATE consent SET until = ?, withdrawn = ? WHERE id = ?")
        .bind_text_or_null(consent.until)
        .bind_text_or_null(consent.withdrawn)
        .bind(consent.id)
        .run();
}

std::vector<Consent> ConsentTable::of(std::int64_t customer) {
    Statement rows(*db_, std::string(consent_columns) + "WHERE customer = ? ORDER BY id");
    return consents_of(rows.bind(customer));
}

std::vector<Consent> ConsentTable::all() {
    Statement rows(*db_, std::string(consent_columns) + "ORDER BY id");
    return consents_of(rows);
}

std::optional<Consent> ConsentTable::in_force(std::int64_t customer, std::optional<std::int64_t> person,
                                              const std::string& day) {
    Statement row(*db_, std::string(consent_columns) +
                            "WHERE customer = ?1 AND withdrawn IS NULL AND given <= ?3 AND (until IS NULL OR until >= "
                            "?3) AND (person IS NULL OR person = ?2) ORDER BY id");
    row.bind(customer).bind(person).bind(day);
    return row.step() ? std::optional(read_consent(row)) : std::nullopt;
}

}  // namespace arc
