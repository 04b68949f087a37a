#include "catalog/find_runs.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/find_conditions.hpp"
#include "catalog/search_index.hpp"

#include <algorithm>

namespace arc {
namespace {

// Papers by where they stand: found by four statements a place.
constexpr std::int64_t runs_a_place = 4;

class RunMaker {
public:
    RunMaker(ThingKind kind, const FindFilter& filter, FindKey::Match match)
        : kind_(kind), filter_(&filter), match_(match), rest_(filter.must) {}

    FindRuns make() {
        if (!rest_.tickets.empty()) {
            by_tickets();
        } else if (!rest_.customers.empty()) {
            by_customers();
        } else if (!rest_.holders.empty() && (!asks_index() || !holds_places())) {
            by_holders();
        } else if (asks_index()) {
            by_words();
        } else {
            by_fields();
        }
        // What only sounds so is found through the index alone.
        if (match_ == FindKey::Match::sounds && !words_drive_) {
            return {};
        }
        return std::move(made_);
    }

private:
    bool is(ThingKind kind) const { return kind_ == kind; }
    bool asks_index() const { return !filter_->words.empty() || !filter_->facts.empty(); }
    bool holds_places() const {
        return std::ranges::any_of(rest_.holders,
                                   [](const Holder& holder) { return holder.thing.kind == ThingKind::place; });
    }
    std::string key() const { return fmt::format("{}.id", alias_of(kind_)); }
    std::string source() const { return fmt::format("{} AS {}", to_text(kind_), alias_of(kind_)); }
    // What is asked beside what drives, which is taken from `rest_` and put back.
    template <class Values>
    std::vector<Cell> take(Values AskedColumns::*asked) {
        std::vector<Cell> cells;
        if constexpr (requires { Cell((rest_.*asked).front()); }) {
            cells.assign((rest_.*asked).begin(), (rest_.*asked).end());
        }
        (rest_.*asked).clear();
        return cells;
    }

    void drive(std::int64_t number, std::string from, std::string where, std::vector<Cell> binds,
               std::vector<std::string> order = {}) {
        FindRun run{number, std::move(from), std::move(where), std::move(binds), std::move(order), true};
        if (run.order.empty()) {
            run.order.push_back(key());
        }
        if (!words_drive_ && asks_index()) {
            also(run, index_condition(filter_->words.empty() ? FindKey::Match::written : FindKey::Match::sounds));
        } else if (!words_drive_ && !filter_->without.empty()) {
            also(run, without_condition());
        }
        for (const RowCondition& condition : row_conditions(kind_, rest_, *filter_)) {
            also(run, condition);
        }
        for (RowCondition& condition : row_conditions(kind_, filter_->never, *filter_)) {
            condition.sql = fmt::format("({}) IS NOT TRUE", condition.sql);
            also(run, condition);
        }
        made_.runs.push_back(std::move(run));
    }
    static void also(FindRun& run, const RowCondition& condition) {
        run.where += " AND " + condition.sql;
        run.binds.insert(run.binds.end(), condition.binds.begin(), condition.binds.end());
    }

    std::int64_t first_row() const { return SearchIndex::row_of({kind_, 0}); }
    RowCondition in_index(const std::string& expression) const {
        return {
            fmt::format("EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = {} + {})", key(), first_row()),
            {expression}};
    }
    RowCondition index_condition(FindKey::Match match) const {
        RowCondition condition = in_index(search_expression(*filter_, FindKey::Match::written));
        const std::string sounding = search_expression(*filter_, match);
        if (match == FindKey::Match::sounds && !sounding.empty()) {
            const RowCondition other = in_index(sounding);
            condition.sql = fmt::format("({} OR {})", condition.sql, other.sql);
            condition.binds.insert(condition.binds.end(), other.binds.begin(), other.binds.end());
        }
        return condition;
    }
    RowCondition without_condition() const {
        FindFilter unwanted;
        unwanted.words.resize(1);
        for (const IndexWord& word : filter_->without) {
            std::ranges::copy(word.any, std::back_inserter(unwanted.words.front().any));
            std::ranges::copy(word.sounds, std::back_inserter(unwanted.words.front().sounds));
        }
        RowCondition condition = in_index(any_of(unwanted.words.front()));
        condition.sql = "NOT " + condition.sql;
        return condition;
    }

    void by_tickets() {
        const std::vector<Cell> tickets = take(&AskedColumns::tickets);
        for (std::size_t i = 0; i < tickets.size(); ++i) {
            const auto number = static_cast<std::int64_t>(2 * i);
            if (is(ThingKind::ticket)) {
                drive(number, "ticket AS t", "t.id = ?", {tickets[i]});
            } else {
                drive(number, "document AS d", "d.ticket = ?", {tickets[i]}, {"d.type", "d.id"});
                drive(number + 1, "document_serves AS e CROSS JOIN document AS d ON d.id = e.document", "e.ticket = ?",
                      {tickets[i]}, {"e.document"});
                made_.apart = false;
            }
        }
    }

    void by_customers() {
        const std::vector<Cell> customers = take(&AskedColumns::customers);
        for (std::size_t i = 0; i < customers.size(); ++i) {
            const auto number = static_cast<std::int64_t>(2 * i);
            if (is(ThingKind::customer)) {
                drive(number, "customer AS c", "c.id = ?", {customers[i]});
            } else if (is(ThingKind::ticket)) {
                drive(number, "ticket AS t", "t.customer = ?", {customers[i]});
            } else {
                drive(number, "document AS d", "d.customer = ?", {customers[i]}, {"d.type", "d.id"});
                drive(number + 1, "ticket AS w CROSS JOIN document AS d ON d.ticket = w.id", "w.customer = ?",
                      {customers[i]}, {"w.id", "d.type", "d.id"});
            }
        }
    }

    void by_holders() {
        const std::vector<Holder> holders = std::move(rest_.holders);
        rest_.holders.clear();
        made_.apart = holders.size() == 1;
        for (std::size_t i = 0; i < holders.size(); ++i) {
            const Holder& holder = holders[i];
            if (holder.thing.kind == ThingKind::volume) {
                by_volume(holder.thing.id);
            } else if (holder.thing.kind == ThingKind::box) {
                by_box(holder.thing.id);
            } else {
                for (const std::int64_t place : holder.places) {
                    by_place(place);
                }
            }
        }
        std::ranges::sort(made_.runs, {}, &FindRun::number);
    }
    void by_volume(std::int64_t volume) {
        if (is(ThingKind::volume)) {
            drive(volume * runs_a_place, "volume AS v", "v.id = ?", {volume});
        } else {
            drive(volume * runs_a_place, "document AS d", "d.volume = ?", {volume}, {"d.position", "d.id"});
        }
    }
    void by_box(std::int64_t box) {
        const std::int64_t number = box * runs_a_place;
        if (is(ThingKind::box)) {
            drive(number, "box AS b", "b.id = ?", {box});
        } else if (is(ThingKind::volume)) {
            drive(number, "volume AS v", "v.box = ?", {box});
        } else {
            drive(number, "volume AS w CROSS JOIN document AS d ON d.volume = w.id", "w.box = ?", {box},
                  {"w.id", "d.position", "d.id"});
            drive(number + 1, "document AS d", "d.box = ?", {box}, {"d.position", "d.id"});
        }
    }
    void by_place(std::int64_t place) {
        const std::int64_t number = place * runs_a_place;
        if (is(ThingKind::place)) {
            drive(number, "place AS p", "p.id = ?", {place});
        } else if (is(ThingKind::box)) {
            drive(number, "box AS b", "b.place = ?", {place});
        } else if (is(ThingKind::volume)) {
            drive(number, "volume AS v", "v.place = ?", {place});
            drive(number + 1, "box AS o CROSS JOIN volume AS v ON v.box = o.id", "o.place = ?", {place},
                  {"o.id", "v.id"});
        } else {
            drive(number, "volume AS w CROSS JOIN document AS d ON d.volume = w.id", "w.place = ?", {place},
                  {"w.id", "d.position", "d.id"});
            drive(number + 1,
                  "box AS o CROSS JOIN volume AS w ON w.box = o.id CROSS JOIN document AS d ON d.volume = w.id",
                  "o.place = ?", {place}, {"o.id", "w.id", "d.position", "d.id"});
            drive(number + 2, "box AS o CROSS JOIN document AS d ON d.box = o.id", "o.place = ?", {place},
                  {"o.id", "d.position", "d.id"});
            drive(number + 3, "document AS d", "d.place = ?", {place});
        }
    }

    void by_words() {
        words_drive_ = true;
        const std::string expression = search_expression(*filter_, match_);
        if (expression.empty()) {
            return;
        }
        // The row's own number is what the index is sorted by: with it the thing's id.
        drive(0, fmt::format("search CROSS JOIN {} ON {} = search.rowid - {}", source(), key(), first_row()),
              "search MATCH ? AND search.rowid BETWEEN ? AND ?",
              {expression, first_row(), SearchIndex::row_of({next_kind(), 0}) - 1}, {"search.rowid"});
    }
    ThingKind next_kind() const { return static_cast<ThingKind>(static_cast<int>(kind_) + 1); }

    bool asks_state(ThingState state) const {
        return std::ranges::any_of(rest_.states, [&](const States& any) { return any == States{state}; });
    }

    void by_fields() {
        const bool narrow = !rest_.types.empty() || !rest_.dates.empty();
        if (asks_state(ThingState::lent) && !narrow) {
            lent_things();
        } else if (is(ThingKind::place) && !rest_.keepers.empty()) {
            drive_each("place AS p", "p.keeper = ?", take(&AskedColumns::keepers), {});
        } else if (is(ThingKind::customer)) {
            customers_by_fields();
        } else if (is(ThingKind::ticket)) {
            tickets_by_fields();
        } else if (is(ThingKind::document)) {
            documents_by_fields();
        } else {
            drive(0, source(), "1", {});
        }
    }
    // A statement for each value, in the order of the values: of ids going up.
    void drive_each(const std::string& from, const std::string& where, std::vector<Cell> values,
                    const std::vector<std::string>& order) {
        std::ranges::sort(values);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto* id = std::get_if<std::int64_t>(&values[i]);
            drive(id == nullptr ? static_cast<std::int64_t>(i) : *id, from, where, {values[i]}, order);
        }
    }

    void customers_by_fields() {
        const std::string states = "customer_state AS x CROSS JOIN customer AS c ON c.id = x.customer";
        const std::string now = "x.until IS NULL AND x.";
        if (!rest_.keepers.empty()) {
            drive_each("customer AS c", "c.responsible = ?", take(&AskedColumns::keepers), {});
        } else if (!rest_.units.empty()) {
            drive_each(states, now + "unit = ?", take(&AskedColumns::units), {"x.customer"});
        } else if (!rest_.classes.empty()) {
            drive_each(states, now + "class = ?", take(&AskedColumns::classes), {"x.customer"});
        } else if (!rest_.statuses.empty()) {
            drive_each(states, now + "status = ?", take(&AskedColumns::statuses), {"x.customer"});
        } else {
            drive(0, source(), "1", {});
        }
    }
    void tickets_by_fields() {
        if (!rest_.stages.empty()) {
            drive_each("ticket AS t", "t.stage = ?", take(&AskedColumns::stages), {});
        } else if (!rest_.keepers.empty()) {
            drive_each("ticket AS t", "t.responsible = ?", take(&AskedColumns::keepers), {});
        } else if (!rest_.types.empty()) {
            drive_each("ticket AS t", "t.type = ?", take(&AskedColumns::types), {});
        } else if (!rest_.units.empty()) {
            tickets_by_units();
        } else if (!rest_.dates.empty()) {
            drive(0, "ticket AS t", "t.opened >= ?", {earliest()}, {"t.opened", "t.id"});
        } else if (!filter_->field_types.empty()) {
            drive_each("ticket AS t", "t.type = ?", {filter_->field_types.begin(), filter_->field_types.end()}, {});
        } else {
            drive(0, source(), "1", {});
        }
    }
    // Their own unit, else that of their customer.
    void tickets_by_units() {
        std::vector<Cell> units = take(&AskedColumns::units);
        std::ranges::sort(units);
        for (const Cell& unit : units) {
            drive(2 * std::get<std::int64_t>(unit), "ticket AS t", "t.unit = ?", {unit});
            drive(2 * std::get<std::int64_t>(unit) + 1,
                  "customer_state AS x CROSS JOIN ticket AS t ON t.customer = x.customer AND t.unit IS NULL",
                  "x.until IS NULL AND x.unit = ?", {unit}, {"x.customer", "t.id"});
        }
    }

    // A lower end keeps the index of dates in use where none was given.
    Cell earliest() const {
        const auto first = std::ranges::min_element(rest_.dates, {}, &DateBounds::from);
        return first->from.empty() ? Cell("0") : Cell(first->from);
    }

    void documents_by_fields() {
        if (asks_state(ThingState::failed)) {
            drive(0, "document AS d", std::string(failed_document_sql), {});
        } else if (asks_state(ThingState::destroyed)) {
            drive(0, "document AS d", "d.destroyed IS NOT NULL", {}, {"d.destroyed", "d.id"});
        } else if (asks_state(ThingState::secret)) {
            drive(0, "document AS d", "d.secrecy > 0", {}, {"d.secrecy", "d.id"});
        } else if (!rest_.types.empty()) {
            drive_each("document AS d", "d.type = ?", take(&AskedColumns::types), {});
        } else if (!rest_.dates.empty()) {
            drive(0, "document AS d", "d.dated >= ?", {earliest()}, {"d.dated", "d.id"});
        } else if (rest_.media) {
            rest_.media = false;
            drive_each("document AS d", "d.type = ?", take(&AskedColumns::media_types), {});
        } else if (!filter_->field_types.empty()) {
            drive_each("document AS d", "d.type = ?", {filter_->field_types.begin(), filter_->field_types.end()}, {});
        } else {
            drive(0, "document AS d", "1", {});
        }
    }

    // What is away is little: it drives where nothing narrower does.
    void lent_things() {
        const std::string away = "l.state IN ('out', 'recalled', 'short', 'lost')";
        if (is(ThingKind::document)) {
            drive(0,
                  "loan AS l CROSS JOIN loan_item AS i ON i.loan = l.id CROSS JOIN document AS d ON d.id = i.document",
                  away + " AND i.back IS NULL", {});
        } else if (is(ThingKind::volume)) {
            drive(0, "loan AS l CROSS JOIN volume AS v ON v.id = cast(substr(l.thing, 8) AS INTEGER)",
                  away + " AND l.thing LIKE 'volume:%'", {});
            drive(1, "loan AS l CROSS JOIN volume AS v ON v.box = cast(substr(l.thing, 5) AS INTEGER)",
                  away + " AND l.thing LIKE 'box:%'", {});
        } else {
            drive(0, "loan AS l CROSS JOIN box AS b ON b.id = cast(substr(l.thing, 5) AS INTEGER)",
                  away + " AND l.thing LIKE 'box:%'", {});
        }
        made_.apart = false;
    }

    ThingKind kind_;
    const FindFilter* filter_;
    FindKey::Match match_;
    AskedColumns rest_;
    FindRuns made_;
    bool words_drive_ = false;
};

}  // namespace

std::string FindRun::sql() const {
    const std::string columns = join(order, ", ");
    return fmt::format("SELECT {0} FROM {1} WHERE {2} ORDER BY {0}", columns, from, where);
}

FindRuns runs_of(ThingKind kind, const FindFilter& filter, FindKey::Match match) {
    return FindQuery::answers(kind, filter) ? RunMaker(kind, filter, match).make() : FindRuns{};
}

}  // namespace arc
