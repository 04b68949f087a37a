#include "model/batch.hpp"

namespace arc {

std::string_view to_text(BatchState state) {
    switch (state) {
        case BatchState::open:
            return "open";
        case BatchState::closed:
            return "closed";
        case BatchState::withdrawn:
            return "withdrawn";
    }
    return "open";
}

}  // namespace arc
