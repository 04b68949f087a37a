#include "catalog/gaps_query.hpp"

namespace arc {

std::vector<GapsQuery::CountedBatch> GapsQuery::batches() {
    std::unordered_map<std::int64_t, CountedBatch> open_work;
    Statement todo(*db_,
                   "SELECT batch, sum(role = 'new'), sum(role = 'unplaced') FROM page WHERE role IN ('new', "
                   "'unplaced') GROUP BY batch");
    while (todo.step()) {
        CountedBatch& counted = open_work[todo.int64()];
        counted.fresh = todo.int64();
        counted.unplaced = todo.int64();
    }
    Statement refused(*db_, "SELECT batch, count(*) FROM refusal WHERE state = 'waiting' GROUP BY batch");
    while (refused.step()) {
        CountedBatch& counted = open_work[refused.int64()];
        counted.refused = refused.int64();
    }
    Statement rows(*db_,
                   "SELECT b.id, b.code, b.opened, b.state, b.operator, b.expected, count(p.seq), coalesce(max(p.seq), "
                   "0) FROM batch AS b "
                   "LEFT JOIN page AS p ON p.batch = b.id WHERE b.state <> 'withdrawn' GROUP BY b.id ORDER BY b.id");
    std::vector<CountedBatch> all;
    while (rows.step()) {
        const std::int64_t id = rows.int64();
        CountedBatch& counted = all.emplace_back(open_work[id]);
        counted.batch.id = id;
        counted.batch.code = rows.text();
        counted.batch.opened = rows.text();
        counted.batch.state = rows.text() == "open" ? BatchState::open : BatchState::closed;
        counted.batch.operator_name = rows.text();
        counted.batch.expected = rows.int64_or_null();
        counted.pages = rows.int64();
        counted.last_seq = rows.int64();
    }
    return all;
}

std::vector<std::int64_t> GapsQuery::page_numbers(std::int64_t batch) {
    Statement rows(*db_, "SELECT seq FROM page WHERE batch = ? ORDER BY seq");
    rows.bind(batch);
    std::vector<std::int64_t> numbers;
    while (rows.step()) {
        numbers.push_back(rows.int64());
    }
    return numbers;
}

void GapsQuery::for_each_volume(const std::function<void(const Volume&, const std::vector<Item>&)>& volume) {
    Statement rows(*db_,
                   "SELECT v.id, v.code, v.title, v.pages, d.id, d.position, d.first_page, d.sides FROM volume AS v "
                   "LEFT JOIN document AS d ON d.volume = v.id AND d.withdrawn IS NULL ORDER BY v.id, d.position");
    Volume current;
    std::vector<Item> items;
    const auto tell = [&] {
        if (current.id != 0) {
            volume(current, items);
        }
        items.clear();
    };
    while (rows.step()) {
        if (const std::int64_t id = rows.int64(); id != current.id) {
            tell();
            current.id = id;
        }
        current.code = rows.text();
        current.title = rows.text();
        current.pages = rows.int64_or_null();
        if (const std::optional<std::int64_t> document = rows.int64_or_null()) {
            Item item{*document, rows.int64_or_null(), {}, {}};
            item.first_page = rows.int64_or_null();
            item.sides = rows.int64_or_null();
            items.push_back(item);
        }
    }
    tell();
}

void GapsQuery::for_each_series(
    const std::function<void(const std::string& code, const std::vector<std::int64_t>&)>& series) {
    Statement rows(
        *db_,
        "SELECT s.code, d.position FROM document AS d JOIN series AS s ON s.id = d.series WHERE d.series IS NOT NULL "
        "AND d.position IS NOT NULL AND d.volume IS NULL AND d.withdrawn IS NULL ORDER BY d.series, d.position");
    std::string current;
    std::vector<std::int64_t> numbers;
    while (rows.step()) {
        if (std::string code = rows.text(); code != current) {
            if (!numbers.empty()) {
                series(current, numbers);
            }
            numbers.clear();
            current = std::move(code);
        }
        numbers.push_back(rows.int64());
    }
    if (!numbers.empty()) {
        series(current, numbers);
    }
}

void GapsQuery::for_each_number(const std::function<void(const std::string& number, std::int64_t document)>& number) {
    Statement rows(*db_, "SELECT number, id FROM document WHERE number IS NOT NULL ORDER BY number");
    while (rows.step()) {
        const std::string text = rows.text();
        number(text, rows.int64());
    }
}

void GapsQuery::for_each_declared(const std::function<void(const CountedSides&)>& document) {
    Statement rows(
        *db_,
        "SELECT d.id, d.type, t.number, d.sides, d.sheets, count(p.document), coalesce(sum(p.blank), 0) FROM document "
        "AS d "
        "JOIN page AS p ON p.document = d.id AND p.role = 'content' LEFT JOIN ticket AS t ON t.id = d.ticket "
        "WHERE (d.sides IS NOT NULL OR d.sheets IS NOT NULL) AND d.withdrawn IS NULL GROUP BY d.id ORDER BY d.id");
    while (rows.step()) {
        CountedSides counted;
        counted.document = rows.int64();
        counted.type = rows.text();
        counted.ticket = rows.text();
        counted.sides = rows.int64_or_null();
        counted.sheets = rows.int64_or_null();
        counted.pages = rows.int64();
        counted.blank_pages = rows.int64();
        counted.pages -= counted.blank_pages;
        document(counted);
    }
}

void GapsQuery::for_each_label(const std::function<void(const Label&)>& label) {
    Statement rows(*db_, "SELECT code, kind, thing, issued, used, spoiled FROM label ORDER BY code");
    Label row;
    while (rows.step()) {
        row.code = rows.text();
        row.kind = rows.text();
        row.thing = rows.text();
        row.issued = rows.text();
        row.used = rows.text();
        row.spoiled = rows.text();
        label(row);
    }
}

std::vector<std::string> GapsQuery::empty_boxes() {
    Statement rows(
        *db_, "SELECT code FROM box AS b WHERE NOT EXISTS (SELECT 1 FROM volume AS v WHERE v.box = b.id) ORDER BY id");
    std::vector<std::string> codes;
    while (rows.step()) {
        codes.push_back(rows.text());
    }
    return codes;
}

std::unordered_map<std::int64_t, std::int64_t> GapsQuery::documents_by_series() {
    Statement rows(
        *db_, "SELECT series, count(*) FROM document WHERE series IS NOT NULL AND withdrawn IS NULL GROUP BY series");
    std::unordered_map<std::int64_t, std::int64_t> counts;
    while (rows.step()) {
        const std::int64_t series = rows.int64();
        counts[series] = rows.int64();
    }
    return counts;
}

}  // namespace arc
