#pragma once

#include "catalog/sqlite.hpp"
#include "model/loan.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// Loans, what went out with them, and who let it go.
class LoanTable {
public:
    explicit LoanTable(Db& db) : db_(&db) {}
    std::optional<Loan> find(std::int64_t id);
    // Adds the row with loan.id, a number of the counter "loan".
    void add(const Loan& loan);
    // Writes all columns but id, slip, kind, thing, person, asked and profile.
    void update(const Loan& loan);

    void add_item(const LoanItem& item);
    void update_item(const LoanItem& item);
    std::vector<LoanItem> items(std::int64_t loan);  // by ordinal
    void add_approval(const LoanApproval& approval);
    std::vector<LoanApproval> approvals(std::int64_t loan);  // in the order of saying

    // Paper of this very thing that is away.
    std::optional<Loan> away(Thing thing);
    // The loan with which this document is away, alone or inside what was lent.
    std::optional<Loan> away_with(std::int64_t document);
    // Something in this volume or box is away.
    std::optional<Loan> away_inside(Thing holder);
    std::vector<Loan> waiting();                           // requested or approved, by id
    std::vector<Loan> waiting_for(Thing thing);            // the same for this very thing
    std::vector<Loan> of_thing(Thing thing);               // of this very thing, newest first
    std::vector<Loan> of_document(std::int64_t document);  // also inside what was lent, newest first
    std::vector<Loan> of_slip(std::int64_t slip);          // by id
    // Of one person: away, or also waiting; by id.
    std::vector<Loan> away_of(std::int64_t person);
    std::vector<Loan> waiting_of(std::int64_t person);

    struct Filter {
        std::optional<LoanState> state;
        std::optional<LoanKind> kind;
        std::optional<std::int64_t> person;
        std::string due_before;  // instant; only what is away
        bool open = false;       // waiting or away
        bool away = false;
        bool with_work = false;  // something is to be done before it is shelved again
        std::string asked_from;  // instants
        std::string asked_before;
    };
    // By id; false stops.
    void for_each(const Filter& filter, const std::function<bool(const Loan&)>& found);
    std::vector<Loan> list(const Filter& filter);

private:
    std::vector<Loan> all_where(std::string_view where, const std::vector<Cell>& binds);
    Db* db_;
};

}  // namespace arc
