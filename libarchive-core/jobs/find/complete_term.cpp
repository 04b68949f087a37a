#include "jobs/find/complete_term.hpp"

#include "catalog/find_query.hpp"
#include "catalog/profile_table.hpp"
#include "catalog/thing_query.hpp"
#include "jobs/find/profile_fields.hpp"
#include "jobs/find/thing_record.hpp"
#include "profile/load_audit_rules.hpp"
#include "search/query.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::int64_t most = 50;

using Names = std::vector<std::string>;

template <class Things>
void add_names(Names& names, const Things& things) {
    for (const auto& thing : things) {
        names.push_back(thing.name);
    }
}

class Codes {
public:
    Codes(Archive& archive, const Caller& caller) : archive_(&archive), records_(archive, caller) {}

    Names from(std::initializer_list<ThingKind> kinds, const std::string& begin) {
        Names all;
        for (const ThingKind kind : kinds) {
            for (std::string& code : FindQuery(archive_->db()).codes_from(kind, begin, most)) {
                if (may_see(kind, code)) {
                    all.push_back(std::move(code));
                }
            }
        }
        return all;
    }

private:
    bool may_see(ThingKind kind, const std::string& code) {
        const bool holds_papers = kind == ThingKind::volume || kind == ThingKind::box;
        if (!holds_papers || records_.rights().unlimited()) {
            return true;
        }
        const std::optional<std::int64_t> id = ThingQuery(archive_->db()).with_code(kind, code);
        return id && records_.record({kind, *id});
    }

    Archive* archive_;
    ThingRecords records_;
};

Names values_of(Archive& archive, const Caller& caller, std::string_view field, const std::string& begin) {
    Codes codes(archive, caller);
    const Profile& profile = archive.profile();
    Names names;
    if (field == "is") {
        names.assign(query_states().begin(), query_states().end());
    } else if (field == "type") {
        add_names(names, profile.document_types);
        add_names(names, profile.ticket_types);
    } else if (field == "class") {
        add_names(names, profile.subject.classes);
    } else if (field == "status") {
        add_names(names, profile.subject.statuses);
    } else if (field == "stage") {
        add_names(names, profile.stages);
    } else if (field == "medium") {
        add_names(names, profile.media);
    } else if (field == "access") {
        add_names(names, profile.documents.access);
    } else if (field == "unit") {
        names = codes.from({ThingKind::unit}, begin);
    } else if (field == "keeper") {
        names = codes.from({ThingKind::person}, begin);
    } else if (field == "in") {
        names = codes.from({ThingKind::place, ThingKind::box, ThingKind::volume}, begin);
    } else if (field == "place" || field == "box" || field == "volume") {
        names = codes.from({*parse_thing_kind(field)}, begin);
    } else if (const auto found = askable_fields(profile, field); !found.empty() && !found.front().field->is_private) {
        names = choices_of(profile, *found.front().field);
    }
    return names;
}

Names saved_queries(Archive& archive) {
    Names names;
    for (const SavedQuery& saved : load_audit_rules(ProfileTable(archive.db()).newest().text).queries) {
        names.push_back("@" + saved.name);
    }
    return names;
}

}  // namespace

std::vector<std::string> complete_term(Archive& archive, const Caller& caller, std::string_view typed) {
    const std::size_t start = typed.starts_with('-') ? 1 : 0;
    const std::size_t colon = typed.find(':');
    const std::size_t comma = typed.rfind(',');
    std::size_t kept = start;
    Names known;
    if (colon != std::string_view::npos) {
        kept = comma == std::string_view::npos || comma < colon ? colon + 1 : comma + 1;
        known = values_of(archive, caller, typed.substr(start, colon - start), std::string(typed.substr(kept)));
    } else if (typed.starts_with('@')) {
        known = saved_queries(archive);
        kept = 0;
    } else {
        known.assign(query_fields().begin(), query_fields().end());
        for (std::string& own : askable_field_names(archive.profile())) {
            if (std::ranges::find(known, own) == known.end()) {
                known.push_back(std::move(own));
            }
        }
        std::ranges::for_each(known, [](std::string& name) { name += ':'; });
    }
    Names all;
    for (const std::string& name : known) {
        if (name.starts_with(typed.substr(kept)) && static_cast<std::int64_t>(all.size()) < most) {
            all.push_back(std::string(typed.substr(0, kept)) + name);
        }
    }
    return all;
}

}  // namespace arc
