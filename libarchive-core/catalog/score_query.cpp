#include "catalog/score_query.hpp"

namespace arc {

std::vector<ScoreQuery::Reviewed> ScoreQuery::reviews_since(const std::string& instant) {
    Statement rows(*db_, "SELECT document, outcome = 'passed' FROM review WHERE at >= ? ORDER BY id");
    rows.bind(instant);
    std::vector<Reviewed> reviews;
    while (rows.step()) {
        const std::int64_t document = rows.int64();
        reviews.push_back({document, rows.int64() != 0});
    }
    return reviews;
}

std::vector<ScoreQuery::Answered> ScoreQuery::samples_since(const std::string& instant) {
    Statement rows(*db_,
                   "SELECT subject, outcome = 'right' FROM sample_item WHERE at >= ? AND outcome IN ('right', 'wrong') "
                   "ORDER BY sample, ordinal");
    rows.bind(instant);
    std::vector<Answered> answered;
    while (rows.step()) {
        std::string subject = rows.text();
        answered.push_back({std::move(subject), rows.int64() != 0});
    }
    return answered;
}

std::vector<std::string> ScoreQuery::entries_since(const std::string& kind, const std::string& day) {
    Statement rows(*db_, "SELECT subject FROM entry WHERE kind = ? AND done >= ? ORDER BY id");
    rows.bind(kind).bind(day);
    std::vector<std::string> subjects;
    while (rows.step()) {
        subjects.push_back(rows.text());
    }
    return subjects;
}

}  // namespace arc
