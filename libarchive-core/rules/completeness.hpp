#pragma once

#include "base/calendar_text.hpp"
#include "model/profile.hpp"
#include "rules/calendar.hpp"
#include "rules/condition.hpp"
#include "rules/deadline_light.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// One document that is registered for a customer, ticket or series, or serves it.
struct DocumentOnFile {
    std::string type;
    DocumentForm form = DocumentForm::any;
    bool compared = false;  // a copy whose original was seen
    int imaged_sides = 0;   // that count; blank ones do where the profile says so
    int blank_sides = 0;    // imaged sides without content
    std::optional<int> declared_sides;
    bool waived = false;              // 容缺
    std::optional<Day> waived_until;  // the last day; without it the waiver has no end
    bool provisional = false;         // of an open batch
    bool operator==(const DocumentOnFile&) const = default;
};

struct StageEntered {
    std::string stage;
    Instant at;
    bool operator==(const StageEntered&) const = default;
};

// What is asked to be complete.
struct FiledSubject {
    Noun of = Noun::ticket;  // customer, ticket or series
    std::string type;        // of a ticket
    std::string level;       // of a node of the series: its level's name
    std::optional<Instant> opened;
    std::optional<Instant> closed;
    std::vector<StageEntered> stages;                      // of a ticket, in the order they were entered
    std::vector<std::pair<std::string, Instant>> moments;  // other milestones that requirements count from
    bool operator==(const FiledSubject&) const = default;
};

enum class DocumentStatus {
    present,
    missing,
    waived,
    empty,        // registered, but no page of it has come
    short_pages,  // fewer sides than declared, or than its type has at least
    unfit,        // there, but a copy where the original is wanted, or a copy nobody compared
    provisional,  // in a batch that is still open
    not_yet_due,  // its stage is not reached
    undecided,    // whether it is required hangs on a field without a value
    surplus,      // nothing asks for it
};
std::string_view to_text(DocumentStatus status);

// What became of one requirement, or of one document that no requirement asks for.
struct RequirementState {
    const Requirement* requirement = nullptr;  // of the profile; null for a surplus document
    std::string type;
    DocumentStatus status = DocumentStatus::present;
    int found = 0;                        // documents that fulfil it
    std::optional<std::size_t> document;  // among those given: the one that decided, if there was one
    std::optional<Instant> due;
    Light light = Light::green;
    std::string reason;  // for people; "" when the status says all

    // It stands in the way of completeness. Optional documents do only when pages of them are amiss.
    bool open() const;
    // "contract: short: 2 of 3 declared sides", with the name given to the type.
    std::string words(std::string_view type_name) const;
};

struct Completeness {
    std::vector<RequirementState> states;  // in the profile's order, surplus ones last

    // Everything due is present or waived. What is not yet due or surplus does not stand in the way.
    bool complete() const;
    // How many of the states stand in the way.
    int open() const;
    Light light() const;
};

// What all questions of one run have in common.
struct CompletenessRules {
    const Profile& profile;
    const WorkCalendar& calendar;
    Instant now;
};

// Holds the documents of one ticket, customer or series node against what the profile requires; for a customer the
// caller gives the documents of the customer's tickets as well. `look_up` gives the
// fields of the subject and its customer; document.type is answered here.
// A requirement is due from its own `from`, else from the entering of its stage (or of a later one, when it was
// skipped), else from the opening. Its deadline is its own limit, else the profile's first deadline from there to
// document.captured; without one the light turns red when the stage is left or the subject closed. Optional documents
// (required: false) appear only when they are there. Documents beyond those required appear when they are amiss.
Completeness check_completeness(const CompletenessRules& rules, const FiledSubject& subject,
                                std::span<const DocumentOnFile> documents, const FieldLookup& look_up);

// The requirements that speak of such a subject, whether or not they hold for it.
std::vector<const Requirement*> requirements_of(const Profile& profile, const FiledSubject& subject);

}  // namespace arc
