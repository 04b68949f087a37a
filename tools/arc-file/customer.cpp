#include "jobs/customers/allot_customers.hpp"
#include "jobs/customers/customer_verbs.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

namespace arc {

void add_customer_verbs(Tool& tool) {
    static CustomerRequest request;
    static std::string day;
    static std::string person;
    tool.verb("customer", "Customers: open, change, assign, allot, close", nullptr);
    Command open = tool.verb("customer open", "Enter a new customer", [](Run& run) {
        return file_and_print(run, "customer open", [](FilingRun& filing) { return open_customer(filing, request); });
    });
    open.add_option("--opened", request.opened, "The day (today)");
    open.add_option("--responsible", request.responsible, "Who is responsible");
    Command change = tool.verb("customer change", "Say what is true of a customer from a day on", [](Run& run) {
        return file_and_print(run, "customer change", [](FilingRun& filing) {
            return change_customer(filing, request.number, request.fields, day);
        });
    });
    change.add_option("--since", day, "The day it is true from (today)");
    Command assign = tool.verb("customer assign", "Make a person responsible for a customer", [](Run& run) {
        return file_and_print(run, "customer assign",
                              [](FilingRun& filing) { return assign_customer(filing, request.number, person); });
    });
    static AllotRequest allotment;
    Command allot = tool.verb(
        "customer allot", "Make those responsible whom the profile's rules choose (--dry-run: a plan)", [](Run& run) {
            if (!allotment.customers.empty()) {
                allotment.customers = things_or_stdin(allotment.customers);
            }
            return file_many_and_print(run, "customer allot",
                                       [](FilingRun& filing) { return allot_customers(filing, allotment); });
        });
    allot.add_option("CUSTOMER", allotment.customers,
                     "Their numbers, - for standard input (all that are served and have nobody)");
    allot.add_option("--of", allotment.of, "Instead: all of this person, who does not get them again");
    Command close = tool.verb("customer close", "A customer is no longer served (needs --reason)", [](Run& run) {
        return file_and_print(run, "customer close",
                              [](FilingRun& filing) { return close_customer(filing, request.number, day); });
    });
    close.add_option("--at", day, "The day (today)");
    for (const Command verb : {open, change, assign, close}) {
        verb.add_option("CUSTOMER", request.number, "The customer's number").required();
    }
    assign.add_option("PERSON", person, "Login name or staff number").required();
    for (const Command verb : {open, change}) {
        verb.add_option("FIELD", request.fields,
                        "NAME=VALUE: name, class, kind, unit, status or a field of the profile");
    }
}

}  // namespace arc
