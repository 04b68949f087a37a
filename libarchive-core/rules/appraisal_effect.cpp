#include "rules/appraisal_effect.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "rules/retention_rule.hpp"

#include <algorithm>
#include <iterator>

namespace arc {
namespace {

std::vector<std::string> names_of(const std::vector<Choice>& choices) {
    std::vector<std::string> names;
    std::ranges::transform(choices, std::back_inserter(names), &Choice::name);
    return names;
}

Error unknown(const std::string& subject, std::string what, const std::vector<std::string>& known) {
    return {ErrorCode::usage, subject, std::move(what),
            known.empty() ? say("the profile names none") : say("one of {}", join(known, ", "))};
}

Result<Document> with_term(Document document, const Appraisal& appraisal) {
    if (appraisal.verdict == "transfer" || appraisal.verdict == "destroy") {
        return document;
    }
    if (appraisal.verdict != "keep") {
        return unknown(appraisal.verdict, say("no verdict about keeping"), {"keep", "transfer", "destroy"});
    }
    StoredRetention stored;
    stored.appraisal = appraisal.id;
    stored.permanent = appraisal.until == "permanent";
    if (!stored.permanent) {
        const Result<Day> day = parse_day(appraisal.until);
        if (!day) {
            return Error{ErrorCode::usage, appraisal.until.empty() ? say("--until") : appraisal.until,
                         say("how long it is kept must be said"), say("give --until DAY or --until permanent")};
        }
        stored.until = *day;
    }
    document.retention = to_text(stored);
    document.keep_until = stored.until ? format_day(*stored.until) : std::string();
    return document;
}

Result<Document> with_access(const Profile& profile, Document document, const Appraisal& appraisal) {
    const std::vector<std::string> states = names_of(profile.documents.access);
    if (std::ranges::count(states, appraisal.verdict) == 0) {
        return unknown(appraisal.verdict, say("no access state of the profile"), states);
    }
    document.access = appraisal.verdict;
    return document;
}

Result<Document> with_level(const Profile& profile, Document document, const Appraisal& appraisal) {
    const std::vector<std::string> levels = names_of(profile.documents.secrecy);
    auto found = std::ranges::find(levels, appraisal.verdict);
    if (found == levels.end() && appraisal.verdict.size() == 1 && appraisal.verdict[0] >= '0' &&
        static_cast<std::size_t>(appraisal.verdict[0] - '0') < levels.size()) {
        found = levels.begin() + (appraisal.verdict[0] - '0');
    }
    if (found == levels.end()) {
        return unknown(appraisal.verdict, say("no secrecy level of the profile"), levels);
    }
    const auto level = static_cast<int>(found - levels.begin());
    const bool nearer = level == document.secrecy && !appraisal.until.empty() &&
                        (document.secret_until.empty() || appraisal.until < document.secret_until);
    if (level > document.secrecy || (level == document.secrecy && !nearer)) {
        return Error{ErrorCode::refused, appraisal.verdict, say("is not below its level {}", document.secrecy),
                     say("declassifying lowers the level or brings its end nearer")};
    }
    document.secrecy = level;
    document.secret_until = level == 0 ? std::string() : appraisal.until;
    return document;
}

}  // namespace

Result<Document> appraised(const Profile& profile, Document document, const Appraisal& appraisal) {
    const std::vector<std::string> aspects = names_of(profile.disposal.aspects);
    if (std::ranges::count(aspects, appraisal.aspect) == 0) {
        return unknown(appraisal.aspect, say("no aspect that the profile appraises"), aspects);
    }
    if (!document.destroyed.empty()) {
        return Error{ErrorCode::refused, {}, say("was destroyed"), {}};
    }
    if (appraisal.until != "permanent" && !appraisal.until.empty() && !parse_day(appraisal.until)) {
        return Error{ErrorCode::usage, appraisal.until, say("is no day"), say("write 2040-12-31")};
    }
    if (appraisal.aspect == "keep") {
        return with_term(std::move(document), appraisal);
    }
    if (appraisal.until == "permanent") {
        return Error{ErrorCode::usage, appraisal.until, say("only keeping can be permanent"), {}};
    }
    if (appraisal.aspect == "open") {
        return with_access(profile, std::move(document), appraisal);
    }
    if (appraisal.aspect == "declassify") {
        return with_level(profile, std::move(document), appraisal);
    }
    if (appraisal.aspect == "digitise" && appraisal.verdict != "yes" && appraisal.verdict != "no") {
        return unknown(appraisal.verdict, say("no verdict about digitising"), {"yes", "no"});
    }
    return document;
}

}  // namespace arc
