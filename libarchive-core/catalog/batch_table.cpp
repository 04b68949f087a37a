#include "catalog/batch_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

constexpr const char* batch_columns =
    "SELECT id, code, opened, closed, state, operator, device, dpi, duplex, expected FROM batch ";
constexpr const char* refusal_columns =
    "SELECT r.id, r.batch, b.code, r.source, r.code, r.reason, r.stored, r.state FROM refusal AS r "
    "JOIN batch AS b ON b.id = r.batch ";

BatchState state_of(const std::string& text) {
    return text == "closed" ? BatchState::closed : text == "withdrawn" ? BatchState::withdrawn : BatchState::open;
}

Batch read_batch(Statement& row) {
    Batch batch;
    batch.id = row.int64();
    batch.code = row.text();
    batch.opened = row.text();
    batch.closed = row.text();
    batch.state = state_of(row.text());
    batch.operator_name = row.text();
    batch.device = row.text();
    batch.dpi = row.int32();
    batch.duplex = row.int64() != 0;
    batch.expected = row.int64_or_null();
    return batch;
}

Refusal read_refusal(Statement& row) {
    Refusal refusal;
    refusal.id = row.int64();
    refusal.batch = row.int64();
    refusal.batch_code = row.text();
    refusal.source = row.text();
    refusal.code = row.text();
    refusal.reason = row.text();
    refusal.stored = row.text();
    refusal.state = row.text();
    return refusal;
}

std::vector<Batch> batches_of(Statement& rows) {
    std::vector<Batch> batches;
    while (rows.step()) {
        batches.push_back(read_batch(rows));
    }
    return batches;
}

std::vector<Refusal> refusals_in(Statement& rows) {
    std::vector<Refusal> refusals;
    while (rows.step()) {
        refusals.push_back(read_refusal(rows));
    }
    return refusals;
}

std::string sql(const char* columns, std::string_view rest) {
    return columns + std::string(rest);
}

}  // namespace

std::optional<Batch> BatchTable::find(const std::string& code) {
    Statement row(*db_, sql(batch_columns, "WHERE code = ?"));
    return row.bind(code).step() ? std::optional(read_batch(row)) : std::nullopt;
}

std::optional<Batch> BatchTable::find(std::int64_t id) {
    Statement row(*db_, sql(batch_columns, "WHERE id = ?"));
    return row.bind(id).step() ? std::optional(read_batch(row)) : std::nullopt;
}

std::vector<Batch> BatchTable::list(std::int64_t most) {
    Statement rows(*db_, sql(batch_columns, "ORDER BY id DESC LIMIT ?"));
    return batches_of(rows.bind(most));
}

std::vector<Batch> BatchTable::starting_with(const std::string& prefix) {
    Statement rows(*db_, sql(batch_columns, "WHERE code >= ?1 AND substr(code, 1, length(?1)) = ?1 ORDER BY id DESC"));
    return batches_of(rows.bind(prefix));
}

std::int64_t BatchTable::add(const Batch& batch) {
    const std::int64_t id = next_number(*db_, "batch");
    Statement(*db_,
              "INSERT INTO batch (id, code, opened, state, operator, device, dpi, duplex, expected) "
              "VALUES (?, ?, ?, 'open', ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(batch.code)
        .bind(batch.opened)
        .bind_text_or_null(batch.operator_name)
        .bind_text_or_null(batch.device)
        .bind(batch.dpi == 0 ? std::optional<int>() : std::optional(batch.dpi))
        .bind(batch.duplex ? 1 : 0)
        .bind(batch.expected)
        .run();
    return id;
}

void BatchTable::set_expected(std::int64_t id, std::int64_t expected) {
    Statement(*db_, "UPDATE batch SET expected = ? WHERE id = ?").bind(expected).bind(id).run();
}

void BatchTable::set_state(std::int64_t id, BatchState state, const std::string& at) {
    Statement(*db_, "UPDATE batch SET state = ?, closed = ? WHERE id = ?")
        .bind(to_text(state))
        .bind_text_or_null(state == BatchState::open ? std::string() : at)
        .bind(id)
        .run();
}

std::int64_t BatchTable::count_pages(std::int64_t id) {
    Statement count(*db_, "SELECT count(*) FROM page WHERE batch = ?");
    count.bind(id).step();
    return count.int64();
}

std::int64_t BatchTable::refuse(const Refusal& refusal) {
    // Of this source: the same bytes again, or what could not even be read before.
    Statement before(*db_,
                     "SELECT id FROM refusal WHERE batch = ? AND source = ? AND (stored IS NULL OR stored = ?) "
                     "ORDER BY stored IS NULL, id LIMIT 1");
    if (before.bind(refusal.batch).bind(refusal.source).bind(refusal.stored).step()) {
        const std::int64_t known = before.int64();
        Statement(*db_, "UPDATE refusal SET code = ?, reason = ?, stored = ?, state = 'waiting' WHERE id = ?")
            .bind(refusal.code)
            .bind(refusal.reason)
            .bind_text_or_null(refusal.stored)
            .bind(known)
            .run();
        return known;
    }
    const std::int64_t id = next_number(*db_, "refusal");
    Statement(
        *db_,
        "INSERT INTO refusal (id, batch, source, code, reason, stored, state) VALUES (?, ?, ?, ?, ?, ?, 'waiting')")
        .bind(id)
        .bind(refusal.batch)
        .bind(refusal.source)
        .bind(refusal.code)
        .bind(refusal.reason)
        .bind_text_or_null(refusal.stored)
        .run();
    return id;
}

void BatchTable::settle(std::int64_t refusal, const std::string& state) {
    Statement(*db_, "UPDATE refusal SET state = ? WHERE id = ?").bind(state).bind(refusal).run();
}

std::optional<Refusal> BatchTable::find_refusal(std::int64_t id) {
    Statement row(*db_, sql(refusal_columns, "WHERE r.id = ?"));
    return row.bind(id).step() ? std::optional(read_refusal(row)) : std::nullopt;
}

std::vector<Refusal> BatchTable::refusals_of(std::int64_t batch, const std::string& source) {
    Statement rows(*db_, sql(refusal_columns, "WHERE r.batch = ? AND r.source = ? ORDER BY r.id"));
    return refusals_in(rows.bind(batch).bind(source));
}

std::vector<Refusal> BatchTable::waiting_refusals(std::int64_t batch) {
    Statement rows(*db_, sql(refusal_columns, "WHERE r.state = 'waiting' AND (?1 = 0 OR r.batch = ?1) ORDER BY r.id"));
    return refusals_in(rows.bind(batch));
}

std::int64_t BatchTable::count_refusals(std::int64_t batch) {
    Statement count(*db_, "SELECT count(*) FROM refusal WHERE batch = ? AND state = 'waiting'");
    count.bind(batch).step();
    return count.int64();
}

}  // namespace arc
