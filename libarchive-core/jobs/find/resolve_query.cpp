#include "jobs/find/resolve_query.hpp"

#include "base/say.hpp"
#include "base/search_text.hpp"
#include "base/text.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/find/resolve_profile_field.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "search/pinyin.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

// A name that a profile declares, and what people call it.
struct Named {
    std::string name;
    const Title* title;
};
template <class Things>
std::vector<Named> named(const Things& things) {
    std::vector<Named> all;
    for (const auto& thing : things) {
        all.push_back({thing.name, &thing.title});
    }
    return all;
}

Fault no_such_name(const std::string& subject, std::string what, const std::vector<Named>& known) {
    std::vector<std::string> names;
    for (const Named& one : known) {
        names.push_back(one.name);
    }
    const std::string near = nearest(subject, names);
    return {ErrorCode::not_found, subject, std::move(what),
            names.empty()  ? say("the profile has none")
            : near.empty() ? say("the profile has {}", join(names, ", "))
                           : say("did you mean {}?", near)};
}

class Resolver {
public:
    Resolver(Archive& archive, const Query& query) : archive_(&archive), profile_(&archive.profile()), query_(&query) {}

    ResolvedQuery run() {
        for (const DocumentType& type : profile_->document_types) {
            Document fresh;
            fresh.type = type.name;
            if (const std::string access = access_of(*profile_, fresh); !access.empty()) {
                made_.filter.types_by_access[access].push_back(type.name);
            }
        }
        bool names = false;
        bool others = false;
        for (const QueryTerm& term : query_->terms) {
            put(term);
            names = names || (term.field == "name" && !term.negated);
            others = others || (term.field != "name" && !term.negated);
        }
        made_.only_names = names && !others;
        return std::move(made_);
    }

private:
    AskedColumns& asked(const QueryTerm& term) { return term.negated ? made_.filter.never : made_.filter.must; }

    void put(const QueryTerm& term) {
        static const std::map<std::string_view, void (Resolver::*)(const QueryTerm&)> readers{
            {"", &Resolver::words},
            {"name", &Resolver::names},
            {"customer", &Resolver::customers},
            {"ticket", &Resolver::tickets},
            {"unit", &Resolver::units},
            {"keeper", &Resolver::keepers},
            {"responsible", &Resolver::keepers},
            {"in", &Resolver::holders},
            {"place", &Resolver::holders},
            {"box", &Resolver::holders},
            {"volume", &Resolver::holders},
            {"type", &Resolver::types},
            {"class", &Resolver::classes},
            {"status", &Resolver::statuses},
            {"stage", &Resolver::stages},
            {"medium", &Resolver::media},
            {"access", &Resolver::access},
            {"date", &Resolver::dates},
            {"year", &Resolver::dates},
            {"is", &Resolver::states}};
        const auto reader = readers.find(term.field);
        if (reader != readers.end()) {
            (this->*reader->second)(term);
        } else {
            resolve_profile_field(*profile_, term, made_);
        }
    }

    void words(const QueryTerm& term) {
        const std::string& text = term.values.front();
        std::vector<std::string> tokens = query_tokens(text);
        if (term.phrase) {
            made_.texts.push_back({{text}, false, term.negated});
        }
        if (tokens.empty() || (term.phrase && term.negated)) {
            return;
        }
        IndexWord word;
        word.any.push_back(std::move(tokens));
        if (!term.phrase) {
            add_sounds(word, text);
        }
        (term.negated ? made_.filter.without : made_.filter.words).push_back(std::move(word));
    }

    static void add_sounds(IndexWord& word, const std::string& text) {
        for (PinyinWord& sound : pinyin_of_query(text)) {
            word.sounds.push_back({std::move(sound.word), sound.begins});
        }
    }

    // What the index leaves is compared with the names themselves.
    void names(const QueryTerm& term) {
        made_.texts.push_back({term.values, true, term.negated});
        if (term.negated) {
            return;
        }
        IndexWord word;
        for (const std::string& value : term.values) {
            word.any.push_back(query_tokens(value));
            add_sounds(word, value);
        }
        if (std::ranges::none_of(word.any, [](const auto& tokens) { return tokens.empty(); })) {
            made_.filter.words.push_back(std::move(word));
        }
    }

    std::vector<std::int64_t> ids_of(const QueryTerm& term, ThingKind kind) {
        std::vector<std::int64_t> ids;
        for (const std::string& value : term.values) {
            ids.push_back(resolve_thing(*archive_, value, kind).value_or_throw().id);
        }
        return ids;
    }
    void customers(const QueryTerm& term) { add(asked(term).customers, ids_of(term, ThingKind::customer)); }
    void tickets(const QueryTerm& term) { add(asked(term).tickets, ids_of(term, ThingKind::ticket)); }
    void keepers(const QueryTerm& term) { add(asked(term).keepers, ids_of(term, ThingKind::person)); }
    void units(const QueryTerm& term) {
        UnitTable table(archive_->db());
        for (const std::int64_t unit : ids_of(term, ThingKind::unit)) {
            add(asked(term).units, table.with_all_below(unit));
        }
    }
    template <class Values>
    static void add(std::vector<Values>& all, const std::vector<Values>& more) {
        for (const Values& one : more) {
            if (std::ranges::find(all, one) == all.end()) {
                all.push_back(one);
            }
        }
    }

    void holders(const QueryTerm& term) {
        if (!term.negated && !made_.filter.must.holders.empty()) {
            throw Fault(ErrorCode::usage, term.field, say("asked twice, as in, place, box or volume"),
                        say("name the innermost"));
        }
        for (const std::string& value : term.values) {
            const Thing thing = term.field == "in"
                                    ? resolve_thing(*archive_, value).value_or_throw()
                                    : resolve_thing(*archive_, value, *parse_thing_kind(term.field)).value_or_throw();
            if (thing.kind != ThingKind::place && thing.kind != ThingKind::box && thing.kind != ThingKind::volume) {
                throw Fault(ErrorCode::usage, "in:" + value, say("a {} holds nothing", to_text(thing.kind)),
                            say("name a place, a box or a volume"));
            }
            Holder holder{thing, {}};
            if (thing.kind == ThingKind::place) {
                holder.places = PlaceTable(archive_->db()).with_all_below(thing.id);
            }
            asked(term).holders.push_back(std::move(holder));
        }
    }

    // A name that the profile does not have would find nothing, silently. What people call it will do.
    std::vector<std::string> declared(const QueryTerm& term, std::string_view what, const std::vector<Named>& known) {
        std::vector<std::string> names;
        for (const std::string& value : term.values) {
            std::vector<std::string> found;
            for (const Named& one : known) {
                if (one.name == value) {
                    found = {value};
                }
            }
            for (auto one = known.begin(); one != known.end() && !std::ranges::count(found, value); ++one) {
                if (one->title->zh == value || one->title->en == value) {
                    found.push_back(one->name);
                }
            }
            if (found.empty()) {
                throw no_such_name(value, say("no such {} in the profile", what), known);
            }
            add(names, found);
        }
        return names;
    }
    void types(const QueryTerm& term) {
        std::vector<Named> known = named(profile_->document_types);
        for (Named& type : named(profile_->ticket_types)) {
            known.push_back(std::move(type));
        }
        add(asked(term).types, declared(term, "type", known));
    }
    void classes(const QueryTerm& term) {
        add(asked(term).classes, declared(term, "class", named(profile_->subject.classes)));
    }
    void statuses(const QueryTerm& term) {
        add(asked(term).statuses, declared(term, "status", named(profile_->subject.statuses)));
    }
    void stages(const QueryTerm& term) { add(asked(term).stages, declared(term, "stage", named(profile_->stages))); }
    void access(const QueryTerm& term) {
        add(asked(term).access, declared(term, "access level", named(profile_->documents.access)));
    }
    void media(const QueryTerm& term) {
        AskedColumns& columns = asked(term);
        const std::vector<std::string> media = declared(term, "medium", named(profile_->media));
        columns.media = true;
        for (const DocumentType& type : profile_->document_types) {
            if (std::ranges::find(media, type.medium) != media.end()) {
                add(columns.media_types, {type.name});
            }
        }
    }

    void dates(const QueryTerm& term) {
        std::vector<DateBounds> bounds;
        for (const std::string& value : term.values) {
            const DateSpan span = parse_date_span(value).value_or_throw();
            bounds.push_back({span.from, span.before});
        }
        std::vector<DateBounds>& dates = asked(term).dates;
        if (!dates.empty() && !term.negated) {
            throw Fault(ErrorCode::usage, term.field, say("asked twice, as date and as year"), say("say one span"));
        }
        dates.insert(dates.end(), bounds.begin(), bounds.end());
    }

    void states(const QueryTerm& term) {
        static constexpr std::pair<QueryState, ThingState> rows[] = {
            {QueryState::paper_only, ThingState::paper_only},
            {QueryState::image_only, ThingState::image_only},
            {QueryState::dual, ThingState::dual},
            {QueryState::secret, ThingState::secret},
            {QueryState::failed, ThingState::failed},
            {QueryState::open, ThingState::open},
            {QueryState::handed_over, ThingState::handed_over},
            {QueryState::not_handed_over, ThingState::not_handed_over},
            {QueryState::destroyed, ThingState::destroyed},
            {QueryState::shelved, ThingState::shelved},
            {QueryState::unshelved, ThingState::unshelved},
            {QueryState::lent, ThingState::lent}};
        States any;
        for (const std::string& value : term.values) {
            const QueryState state = parse_query_state(value).value_or_throw();
            if (state == QueryState::open && std::ranges::find(profile_->documents.access, "open", &Choice::name) ==
                                                 profile_->documents.access.end()) {
                throw no_such_name("open", say("no such {} in the profile", "access level"),
                                   named(profile_->documents.access));
            }
            const auto row = std::ranges::find(rows, state, [](const auto& pair) { return pair.first; });
            if (row != std::end(rows)) {
                any.push_back(row->second);
            } else if (term.values.size() > 1) {
                throw Fault(ErrorCode::usage, "is:" + value, say("goes with no other behind a comma"),
                            say("ask for each by itself"));
            } else {
                made_.states.push_back({state, term.negated});
            }
        }
        if (!any.empty()) {
            asked(term).states.push_back(std::move(any));
        }
    }

    Archive* archive_;
    const Profile* profile_;
    const Query* query_;
    ResolvedQuery made_;
};

}  // namespace

ResolvedQuery resolve_query(Archive& archive, const Query& query) {
    return Resolver(archive, query).run();
}

ResolvedQuery resolve_query(Archive& archive, const Query& query, std::optional<ThingKind> kind) {
    ResolvedQuery made = resolve_query(archive, query);
    if (kind) {
        made.filter.wanted = {*kind};
    } else if (query.empty()) {
        made.filter.wanted = {ThingKind::customer, ThingKind::ticket, ThingKind::document, ThingKind::volume,
                              ThingKind::box,      ThingKind::place,  ThingKind::series,   ThingKind::person};
    }
    return made;
}

}  // namespace arc
