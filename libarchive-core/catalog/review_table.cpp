#include "catalog/review_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

constexpr const char* lot_columns =
    "SELECT l.id, l.gate, l.batch, l.size, l.sample, l.seed, l.reject, l.drawn, l.state FROM review_lot AS l ";
constexpr const char* review_columns =
    "SELECT r.id, r.gate, r.lot, r.document, r.page, r.outcome, r.reason, r.person, r.at, r.mended FROM review AS r ";

ReviewLot read_lot(Statement& row) {
    ReviewLot lot;
    lot.id = row.int64();
    lot.gate = row.text();
    lot.batch = row.int64_or_null();
    lot.size = row.int64();
    lot.sample = row.int64();
    lot.seed = row.text();
    lot.reject = row.int64();
    lot.drawn = row.text();
    lot.state = parse_lot_state(row.text());
    return lot;
}

Review read_review(Statement& row) {
    Review review;
    review.id = row.int64();
    review.gate = row.text();
    review.lot = row.int64_or_null();
    review.document = row.int64();
    review.page = row.int64_or_null();
    review.passed = row.text() == "passed";
    review.reason = row.text();
    review.person = row.int64();
    review.at = row.text();
    review.mended = row.text();
    return review;
}

std::vector<Review> all_reviews(Statement& rows) {
    std::vector<Review> reviews;
    while (rows.step()) {
        reviews.push_back(read_review(rows));
    }
    return reviews;
}

std::string thing_of(std::int64_t document) {
    return "document:" + std::to_string(document);
}

}  // namespace

std::int64_t ReviewTable::add_lot(const ReviewLot& lot, const std::vector<LotDocument>& documents) {
    const std::int64_t id = next_number(*db_, "review_lot");
    Statement(*db_,
              "INSERT INTO review_lot (id, gate, batch, size, sample, seed, reject, drawn, state) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(lot.gate)
        .bind(lot.batch)
        .bind(lot.size)
        .bind(lot.sample)
        .bind(lot.seed)
        .bind(lot.reject)
        .bind(lot.drawn)
        .bind(to_text(lot.state))
        .run();
    for (const LotDocument& document : documents) {
        Statement(*db_, "INSERT INTO review_lot_document (lot, document, sampled) VALUES (?, ?, ?)")
            .bind(id)
            .bind(document.document)
            .bind(int{document.sampled})
            .run();
    }
    return id;
}

std::optional<ReviewLot> ReviewTable::find_lot(std::int64_t id) {
    Statement row(*db_, std::string(lot_columns) + "WHERE l.id = ?");
    return row.bind(id).step() ? std::optional(read_lot(row)) : std::nullopt;
}

void ReviewTable::set_lot_state(std::int64_t id, LotState state) {
    Statement(*db_, "UPDATE review_lot SET state = ? WHERE id = ?").bind(to_text(state)).bind(id).run();
}

std::vector<LotDocument> ReviewTable::lot_documents(std::int64_t id) {
    Statement rows(*db_, "SELECT document, sampled FROM review_lot_document WHERE lot = ? ORDER BY document");
    rows.bind(id);
    std::vector<LotDocument> documents;
    while (rows.step()) {
        const std::int64_t document = rows.int64();
        documents.push_back({document, rows.int64() != 0});
    }
    return documents;
}

std::optional<DocumentLot> ReviewTable::lot_of(std::int64_t document, const std::string& gate) {
    Statement row(*db_,
                  "SELECT l.id, l.gate, l.batch, l.size, l.sample, l.seed, l.reject, l.drawn, l.state, m.sampled "
                  "FROM review_lot_document AS m JOIN review_lot AS l ON l.id = m.lot WHERE m.document = ? AND l.gate "
                  "= ? ORDER BY l.id DESC LIMIT 1");
    if (!row.bind(document).bind(gate).step()) {
        return std::nullopt;
    }
    DocumentLot found{read_lot(row), false};
    found.sampled = row.int64() != 0;
    return found;
}

std::vector<ReviewLot> ReviewTable::lots(const std::string& gate) {
    Statement rows(*db_, std::string(lot_columns) + "WHERE ?1 = '' OR l.gate = ?1 ORDER BY l.id");
    rows.bind(gate);
    std::vector<ReviewLot> lots;
    while (rows.step()) {
        lots.push_back(read_lot(rows));
    }
    return lots;
}

ReviewTable::LotCount ReviewTable::count(std::int64_t lot) {
    Statement row(
        *db_,
        "SELECT count(*), coalesce(sum(failed), 0) FROM (SELECT max(r.outcome = 'failed') AS failed FROM "
        "review AS r JOIN review_lot_document AS m ON m.lot = r.lot AND m.document = r.document AND m.sampled "
        "= 1 WHERE r.lot = ? GROUP BY r.document)");
    row.bind(lot).step();
    LotCount count{row.int64(), 0};
    count.failed = row.int64();
    return count;
}

std::int64_t ReviewTable::add(const Review& review) {
    const std::int64_t id = next_number(*db_, "review");
    Statement(*db_,
              "INSERT INTO review (id, gate, lot, document, page, outcome, reason, person, at) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(review.gate)
        .bind(review.lot)
        .bind(review.document)
        .bind(review.page)
        .bind(review.passed ? "passed" : "failed")
        .bind_text_or_null(review.reason)
        .bind(review.person)
        .bind(review.at)
        .run();
    return id;
}

std::optional<Review> ReviewTable::find(std::int64_t id) {
    Statement row(*db_, std::string(review_columns) + "WHERE r.id = ?");
    return row.bind(id).step() ? std::optional(read_review(row)) : std::nullopt;
}

std::vector<Review> ReviewTable::of_document(std::int64_t document) {
    Statement rows(*db_, std::string(review_columns) + "WHERE r.document = ? ORDER BY r.id");
    return all_reviews(rows.bind(document));
}

std::vector<Review> ReviewTable::of_document(std::int64_t document, const std::string& gate) {
    Statement rows(*db_, std::string(review_columns) + "WHERE r.document = ? AND r.gate = ? ORDER BY r.id");
    return all_reviews(rows.bind(document).bind(gate));
}

void ReviewTable::set_mended(std::int64_t id, const std::string& at) {
    Statement(*db_, "UPDATE review SET mended = ? WHERE id = ?").bind(at).bind(id).run();
}

std::vector<Review> ReviewTable::unmended_of_page(std::int64_t page) {
    Statement rows(*db_, std::string(review_columns) +
                             "WHERE r.page = ? AND r.outcome = 'failed' AND r.mended IS NULL ORDER BY r.id");
    return all_reviews(rows.bind(page));
}

void ReviewTable::for_each_unmended(const std::function<void(const Review&)>& review) {
    Statement rows(*db_, std::string(review_columns) +
                             "WHERE r.outcome = 'failed' AND r.mended IS NULL ORDER BY r.document, r.id");
    while (rows.step()) {
        review(read_review(rows));
    }
}

std::vector<std::string> ReviewTable::hands_on(std::int64_t document) {
    Statement rows(*db_,
                   "SELECT e.by FROM event_thing AS t JOIN event AS e ON e.n = t.n WHERE t.thing = ?1 AND e.verb IN "
                   "('split', 'register', 'supplement', 'assign', 'insert', 'move', 'merge', 'replace') "
                   "UNION SELECT e.by FROM (SELECT DISTINCT batch FROM page WHERE document = ?2) AS p JOIN event_thing "
                   "AS t ON t.thing = 'batch:' || p.batch JOIN event AS e ON e.n = t.n WHERE e.verb IN ('ingest', "
                   "'resume') "
                   "UNION SELECT b.operator FROM page AS p JOIN batch AS b ON b.id = p.batch WHERE p.document = ?2 AND "
                   "b.operator IS NOT NULL ORDER BY 1");
    rows.bind(thing_of(document)).bind(document);
    std::vector<std::string> hands;
    while (rows.step()) {
        hands.push_back(rows.text());
    }
    return hands;
}

std::string ReviewTable::pages_changed(std::int64_t document) {
    Statement row(
        *db_,
        "SELECT max(e.at) FROM event_thing AS t JOIN event AS e ON e.n = t.n WHERE t.thing = ?1 AND e.verb IN "
        "('split', 'supplement', 'assign', 'insert', 'move', 'merge', 'replace', 'drop', 'unsplit') AND NOT EXISTS "
        "(SELECT 1 FROM review AS r WHERE r.document = ?2 AND r.mended = e.at)");
    row.bind(thing_of(document)).bind(document).step();
    return row.text();
}

}  // namespace arc
