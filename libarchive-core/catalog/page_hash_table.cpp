#include "catalog/page_hash_table.hpp"

namespace arc {
namespace {

constexpr std::size_t hash_bytes = 32;

Blob to_blob(const PageHash& hash) {
    Blob bytes;
    bytes.reserve(hash_bytes);
    for (const std::uint64_t word : hash.bits) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes.push_back(static_cast<std::uint8_t>(word >> shift));
        }
    }
    return bytes;
}

std::optional<PageHash> hash_in(const Cell& cell) {
    const auto* bytes = std::get_if<Blob>(&cell);
    if (bytes == nullptr || bytes->size() != hash_bytes) {
        return std::nullopt;
    }
    PageHash hash;
    for (std::size_t i = 0; i < hash_bytes; ++i) {
        hash.bits[i / 8] = hash.bits[i / 8] << 8 | (*bytes)[i];
    }
    return hash;
}

std::vector<ComparedPage> all_of(Statement& rows) {
    std::vector<ComparedPage> pages;
    while (rows.step()) {
        ComparedPage& page = pages.emplace_back();
        page.page = rows.int64();
        page.seq = rows.int64();
        page.document = rows.int64();
        page.volume = rows.int64_or_null();
        page.object = rows.digest();
        page.frame = rows.int32();
        page.hash = hash_in(rows.cell());
        page.compared = rows.int64() != 0;
    }
    return pages;
}

PageHashTable::Told told_of(Statement& row) {
    PageHashTable::Told told;
    told.twin.page = row.int64();
    told.twin.other = row.int64();
    told.twin.likeness = row.real();
    told.document = row.int64();
    told.position = row.int64();
    told.other_document = row.int64();
    told.other_position = row.int64();
    return told;
}

}  // namespace

std::vector<std::pair<std::int64_t, std::int64_t>> PageHashTable::waiting() {
    Statement rows(
        *db_,
        "SELECT p.batch, count(*) FROM page AS p JOIN document AS d ON d.id = p.document LEFT JOIN page_hash AS h ON "
        "h.page = p.id WHERE p.role = 'content' AND p.blank = 0 AND p.ink IS NOT NULL AND (h.page IS NULL OR "
        "h.document <> p.document OR h.volume IS NOT d.volume) GROUP BY p.batch ORDER BY p.batch");
    std::vector<std::pair<std::int64_t, std::int64_t>> batches;
    while (rows.step()) {
        const std::int64_t batch = rows.int64();
        batches.emplace_back(batch, rows.int64());
    }
    return batches;
}

std::vector<ComparedPage> PageHashTable::pages_of_batch(std::int64_t batch) {
    Statement rows(
        *db_,
        "SELECT p.id, p.seq, p.document, d.volume, o.digest, p.frame, h.hash, h.page IS NOT NULL AND h.document = "
        "p.document AND h.volume IS d.volume FROM page AS p JOIN document AS d ON d.id = p.document "
        "JOIN object AS o ON o.id = p.object LEFT JOIN page_hash AS h ON h.page = p.id WHERE p.batch = ? AND "
        "p.role = 'content' AND p.blank = 0 AND p.ink IS NOT NULL AND o.destroyed IS NULL ORDER BY p.seq");
    rows.bind(batch);
    return all_of(rows);
}

std::vector<ComparedPage> PageHashTable::elsewhere_in_document(std::int64_t document, std::int64_t but_batch) {
    Statement rows(
        *db_,
        "SELECT p.id, p.seq, p.document, d.volume, o.digest, p.frame, h.hash, 1 FROM page AS p JOIN document "
        "AS d ON d.id = p.document JOIN object AS o ON o.id = p.object JOIN page_hash AS h ON h.page = p.id "
        "WHERE p.document = ? AND p.batch <> ? AND p.role = 'content' AND p.blank = 0 AND o.destroyed IS "
        "NULL ORDER BY p.id");
    rows.bind(document).bind(but_batch);
    return all_of(rows);
}

std::vector<ComparedPage> PageHashTable::elsewhere_in_volume(std::int64_t volume, std::int64_t but_batch) {
    Statement rows(
        *db_,
        "SELECT p.id, p.seq, p.document, d.volume, o.digest, p.frame, h.hash, 1 FROM document AS d JOIN page "
        "AS p ON p.document = d.id JOIN object AS o ON o.id = p.object JOIN page_hash AS h ON h.page = p.id "
        "WHERE d.volume = ? AND p.batch <> ? AND p.role = 'content' AND p.blank = 0 AND o.destroyed IS NULL "
        "ORDER BY p.id");
    rows.bind(volume).bind(but_batch);
    return all_of(rows);
}

void PageHashTable::keep(const ComparedPage& page) {
    Statement(
        *db_,
        "INSERT INTO page_hash (page, hash, document, volume) VALUES (?, ?, ?, ?) ON CONFLICT (page) DO UPDATE SET "
        "hash = excluded.hash, document = excluded.document, volume = excluded.volume")
        .bind(page.page)
        .bind(Cell(to_blob(page.hash.value())))
        .bind(page.document)
        .bind(page.volume)
        .run();
}

void PageHashTable::add(const PageTwin& twin) {
    Statement(*db_,
              "INSERT INTO page_twin (page, other, likeness) VALUES (?, ?, ?) ON CONFLICT (page, other) DO UPDATE SET "
              "likeness = excluded.likeness")
        .bind(twin.page)
        .bind(twin.other)
        .bind(twin.likeness)
        .run();
}

std::vector<PageHashTable::Told> PageHashTable::twins() {
    Statement rows(*db_,
                   "SELECT t.page, t.other, t.likeness, p.document, p.position, q.document, q.position FROM page_twin "
                   "AS t JOIN page AS p ON p.id = t.page JOIN page AS q ON q.id = t.other WHERE p.role = 'content' AND "
                   "q.role = 'content' ORDER BY t.page, t.other");
    std::vector<Told> twins;
    while (rows.step()) {
        twins.push_back(told_of(rows));
    }
    return twins;
}

std::optional<PageHashTable::Told> PageHashTable::told(const PageTwin& twin) {
    Statement row(*db_,
                  "SELECT p.id, q.id, ?3, p.document, p.position, q.document, q.position FROM page AS p JOIN page AS q "
                  "ON q.id = ?2 WHERE p.id = ?1 AND p.role = 'content' AND q.role = 'content'");
    row.bind(twin.page).bind(twin.other).bind(twin.likeness);
    return row.step() ? std::optional(told_of(row)) : std::nullopt;
}

}  // namespace arc
