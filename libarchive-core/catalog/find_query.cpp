#include "catalog/find_query.hpp"

#include "base/say.hpp"
#include "base/search_text.hpp"
#include "catalog/document_state.hpp"
#include "catalog/handover_query.hpp"
#include "catalog/loan_query.hpp"
#include "catalog/search_index.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace arc {
namespace {

std::string marks(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += i == 0 ? "?" : ", ?";
    }
    return text;
}

}  // namespace

// Makes the statements of one kind: what drives them, and what else must hold.
class RunMaker {
public:
    using Run = FindQuery::Run;
    RunMaker(ThingKind kind, const FindFilter& filter) : kind_(kind), filter_(&filter) {}

    std::vector<Run> make() {
        if (filter_->ticket && kind_ == ThingKind::ticket) {
            drive("ticket AS t", "t.id = ?", {*filter_->ticket});
        } else if (filter_->ticket) {
            drive("document AS d", "d.ticket = ?", {*filter_->ticket});
            drive("document_serves AS v CROSS JOIN document AS d ON d.id = v.document", "v.ticket = ?",
                  {*filter_->ticket});
        } else if (filter_->customer) {
            by_customer(*filter_->customer);
        } else if (filter_->in && (filter_->tokens.empty() || filter_->in->kind != ThingKind::place)) {
            by_holder(*filter_->in);
        } else if (!filter_->tokens.empty()) {
            by_words();
        } else {
            by_fields();
        }
        return std::move(runs_);
    }

private:
    std::string key() const {
        static constexpr std::array<std::string_view, 8> keys{"c", "t", "d", "v", "b", "p", "s", "n"};
        return std::string(keys.at(static_cast<std::size_t>(kind_))) + ".id";
    }
    std::string source() const { return fmt::format("{} AS {}", to_text(kind_), key().substr(0, 1)); }

    // `order`: "" keeps the order of the index.
    void drive(const std::string& from, const std::string& where, std::vector<Cell> binds,
               std::string_view order = {}) {
        Run run{fmt::format("SELECT {} FROM {} WHERE {}", key(), from, where), std::move(binds)};
        add_conditions(run);
        run.sql += order.empty() ? "" : fmt::format(" ORDER BY {}", order);
        runs_.push_back(std::move(run));
    }

    void by_customer(std::int64_t customer) {
        if (kind_ == ThingKind::customer) {
            drive("customer AS c", "c.id = ?", {customer});
        } else if (kind_ == ThingKind::ticket) {
            drive("ticket AS t", "t.customer = ?", {customer});
        } else {
            drive("document AS d", "d.customer = ?", {customer});
            drive("ticket AS w CROSS JOIN document AS d ON d.ticket = w.id", "w.customer = ?", {customer});
        }
    }

    void by_holder(Thing holder) {
        if (holder.kind == ThingKind::volume) {
            by_volume(holder.id);
        } else if (holder.kind == ThingKind::box) {
            by_box(holder.id);
        } else {
            for (const std::int64_t place : filter_->places) {
                by_place(place);
            }
        }
    }
    void by_volume(std::int64_t volume) {
        if (kind_ == ThingKind::volume) {
            drive("volume AS v", "v.id = ?", {volume});
        } else if (kind_ == ThingKind::document) {
            drive("document AS d", "d.volume = ?", {volume}, "d.position");
        }
    }
    void by_box(std::int64_t box) {
        if (kind_ == ThingKind::box) {
            drive("box AS b", "b.id = ?", {box});
        } else if (kind_ == ThingKind::volume) {
            drive("volume AS v", "v.box = ?", {box}, "v.id");
        } else if (kind_ == ThingKind::document) {
            drive("volume AS w CROSS JOIN document AS d ON d.volume = w.id", "w.box = ?", {box}, "w.id, d.position");
            drive("document AS d", "d.box = ?", {box}, "d.position");
        }
    }
    void by_place(std::int64_t place) {
        if (kind_ == ThingKind::place) {
            drive("place AS p", "p.id = ?", {place});
        } else if (kind_ == ThingKind::box) {
            drive("box AS b", "b.place = ?", {place}, "b.id");
        } else if (kind_ == ThingKind::volume) {
            drive("volume AS v", "v.place = ?", {place}, "v.id");
            drive("box AS o CROSS JOIN volume AS v ON v.box = o.id", "o.place = ?", {place}, "o.id, v.id");
        } else {
            drive("volume AS w CROSS JOIN document AS d ON d.volume = w.id", "w.place = ?", {place},
                  "w.id, d.position");
            drive("box AS o CROSS JOIN volume AS w ON w.box = o.id CROSS JOIN document AS d ON d.volume = w.id",
                  "o.place = ?", {place}, "o.id, w.id, d.position");
            drive("box AS o CROSS JOIN document AS d ON d.box = o.id", "o.place = ?", {place}, "o.id, d.position");
            drive("document AS d", "d.place = ?", {place}, "d.id");
        }
    }

    void by_words() {
        words_drive_ = true;
        const std::int64_t first = SearchIndex::row_of({kind_, 0});
        const std::int64_t next = SearchIndex::row_of({static_cast<ThingKind>(static_cast<int>(kind_) + 1), 0});
        drive(fmt::format("search CROSS JOIN {} ON {} = search.rowid - {}", source(), key(), first),
              "search MATCH ? AND search.rowid BETWEEN ? AND ?",
              {SearchIndex::expression_of(tokens_with_facts()), first, next - 1}, "search.rowid");
    }

    // What the index knows beside words leaves fewer rows to look at.
    std::vector<std::string> tokens_with_facts() const {
        std::vector<std::string> tokens = filter_->tokens;
        if (!filter_->class_name.empty()) {
            tokens.push_back(fact_token("c", filter_->class_name));
        }
        if (!filter_->status.empty()) {
            tokens.push_back(fact_token("s", filter_->status));
        }
        if (!filter_->type.empty()) {
            tokens.push_back(fact_token("t", filter_->type));
        }
        return tokens;
    }

    // What is away is little: it drives where nothing narrower does.
    void lent_things() {
        const std::string away = "l.state IN ('out', 'recalled', 'short', 'lost')";
        if (kind_ == ThingKind::document) {
            drive("loan AS l CROSS JOIN loan_item AS i ON i.loan = l.id CROSS JOIN document AS d ON d.id = i.document",
                  away + " AND i.back IS NULL", {}, "d.id");
        } else if (kind_ == ThingKind::volume) {
            drive("loan AS l CROSS JOIN volume AS v ON v.id = cast(substr(l.thing, 8) AS INTEGER)",
                  away + " AND l.thing LIKE 'volume:%'", {}, "v.id");
            drive("loan AS l CROSS JOIN volume AS v ON v.box = cast(substr(l.thing, 5) AS INTEGER)",
                  away + " AND l.thing LIKE 'box:%'", {}, "v.id");
        } else if (kind_ == ThingKind::box) {
            drive("loan AS l CROSS JOIN box AS b ON b.id = cast(substr(l.thing, 5) AS INTEGER)",
                  away + " AND l.thing LIKE 'box:%'", {}, "b.id");
        }
    }

    void by_fields() {
        if (filter_->lent && filter_->type.empty() && filter_->dated_from.empty()) {
            lent_things();
        } else if (kind_ == ThingKind::volume || kind_ == ThingKind::box) {
            drive(source(), "1", {}, key());
        } else if (kind_ == ThingKind::customer) {
            customers_by_fields();
        } else if (kind_ == ThingKind::ticket) {
            tickets_by_fields();
        } else if (kind_ == ThingKind::document && !filter_->type.empty()) {
            drive("document AS d", "d.type = ?", {filter_->type}, "d.id");
        } else if (kind_ == ThingKind::document && filter_->asks_documents() && filter_->dated_from.empty()) {
            documents_by_state();
        } else if (kind_ == ThingKind::document && !filter_->dated_from.empty()) {
            drive("document AS d", "d.dated >= ?", {filter_->dated_from}, "d.dated, d.id");
        } else if (kind_ == ThingKind::document) {
            drive("document AS d", "1", {}, "d.id");
        } else if (kind_ == ThingKind::person) {
            drive("person AS n", "1", {}, "n.id");
        }
    }
    void customers_by_fields() {
        const std::string states = "customer_state AS x CROSS JOIN customer AS c ON c.id = x.customer";
        if (!filter_->status.empty() && filter_->class_name.empty() && filter_->units.empty()) {
            drive(states, "x.until IS NULL AND x.status = ?", {filter_->status}, "x.customer");
            return;
        }
        if (filter_->units.empty()) {
            drive(states, "x.until IS NULL AND x.class = ?", {filter_->class_name}, "x.customer");
            return;
        }
        for (const std::int64_t unit : filter_->units) {
            drive(states, "x.until IS NULL AND x.unit = ?", {unit}, "x.customer");
        }
    }
    void tickets_by_fields() {
        if (!filter_->stage.empty()) {
            drive("ticket AS t", "t.stage = ?", {filter_->stage}, "t.id");
        } else if (!filter_->type.empty()) {
            drive("ticket AS t", "t.type = ?", {filter_->type}, "t.id");
        } else if (!filter_->units.empty()) {
            for (const std::int64_t unit : filter_->units) {
                drive("ticket AS t", "t.unit = ?", {unit}, "t.id");
            }
            for (const std::int64_t unit : filter_->units) {
                drive("customer_state AS x CROSS JOIN ticket AS t ON t.customer = x.customer AND t.unit IS NULL",
                      "x.until IS NULL AND x.unit = ?", {unit}, "x.customer, t.id");
            }
            units_drive_ = true;
        } else {
            drive("ticket AS t", "t.opened >= ?", {filter_->dated_from}, "t.opened, t.id");
        }
    }

    void documents_by_state() {
        if (filter_->state == DocumentState::failed) {
            drive("document AS d", std::string(failed_document_sql), {}, "d.id");
        } else if (filter_->state == DocumentState::secret) {
            drive("document AS d", "d.secrecy > 0", {});
        } else if (!filter_->types.empty()) {
            for (const std::string& type : filter_->types) {
                drive("document AS d", "d.type = ?", {type}, "d.id");
            }
        } else {
            drive("document AS d", "1", {}, "d.id");
        }
    }

    // What a document says of itself.
    void add_state_conditions(Run& run) {
        if (!filter_->types.empty() || filter_->no_type) {
            also(run, fmt::format("d.type IN ({})", marks(filter_->types.size())),
                 {filter_->types.begin(), filter_->types.end()});
        }
        if (!filter_->access.empty()) {
            std::vector<Cell> binds{filter_->access};
            binds.insert(binds.end(), filter_->access_by_type.begin(), filter_->access_by_type.end());
            also(run,
                 fmt::format("(d.access = ? OR (d.access IS NULL AND d.type IN ({})))",
                             marks(filter_->access_by_type.size())),
                 binds);
        }
        if (filter_->state != DocumentState::any) {
            also(run, std::string(condition_sql(filter_->state)), {});
        }
    }

    void also(Run& run, const std::string& condition, std::vector<Cell> binds) {
        run.sql += " AND " + condition;
        run.binds.insert(run.binds.end(), binds.begin(), binds.end());
    }

    void add_conditions(Run& run) {
        if (!filter_->tokens.empty() && !words_drive_) {
            also(run,
                 fmt::format("EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = {} + {})", key(),
                             SearchIndex::row_of({kind_, 0})),
                 {SearchIndex::expression_of(filter_->tokens)});
        }
        if (kind_ == ThingKind::ticket || kind_ == ThingKind::document) {
            add_own_conditions(run);
        }
        if (filter_->in && words_drive_) {
            add_place_condition(run);
        }
        add_shelf_condition(run);
        add_lent_condition(run);
        add_state_condition(run, "class", filter_->class_name);
        add_state_condition(run, "status", filter_->status);
        add_unit_condition(run);
    }

    void add_own_conditions(Run& run) {
        const bool ticket = kind_ == ThingKind::ticket;
        const std::string letter = ticket ? "t" : "d";
        if (!filter_->type.empty()) {
            also(run, letter + ".type = ?", {filter_->type});
        }
        if (!ticket && filter_->asks_documents()) {
            add_state_conditions(run);
        }
        const std::string date = ticket ? "t.opened" : "d.dated";
        if (!filter_->dated_from.empty()) {
            also(run, date + " >= ?", {filter_->dated_from});
        }
        if (!filter_->dated_before.empty()) {
            also(run, date + " < ?", {filter_->dated_before});
        }
        if (!filter_->stage.empty()) {
            also(run,
                 ticket ? "t.stage = ?" : "EXISTS (SELECT 1 FROM ticket AS k WHERE k.id = d.ticket AND k.stage = ?)",
                 {filter_->stage});
        }
        if (filter_->handed_over) {
            also(run,
                 *filter_->handed_over ? handed_over_sql("d.id")
                                       : has_paper_sql("d") + " AND NOT " + handed_over_sql("d.id"),
                 {});
        }
        if (filter_->ticket && filter_->customer) {
            also(run,
                 ticket ? "t.customer = ?"
                        : "coalesce(d.customer, (SELECT k.customer FROM ticket AS k WHERE k.id = d.ticket)) = ?",
                 {*filter_->customer});
        }
        if (filter_->in && (filter_->ticket || filter_->customer)) {
            add_place_condition(run);
        }
    }

    // Of documents that were found otherwise: where they, their box or their volume stand.
    void add_place_condition(Run& run) {
        std::vector<Cell> ids(filter_->places.begin(), filter_->places.end());
        const std::string in_places = fmt::format("({})", marks(ids.size()));
        const std::string standing = fmt::format(
            "(w.place IN {0} OR EXISTS (SELECT 1 FROM box AS o WHERE o.id = w.box AND o.place IN {0}))", in_places);
        std::vector<Cell> twice = ids;
        twice.insert(twice.end(), ids.begin(), ids.end());
        if (kind_ == ThingKind::document && filter_->in->kind == ThingKind::volume) {
            also(run, "d.volume = ?", {filter_->in->id});
        } else if (kind_ == ThingKind::document && filter_->in->kind == ThingKind::box) {
            also(run, "(d.box = ? OR EXISTS (SELECT 1 FROM volume AS w WHERE w.id = d.volume AND w.box = ?))",
                 {filter_->in->id, filter_->in->id});
        } else if (kind_ == ThingKind::document) {
            std::vector<Cell> four_times = twice;
            four_times.insert(four_times.end(), twice.begin(), twice.end());
            also(run,
                 fmt::format("(d.place IN {0} OR EXISTS (SELECT 1 FROM box AS o WHERE o.id = d.box AND o.place IN {0}) "
                             "OR EXISTS (SELECT 1 FROM volume AS w WHERE w.id = d.volume AND {1}))",
                             in_places, standing),
                 four_times);
        } else if (kind_ == ThingKind::volume) {
            also(run, fmt::format("EXISTS (SELECT 1 FROM volume AS w WHERE w.id = v.id AND {})", standing), twice);
        } else if (kind_ == ThingKind::box) {
            also(run, "b.place IN " + in_places, ids);
        } else if (kind_ == ThingKind::place) {
            also(run, "p.id IN " + in_places, ids);
        }
    }

    void add_shelf_condition(Run& run) {
        if (!filter_->shelved) {
            return;
        }
        // Written as the partial index document_nowhere has it.
        const std::string nowhere = kind_ == ThingKind::document
                                        ? "d.volume IS NULL AND d.box IS NULL AND d.place IS NULL AND d.withdrawn IS "
                                          "NULL AND d.destroyed IS NULL"
                                    : kind_ == ThingKind::volume ? "v.box IS NULL AND v.place IS NULL"
                                                                 : "b.place IS NULL";
        const std::string somewhere = kind_ == ThingKind::document
                                          ? "(d.volume IS NOT NULL OR d.box IS NOT NULL OR d.place IS NOT NULL)"
                                      : kind_ == ThingKind::volume ? "(v.box IS NOT NULL OR v.place IS NOT NULL)"
                                                                   : "b.place IS NOT NULL";
        also(run, *filter_->shelved ? somewhere : nowhere, {});
    }

    void add_lent_condition(Run& run) {
        if (!filter_->lent) {
            return;
        }
        also(run,
             kind_ == ThingKind::document ? lent_document_sql("d.id")
             : kind_ == ThingKind::volume ? lent_volume_sql("v.id")
                                          : lent_box_sql("b.id"),
             {});
    }

    // The customer of the thing: its own id, or through its ticket.
    std::string customer_key() const {
        return kind_ == ThingKind::customer ? "c.id"
               : kind_ == ThingKind::ticket
                   ? "t.customer"
                   : "coalesce(d.customer, (SELECT k.customer FROM ticket AS k WHERE k.id = d.ticket))";
    }

    void add_state_condition(Run& run, std::string_view column, const std::string& value) {
        if (!value.empty()) {
            also(
                run,
                fmt::format(
                    "EXISTS (SELECT 1 FROM customer_state AS y WHERE y.customer = {} AND y.until IS NULL AND y.{} = ?)",
                    customer_key(), column),
                {value});
        }
    }

    void add_unit_condition(Run& run) {
        if (filter_->units.empty() || (units_drive_ && kind_ == ThingKind::ticket)) {
            return;
        }
        std::vector<Cell> ids(filter_->units.begin(), filter_->units.end());
        const std::string in_units = fmt::format("({})", marks(ids.size()));
        if (kind_ == ThingKind::person) {
            also(run, "n.unit IN " + in_units, ids);
            return;
        }
        const std::string own = kind_ == ThingKind::ticket ? "t.unit"
                                : kind_ == ThingKind::document
                                    ? "(SELECT k.unit FROM ticket AS k WHERE k.id = d.ticket)"
                                    : "NULL";
        also(run,
             fmt::format("coalesce({}, (SELECT y.unit FROM customer_state AS y WHERE y.customer = {} AND y.until IS "
                         "NULL)) IN {}",
                         own, customer_key(), in_units),
             ids);
    }

    ThingKind kind_;
    const FindFilter* filter_;
    std::vector<Run> runs_;
    bool words_drive_ = false;
    bool units_drive_ = false;
};

std::vector<FindQuery::Run> FindQuery::runs_of(ThingKind kind, const FindFilter& filter) {
    return answers(kind, filter) ? RunMaker(kind, filter).make() : std::vector<Run>{};
}

bool FindQuery::for_each(ThingKind kind, const FindFilter& filter, const std::function<bool(std::int64_t)>& found) {
    const std::vector<Run> runs = runs_of(kind, filter);
    std::unordered_set<std::int64_t> met;
    for (const Run& run : runs) {
        Statement rows(*db_, run.sql);
        for (const Cell& cell : run.binds) {
            rows.bind(cell);
        }
        while (rows.step()) {
            const std::int64_t id = rows.int64();
            if ((runs.size() == 1 || met.insert(id).second) && !found(id)) {
                return false;
            }
        }
    }
    return true;
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

std::vector<std::string> FindQuery::statements(ThingKind kind, const FindFilter& filter) {
    std::vector<std::string> all;
    for (const Run& run : runs_of(kind, filter)) {
        all.push_back(run.sql);
    }
    return all;
}

}  // namespace arc
