#include "model/profile.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace arc {
namespace {

template <class T>
const T* named(const std::vector<T>& things, std::string_view name) {
    const auto found = std::ranges::find(things, name, &T::name);
    return found == things.end() ? nullptr : &*found;
}

template <class T>
std::vector<std::string> names_of(const std::vector<T>& things, const std::string& owner = {}) {
    std::vector<std::string> names;
    for (const T& thing : things) {
        names.push_back(owner.empty() ? thing.name : owner + "/" + thing.name);
    }
    return names;
}

void append(std::vector<std::string>& names, const std::vector<std::string>& more) {
    names.insert(names.end(), more.begin(), more.end());
}

std::vector<std::string> stage_names(const Profile& profile) {
    std::vector<std::string> names;
    for (const TicketType& type : profile.ticket_types) {
        for (const std::string& stage : type.stages) {
            names.push_back(type.name + "/" + stage);
        }
    }
    return names;
}

template <class T>
std::vector<std::string> field_names(const std::vector<Field>& common, const std::vector<T>& types) {
    std::vector<std::string> names = names_of(common);
    for (const T& type : types) {
        append(names, names_of(type.fields, type.name));
    }
    return names;
}

template <class T>
std::vector<std::string> value_names(const std::vector<T>& owners) {
    std::vector<std::string> names;
    for (const T& owner : owners) {
        append(names, names_of(owner.values, owner.name));
    }
    return names;
}

using Lister = std::function<std::vector<std::string>(const Profile&)>;
struct KindRow {
    NameKind kind;
    std::string_view words;
    Lister names;
};

const std::vector<KindRow>& kind_rows() {
    using P = const Profile&;
    static const std::vector<KindRow> rows{
        {NameKind::document_type, "document type", [](P p) { return names_of(p.document_types); }},
        {NameKind::ticket_type, "ticket type", [](P p) { return names_of(p.ticket_types); }},
        {NameKind::stage, "stage", stage_names},
        {NameKind::customer_class, "class", [](P p) { return names_of(p.subject.classes); }},
        {NameKind::customer_kind, "kind", [](P p) { return names_of(p.subject.kinds); }},
        {NameKind::customer_status, "status", [](P p) { return names_of(p.subject.statuses); }},
        {NameKind::customer_field, "customer field", [](P p) { return names_of(p.subject.fields); }},
        {NameKind::ticket_field, "ticket field", [](P p) { return field_names(p.tickets.fields, p.ticket_types); }},
        {NameKind::document_field, "document field",
         [](P p) { return field_names(p.documents.fields, p.document_types); }},
        {NameKind::series_level, "series level", [](P p) { return names_of(p.series.levels); }},
        {NameKind::series_value, "series value", [](P p) { return value_names(p.series.levels); }},
        {NameKind::step, "step", [](P p) { return names_of(p.steps); }},
        {NameKind::role, "role", [](P p) { return names_of(p.roles); }},
        {NameKind::zone, "zone", [](P p) { return names_of(p.places.zones); }},
        {NameKind::medium, "medium", [](P p) { return names_of(p.media); }},
        {NameKind::period, "retention period", [](P p) { return names_of(p.retention.periods); }},
        {NameKind::list, "list", [](P p) { return names_of(p.lists); }},
        {NameKind::list_value, "list value", [](P p) { return value_names(p.lists); }},
        {NameKind::entry_kind, "entry kind", [](P p) { return names_of(p.entries); }},
        {NameKind::review, "quality gate", [](P p) { return names_of(p.reviews); }},
        {NameKind::secrecy, "secrecy level", [](P p) { return names_of(p.documents.secrecy); }},
        {NameKind::access, "access level", [](P p) { return names_of(p.documents.access); }},
        {NameKind::reason, "reason for refusal", [](P p) { return names_of(p.handover.refuse_for); }},
        {NameKind::sample, "sample", [](P p) { return names_of(p.samples); }},
        {NameKind::form, "form", [](P p) { return names_of(p.forms); }},
        {NameKind::place_level, "place level", [](P p) { return names_of(p.places.levels); }},
        {NameKind::catalogue_group, "catalogue group", [](P p) { return names_of(p.catalogue); }},
        {NameKind::entry_field, "entry field", [](P p) { return field_names({}, p.entries); }},
    };
    return rows;
}

template <class T>
std::vector<const Field*> joined(const std::vector<Field>& common, const T& type) {
    std::vector<const Field*> fields;
    for (const std::vector<Field>* some : {&common, &type.fields}) {
        for (const Field& field : *some) {
            fields.push_back(&field);
        }
    }
    return fields;
}

}  // namespace

const DocumentType* Profile::document_type(std::string_view type) const {
    return named(document_types, type);
}

const DocumentType* Profile::document_type_with_code(std::string_view code) const {
    const auto found = std::ranges::find(document_types, code, &DocumentType::code);
    return code.empty() || found == document_types.end() ? nullptr : &*found;
}

const TicketType* Profile::ticket_type(std::string_view type) const {
    return named(ticket_types, type);
}

const Medium* Profile::medium(std::string_view wanted) const {
    return named(media, wanted);
}

const RetentionPeriod* Profile::retention_period(std::string_view period) const {
    return named(retention.periods, period);
}

const EntryKind* Profile::entry_kind(std::string_view kind) const {
    return named(entries, kind);
}

const Status* Profile::status(std::string_view wanted) const {
    return named(subject.statuses, wanted);
}

std::string_view to_text(NameKind kind) {
    return std::ranges::find(kind_rows(), kind, &KindRow::kind)->words;
}

std::vector<std::string> declared_names(const Profile& profile, NameKind kind) {
    return std::ranges::find(kind_rows(), kind, &KindRow::kind)->names(profile);
}

std::vector<NameKind> all_name_kinds() {
    std::vector<NameKind> kinds;
    for (const KindRow& row : kind_rows()) {
        kinds.push_back(row.kind);
    }
    return kinds;
}

std::vector<const Field*> fields_of(const Profile& profile, const DocumentType& type) {
    return joined(profile.documents.fields, type);
}

std::vector<const Field*> fields_of(const Profile& profile, const TicketType& type) {
    return joined(profile.tickets.fields, type);
}

const std::vector<std::string>& built_in_roles() {
    static const std::vector<std::string> roles{"admin", "operator", "archivist", "auditor", "leader", "deputy"};
    return roles;
}

const std::vector<std::string>& milestones() {
    static const std::vector<std::string> all{
        "customer.opened",   "customer.filed", "customer.closed", "ticket.opened",     "ticket.closed",
        "ticket.filed",      "stage.entered",  "stage.left",      "document.captured", "document.registered",
        "document.arranged", "document.filed", "document.dated",  "document.ended",    "batch.captured",
        "handover.given",    "handover.taken", "review.done",     "loan.given",        "loan.returned",
        "finding.seen",      "finding.closed", "year.end"};
    return all;
}

const std::vector<std::string>& night_audits() {
    static const std::vector<std::string> all{
        "completeness", "deadlines", "reminders", "contracts", "quality",   "fixity", "gaps",   "labels", "data",
        "places",       "rooms",     "media",     "retention", "stocktake", "sample", "scores", "due",    "log"};
    return all;
}

const std::vector<std::string>& reminder_kinds() {
    static const std::vector<std::string> all{"to-add",   "to-send",    "to-hand-over", "volume-to-hand-over",
                                              "contract", "time-limit", "to-return"};
    return all;
}

}  // namespace arc
