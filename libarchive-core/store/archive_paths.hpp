#pragma once

#include "base/calendar_text.hpp"
#include "base/digest.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace arc {

// Every file name inside an archive is built here (design.md section 3).
struct ArchivePaths {
    std::filesystem::path root;

    std::filesystem::path config() const { return root / "archive.yaml"; }
    std::filesystem::path profile() const { return root / "profile.yaml"; }
    std::filesystem::path catalog() const { return root / "catalog.db"; }
    std::filesystem::path queue() const { return root / "catalog.lock"; }
    std::filesystem::path batch_turns() const { return root / "batches.lock"; }
    std::filesystem::path objects() const { return root / "objects"; }
    std::filesystem::path staging() const { return root / "staging"; }
    std::filesystem::path quarantine() const { return root / "quarantine"; }
    std::filesystem::path journal() const { return root / "journal"; }
    std::filesystem::path private_journal() const { return journal() / "private"; }
    std::filesystem::path heads() const { return journal() / "heads"; }
    // objects/ab/cd/<64 hex>
    std::filesystem::path object(const Digest& digest) const;
    // journal/2026-11.jsonl and journal/private/2026-11.jsonl; `month` as "2026-11"
    std::filesystem::path journal_of(std::string_view month) const;
    std::filesystem::path private_journal_of(std::string_view month) const;
};

// The archive named by --archive, else by $ARC_ARCHIVE (both may be empty), else the nearest folder at or above `from`
// that holds archive.yaml and objects/. Nothing when there is none.
std::optional<ArchivePaths> find_archive(std::string_view option, std::string_view environment,
                                         const std::filesystem::path& from);

}  // namespace arc
