#include "jobs/find/find_things.hpp"

#include "base/say.hpp"
#include "base/search_text.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/find_query.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/keeping_query.hpp"
#include "catalog/search_index.hpp"
#include "jobs/audit/completeness.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/keeping/keeping_things.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace arc {
namespace {

constexpr std::array kinds_in_order{ThingKind::customer, ThingKind::ticket, ThingKind::document, ThingKind::volume,
                                    ThingKind::box,      ThingKind::place,  ThingKind::series,   ThingKind::person};

void add_tokens(std::vector<std::string>& tokens, const std::string& text) {
    for (std::string& token : query_tokens(text)) {
        if (std::ranges::find(tokens, token) == tokens.end()) {
            tokens.push_back(std::move(token));
        }
    }
}

Fault no_such_name(const std::string& subject, std::string what, const std::vector<std::string>& known) {
    const std::string near = nearest(subject, known);
    return {ErrorCode::not_found, subject, std::move(what),
            near.empty() ? say("the profile has {}", join(known, ", ")) : say("did you mean {}?", near)};
}

class Finder {
public:
    Finder(Archive& archive, const Caller& caller, const FindRequest& request, RecordSink& sink)
        : archive_(&archive), caller_(&caller), request_(&request), sink_(&sink), records_(archive, caller) {
        resolve();
    }

    FindOutcome run() {
        const std::optional<QueryState> is = request_->query.is;
        if (is == QueryState::shelved || is == QueryState::unshelved) {
            filter_.shelved = is == QueryState::shelved;
        }
        if (is == QueryState::handed_over || is == QueryState::not_handed_over) {
            filter_.handed_over = is == QueryState::handed_over;
        }
        filter_.lent = is == QueryState::lent;
        if (is == QueryState::unfiled) {
            find_unfiled();
        } else if (is == QueryState::held || is == QueryState::destroyed) {
            find_kept(*is);
        } else if (is == QueryState::missing || is == QueryState::waived) {
            find_states(*is);
        } else {
            find_by_kinds();
        }
        return outcome_;
    }

private:
    void resolve() {
        const Query& query = request_->query;
        for (const std::vector<std::string>* texts : {&query.words, &query.phrases, &query.names}) {
            for (const std::string& text : *texts) {
                add_tokens(filter_.tokens, text);
            }
        }
        filter_.customer = id_of(query.customer, ThingKind::customer);
        filter_.ticket = id_of(query.ticket, ThingKind::ticket);
        if (const std::optional<std::int64_t> unit = id_of(query.unit, ThingKind::unit)) {
            filter_.units = UnitTable(archive_->db()).with_all_below(*unit);
        }
        if (!query.place.empty()) {
            resolve_place(query.place);
        }
        if (query.date) {
            // A lower end keeps the index of dates in use where none was given.
            filter_.dated_from = query.date->from.empty() ? "0" : query.date->from;
            filter_.dated_before = query.date->before;
        }
        resolve_names(query);
        resolve_document_terms(query);
    }

    void resolve_document_terms(const Query& query) {
        const Profile& profile = archive_->profile();
        if (!declared(query.medium, "medium", declared_names(profile, NameKind::medium)).empty()) {
            for (const DocumentType& type : profile.document_types) {
                if (type.medium == query.medium) {
                    filter_.types.push_back(type.name);
                }
            }
            filter_.no_type = filter_.types.empty();
        }
        const bool open = query.is == QueryState::open;
        filter_.access =
            declared(open ? "open" : query.access, "access level", declared_names(profile, NameKind::access));
        for (const DocumentType& type : profile.document_types) {
            Document fresh;
            fresh.type = type.name;
            if (!filter_.access.empty() && access_of(profile, fresh) == filter_.access) {
                filter_.access_by_type.push_back(type.name);
            }
        }
        static constexpr std::pair<QueryState, DocumentState> states[] = {
            {QueryState::paper_only, DocumentState::paper_only},
            {QueryState::image_only, DocumentState::image_only},
            {QueryState::dual, DocumentState::dual},
            {QueryState::secret, DocumentState::secret},
            {QueryState::failed, DocumentState::failed}};
        const auto state =
            std::ranges::find(states, query.is, [](const auto& row) { return std::optional(row.first); });
        filter_.state = state == std::end(states) ? DocumentState::any : state->second;
    }

    std::optional<std::int64_t> id_of(const std::string& text, ThingKind kind) {
        return text.empty() ? std::nullopt : std::optional(resolve_thing(*archive_, text, kind).value_or_throw().id);
    }

    void resolve_place(const std::string& text) {
        const Thing thing = resolve_thing(*archive_, text).value_or_throw();
        if (thing.kind != ThingKind::place && thing.kind != ThingKind::box && thing.kind != ThingKind::volume) {
            throw Fault(ErrorCode::usage, "in:" + text, say("a {} holds nothing", to_text(thing.kind)),
                        say("name a place, a box or a volume"));
        }
        filter_.in = thing;
        if (thing.kind == ThingKind::place) {
            filter_.places = PlaceTable(archive_->db()).with_all_below(thing.id);
        }
    }

    // A name that the profile does not have would find nothing, silently.
    void resolve_names(const Query& query) {
        const Profile& profile = archive_->profile();
        std::vector<std::string> types = declared_names(profile, NameKind::document_type);
        for (std::string& type : declared_names(profile, NameKind::ticket_type)) {
            types.push_back(std::move(type));
        }
        filter_.type = declared(query.type, "type", types);
        filter_.class_name = declared(query.class_name, "class", declared_names(profile, NameKind::customer_class));
        filter_.status = declared(query.status, "status", declared_names(profile, NameKind::customer_status));
        std::vector<std::string> stages;
        for (const Stage& stage : profile.stages) {
            stages.push_back(stage.name);
        }
        filter_.stage = declared(query.stage, "stage", stages);
    }
    static std::string declared(const std::string& name, std::string_view field,
                                const std::vector<std::string>& known) {
        if (!name.empty() && std::ranges::find(known, name) == known.end()) {
            throw no_such_name(name, say("no such {} in the profile", field), known);
        }
        return name;
    }

    bool full() {
        const bool reached = request_->limit > 0 && outcome_.shown >= request_->limit;
        outcome_.more = outcome_.more || reached;
        return reached;
    }

    // Returns false when nothing more is wanted.
    bool put(Thing thing) {
        if (full()) {
            return false;
        }
        if (!fits_texts(thing)) {
            return true;
        }
        if (const std::optional<Record> record = records_.record(thing)) {
            sink_->put(*record);
            ++outcome_.shown;
        } else if (records_.was_hidden() && archive_->profile().search.shows == SearchShows::counted) {
            ++outcome_.hidden;
        }
        return true;
    }

    // The index knows tokens only: phrases and names are compared with the texts themselves.
    bool fits_texts(Thing thing) {
        const Query& query = request_->query;
        if (query.phrases.empty() && query.names.empty()) {
            return true;
        }
        const std::vector<std::string> texts = records_.texts(thing);
        const auto is_in_one = [&](const std::string& wanted) {
            const std::string folded = fold_words(wanted);
            return std::ranges::any_of(
                texts, [&](const std::string& text) { return fold_words(text).find(folded) != std::string::npos; });
        };
        return std::ranges::all_of(query.phrases, is_in_one) && std::ranges::all_of(query.names, is_in_one);
    }

    void find_by_kinds() {
        FindQuery query(archive_->db());
        bool answered = false;
        for (const ThingKind kind : kinds_in_order) {
            const bool asked = !request_->kind || *request_->kind == kind;
            const bool named =
                !request_->query.names.empty() && kind != ThingKind::customer && kind != ThingKind::person;
            if (!asked || (named && only_names())) {
                continue;
            }
            answered = answered || FindQuery::answers(kind, filter_);
            if (!query.for_each(kind, filter_, [&](std::int64_t id) { return put({kind, id}); })) {
                return;
            }
        }
        if (!answered) {
            throw Fault(ErrorCode::usage, "query", say("these terms speak of no kind of thing together"),
                        say("leave one out; see man arc-find"));
        }
    }

    // name:X alone asks for whoever is called so, not for all their papers.
    bool only_names() const {
        Query rest = request_->query;
        rest.names.clear();
        return rest.empty();
    }

    void find_unfiled() {
        Query rest = request_->query;
        rest.is.reset();
        if (!rest.empty()) {
            throw Fault(ErrorCode::usage, "is:unfiled", say("goes alone: such a page belongs to nothing yet"));
        }
        FindQuery(archive_->db()).for_each_unfiled([&](std::int64_t page) { return put({ThingKind::page, page}); });
    }

    // Documents that a hold protects, or tombstones: among what the other terms find, or all there are.
    void find_kept(QueryState is) {
        Query rest = request_->query;
        rest.is.reset();
        if (rest.empty()) {
            put_all(is);
            return;
        }
        if (!FindQuery::answers(ThingKind::document, filter_)) {
            throw Fault(ErrorCode::usage, "query", say("these terms speak of no documents"),
                        say("leave one out; see man arc-find"));
        }
        FindQuery(archive_->db()).for_each(ThingKind::document, filter_, [&](std::int64_t id) {
            const bool asked = is == QueryState::held ? !holds_on(*archive_, id).empty()
                                                      : !DocumentTable(archive_->db()).find(id)->destroyed.empty();
            return !asked || put({ThingKind::document, id});
        });
    }

    void put_all(QueryState is) {
        for (const std::int64_t id :
             is == QueryState::held ? held_documents(*archive_) : KeepingQuery(archive_->db()).destroyed()) {
            if (!put({ThingKind::document, id})) {
                return;
            }
        }
    }

    void find_states(QueryState is) {
        CompletenessScope scope;
        if (filter_.ticket) {
            scope.tickets = {*filter_.ticket};
        } else if (filter_.customer) {
            scope.customers = {*filter_.customer};
        } else if (!filter_.tokens.empty()) {
            add_by_words(scope);
            if (scope.tickets.empty() && scope.customers.empty()) {
                return;
            }
        }
        if (!filter_.units.empty()) {
            scope.units = std::unordered_set(filter_.units.begin(), filter_.units.end());
        }
        scope.type = filter_.type;
        check_papers(*archive_, *caller_, scope, [&](const CheckedSubject& subject) {
            for (const RequirementState& state : subject.result.states) {
                if (is_asked(is, state) && fits(subject, state) && !put_state(subject, state)) {
                    return false;
                }
            }
            return true;
        });
    }

    // The tickets and customers that have the words; customers bring their tickets along.
    void add_by_words(CompletenessScope& scope) {
        constexpr std::size_t most = 5000;
        SearchIndex index(archive_->db());
        index.find(filter_.tokens, ThingKind::customer, [&](Thing thing) {
            scope.customers.push_back(thing.id);
            return scope.customers.size() < most;
        });
        index.find(filter_.tokens, ThingKind::ticket, [&](Thing thing) {
            scope.tickets.push_back(thing.id);
            return scope.tickets.size() < most;
        });
    }

    static bool is_asked(QueryState is, const RequirementState& state) {
        return is == QueryState::waived
                   ? state.status == DocumentStatus::waived
                   : state.status == DocumentStatus::missing || state.status == DocumentStatus::empty;
    }

    bool fits(const CheckedSubject& subject, const RequirementState& state) {
        const Thing thing = subject.thing;
        const std::optional<Ticket> ticket = thing.kind == ThingKind::ticket ? records_.ticket(thing.id) : std::nullopt;
        if (!filter_.stage.empty() && (state.requirement == nullptr || state.requirement->stage != filter_.stage)) {
            return false;
        }
        const std::string opened = ticket ? ticket->opened : std::string();
        if (!filter_.dated_from.empty() &&
            (opened < filter_.dated_from || (!filter_.dated_before.empty() && opened >= filter_.dated_before))) {
            return false;
        }
        if (filter_.class_name.empty() && filter_.status.empty()) {
            return true;
        }
        const std::optional<std::int64_t> id = thing.kind == ThingKind::customer ? std::optional(thing.id)
                                               : ticket                          ? ticket->customer
                                                                                 : std::nullopt;
        const std::optional<Customer> customer = id ? records_.customer(*id) : std::nullopt;
        return customer && (filter_.class_name.empty() || customer->state.class_name == filter_.class_name) &&
               (filter_.status.empty() || customer->state.status == filter_.status);
    }

    bool put_state(const CheckedSubject& subject, const RequirementState& state) {
        if (full()) {
            return false;
        }
        RightsTarget target = records_.target_of(subject.thing);
        target.type = std::string(state.type);
        if (!records_.rights().may(Verb::find, target)) {
            return true;
        }
        sink_->put(state.open() ? to_record(finding_of(*archive_, records_.registers(), subject, state))
                                : requirement_record(*archive_, records_.registers(), subject, state));
        ++outcome_.shown;
        return true;
    }

    Archive* archive_;
    const Caller* caller_;
    const FindRequest* request_;
    RecordSink* sink_;
    ThingRecords records_;
    FindFilter filter_;
    FindOutcome outcome_;
};

}  // namespace

FindOutcome find_things(Archive& archive, const Caller& caller, const FindRequest& request, RecordSink& sink) {
    return Finder(archive, caller, request, sink).run();
}

}  // namespace arc
