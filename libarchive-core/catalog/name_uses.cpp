#include "catalog/name_uses.hpp"

#include "base/say.hpp"

#include <array>

namespace arc {
namespace {

// Where a name stands as the whole value of a column.
struct Column {
    NameKind kind;
    const char* table;
    const char* column;
};
constexpr std::array columns{Column{NameKind::document_type, "document", "type"},
                             Column{NameKind::document_type, "waiver", "type"},
                             Column{NameKind::ticket_type, "ticket", "type"},
                             Column{NameKind::customer_class, "customer_state", "class"},
                             Column{NameKind::customer_kind, "customer_state", "kind"},
                             Column{NameKind::customer_status, "customer_state", "status"},
                             Column{NameKind::zone, "place", "zone"},
                             Column{NameKind::place_level, "place", "kind"},
                             Column{NameKind::step, "step_scan", "step"},
                             Column{NameKind::reason, "handover_item", "reason"},
                             Column{NameKind::entry_kind, "entry", "kind"},
                             Column{NameKind::review, "review", "gate"},
                             Column{NameKind::review, "review_lot", "gate"},
                             Column{NameKind::access, "document", "access"}};

// A member of the JSON object in a `fields` cell; names are declared ones, without quotes.
std::string path_of(const std::string& field) {
    return "$.\"" + field + "\"";
}

std::pair<std::string, std::string> parted(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    return slash == std::string::npos ? std::pair(std::string(), name)
                                      : std::pair(name.substr(0, slash), name.substr(slash + 1));
}

const char* table_of_fields(NameKind kind) {
    return kind == NameKind::customer_field ? "customer_state" : kind == NameKind::ticket_field ? "ticket" : "document";
}

}  // namespace

void NameUses::add(NameKind kind, const std::string& sql, std::vector<Use>& uses) {
    Statement rows(*db_, sql);
    while (rows.step()) {
        Use use{kind, rows.text(), 0};
        use.records = rows.int64();
        uses.push_back(std::move(use));
    }
}

// Rows of owner, name and number: both spellings are given, since only the one that is declared matters.
void NameUses::add_owned(NameKind kind, const std::string& sql, std::vector<Use>& uses) {
    Statement rows(*db_, sql);
    while (rows.step()) {
        const std::string owner = rows.text();
        const std::string name = rows.text();
        const std::int64_t records = rows.int64();
        uses.push_back({kind, name, records});
        uses.push_back({kind, owner + "/" + name, records});
    }
}

std::vector<NameUses::Use> NameUses::count() {
    std::vector<Use> uses;
    for (const Column& column : columns) {
        add(column.kind,
            fmt::format("SELECT {1}, count(*) FROM {0} WHERE {1} IS NOT NULL GROUP BY {1}", column.table,
                        column.column),
            uses);
    }
    // The period leads the text of a rule: "D30 30y from year.end".
    add(NameKind::period,
        "SELECT substr(retention, 1, instr(retention || ' ', ' ') - 1) AS period, count(*) FROM document WHERE "
        "retention "
        "IS NOT NULL GROUP BY period",
        uses);
    add(NameKind::role, "SELECT role, count(*) FROM person_role GROUP BY role", uses);
    add(NameKind::document_type,
        "SELECT thing, count(*) FROM label WHERE kind = 'Y' AND thing IS NOT NULL GROUP BY thing", uses);
    add(NameKind::customer_field,
        "SELECT f.key, count(*) FROM customer_state AS s, json_each(s.fields) AS f GROUP BY f.key", uses);
    add_owned(NameKind::stage,
              "SELECT t.type, s.stage, count(*) FROM ticket_stage AS s JOIN ticket AS t ON t.id = s.ticket GROUP BY "
              "t.type, s.stage",
              uses);
    add_owned(NameKind::stage, "SELECT type, stage, count(*) FROM ticket WHERE stage IS NOT NULL GROUP BY type, stage",
              uses);
    add_owned(NameKind::ticket_field,
              "SELECT t.type, f.key, count(*) FROM ticket AS t, json_each(t.fields) AS f GROUP BY t.type, f.key", uses);
    add_owned(NameKind::document_field,
              "SELECT d.type, f.key, count(*) FROM document AS d, json_each(d.fields) AS f GROUP BY d.type, f.key",
              uses);
    add_owned(NameKind::entry_field,
              "SELECT e.kind, f.key, count(*) FROM entry AS e, json_each(e.fields) AS f GROUP BY e.kind, f.key", uses);
    add_list_values(uses);
    Statement levels(*db_, "SELECT secrecy, count(*) FROM document WHERE secrecy > 0 GROUP BY secrecy");
    while (levels.step()) {
        const auto level = static_cast<std::size_t>(levels.int64());
        if (level < profile_->documents.secrecy.size()) {
            uses.push_back({NameKind::secrecy, profile_->documents.secrecy[level].name, levels.int64()});
        }
    }
    return uses;
}

void NameUses::add_list_values(std::vector<Use>& uses) {
    const auto add_fields = [&](const std::vector<Field>& fields, const char* table) {
        for (const Field& field : fields) {
            if (field.list.empty()) {
                continue;
            }
            Statement rows(*db_, fmt::format("SELECT json_extract(fields, ?1) AS v, count(*) FROM {} WHERE "
                                             "json_extract(fields, ?1) IS NOT NULL GROUP BY v",
                                             table));
            rows.bind(path_of(field.name));
            while (rows.step()) {
                Use use{NameKind::list_value, field.list + "/" + rows.text(), 0};
                use.records = rows.int64();
                uses.push_back(std::move(use));
            }
        }
    };
    add_fields(profile_->subject.fields, "customer_state");
    add_fields(profile_->tickets.fields, "ticket");
    add_fields(profile_->documents.fields, "document");
    for (const TicketType& type : profile_->ticket_types) {
        add_fields(type.fields, "ticket");
    }
    for (const DocumentType& type : profile_->document_types) {
        add_fields(type.fields, "document");
    }
}

std::int64_t NameUses::run(const std::string& sql, const std::vector<std::string>& values) {
    Statement statement(*db_, sql);
    for (const std::string& value : values) {
        statement.bind(value);
    }
    return statement.run();
}

std::int64_t NameUses::rename_field(const std::string& table, const std::string& where, const std::string& from,
                                    const std::string& to, const std::string& owner) {
    const std::string sql = "UPDATE " + table +
                            " SET fields = json_remove(json_set(fields, ?2, json_extract(fields, ?1)), ?1) "
                            "WHERE json_type(fields, ?1) IS NOT NULL" +
                            where;
    return owner.empty() ? run(sql, {path_of(from), path_of(to)}) : run(sql, {path_of(from), path_of(to), owner});
}

// The stage is part of its row's key, so the row is another one.
std::int64_t NameUses::rename_stage(const std::string& from, const std::string& to, const std::string& type) {
    const std::string of_type = "stage = ?1 AND ticket IN (SELECT id FROM ticket WHERE type = ?2)";
    Statement(*db_,
              "INSERT OR IGNORE INTO ticket_stage (ticket, entered, stage) SELECT ticket, entered, ?3 FROM "
              "ticket_stage WHERE " +
                  of_type)
        .bind(from)
        .bind(type)
        .bind(to)
        .run();
    const std::int64_t rows = run("DELETE FROM ticket_stage WHERE " + of_type, {from, type});
    return rows + run("UPDATE ticket SET stage = ?3 WHERE stage = ?1 AND type = ?2", {from, type, to});
}

std::int64_t NameUses::rename_list_value(const std::string& list, const std::string& from, const std::string& to) {
    std::int64_t rows = 0;
    const auto rename_in = [&](const std::vector<Field>& fields, const std::string& table) {
        for (const Field& field : fields) {
            if (field.list == list) {
                rows += run(
                    "UPDATE " + table + " SET fields = json_set(fields, ?1, ?3) WHERE json_extract(fields, ?1) = ?2",
                    {path_of(field.name), from, to});
            }
        }
    };
    rename_in(profile_->subject.fields, "customer_state");
    rename_in(profile_->tickets.fields, "ticket");
    rename_in(profile_->documents.fields, "document");
    return rows;
}

std::int64_t NameUses::rename(NameKind kind, const std::string& from, const std::string& to) {
    const auto [old_owner, old_name] = parted(from);
    const auto [owner, name] = parted(to);
    std::int64_t rows = 0;
    for (const Column& column : columns) {
        if (column.kind == kind) {
            rows += run(fmt::format("UPDATE {0} SET {1} = ?2 WHERE {1} = ?1", column.table, column.column), {from, to});
        }
    }
    switch (kind) {
        case NameKind::period:
            return run(
                "UPDATE document SET retention = ?2 || substr(retention, length(?1) + 1) WHERE retention = ?1 OR "
                "retention LIKE ?1 || ' %'",
                {from, to});
        case NameKind::document_type:
            return rows + run("UPDATE label SET thing = ?2 WHERE kind = 'Y' AND thing = ?1", {from, to});
        case NameKind::role:
            run("INSERT OR IGNORE INTO person_role (person, role) SELECT person, ?2 FROM person_role WHERE role = ?1",
                {from, to});
            return rows + run("DELETE FROM person_role WHERE role = ?1", {from});
        case NameKind::stage:
            return rows + rename_stage(old_name, name, owner);
        case NameKind::customer_field:
        case NameKind::ticket_field:
        case NameKind::document_field:
            return rows + (old_name == name ? 0
                                            : rename_field(table_of_fields(kind), owner.empty() ? "" : " AND type = ?3",
                                                           old_name, name, owner));
        case NameKind::list_value:
            return rows + rename_list_value(old_owner, old_name, name);
        default:
            return rows;
    }
}

NameUses::Lack NameUses::tickets_without(const std::string& ticket_type, const std::string& document_type) {
    Statement row(*db_,
                  "SELECT count(*), coalesce(sum(NOT EXISTS (SELECT 1 FROM document AS d WHERE d.ticket = t.id AND "
                  "d.type = ?2 AND d.withdrawn IS NULL) "
                  "AND NOT EXISTS (SELECT 1 FROM document_serves AS s JOIN document AS d ON d.id = s.document WHERE "
                  "s.ticket = t.id AND d.type = ?2)), 0) "
                  "FROM ticket AS t WHERE (?1 = '' OR t.type = ?1) AND t.closed IS NULL");
    row.bind(ticket_type).bind(document_type).step();
    Lack lack{row.int64(), 0};
    lack.without = row.int64();
    return lack;
}

NameUses::Lack NameUses::customers_without(const std::string& document_type) {
    Statement row(*db_,
                  "SELECT count(*), coalesce(sum(NOT EXISTS (SELECT 1 FROM document AS d WHERE d.customer = c.id AND "
                  "d.type = ?1 AND d.withdrawn IS NULL) "
                  "AND NOT EXISTS (SELECT 1 FROM ticket AS t JOIN document AS d ON d.ticket = t.id WHERE t.customer = "
                  "c.id AND d.type = ?1 AND "
                  "d.withdrawn IS NULL)), 0) FROM customer AS c WHERE c.closed IS NULL");
    row.bind(document_type).step();
    Lack lack{row.int64(), 0};
    lack.without = row.int64();
    return lack;
}

}  // namespace arc
