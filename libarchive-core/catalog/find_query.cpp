#include "catalog/find_query.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/find_runs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

namespace arc {
namespace {

constexpr std::int64_t all_ids = (std::int64_t{1} << 48) - 1;  // the rest of a row's number of the index is its kind

std::optional<std::int64_t> parse_whole(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = problem == std::errc{} && end == text.data() + text.size();
    return whole && !text.empty() ? std::optional(number) : std::nullopt;
}

// Numbers as they are, texts behind =, nothing for NULL.
Cell parse_cell(const std::string& text) {
    const std::optional<std::int64_t> number = parse_whole(text);
    return number ? Cell(*number) : text.starts_with('=') ? Cell(text.substr(1)) : Cell();
}

std::string text_of(const Cell& cell) {
    const auto* number = std::get_if<std::int64_t>(&cell);
    const auto* text = std::get_if<std::string>(&cell);
    return number != nullptr ? std::to_string(*number) : text != nullptr ? "=" + *text : std::string();
}

std::vector<Cell> read_order(Statement& row, std::size_t columns) {
    std::vector<Cell> order;
    for (std::size_t i = 0; i < columns; ++i) {
        order.push_back(row.cell());
    }
    return order;
}

// Where a run is taken up again. The rows before the key are passed over by the first column alone where that has a
// value (NULL sorts first), and one by one where several rows share it.
struct Resumed {
    const FindKey* after;
    std::int64_t run;
    bool is_behind(const std::vector<Cell>& order) const {
        if (after == nullptr || after->run != run) {
            return true;
        }
        return after->part > 0 ? order >= after->order : order > after->order;
    }
    FindRun from_there(FindRun found) const {
        const bool has_value = after != nullptr && after->run == run && !after->order.empty() &&
                               !std::holds_alternative<std::monostate>(after->order.front());
        if (has_value) {
            found.where += fmt::format(" AND {} >= ?", found.order.front());
            found.binds.push_back(after->order.front());
        }
        return found;
    }
};

// Fields of records that stand in the thing's row, or in that of what it belongs to; "" for others.
std::string_view column_of(ThingKind kind, std::string_view field) {
    struct Column {
        ThingKind kind;
        std::string_view field, sql;
    };
    static constexpr std::array columns{
        Column{ThingKind::customer, "class",
               "(SELECT y.class FROM customer_state AS y WHERE y.customer = c.id AND y.until IS NULL)"},
        Column{ThingKind::customer, "status",
               "(SELECT y.status FROM customer_state AS y WHERE y.customer = c.id AND y.until IS NULL)"},
        Column{ThingKind::customer, "unit",
               "(SELECT u.code FROM customer_state AS y JOIN unit AS u ON u.id = y.unit WHERE y.customer = c.id AND "
               "y.until IS NULL)"},
        Column{ThingKind::customer, "opened", "c.opened"},
        Column{ThingKind::ticket, "class",
               "(SELECT y.class FROM customer_state AS y WHERE y.customer = t.customer AND y.until IS NULL)"},
        Column{ThingKind::ticket, "status",
               "(SELECT y.status FROM customer_state AS y WHERE y.customer = t.customer AND y.until IS NULL)"},
        Column{ThingKind::ticket, "unit",
               "(SELECT u.code FROM unit AS u WHERE u.id = coalesce(t.unit, (SELECT y.unit FROM customer_state AS y "
               "WHERE y.customer = t.customer AND y.until IS NULL)))"},
        Column{ThingKind::ticket, "responsible", "(SELECT r.code FROM person AS r WHERE r.id = t.responsible)"},
        Column{ThingKind::ticket, "type", "t.type"},
        Column{ThingKind::ticket, "stage", "t.stage"},
        Column{ThingKind::ticket, "opened", "t.opened"},
        Column{ThingKind::ticket, "closed", "t.closed"},
        Column{ThingKind::document, "class",
               "(SELECT y.class FROM customer_state AS y WHERE y.customer = coalesce(d.customer, (SELECT k.customer "
               "FROM ticket AS k WHERE k.id = d.ticket)) AND y.until IS NULL)"},
        Column{ThingKind::document, "status",
               "(SELECT y.status FROM customer_state AS y WHERE y.customer = coalesce(d.customer, (SELECT k.customer "
               "FROM ticket AS k WHERE k.id = d.ticket)) AND y.until IS NULL)"},
        Column{ThingKind::document, "unit",
               "(SELECT u.code FROM unit AS u WHERE u.id = coalesce((SELECT k.unit FROM ticket AS k WHERE k.id = "
               "d.ticket), (SELECT y.unit FROM customer_state AS y WHERE y.customer = coalesce(d.customer, (SELECT "
               "k.customer FROM ticket AS k WHERE k.id = d.ticket)) AND y.until IS NULL)))"},
        Column{ThingKind::document, "stage", "(SELECT k.stage FROM ticket AS k WHERE k.id = d.ticket)"},
        Column{ThingKind::document, "responsible",
               "(SELECT r.code FROM person AS r WHERE r.id = coalesce((SELECT k.responsible FROM ticket AS k WHERE "
               "k.id = d.ticket), (SELECT o.responsible FROM customer AS o WHERE o.id = coalesce(d.customer, (SELECT "
               "k.customer FROM ticket AS k WHERE k.id = d.ticket)))))"},
        Column{ThingKind::document, "type", "d.type"},
        Column{ThingKind::document, "date", "d.dated"},
        Column{ThingKind::document, "secrecy", "d.secrecy"}};
    const auto found = std::ranges::find_if(
        columns, [&](const Column& column) { return column.kind == kind && column.field == field; });
    return found == columns.end() ? std::string_view() : found->sql;
}

void bind_all(Statement& rows, const std::vector<Cell>& binds) {
    for (const Cell& cell : binds) {
        rows.bind(cell);
    }
}

}  // namespace

std::int64_t FindKey::id() const {
    const auto* last = order.empty() ? nullptr : std::get_if<std::int64_t>(&order.back());
    return last == nullptr ? 0 : *last & all_ids;
}

std::string to_text(const FindKey& key) {
    std::string text =
        fmt::format("{}{}/{}", to_text(key.kind), key.match == FindKey::Match::sounds ? "~" : "", key.run);
    for (const Cell& cell : key.order) {
        text += "/" + text_of(cell);
    }
    return key.part == 0 ? text : fmt::format("{}+{}", text, key.part);
}

Result<FindKey> parse_find_key(std::string_view text) {
    const Error wrong{ErrorCode::usage, printable(text), say("not a key of an answer"),
                      say("give back the one that stands behind more:")};
    FindKey key;
    const std::size_t plus = text.find('+');
    const std::optional<std::int64_t> part =
        plus == std::string_view::npos ? std::optional<std::int64_t>(0) : parse_whole(text.substr(plus + 1));
    std::vector<std::string> pieces = split(text.substr(0, plus), '/');
    if (pieces.size() < 3 || !part) {
        return wrong;
    }
    if (pieces.front().ends_with('~')) {
        key.match = FindKey::Match::sounds;
        pieces.front().pop_back();
    }
    const Result<ThingKind> kind = parse_thing_kind(pieces.front());
    const std::optional<std::int64_t> run = parse_whole(pieces[1]);
    if (!kind || !run) {
        return wrong;
    }
    key.kind = *kind;
    key.run = *run;
    key.part = *part;
    for (std::size_t i = 2; i < pieces.size(); ++i) {
        key.order.push_back(parse_cell(pieces[i]));
    }
    return key.id() == 0 ? Result<FindKey>(wrong) : Result<FindKey>(key);
}

bool FindQuery::for_each(ThingKind kind, const FindFilter& filter, FindKey::Match match, const FindKey* after,
                         const Found& found) {
    const FindRuns runs = runs_of(kind, filter, match);
    const bool resumed = after != nullptr && after->kind == kind && after->match == match;
    std::unordered_set<std::int64_t> met;
    for (const FindRun& run : runs.runs) {
        const bool passed = resumed && run.number < after->run;
        if (passed && runs.apart) {
            continue;
        }
        const Resumed from{resumed ? after : nullptr, run.number};
        const FindRun rest = runs.apart ? from.from_there(run) : run;
        Statement rows(*db_, rest.sql());
        bind_all(rows, rest.binds);
        while (rows.step()) {
            const FindKey key{match, kind, run.number, read_order(rows, run.order.size()), 0};
            const bool first = runs.apart || met.insert(key.id()).second;
            if (first && !passed && from.is_behind(key.order) && !found(key)) {
                return false;
            }
        }
    }
    return true;
}

bool FindQuery::for_each(ThingKind kind, const FindFilter& filter, const std::function<bool(std::int64_t)>& found) {
    const auto found_id = [&](const FindKey& key) { return found(key.id()); };
    return for_each(kind, filter, FindKey::Match::written, nullptr, found_id) &&
           for_each(kind, filter, FindKey::Match::sounds, nullptr, found_id);
}

void FindQuery::for_each_unfiled(const std::function<bool(std::int64_t page)>& found) {
    for (const char* role : {"unplaced", "new"}) {
        // The index of the work list is partial: its condition must stand here as it stands there.
        Statement rows(*db_,
                       "SELECT p.id FROM page AS p JOIN batch AS b ON b.id = p.batch WHERE p.role IN ('new', "
                       "'unplaced') AND p.role = ? "
                       "AND b.state <> 'withdrawn' ORDER BY p.batch, p.seq");
        rows.bind(role);
        while (rows.step()) {
            if (!found(rows.int64())) {
                return;
            }
        }
    }
}

bool FindQuery::has_column(ThingKind kind, std::string_view field) {
    return !column_of(kind, field).empty();
}

bool FindQuery::for_each_value(ThingKind kind, const FindFilter& filter, std::string_view field,
                               const std::function<void(std::string value)>& found) {
    std::vector<FindRun> all;
    for (const FindKey::Match match : {FindKey::Match::written, FindKey::Match::sounds}) {
        const FindRuns runs = runs_of(kind, filter, match);
        if (!runs.apart) {
            return false;
        }
        all.insert(all.end(), runs.runs.begin(), runs.runs.end());
    }
    for (const FindRun& run : all) {
        Statement rows(*db_, fmt::format("SELECT {} FROM {} WHERE {}", column_of(kind, field), run.from, run.where));
        bind_all(rows, run.binds);
        while (rows.step()) {
            found(rows.text());
        }
    }
    return true;
}

std::vector<std::string> FindQuery::codes_from(ThingKind kind, const std::string& begin, std::int64_t most) {
    Statement rows(*db_, fmt::format("SELECT code FROM {} WHERE code >= ? ORDER BY code LIMIT ?", to_text(kind)));
    rows.bind(begin).bind(most);
    std::vector<std::string> codes;
    while (rows.step()) {
        codes.push_back(rows.text());
    }
    return codes;
}

std::vector<std::string> FindQuery::statements(ThingKind kind, const FindFilter& filter) {
    std::vector<std::string> all;
    for (const FindKey::Match match : {FindKey::Match::written, FindKey::Match::sounds}) {
        for (const FindRun& run : runs_of(kind, filter, match).runs) {
            all.push_back(run.sql());
        }
    }
    return all;
}

}  // namespace arc
