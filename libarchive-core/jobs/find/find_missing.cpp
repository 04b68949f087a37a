#include "jobs/find/find_missing.hpp"

#include "base/say.hpp"
#include "jobs/audit/completeness.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

bool is_asked(QueryState is, const RequirementState& state) {
    return is == QueryState::waived ? state.status == DocumentStatus::waived
                                    : state.status == DocumentStatus::missing || state.status == DocumentStatus::empty;
}

bool is_one_of(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

class MissingFinder {
public:
    MissingFinder(Archive& archive, const Caller& caller, const MissingQuestion& question, FindAnswer& answer,
                  ThingRecords& records, RecordSink& sink)
        : archive_(&archive),
          caller_(&caller),
          question_(&question),
          query_(question.query),
          state_(question.state),
          after_(question.after),
          answer_(&answer),
          records_(&records),
          sink_(&sink),
          narrow_(question.query->filter) {
        refuse_what_papers_cannot_answer();
        // A type is that of the ticket or of the missing document, a stage the one at which it is due.
        narrow_.must.types.clear();
        narrow_.never.types.clear();
        narrow_.must.stages.clear();
        narrow_.never.stages.clear();
        narrow_tickets_by_type();
        narrow_.everything = question.negates && !FindQuery::answers(ThingKind::ticket, narrow_) &&
                             !FindQuery::answers(ThingKind::customer, narrow_);
    }

    void run() {
        const bool tickets = FindQuery::answers(ThingKind::ticket, narrow_);
        const bool customers = FindQuery::answers(ThingKind::customer, narrow_);
        if (!tickets && !customers) {
            everywhere();
            return;
        }
        // Customers bring their tickets along where these were not asked for themselves, or lack the words.
        with_tickets_ = !tickets || !narrow_.words.empty();
        for (const FindKey::Match match : {FindKey::Match::written, FindKey::Match::sounds}) {
            const bool passed = after_ != nullptr && after_->match > match;
            if (!passed && tickets && !stopped_) {
                among(ThingKind::ticket, match);
            }
            if (!passed && customers && !stopped_) {
                among(ThingKind::customer, match);
            }
        }
    }

private:
    void refuse_what_papers_cannot_answer() const {
        const AskedColumns& must = query_->filter.must;
        const bool of_papers =
            !must.holders.empty() || !must.access.empty() || must.media || !must.states.empty() ||
            (query_->filter.fields && std::ranges::count(query_->filter.fielded, ThingKind::ticket) +
                                              std::ranges::count(query_->filter.fielded, ThingKind::customer) ==
                                          0);
        if (of_papers) {
            throw Fault(ErrorCode::usage, fmt::format("is:{}", to_text(state_)),
                        say("what is not there has no place, medium, level or state"), say("leave the other term out"));
        }
    }

    // Only tickets of these types can have the answer.
    void narrow_tickets_by_type() {
        const std::vector<std::string>& types = query_->filter.must.types;
        bool beyond_tickets = false;
        std::vector<std::string> able;
        for (const Requirement& requirement : archive_->profile().requirements) {
            beyond_tickets = beyond_tickets || is_one_of(types, requirement.type);
        }
        for (const TicketType& type : archive_->profile().ticket_types) {
            const auto wanted = [&](const Requirement& requirement) { return is_one_of(types, requirement.type); };
            if (is_one_of(types, type.name) || std::ranges::any_of(type.documents, wanted)) {
                able.push_back(type.name);
            }
        }
        if (!types.empty() && !beyond_tickets && able.size() < archive_->profile().ticket_types.size()) {
            narrow_.must.types = able;
        }
    }

    void everywhere() {
        CompletenessScope scope;
        if (after_ != nullptr) {
            scope.from = {after_->kind, after_->id()};
        }
        check_papers(*archive_, *caller_, scope, [&](const CheckedSubject& subject) {
            start({FindKey::Match::written, subject.thing.kind, 0, {subject.thing.id}, 0});
            return tell(subject);
        });
    }

    void among(ThingKind kind, FindKey::Match match) {
        FindQuery query(archive_->db());
        std::size_t most = 16;
        constexpr std::size_t at_once = 256;
        query.for_each(kind, narrow_, match, after_, [&](const FindKey& key) {
            if (question_->fits({kind, key.id()})) {
                group_.push_back(key);
            }
            if (group_.size() < most) {
                return true;
            }
            most = std::min(2 * most, at_once);
            check_group(kind);
            return !stopped_;
        });
        if (!stopped_) {
            check_group(kind);
        }
    }

    // Read together, told one by one: a customer's tickets before itself.
    void check_group(ThingKind kind) {
        CompletenessScope scope;
        for (const FindKey& key : group_) {
            (kind == ThingKind::ticket ? scope.tickets : scope.customers).push_back(key.id());
        }
        std::map<std::int64_t, std::vector<CheckedSubject>> of_thing;
        if (!group_.empty()) {
            check_papers(*archive_, *caller_, scope, [&](const CheckedSubject& subject) {
                of_thing[owner_of(subject, kind)].push_back(subject);
                return true;
            });
        }
        for (const FindKey& key : group_) {
            start(key);
            for (const CheckedSubject& subject : of_thing[key.id()]) {
                const bool ticket = subject.thing.kind == ThingKind::ticket;
                const bool unasked = kind == ThingKind::customer && ticket && !with_tickets_;
                if (!unasked && (!ticket || met_.insert(subject.thing.id).second) && !tell(subject)) {
                    return;
                }
            }
        }
        group_.clear();
    }
    std::int64_t owner_of(const CheckedSubject& subject, ThingKind kind) {
        if (subject.thing.kind == kind) {
            return subject.thing.id;
        }
        const std::optional<Ticket>& ticket = records_->ticket(subject.thing.id);
        return ticket && ticket->customer ? *ticket->customer : 0;
    }

    void start(const FindKey& key) {
        key_ = key;
        key_.part = 0;
    }

    bool tell(const CheckedSubject& subject) {
        for (const RequirementState& state : subject.result.states) {
            if (!is_asked(state_, state) || !fits(subject, state)) {
                continue;
            }
            ++key_.part;
            const bool told = after_ != nullptr && after_->kind == key_.kind && after_->match == key_.match &&
                              after_->order == key_.order && key_.part <= after_->part;
            if (!told && !put(subject, state)) {
                stopped_ = true;
                return false;
            }
        }
        return true;
    }

    bool fits(const CheckedSubject& subject, const RequirementState& state) const {
        const AskedColumns& must = query_->filter.must;
        const AskedColumns& never = query_->filter.never;
        const auto is_type = [&](const std::vector<std::string>& types) {
            return is_one_of(types, state.type) || is_one_of(types, subject.ticket_type);
        };
        const std::string stage = state.requirement == nullptr ? std::string() : state.requirement->stage;
        return (must.types.empty() || is_type(must.types)) && !is_type(never.types) &&
               (must.stages.empty() || is_one_of(must.stages, stage)) && !is_one_of(never.stages, stage);
    }

    bool put(const CheckedSubject& subject, const RequirementState& state) {
        if (answer_->full()) {
            return false;
        }
        RightsTarget target = records_->target_of(subject.thing);
        target.type = std::string(state.type);
        if (records_->rights().may(Verb::find, target)) {
            sink_->put(state.open() ? to_record(finding_of(*archive_, records_->registers(), subject, state))
                                    : requirement_record(*archive_, records_->registers(), subject, state));
            answer_->shown(key_);
        }
        return true;
    }

    Archive* archive_;
    const Caller* caller_;
    const MissingQuestion* question_;
    const ResolvedQuery* query_;
    QueryState state_;
    const FindKey* after_;
    FindAnswer* answer_;
    ThingRecords* records_;
    RecordSink* sink_;
    FindFilter narrow_;
    bool with_tickets_ = false;
    bool stopped_ = false;
    std::vector<FindKey> group_;
    std::unordered_set<std::int64_t> met_;
    FindKey key_;
};

}  // namespace

void find_missing(Archive& archive, const Caller& caller, const MissingQuestion& question, FindAnswer& answer,
                  ThingRecords& records, RecordSink& sink) {
    MissingFinder(archive, caller, question, answer, records, sink).run();
}

std::unordered_set<std::int64_t> without_state(Archive& archive, const Caller& caller, ThingKind kind,
                                               const std::vector<std::int64_t>& ids, QueryState state) {
    CompletenessScope scope;
    (kind == ThingKind::ticket ? scope.tickets : scope.customers) = ids;
    scope.without_demand = true;
    std::unordered_set<std::int64_t> seen;
    std::unordered_set<std::string> lacking;  // numbers of customers
    std::map<std::int64_t, std::string> numbers;
    check_papers(archive, caller, scope, [&](const CheckedSubject& subject) {
        const bool lacks = std::ranges::any_of(subject.result.states,
                                               [&](const RequirementState& one) { return is_asked(state, one); });
        if (subject.thing.kind == kind) {
            seen.insert(subject.thing.id);
            numbers[subject.thing.id] = kind == ThingKind::ticket ? subject.number : subject.customer;
        }
        if (lacks) {
            lacking.insert(kind == ThingKind::ticket ? subject.number : subject.customer);
        }
        return true;
    });
    std::erase_if(seen, [&](std::int64_t id) { return lacking.contains(numbers[id]); });
    return seen;
}

}  // namespace arc
