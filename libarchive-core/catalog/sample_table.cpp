#include "catalog/sample_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

DrawnSample sample_of(Statement& row) {
    DrawnSample sample;
    sample.id = row.int64();
    sample.name = row.text();
    sample.seed = row.text();
    sample.drawn = row.text();
    sample.size = row.int64();
    sample.state = row.text();
    return sample;
}

constexpr std::string_view sample_columns = "SELECT id, name, seed, drawn, size, state FROM sample ";

Stocktake stocktake_of(Statement& row) {
    Stocktake stocktake;
    stocktake.id = row.int64();
    stocktake.place = row.int64();
    stocktake.started = row.text();
    stocktake.finished = row.text();
    return stocktake;
}

constexpr std::string_view stocktake_columns = "SELECT id, place, started, finished FROM stocktake ";

std::vector<Stocktake> stocktakes_of(Statement& rows) {
    std::vector<Stocktake> found;
    while (rows.step()) {
        found.push_back(stocktake_of(rows));
    }
    return found;
}

}  // namespace

std::optional<DrawnSample> SampleTable::find(std::int64_t id) {
    Statement row(*db_, std::string(sample_columns) + "WHERE id = ?");
    row.bind(id);
    return row.step() ? std::optional(sample_of(row)) : std::nullopt;
}

std::optional<DrawnSample> SampleTable::newest(const std::string& name) {
    Statement row(*db_,
                  std::string(sample_columns) + "WHERE name = ?1 OR ?1 = '' ORDER BY drawn DESC, id DESC LIMIT 1");
    row.bind(name);
    return row.step() ? std::optional(sample_of(row)) : std::nullopt;
}

std::vector<DrawnSample> SampleTable::all() {
    Statement rows(*db_, std::string(sample_columns) + "ORDER BY id");
    std::vector<DrawnSample> samples;
    while (rows.step()) {
        samples.push_back(sample_of(rows));
    }
    return samples;
}

std::int64_t SampleTable::add(const DrawnSample& sample, const std::vector<SampleItem>& items) {
    const std::int64_t id = next_number(*db_, "sample");
    Statement(*db_, "INSERT INTO sample (id, name, seed, drawn, size, state) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(sample.name)
        .bind(sample.seed)
        .bind(sample.drawn)
        .bind(sample.size)
        .bind(sample.state)
        .run();
    for (const SampleItem& item : items) {
        Statement(*db_, "INSERT INTO sample_item (sample, ordinal, subject, stratum, lead) VALUES (?, ?, ?, ?, ?)")
            .bind(id)
            .bind(item.ordinal)
            .bind(item.subject)
            .bind(item.stratum)
            .bind(item.lead ? 1 : 0)
            .run();
    }
    return id;
}

std::vector<SampleItem> SampleTable::items(std::int64_t sample) {
    Statement rows(*db_,
                   "SELECT ordinal, subject, stratum, lead, outcome, wrong, note, person, at FROM sample_item WHERE "
                   "sample = ? ORDER BY ordinal");
    rows.bind(sample);
    std::vector<SampleItem> items;
    while (rows.step()) {
        SampleItem& item = items.emplace_back();
        item.ordinal = rows.int64();
        item.subject = rows.text();
        item.stratum = rows.text();
        item.lead = rows.int64() != 0;
        for (std::string* text : {&item.outcome, &item.wrong, &item.note, &item.person, &item.at}) {
            *text = rows.text();
        }
    }
    return items;
}

void SampleTable::enter(std::int64_t sample, const SampleItem& item) {
    Statement put(*db_,
                  "UPDATE sample_item SET outcome = ?, wrong = ?, note = ?, person = ?, at = ? WHERE sample = ? AND "
                  "ordinal = ?");
    for (const std::string* text : {&item.outcome, &item.wrong, &item.note, &item.person, &item.at}) {
        put.bind_text_or_null(*text);
    }
    put.bind(sample).bind(item.ordinal).run();
}

void SampleTable::set_state(std::int64_t sample, const std::string& state) {
    Statement(*db_, "UPDATE sample SET state = ? WHERE id = ?").bind(state).bind(sample).run();
}

std::optional<Stocktake> StocktakeTable::find(std::int64_t id) {
    Statement row(*db_, std::string(stocktake_columns) + "WHERE id = ?");
    row.bind(id);
    return row.step() ? std::optional(stocktake_of(row)) : std::nullopt;
}

std::vector<Stocktake> StocktakeTable::all() {
    Statement rows(*db_, std::string(stocktake_columns) + "ORDER BY id");
    return stocktakes_of(rows);
}

std::optional<Stocktake> StocktakeTable::open_at(std::int64_t place) {
    Statement row(*db_, std::string(stocktake_columns) + "WHERE place = ? AND finished IS NULL ORDER BY id LIMIT 1");
    row.bind(place);
    return row.step() ? std::optional(stocktake_of(row)) : std::nullopt;
}

std::int64_t StocktakeTable::start(std::int64_t place, const std::string& now) {
    const std::int64_t id = next_number(*db_, "stocktake");
    Statement(*db_, "INSERT INTO stocktake (id, place, started) VALUES (?, ?, ?)").bind(id).bind(place).bind(now).run();
    constexpr std::string_view tree =
        "WITH RECURSIVE below (place) AS (VALUES (?2) UNION ALL SELECT p.id FROM place AS p JOIN below ON p.parent = "
        "below.place) ";
    Statement(*db_, std::string(tree) +
                        "INSERT INTO stocktake_item (stocktake, thing, expected) SELECT ?1, s.thing, 'place:' || "
                        "s.place FROM stay AS s JOIN below ON s.place = below.place WHERE s.until IS NULL")
        .bind(id)
        .bind(place)
        .run();
    // Volumes in boxes have labels of their own and are met with their box.
    Statement(*db_, std::string(tree) +
                        "INSERT OR IGNORE INTO stocktake_item (stocktake, thing, expected) SELECT ?1, 'volume:' || "
                        "v.id, 'box:' || v.box FROM volume AS v JOIN stay AS s ON s.thing = 'box:' || v.box AND "
                        "s.until IS NULL JOIN below ON s.place = below.place")
        .bind(id)
        .bind(place)
        .run();
    // Out on loan, by itself or with its box.
    Statement(*db_,
              "UPDATE stocktake_item SET lent = 1 WHERE stocktake = ? AND EXISTS (SELECT 1 FROM loan AS l WHERE l.kind "
              "<> 'look' AND l.state IN ('out', 'recalled') AND l.thing IN (stocktake_item.thing, "
              "stocktake_item.expected))")
        .bind(id)
        .run();
    return id;
}

std::vector<StocktakeItem> StocktakeTable::items(std::int64_t stocktake) {
    Statement rows(
        *db_,
        "SELECT thing, expected, lent, found, at FROM stocktake_item WHERE stocktake = ? ORDER BY expected IS "
        "NULL, thing");
    rows.bind(stocktake);
    std::vector<StocktakeItem> items;
    while (rows.step()) {
        StocktakeItem& item = items.emplace_back();
        item.thing = rows.text();
        item.expected = rows.text();
        item.lent = rows.int64() != 0;
        item.found = rows.text();
        item.at = rows.text();
    }
    return items;
}

void StocktakeTable::meet(std::int64_t stocktake, const std::string& thing, const std::string& found,
                          const std::string& at) {
    Statement(*db_,
              "INSERT INTO stocktake_item (stocktake, thing, found, at) VALUES (?, ?, ?, ?) ON CONFLICT (stocktake, "
              "thing) DO UPDATE SET found = excluded.found, at = excluded.at")
        .bind(stocktake)
        .bind(thing)
        .bind(found)
        .bind(at)
        .run();
}

void StocktakeTable::finish(std::int64_t stocktake, const std::string& now) {
    Statement(*db_, "UPDATE stocktake SET finished = ? WHERE id = ?").bind(now).bind(stocktake).run();
}

std::vector<Stocktake> StocktakeTable::newest_finished() {
    Statement rows(*db_, std::string(stocktake_columns) +
                             "AS s WHERE finished IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stocktake AS x WHERE "
                             "x.place = s.place AND x.finished IS NOT NULL AND x.id > s.id) ORDER BY id");
    return stocktakes_of(rows);
}

bool StocktakeTable::moved_since(const std::string& thing, const std::string& instant) {
    Statement row(*db_, "SELECT EXISTS (SELECT 1 FROM stay WHERE thing = ? AND (since > ? OR until > ?))");
    row.bind(thing).bind(instant).bind(instant).step();
    return row.int64() != 0;
}

}  // namespace arc
