#include "jobs/volumes/volume_papers.hpp"

#include "base/say.hpp"
#include "catalog/catalog.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/filing/numbering.hpp"
#include "jobs/indexing.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::size_t year_digits = 4;

// Its place in the annexed list of the ticket's type; types that the list does not have stand behind it in the order
// of the profile.
int place_in_list(const Profile& profile, const PaperFacts& paper) {
    const auto ticket_type = paper.facts.find("ticket.type");
    const TicketType* type = ticket_type == paper.facts.end() ? nullptr : profile.ticket_type(ticket_type->second);
    const std::vector<Requirement> listed = type == nullptr ? std::vector<Requirement>{} : type->documents;
    const auto found = std::ranges::find(listed, paper.document.type, &Requirement::type);
    if (found != listed.end()) {
        return static_cast<int>(found - listed.begin());
    }
    const auto declared = std::ranges::find(profile.document_types, paper.document.type, &DocumentType::name);
    return static_cast<int>(listed.size()) + static_cast<int>(declared - profile.document_types.begin());
}

}  // namespace

const VolumeRule& volume_rule_for(const Profile& profile, const Facts& facts) {
    static const VolumeRule plain;
    const FieldLookup look_up = look_up_in(facts);
    const auto rule =
        std::ranges::find_if(profile.volumes, [&](const VolumeRule& one) { return holds(one.when, look_up); });
    return rule == profile.volumes.end() ? plain : *rule;
}

const VolumeRule& volume_rule_of(ThingPapers& papers, const Profile& profile, std::int64_t volume) {
    const std::vector<Thing> inside = papers.stays().inside({ThingKind::volume, volume});
    return volume_rule_for(profile, inside.empty() ? Facts{} : papers.paper(inside.front().id).facts);
}

std::optional<std::int64_t> sides_of(Archive& archive, const Document& document) {
    if (document.sides) {
        return document.sides;
    }
    if (const std::int64_t imaged = DocumentTable(archive.db()).counted(document).pages; imaged > 0) {
        return imaged;
    }
    const DocumentType* type = archive.profile().document_type(document.type);
    return type != nullptr && type->pages.none ? std::optional<std::int64_t>(0) : std::nullopt;
}

VolumePaper volume_paper(Archive& archive, const PaperFacts& paper) {
    VolumePaper one;
    one.document = paper.document.id;
    one.dated = paper.document.dated;
    one.number = paper.document.number;
    one.registered = paper.document.registered;
    one.listed = place_in_list(archive.profile(), paper);
    one.sheets = StayTable(archive.db()).size_of({ThingKind::document, paper.document.id}).sheets;
    one.sides = sides_of(archive, paper.document);
    one.first_page = paper.document.first_page;
    return one;
}

std::vector<VolumePaper> papers_of_volume(Archive& archive, ThingPapers& papers, std::int64_t volume) {
    std::vector<VolumePaper> all;
    for (const Thing inside : papers.stays().inside({ThingKind::volume, volume})) {
        all.push_back(volume_paper(archive, papers.paper(inside.id)));
    }
    return all;
}

bool was_bound(Archive& archive, const Volume& volume) {
    return !volume.closed.empty() || !RemarkTable(archive.db()).of({ThingKind::volume, volume.id}).empty();
}

Volume new_volume(Change& change, Volume volume, Facts facts, Day today) {
    Archive& archive = change.archive();
    VolumeTable volumes(change.db());
    const auto taken = [&](const std::string& code) { return volumes.find(code).has_value(); };
    facts.try_emplace("fonds", archive.config().fonds);
    facts.try_emplace("series.year", format_day(today).substr(0, year_digits));
    if (volume.code.empty()) {
        const Numbering* rule = numbering_for(archive.profile(), Noun::volume, NumberAt::registered, look_up_in(facts));
        if (rule != nullptr) {
            volume.code = next_filing_number(archive, *rule, facts, taken).value_or_throw();
        }
    }
    while (volume.code.empty()) {
        const std::string code = fmt::format("V{:06}", next_number(change.db(), "volume-code"));
        volume.code = taken(code) ? std::string() : code;
    }
    volume.id = volumes.put(volume);
    index_volume(archive, volume.id);
    change.about({ThingKind::volume, volume.id});
    return volume;
}

}  // namespace arc
