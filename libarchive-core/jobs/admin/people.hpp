#pragma once

#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"
#include "model/organisation.hpp"

#include <string>
#include <vector>

namespace arc {

struct PersonRequest {
    std::string code;  // login name or staff number
    std::string name;
    std::string unit;  // code; "" leaves it
    std::vector<std::string> roles;
    std::string phone, mail;  // where reminders go; "" leaves them
};

// Says how the person is reached (name: phone, mail), "" for not at all; as private values, which no event shows.
void set_contact(Change& change, Person& person, const std::string& name, const std::string& value);
// In clear, for whoever sends reminders; "" when nobody has said it.
std::string contact_of(Db& db, const Person& person, std::string_view name);

// Faults for all: usage for roles and units that are not known, not_found for persons; refused when nobody would be
// left who may appoint others.

// Adds the person, or changes name and unit and adds the roles.
void add_person(Archive& archive, Operation& operation, const PersonRequest& request);
// Closes the accounts as of today: roles stay on record, but give nothing. Refused while things stand in a person's
// name (customers, open tickets, places, papers sent back, lists that nobody has taken), unless the caller says why:
// then it is told what stays behind.
void disable_persons(Archive& archive, Operation& operation, const std::vector<std::string>& codes, Reporter& reporter);
void enable_persons(Archive& archive, Operation& operation, const std::vector<std::string>& codes);
// Notes that somebody looked at these accounts today and found them right.
void review_persons(Archive& archive, Operation& operation, const std::vector<std::string>& codes);
void add_roles(Archive& archive, Operation& operation, const std::string& code, const std::vector<std::string>& roles);
void remove_roles(Archive& archive, Operation& operation, const std::string& code,
                  const std::vector<std::string>& roles);

enum class WhichPersons { all, open, unreviewed };  // unreviewed: open, and not looked at for a year
void list_persons(Archive& archive, Instant now, WhichPersons which, RecordSink& sink);
// The profile's roles and who has them.
void list_roles(Archive& archive, RecordSink& sink);

}  // namespace arc
