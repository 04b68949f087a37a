#include "jobs/find/find_things.hpp"

#include "base/say.hpp"
#include "base/search_text.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "jobs/find/find_missing.hpp"
#include "jobs/find/profile_fields.hpp"
#include "jobs/keeping/keeping_things.hpp"
#include "rules/condition.hpp"
#include "search/pinyin.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::array kinds_in_order{ThingKind::customer, ThingKind::ticket, ThingKind::document, ThingKind::volume,
                                    ThingKind::box,      ThingKind::place,  ThingKind::series,   ThingKind::person};
constexpr std::size_t checked_at_once = 64;

class Finder {
public:
    using Found = std::function<bool(Thing)>;
    // `found` is given what the caller may see, and says whether it was shown.
    Finder(Archive& archive, const Caller& caller, const FindRequest& request, ThingRecords& records, Found found)
        : archive_(&archive),
          caller_(&caller),
          request_(&request),
          records_(&records),
          found_(std::move(found)),
          query_(resolve_query(archive, request.query, request.kind)),
          answer_(request.limit) {
        if (!request.after.empty()) {
            after_ = parse_find_key(request.after).value_or_throw();
        }
    }

    // The sink is for what is no thing: findings and requirements.
    FindOutcome run(RecordSink& sink) {
        if (asks(QueryState::unfiled)) {
            find_unfiled();
        } else if (const std::optional<QueryState> lacking = asked_lack()) {
            MissingQuestion question{&query_, *lacking, false, after(), [&](Thing thing) { return fits(thing); }};
            question.negates = std::ranges::any_of(request_->query.terms, &QueryTerm::negated);
            find_missing(*archive_, *caller_, question, answer_, *records_, sink);
        } else if (asks(QueryState::held) && request_->query.terms.size() == 1) {
            find_held();
        } else {
            find_by_kinds();
        }
        return answer_.outcome();
    }

    const ResolvedQuery& query() const { return query_; }

private:
    const FindKey* after() const { return after_ ? &*after_ : nullptr; }
    bool asks(QueryState state) const {
        return std::ranges::any_of(query_.states,
                                   [&](const AskedState& asked) { return asked.state == state && !asked.negated; });
    }
    std::optional<QueryState> asked_lack() const {
        return asks(QueryState::missing)  ? std::optional(QueryState::missing)
               : asks(QueryState::waived) ? std::optional(QueryState::waived)
                                          : std::nullopt;
    }

    void find_by_kinds() {
        bool answered = false;
        for (const FindKey::Match match : {FindKey::Match::written, FindKey::Match::sounds}) {
            for (const ThingKind kind : kinds_in_order) {
                const bool asked = (!request_->kind || *request_->kind == kind) &&
                                   (!asks(QueryState::held) || kind == ThingKind::document) &&
                                   (!query_.only_names || kind == ThingKind::customer || kind == ThingKind::person);
                if (!asked) {
                    continue;
                }
                answered = answered || FindQuery::answers(kind, query_.filter);
                if (!is_passed(match, kind) && !find_kind(match, kind)) {
                    return;
                }
            }
        }
        if (!answered) {
            throw no_kind_answers();
        }
    }
    Fault no_kind_answers() const {
        const std::vector<QueryTerm>& terms = request_->query.terms;
        const auto is_mark = [](const QueryTerm& term) {
            return term.field.empty() && query_tokens(term.values.front()).empty();
        };
        if (const auto mark = std::ranges::find_if(terms, is_mark); mark != terms.end()) {
            return {ErrorCode::usage, printable(mark->values.front()), say("has no letter or figure to look for"),
                    say("write words, or FIELD:VALUE; see man arc-find")};
        }
        if (!terms.empty() && std::ranges::all_of(terms, &QueryTerm::negated)) {
            return {ErrorCode::usage, "query", say("says only what is not wanted"), say("add what is")};
        }
        if (terms.size() == 1) {
            return {ErrorCode::usage, "query", say("this term alone speaks of no kind of thing that is asked for"),
                    say("add what it narrows down; see man arc-find")};
        }
        return {ErrorCode::usage, "query", say("these terms speak of no kind of thing together"),
                say("leave one out; see man arc-find")};
    }
    bool is_passed(FindKey::Match match, ThingKind kind) const {
        return after_ && (match < after_->match || (match == after_->match && kind < after_->kind));
    }
    bool find_kind(FindKey::Match match, ThingKind kind) {
        const bool all =
            FindQuery(archive_->db()).for_each(kind, query_.filter, match, after(), [&](const FindKey& key) {
                return take(key);
            });
        return put_pending() && all;
    }

    // Returns false when nothing more is wanted.
    bool take(const FindKey& key) {
        const Thing thing{key.kind, key.id()};
        if (!fits(thing)) {
            return true;
        }
        const bool papers = key.kind == ThingKind::ticket || key.kind == ThingKind::customer;
        const bool lacks_asked = std::ranges::any_of(query_.states, &AskedState::negated);
        if (!papers || !lacks_asked) {
            return put(key);
        }
        pending_.push_back(key);
        return pending_.size() < checked_at_once || put_pending();
    }

    // -is:missing, -is:waived: read by the dozen.
    bool put_pending() {
        const std::vector<FindKey> keys = std::move(pending_);
        pending_.clear();
        if (keys.empty()) {
            return true;
        }
        std::vector<std::int64_t> ids;
        std::ranges::transform(keys, std::back_inserter(ids), &FindKey::id);
        std::unordered_set<std::int64_t> left(ids.begin(), ids.end());
        for (const AskedState& asked : query_.states) {
            const bool of_papers = asked.state == QueryState::missing || asked.state == QueryState::waived;
            if (asked.negated && of_papers) {
                const std::unordered_set<std::int64_t> without =
                    without_state(*archive_, *caller_, keys.front().kind, ids, asked.state);
                std::erase_if(left, [&](std::int64_t id) { return !without.contains(id); });
            }
        }
        return std::ranges::all_of(keys, [&](const FindKey& key) { return !left.contains(key.id()) || put(key); });
    }

    bool put(const FindKey& key) {
        if (answer_.full()) {
            return false;
        }
        if (found_({key.kind, key.id()})) {
            answer_.shown(key);
        } else if (records_->was_hidden() && archive_->profile().search.shows == SearchShows::counted) {
            answer_.hidden();
        }
        return true;
    }

    bool fits(Thing thing) { return fits_held(thing) && fits_texts(thing) && fits_fields(thing); }

    bool fits_held(Thing thing) {
        return thing.kind != ThingKind::document || std::ranges::all_of(query_.states, [&](const AskedState& asked) {
                   return asked.state != QueryState::held || holds_on(*archive_, thing.id).empty() == asked.negated;
               });
    }

    // The index knows tokens only: phrases and names are compared with the texts themselves.
    bool fits_texts(Thing thing) {
        if (query_.texts.empty()) {
            return true;
        }
        const std::vector<std::string> texts = records_->texts(thing);
        return std::ranges::all_of(query_.texts, [&](const TextTest& test) {
            const bool has = std::ranges::any_of(texts, [&](const std::string& text) { return has_one(test, text); });
            return has != test.negated;
        });
    }
    static bool has_one(const TextTest& test, const std::string& text) {
        const std::string folded = fold_words(text);
        return std::ranges::any_of(test.any, [&](const std::string& wanted) {
            return folded.find(fold_words(wanted)) != std::string::npos || (test.name && sounds_like(text, wanted));
        });
    }

    bool fits_fields(Thing thing) {
        if (query_.fields.empty()) {
            return true;
        }
        const FieldTexts texts = texts_of_fields(*archive_, *records_, thing);
        const FieldLookup look_up = [&](std::string_view name) -> std::optional<std::string_view> {
            const auto found = std::ranges::find(texts, name, [](const auto& pair) { return pair.first; });
            return found == texts.end() ? std::nullopt : std::optional<std::string_view>(found->second);
        };
        return std::ranges::all_of(query_.fields, [&](const FieldTerm& term) {
            Condition condition;
            condition.any = {{term.clause}};
            return holds(condition, look_up) != term.negated;
        });
    }

    // Pages have no key but their own: the work list is short.
    void find_unfiled() {
        if (request_->query.terms.size() > 1) {
            throw Fault(ErrorCode::usage, "is:unfiled", say("goes alone: such a page belongs to nothing yet"));
        }
        bool passed = !after_.has_value();
        FindQuery(archive_->db()).for_each_unfiled([&](std::int64_t page) {
            if (passed) {
                return put({FindKey::Match::written, ThingKind::page, 0, {page}, 0});
            }
            passed = page == after_->id();
            return true;
        });
    }

    void find_held() {
        for (const std::int64_t id : held_documents(*archive_)) {
            const bool passed = after_ && id <= after_->id();
            if (!passed && !put({FindKey::Match::written, ThingKind::document, 0, {id}, 0})) {
                return;
            }
        }
    }

    Archive* archive_;
    const Caller* caller_;
    const FindRequest* request_;
    ThingRecords* records_;
    Found found_;
    ResolvedQuery query_;
    FindAnswer answer_;
    std::optional<FindKey> after_;
    std::vector<FindKey> pending_;
};

}  // namespace

FindOutcome find_things(Archive& archive, const Caller& caller, const FindRequest& request, RecordSink& sink) {
    ThingRecords records(archive, caller);
    const auto put = [&](Thing thing) {
        const std::optional<Record> record = records.record(thing);
        if (record) {
            sink.put(*record);
        }
        return record.has_value();
    };
    return Finder(archive, caller, request, records, put).run(sink);
}

FindOutcome find_things(Archive& archive, const Caller& caller, const FindRequest& request,
                        const std::function<void(Thing)>& found) {
    class NoRecords final : public RecordSink {
    public:
        void put(const Record&) override {}
        void flush() override {}
    } none;
    ThingRecords records(archive, caller);
    const auto put = [&](Thing thing) {
        const bool seen = records.rights().unlimited() || records.record(thing).has_value();
        if (seen) {
            found(thing);
        }
        return seen;
    };
    return Finder(archive, caller, request, records, put).run(none);
}

}  // namespace arc
