#include "image/copy_plan.hpp"

#include <utility>

namespace arc {

std::uint64_t CopyPlan::copy(std::uint64_t from, std::uint64_t bytes) {
    pieces_.push_back({from, bytes, {}});
    return std::exchange(size_, size_ + bytes);
}

std::uint64_t CopyPlan::add(std::string own) {
    const std::uint64_t bytes = own.size();
    pieces_.push_back({0, bytes, std::move(own)});
    return std::exchange(size_, size_ + bytes);
}

void CopyPlan::align() {
    if (size_ % 2 != 0) {
        add(std::string(1, '\0'));
    }
}

}  // namespace arc
