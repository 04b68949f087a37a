#include "catalog/object_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

constexpr const char* columns =
    "SELECT id, digest, bytes, format, frames, origin, coalesce(origin_frame, 0), destroyed FROM object ";

}  // namespace

std::optional<StoredObject> ObjectTable::first_of(Statement& row) {
    if (!row.step()) {
        return std::nullopt;
    }
    StoredObject object;
    object.id = row.int64();
    object.digest = row.digest();
    object.bytes = row.int64();
    object.format = row.text();
    object.frames = row.int32();
    object.origin = row.int64_or_null();
    object.origin_frame = row.int32();
    object.destroyed = row.text();
    return object;
}

std::optional<StoredObject> ObjectTable::find(std::int64_t id) {
    Statement row(*db_, std::string(columns) + "WHERE id = ?");
    return first_of(row.bind(id));
}

std::optional<StoredObject> ObjectTable::find(const Digest& digest) {
    Statement row(*db_, std::string(columns) + "WHERE substr(digest, 1, 16) = substr(?1, 1, 16) AND digest = ?1");
    return first_of(row.bind(digest));
}

std::vector<PageOnObject> ObjectTable::pages_on(std::int64_t object) {
    Statement rows(*db_, "SELECT id, frame, role, document FROM page WHERE object = ? ORDER BY frame, id");
    rows.bind(object);
    std::vector<PageOnObject> pages;
    while (rows.step()) {
        PageOnObject& page = pages.emplace_back();
        page.page = rows.int64();
        page.frame = rows.int32();
        page.role = parse_page_role(rows.text());
        page.document = rows.int64();
    }
    return pages;
}

std::vector<std::int64_t> ObjectTable::of_document(std::int64_t document) {
    Statement rows(*db_, "SELECT DISTINCT object FROM page WHERE document = ? ORDER BY object");
    rows.bind(document);
    std::vector<std::int64_t> objects;
    while (rows.step()) {
        objects.push_back(rows.int64());
    }
    return objects;
}

std::int64_t ObjectTable::add_frame(const StoredObject& copy) {
    if (const std::optional<StoredObject> known = find(copy.digest)) {
        Statement(*db_, "UPDATE object SET destroyed = NULL WHERE id = ? AND destroyed IS NOT NULL")
            .bind(known->id)
            .run();
        return known->id;
    }
    const std::int64_t id = next_number(*db_, "object");
    Statement(
        *db_,
        "INSERT INTO object (id, digest, bytes, format, frames, origin, origin_frame) VALUES (?, ?, ?, ?, 1, ?, ?)")
        .bind(id)
        .bind(copy.digest)
        .bind(copy.bytes)
        .bind(copy.format)
        .bind(copy.origin)
        .bind(copy.origin_frame)
        .run();
    return id;
}

std::vector<Digest> ObjectTable::destroyed() {
    Statement rows(*db_, "SELECT digest FROM object WHERE destroyed IS NOT NULL ORDER BY destroyed, id");
    std::vector<Digest> digests;
    while (rows.step()) {
        digests.push_back(rows.digest());
    }
    return digests;
}

void ObjectTable::mark_destroyed(std::int64_t object, const std::string& at) {
    Statement(*db_, "UPDATE object SET destroyed = ? WHERE id = ?").bind(at).bind(object).run();
}

void ObjectTable::move_page(std::int64_t page, std::int64_t object) {
    Statement(*db_, "UPDATE page SET object = ?, frame = 0 WHERE id = ?").bind(object).bind(page).run();
}

std::int64_t ObjectTable::destroy_pages(std::int64_t document) {
    return Statement(*db_, "UPDATE page SET role = 'destroyed' WHERE document = ? AND role <> 'destroyed'")
        .bind(document)
        .run();
}

}  // namespace arc
