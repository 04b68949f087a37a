#include "catalog/holding_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

SeriesNode read_series(Statement& row) {
    SeriesNode node;
    node.id = row.int64();
    node.code = row.text();
    node.title = row.text();
    node.parent = row.int64_or_null();
    node.fields = row.text();
    return node;
}

Place read_place(Statement& row) {
    Place place;
    place.id = row.int64();
    place.code = row.text();
    place.name = row.text();
    place.parent = row.int64_or_null();
    place.kind = row.text();
    place.zone = row.text();
    place.capacity = row.int64_or_null();
    place.most = row.int64_or_null();
    place.keeper = row.int64_or_null();
    place.closed = row.text();
    return place;
}

Box read_box(Statement& row) {
    Box box;
    box.id = row.int64();
    box.code = row.text();
    box.title = row.text();
    box.place = row.int64_or_null();
    box.width = row.int64_or_null();
    box.fields = row.text();
    return box;
}

Volume read_volume(Statement& row) {
    Volume volume;
    volume.id = row.int64();
    volume.code = row.text();
    volume.title = row.text();
    volume.box = row.int64_or_null();
    volume.place = row.int64_or_null();
    volume.pages = row.int64_or_null();
    volume.width = row.int64_or_null();
    volume.closed = row.text();
    volume.fields = row.text();
    return volume;
}

constexpr const char* series_columns = "SELECT id, code, title, parent, fields FROM series ";
constexpr const char* place_columns =
    "SELECT id, code, name, parent, kind, zone, capacity, most, keeper, closed FROM place ";
constexpr const char* box_columns = "SELECT id, code, title, place, width, fields FROM box ";
constexpr const char* volume_columns = "SELECT id, code, title, box, place, pages, width, closed, fields FROM volume ";

template <class Read, class Key>
auto find_one(Db& db, const char* columns, const char* where, const Key& key, Read read)
    -> std::optional<decltype(read(std::declval<Statement&>()))> {
    Statement row(db, std::string(columns) + where);
    row.bind(key);
    if (!row.step()) {
        return std::nullopt;
    }
    return read(row);
}

template <class Read>
auto list_all(Statement& rows, Read read) {
    std::vector<decltype(read(rows))> all;
    while (rows.step()) {
        all.push_back(read(rows));
    }
    return all;
}

constexpr const char* by_code = "WHERE code = ?";
constexpr const char* by_id = "WHERE id = ?";

}  // namespace

std::optional<SeriesNode> SeriesTable::find(const std::string& code) {
    return find_one(*db_, series_columns, by_code, code, read_series);
}

std::optional<SeriesNode> SeriesTable::find(std::int64_t id) {
    return find_one(*db_, series_columns, by_id, id, read_series);
}

std::vector<SeriesNode> SeriesTable::all() {
    Statement rows(*db_, std::string(series_columns) + "ORDER BY code");
    return list_all(rows, read_series);
}

std::int64_t SeriesTable::put(const SeriesNode& node) {
    const std::optional<SeriesNode> known = find(node.code);
    const std::int64_t id = known ? known->id : next_number(*db_, "series");
    Statement(
        *db_,
        "INSERT INTO series (id, code, title, parent, fields) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "title = excluded.title, parent = excluded.parent, fields = excluded.fields "
        "WHERE (title, parent, fields) IS NOT (excluded.title, excluded.parent, excluded.fields)")
        .bind(id)
        .bind(node.code)
        .bind(node.title)
        .bind(node.parent)
        .bind(node.fields)
        .run();
    return id;
}

std::optional<Place> PlaceTable::find(const std::string& code) {
    return find_one(*db_, place_columns, by_code, code, read_place);
}

std::optional<Place> PlaceTable::find(std::int64_t id) {
    return find_one(*db_, place_columns, by_id, id, read_place);
}

std::vector<Place> PlaceTable::page(std::int64_t after, std::int64_t most) {
    Statement rows(*db_, std::string(place_columns) + "WHERE id > ? ORDER BY id LIMIT ?");
    rows.bind(after).bind(most);
    return list_all(rows, read_place);
}

std::int64_t PlaceTable::put(const Place& place) {
    const std::optional<Place> known = find(place.code);
    const std::int64_t id = known ? known->id : next_number(*db_, "place");
    Statement(*db_,
              "INSERT INTO place (id, code, name, parent, kind, zone, capacity, most, keeper, closed) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
              "SET name = excluded.name, parent = excluded.parent, kind = excluded.kind, zone = excluded.zone, "
              "capacity = excluded.capacity, most = excluded.most, keeper = excluded.keeper, closed = excluded.closed "
              "WHERE (name, parent, kind, zone, capacity, most, keeper, closed) IS NOT (excluded.name, "
              "excluded.parent, excluded.kind, excluded.zone, excluded.capacity, excluded.most, excluded.keeper, "
              "excluded.closed)")
        .bind(id)
        .bind(place.code)
        .bind(place.name)
        .bind(place.parent)
        .bind(place.kind)
        .bind_text_or_null(place.zone)
        .bind(place.capacity)
        .bind(place.most)
        .bind(place.keeper)
        .bind_text_or_null(place.closed)
        .run();
    return id;
}

std::vector<Place> PlaceTable::path(std::int64_t id) {
    Statement rows(
        *db_,
        "WITH RECURSIVE above (depth, id) AS (VALUES (0, ?) UNION ALL SELECT depth + 1, p.parent FROM above AS a "
        "JOIN place AS p ON p.id = a.id WHERE p.parent IS NOT NULL AND depth < 20) "
        "SELECT p.id, p.code, p.name, p.parent, p.kind, p.zone, p.capacity, p.most, p.keeper, p.closed FROM above "
        "AS a JOIN place AS p ON p.id = a.id "
        "ORDER BY depth DESC");
    rows.bind(id);
    return list_all(rows, read_place);
}

std::vector<std::int64_t> PlaceTable::with_all_below(std::int64_t id) {
    Statement rows(*db_,
                   "WITH RECURSIVE below (id) AS (VALUES (?) UNION SELECT p.id FROM place AS p JOIN below AS b ON "
                   "p.parent = b.id) "
                   "SELECT id FROM below");
    rows.bind(id);
    return list_all(rows, [](Statement& row) { return row.int64(); });
}

std::optional<Box> BoxTable::find(const std::string& code) {
    return find_one(*db_, box_columns, by_code, code, read_box);
}

std::optional<Box> BoxTable::find(std::int64_t id) {
    return find_one(*db_, box_columns, by_id, id, read_box);
}

std::vector<Box> BoxTable::page(std::int64_t after, std::int64_t most) {
    Statement rows(*db_, std::string(box_columns) + "WHERE id > ? ORDER BY id LIMIT ?");
    rows.bind(after).bind(most);
    return list_all(rows, read_box);
}

std::int64_t BoxTable::put(const Box& box) {
    const std::optional<Box> known = find(box.code);
    const std::int64_t id = known ? known->id : next_number(*db_, "box");
    Statement(*db_,
              "INSERT INTO box (id, code, title, place, width, fields) VALUES (?, ?, ?, ?, ?, ?) "
              "ON CONFLICT (id) DO UPDATE SET "
              "title = excluded.title, place = excluded.place, width = excluded.width, fields = excluded.fields "
              "WHERE (title, place, width, fields) IS NOT "
              "(excluded.title, excluded.place, excluded.width, excluded.fields)")
        .bind(id)
        .bind(box.code)
        .bind_text_or_null(box.title)
        .bind(box.place)
        .bind(box.width)
        .bind(box.fields)
        .run();
    return id;
}

std::optional<Volume> VolumeTable::find(const std::string& code) {
    return find_one(*db_, volume_columns, by_code, code, read_volume);
}

std::optional<Volume> VolumeTable::find(std::int64_t id) {
    return find_one(*db_, volume_columns, by_id, id, read_volume);
}

std::vector<Volume> VolumeTable::page(std::int64_t after, std::int64_t most) {
    Statement rows(*db_, std::string(volume_columns) + "WHERE id > ? ORDER BY id LIMIT ?");
    rows.bind(after).bind(most);
    return list_all(rows, read_volume);
}

std::vector<Volume> VolumeTable::in_box(std::int64_t box) {
    Statement rows(*db_, std::string(volume_columns) + "WHERE box = ? ORDER BY id");
    rows.bind(box);
    return list_all(rows, read_volume);
}

std::vector<Volume> VolumeTable::open_with_field(const std::string& name, const std::string& value) {
    Statement rows(
        *db_, std::string(volume_columns) + "WHERE closed IS NULL AND json_extract(fields, '$.' || ?) = ? ORDER BY id");
    rows.bind(name).bind(value);
    return list_all(rows, read_volume);
}

std::int64_t VolumeTable::put(const Volume& volume) {
    const std::optional<Volume> known = find(volume.code);
    const std::int64_t id = known ? known->id : next_number(*db_, "volume");
    Statement(*db_,
              "INSERT INTO volume (id, code, title, box, place, pages, width, closed, fields) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
              "SET title = excluded.title, box = excluded.box, place = excluded.place, pages = excluded.pages, "
              "width = excluded.width, closed = excluded.closed, fields = excluded.fields "
              "WHERE (title, box, place, pages, width, closed, fields) IS NOT (excluded.title, excluded.box, "
              "excluded.place, excluded.pages, excluded.width, excluded.closed, excluded.fields)")
        .bind(id)
        .bind(volume.code)
        .bind_text_or_null(volume.title)
        .bind(volume.box)
        .bind(volume.place)
        .bind(volume.pages)
        .bind(volume.width)
        .bind_text_or_null(volume.closed)
        .bind(volume.fields)
        .run();
    return id;
}

}  // namespace arc
