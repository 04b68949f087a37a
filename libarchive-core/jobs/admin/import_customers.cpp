#include "jobs/admin/import_customers.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/event_table.hpp"
#include "jobs/admin/customer_facts.hpp"
#include "jobs/indexer.hpp"
#include "jobs/indexing.hpp"
#include "jobs/keeping/follow_retention.hpp"
#include "jobs/shelving/holder_title.hpp"
#include "rules/classify.hpp"
#include "rules/field_values.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace arc {
namespace {

constexpr std::size_t customers_at_once = 500;
// Fields that have a column of their own in the catalog; all others stand in `fields`.
constexpr std::array<std::string_view, 4> own_columns{"name", "unit", "address", "legal_entity"};

class CustomerImport final : public TableImport {
public:
    CustomerImport(Archive& archive, Instant now)
        : archive_(&archive),
          profile_(&archive.profile()),
          directory_(archive),
          customers_(archive.db()),
          today_(format_day(archive.zone().day_at(now))) {
        for (const Field& field : profile_->subject.fields) {
            all_fields_.push_back(&field);
            if (std::ranges::count(own_columns, field.name) == 0) {
                extra_fields_.push_back(&field);
            }
        }
        asks_rules_ = !profile_->subject.class_by.empty() || std::ranges::any_of(all_fields_, &Field::required);
    }

    void check(const RowValues& row, RowComplaints& complaints) override;
    void put(const RowValues& row, Change& change, ImportCounts& counts) override;
    void finish(Change& change, ImportCounts& counts) override;

private:
    // The customer as it will be after the row; its state's `fields` are still to be encoded.
    struct Draft {
        Customer customer;
        MergedFields fields;
    };
    Draft merged(const RowValues& row, const std::optional<Customer>& known, const PrivateKeeper& keep) const;
    Customer stored(const RowValues& row, const std::optional<Customer>& known, Change& change) const;
    std::string own_column(const RowValues& row, std::string_view name, const std::string& before,
                           const PrivateKeeper& keep) const;
    void check_known(const RowValues& row, const Customer& known, RowComplaints& complaints);
    void check_class(const RowValues& row, const Classification& found, RowComplaints& complaints) const;
    void check_blanks(const RowValues& row, const FieldLookup& look_up, RowComplaints& complaints) const;
    void update(const RowValues& row, const Customer& known, Change& change, ImportCounts& counts);
    void add_held(Change& change, ImportCounts& counts);
    Indexer& indexer(Change& change);
    std::int64_t newest_event() const { return EventTable(archive_->db()).head({}).n; }
    bool is_still_new(const RowValues& row);

    Archive* archive_;
    const Profile* profile_;
    Directory directory_;
    CustomerTable customers_;
    std::string today_;
    std::vector<const Field*> all_fields_;
    std::vector<const Field*> extra_fields_;
    bool asks_rules_ = false;
    std::unordered_set<std::int64_t> met_by_old_number_;
    std::vector<bool> is_new_;                  // by row: no customer had their numbers when they were checked
    std::int64_t checked_at_ = newest_event();  // before they were checked
    std::optional<bool> nothing_happened_;
    std::vector<Customer> held_;  // new ones, added together
    std::optional<Indexer> indexer_;
};

std::string CustomerImport::own_column(const RowValues& row, std::string_view name, const std::string& before,
                                       const PrivateKeeper& keep) const {
    const std::optional<std::string>& said = row.said(name);
    if (!said) {
        return before;
    }
    const Field* field = find_field(profile_->subject.fields, name);
    return field != nullptr && field->is_private ? keep(*said, before) : *said;
}

CustomerImport::Draft CustomerImport::merged(const RowValues& row, const std::optional<Customer>& known,
                                             const PrivateKeeper& keep) const {
    Customer customer = known.value_or(Customer());
    CustomerState& state = customer.state;
    customer.number = known ? customer.number : row.text("number");
    customer.opened = row.text_or("opened", customer.opened);
    customer.closed = row.text_or("closed", customer.closed);
    if (row.said("responsible")) {
        customer.responsible = directory_.person(row.text("responsible"));
    }
    state.name = own_column(row, "name", state.name, keep);
    state.address = own_column(row, "address", state.address, keep);
    state.legal_entity = own_column(row, "legal_entity", state.legal_entity, keep);
    state.kind = row.text_or("kind", state.kind);
    state.status = row.text_or("status", state.status);
    if (row.said("unit")) {
        state.unit = directory_.unit(row.text("unit"));
    }
    MergedFields fields(state.fields, extra_fields_, row, keep);
    state.since = row.text("since").empty() ? today_ : row.text("since");
    // A class given counts as what was decided by hand; the rules then say whether it may stay.
    state.class_name = row.text("class").empty() ? state.class_name : row.text("class");
    if (asks_rules_) {
        state.class_name =
            classify(profile_->subject, state.class_name, CustomerFacts(customer, fields.texts(), directory_)).name;
    }
    return {std::move(customer), std::move(fields)};
}

void CustomerImport::check(const RowValues& row, RowComplaints& complaints) {
    const std::optional<Customer> known = customers_.find(row.text("number"));
    if (!known) {
        const auto at = static_cast<std::size_t>(row.row());
        is_new_.resize(std::max(is_new_.size(), at + 1));
        is_new_[at] = true;
    }
    directory_.unit(row, "unit", complaints);
    directory_.person(row, "responsible", complaints);
    if (known) {
        check_known(row, *known, complaints);
    }
    const Draft draft = merged(row, known, [](const std::string& value, const std::string&) { return value; });
    const Customer& customer = draft.customer;
    if (!customer.opened.empty() && !customer.closed.empty() && customer.closed < customer.opened) {
        complaints.error(row.row(), "closed", say("{} is before the opening on {}", customer.closed, customer.opened));
    }
    if (!asks_rules_) {
        return;
    }
    const CustomerFacts facts(customer, draft.fields.texts(), directory_);
    check_class(row, classify(profile_->subject, row.text("class"), facts), complaints);
    check_blanks(row, facts, complaints);
}

void CustomerImport::check_known(const RowValues& row, const Customer& known, RowComplaints& complaints) {
    if (known.number != row.text("number")) {
        complaints.warning(row.row(), "number", say("a former number of {}, which is changed", known.number));
        if (!met_by_old_number_.insert(known.id).second) {
            complaints.error(row.row(), "number", say("another row changes {} too", known.number));
        }
    }
    const std::string& since = row.text("since").empty() ? today_ : row.text("since");
    if (since < known.state.since) {
        complaints.error(row.row(), "since",
                         say("{} is before {}, since when the present state is true", since, known.state.since),
                         say("leave out what was true earlier, or give a later day"));
    }
    const bool fixed = profile_->subject.class_change == ClassChange::never && !known.state.class_name.empty();
    if (fixed && !row.text("class").empty() && row.text("class") != known.state.class_name) {
        complaints.error(row.row(), "class", say("is {} and never changes", known.state.class_name),
                         say("the profile says class_change: never"));
    }
}

void CustomerImport::check_class(const RowValues& row, const Classification& found, RowComplaints& complaints) const {
    if (!row.text("class").empty() && found.name != row.text("class")) {
        complaints.warning(row.row(), "class", say("{} is taken, because {}", found.name, found.reason));
    }
}

void CustomerImport::check_blanks(const RowValues& row, const FieldLookup& look_up, RowComplaints& complaints) const {
    if (profile_->subject.blanks == Severity::ignore) {
        return;
    }
    for (const Field* field : blank_fields(all_fields_, "customer", look_up)) {
        if (profile_->subject.blanks == Severity::warn) {
            complaints.warning(row.row(), field->name, say("has no value, but is required"));
        } else {
            complaints.error(row.row(), field->name, say("has no value, but is required"));
        }
    }
}

Indexer& CustomerImport::indexer(Change& change) {
    if (!indexer_) {
        indexer_.emplace(change.db(), *profile_);
    }
    return *indexer_;
}

Customer CustomerImport::stored(const RowValues& row, const std::optional<Customer>& known, Change& change) const {
    Draft draft = merged(row, known, [&](const std::string& value, const std::string& before) {
        return change.keep_private(value, before);
    });
    draft.customer.state.fields = draft.fields.encoded();
    return std::move(draft.customer);
}

// Nobody wrote between the check and the transaction, so what was not there is not there now: half of all look-ups.
bool CustomerImport::is_still_new(const RowValues& row) {
    if (!nothing_happened_) {
        nothing_happened_ = newest_event() == checked_at_;
    }
    const auto at = static_cast<std::size_t>(row.row());
    return *nothing_happened_ && at < is_new_.size() && is_new_[at];
}

void CustomerImport::put(const RowValues& row, Change& change, ImportCounts& counts) {
    const std::optional<Customer> known = is_still_new(row) ? std::nullopt : customers_.find(row.text("number"));
    if (known) {
        update(row, *known, change, counts);
        return;
    }
    held_.push_back(stored(row, std::nullopt, change));
    if (held_.size() == customers_at_once) {
        add_held(change, counts);
    }
}

void CustomerImport::update(const RowValues& row, const Customer& known, Change& change, ImportCounts& counts) {
    const Customer next = stored(row, known, change);
    const bool same = next.state.says_the_same(known.state) && next.opened == known.opened &&
                      next.closed == known.closed && next.responsible == known.responsible;
    counts.count(same ? RowEffect::unchanged : RowEffect::changed);
    if (same) {
        return;
    }
    customers_.change(known.id, next.state);
    customers_.set_opened_closed(known.id, next.opened, next.closed);
    if (next.closed != known.closed || next.opened != known.opened) {
        follow_retention(change, {ThingKind::customer, known.id});
    }
    customers_.assign(known.id, next.responsible);
    change.about({ThingKind::customer, known.id});
    if (next.state.name != known.state.name) {
        retitle_holders(change, known.id, known.state.name, next.state.name);
    }
    if (next.state.name != known.state.name || next.state.class_name != known.state.class_name ||
        next.state.status != known.state.status) {
        index_customer_with_all_of_it(*archive_, known.id);
    } else {
        indexer(change).put({ThingKind::customer, known.id});
    }
}

void CustomerImport::add_held(Change& change, ImportCounts& counts) {
    customers_.add_all(held_);
    for (const Customer& customer : held_) {
        change.about({ThingKind::customer, customer.id});
        indexer(change).put(customer, {}, {});
        counts.count(RowEffect::added);
    }
    held_.clear();
}

void CustomerImport::finish(Change& change, ImportCounts& counts) {
    add_held(change, counts);
}

}  // namespace

std::unique_ptr<TableImport> import_customers(Archive& archive, Instant now) {
    return std::make_unique<CustomerImport>(archive, now);
}

}  // namespace arc
