#include "catalog/finding_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

constexpr std::string_view columns =
    "f.id, f.code, f.subject, f.detail, f.audit, f.state, f.light, f.ticket, f.customer, f.document_type, f.stage, "
    "f.object, f.unit, f.owner, f.deadline, f.text, f.first_seen, f.changed, f.returned";

StoredFinding finding_of(Statement& row) {
    StoredFinding found;
    found.id = row.int64();
    for (std::string* text :
         {&found.code, &found.subject, &found.detail, &found.audit, &found.state, &found.light, &found.ticket,
          &found.customer, &found.document_type, &found.stage, &found.object, &found.unit, &found.owner,
          &found.deadline, &found.text, &found.first_seen, &found.changed}) {
        *text = row.text();
    }
    found.returned = row.int64();
    return found;
}

}  // namespace

void FindingTable::begin_stating() {
    db_->execute(
        "DROP TABLE IF EXISTS temp.stated; CREATE TEMP TABLE stated (code TEXT NOT NULL, subject TEXT NOT NULL, "
        "detail TEXT NOT NULL, audit TEXT, light TEXT, ticket TEXT, customer TEXT, document_type TEXT, stage TEXT, "
        "object TEXT, unit TEXT, owner TEXT, deadline TEXT, text TEXT, PRIMARY KEY (code, subject, detail)) "
        "WITHOUT ROWID");
}

void FindingTable::state(const StoredFinding& finding) {
    Statement insert(*db_, "INSERT OR IGNORE INTO temp.stated VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(finding.code).bind(finding.subject).bind(finding.detail).bind(finding.audit);
    for (const std::string* text :
         {&finding.light, &finding.ticket, &finding.customer, &finding.document_type, &finding.stage, &finding.object,
          &finding.unit, &finding.owner, &finding.deadline}) {
        insert.bind_text_or_null(*text);
    }
    insert.bind(finding.text).run();
}

FindingTable::Merged FindingTable::merge(std::span<const std::string> whole, const std::string& now,
                                         const std::string& today) {
    Merged merged;
    for (const std::string& audit : whole) {
        merged.mended += Statement(*db_,
                                   "UPDATE finding AS f SET state = 'mended', changed = ? WHERE f.audit = ? AND "
                                   "f.state <> 'mended' AND NOT EXISTS (SELECT 1 FROM temp.stated AS s WHERE "
                                   "(s.code, s.subject, s.detail) = (f.code, f.subject, f.detail))")
                             .bind(now)
                             .bind(audit)
                             .run();
    }
    // Back again, or the facts of a closed one have changed, or its time is over.
    merged.fresh +=
        Statement(
            *db_,
            "UPDATE finding AS f SET state = 'open', changed = ?1, returned = returned + 1 WHERE EXISTS (SELECT 1 "
            "FROM temp.stated AS s LEFT JOIN finding_closing AS c USING (code, subject, detail) WHERE (s.code, "
            "s.subject, s.detail) = (f.code, f.subject, f.detail) AND (f.state = 'mended' OR f.state = 'closed') "
            "AND (c.closed IS NULL OR c.facts <> coalesce(s.light, '') || ' ' || s.text OR c.until < ?2))")
            .bind(now)
            .bind(today)
            .run();
    Statement(*db_,
              "UPDATE finding AS f SET state = 'closed', changed = ?1 WHERE f.state = 'mended' AND EXISTS (SELECT 1 "
              "FROM temp.stated AS s WHERE (s.code, s.subject, s.detail) = (f.code, f.subject, f.detail))")
        .bind(now)
        .run();
    Statement(*db_,
              "UPDATE finding AS f SET (audit, light, ticket, customer, document_type, stage, object, unit, owner, "
              "deadline, text) = (SELECT s.audit, s.light, s.ticket, s.customer, s.document_type, s.stage, s.object, "
              "s.unit, s.owner, coalesce(s.deadline, f.deadline), s.text FROM temp.stated AS s WHERE (s.code, "
              "s.subject, s.detail) = (f.code, f.subject, f.detail)) WHERE EXISTS (SELECT 1 FROM temp.stated AS s "
              "WHERE (s.code, s.subject, s.detail) = (f.code, f.subject, f.detail) AND (s.text IS NOT f.text OR "
              "s.light IS NOT f.light OR s.owner IS NOT f.owner OR s.unit IS NOT f.unit))")
        .run();
    constexpr std::string_view unknown =
        "FROM temp.stated AS s WHERE NOT EXISTS (SELECT 1 FROM finding AS f WHERE (f.code, f.subject, f.detail) = "
        "(s.code, s.subject, s.detail))";
    Statement count(*db_, std::string("SELECT count(*) ") + std::string(unknown));
    count.step();
    if (const std::int64_t fresh = count.int64(); fresh > 0) {
        merged.fresh += fresh;
        const std::int64_t first = next_numbers(*db_, "finding", fresh);
        Statement(*db_,
                  "INSERT INTO finding (id, code, subject, detail, audit, state, light, ticket, customer, "
                  "document_type, stage, object, unit, owner, deadline, text, first_seen, changed) "
                  "SELECT ?1 + row_number() OVER (ORDER BY s.code, s.subject, s.detail) - 1, s.code, s.subject, "
                  "s.detail, s.audit, CASE WHEN EXISTS (SELECT 1 FROM finding_closing AS c WHERE (c.code, "
                  "c.subject, c.detail) = (s.code, s.subject, s.detail) AND c.closed IS NOT NULL AND c.facts = "
                  "coalesce(s.light, '') || ' ' || s.text AND coalesce(c.until, '9') >= ?3) THEN 'closed' ELSE "
                  "'open' END, s.light, s.ticket, s.customer, s.document_type, s.stage, s.object, s.unit, "
                  "s.owner, s.deadline, s.text, ?2, ?2 " +
                      std::string(unknown))
            .bind(first)
            .bind(now)
            .bind(today)
            .run();
    }
    return merged;
}

std::optional<StoredFinding> FindingTable::find(std::int64_t id) {
    Statement row(*db_, "SELECT " + std::string(columns) + " FROM finding AS f WHERE f.id = ?");
    row.bind(id);
    return row.step() ? std::optional(finding_of(row)) : std::nullopt;
}

void FindingTable::for_each(const FindingFilter& filter, const std::function<bool(const StoredFinding&)>& found) {
    std::string sql = "SELECT " + std::string(columns) + " FROM finding AS f WHERE true";
    std::vector<std::string> binds;
    const auto narrow = [&](const std::string& value, std::string_view clause) {
        if (!value.empty()) {
            sql += clause;
            binds.push_back(value);
        }
    };
    narrow(filter.state, " AND f.state = ?");
    narrow(filter.owner, " AND f.owner = ?");
    narrow(filter.code, " AND f.code GLOB ?");
    narrow(filter.changed_since, " AND f.changed >= ?");
    narrow(filter.customer, " AND f.customer = ?");
    narrow(filter.ticket, " AND f.ticket = ?");
    if (!filter.any_unit) {
        sql += " AND f.unit IN (''";
        for (const std::string& unit : filter.units) {
            sql += ", ?";
            binds.push_back(unit);
        }
        sql += ")";
    }
    sql +=
        " ORDER BY CASE f.light WHEN 'yellow' THEN 1 WHEN 'green' THEN 2 ELSE 0 END, f.deadline IS NULL, "
        "f.deadline, f.id";
    Statement rows(*db_, sql);
    for (const std::string& bind : binds) {
        rows.bind(bind);
    }
    while (rows.step()) {
        if (!found(finding_of(rows))) {
            return;
        }
    }
}

std::vector<std::pair<std::string, std::int64_t>> FindingTable::count_by_owner() {
    Statement rows(
        *db_, "SELECT coalesce(owner, ''), count(*) FROM finding WHERE state = 'open' GROUP BY 1 ORDER BY 2 DESC, 1");
    std::vector<std::pair<std::string, std::int64_t>> counts;
    while (rows.step()) {
        std::string owner = rows.text();
        counts.emplace_back(std::move(owner), rows.int64());
    }
    return counts;
}

std::vector<FindingTable::CodeCount> FindingTable::count_by_code() {
    Statement rows(
        *db_,
        "SELECT code, audit, count(*), sum(coalesce(light, 'red') = 'red') FROM finding WHERE state = 'open' "
        "GROUP BY code ORDER BY code");
    std::vector<CodeCount> counts;
    while (rows.step()) {
        CodeCount& count = counts.emplace_back();
        count.code = rows.text();
        count.audit = rows.text();
        count.open = rows.int64();
        count.red = rows.int64();
    }
    return counts;
}

std::vector<FindingTable::UnitCount> FindingTable::count_by_unit() {
    Statement rows(*db_,
                   "SELECT coalesce(unit, ''), count(*), sum(coalesce(light, 'red') = 'red'), sum(light IS 'yellow') "
                   "FROM finding WHERE state = 'open' GROUP BY 1 ORDER BY 1");
    std::vector<UnitCount> counts;
    while (rows.step()) {
        UnitCount& count = counts.emplace_back();
        count.unit = rows.text();
        count.open = rows.int64();
        count.red = rows.int64();
        count.yellow = rows.int64();
    }
    return counts;
}

std::int64_t FindingTable::open_count() {
    Statement row(*db_, "SELECT count(*) FROM finding WHERE state = 'open'");
    row.step();
    return row.int64();
}

void FindingTable::set_state(std::int64_t id, const std::string& state, const std::string& now) {
    Statement(*db_, "UPDATE finding SET state = ?, changed = ? WHERE id = ?").bind(state).bind(now).bind(id).run();
}

std::optional<FindingClosing> FindingTable::closing(const StoredFinding& finding) {
    Statement row(
        *db_,
        "SELECT code, subject, detail, cause, correction, corrected, corrected_by, reason, closed, closed_by, "
        "until, facts FROM finding_closing WHERE code = ? AND subject = ? AND detail = ?");
    row.bind(finding.code).bind(finding.subject).bind(finding.detail);
    if (!row.step()) {
        return std::nullopt;
    }
    FindingClosing found;
    for (std::string* text :
         {&found.code, &found.subject, &found.detail, &found.cause, &found.correction, &found.corrected,
          &found.corrected_by, &found.reason, &found.closed, &found.closed_by, &found.until, &found.facts}) {
        *text = row.text();
    }
    return found;
}

void FindingTable::put_closing(const FindingClosing& closing) {
    Statement put(*db_,
                  "INSERT INTO finding_closing (code, subject, detail, cause, correction, corrected, corrected_by, "
                  "reason, closed, closed_by, until, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT "
                  "(code, subject, detail) DO UPDATE SET cause = excluded.cause, correction = excluded.correction, "
                  "corrected = excluded.corrected, corrected_by = excluded.corrected_by, reason = excluded.reason, "
                  "closed = excluded.closed, closed_by = excluded.closed_by, until = excluded.until, facts = "
                  "excluded.facts");
    put.bind(closing.code).bind(closing.subject).bind(closing.detail);
    for (const std::string* text :
         {&closing.cause, &closing.correction, &closing.corrected, &closing.corrected_by, &closing.reason,
          &closing.closed, &closing.closed_by, &closing.until, &closing.facts}) {
        put.bind_text_or_null(*text);
    }
    put.run();
}

std::int64_t AuditRunTable::add(const AuditRunRow& run) {
    const std::int64_t id = next_number(*db_, "audit_run");
    Statement(*db_, "INSERT INTO audit_run (id, at, audits, partly, open, fresh, mended) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(run.at)
        .bind(run.audits)
        .bind(run.partly)
        .bind(run.open)
        .bind(run.fresh)
        .bind(run.mended)
        .run();
    return id;
}

void AuditRunTable::add(std::int64_t run, const Figure& figure) {
    Statement(*db_, "INSERT OR REPLACE INTO figure (run, about, name, value) VALUES (?, ?, ?, ?)")
        .bind(run)
        .bind(figure.about)
        .bind(figure.name)
        .bind(figure.value)
        .run();
}

std::optional<AuditRunRow> AuditRunTable::newest() {
    Statement row(*db_, "SELECT id, at, audits, partly, open, fresh, mended FROM audit_run ORDER BY id DESC LIMIT 1");
    if (!row.step()) {
        return std::nullopt;
    }
    AuditRunRow run;
    run.id = row.int64();
    run.at = row.text();
    run.audits = row.text();
    run.partly = row.text();
    run.open = row.int64();
    run.fresh = row.int64();
    run.mended = row.int64();
    return run;
}

std::string AuditRunTable::last_of(const std::string& audit) {
    Statement row(*db_,
                  "SELECT at FROM audit_run WHERE instr(' ' || audits || ' ', ' ' || ? || ' ') > 0 ORDER BY id DESC "
                  "LIMIT 1");
    row.bind(audit);
    return row.step() ? row.text() : std::string();
}

std::vector<AuditRunTable::Point> AuditRunTable::trend(const std::string& about, const std::string& name,
                                                       std::int64_t most) {
    Statement rows(*db_,
                   "SELECT at, value FROM (SELECT r.at, f.value, f.run FROM figure AS f JOIN audit_run AS r ON r.id = "
                   "f.run WHERE f.about = ? AND f.name = ? ORDER BY f.run DESC LIMIT ?) ORDER BY run");
    rows.bind(about).bind(name).bind(most);
    std::vector<Point> points;
    while (rows.step()) {
        std::string at = rows.text();
        points.push_back({std::move(at), rows.real()});
    }
    return points;
}

AuditRunTable::Newest AuditRunTable::newest_of(const std::string& name) {
    Statement rows(*db_,
                   "SELECT r.at, f.about, f.name, f.value FROM figure AS f JOIN audit_run AS r ON r.id = f.run WHERE "
                   "f.name = ? AND f.run = (SELECT max(g.run) FROM figure AS g WHERE g.name = ?) ORDER BY f.about");
    rows.bind(name).bind(name);
    Newest newest;
    while (rows.step()) {
        newest.at = rows.text();
        Figure figure;
        figure.about = rows.text();
        figure.name = rows.text();
        figure.value = rows.real();
        newest.figures.push_back(std::move(figure));
    }
    return newest;
}

std::vector<Figure> AuditRunTable::of_run(std::int64_t run) {
    Statement rows(*db_, "SELECT about, name, value FROM figure WHERE run = ? ORDER BY about, name");
    rows.bind(run);
    std::vector<Figure> figures;
    while (rows.step()) {
        Figure& figure = figures.emplace_back();
        figure.about = rows.text();
        figure.name = rows.text();
        figure.value = rows.real();
    }
    return figures;
}

}  // namespace arc
