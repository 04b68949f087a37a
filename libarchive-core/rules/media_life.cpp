#include "rules/media_life.hpp"

#include <algorithm>

namespace arc {

MediumTerms terms_of(const Medium& medium, const WorkCalendar& calendar, const MediumFacts& facts) {
    MediumTerms terms;
    const Day born = facts.converted ? std::max(*facts.converted, facts.made) : facts.made;
    if (medium.life) {
        terms.copy_by = calendar.add(born, *medium.life);
    }
    if (medium.check) {
        terms.look_by = calendar.add(facts.looked_at ? std::max(*facts.looked_at, born) : born, *medium.check);
    }
    return terms;
}

}  // namespace arc
