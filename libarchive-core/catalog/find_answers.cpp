// Which questions things of a kind can answer.

#include "catalog/find_conditions.hpp"
#include "catalog/find_query.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

// What a filter may ask of a kind: nothing, something that only holds for what the thing belongs to, or something of
// the thing's own.
enum class Speaks { no, through, itself };

struct Answers {
    ThingKind kind;
    Speaks customer, ticket, holder, units, type, customer_state, stage, date, keeper;
};

constexpr Speaks no = Speaks::no;
constexpr Speaks through = Speaks::through;
constexpr Speaks itself = Speaks::itself;
constexpr std::array table{
    //                             customer ticket holder  units    type    class    stage    date    keeper
    Answers{ThingKind::customer, itself, no, no, itself, no, itself, no, no, itself},
    Answers{ThingKind::ticket, itself, itself, no, itself, itself, through, itself, itself, itself},
    Answers{ThingKind::document, itself, itself, itself, through, itself, through, through, itself, through},
    Answers{ThingKind::volume, no, no, itself, no, no, no, no, no, no},
    Answers{ThingKind::box, no, no, itself, no, no, no, no, no, no},
    Answers{ThingKind::place, no, no, itself, no, no, no, no, no, itself},
    Answers{ThingKind::series, no, no, no, no, no, no, no, no, no},
    Answers{ThingKind::person, no, no, no, itself, no, no, no, no, no},
};

// A volume holds no boxes, a box no places.
Speaks holder_of(ThingKind kind, Speaks usually, const std::vector<Holder>& holders) {
    const auto may_hold = [&](const Holder& holder) {
        return kind == ThingKind::document || holder.thing.kind == ThingKind::place || holder.thing.kind == kind ||
               (kind == ThingKind::volume && holder.thing.kind == ThingKind::box);
    };
    return std::ranges::any_of(holders, may_hold) ? usually : no;
}

}  // namespace

bool FindQuery::answers(ThingKind kind, const FindFilter& filter) {
    const auto row = std::ranges::find(table, kind, &Answers::kind);
    if (row == table.end()) {
        return false;
    }
    const AskedColumns& must = filter.must;
    const Speaks of_document = kind == ThingKind::document ? itself : no;
    std::vector<std::pair<bool, Speaks>> asked{
        {filter.everything, kind == ThingKind::ticket || kind == ThingKind::customer ? itself : no},
        {!filter.words.empty(), itself},
        {filter.fields, std::ranges::count(filter.fielded, kind) != 0 ? itself : no},
        {!must.customers.empty(), row->customer},
        {!must.tickets.empty(), row->ticket},
        {!must.holders.empty(), holder_of(kind, row->holder, must.holders)},
        {!must.units.empty(), row->units},
        {!must.types.empty(), row->type},
        {!must.classes.empty() || !must.statuses.empty(), row->customer_state},
        {!must.stages.empty(), row->stage},
        {!must.dates.empty(), row->date},
        {!must.keepers.empty(), row->keeper},
        {!must.access.empty() || must.media, of_document}};
    for (const States& states : must.states) {
        const bool one = std::ranges::any_of(states, [&](ThingState state) { return has_state(kind, state); });
        asked.emplace_back(true, one ? itself : no);
    }
    bool some = std::ranges::find(filter.wanted, kind) != filter.wanted.end();
    for (const auto& [is_asked, speaks] : asked) {
        if (is_asked && speaks == no) {
            return false;
        }
        some = some || (is_asked && speaks == itself);
    }
    return some;
}

}  // namespace arc
