#pragma once

#include <filesystem>
#include <utility>

namespace arc {

// A file being written beside its place; it goes with this unless it got its name. Else each try on a full disk would
// take more of it.
class StagedPart {
public:
    explicit StagedPart(std::filesystem::path path) : path_(std::move(path)) {}
    ~StagedPart() { remove(); }
    StagedPart(const StagedPart&) = delete;
    const std::filesystem::path& path() const { return path_; }
    void remove();
    // It has another name now.
    void keep() { path_.clear(); }

private:
    std::filesystem::path path_;
};

}  // namespace arc
