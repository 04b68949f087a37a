#pragma once

#include "model/filing_rules.hpp"
#include "model/keeping_rules.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// One leaf of the profile's text, for telling people what changed. Lists have a setting an element, all with the list's
// path; an element that is itself a map is one text.
struct Setting {
    std::string path;  // "close.else"
    std::string value;
    bool operator==(const Setting&) const = default;
};

// All that differs between organisations (design.md section 8): what profile.yaml says, with the defaults filled in and
// every name and path in it known to be declared. profile/load_profile.hpp makes it; rules/ decide by it.
struct Profile {
    std::string name;
    Title title;
    Subject subject;
    Tickets tickets;
    Documents documents;
    Series series;
    std::vector<DocumentType> document_types;
    std::vector<CatalogueGroup> catalogue;
    std::vector<Stage> stages;  // all that ticket types name, titles where given
    std::vector<TicketType> ticket_types;
    std::vector<Requirement> requirements;  // beyond tickets
    std::vector<Step> steps;
    Gate close;
    Gate advance;  // before the next stage
    HandoverRules handover;
    CalendarRules calendar;
    BarcodeRules barcodes;
    std::vector<Numbering> numbering;
    Places places;
    std::vector<VolumeRule> volumes;  // the first that holds
    Retention retention;
    DisposalRules disposal;
    std::vector<Deadline> deadlines;
    Contracts contracts;
    std::vector<ReviewGate> reviews;
    Duplicates duplicates = Duplicates::keep;
    Lending lending;
    std::vector<Choice> roles;  // the built-in ones first
    std::vector<Right> rights;
    std::vector<Circle> circles;
    SearchRules search;
    std::vector<ReferenceList> lists;
    std::vector<EntryKind> entries;
    std::vector<Medium> media;  // the built-in ones first
    std::vector<Score> scores;
    std::vector<NightTask> night;
    std::vector<std::string> reminders;  // kinds that are told; all where the profile is silent
    std::vector<Sample> samples;
    std::vector<DataCheck> checks;
    std::vector<FindingRule> findings;
    std::vector<Form> forms;
    std::vector<ImportColumn> imports;
    UnitRules units;
    IntakeRules intake;
    std::vector<std::pair<std::string, std::string>> renames;  // names: old -> new, for `profile apply`
    std::vector<Setting> settings;

    // Null where the name is not declared.
    const DocumentType* document_type(std::string_view type) const;
    // By its code, as it stands on a separator sheet.
    const DocumentType* document_type_with_code(std::string_view code) const;
    const TicketType* ticket_type(std::string_view type) const;
    const Medium* medium(std::string_view medium) const;
    const RetentionPeriod* retention_period(std::string_view period) const;
    const EntryKind* entry_kind(std::string_view kind) const;
    const Status* status(std::string_view status) const;
    bool operator==(const Profile&) const = default;
};

// The kinds of names that a profile declares and that records in the catalog use.
enum class NameKind {
    document_type,
    ticket_type,
    stage,
    customer_class,
    customer_kind,
    customer_status,
    customer_field,
    ticket_field,
    document_field,
    series_level,
    series_value,
    step,
    role,
    zone,
    medium,
    period,
    list,
    list_value,
    entry_kind,
    review,
    secrecy,
    access,
    reason,
    sample,
    form,
    place_level,
    catalogue_group,
    entry_field,
};
// For messages: "document type", "stage" …
std::string_view to_text(NameKind kind);
std::vector<NameKind> all_name_kinds();
// The names of that kind, in the profile's order. Where names belong to something (a stage to its ticket type, a field
// to its document type, a value to its list or level) they are given as OWNER/NAME; fields that all documents or
// tickets have are given alone.
std::vector<std::string> declared_names(const Profile& profile, NameKind kind);

// The fields that documents of this type, or tickets of this type, have: common ones first.
std::vector<const Field*> fields_of(const Profile& profile, const DocumentType& type);
std::vector<const Field*> fields_of(const Profile& profile, const TicketType& type);

// The roles that every archive has: admin operator archivist auditor leader deputy.
const std::vector<std::string>& built_in_roles();
// The moments that deadlines, retention and entries may count from and to: customer.opened, stage.entered …
const std::vector<std::string>& milestones();
// The audits that a night may run (arc-audit's verbs).
const std::vector<std::string>& night_audits();
// The kinds of reminders: to-add to-send to-hand-over volume-to-hand-over contract time-limit.
const std::vector<std::string>& reminder_kinds();

}  // namespace arc
