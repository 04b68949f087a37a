#include "catalog/step_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

constexpr const char* columns = "SELECT s.id, s.thing, s.step, s.person, s.at FROM ";

StepScan read_scan(Statement& row) {
    StepScan scan;
    scan.id = row.int64();
    scan.thing = parse_thing(row.text()).value_or_throw();
    scan.step = row.text();
    scan.person = row.int64();
    scan.at = row.text();
    return scan;
}

std::vector<StepScan> all_of(Statement& rows) {
    std::vector<StepScan> scans;
    while (rows.step()) {
        scans.push_back(read_scan(rows));
    }
    return scans;
}

// The things whose scans count for a thing of this kind with the id ?1.
std::string things_on_the_way(ThingKind kind) {
    switch (kind) {
        case ThingKind::document:
            return "SELECT 'document:' || d.id FROM document AS d WHERE d.id = ?1 "
                   "UNION SELECT 'ticket:' || d.ticket FROM document AS d WHERE d.id = ?1 AND d.ticket IS NOT NULL "
                   "UNION SELECT 'volume:' || d.volume FROM document AS d WHERE d.id = ?1 AND d.volume IS NOT NULL "
                   "UNION SELECT 'box:' || d.box FROM document AS d WHERE d.id = ?1 AND d.box IS NOT NULL";
        case ThingKind::volume:
            return "SELECT 'volume:' || ?1 UNION SELECT 'document:' || d.id FROM document AS d WHERE d.volume = ?1 "
                   "UNION SELECT 'ticket:' || d.ticket FROM document AS d WHERE d.volume = ?1 AND d.ticket IS NOT NULL";
        case ThingKind::box:
            return "SELECT 'box:' || ?1 UNION SELECT 'volume:' || v.id FROM volume AS v WHERE v.box = ?1 "
                   "UNION SELECT 'document:' || d.id FROM document AS d WHERE d.box = ?1";
        default:
            return "SELECT '" + std::string(to_text(kind)) + ":' || ?1";
    }
}

}  // namespace

std::int64_t StepTable::add(const StepScan& scan) {
    const std::int64_t id = next_number(*db_, "step_scan");
    Statement(*db_, "INSERT INTO step_scan (id, thing, step, person, at) VALUES (?, ?, ?, ?, ?)")
        .bind(id)
        .bind(to_text(scan.thing))
        .bind(scan.step)
        .bind(scan.person)
        .bind(scan.at)
        .run();
    return id;
}

std::vector<StepScan> StepTable::of(Thing thing) {
    Statement rows(*db_, std::string(columns) + "step_scan AS s WHERE s.thing = ? ORDER BY s.at, s.id");
    return all_of(rows.bind(to_text(thing)));
}

std::vector<StepScan> StepTable::way_of(Thing thing) {
    Statement rows(*db_, "WITH w (thing) AS (" + things_on_the_way(thing.kind) + ") " + columns +
                             "w CROSS JOIN step_scan AS s ON s.thing = w.thing ORDER BY s.at, s.id");
    return all_of(rows.bind(thing.id));
}

bool StepTable::moved_on(const StepScan& scan) {
    const bool ticket = scan.thing.kind == ThingKind::ticket;
    if (!ticket && scan.thing.kind != ThingKind::document && scan.thing.kind != ThingKind::volume) {
        return false;
    }
    const std::string bags =
        scan.thing.kind == ThingKind::volume
            ? "SELECT 'box:' || box AS thing FROM volume WHERE id = ?1 AND box IS NOT NULL"
            : std::string("SELECT 'volume:' || volume AS thing FROM document WHERE ") + (ticket ? "ticket" : "id") +
                  " = ?1 UNION SELECT 'box:' || box FROM document WHERE " + (ticket ? "ticket" : "id") + " = ?1" +
                  (ticket ? " UNION SELECT 'document:' || id FROM document WHERE ticket = ?1" : "");
    Statement later(*db_,
                    "SELECT 1 FROM (" + bags + ") AS w CROSS JOIN step_scan AS s ON s.thing = w.thing WHERE s.at > ?2");
    return later.bind(scan.thing.id).bind(scan.at).step();
}

void StepTable::for_each_in_hand(const std::string& last_step, const std::function<void(const StepScan&)>& scan) {
    Statement rows(*db_, std::string(columns) +
                             "step_scan AS s WHERE s.step <> ? AND NOT EXISTS (SELECT 1 FROM step_scan AS n WHERE "
                             "n.thing = s.thing AND (n.at, n.id) > (s.at, s.id)) ORDER BY s.at, s.id");
    rows.bind(last_step);
    for (const StepScan& one : all_of(rows)) {
        if (!moved_on(one)) {
            scan(one);
        }
    }
}

void StepTable::for_each_of_person(std::int64_t person, const std::string& since, const std::string& until,
                                   const std::function<void(const TimedScan&)>& scan) {
    Statement rows(*db_, std::string(columns) +
                             "step_scan AS s WHERE s.person = ? AND s.at >= ? AND s.at < ? ORDER BY s.at, s.id");
    rows.bind(person).bind(since).bind(until.empty() ? std::string("~") : until);
    while (rows.step()) {
        const StepScan one = read_scan(rows);
        scan({one.step, one.at, scanned_before(one)});
    }
}

std::string StepTable::scanned_before(const StepScan& scan) {
    Statement row(*db_, "WITH w (thing) AS (" + things_on_the_way(scan.thing.kind) +
                            ") SELECT max(s.at) FROM w CROSS JOIN step_scan AS s ON s.thing = w.thing WHERE s.at < ?2");
    row.bind(scan.thing.id).bind(scan.at).step();
    return row.text();
}

std::string imaged_at(Db& db, std::int64_t document) {
    Statement row(
        db,
        "SELECT min(b.opened) FROM page AS p JOIN batch AS b ON b.id = p.batch WHERE p.document = ? AND p.role "
        "= 'content' AND b.state = 'closed'");
    row.bind(document).step();
    return row.text();
}

}  // namespace arc
