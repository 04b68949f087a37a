#include "jobs/entries/entry_subject.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"

#include <algorithm>

namespace arc {
namespace {

ThingKind kind_of(Noun noun) {
    return noun == Noun::medium ? ThingKind::document : parse_thing_kind(to_text(noun)).value_or_throw();
}

bool is_on_paper(const Profile& profile, const std::string& document_type) {
    const DocumentType* type = profile.document_type(document_type);
    return type == nullptr || type->medium == "paper";
}

Verb verb_for(ThingKind kind) {
    switch (kind) {
        case ThingKind::document:
        case ThingKind::batch:
            return Verb::file;
        case ThingKind::place:
        case ThingKind::box:
        case ThingKind::volume:
            return Verb::shelve;
        case ThingKind::handover:
            return Verb::handover;
        case ThingKind::loan:
            return Verb::lend;
        default:
            return Verb::change;
    }
}

RightsTarget target_of(Archive& archive, Thing thing) {
    switch (thing.kind) {
        case ThingKind::customer:
            return rights_target(archive, CustomerTable(archive.db()).find(thing.id).value());
        case ThingKind::ticket:
            return rights_target(archive, TicketTable(archive.db()).find(thing.id).value());
        case ThingKind::document:
            return rights_target(archive, DocumentTable(archive.db()).find(thing.id).value());
        default:
            return {};
    }
}

// Every row of a table that is read in groups.
template <class Table>
bool for_each_row(Archive& archive, ThingKind kind, const std::function<bool(Thing)>& subject) {
    constexpr std::int64_t group = 500;
    Table table(archive.db());
    for (auto rows = table.page(0, group); !rows.empty(); rows = table.page(rows.back().id, group)) {
        for (const auto& row : rows) {
            if (!subject({kind, row.id})) {
                return false;
            }
        }
    }
    return true;
}

template <class Rows>
void for_each_of(const Rows& rows, ThingKind kind, const std::function<bool(Thing)>& subject) {
    for (const auto& row : rows) {
        if (!subject({kind, row.id})) {
            return;
        }
    }
}

bool is_named_responsible(const EntryKind& kind) {
    return kind.by == "responsible" || kind.by == "holder";
}

}  // namespace

const EntryKind& need_entry_kind(const Profile& profile, const std::string& name) {
    if (const EntryKind* kind = profile.entry_kind(name)) {
        return *kind;
    }
    const std::vector<std::string> known = declared_names(profile, NameKind::entry_kind);
    const std::string near = nearest(name, known);
    throw Fault(ErrorCode::usage, name, say("the profile has no such kind of entry"),
                near.empty() ? say("it has {}", join(known, ", ")) : say("did you mean {}?", near));
}

Thing named_entry_subject(Archive& archive, const EntryKind& kind, const std::string& text) {
    const Thing thing = resolve_thing(archive, text, kind_of(kind.of)).value_or_throw();
    if (kind.of == Noun::medium && is_on_paper(archive.profile(), DocumentTable(archive.db()).find(thing.id)->type)) {
        throw Fault(ErrorCode::usage, text, say("is on paper; entries of kind {} are about other media", kind.name));
    }
    return thing;
}

Facts entry_facts(Archive& archive, Thing subject) {
    Db& db = archive.db();
    switch (subject.kind) {
        case ThingKind::customer:
            return facts_of(archive, CustomerTable(db).find(subject.id).value());
        case ThingKind::ticket: {
            Facts facts = facts_of(archive, TicketTable(db).find(subject.id).value());
            const std::vector<StageEntry> stages = TicketTable(db).stages(subject.id);
            if (!stages.empty()) {
                facts["stage.entered"] =
                    format_day(archive.zone().day_at(parse_instant(stages.back().entered).value_or_throw()));
            }
            return facts;
        }
        case ThingKind::document: {
            const Document document = DocumentTable(db).find(subject.id).value();
            Facts facts = facts_of(archive, document);
            facts["document.dated"] = document.dated;
            const std::string captured = DocumentTable(db).counted(document).first_captured;
            if (!captured.empty()) {
                facts["document.captured"] =
                    format_day(archive.zone().day_at(parse_instant(captured).value_or_throw()));
            }
            return facts;
        }
        case ThingKind::series:
            return facts_of(archive, SeriesTable(db).find(subject.id).value());
        case ThingKind::place: {
            const Place place = PlaceTable(db).find(subject.id).value();
            return {{"place.name", place.name}, {"place.level", place.kind}, {"place.zone", place.zone}};
        }
        case ThingKind::unit:
            return {{"unit", UnitTable(db).find(subject.id)->code}};
        case ThingKind::person:
            return {{"person.name", PersonTable(db).find(subject.id)->name}};
        default:
            return {};
    }
}

std::optional<Day> entry_start(const EntryKind& kind, const Facts& facts) {
    const auto found = facts.find(kind.from);
    const Result<Day> day = parse_day(found == facts.end() ? std::string() : found->second);
    return day ? std::optional(*day) : std::nullopt;
}

bool is_entry_subject(const EntryKind& kind, const Facts& facts) {
    return holds(kind.when, look_up_in(facts));
}

void for_each_entry_subject(Archive& archive, const EntryKind& kind, const std::function<bool(Thing)>& subject) {
    Db& db = archive.db();
    constexpr std::int64_t newest = 1'000'000;
    const ThingKind things = kind_of(kind.of);
    switch (things) {
        case ThingKind::customer:
            for_each_row<CustomerTable>(archive, things, subject);
            break;
        case ThingKind::ticket:
            for_each_row<TicketTable>(archive, things, subject);
            break;
        case ThingKind::document:
            for_each_row<DocumentTable>(archive, things, [&](Thing thing) {
                const bool paper =
                    kind.of == Noun::medium && is_on_paper(archive.profile(), DocumentTable(db).find(thing.id)->type);
                return paper || subject(thing);
            });
            break;
        case ThingKind::volume:
            for_each_row<VolumeTable>(archive, things, subject);
            break;
        case ThingKind::box:
            for_each_row<BoxTable>(archive, things, subject);
            break;
        case ThingKind::place:
            for_each_row<PlaceTable>(archive, things, subject);
            break;
        case ThingKind::series:
            for_each_of(SeriesTable(db).all(), things, subject);
            break;
        case ThingKind::unit:
            for_each_of(UnitTable(db).all(), things, subject);
            break;
        case ThingKind::person:
            for_each_of(PersonTable(db).all(), things, subject);
            break;
        case ThingKind::batch:
            for_each_of(BatchTable(db).list(newest), things, subject);
            break;
        default:
            break;  // handovers and loans: entered by hand only
    }
}

std::optional<std::int64_t> entry_person(Archive& archive, const EntryKind& kind, Thing subject) {
    if (!is_named_responsible(kind)) {
        return std::nullopt;
    }
    if (subject.kind == ThingKind::customer) {
        return CustomerTable(archive.db()).find(subject.id)->responsible;
    }
    if (subject.kind == ThingKind::ticket) {
        return TicketTable(archive.db()).find(subject.id)->responsible;
    }
    if (subject.kind == ThingKind::place) {
        return PlaceTable(archive.db()).find(subject.id)->keeper;
    }
    return std::nullopt;
}

void require_entry_right(FilingRun& run, const EntryKind& kind, Thing subject) {
    Archive& archive = run.archive();
    const std::optional<Person> real = real_person(archive, run.caller);
    const bool own_task =
        real && (std::ranges::count(real->roles, kind.by) != 0 || entry_person(archive, kind, subject) == real->id);
    const RightsTarget target = target_of(archive, subject);
    require_right(archive, run.caller, own_task ? Verb::find : verb_for(subject.kind), target);
}

}  // namespace arc
