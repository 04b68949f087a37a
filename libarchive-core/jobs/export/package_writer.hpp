#pragma once

#include "base/checksum.hpp"
#include "base/digest.hpp"
#include "jobs/reporter.hpp"
#include "package/container_writer.hpp"
#include "store/byte_source.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arc {

// A file that is to stand in a package.
struct PackageItem {
    std::string path;
    std::int64_t bytes = 0;
    std::function<Result<ByteSource>()> open;
    std::optional<Digest> known;  // what its SHA-256 must be
};
PackageItem text_item(std::string path, std::string text);

struct PackagedFile {
    std::string path;
    std::int64_t bytes = 0;
    std::vector<std::string> checksums;  // as ordered
};

// Writes a package beside its place under a name of its own (.NAME.part); publish() gives it its name at once. Killed
// at any moment it leaves nothing under that name. A folder that was left half written is gone on with: files whose
// checksum is known and right are kept.
class PackageWriter {
public:
    virtual ~PackageWriter() = default;
    // A tar or zip file where the name ends so, else a folder; zip files are encrypted with a passphrase that is not
    // empty. Faults: usage (there is something of that name; a passphrase for another kind), busy (another run is
    // writing it).
    static std::unique_ptr<PackageWriter> make(const std::filesystem::path& output, Instant modified, int threads,
                                               const std::string& passphrase = {});

    // Writes all of them and gives their checksums in the order of the items; `algorithms` begin with SHA-256, which
    // is held against what is known. Faults: damaged (an item is not what it should be), io, busy (the user stopped
    // it).
    virtual std::vector<PackagedFile> write(const std::vector<PackageItem>& items,
                                            std::span<const ChecksumAlgorithm> algorithms, Reporter& reporter) = 0;
    // All is on the disk, under the staging name.
    virtual void finish() = 0;
    const std::filesystem::path& staged() const { return staged_; }
    void publish();
    void discard();

protected:
    explicit PackageWriter(std::filesystem::path output);
    std::filesystem::path output_;
    std::filesystem::path staged_;
};

}  // namespace arc
