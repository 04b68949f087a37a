#include "jobs/audit/compare_list.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/private_table.hpp"
#include "jobs/admin/import_source.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "model/condition.hpp"
#include "rules/columns.hpp"
#include "rules/import_columns.hpp"
#include "rules/same_value.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace arc {
namespace {

struct ListColumn {
    std::string field;
    std::string title;
    std::size_t at = 0;
    bool is_private = false;
    bool sum = false;
};

struct Header {
    std::size_t number = 0;
    std::vector<ListColumn> columns;
};

Header header_of(const Profile& profile, const ImportSource& source, const std::vector<std::string>& sums) {
    Header header;
    bool numbered = false;
    for (const ColumnRule& rule : import_columns(profile, ImportTable::customers)) {
        const std::optional<std::size_t> at = find_column(source.headings(), rule.name, rule.aliases);
        if (!at) {
            continue;
        }
        if (rule.name == "number") {
            header.number = *at;
            numbered = true;
        } else {
            header.columns.push_back({rule.name, source.headings()[*at], *at, rule.is_private || rule.check.has_value(),
                                      std::ranges::count(sums, rule.name) != 0});
        }
    }
    if (!numbered) {
        throw Fault(ErrorCode::usage, source.name(), say("has no column for the customer's number"),
                    say("name the heading under imports.customers in the profile"));
    }
    for (const std::string& sum : sums) {
        if (std::ranges::find(header.columns, sum, &ListColumn::field) == header.columns.end()) {
            throw Fault(ErrorCode::usage, sum, say("is no column of {}", source.name()));
        }
    }
    return header;
}

using Row = std::map<std::string, std::string>;  // by field

// Rows of one number become one: fields to be added up are, the others stand as they came first.
std::map<std::string, Row> read_rows(ImportSource& source, const Header& header) {
    std::map<std::string, Row> rows;
    for (auto next = source.next(); next; next = source.next()) {
        const std::vector<std::string> cells = std::move(*next).value_or_throw().cells.cells;
        const auto cell = [&](std::size_t at) { return at < cells.size() ? cells[at] : std::string(); };
        const auto [row, fresh] = rows.try_emplace(fold_code(cell(header.number)));
        for (const ListColumn& column : header.columns) {
            std::string& value = row->second[column.field];
            const auto before = parse_number(value);
            const auto more = parse_number(cell(column.at));
            if (!fresh && column.sum && before && more) {
                value = fmt::format("{}", *before + *more);
            } else if (fresh) {
                value = cell(column.at);
            }
        }
    }
    return rows;
}

}  // namespace

void compare_list(AuditRun& run, const ListRequest& request, const TellFinding& tell) {
    ImportSource source = ImportSource::open(request.file).value_or_throw();
    const Header header = header_of(run.profile(), source, request.sums);
    const std::map<std::string, Row> rows = read_rows(source, header);
    PrivateTable private_values(run.db());
    std::set<std::int64_t> named;
    const auto state = [&](Finding finding) {
        if (run.reaches(finding.unit)) {
            run.complete(finding);
            tell(std::move(finding));
        }
    };
    for (const auto& [number, row] : rows) {
        const std::optional<Customer> customer = CustomerTable(run.db()).find(number);
        if (!customer) {
            Finding finding = AuditRun::about_other("A08", "only-there", "customer:" + number);
            finding.text = say("is in {} only", source.name());
            state(std::move(finding));
            continue;
        }
        named.insert(customer->id);
        const Facts facts = facts_of(run.archive(), *customer);
        for (const ListColumn& column : header.columns) {
            const auto fact = facts.find("customer." + column.field);
            std::string here = fact == facts.end() ? std::string() : fact->second;
            constexpr std::string_view hidden = "hmac:";
            if (here.starts_with(hidden)) {
                here = private_values.value_of(here.substr(hidden.size()));
            }
            const std::string& there = row.at(column.field);
            if (there.empty() || same_value(here, there)) {
                continue;
            }
            Finding finding = run.about("A08", "differs", *customer);
            finding.detail = column.field;
            finding.text = column.is_private ? say("{}: another one than in {}", column.title, source.name())
                                             : say("{}: {} here, {} in {}", column.title, here.empty() ? "-" : here,
                                                   there, source.name());
            state(std::move(finding));
        }
    }
    constexpr std::int64_t group = 1000;
    CustomerTable customers(run.db());
    for (auto page = request.whole ? customers.page(0, group) : std::vector<Customer>{}; !page.empty();
         page = customers.page(page.back().id, group)) {
        for (const Customer& customer : page) {
            if (customer.closed.empty() && !named.contains(customer.id)) {
                Finding finding = run.about("A08", "only-here", customer);
                finding.text = say("is not in {}", source.name());
                state(std::move(finding));
            }
        }
    }
}

}  // namespace arc
