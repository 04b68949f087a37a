#include "catalog/find_conditions.hpp"

#include "base/say.hpp"
#include "catalog/handover_query.hpp"
#include "catalog/loan_query.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

// Documents that are there; of the others only the row is left.
constexpr std::string_view valid = "d.withdrawn IS NULL AND d.destroyed IS NULL AND ";
constexpr std::string_view has_pages =
    "EXISTS (SELECT 1 FROM page AS g WHERE g.document = d.id AND g.role = 'content')";

template <class Values>
void append(std::vector<Cell>& cells, const Values& values) {
    cells.insert(cells.end(), values.begin(), values.end());
}

class Conditions {
public:
    Conditions(ThingKind kind, const AskedColumns& asked, const FindFilter& filter)
        : kind_(kind), asked_(&asked), filter_(&filter) {}

    std::vector<RowCondition> make() {
        if (kind_ == ThingKind::ticket || kind_ == ThingKind::document) {
            belonging();
            types();
            dates();
            stages();
        }
        if (kind_ == ThingKind::document) {
            access();
        }
        customer_states();
        units();
        keepers();
        holders();
        for (const States& states : asked_->states) {
            any_state(states);
        }
        return std::move(made_);
    }

private:
    bool is(ThingKind kind) const { return kind_ == kind; }
    bool has_customer() const { return is(ThingKind::customer) || is(ThingKind::ticket) || is(ThingKind::document); }
    void put(std::string sql, std::vector<Cell> binds) { made_.push_back({std::move(sql), std::move(binds)}); }
    template <class Values>
    void put_list(const std::string& expression, const Values& values) {
        if (!values.empty()) {
            put(fmt::format("{} IN ({})", expression, marks(values.size())), {values.begin(), values.end()});
        }
    }

    // The customer of the thing: its own id, or through its ticket.
    std::string customer_key() const {
        return is(ThingKind::customer) ? "c.id"
               : is(ThingKind::ticket)
                   ? "t.customer"
                   : "coalesce(d.customer, (SELECT k.customer FROM ticket AS k WHERE k.id = d.ticket))";
    }

    void belonging() {
        put_list(customer_key(), asked_->customers);
        if (asked_->tickets.empty()) {
            return;
        }
        std::vector<Cell> binds(asked_->tickets.begin(), asked_->tickets.end());
        const std::string list = marks(asked_->tickets.size());
        if (is(ThingKind::ticket)) {
            put(fmt::format("t.id IN ({})", list), binds);
            return;
        }
        append(binds, asked_->tickets);
        put(fmt::format("(d.ticket IN ({0}) OR EXISTS (SELECT 1 FROM document_serves AS e WHERE e.document = d.id AND "
                        "e.ticket IN ({0})))",
                        list),
            binds);
    }

    void types() {
        put_list(is(ThingKind::ticket) ? "t.type" : "d.type", asked_->types);
        if (is(ThingKind::document) && asked_->media) {
            put(fmt::format("d.type IN ({})", marks(asked_->media_types.size())),
                {asked_->media_types.begin(), asked_->media_types.end()});
        }
    }

    void dates() {
        const std::string date = is(ThingKind::ticket) ? "t.opened" : "d.dated";
        RowCondition any;
        for (const DateBounds& bounds : asked_->dates) {
            std::string one;
            if (!bounds.from.empty()) {
                one = date + " >= ?";
                any.binds.emplace_back(bounds.from);
            }
            if (!bounds.before.empty()) {
                one += (one.empty() ? "" : " AND ") + date + " < ?";
                any.binds.emplace_back(bounds.before);
            }
            any.sql += (any.sql.empty() ? "(" : " OR ") + one;
        }
        if (!any.sql.empty()) {
            put(any.sql + ")", any.binds);
        }
    }

    void stages() {
        if (is(ThingKind::ticket)) {
            put_list("t.stage", asked_->stages);
        } else {
            put_list("(SELECT k.stage FROM ticket AS k WHERE k.id = d.ticket)", asked_->stages);
        }
    }

    void access() {
        if (!asked_->access.empty()) {
            RowCondition any = access_condition(asked_->access);
            put(any.sql, any.binds);
        }
    }
    RowCondition access_condition(const std::vector<std::string>& levels) const {
        RowCondition any;
        std::vector<std::string> types;
        for (const std::string& level : levels) {
            any.binds.emplace_back(level);
            if (const auto of_level = filter_->types_by_access.find(level);
                of_level != filter_->types_by_access.end()) {
                types.insert(types.end(), of_level->second.begin(), of_level->second.end());
            }
        }
        append(any.binds, types);
        any.sql = fmt::format("(d.access IN ({}) OR (d.access IS NULL AND d.type IN ({})))", marks(levels.size()),
                              marks(types.size()));
        return any;
    }

    // What is true of the customer now, through an index that holds only that.
    void customer_state(std::string_view column, const std::vector<std::string>& values) {
        if (!values.empty() && has_customer()) {
            put(fmt::format("EXISTS (SELECT 1 FROM customer_state AS y WHERE y.customer = {} AND y.until IS NULL AND "
                            "y.{} IN ({}))",
                            customer_key(), column, marks(values.size())),
                {values.begin(), values.end()});
        }
    }
    void customer_states() {
        customer_state("class", asked_->classes);
        customer_state("status", asked_->statuses);
    }

    void units() {
        if (is(ThingKind::person)) {
            put_list("n.unit", asked_->units);
        }
        if (!has_customer()) {
            return;
        }
        const std::string own = is(ThingKind::ticket)     ? "t.unit"
                                : is(ThingKind::document) ? "(SELECT k.unit FROM ticket AS k WHERE k.id = d.ticket)"
                                                          : "NULL";
        put_list(fmt::format(
                     "coalesce({}, (SELECT y.unit FROM customer_state AS y WHERE y.customer = {} AND y.until IS NULL))",
                     own, customer_key()),
                 asked_->units);
    }

    // 责任人: of a customer, a ticket, a place; of a document as of its ticket or customer.
    void keepers() {
        switch (kind_) {
            case ThingKind::customer:
                return put_list("c.responsible", asked_->keepers);
            case ThingKind::ticket:
                return put_list("t.responsible", asked_->keepers);
            case ThingKind::place:
                return put_list("p.keeper", asked_->keepers);
            case ThingKind::document:
                return put_list(
                    "coalesce((SELECT k.responsible FROM ticket AS k WHERE k.id = d.ticket), (SELECT o.responsible "
                    "FROM "
                    "customer AS o WHERE o.id = " +
                        customer_key() + "))",
                    asked_->keepers);
            default:
                return;
        }
    }

    void holders() {
        RowCondition any;
        for (const Holder& holder : asked_->holders) {
            const RowCondition one = inside(holder);
            if (one.sql.empty()) {
                continue;
            }
            any.sql += (any.sql.empty() ? "(" : " OR ") + one.sql;
            append(any.binds, one.binds);
        }
        if (!any.sql.empty()) {
            put(any.sql + ")", any.binds);
        }
    }

    // Where the thing, its box or its volume stand; empty for kinds that stand nowhere.
    RowCondition inside(const Holder& holder) const {
        const std::int64_t id = holder.thing.id;
        if (holder.thing.kind == ThingKind::volume) {
            return is(ThingKind::document) ? RowCondition{"d.volume = ?", {id}}
                   : is(ThingKind::volume) ? RowCondition{"v.id = ?", {id}}
                                           : RowCondition{};
        }
        if (holder.thing.kind == ThingKind::box) {
            return is(ThingKind::document)
                       ? RowCondition{"(d.box = ? OR EXISTS (SELECT 1 FROM volume AS w WHERE w.id = d.volume AND w.box "
                                      "= ?))",
                                      {id, id}}
                   : is(ThingKind::volume) ? RowCondition{"v.box = ?", {id}}
                   : is(ThingKind::box)    ? RowCondition{"b.id = ?", {id}}
                                           : RowCondition{};
        }
        return at_places(holder.places);
    }
    // A room has thousands of slots: they are one text that SQLite takes apart.
    RowCondition at_places(const std::vector<std::int64_t>& places) const {
        const std::string list = "(SELECT q.value FROM json_each(?) AS q)";
        const auto times = [&](std::size_t count) { return std::vector<Cell>(count, Cell(id_list(places))); };
        switch (kind_) {
            case ThingKind::place:
                return {"p.id IN " + list, times(1)};
            case ThingKind::box:
                return {"b.place IN " + list, times(1)};
            case ThingKind::volume:
                return {fmt::format("(v.place IN {0} OR EXISTS (SELECT 1 FROM box AS o WHERE o.id = v.box AND o.place "
                                    "IN {0}))",
                                    list),
                        times(2)};
            case ThingKind::document:
                return {
                    fmt::format("(d.place IN {0} OR EXISTS (SELECT 1 FROM box AS o WHERE o.id = d.box AND o.place IN "
                                "{0}) OR EXISTS (SELECT 1 FROM volume AS w WHERE w.id = d.volume AND (w.place IN {0} "
                                "OR EXISTS (SELECT 1 FROM box AS o WHERE o.id = w.box AND o.place IN {0}))))",
                                list),
                    times(4)};
            default:
                return {};
        }
    }
    static std::string id_list(const std::vector<std::int64_t>& ids) {
        std::string text = "[";
        for (const std::int64_t id : ids) {
            text += (text.size() == 1 ? "" : ",") + std::to_string(id);
        }
        return text + "]";
    }

    void any_state(const States& states) {
        RowCondition any;
        for (const ThingState state : states) {
            if (!has_state(kind_, state)) {
                continue;
            }
            const RowCondition one =
                state == ThingState::open ? access_condition({"open"}) : RowCondition{state_sql(state), {}};
            any.sql += fmt::format("{}({})", any.sql.empty() ? "(" : " OR ", one.sql);
            append(any.binds, one.binds);
        }
        if (!any.sql.empty()) {
            put(any.sql + ")", any.binds);
        }
    }

    std::string state_sql(ThingState state) const {
        switch (state) {
            case ThingState::paper_only:
                return fmt::format(
                    "{}(d.paper = 'here' OR (d.paper IS NULL AND (d.sheets > 0 OR d.sides > 0))) AND NOT {}", valid,
                    has_pages);
            case ThingState::image_only:
                return fmt::format("{}(d.paper IS NULL OR d.paper <> 'here') AND {}", valid, has_pages);
            case ThingState::dual:
                return fmt::format("{}d.paper = 'here' AND {}", valid, has_pages);
            case ThingState::secret:
                return fmt::format("{}d.secrecy > 0", valid);
            case ThingState::failed:
                return fmt::format("{}{}", valid, failed_document_sql);
            case ThingState::handed_over:
                return handed_over_sql("d.id");
            case ThingState::not_handed_over:
                return has_paper_sql("d") + " AND NOT " + handed_over_sql("d.id");
            case ThingState::destroyed:
                return "d.destroyed IS NOT NULL";
            case ThingState::shelved:
                return is(ThingKind::document) ? "d.volume IS NOT NULL OR d.box IS NOT NULL OR d.place IS NOT NULL"
                       : is(ThingKind::volume) ? "v.box IS NOT NULL OR v.place IS NOT NULL"
                                               : "b.place IS NOT NULL";
            case ThingState::unshelved:
                // Written as the partial index document_nowhere has it.
                return is(ThingKind::document)
                           ? "d.volume IS NULL AND d.box IS NULL AND d.place IS NULL AND d.withdrawn "
                             "IS NULL AND d.destroyed IS NULL"
                       : is(ThingKind::volume) ? "v.box IS NULL AND v.place IS NULL"
                                               : "b.place IS NULL";
            case ThingState::lent:
                return is(ThingKind::document) ? lent_document_sql("d.id")
                       : is(ThingKind::volume) ? lent_volume_sql("v.id")
                                               : lent_box_sql("b.id");
            case ThingState::open:
                break;
        }
        return {};
    }

    ThingKind kind_;
    const AskedColumns* asked_;
    const FindFilter* filter_;
    std::vector<RowCondition> made_;
};

}  // namespace

std::string_view alias_of(ThingKind kind) {
    static constexpr std::array<std::string_view, 8> aliases{"c", "t", "d", "v", "b", "p", "s", "n"};
    return aliases.at(static_cast<std::size_t>(kind));
}

std::string marks(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += i == 0 ? "?" : ", ?";
    }
    return text;
}

bool has_state(ThingKind kind, ThingState state) {
    const bool of_paper = state == ThingState::shelved || state == ThingState::unshelved || state == ThingState::lent;
    return kind == ThingKind::document || (of_paper && (kind == ThingKind::volume || kind == ThingKind::box));
}

std::vector<RowCondition> row_conditions(ThingKind kind, const AskedColumns& asked, const FindFilter& filter) {
    return Conditions(kind, asked, filter).make();
}

}  // namespace arc
