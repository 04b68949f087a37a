#include "rules/retention_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
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
    const RetentionPeriod* period =
        profile.retention_period(value_at("document.period", look_up).value_or(type.period));
    if (!longest && period != nullptr) {
        longest = RetentionRule{{}, year_end, period->permanent, period->keep, period->name};
    }
    return longest;
}

// Of a year or a month alone its last day.
std::optional<Day> day_at(std::string_view path, const FieldLookup& look_up) {
    std::string text = value_at(path, look_up).value_or(std::string());
    constexpr std::size_t year_digits = 4;
    if (text.size() == year_digits) {
        text += "-12-31";
    }
    constexpr std::size_t month_digits = 7;
    if (text.size() == month_digits) {
        const Result<Day> first = parse_day(text + "-01");
        return first ? std::optional(Day(first->year() / first->month() / std::chrono::last)) : std::nullopt;
    }
    const Result<Day> day = parse_day(text);
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

FiledRetention counted(StoredRetention stored, const WorkCalendar& calendar, const FieldLookup& look_up) {
    FiledRetention filed;
    stored.start = stored.permanent ? std::nullopt : start_of(stored.from, look_up);
    if (stored.start) {
        filed.until = calendar.add(*stored.start, stored.keep);
    }
    filed.rule = to_text(stored);
    return filed;
}

StoredRetention stored_as(const RetentionRule& rule) {
    StoredRetention stored;
    stored.period = rule.period;
    stored.permanent = rule.permanent;
    stored.keep = rule.keep;
    stored.from = rule.permanent ? std::string() : rule.from;
    stored.when = rule.when.always() ? std::string() : to_text(rule.when);
    return stored;
}

// Takes the next word from the front.
std::string_view next_word(std::string_view& text) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

std::optional<StoredRetention> read_appraised(std::string_view text) {
    StoredRetention stored;
    constexpr std::string_view by = " by appraisal ";
    const std::size_t at = text.find(by);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view number = text.substr(at + by.size());
    std::from_chars(number.data(), number.data() + number.size(), stored.appraisal);
    const std::string_view term = text.substr(0, at);
    stored.permanent = term == "permanent";
    if (!stored.permanent) {
        constexpr std::string_view until = "until ";
        const Result<Day> day = parse_day(term.starts_with(until) ? term.substr(until.size()) : term);
        if (!day) {
            return std::nullopt;
        }
        stored.until = *day;
    }
    return stored.appraisal > 0 ? std::optional(stored) : std::nullopt;
}

}  // namespace

std::string to_text(const StoredRetention& stored) {
    if (stored.appraisal != 0) {
        return (stored.permanent ? std::string("permanent") : "until " + format_day(stored.until.value_or(Day()))) +
               fmt::format(" by appraisal {}", stored.appraisal);
    }
    std::string text = stored.period.empty() ? std::string() : stored.period + " ";
    text += stored.permanent ? std::string("permanent") : fmt::format("{} from {}", to_text(stored.keep), stored.from);
    text += stored.start ? " " + format_day(*stored.start) : std::string();
    return text + (stored.when.empty() ? std::string() : " (" + stored.when + ")");
}

std::optional<StoredRetention> read_stored_retention(std::string_view text) {
    if (std::optional<StoredRetention> appraised = read_appraised(text)) {
        return appraised;
    }
    StoredRetention stored;
    if (const std::size_t open = text.find(" ("); open != std::string_view::npos && text.ends_with(')')) {
        stored.when = text.substr(open + 2, text.size() - open - 3);
        text = text.substr(0, open);
    }
    std::string_view word = next_word(text);
    if (word != "permanent" && !text.empty() && !text.starts_with("from ")) {
        stored.period = word;
        word = next_word(text);
    }
    if (word == "permanent") {
        stored.permanent = true;
        return text.empty() ? std::optional(stored) : std::nullopt;
    }
    const Result<Duration> keep = parse_duration(word);
    if (!keep || next_word(text) != "from" || text.empty()) {
        return std::nullopt;
    }
    stored.keep = *keep;
    stored.from = next_word(text);
    if (!text.empty()) {
        const Result<Day> start = parse_day(text);
        if (!start) {
            return std::nullopt;
        }
        stored.start = *start;
    }
    return stored;
}

FiledRetention retention_of(const Profile& profile, const DocumentType& type, const WorkCalendar& calendar,
                            const FieldLookup& look_up) {
    const std::optional<RetentionRule> rule = rule_for(profile, type, look_up);
    return rule ? counted(stored_as(*rule), calendar, look_up) : FiledRetention{};
}

FiledRetention retention_of(const RetentionPeriod& period, const WorkCalendar& calendar, const FieldLookup& look_up) {
    return counted(stored_as({{}, year_end, period.permanent, period.keep, period.name}), calendar, look_up);
}

std::optional<FiledRetention> restarted(std::string_view stored, const WorkCalendar& calendar,
                                        const FieldLookup& look_up) {
    std::optional<StoredRetention> rule = read_stored_retention(stored);
    if (!rule || rule->permanent || rule->appraisal != 0) {
        return std::nullopt;
    }
    return counted(*std::move(rule), calendar, look_up);
}

}  // namespace arc
