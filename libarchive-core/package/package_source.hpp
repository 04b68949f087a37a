#pragma once

#include "base/checksum.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace arc {

// A plain file of a package; its path has '/' and begins at the package's own folder.
struct PackedFile {
    std::string path;
    std::int64_t bytes = 0;
};

struct ChecksumOrder {
    std::string path;
    std::vector<ChecksumAlgorithm> algorithms;
};

// What is in a package: a folder, or a tar or zip file that is read without unpacking it. Nothing outside is followed
// or opened.
class PackageSource {
public:
    virtual ~PackageSource() = default;

    // All plain files, by path.
    virtual const std::vector<PackedFile>& files() const = 0;
    // Whether there is such a folder, empty or not.
    virtual bool has_folder(const std::string& path) const = 0;
    // Links, pipes and devices, which no package should hold: subject and what.
    virtual const std::vector<Error>& strangers() const = 0;
    // A small file whole. Errors: not_found, limit (more than `most` bytes), io, damaged.
    virtual Result<std::string> read(const std::string& path, std::size_t most) = 0;
    // Reads every file that is ordered once and gives its checksums, in whatever order; on several threads where the
    // files can be read side by side, but `answer` is called on one thread at a time.
    using Answer = std::function<void(const ChecksumOrder& order, const Result<std::vector<std::string>>& values)>;
    virtual void checksums(const std::vector<ChecksumOrder>& orders, int threads, const Answer& answer) = 0;
};

// By content: a folder, tar (also compressed) or zip. A container may hold the package in one top folder. Errors:
// not_found, io, usage (neither), refused (encrypted, and the passphrase is missing or does not fit).
Result<std::unique_ptr<PackageSource>> open_package(const std::filesystem::path& path,
                                                    const std::string& passphrase = {});

Result<std::unique_ptr<PackageSource>> open_folder_package(const std::filesystem::path& folder);
Result<std::unique_ptr<PackageSource>> open_container_package(const std::filesystem::path& file,
                                                              const std::string& passphrase);

}  // namespace arc
