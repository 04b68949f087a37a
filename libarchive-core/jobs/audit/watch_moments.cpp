#include "base/local_text.hpp"
#include "base/say.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/finding_table.hpp"
#include "catalog/ticket_table.hpp"
#include "catalog/watch_query.hpp"
#include "jobs/audit/deadlines.hpp"
#include "jobs/audit/late_loans.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/handover/handover_facts.hpp"
#include "rules/review_gate.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

std::string title_of(const Deadline& rule) {
    const std::string& title = rule.title.chinese();
    return title.empty() ? rule.name : title;
}

bool is_of_ticket(std::string_view moment) {
    return moment.starts_with("ticket.") || moment.starts_with("stage.");
}

// Whether a moment is a date field, and not one that the catalog knows by itself.
bool is_field(std::string_view moment) {
    return std::ranges::count(milestones(), moment) == 0;
}

// customer.FIELD without its noun.
std::string field_of(const std::string& moment) {
    return moment.substr(moment.find('.') + 1);
}

// The facts of one thing, read when a rule first asks for them: most rules ask for no more than the time.
class LazyFacts {
public:
    explicit LazyFacts(std::function<Facts()> read) : read_(std::move(read)) {}
    bool hold(const Condition& condition) { return condition.always() || holds(condition, look_up_in(facts())); }
    std::string value(const std::string& path) {
        const auto found = facts().find(path);
        return found == facts().end() ? std::string() : found->second;
    }

private:
    const Facts& facts() {
        if (!facts_) {
            facts_ = read_();
        }
        return *facts_;
    }
    std::function<Facts()> read_;
    std::optional<Facts> facts_;
};

class Watch {
public:
    Watch(AuditRun& run, const TellWatched& tell) : run_(&run), tell_(&tell), query_(run.db()) {}

    void tickets(std::int64_t only) {
        const std::vector<const Deadline*> rules = rules_that([](const Deadline& rule) {
            return is_of_ticket(rule.to) && (is_of_ticket(rule.from) || rule.from.starts_with("customer."));
        });
        if (rules.empty()) {
            return;
        }
        for (const WatchQuery::OpenTicket& ticket : query_.open_tickets(only)) {
            this->ticket(ticket, rules);
        }
    }

    void handovers() {
        for (const GivenNotTaken& given : given_not_taken(run_->archive(), run_->now())) {
            if (!given.due || !given.late) {
                continue;
            }
            Finding finding = AuditRun::about_other("A04", "late", "handover:" + given.list.code);
            finding.unit = run_->registers().unit_code(given.list.unit);
            finding.owner = run_->registers().person_code(given.list.taker);
            finding.detail = "taken";
            finding.text =
                say("given at {}, not taken over; due {}", local_time(given.list.given, run_->archive().zone()),
                    local_time(*given.due, run_->archive().zone()));
            finding.deadline = format_instant(*given.due);
            (*tell_)(std::move(finding), nullptr);
        }
    }

    void customers() {
        for (const Deadline* rule : rules_that([](const Deadline& one) {
                 return one.to.starts_with("customer.") && one.from.starts_with("customer.");
             })) {
            const bool filed = rule->to == "customer.filed";
            for (const std::int64_t id : filed ? query_.customers_without_papers("0") : query_.open_customers()) {
                customer(*rule, CustomerTable(run_->db()).find(id).value());
            }
        }
    }

    void documents() {
        for (const Deadline* rule : rules_that([](const Deadline& one) {
                 return one.to == "document.filed" || one.to == "document.arranged" || one.to == "review.done" ||
                        (one.to.starts_with("document.") && is_field(one.to));
             })) {
            std::vector<WatchQuery::Waiting> waiting;
            query_.for_each_waiting(wait_for(*rule), [&](const WatchQuery::Waiting& one) { waiting.push_back(one); });
            for (const WatchQuery::Waiting& one : waiting) {
                document(*rule, one);
            }
        }
    }

    // What stays open longer than it may is told to whom the rule names.
    void findings() {
        const std::vector<const Deadline*> rules =
            rules_that([](const Deadline& one) { return one.from == "finding.seen" && one.to == "finding.closed"; });
        if (rules.empty()) {
            return;
        }
        std::vector<StoredFinding> open;
        FindingFilter filter;
        filter.state = "open";
        FindingTable(run_->db()).for_each(filter, [&](const StoredFinding& finding) {
            if (finding.audit != "deadlines" && finding.audit != "reminders") {
                open.push_back(finding);
            }
            return true;
        });
        for (const StoredFinding& one : open) {
            Finding finding = AuditRun::about_other("A04", "late", one.subject);
            finding.ticket = one.ticket;
            finding.customer = one.customer;
            finding.document_type = one.document_type;
            finding.unit = one.unit;
            finding.owner = one.owner;
            state(std::move(finding), *rules.front(), parse_instant(one.first_seen).value_or_throw(),
                  say("finding {} ({}) is open: {}", one.id, one.code, one.text),
                  fmt::format(" {} {}", one.code, one.detail));
        }
    }

    // Beside the day that each loan has of its own.
    void loans() {
        for (const Deadline* rule :
             rules_that([](const Deadline& one) { return one.from == "loan.given" && one.to == "loan.returned"; })) {
            for (const Loan& loan : loans_away(*run_)) {
                state(about_loan(*run_, "late", loan), *rule, parse_instant(loan.out).value_or_throw(),
                      say("lent since {}", local_time(loan.out, run_->archive().zone())));
            }
        }
    }

private:
    template <class Fits>
    std::vector<const Deadline*> rules_that(Fits fits) const {
        std::vector<const Deadline*> rules;
        for (const Deadline& rule : run_->profile().deadlines) {
            if (fits(rule)) {
                rules.push_back(&rule);
            }
        }
        return rules;
    }

    std::optional<Instant> start_of(const std::string& day) const {
        const Result<Day> read = parse_day(day);
        return read ? std::optional(run_->archive().zone().start_of(*read)) : std::nullopt;
    }

    void ticket(const WatchQuery::OpenTicket& open, const std::vector<const Deadline*>& rules) {
        LazyFacts facts([&] { return facts_of(run_->archive(), TicketTable(run_->db()).find(open.id).value()); });
        std::map<std::pair<std::string, std::string>, const Deadline*> met;
        for (const Deadline* rule : rules) {
            const std::string& stage = rule->from.starts_with("stage.") ? open.stage : rule->stage;
            const bool fits = (rule->stage.empty() || rule->stage == stage) && facts.hold(rule->when);
            // Of two between the same moments the first applies.
            if (!fits || !met.try_emplace({rule->from, rule->to}, rule).second || is_reached(rule->to, open, facts)) {
                continue;
            }
            const std::optional<Instant> start = moment(*rule, open, facts);
            if (start && light_of(*rule, *start).light != Light::green) {
                const Ticket whole = TicketTable(run_->db()).find(open.id).value();
                state(run_->about("A04", "late", whole), *rule, *start, words(*rule, open, *start, facts));
            }
        }
    }

    std::optional<Instant> moment(const Deadline& rule, const WatchQuery::OpenTicket& ticket, LazyFacts& facts) const {
        if (rule.from == "ticket.opened") {
            return start_of(ticket.opened);
        }
        if (rule.from == "stage.entered") {
            return ticket.entered.empty() ? std::nullopt
                                          : std::optional(parse_instant(ticket.entered).value_or_throw());
        }
        return start_of(facts.value(rule.from));
    }

    bool is_reached(const std::string& to, const WatchQuery::OpenTicket& ticket, LazyFacts& facts) const {
        if (is_field(to)) {
            return !facts.value(to).empty();
        }
        const TicketType* type = run_->profile().ticket_type(ticket.type);
        const bool at_last = type != nullptr && !type->stages.empty() && ticket.stage == type->stages.back();
        return ticket.closed || (to != "ticket.closed" && at_last);
    }

    std::string words(const Deadline& rule, const WatchQuery::OpenTicket& ticket, Instant start,
                      LazyFacts& facts) const {
        if (rule.from == "ticket.opened") {
            return say("opened {}", ticket.opened);
        }
        return rule.from == "stage.entered"
                   ? say("at stage {} since {}", ticket.stage, local_time(start, run_->archive().zone()))
                   : say("{} {}", rule.from, facts.value(rule.from));
    }

    void customer(const Deadline& rule, const Customer& customer) {
        const Facts facts = facts_of(run_->archive(), customer);
        const auto value = [&](const std::string& path) {
            const auto found = facts.find(path);
            return found == facts.end() ? std::string() : found->second;
        };
        const std::string from = rule.from == "customer.opened" ? customer.opened : value(rule.from);
        const std::optional<Instant> start = start_of(from);
        const bool reached = is_field(rule.to) && !value(rule.to).empty();
        if (start && !reached && holds(rule.when, look_up_in(facts))) {
            const std::string since = rule.from == "customer.opened" ? say("opened {}", from) : rule.from + " " + from;
            state(run_->about("A04", "late", customer), rule, *start,
                  rule.to == "customer.filed" ? say("{}, nothing filed yet", since)
                                              : say("{}, {} has not come", since, rule.to));
        }
    }

    WatchQuery::WaitingFor wait_for(const Deadline& rule) const {
        WatchQuery::WaitingFor wanted;
        wanted.captured = rule.from == "document.captured";
        if (rule.to == "document.filed") {
            wanted.what = WatchQuery::WaitingFor::place;
        } else if (rule.to == "document.arranged") {
            wanted.what = WatchQuery::WaitingFor::number;
        } else if (rule.to == "review.done") {
            wanted.what = WatchQuery::WaitingFor::review;
            for (const ReviewGate& gate : run_->profile().reviews) {
                if (looks_at_all(gate)) {
                    wanted.names.push_back(gate.name);
                }
            }
        } else {
            wanted.what = WatchQuery::WaitingFor::value;
            wanted.field = field_of(rule.to);
            for (const DocumentType& type : run_->profile().document_types) {
                if (find_field(type.fields, wanted.field) != nullptr) {
                    wanted.names.push_back(type.name);
                }
            }
        }
        return wanted;
    }

    void document(const Deadline& rule, const WatchQuery::Waiting& one) {
        LazyFacts facts(
            [&] { return facts_of(run_->archive(), DocumentTable(run_->db()).find(one.document).value()); });
        std::optional<Instant> from;
        if (rule.from == "document.captured" || rule.from == "document.registered") {
            const std::string& at = rule.from == "document.captured" ? one.captured : one.registered;
            from = at.empty() ? std::nullopt : std::optional(parse_instant(at).value_or_throw());
        } else {
            from = start_of(rule.from == "document.dated" ? one.dated : facts.value(rule.from));
        }
        if (from && light_of(rule, *from).light != Light::green && facts.hold(rule.when)) {
            const Document document = DocumentTable(run_->db()).find(one.document).value();
            const std::string type = run_->type_title(document.type);
            state(run_->about("A04", "late", document), rule, *from,
                  rule.to == "document.filed"      ? say("{}: stands nowhere yet", type)
                  : rule.to == "document.arranged" ? say("{}: has no number yet", type)
                  : rule.to == "review.done"       ? say("{}: was not reviewed yet", type)
                                                   : say("{}: {} has no value yet", type, field_of(rule.to)));
        }
    }

    DeadlineState light_of(const Deadline& rule, Instant start) const {
        return judge_deadline(start, rule.limit, rule.yellow, std::nullopt, run_->now(), run_->calendar());
    }

    // Nothing is told of what is green. `which`: of several things with one subject.
    void state(Finding finding, const Deadline& rule, Instant start, const std::string& what,
               const std::string& which = {}) {
        const DeadlineState judged = light_of(rule, start);
        if (judged.light == Light::green) {
            return;
        }
        finding.code = &finding_code("A04", judged.light == Light::red ? "late" : "near");
        finding.detail = rule.name + which;
        finding.light = to_text(judged.light);
        finding.deadline = format_instant(judged.due);
        if (!rule.chase.empty() && rule.chase != "responsible" && rule.chase != "holder") {
            finding.owner = rule.chase;
        }
        finding.text =
            say("{}: {}; due {}", title_of(rule), what, local_time(finding.deadline, run_->archive().zone()));
        (*tell_)(std::move(finding), &rule);
    }

    AuditRun* run_;
    const TellWatched* tell_;
    WatchQuery query_;
};

}  // namespace

void watch_moments(AuditRun& run, std::int64_t only_ticket, const TellWatched& tell) {
    Watch watch(run, tell);
    watch.tickets(only_ticket);
    if (only_ticket == 0) {
        watch.handovers();
        watch.customers();
        watch.documents();
        watch.loans();
        watch.findings();
    }
}

}  // namespace arc
