// Which questions things of a kind can answer.

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
    Speaks customer, ticket, in, units, type, customer_state, stage, date, shelved;
};

constexpr Speaks no = Speaks::no;
constexpr Speaks through = Speaks::through;
constexpr Speaks itself = Speaks::itself;
constexpr std::array table{
    //                             customer ticket  in      units    type    class    stage    date    shelved
    Answers{ThingKind::customer, itself, no, no, itself, no, itself, no, no, no},
    Answers{ThingKind::ticket, itself, itself, no, itself, itself, through, itself, itself, no},
    Answers{ThingKind::document, itself, itself, itself, through, itself, through, through, itself, itself},
    Answers{ThingKind::volume, no, no, itself, no, no, no, no, no, itself},
    Answers{ThingKind::box, no, no, itself, no, no, no, no, no, itself},
    Answers{ThingKind::place, no, no, itself, no, no, no, no, no, no},
    Answers{ThingKind::series, no, no, no, no, no, no, no, no, no},
    Answers{ThingKind::person, no, no, no, itself, no, no, no, no, no},
};

}  // namespace

bool FindQuery::answers(ThingKind kind, const FindFilter& filter) {
    const auto row = std::ranges::find(table, kind, &Answers::kind);
    if (row == table.end()) {
        return false;
    }
    const std::pair<bool, Speaks> asked[] = {
        {!filter.tokens.empty(), itself},
        {filter.customer.has_value(), row->customer},
        {filter.ticket.has_value(), row->ticket},
        {filter.in.has_value(), row->in},
        {!filter.units.empty(), row->units},
        {!filter.type.empty(), row->type},
        {!filter.class_name.empty() || !filter.status.empty(), row->customer_state},
        {!filter.stage.empty(), row->stage},
        {filter.handed_over.has_value(), kind == ThingKind::document ? itself : no},
        {!filter.dated_from.empty() || !filter.dated_before.empty(), row->date},
        {filter.asks_documents(), kind == ThingKind::document ? itself : no},
        {filter.lent, row->shelved},
        {filter.shelved.has_value(), row->shelved}};
    bool some = false;
    for (const auto& [is_asked, speaks] : asked) {
        if (is_asked && speaks == no) {
            return false;
        }
        some = some || (is_asked && speaks == itself);
    }
    return some;
}

}  // namespace arc
