#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/data_query.hpp"
#include "catalog/document_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/private_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/filing/facts_reader.hpp"
#include "rules/classify.hpp"
#include "rules/data_faults.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace arc {
namespace {

constexpr std::int64_t rows_at_once = 1000;
constexpr std::string_view hidden = "hmac:";

std::vector<const Field*> pointers_to(const std::vector<Field>& fields) {
    std::vector<const Field*> pointers;
    for (const Field& field : fields) {
        pointers.push_back(&field);
    }
    return pointers;
}

bool asks_anything(const Field& field) {
    return field.required || field.type != FieldType::text || !field.check.empty() || !field.list.empty() ||
           field.pattern || field.least || field.most;
}

class DataAudit {
public:
    DataAudit(AuditRun& run, const TellFinding& tell)
        : run_(&run),
          tell_(&tell),
          private_values_(run.db()),
          facts_(run.archive()),
          customer_fields_(pointers_to(run.profile().subject.fields)) {}

    void run() {
        customers();
        tell_doubles();
        tickets();
        documents();
        pairs();
        stale();
        accounts();
    }

private:
    template <class Table, class Check>
    void each(Check check) {
        Table table(run_->db());
        std::int64_t last = 0;
        for (bool more = true; more && !run_->reporter().stop_requested(); tell_pending()) {
            const Snapshot together(run_->db());
            const auto rows = table.page(last, rows_at_once);
            for (const auto& row : rows) {
                check(row);
                last = row.id;
            }
            more = !rows.empty();
        }
        tell_pending();
    }

    // Outside the snapshot: with a pen, a finding is written as it is told.
    void tell_pending() {
        for (Finding& finding : std::exchange(pending_, {})) {
            (*tell_)(std::move(finding));
        }
    }

    // Values that stand as keyed hashes, in clear; nothing of them leaves this audit.
    void reveal(Facts& facts, std::string_view noun) {
        for (auto fact = facts.lower_bound(noun); fact != facts.end() && fact->first.starts_with(noun); ++fact) {
            if (fact->second.starts_with(hidden)) {
                if (std::string clear = private_values_.value_of(fact->second.substr(hidden.size())); !clear.empty()) {
                    fact->second = std::move(clear);
                }
            }
        }
    }

    void state(Finding finding, const DataFault& fault) {
        finding.code = &finding_code("A08", fault.name);
        finding.detail = fault.field;
        finding.light = to_text(fault.doubtful ? Light::yellow : Light::red);
        finding.text = fault.words;
        pending_.push_back(std::move(finding));
    }

    void customers() {
        const Subject& subject = run_->profile().subject;
        each<CustomerTable>([&](const Customer& customer) {
            if (!customer.closed.empty()) {
                return;
            }
            Facts facts = facts_.of(customer);
            reveal(facts, "customer.");
            const FieldLookup look_up = look_up_in(facts);
            std::vector<DataFault> faults = field_faults(run_->profile(), customer_fields_, "customer", look_up);
            std::ranges::move(check_faults(run_->profile(), Noun::customer, look_up), std::back_inserter(faults));
            const Classification by_rule = classify(subject, customer.state.class_name, look_up);
            if (by_rule.changed) {
                faults.push_back(
                    {"wrong-class", "class",
                     say("is {}, by the rules {} ({})", customer.state.class_name, by_rule.name, by_rule.reason),
                     false});
            }
            for (const DataFault& fault : faults) {
                state(run_->about("A08", fault.name, customer), fault);
            }
            remember(customer, facts);
        });
    }

    // By what one customer alone can have, and by name and address together.
    void remember(const Customer& customer, const Facts& facts) {
        for (const Field* field : customer_fields_) {
            const auto value = facts.find("customer." + field->name);
            if (field->unique && value != facts.end() && !value->second.starts_with(hidden)) {
                holders_[{field->name, fold_code(value->second)}].push_back(customer.id);
            }
        }
        if (!customer.state.name.empty() && !customer.state.address.empty()) {
            holders_[{"", fold_code(customer.state.name) + "\n" + fold_code(customer.state.address)}].push_back(
                customer.id);
        }
    }

    void tell_doubles() {
        for (const auto& [key, ids] : holders_) {
            if (ids.size() < 2) {
                continue;
            }
            const bool is_field = !key.first.empty();
            std::vector<std::string> numbers;
            for (const std::int64_t id : ids) {
                numbers.push_back(CustomerTable(run_->db()).find(id)->number);
            }
            Finding finding = run_->about_customer("A08", is_field ? "double-value" : "customer-double", ids.front());
            const Field* field = find_field(run_->profile().subject.fields, key.first);
            finding.detail = is_field ? key.first : join(numbers, " ");
            finding.light = to_text(is_field ? Light::red : Light::yellow);
            finding.text = is_field ? say("{}: the same at {}",
                                          field->title.chinese().empty() ? field->name : field->title.chinese(),
                                          join(numbers, ", "))
                                    : say("same name and address: {}", join(numbers, ", "));
            (*tell_)(std::move(finding));
        }
        holders_.clear();
    }

    bool any_check_of(Noun noun) const {
        return std::ranges::any_of(run_->profile().checks, [&](const DataCheck& check) { return check.of == noun; });
    }

    void tickets() {
        const Profile& profile = run_->profile();
        each<TicketTable>([&](const Ticket& ticket) {
            const TicketType* type = profile.ticket_type(ticket.type);
            if (type == nullptr || !ticket.closed.empty()) {
                return;
            }
            const std::vector<const Field*> fields = fields_of(profile, *type);
            Facts facts = facts_.of(ticket);
            reveal(facts, "ticket.");
            std::vector<DataFault> faults = field_faults(profile, fields, "ticket", look_up_in(facts));
            std::ranges::move(check_faults(profile, Noun::ticket, look_up_in(facts)), std::back_inserter(faults));
            for (const DataFault& fault : faults) {
                state(run_->about("A08", fault.name, ticket), fault);
            }
        });
    }

    // Only those of types whose fields ask something, which most do not.
    void documents() {
        const Profile& profile = run_->profile();
        std::map<std::string, std::vector<const Field*>> asking;
        const bool checked = any_check_of(Noun::document);
        for (const DocumentType& type : profile.document_types) {
            std::vector<const Field*> fields = fields_of(profile, type);
            std::erase_if(fields, [](const Field* field) {
                return !asks_anything(*field) || (field->built_in && !field->required);
            });
            if (!fields.empty() || checked) {
                asking[type.name] = std::move(fields);
            }
        }
        if (asking.empty()) {
            return;
        }
        each<DocumentTable>([&](const Document& document) {
            const auto fields = asking.find(document.type);
            if (fields == asking.end() || !document.withdrawn.empty() || !document.destroyed.empty()) {
                return;
            }
            Facts facts = facts_.of(document);
            reveal(facts, "document.");
            std::vector<DataFault> faults = field_faults(profile, fields->second, "document", look_up_in(facts));
            std::ranges::move(check_faults(profile, Noun::document, look_up_in(facts)), std::back_inserter(faults));
            for (DataFault& fault : faults) {
                fault.words = say("{} {}", run_->type_title(document.type), fault.words);
                state(run_->about("A08", fault.name, document), fault);
            }
        });
    }

    void pairs() {
        DataQuery query(run_->db());
        const auto tell_pair = [&](const DataQuery::Pair& pair, std::string_view why) {
            Finding finding = run_->about_document("A08", "document-double", pair.second);
            finding.detail = fmt::format("document:#{}", pair.first);
            finding.light = to_text(Light::yellow);
            finding.text = say("{}: {} document:#{}", run_->type_title(finding.document_type), why, pair.first);
            (*tell_)(std::move(finding));
        };
        for (const DataQuery::Pair& pair : query.same_words()) {
            tell_pair(pair, say("the title and date of"));
        }
        for (const DataQuery::Pair& pair : query.same_pages()) {
            tell_pair(pair, say("the pages of"));
        }
    }

    void stale() {
        const std::optional<Duration>& limit = run_->profile().subject.stale;
        if (!limit) {
            return;
        }
        const std::string day = format_day(run_->calendar().before(run_->today(), *limit));
        for (const DataQuery::Activity& quiet : DataQuery(run_->db()).quiet_since(day)) {
            Finding finding = run_->about_customer("A08", "stale-customer", quiet.customer);
            finding.light = to_text(Light::yellow);
            finding.text = say("nothing since {}", quiet.last);
            (*tell_)(std::move(finding));
        }
    }

    void accounts() {
        const Day year_ago = run_->calendar().before(run_->today(), {DurationUnit::years, 1});
        const std::string since = format_instant(run_->archive().zone().start_of(year_ago));
        for (const std::string& code : DataQuery(run_->db()).unused_accounts(since, format_day(year_ago))) {
            Finding finding = AuditRun::about_other("A08", "unused-account", "person:" + code);
            const std::optional<Person> person = PersonTable(run_->db()).find(code);
            finding.unit = run_->registers().unit_code(person->unit);
            finding.light = to_text(Light::yellow);
            finding.text = say("{}: nothing done and not confirmed since {}", person->name, format_day(year_ago));
            (*tell_)(std::move(finding));
        }
    }

    AuditRun* run_;
    const TellFinding* tell_;
    PrivateTable private_values_;
    FactsReader facts_;
    std::vector<Finding> pending_;
    std::vector<const Field*> customer_fields_;
    std::map<std::pair<std::string, std::string>, std::vector<std::int64_t>> holders_;
};

}  // namespace

Coverage audit_data(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    DataAudit(run, tell).run();
    return Coverage::whole;
}

}  // namespace arc
