#pragma once

#include "jobs/archive.hpp"
#include "jobs/shelving/thing_papers.hpp"
#include "jobs/volumes/paper_columns.hpp"
#include "model/thing.hpp"
#include "print/holder_sheets.hpp"

#include <set>
#include <string>
#include <vector>

namespace arc {

// What covers and backs say of a volume or box, from the papers in it.
struct HolderFacts {
    std::string code;
    std::string title;
    std::string catalogue;  // 案卷目录号 of a volume: what its number has between fonds and volume, else the class of
                            // its papers; "" where they have several or none
    std::string number;  // 案卷号: the last level of such a number, else the code
    std::set<std::string> years;
    std::set<std::string> periods;  // 保管期限, as the profile titles them
    std::set<std::string> units;    // names
    std::string first_date, last_date;
    std::string first_item, last_item;  // 件号: the number's last level, else the place in the holder
    std::string filed;                  // day of the newest registering
    std::int64_t documents = 0;
    PageSum pages;           // of a volume its last page, where it has one
    std::int64_t width = 0;  // millimetres
};
HolderFacts holder_facts(Archive& archive, ThingPapers& papers, Thing holder);

// 案卷脊背 (GB/T 11822: retention, number, title) or 盒脊 (DA/T 22-2015: fonds, year, retention, office, first and last
// item, number of the box), without its code.
SpineSheet spine_of(Archive& archive, ThingPapers& papers, Thing holder);

}  // namespace arc
