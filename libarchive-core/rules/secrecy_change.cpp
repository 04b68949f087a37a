#include "rules/secrecy_change.hpp"

#include "base/say.hpp"

namespace arc {
namespace {

// Why this person may not touch the level; "" for no reason.
std::string objection(const Secrecy& is, const Classifier& who) {
    const bool over = !is.until.empty() && is.until < format_day(who.today);
    if (is.level == 0 || over) {
        return {};
    }
    if (is.classified_by) {
        return is.classified_by == who.person ? std::string()
                                              : say("only who classified it, or an appraisal, changes its level");
    }
    return who.may_appraise ? std::string() : say("only an appraisal changes its level");
}

}  // namespace

SecrecyAnswer change_secrecy(const Secrecy& is, int level, const std::string& until, const Classifier& who) {
    const std::string term = level == 0 ? std::string() : until;
    if (level == is.level && term == is.until) {
        return {is, {}};
    }
    if (std::string against = objection(is, who); !against.empty()) {
        return {is, std::move(against)};
    }
    return {{level, term, level == 0 ? std::nullopt : who.person}, {}};
}

}  // namespace arc
