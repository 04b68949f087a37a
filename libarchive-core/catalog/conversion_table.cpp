#include "catalog/conversion_table.hpp"

namespace arc {
namespace {

constexpr const char* columns = "SELECT object, result, made, program, lossless FROM conversion ";

Conversion conversion_of(Statement& row) {
    Conversion conversion;
    conversion.object = row.int64();
    conversion.result = row.int64();
    conversion.made = row.text();
    conversion.program = row.text();
    conversion.lossless = row.int64() != 0;
    return conversion;
}

std::vector<StoredObject> objects_of(Statement& rows) {
    std::vector<StoredObject> objects;
    while (rows.step()) {
        StoredObject& object = objects.emplace_back();
        object.id = rows.int64();
        object.digest = rows.digest();
        object.bytes = rows.int64();
        object.format = rows.text();
        object.frames = rows.int32();
    }
    return objects;
}

}  // namespace

void ConversionTable::add(const Conversion& conversion) {
    Statement(*db_, "INSERT INTO conversion (object, result, made, program, lossless) VALUES (?, ?, ?, ?, ?)")
        .bind(conversion.object)
        .bind(conversion.result)
        .bind(conversion.made)
        .bind(conversion.program)
        .bind(std::int64_t{conversion.lossless ? 1 : 0})
        .run();
}

std::optional<Conversion> ConversionTable::of(std::int64_t object) {
    Statement row(*db_, std::string(columns) + "WHERE object = ?");
    return row.bind(object).step() ? std::optional(conversion_of(row)) : std::nullopt;
}

std::vector<Conversion> ConversionTable::to(std::int64_t result) {
    Statement rows(*db_, std::string(columns) + "WHERE result = ? ORDER BY object");
    rows.bind(result);
    std::vector<Conversion> all;
    while (rows.step()) {
        all.push_back(conversion_of(rows));
    }
    return all;
}

void ConversionTable::remove(std::int64_t object) {
    Statement(*db_, "DELETE FROM conversion WHERE object = ?").bind(object).run();
}

std::vector<StoredObject> ConversionTable::unconverted(const std::string& format, std::int64_t after,
                                                       std::int64_t most) {
    Statement rows(
        *db_,
        "SELECT o.id, o.digest, o.bytes, o.format, o.frames FROM object AS o WHERE o.id > ? AND o.format = ? "
        "AND o.destroyed IS NULL AND NOT EXISTS (SELECT 1 FROM conversion WHERE object = o.id) AND NOT "
        "EXISTS (SELECT 1 FROM conversion WHERE result = o.id) ORDER BY o.id LIMIT ?");
    rows.bind(after).bind(format).bind(most);
    return objects_of(rows);
}

std::vector<FormatStock> ConversionTable::stock() {
    Statement rows(
        *db_,
        "SELECT o.format, count(*), sum(o.bytes), sum(o.frames), count(c.object), sum(EXISTS (SELECT 1 FROM "
        "conversion WHERE result = o.id)) FROM object AS o LEFT JOIN conversion AS c ON c.object = o.id WHERE "
        "o.destroyed IS NULL GROUP BY o.format ORDER BY o.format");
    std::vector<FormatStock> all;
    while (rows.step()) {
        FormatStock& stock = all.emplace_back();
        stock.format = rows.text();
        stock.files = rows.int64();
        stock.bytes = rows.int64();
        stock.frames = rows.int64();
        stock.converted = rows.int64();
        stock.results = rows.int64();
    }
    return all;
}

std::vector<StoredObject> ConversionTable::files(std::int64_t after, std::int64_t most) {
    Statement rows(
        *db_,
        "SELECT id, digest, bytes, format, frames FROM object WHERE id > ? AND destroyed IS NULL ORDER BY id "
        "LIMIT ?");
    rows.bind(after).bind(most);
    return objects_of(rows);
}

}  // namespace arc
