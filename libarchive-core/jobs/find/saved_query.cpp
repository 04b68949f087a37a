#include "jobs/find/saved_query.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/profile_table.hpp"
#include "profile/load_audit_rules.hpp"

namespace arc {

std::vector<std::string> with_saved_queries(Archive& archive, const std::vector<std::string>& terms) {
    std::vector<std::string> all;
    for (const std::string& term : terms) {
        if (!term.starts_with('@') || term.size() == 1) {
            all.push_back(term);
            continue;
        }
        const AuditRules rules = load_audit_rules(ProfileTable(archive.db()).newest().text);
        std::vector<std::string> known;
        const SavedQuery* found = nullptr;
        for (const SavedQuery& saved : rules.queries) {
            known.push_back(saved.name);
            found = saved.name == term.substr(1) ? &saved : found;
        }
        if (found == nullptr) {
            const std::string near = nearest(term.substr(1), known);
            throw Fault(ErrorCode::not_found, term, say("the profile keeps no such query"),
                        known.empty()  ? say("see queries in arc-profile(5)")
                        : near.empty() ? say("it keeps {}", join(known, ", "))
                                       : say("did you mean @{}?", near));
        }
        all.push_back(found->query);
    }
    return all;
}

}  // namespace arc
