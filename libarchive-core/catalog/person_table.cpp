#include "catalog/person_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

Unit read_unit(Statement& row) {
    Unit unit;
    unit.id = row.int64();
    unit.code = row.text();
    unit.name = row.text();
    unit.parent = row.int64_or_null();
    return unit;
}

Person read_person(Db& db, Statement& row) {
    Person person;
    person.id = row.int64();
    person.code = row.text();
    person.name = row.text();
    person.unit = row.int64_or_null();
    person.fields = row.text();
    person.disabled = row.text();
    person.reviewed = row.text();
    Statement roles(db, "SELECT role FROM person_role WHERE person = ? ORDER BY role");
    roles.bind(person.id);
    while (roles.step()) {
        person.roles.push_back(roles.text());
    }
    return person;
}

constexpr const char* person_columns = "SELECT id, code, name, unit, fields, disabled, reviewed FROM person ";

}  // namespace

std::optional<Unit> UnitTable::find(const std::string& code) {
    Statement row(*db_, "SELECT id, code, name, parent FROM unit WHERE code = ?");
    return row.bind(code).step() ? std::optional(read_unit(row)) : std::nullopt;
}

std::optional<Unit> UnitTable::find(std::int64_t id) {
    Statement row(*db_, "SELECT id, code, name, parent FROM unit WHERE id = ?");
    return row.bind(id).step() ? std::optional(read_unit(row)) : std::nullopt;
}

std::vector<Unit> UnitTable::all() {
    Statement rows(*db_, "SELECT id, code, name, parent FROM unit ORDER BY code");
    std::vector<Unit> units;
    while (rows.step()) {
        units.push_back(read_unit(rows));
    }
    return units;
}

std::int64_t UnitTable::put(const Unit& unit) {
    const std::optional<Unit> known = find(unit.code);
    const std::int64_t id = known ? known->id : next_number(*db_, "unit");
    Statement(*db_,
              "INSERT INTO unit (id, code, name, parent) VALUES (?, ?, ?, ?) "
              "ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent = excluded.parent "
              "WHERE name IS NOT excluded.name OR parent IS NOT excluded.parent")
        .bind(id)
        .bind(unit.code)
        .bind(unit.name)
        .bind(unit.parent)
        .run();
    return id;
}

std::vector<std::int64_t> UnitTable::with_all_below(std::int64_t id) {
    Statement rows(
        *db_,
        "WITH RECURSIVE below (id) AS (VALUES (?) UNION SELECT u.id FROM unit AS u JOIN below AS b ON u.parent = b.id) "
        "SELECT id FROM below");
    rows.bind(id);
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

std::optional<Person> PersonTable::find(const std::string& code) {
    Statement row(*db_, std::string(person_columns) + "WHERE code = ?");
    return row.bind(code).step() ? std::optional(read_person(*db_, row)) : std::nullopt;
}

std::optional<Person> PersonTable::find(std::int64_t id) {
    Statement row(*db_, std::string(person_columns) + "WHERE id = ?");
    return row.bind(id).step() ? std::optional(read_person(*db_, row)) : std::nullopt;
}

std::vector<Person> PersonTable::all() {
    Statement rows(*db_, std::string(person_columns) + "ORDER BY code");
    std::vector<Person> persons;
    while (rows.step()) {
        persons.push_back(read_person(*db_, rows));
    }
    return persons;
}

std::int64_t PersonTable::count() {
    Statement row(*db_, "SELECT count(*) FROM person");
    row.step();
    return row.int64();
}

std::int64_t PersonTable::put(const Person& person) {
    const std::optional<Person> known = find(person.code);
    const std::int64_t id = known ? known->id : next_number(*db_, "person");
    Statement(*db_,
              "INSERT INTO person (id, code, name, unit, fields, disabled, reviewed) VALUES (?, ?, ?, ?, ?, ?, ?) "
              "ON CONFLICT (id) DO UPDATE SET name = excluded.name, unit = excluded.unit, fields = excluded.fields, "
              "disabled = excluded.disabled, reviewed = excluded.reviewed "
              "WHERE (name, unit, fields, disabled, reviewed) IS NOT "
              "(excluded.name, excluded.unit, excluded.fields, excluded.disabled, excluded.reviewed)")
        .bind(id)
        .bind(person.code)
        .bind(person.name)
        .bind(person.unit)
        .bind(person.fields)
        .bind_text_or_null(person.disabled)
        .bind_text_or_null(person.reviewed)
        .run();
    return id;
}

std::int64_t PersonTable::count_with_role(const std::string& role) {
    Statement row(*db_,
                  "SELECT count(*) FROM person AS p JOIN person_role AS r ON r.person = p.id WHERE r.role = ? AND "
                  "p.disabled IS NULL");
    row.bind(role).step();
    return row.int64();
}

void PersonTable::add_role(std::int64_t person, const std::string& role) {
    Statement(*db_, "INSERT OR IGNORE INTO person_role (person, role) VALUES (?, ?)").bind(person).bind(role).run();
}

void PersonTable::remove_role(std::int64_t person, const std::string& role) {
    Statement(*db_, "DELETE FROM person_role WHERE person = ? AND role = ?").bind(person).bind(role).run();
}

}  // namespace arc
