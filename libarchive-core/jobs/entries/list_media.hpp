#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/record_sink.hpp"
#include "rules/media_life.hpp"

#include <functional>
#include <string>

namespace arc {

// A document that is not on paper, with the terms of its medium: what a list and an audit tell of.
struct MediumOnFile {
    std::int64_t document = 0;
    std::string type;
    const Medium* medium = nullptr;
    MediumTerms terms;
};
// All documents whose medium has a life or is to be looked at, by type and id. `medium`: only of this one; "" for all.
void for_each_medium(Archive& archive, const std::string& medium,
                     const std::function<void(const MediumOnFile&)>& found);

// Those that must be copied or looked at before a day, as records of kind "medium". Fault (usage) for an unknown
// medium.
void list_media(Archive& archive, const Caller& caller, const std::string& medium, Day before, RecordSink& sink);

}  // namespace arc
