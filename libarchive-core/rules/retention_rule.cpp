#include "rules/retention_rule.hpp"

#include <fmt/format.h>

#include <chrono>

namespace arc {
namespace {

constexpr const char* year_end = "year.end";

bool is_longer(const RetentionRule& a, const RetentionRule& b) {
    return a.permanent != b.permanent ? a.permanent : approximate_minutes(a.keep) > approximate_minutes(b.keep);
}

std::optional<RetentionRule> rule_for(const Profile& profile, const DocumentType& type, const FieldLookup& look_up) {
    std::optional<RetentionRule> longest;
    for (const RetentionRule& rule : profile.retention.rules) {
        if (holds(rule.when, look_up) && (!longest || is_longer(rule, *longest))) {
            longest = rule;
        }
    }
    const RetentionPeriod* period = profile.retention_period(type.period);
    if (!longest && period != nullptr) {
        longest = RetentionRule{{}, year_end, period->permanent, period->keep, period->name};
    }
    return longest;
}

std::optional<Day> day_at(std::string_view path, const FieldLookup& look_up) {
    const std::optional<std::string> text = value_at(path, look_up);
    const Result<Day> day = parse_day(text.value_or(std::string()));
    return day ? std::optional(*day) : std::nullopt;
}

std::optional<Day> start_of(std::string_view milestone, const FieldLookup& look_up) {
    if (milestone != year_end) {
        return day_at(milestone == "document.dated" ? "document.date" : milestone, look_up);
    }
    std::optional<Day> day = day_at("document.date", look_up);
    if (!day) {
        day = day_at("document.registered", look_up);
    }
    return day ? std::optional(day->year() / std::chrono::December / std::chrono::day(31)) : std::nullopt;
}

}  // namespace

FiledRetention retention_of(const Profile& profile, const DocumentType& type, const WorkCalendar& calendar,
                            const FieldLookup& look_up) {
    const std::optional<RetentionRule> rule = rule_for(profile, type, look_up);
    if (!rule) {
        return {};
    }
    FiledRetention filed;
    filed.rule = rule->period.empty() ? std::string() : rule->period + " ";
    if (rule->permanent) {
        filed.rule += "permanent";
        return filed;
    }
    const std::optional<Day> start = start_of(rule->from, look_up);
    filed.rule += fmt::format("{} from {}{}", to_text(rule->keep), rule->from, start ? " " + format_day(*start) : "");
    if (start) {
        filed.until = calendar.add(*start, rule->keep);
    }
    return filed;
}

}  // namespace arc
