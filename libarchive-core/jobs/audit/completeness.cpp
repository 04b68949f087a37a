#include "jobs/audit/completeness.hpp"

#include "base/say.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/papers_query.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/paper_on_file.hpp"
#include "jobs/audit/work_calendar.hpp"

#include <algorithm>
#include <set>

namespace arc {
namespace {

std::optional<Instant> start_of(const Zone& zone, const std::string& day) {
    const Result<Day> parsed = day.empty() ? Result<Day>(Error{}) : parse_day(day);
    return parsed ? std::optional(zone.start_of(*parsed)) : std::nullopt;
}

// The types of documents that the profile requires of customers: those are also looked for in their tickets.
std::vector<std::string> types_required_of_customers(const Profile& profile) {
    std::set<std::string> types;
    for (const Requirement& requirement : profile.requirements) {
        if (requirement.of == Noun::customer) {
            types.insert(requirement.type);
        }
    }
    return {types.begin(), types.end()};
}

class Checker {
public:
    Checker(Archive& archive, const Caller& caller, const CompletenessScope& scope,
            const std::function<bool(const CheckedSubject&)>& subject)
        : archive_(&archive),
          scope_(&scope),
          tell_(&subject),
          registers_(archive),
          rights_(archive, caller),
          calendar_(work_calendar(archive)),
          rules_{archive.profile(), calendar_, caller.now()} {}

    void run() {
        PapersQuery papers(archive_->db());
        const bool all = scope_->tickets.empty() && scope_->customers.empty() && scope_->series.empty();
        const ThingKind from = scope_->from.kind;
        if ((all || scope_->series.empty()) && from == ThingKind::ticket) {
            tickets(papers, all);
        }
        if ((all || !scope_->customers.empty()) && from != ThingKind::series) {
            customers(papers, all);
        }
        if (all || !scope_->series.empty()) {
            series(papers, all);
        }
    }

private:
    void tickets(PapersQuery& papers, bool all) {
        const auto check_one = [&](const FiledTicket& filed) { return check(filed); };
        if (all) {
            papers.for_each_ticket({first_of(ThingKind::ticket)}, check_one);
            return;
        }
        std::unordered_set<std::int64_t> met;
        std::vector<std::int64_t> group;
        const auto add = [&](std::int64_t id) {
            if (met.insert(id).second) {
                group.push_back(id);
            }
        };
        std::ranges::for_each(scope_->tickets, add);
        // Who wants a few answers stops before most customers are asked for their tickets.
        constexpr std::size_t tickets_at_once = 64;
        for (auto customer = scope_->customers.begin(); customer != scope_->customers.end() && !stopped_; ++customer) {
            std::vector<Ticket> tickets = TicketTable(archive_->db()).of_customer(*customer);
            std::ranges::sort(tickets, {}, &Ticket::id);
            std::ranges::for_each(tickets, add, &Ticket::id);
            if (group.size() >= tickets_at_once) {
                papers.for_each_named_ticket(group, check_one);
                group.clear();
            }
        }
        if (!stopped_) {
            papers.for_each_named_ticket(group, check_one);
        }
    }

    std::int64_t first_of(ThingKind kind) const { return scope_->from.kind == kind ? scope_->from.id : 0; }

    void customers(PapersQuery& papers, bool all) {
        const std::vector<std::string> types = types_required_of_customers(archive_->profile());
        if (stopped_ || (types.empty() && !scope_->without_demand)) {
            return;
        }
        const auto check_one = [&](const FiledCustomer& filed) { return check(filed); };
        if (all) {
            papers.for_each_customer({first_of(ThingKind::customer)}, types, check_one);
        } else {
            papers.for_each_named_customer(scope_->customers, types, check_one);
        }
    }

    void series(PapersQuery& papers, bool all) {
        for (const SeriesNode& node : SeriesTable(archive_->db()).all()) {
            series_parents_[node.id] = node.parent.value_or(0);
        }
        const auto check_one = [&](const FiledSeries& filed) { return check(filed); };
        if (all && !stopped_) {
            papers.for_each_series({first_of(ThingKind::series)}, check_one);
        }
        for (const std::int64_t id : scope_->series) {
            if (!stopped_) {
                papers.for_each_series({id, id}, check_one);
            }
        }
    }

    bool check(const FiledTicket& filed) {
        SubjectFields fields(*archive_, registers_, filed);
        if (outside(fields.unit())) {
            return true;
        }
        CheckedSubject subject{
            .thing = {ThingKind::ticket, filed.ticket.id},
            .number = filed.ticket.number,
            .ticket_type = filed.ticket.type,
            .customer = filed.customer.number,
            .unit = fields.unit(),
            .responsible = filed.ticket.responsible ? filed.ticket.responsible : filed.customer.responsible,
            .document_ids = {},
            .result = {}};
        FiledSubject about;
        about.of = Noun::ticket;
        about.type = filed.ticket.type;
        about.opened = start_of(archive_->zone(), filed.ticket.opened);
        about.closed = start_of(archive_->zone(), filed.ticket.closed);
        for (const StageEntry& entry : filed.stages) {
            if (const Result<Instant> at = parse_instant(entry.entered); at) {
                about.stages.push_back({entry.stage, *at});
            }
        }
        documents_.clear();
        add(subject, filed.papers, filed.waivers);
        return tell(subject, about, fields);
    }

    bool check(const FiledCustomer& filed) {
        SubjectFields fields(*archive_, registers_, filed);
        if (outside(fields.unit())) {
            return true;
        }
        CheckedSubject subject{.thing = {ThingKind::customer, filed.customer.id},
                               .number = filed.customer.number,
                               .ticket_type = {},
                               .customer = filed.customer.number,
                               .unit = fields.unit(),
                               .responsible = filed.customer.responsible,
                               .document_ids = {},
                               .result = {}};
        FiledSubject about;
        about.of = Noun::customer;
        about.opened = start_of(archive_->zone(), filed.customer.opened);
        about.closed = start_of(archive_->zone(), filed.customer.closed);
        documents_.clear();
        add(subject, filed.papers, filed.waivers);
        own_ = documents_.size();
        for (const FiledPaper& paper : filed.ticket_papers) {
            documents_.push_back(paper_on_file(archive_->profile(), paper));
            subject.document_ids.push_back(paper.id);
        }
        return tell(subject, about, fields);
    }

    bool check(const FiledSeries& filed) {
        SubjectFields fields(*archive_, registers_, filed);
        if (outside(std::nullopt)) {
            return true;
        }
        CheckedSubject subject{.thing = {ThingKind::series, filed.node.id},
                               .number = filed.node.code,
                               .ticket_type = {},
                               .customer = {},
                               .unit = std::nullopt,
                               .responsible = std::nullopt,
                               .document_ids = {},
                               .result = {}};
        FiledSubject about;
        about.of = Noun::series;
        const std::vector<SeriesLevel>& levels = archive_->profile().series.levels;
        if (const std::size_t depth = depth_of(filed.node.id); depth < levels.size()) {
            about.level = levels[depth].name;
        }
        documents_.clear();
        add(subject, filed.papers, filed.waivers);
        return tell(subject, about, fields);
    }

    bool outside(std::optional<std::int64_t> unit) const {
        if (scope_->units && (!unit || !scope_->units->contains(*unit))) {
            return true;
        }
        if (rights_.unlimited()) {
            return false;
        }
        RightsTarget target;
        target.unit_path = registers_.unit_path(unit);
        return !rights_.may(Verb::audit, target);
    }

    void add(CheckedSubject& subject, const std::vector<FiledPaper>& papers, const std::vector<Waiver>& waivers) {
        for (const FiledPaper& paper : papers) {
            documents_.push_back(paper_on_file(archive_->profile(), paper));
            subject.document_ids.push_back(paper.id);
            ++subject.documents;
            subject.pages += paper.pages;
        }
        for (const Waiver& waiver : waivers) {
            documents_.push_back(waiver_on_file(waiver));
            subject.document_ids.push_back(0);
        }
        own_ = documents_.size();
    }

    bool tell(CheckedSubject& subject, const FiledSubject& about, SubjectFields& fields) {
        const FieldLookup look_up = [&](std::string_view path) { return fields.value(path); };
        subject.result = check_completeness(rules_, about, documents_, look_up);
        std::vector<RequirementState>& states = subject.result.states;
        drop_extras_of_tickets(states, look_up);
        if (!scope_->type.empty() && subject.ticket_type != scope_->type) {
            std::erase_if(states, [&](const RequirementState& state) { return state.type != scope_->type; });
        }
        if (states.empty() && !scope_->without_demand) {
            return true;
        }
        stopped_ = !(*tell_)(subject);
        return !stopped_;
    }

    // What is amiss with a document of a customer's ticket is told of the ticket, unless the customer's own requirement
    // hangs on it.
    void drop_extras_of_tickets(std::vector<RequirementState>& states, const FieldLookup& look_up) const {
        std::set<const Requirement*> met;
        std::erase_if(states, [&](const RequirementState& state) {
            const bool first = met.insert(state.requirement).second;
            const bool of_ticket = state.document && *state.document >= own_;
            return of_ticket && (!first || !holds(state.requirement->when, look_up));
        });
    }

    std::size_t depth_of(std::int64_t node) const {
        constexpr std::size_t deepest = 20;
        std::size_t depth = 0;
        for (auto at = series_parents_.find(node); at != series_parents_.end() && at->second != 0 && depth < deepest;
             at = series_parents_.find(at->second)) {
            ++depth;
        }
        return depth;
    }

    Archive* archive_;
    const CompletenessScope* scope_;
    const std::function<bool(const CheckedSubject&)>* tell_;
    Registers registers_;
    ReaderRights rights_;
    WorkCalendar calendar_;
    CompletenessRules rules_;
    std::unordered_map<std::int64_t, std::int64_t> series_parents_;
    std::vector<DocumentOnFile> documents_;
    std::size_t own_ = 0;
    bool stopped_ = false;
};

}  // namespace

void check_papers(Archive& archive, const Caller& caller, const CompletenessScope& scope,
                  const std::function<bool(const CheckedSubject& subject)>& subject) {
    Checker(archive, caller, scope, subject).run();
}

}  // namespace arc
