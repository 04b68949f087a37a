#include "jobs/customers/allot_customers.hpp"

#include "base/say.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/keeper_query.hpp"
#include "catalog/person_table.hpp"
#include "catalog/profile_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/indexing.hpp"
#include "jobs/permit.hpp"
#include "profile/load_keeper_rules.hpp"
#include "rules/choose_keeper.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

class Allotting {
public:
    explicit Allotting(FilingRun& run)
        : run_(&run),
          rules_(load_keeper_rules(ProfileTable(run.db()).newest().text)),
          persons_(PersonTable(run.db()).all()) {
        std::erase_if(persons_, [](const Person& person) { return !person.disabled.empty(); });
    }

    bool has_rules() const { return !rules_.empty(); }
    void leave_out(std::int64_t person) {
        std::erase_if(persons_, [&](const Person& one) { return one.id == person; });
    }

    struct Keeper {
        Person person;
        std::string why;
    };
    Result<Keeper> choose(const Customer& customer) {
        const Facts facts = facts_of(run_->archive(), customer);
        const auto rule =
            std::ranges::find_if(rules_, [&](const KeeperRule& one) { return holds(one.when, look_up_in(facts)); });
        if (rule == rules_.end()) {
            return Error{ErrorCode::refused, name_of(customer), say("no rule of the profile holds for it"),
                         say("assign somebody with arc-file customer assign")};
        }
        const std::vector<KeeperCandidate> candidates = candidates_for(*rule, customer);
        const Result<KeeperChoice> choice = choose_keeper(*rule, candidates, look_up_in(facts));
        if (!choice) {
            Error error = choice.error();
            error.subject = name_of(customer) + ": " + error.subject;
            return error;
        }
        const std::int64_t id = candidates[choice->candidate].id;
        if (customer.responsible) {
            load(*customer.responsible);
            --loads_.at(*customer.responsible);
        }
        ++loads_.at(id);
        return Keeper{*std::ranges::find(persons_, id, &Person::id), choice->why};
    }

private:
    std::vector<KeeperCandidate> candidates_for(const KeeperRule& rule, const Customer& customer) {
        const std::vector<std::string> path =
            unit_path(run_->archive(), customer.state.unit).value_or(std::vector<std::string>{});
        std::vector<KeeperCandidate> candidates;
        for (const Person& person : persons_) {
            if (std::ranges::count(person.roles, rule.role) != 0) {
                const std::int64_t this_one = customer.responsible == person.id ? 1 : 0;
                candidates.push_back(
                    {person.id, person.code, person.name, distance(person, path), load(person.id) - this_one});
            }
        }
        return candidates;
    }

    // Along the customer's path of units, from its end.
    std::optional<int> distance(const Person& person, const std::vector<std::string>& path) {
        if (!person.unit) {
            return std::nullopt;
        }
        const std::string code = UnitTable(run_->db()).find(*person.unit)->code;
        const auto at = std::ranges::find(path, code);
        return at == path.end() ? std::nullopt : std::optional(static_cast<int>(path.end() - at) - 1);
    }

    std::int64_t load(std::int64_t person) {
        const auto [known, is_new] = loads_.try_emplace(person, 0);
        if (is_new) {
            known->second = KeeperQuery(run_->db()).count_of(person);
        }
        return known->second;
    }

    FilingRun* run_;
    std::vector<KeeperRule> rules_;
    std::vector<Person> persons_;
    std::map<std::int64_t, std::int64_t> loads_;  // by person, with what this run gave
};

Record allotment(Archive& archive, const Customer& customer, const Allotting::Keeper& keeper) {
    const std::optional<Person> before =
        customer.responsible ? PersonTable(archive.db()).find(*customer.responsible) : std::nullopt;
    return {"allotment",
            {{"customer", customer.number},
             {"name", customer.state.name},
             {"person", keeper.person.code},
             {"person_name", text_or_null(keeper.person.name)},
             {"before", before ? Value(before->code) : Value()},
             {"why", keeper.why}}};
}

std::vector<std::int64_t> customers_asked(FilingRun& run, const AllotRequest& request, Allotting& allotting) {
    KeeperQuery customers(run.db());
    if (!request.of.empty()) {
        const std::int64_t person = resolve_thing(run.archive(), request.of, ThingKind::person).value_or_throw().id;
        allotting.leave_out(person);
        return customers.served_of(person);
    }
    return customers.served_of(std::nullopt);
}

}  // namespace

ManyDone allot_customers(FilingRun& run, const AllotRequest& request) {
    Allotting allotting(run);
    if (!allotting.has_rules()) {
        throw Fault(ErrorCode::refused, say("profile"), say("does not say who becomes responsible"),
                    say("write it under responsible, as in responsible: [{{role: teller, by: [unit, fewest]}}]"));
    }
    CustomerTable customers(run.db());
    std::vector<std::int64_t> ids;
    for (const std::string& text : request.customers) {
        ids.push_back(named_customer(run.archive(), text).id);
    }
    if (ids.empty()) {
        ids = customers_asked(run, request, allotting);
    }
    ManyDone done;
    for (const std::int64_t id : ids) {
        const Customer customer = customers.find(id).value();
        ++done.asked;
        require_right(run.archive(), run.caller, Verb::change, rights_target(run.archive(), customer));
        const Result<Allotting::Keeper> keeper = allotting.choose(customer);
        if (!keeper) {
            ++done.failed;
            run.reporter.problem(keeper.error());
            continue;
        }
        if (customer.responsible != keeper->person.id) {
            customers.assign(id, keeper->person.id);
            index_customer(run.archive(), id);
            run.change.about({ThingKind::customer, id});
            run.change.about({ThingKind::person, keeper->person.id});
            run.change.end_event_if_long();
        }
        done.answer.push_back(allotment(run.archive(), customer, *keeper));
    }
    return done;
}

std::optional<std::int64_t> keeper_of_new(FilingRun& run, const Customer& customer) {
    Allotting allotting(run);
    if (!allotting.has_rules()) {
        return std::nullopt;
    }
    const Result<Allotting::Keeper> keeper = allotting.choose(customer);
    if (!keeper) {
        run.reporter.notice(say("{}: nobody is responsible: {}", name_of(customer), keeper.error().what));
        return std::nullopt;
    }
    return keeper->person.id;
}

}  // namespace arc
