#include "catalog/customer_table.hpp"

#include "catalog/catalog.hpp"

namespace arc {
namespace {

constexpr const char* columns =
    "SELECT c.id, c.number, c.opened, c.closed, c.responsible, s.id, s.since, s.until, s.name, s.class, s.kind, "
    "s.unit, "
    "s.legal_entity, s.address, s.status, s.fields FROM customer AS c "
    "JOIN customer_state AS s ON s.customer = c.id AND s.until IS NULL ";

CustomerState read_state(Statement& row) {
    CustomerState state;
    state.id = row.int64();
    state.since = row.text();
    state.until = row.text();
    state.name = row.text();
    state.class_name = row.text();
    state.kind = row.text();
    state.unit = row.int64_or_null();
    state.legal_entity = row.text();
    state.address = row.text();
    state.status = row.text();
    state.fields = row.text();
    return state;
}

Customer read_customer(Statement& row) {
    Customer customer;
    customer.id = row.int64();
    customer.number = row.text();
    customer.opened = row.text();
    customer.closed = row.text();
    customer.responsible = row.int64_or_null();
    customer.state = read_state(row);
    return customer;
}

void bind_state(Statement& statement, const CustomerState& state) {
    statement.bind(state.name)
        .bind_text_or_null(state.class_name)
        .bind_text_or_null(state.kind)
        .bind(state.unit)
        .bind_text_or_null(state.legal_entity)
        .bind_text_or_null(state.address)
        .bind_text_or_null(state.status)
        .bind(state.fields);
}

std::optional<Customer> first_of(Statement& row) {
    return row.step() ? std::optional(read_customer(row)) : std::nullopt;
}

std::string sql(std::string_view rest) {
    return columns + std::string(rest);
}

}  // namespace

std::optional<Customer> CustomerTable::find(const std::string& number) {
    Statement row(*db_, sql("WHERE c.number = ?1 OR c.id = (SELECT customer FROM customer_number WHERE number = ?1)"));
    return first_of(row.bind(number));
}

std::optional<Customer> CustomerTable::find(std::int64_t id) {
    Statement row(*db_, sql("WHERE c.id = ?"));
    return first_of(row.bind(id));
}

std::int64_t CustomerTable::add(const Customer& customer) {
    Customer added = customer;
    add_all(std::span(&added, 1));
    return added.id;
}

void CustomerTable::add_all(std::span<Customer> customers) {
    if (customers.empty()) {
        return;
    }
    const auto count = static_cast<std::int64_t>(customers.size());
    std::int64_t id = next_numbers(*db_, "customer", count);
    std::int64_t state = next_numbers(*db_, "customer_state", count);
    for (Customer& customer : customers) {
        customer.id = id++;
        Statement(*db_, "INSERT INTO customer (id, number, opened, closed, responsible) VALUES (?, ?, ?, ?, ?)")
            .bind(customer.id)
            .bind(customer.number)
            .bind_text_or_null(customer.opened)
            .bind_text_or_null(customer.closed)
            .bind(customer.responsible)
            .run();
    }
    for (Customer& customer : customers) {
        customer.state.id = state++;
        add_state(customer.state, customer.id);
    }
}

void CustomerTable::change(std::int64_t customer, const CustomerState& next) {
    const std::optional<Customer> current = find(customer);
    if (!current || current->state.says_the_same(next)) {
        return;
    }
    // A name that was true for less than a day still finds the customer.
    if (current->state.since == next.since && current->state.name == next.name) {
        Statement replace(
            *db_,
            "UPDATE customer_state SET name = ?, class = ?, kind = ?, unit = ?, legal_entity = ?, address = ?, "
            "status = ?, fields = ? WHERE id = ?");
        bind_state(replace, next);
        replace.bind(current->state.id).run();
        return;
    }
    Statement(*db_, "UPDATE customer_state SET until = ? WHERE id = ?").bind(next.since).bind(current->state.id).run();
    CustomerState added = next;
    added.id = next_number(*db_, "customer_state");
    add_state(added, customer);
}

void CustomerTable::add_state(const CustomerState& state, std::int64_t customer) {
    Statement add(*db_,
                  "INSERT INTO customer_state (id, customer, since, name, class, kind, unit, legal_entity, address, "
                  "status, fields) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    add.bind(state.id).bind(customer).bind(state.since);
    bind_state(add, state);
    add.run();
}

void CustomerTable::set_opened_closed(std::int64_t customer, const std::string& opened, const std::string& closed) {
    Statement(*db_,
              "UPDATE customer SET opened = ?1, closed = ?2 WHERE id = ?3 AND (opened IS NOT ?1 OR closed IS NOT ?2)")
        .bind_text_or_null(opened)
        .bind_text_or_null(closed)
        .bind(customer)
        .run();
}

void CustomerTable::assign(std::int64_t customer, std::optional<std::int64_t> person) {
    Statement(*db_, "UPDATE customer SET responsible = ?1 WHERE id = ?2 AND responsible IS NOT ?1")
        .bind(person)
        .bind(customer)
        .run();
}

void CustomerTable::renumber(std::int64_t customer, const std::string& number) {
    Statement(*db_,
              "INSERT OR IGNORE INTO customer_number (number, customer) SELECT number, id FROM customer WHERE id = ?")
        .bind(customer)
        .run();
    Statement(*db_, "UPDATE customer SET number = ? WHERE id = ?").bind(number).bind(customer).run();
}

std::vector<std::int64_t> CustomerTable::closed_between(const std::string& from, const std::string& before) {
    Statement rows(*db_, "SELECT id FROM customer WHERE closed >= ? AND (?2 = '' OR closed < ?2) ORDER BY id");
    rows.bind(from).bind(before);
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        ids.push_back(rows.int64());
    }
    return ids;
}

std::vector<CustomerState> CustomerTable::history(std::int64_t customer) {
    Statement rows(
        *db_,
        "SELECT id, since, until, name, class, kind, unit, legal_entity, address, status, fields FROM customer_state "
        "WHERE customer = ? ORDER BY since, id");
    rows.bind(customer);
    std::vector<CustomerState> states;
    while (rows.step()) {
        states.push_back(read_state(rows));
    }
    return states;
}

std::vector<std::string> CustomerTable::former_numbers(std::int64_t customer) {
    Statement rows(*db_, "SELECT number FROM customer_number WHERE customer = ? ORDER BY number");
    rows.bind(customer);
    std::vector<std::string> numbers;
    while (rows.step()) {
        numbers.push_back(rows.text());
    }
    return numbers;
}

std::vector<Customer> CustomerTable::page(std::int64_t after, std::int64_t most) {
    Statement rows(*db_, sql("WHERE c.id > ? ORDER BY c.id LIMIT ?"));
    rows.bind(after).bind(most);
    std::vector<Customer> customers;
    while (rows.step()) {
        customers.push_back(read_customer(rows));
    }
    return customers;
}

}  // namespace arc
