#include "jobs/admin/people.hpp"
#include "base/say.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-admin/verbs.hpp"

namespace arc {
namespace {

struct Options {
    PersonRequest person;
    std::vector<std::string> codes;
    bool all = false;
    bool unreviewed = false;
};

Options& options() {
    static Options values;
    return values;
}

const std::vector<ViewColumn> person_columns{{"code", "PERSON"}, {"name", "NAME"},         {"unit", "UNIT"},
                                             {"roles", "ROLES"}, {"disabled", "DISABLED"}, {"reviewed", "REVIEWED"}};
const std::vector<ViewColumn> role_columns{{"role", "ROLE"}, {"title", "TITLE"}, {"persons", "PERSONS"}};

// A verb that changes persons or their roles.
VerbCode appointing(std::string verb, std::function<void(Archive&, Operation&, Run&)> job) {
    return [verb = std::move(verb), job = std::move(job)](Run& run) {
        Archive archive = run.open_archive(Access::write);
        require_right(archive, run.caller(), Verb::appoint);
        Operation operation(run.caller(), verb);
        job(archive, operation, run);
        return run.status();
    };
}

ExitStatus list(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    const WhichPersons which = options().unreviewed ? WhichPersons::unreviewed
                               : options().all      ? WhichPersons::all
                                                    : WhichPersons::open;
    RecordPrinter out = run.printer(archive, person_columns);
    list_persons(archive, run.caller().now(), which, out);
    out.flush();
    return ExitStatus::done;
}

ExitStatus list_who_has_roles(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    RecordPrinter out = run.printer(archive, role_columns);
    list_roles(archive, out);
    out.flush();
    return ExitStatus::done;
}

void add_codes(Command verb) {
    verb.add_option("CODE", options().codes, "The persons").required();
}

void add_role_options(Command verb) {
    verb.add_option("CODE", options().person.code, "The person").required();
    verb.add_option("ROLE", options().person.roles, "Roles of the profile").required();
}

}  // namespace

void add_person_verbs(Tool& tool) {
    tool.verb("person", "People: add, disable, enable, review, list", nullptr);
    Command add = tool.verb("person add", "Register somebody, or change name, unit, roles and how to reach them",
                            appointing("person add", [](Archive& archive, Operation& operation, Run&) {
                                add_person(archive, operation, options().person);
                            }));
    add.add_option("CODE", options().person.code, "Login name or staff number").required();
    add.add_option("--name", options().person.name, "The name");
    add.add_option("--unit", options().person.unit, "The unit's code");
    add.add_option("--phone", options().person.phone, "Where short messages reach this person");
    add.add_option("--mail", options().person.mail, "Where mail does");
    add.add_option("--role", options().person.roles, "A role of the profile; may be given again");
    add_codes(tool.verb("person disable", "Close accounts as of today",
                        appointing("person disable", [](Archive& archive, Operation& operation, Run& run) {
                            disable_persons(archive, operation, options().codes, run.reporter());
                        })));
    add_codes(tool.verb("person enable", "Open closed accounts again",
                        appointing("person enable", [](Archive& archive, Operation& operation, Run&) {
                            enable_persons(archive, operation, options().codes);
                        })));
    add_codes(tool.verb("person review", "Note that accounts and roles were looked at and are right",
                        appointing("person review", [](Archive& archive, Operation& operation, Run&) {
                            review_persons(archive, operation, options().codes);
                        })));
    Command listed = tool.verb("person list", "Who is registered", list);
    listed.add_flag("--all", options().all, "Closed accounts too");
    listed.add_flag("--unreviewed", options().unreviewed, "Only accounts that nobody looked at for a year");
}

void add_role_verbs(Tool& tool) {
    tool.verb("role", "Roles: add, remove, list", nullptr);
    add_role_options(tool.verb("role add", "Give roles to a person",
                               appointing("role add", [](Archive& archive, Operation& operation, Run&) {
                                   add_roles(archive, operation, options().person.code, options().person.roles);
                               })));
    add_role_options(tool.verb("role remove", "Take roles from a person",
                               appointing("role remove", [](Archive& archive, Operation& operation, Run&) {
                                   remove_roles(archive, operation, options().person.code, options().person.roles);
                               })));
    tool.verb("role list", "The profile's roles and who has them", list_who_has_roles);
}

}  // namespace arc
