#include "rules/completeness.hpp"

#include "base/say.hpp"
#include "rules/document_worth.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 10> status_words{
    "present", "missing", "waived", "empty", "short", "unfit", "provisional", "not-yet-due", "undecided", "surplus"};

// Amiss whether or not anybody asked for the document.
bool is_amiss(DocumentStatus status) {
    return status == DocumentStatus::short_pages || status == DocumentStatus::unfit ||
           status == DocumentStatus::provisional;
}

bool is_lacking(DocumentStatus status) {
    return status == DocumentStatus::missing || status == DocumentStatus::empty || status == DocumentStatus::undecided;
}

bool stands_in_the_way(DocumentStatus status) {
    return is_amiss(status) || is_lacking(status);
}

// When the requirement begins to count, and whether its time for grace is over.
struct Start {
    std::optional<Instant> at;
    std::string_view milestone;  // that deadlines may name
    bool reached = false;
    bool passed = false;  // a later stage was entered
};

class Check {
public:
    Check(const CompletenessRules& rules, const FiledSubject& subject, std::span<const DocumentOnFile> documents,
          const FieldLookup& look_up)
        : rules_(rules),
          subject_(subject),
          documents_(documents),
          look_up_(look_up),
          ticket_type_(subject.of == Noun::ticket ? rules.profile.ticket_type(subject.type) : nullptr),
          used_(documents.size(), false) {}

    Completeness run() {
        Completeness result;
        const std::vector<const Requirement*> requirements = requirements_of(rules_.profile, subject_);
        for (const Requirement* requirement : requirements) {
            if (std::optional<RequirementState> state = judge(*requirement)) {
                result.states.push_back(std::move(*state));
            }
        }
        add_rest(requirements, result);
        return result;
    }

private:
    std::optional<RequirementState> judge(const Requirement& requirement) {
        RequirementState state;
        state.requirement = &requirement;
        state.type = requirement.type;
        const FieldLookup with_type = [&](std::string_view path) -> std::optional<std::string_view> {
            return path == "document.type" ? requirement.type : look_up_(path);
        };
        const ConditionAnswer wanted = evaluate(requirement.when, with_type);
        if (!wanted.holds && !wanted.unknown) {
            return std::nullopt;
        }
        const Start start = start_of(requirement);
        collect(requirement, state);
        if (state.status == DocumentStatus::present || !requirement.required) {
            return state.document ? std::optional(std::move(state)) : std::nullopt;
        }
        set_due(requirement, start, with_type, state);
        if (!start.reached && is_lacking(state.status)) {
            state.status = DocumentStatus::not_yet_due;
            state.reason = requirement.stage.empty() ? say("{} has not come", requirement.from)
                                                     : say("stage {} is not reached", requirement.stage);
        } else if (wanted.unknown && !state.document) {
            state.status = DocumentStatus::undecided;
            state.reason = wanted.reason();
        }
        set_light(start, state);
        return state;
    }

    // Takes the documents that fulfil the requirement; where too few do, the worth of the best of the others decides.
    void collect(const Requirement& requirement, RequirementState& state) {
        DocumentWorth best{DocumentStatus::missing,
                           requirement.count == 1 ? std::string() : say("{} of {} there", 0, requirement.count)};
        for (std::size_t i = 0; i < documents_.size() && state.found < requirement.count; ++i) {
            if (used_[i] || documents_[i].type != requirement.type) {
                continue;
            }
            DocumentWorth worth = judge_document(documents_[i], requirement, rules_);
            if (worth.status == DocumentStatus::present) {
                used_[i] = true;
                state.document = i;
                ++state.found;
            } else if (!state.document || !stands_in_the_way(worth.status)) {
                best = std::move(worth);
                state.document = i;
            }
        }
        if (state.found >= requirement.count) {
            return;
        }
        const bool some = state.found > 0 && best.status == DocumentStatus::missing;
        state.status = best.status;
        state.reason = some ? say("{} of {} there", state.found, requirement.count) : best.reason;
        if (state.document) {
            used_[*state.document] = true;
        }
    }

    Start start_of(const Requirement& requirement) const {
        if (!requirement.from.empty()) {
            // What is on record was opened, though nobody may have said when.
            const std::optional<Instant> at = moment(requirement.from);
            const bool reached = at.has_value() || requirement.from.ends_with(".opened");
            return {at, requirement.from, reached, subject_.closed.has_value()};
        }
        const std::string_view opening = subject_.of == Noun::customer ? "customer.opened"
                                         : subject_.of == Noun::ticket ? "ticket.opened"
                                                                       : "";
        if (requirement.stage.empty() || ticket_type_ == nullptr) {
            return {subject_.opened, opening, true, subject_.closed.has_value()};
        }
        return start_of_stage(requirement.stage);
    }

    // A stage that was skipped counts as entered with the first later one.
    Start start_of_stage(const std::string& stage) const {
        const std::vector<std::string>& order = ticket_type_->stages;
        const auto wanted = std::ranges::find(order, stage);
        Start start{std::nullopt, "stage.entered", subject_.closed.has_value(), subject_.closed.has_value()};
        for (const StageEntered& entered : subject_.stages) {
            const auto place = std::ranges::find(order, entered.stage);
            if (place == order.end() || place < wanted) {
                continue;
            }
            start.reached = true;
            start.passed = start.passed || place > wanted;
            start.at = start.at ? std::min(*start.at, entered.at) : entered.at;
        }
        return start;
    }

    std::optional<Instant> moment(std::string_view milestone) const {
        if (milestone.ends_with(".opened")) {
            return subject_.opened;
        }
        if (milestone.ends_with(".closed")) {
            return subject_.closed;
        }
        const auto found = std::ranges::find(subject_.moments, milestone,
                                             [](const auto& pair) { return std::string_view(pair.first); });
        return found == subject_.moments.end() ? std::nullopt : std::optional(found->second);
    }

    void set_due(const Requirement& requirement, const Start& start, const FieldLookup& look_up,
                 RequirementState& state) const {
        if (!start.reached) {
            return;
        }
        std::optional<Duration> limit = requirement.limit;
        std::optional<Duration> yellow;
        if (!limit) {
            const Deadline* deadline =
                find_deadline(rules_.profile, start.milestone, "document.captured", requirement.stage, look_up);
            if (deadline == nullptr) {
                return;
            }
            limit = deadline->limit;
            yellow = deadline->yellow;
        }
        if (!start.at && !(start.milestone.ends_with(".opened") && stands_in_the_way(state.status))) {
            return;
        }
        if (!start.at) {
            const std::string words = say("deadline unknown: {} has no value", start.milestone);
            state.reason = state.reason.empty() ? words : say("{}; {}", state.reason, words);
            return;
        }
        const DeadlineState judged =
            judge_deadline(*start.at, *limit, yellow, std::nullopt, rules_.now, rules_.calendar);
        state.due = judged.due;
        state.light = judged.light;
    }

    static void set_light(const Start& start, RequirementState& state) {
        if (!stands_in_the_way(state.status)) {
            state.light = Light::green;
        } else if (!state.due && start.passed) {
            state.light = Light::red;
        }
    }

    // What no requirement took: not listed, or one more of a listed type. Only tickets have a closed list.
    void add_rest(const std::vector<const Requirement*>& requirements, Completeness& result) const {
        const bool closed_list = ticket_type_ != nullptr && !ticket_type_->documents.empty();
        for (std::size_t i = 0; i < documents_.size(); ++i) {
            if (used_[i]) {
                continue;
            }
            const std::string& type = documents_[i].type;
            const auto asked = std::ranges::find(requirements, type, &Requirement::type);
            if (asked != requirements.end()) {
                add_extra(i, **asked, result);
            } else if (closed_list) {
                RequirementState state;
                state.type = type;
                state.status = DocumentStatus::surplus;
                state.document = i;
                state.reason = say("ticket type {} does not list it", subject_.type);
                result.states.push_back(std::move(state));
            }
        }
    }

    void add_extra(std::size_t index, const Requirement& requirement, Completeness& result) const {
        DocumentWorth worth = judge_document(documents_[index], requirement, rules_);
        if (!is_amiss(worth.status)) {
            return;
        }
        RequirementState state;
        state.requirement = &requirement;
        state.type = requirement.type;
        state.status = worth.status;
        state.document = index;
        state.reason = std::move(worth.reason);
        result.states.push_back(std::move(state));
    }

    const CompletenessRules& rules_;
    const FiledSubject& subject_;
    std::span<const DocumentOnFile> documents_;
    const FieldLookup& look_up_;
    const TicketType* ticket_type_;
    std::vector<bool> used_;
};

}  // namespace

std::string_view to_text(DocumentStatus status) {
    return status_words.at(static_cast<std::size_t>(status));
}

bool RequirementState::open() const {
    const bool optional = requirement != nullptr && !requirement->required;
    return optional ? is_amiss(status) : stands_in_the_way(status);
}

std::string RequirementState::words(std::string_view type_name) const {
    const std::string words = say("{}: {}", type_name, to_text(status));
    return reason.empty() ? words : words + ": " + reason;
}

bool Completeness::complete() const {
    return open() == 0;
}

int Completeness::open() const {
    return static_cast<int>(std::ranges::count_if(states, &RequirementState::open));
}

Light Completeness::light() const {
    const auto worst_state = std::ranges::max_element(states, {}, &RequirementState::light);
    return worst_state == states.end() ? Light::green : worst_state->light;
}

Completeness check_completeness(const CompletenessRules& rules, const FiledSubject& subject,
                                std::span<const DocumentOnFile> documents, const FieldLookup& look_up) {
    return Check(rules, subject, documents, look_up).run();
}

std::vector<const Requirement*> requirements_of(const Profile& profile, const FiledSubject& subject) {
    std::vector<const Requirement*> all;
    const TicketType* type = subject.of == Noun::ticket ? profile.ticket_type(subject.type) : nullptr;
    if (type != nullptr) {
        for (const Requirement& requirement : type->documents) {
            all.push_back(&requirement);
        }
    }
    const std::string lowest = profile.series.levels.empty() ? std::string() : profile.series.levels.back().name;
    for (const Requirement& requirement : profile.requirements) {
        const std::string& level = requirement.level.empty() ? lowest : requirement.level;
        const bool of_type = requirement.ticket_type.empty() || requirement.ticket_type == subject.type;
        const bool of_level = subject.of != Noun::series || level == subject.level;
        if (requirement.of == subject.of && of_type && of_level) {
            all.push_back(&requirement);
        }
    }
    return all;
}

}  // namespace arc
