#include "catalog/private_table.hpp"

#include <charconv>

namespace arc {
namespace {

// Half as long as its text, in the table and in the index of events. What is no text of hexadecimal digits is in no
// row.
Cell bytes_of(std::string_view hex) {
    Blob bytes(hex.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, bytes[i], 16);
    }
    return bytes;
}

std::string hex_of(const Cell& cell) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    if (const Blob* bytes = std::get_if<Blob>(&cell)) {
        for (const std::uint8_t byte : *bytes) {
            hex += {digits[byte >> 4], digits[byte & 15]};
        }
    }
    return hex;
}

PrivateValue read_value(Statement& row) {
    PrivateValue value;
    value.hmac = hex_of(row.cell());
    value.n = row.int64();
    value.salt = hex_of(row.cell());
    value.value = row.text();
    return value;
}

std::string sql(std::string_view rest) {
    return "SELECT hmac, n, salt, value FROM private_value " + std::string(rest);
}

}  // namespace

void PrivateTable::add(const PrivateValue& value) {
    Statement(*db_, "INSERT OR IGNORE INTO private_value (hmac, n, salt, value) VALUES (?, ?, ?, ?)")
        .bind(bytes_of(value.hmac))
        .bind(value.n)
        .bind(bytes_of(value.salt))
        .bind(value.value)
        .run();
}

std::vector<PrivateValue> PrivateTable::of_event(std::int64_t n) {
    Statement rows(*db_, sql("WHERE n = ? ORDER BY hmac"));
    rows.bind(n);
    std::vector<PrivateValue> values;
    while (rows.step()) {
        values.push_back(read_value(rows));
    }
    return values;
}

void PrivateTable::for_each(const std::function<void(const PrivateValue&)>& value) {
    Statement rows(*db_, sql("ORDER BY hmac"));
    while (rows.step()) {
        value(read_value(rows));
    }
}

std::int64_t PrivateTable::erase(const std::vector<std::string>& hmacs) {
    db_->execute("PRAGMA secure_delete = ON");
    std::int64_t erased = 0;
    for (const std::string& hmac : hmacs) {
        erased += Statement(*db_, "DELETE FROM private_value WHERE hmac = ?").bind(bytes_of(hmac)).run();
    }
    return erased;
}

void PrivateTable::empty_log() {
    Statement(*db_, "PRAGMA wal_checkpoint(TRUNCATE)").step();
}

std::string PrivateTable::salt_of(const std::string& hmac) {
    Statement row(*db_, "SELECT salt FROM private_value WHERE hmac = ?");
    return row.bind(bytes_of(hmac)).step() ? hex_of(row.cell()) : std::string();
}

std::string PrivateTable::value_of(const std::string& hmac) {
    Statement row(*db_, "SELECT value FROM private_value WHERE hmac = ?");
    return row.bind(bytes_of(hmac)).step() ? row.text() : std::string();
}

}  // namespace arc
