#include "rules/retention_words.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "rules/retention_rule.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace arc {
namespace {

std::string title_of(const Title& title, std::string_view name) {
    return !title.en.empty() ? title.en : !title.zh.empty() ? title.zh : std::string(name);
}

template <class Named>
std::string named_in(const std::vector<Named>& all, std::string_view name) {
    const auto found = std::ranges::find(all, name, &Named::name);
    return found == all.end() ? std::string() : title_of(found->title, name);
}

// "customer.class: high" as "high voltage".
std::string clause_words(const Profile& profile, const std::string& clause) {
    const std::size_t colon = clause.find(": ");
    if (colon == std::string::npos) {
        return clause;
    }
    const std::string path = clause.substr(0, colon);
    const std::string value = clause.substr(colon + 2);
    const std::string words = path == "customer.class"    ? named_in(profile.subject.classes, value)
                              : path == "customer.kind"   ? named_in(profile.subject.kinds, value)
                              : path == "customer.status" ? named_in(profile.subject.statuses, value)
                              : path == "document.type"   ? named_in(profile.document_types, value)
                              : path == "ticket.type"     ? named_in(profile.ticket_types, value)
                                                          : std::string();
    return words.empty() ? clause : words;
}

std::string condition_words(const Profile& profile, const std::string& when) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < when.size();) {
        const std::size_t end = std::min(when.find(", ", at), when.size());
        words.push_back(clause_words(profile, when.substr(at, end - at)));
        at = end + 2;
    }
    return join(words, ", ");
}

std::string moment_words(const std::string& path) {
    static constexpr std::array<std::pair<std::string_view, const char*>, 8> known{
        {{"customer.closed", "closed"},
         {"customer.opened", "opened"},
         {"ticket.closed", "ticket closed"},
         {"ticket.opened", "ticket opened"},
         {"year.end", "end of the year"},
         {"document.dated", "dated"},
         {"document.date", "dated"},
         {"document.registered", "registered"}}};
    const auto found = std::ranges::find(known, path, [](const auto& pair) { return pair.first; });
    return found == known.end() ? path : say("{}", found->second);
}

std::string length_words(Duration length) {
    const auto counted = [&](const char* one, const char* many) {
        return fmt::format("{} {}", length.count, length.count == 1 ? one : many);
    };
    switch (length.unit) {
        case DurationUnit::years:
            return counted("year", "years");
        case DurationUnit::months:
            return counted("month", "months");
        case DurationUnit::weeks:
            return counted("week", "weeks");
        case DurationUnit::days:
            return counted("day", "days");
        default:
            return to_text(length);
    }
}

}  // namespace

std::string retention_words(const Profile& profile, std::string_view stored, std::string_view until) {
    const std::optional<StoredRetention> rule = read_stored_retention(stored);
    if (!rule) {
        return stored.empty() ? say("no rule") : std::string(stored);
    }
    if (rule->appraisal != 0) {
        return rule->permanent ? say("appraisal {}: permanent", rule->appraisal)
                               : say("appraisal {}: until {}", rule->appraisal, until);
    }
    std::string words = rule->period.empty() ? std::string() : rule->period + ": ";
    words += rule->when.empty() ? std::string() : condition_words(profile, rule->when) + ", ";
    if (rule->permanent) {
        return words + say("permanent");
    }
    words += say("{} {} + {}", moment_words(rule->from), rule->start ? format_day(*rule->start) : say("(not yet)"),
                 length_words(rule->keep));
    return words + (until.empty() ? std::string() : fmt::format(" = {}", until));
}

std::string term_for_print(const Profile& profile, std::string_view stored) {
    const std::optional<StoredRetention> rule = read_stored_retention(stored);
    if (!rule) {
        return {};
    }
    if (const RetentionPeriod* period = profile.retention_period(rule->period);
        period != nullptr && !period->title.chinese().empty()) {
        return period->title.chinese();
    }
    if (rule->permanent) {
        return say("永久");
    }
    if (rule->until) {
        return say("至 {}", format_day(*rule->until));
    }
    switch (rule->keep.unit) {
        case DurationUnit::years:
            return say("{}年", rule->keep.count);
        case DurationUnit::months:
            return say("{}个月", rule->keep.count);
        case DurationUnit::weeks:
            return say("{}周", rule->keep.count);
        default:
            return say("{}天", rule->keep.count);
    }
}

}  // namespace arc
