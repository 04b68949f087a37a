#pragma once

#include "store/files.hpp"

#include <optional>
#include <string_view>

namespace arc {

// The right to add pages to one batch. The order of a batch is that of a stack of paper: two stacks that come in at the
// same time must not mix. It ends with the object or, however that ends, with the process.
class BatchTurn {
public:
    // None while another run has it. `lock_file` is made when it is not there. Faults: io.
    static std::optional<BatchTurn> take(const std::filesystem::path& lock_file, std::string_view batch);

private:
    explicit BatchTurn(Fd file) : file_(std::move(file)) {}
    Fd file_;
};

}  // namespace arc
