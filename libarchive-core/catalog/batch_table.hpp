#pragma once

#include "catalog/sqlite.hpp"
#include "model/batch.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

class BatchTable {
public:
    explicit BatchTable(Db& db) : db_(&db) {}
    std::optional<Batch> find(const std::string& code);
    std::optional<Batch> find(std::int64_t id);
    // Newest first.
    std::vector<Batch> list(std::int64_t most);
    // The codes that start with this text, newest first.
    std::vector<Batch> starting_with(const std::string& prefix);
    // The id of the new row; `batch.id` is not read.
    std::int64_t add(const Batch& batch);
    void set_expected(std::int64_t id, std::int64_t expected);
    void set_state(std::int64_t id, BatchState state, const std::string& at);
    // Pages taken in this batch (withdrawn ones too).
    std::int64_t count_pages(std::int64_t id);

    // Refusals -----------------------------------------------------------------
    // Adds one, or renews the row of the same source with the same file in quarantine (or none yet). Returns its id.
    std::int64_t refuse(const Refusal& refusal);
    // The source was taken after all, or dropped by a person.
    void settle(std::int64_t refusal, const std::string& state);
    std::optional<Refusal> find_refusal(std::int64_t id);
    // In any state, oldest first: in a watched folder names come again.
    std::vector<Refusal> refusals_of(std::int64_t batch, const std::string& source);
    std::vector<Refusal> waiting_refusals(std::int64_t batch = 0);  // of one batch, or of all
    std::int64_t count_refusals(std::int64_t batch);                // waiting ones

private:
    Db* db_;
};

}  // namespace arc
