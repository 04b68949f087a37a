#include "catalog/private_table.hpp"

namespace arc {

void PrivateTable::add(const PrivateValue& value) {
    Statement(*db_, "INSERT OR IGNORE INTO private_value (hmac, n, salt, value) VALUES (?, ?, ?, ?)")
        .bind(value.hmac)
        .bind(value.n)
        .bind(value.salt)
        .bind(value.value)
        .run();
}

std::vector<PrivateValue> PrivateTable::of_event(std::int64_t n) {
    Statement rows(*db_, "SELECT hmac, n, salt, value FROM private_value WHERE n = ? ORDER BY hmac");
    rows.bind(n);
    std::vector<PrivateValue> values;
    while (rows.step()) {
        PrivateValue value;
        value.hmac = rows.text();
        value.n = rows.int64();
        value.salt = rows.text();
        value.value = rows.text();
        values.push_back(std::move(value));
    }
    return values;
}

std::string PrivateTable::value_of(const std::string& hmac) {
    Statement row(*db_, "SELECT value FROM private_value WHERE hmac = ?");
    return row.bind(hmac).step() ? row.text() : std::string();
}

}  // namespace arc
