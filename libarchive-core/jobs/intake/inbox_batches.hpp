#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "model/batch.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// Into which batch a file of a watched folder goes, by the profile (intake.batch). Names are the folder's own, then:
//   day     the day in the archive's zone, "in-20261121"
//   run     the same, a number for each run: "in-20261121-2"
//   folder  the folder directly in the inbox that the file lies in or below, "in-job7"; the day for files in none
// When such a batch was closed, or holds what came from another folder of this name, the next number follows:
// "in-job7-2".
class InboxBatches {
public:
    // `inbox`: a full path with a name.
    InboxBatches(Archive& archive, const Caller& caller, std::filesystem::path inbox);

    using Sorted = std::map<std::string, std::vector<std::filesystem::path>>;
    // The files by batch, each batch's in the order given. Those that a run before may have taken, before midnight or
    // into a batch closed since, go there again.
    Sorted sort(const std::vector<std::filesystem::path>& files,
                const std::function<bool(const std::filesystem::path&)>& may_be_taken);
    // The batch that is closed when this run ends: its own, or what an earlier run of the day was cut off in when
    // nothing has come since; "" for none.
    std::string ends_with_run() const;

private:
    struct RunsOfDay {
        std::string cut_off;  // the code of the last, when it was cut off; else ""
        std::string next;     // the code that no run has yet
    };
    RunsOfDay runs_of(const std::string& base) const;
    std::string base_of(const std::filesystem::path& file) const;
    std::string base_of_day() const;
    bool is_ours(const Batch& batch) const;
    std::string open_batch(const std::string& base);
    std::string batch_of_run(const std::string& base);
    std::optional<std::string> batch_before(const std::filesystem::path& file, const std::string& prefix);

    Archive& archive_;
    const Caller& caller_;
    std::filesystem::path inbox_;
    std::string name_;    // the inbox's, with a hyphen
    std::string folder_;  // as sources below it begin
    std::string run_;     // the batch of this run, once something came
};

}  // namespace arc
