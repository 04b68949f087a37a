#pragma once

#include "base/clock.hpp"
#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/change.hpp"
#include "model/batch.hpp"
#include "model/document.hpp"
#include "model/page.hpp"
#include "support/temp_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// Adds rows to an archive with few words; what is not said is filled in. Ids are returned.
class RowMaker {
public:
    explicit RowMaker(Change& change) : change_(&change) {}

    std::int64_t unit(const std::string& code, const std::string& name, std::optional<std::int64_t> parent = {});
    std::int64_t person(const std::string& code, const std::string& name, std::optional<std::int64_t> unit = {});
    std::int64_t customer(const std::string& number, const std::string& name, const std::string& class_name = {},
                          std::optional<std::int64_t> unit = {}, const std::string& fields = "{}");
    struct Stage {
        std::string name;
        std::string entered;  // instant
    };
    std::int64_t ticket(const std::string& number, std::optional<std::int64_t> customer, const std::string& type,
                        const std::string& opened, const std::vector<Stage>& stages = {},
                        std::optional<std::int64_t> responsible = {});
    // `document.profile` and `registered` are filled in.
    std::int64_t document(Document document);
    std::int64_t batch(const std::string& code, BatchState state = BatchState::closed,
                       const std::string& opened = "2026-01-04T01:00:00.000Z");
    // Pages with one object each, stored in objects/; `blank` of them at the end are blank.
    void pages(std::int64_t batch, std::int64_t document, int count, int blank = 0);
    // Pages that nobody filed.
    void loose_pages(std::int64_t batch, int count, PageRole role, const std::string& reason = {});
    void waive(const std::string& subject, const std::string& type, const std::string& until = {});
    Db& db() { return change_->db(); }

private:
    std::int64_t page(std::int64_t batch, bool blank);
    Change* change_;
};

// An archive of the test kind in a folder of its own, at a clock that stands still, filled row by row past the jobs.
class RowArchive {
public:
    explicit RowArchive(const std::string& profile_text);
    // Makes it at `folder`, which is kept.
    RowArchive(const std::string& profile_text, const std::filesystem::path& folder);

    Archive& archive() { return *archive_; }
    // Lets go of the catalog while something is done to it (a rebuild), then opens it again.
    void closed_while(const std::function<void(const ArchivePaths&)>& work);
    const Caller& caller() const { return caller_; }
    FixedClock& clock() { return clock_; }
    // One committed change; everything it adds is indexed when it ends.
    void change(const std::string& verb, const std::function<void(RowMaker&)>& rows);

private:
    void make(const std::string& profile_text, const std::filesystem::path& folder);
    TempFolder folder_;
    FixedClock clock_;
    Caller caller_;
    std::optional<Archive> archive_;
};

// A small power utility: two stations, four customers, tickets with papers in every state, volumes on shelves. The same
// each time, but for the salts of private values.
const std::string& demo_profile();
void fill_demo(RowArchive& archive);

}  // namespace arc
