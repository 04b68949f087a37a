#include "jobs/find/reader_rights.hpp"

namespace arc {

ReaderRights::ReaderRights(Archive& archive, const Caller& caller)
    : archive_(&archive), caller_(&caller), actor_(actor_of(archive, caller)) {
}

bool ReaderRights::may(Verb verb, const RightsTarget& target) const {
    return unlimited() ||
           arc::may(archive_->profile(), actor_, verb, target, grounds_of(*archive_, *caller_, target)).ok();
}

Result<Permission> ReaderRights::ask(Verb verb, const RightsTarget& target) const {
    return arc::may(archive_->profile(), actor_, verb, target, grounds_of(*archive_, *caller_, target));
}

}  // namespace arc
