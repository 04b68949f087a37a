#include "catalog/loan_table.hpp"

#include <fmt/format.h>

namespace arc {
namespace {

constexpr const char* columns =
    "l.id, l.slip, l.kind, l.thing, l.person, l.purpose, l.note, l.state, l.asked, l.asked_by, l.wanted, l.rule, "
    "l.terms, "
    "l.profile, l.out, l.due, l.renewals, l.renewed, l.recalled, l.counted, l.count_out, l.count_back, l.condition, "
    "l.condition_back, l.chased, l.work, l.fine, l.supplement_by, l.reason, l.ended";
// Written as the partial indexes have it.
constexpr const char* is_away_sql = "l.state IN ('out', 'recalled', 'short', 'lost')";
constexpr const char* is_waiting_sql = "l.state IN ('requested', 'approved')";

Loan read_loan(Statement& row) {
    Loan loan;
    loan.id = row.int64();
    loan.slip = row.int64();
    loan.kind = parse_loan_kind(row.text()).value();
    loan.thing = parse_thing(row.text()).value_or_throw();
    loan.person = row.int64();
    loan.purpose = row.text();
    loan.note = row.text();
    loan.state = parse_loan_state(row.text()).value();
    loan.asked = row.text();
    loan.asked_by = row.int64_or_null();
    loan.wanted = row.text();
    loan.rule = row.text();
    loan.terms = row.text();
    loan.profile = row.int64();
    loan.out = row.text();
    loan.due = row.text();
    loan.renewals = row.int32();
    loan.renewed = row.text();
    loan.recalled = row.text();
    loan.counted = parse_loan_count(row.text()).value();
    loan.count_out = row.int64_or_null();
    loan.count_back = row.int64_or_null();
    loan.condition = row.text();
    loan.condition_back = row.text();
    loan.chased = row.int32();
    loan.work = row.text();
    loan.fine = row.int64_or_null();
    loan.supplement_by = row.text();
    loan.reason = row.text();
    loan.ended = row.text();
    return loan;
}

// The columns that change, in the order of both statements below.
void bind_changing(Statement& statement, const Loan& loan) {
    statement.bind(loan.purpose)
        .bind_text_or_null(loan.note)
        .bind(to_text(loan.state))
        .bind_text_or_null(loan.wanted)
        .bind(loan.rule)
        .bind(loan.terms)
        .bind_text_or_null(loan.out)
        .bind_text_or_null(loan.due)
        .bind(loan.renewals)
        .bind_text_or_null(loan.renewed)
        .bind_text_or_null(loan.recalled)
        .bind(to_text(loan.counted))
        .bind(loan.count_out)
        .bind(loan.count_back)
        .bind_text_or_null(loan.condition)
        .bind_text_or_null(loan.condition_back)
        .bind(loan.chased)
        .bind_text_or_null(loan.work)
        .bind(loan.fine)
        .bind_text_or_null(loan.supplement_by)
        .bind_text_or_null(loan.reason)
        .bind_text_or_null(loan.ended);
}

LoanItem read_item(Statement& row) {
    LoanItem item;
    item.loan = row.int64();
    item.ordinal = row.int64();
    item.document = row.int64();
    item.sheets = row.int64_or_null();
    item.sides = row.int64_or_null();
    item.condition = row.text();
    item.count_back = row.int64_or_null();
    item.missing = row.int64() != 0;
    item.back = row.text();
    return item;
}

std::optional<Loan> first_of(std::vector<Loan> loans) {
    return loans.empty() ? std::nullopt : std::optional(std::move(loans.front()));
}

}  // namespace

std::vector<Loan> LoanTable::all_where(std::string_view where, const std::vector<Cell>& binds) {
    Statement rows(*db_, fmt::format("SELECT {} FROM loan AS l WHERE {}", columns, where));
    for (const Cell& cell : binds) {
        rows.bind(cell);
    }
    std::vector<Loan> all;
    while (rows.step()) {
        all.push_back(read_loan(rows));
    }
    return all;
}

std::optional<Loan> LoanTable::find(std::int64_t id) {
    return first_of(all_where("l.id = ?", {id}));
}

void LoanTable::add(const Loan& loan) {
    Statement add(
        *db_,
        "INSERT INTO loan (id, slip, kind, thing, person, asked, asked_by, profile, purpose, note, state, "
        "wanted, rule, "
        "terms, out, due, renewals, renewed, recalled, counted, count_out, count_back, condition, condition_back, "
        "chased, work, fine, supplement_by, reason, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    add.bind(loan.id)
        .bind(loan.slip)
        .bind(to_text(loan.kind))
        .bind(to_text(loan.thing))
        .bind(loan.person)
        .bind(loan.asked)
        .bind(loan.asked_by)
        .bind(loan.profile);
    bind_changing(add, loan);
    add.run();
}

void LoanTable::update(const Loan& loan) {
    Statement update(
        *db_,
        "UPDATE loan SET purpose = ?, note = ?, state = ?, wanted = ?, rule = ?, terms = ?, out = ?, due = "
        "?, renewals = ?, renewed = ?, recalled = ?, counted = ?, count_out = ?, count_back = ?, condition = ?, "
        "condition_back = ?, chased = ?, work = ?, fine = ?, supplement_by = ?, reason = ?, ended = ? "
        "WHERE id = ?");
    bind_changing(update, loan);
    update.bind(loan.id).run();
}

void LoanTable::add_item(const LoanItem& item) {
    Statement(*db_,
              "INSERT INTO loan_item (loan, ordinal, document, sheets, sides, condition, count_back, missing, back) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(item.loan)
        .bind(item.ordinal)
        .bind(item.document)
        .bind(item.sheets)
        .bind(item.sides)
        .bind_text_or_null(item.condition)
        .bind(item.count_back)
        .bind(int{item.missing})
        .bind_text_or_null(item.back)
        .run();
}

void LoanTable::update_item(const LoanItem& item) {
    Statement(*db_, "UPDATE loan_item SET count_back = ?, missing = ?, back = ? WHERE loan = ? AND ordinal = ?")
        .bind(item.count_back)
        .bind(int{item.missing})
        .bind_text_or_null(item.back)
        .bind(item.loan)
        .bind(item.ordinal)
        .run();
}

std::vector<LoanItem> LoanTable::items(std::int64_t loan) {
    Statement rows(*db_,
                   "SELECT loan, ordinal, document, sheets, sides, condition, count_back, missing, back FROM loan_item "
                   "WHERE loan = ? ORDER BY ordinal");
    rows.bind(loan);
    std::vector<LoanItem> all;
    while (rows.step()) {
        all.push_back(read_item(rows));
    }
    return all;
}

void LoanTable::add_approval(const LoanApproval& approval) {
    Statement(*db_,
              "INSERT INTO loan_approval (loan, role, person, deputy, account, granted, at, note, ordinal) VALUES (?1, "
              "?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(ordinal), 0) + 1 FROM loan_approval WHERE loan = ?1))")
        .bind(approval.loan)
        .bind(approval.role)
        .bind(approval.person)
        .bind(approval.deputy)
        .bind(approval.account)
        .bind(int{approval.granted})
        .bind(approval.at)
        .bind_text_or_null(approval.note)
        .run();
}

std::vector<LoanApproval> LoanTable::approvals(std::int64_t loan) {
    Statement rows(*db_,
                   "SELECT loan, role, person, deputy, account, granted, at, note FROM loan_approval WHERE loan = ? "
                   "ORDER BY ordinal");
    rows.bind(loan);
    std::vector<LoanApproval> all;
    while (rows.step()) {
        LoanApproval approval;
        approval.loan = rows.int64();
        approval.role = rows.text();
        approval.person = rows.int64_or_null();
        approval.deputy = rows.int64_or_null();
        approval.account = rows.text();
        approval.granted = rows.int64() != 0;
        approval.at = rows.text();
        approval.note = rows.text();
        all.push_back(std::move(approval));
    }
    return all;
}

std::optional<Loan> LoanTable::away(Thing thing) {
    return first_of(all_where(fmt::format("l.thing = ? AND {}", is_away_sql), {to_text(thing)}));
}

std::optional<Loan> LoanTable::away_with(std::int64_t document) {
    return first_of(
        all_where("l.id = (SELECT i.loan FROM loan_item AS i WHERE i.document = ? AND i.back IS NULL)", {document}));
}

std::optional<Loan> LoanTable::away_inside(Thing holder) {
    static constexpr const char* in_volume =
        "l.id = (SELECT i.loan FROM document AS d CROSS JOIN loan_item AS i ON i.document = d.id AND i.back IS NULL "
        "WHERE d.volume = ? LIMIT 1)";
    static constexpr const char* in_box =
        "l.id = (SELECT i.loan FROM document AS d CROSS JOIN loan_item AS i ON i.document = d.id AND i.back IS NULL "
        "WHERE d.box = ?1 UNION SELECT i.loan FROM volume AS v CROSS JOIN document AS d ON d.volume = v.id CROSS JOIN "
        "loan_item AS i ON i.document = d.id AND i.back IS NULL WHERE v.box = ?1 LIMIT 1)";
    if (holder.kind == ThingKind::volume) {
        return first_of(all_where(in_volume, {holder.id}));
    }
    if (holder.kind != ThingKind::box) {
        return std::nullopt;
    }
    if (std::optional<Loan> found = first_of(all_where(in_box, {holder.id}))) {
        return found;
    }
    // Volumes without a single document on record.
    return first_of(all_where(
        "l.id = (SELECT w.id FROM volume AS v CROSS JOIN loan AS w ON w.thing = 'volume:' || v.id WHERE v.box = ? AND "
        "w.state IN ('out', 'recalled', 'short', 'lost') LIMIT 1)",
        {holder.id}));
}

std::vector<Loan> LoanTable::waiting() {
    return all_where(fmt::format("{} ORDER BY l.id", is_waiting_sql), {});
}

std::vector<Loan> LoanTable::waiting_for(Thing thing) {
    return all_where(fmt::format("l.thing = ? AND {} ORDER BY l.id", is_waiting_sql), {to_text(thing)});
}

std::vector<Loan> LoanTable::of_thing(Thing thing) {
    return all_where("l.thing = ? ORDER BY l.id DESC", {to_text(thing)});
}

std::vector<Loan> LoanTable::of_document(std::int64_t document) {
    return all_where(
        "l.id IN (SELECT id FROM loan WHERE thing = ? UNION SELECT loan FROM loan_item WHERE document = ?) ORDER BY "
        "l.id DESC",
        {to_text(Thing{ThingKind::document, document}), document});
}

std::vector<Loan> LoanTable::of_slip(std::int64_t slip) {
    return all_where("l.slip = ? ORDER BY l.id", {slip});
}

std::vector<Loan> LoanTable::away_of(std::int64_t person) {
    return all_where(fmt::format("l.person = ? AND {} ORDER BY l.id", is_away_sql), {person});
}

std::vector<Loan> LoanTable::waiting_of(std::int64_t person) {
    return all_where(fmt::format("l.person = ? AND {} ORDER BY l.id", is_waiting_sql), {person});
}

void LoanTable::for_each(const Filter& filter, const std::function<bool(const Loan&)>& found) {
    std::string sql = fmt::format("SELECT {} FROM loan AS l WHERE 1", columns);
    std::vector<Cell> binds;
    const auto also = [&](std::string_view condition, std::optional<Cell> value = std::nullopt) {
        sql += fmt::format(" AND {}", condition);
        if (value) {
            binds.push_back(std::move(*value));
        }
    };
    if (filter.state) {
        also("l.state = ?", std::string(to_text(*filter.state)));
    }
    if (filter.kind) {
        also("l.kind = ?", std::string(to_text(*filter.kind)));
    }
    if (filter.person) {
        also("l.person = ?", *filter.person);
    }
    if (filter.away || !filter.due_before.empty()) {
        also(is_away_sql);
    }
    if (!filter.due_before.empty()) {
        also("l.due < ?", filter.due_before);
    }
    if (filter.open) {
        also("l.state IN ('requested', 'approved', 'out', 'recalled', 'short', 'lost')");
    }
    if (filter.with_work) {
        also("l.work IS NOT NULL");
    }
    if (!filter.asked_from.empty()) {
        also("l.asked >= ?", filter.asked_from);
    }
    if (!filter.asked_before.empty()) {
        also("l.asked < ?", filter.asked_before);
    }
    Statement rows(*db_, sql + " ORDER BY l.id");
    for (const Cell& cell : binds) {
        rows.bind(cell);
    }
    while (rows.step()) {
        if (!found(read_loan(rows))) {
            return;
        }
    }
}

std::vector<Loan> LoanTable::list(const Filter& filter) {
    std::vector<Loan> all;
    for_each(filter, [&](const Loan& loan) {
        all.push_back(loan);
        return true;
    });
    return all;
}

}  // namespace arc
