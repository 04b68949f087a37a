#include "store/staged_part.hpp"

#include <unistd.h>

namespace arc {

void StagedPart::remove() {
    if (!path_.empty()) {
        ::unlink(path_.c_str());
        path_.clear();
    }
}

}  // namespace arc
