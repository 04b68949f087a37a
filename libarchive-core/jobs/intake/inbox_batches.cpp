#include "jobs/intake/inbox_batches.hpp"

#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/intake/sources.hpp"
#include "store/file_state.hpp"

#include <algorithm>

namespace arc {

namespace fs = std::filesystem;

namespace {

std::string numbered(const std::string& base, int number) {
    return number == 1 ? base : base + "-" + std::to_string(number);
}

std::string folder_of_sources(const fs::path& inbox) {
    const std::string source = source_name(inbox / "x");
    return source.substr(0, source.size() - 1);
}

}  // namespace

InboxBatches::InboxBatches(Archive& archive, const Caller& caller, fs::path inbox)
    : archive_(archive),
      caller_(caller),
      inbox_(std::move(inbox)),
      name_(printable(inbox_.filename().string()) + "-"),
      folder_(folder_of_sources(inbox_)) {
}

InboxBatches::Sorted InboxBatches::sort(const std::vector<fs::path>& files,
                                        const std::function<bool(const fs::path&)>& may_be_taken) {
    const BatchPer per = archive_.profile().intake.batch;
    std::map<std::string, std::string> known;
    Sorted sorted;
    for (const fs::path& file : files) {
        const std::string base = base_of(file);
        std::optional<std::string> code;
        if (may_be_taken(file)) {
            code = batch_before(file, per == BatchPer::folder ? base : name_);
        }
        if (!code) {
            auto open = known.find(base);
            if (open == known.end()) {
                open = known.emplace(base, per == BatchPer::run ? batch_of_run(base) : open_batch(base)).first;
            }
            code = open->second;
        }
        sorted[*code].push_back(file);
    }
    return sorted;
}

std::string InboxBatches::base_of(const fs::path& file) const {
    if (archive_.profile().intake.batch == BatchPer::folder) {
        const fs::path below = fs::absolute(file).lexically_normal().lexically_relative(inbox_);
        if (below.has_parent_path()) {
            return name_ + printable(below.begin()->string());
        }
    }
    return base_of_day();
}

std::string InboxBatches::base_of_day() const {
    std::string day = format_day(archive_.zone().day_at(caller_.now()));
    std::erase(day, '-');
    return name_ + day;
}

// Folders of one name are not rare: "in" at every scanner.
bool InboxBatches::is_ours(const Batch& batch) const {
    std::string from = PageTable(archive_.db()).some_folder(batch.id);
    if (from.empty()) {
        const std::vector<Refusal> refusals = BatchTable(archive_.db()).waiting_refusals(batch.id);
        from = refusals.empty() ? folder_ : refusals.front().source;
    }
    return from.starts_with(folder_);
}

std::string InboxBatches::open_batch(const std::string& base) {
    const std::vector<Batch> batches = BatchTable(archive_.db()).starting_with(base);
    for (int number = 1;; ++number) {
        const auto found = std::ranges::find(batches, numbered(base, number), &Batch::code);
        if (found == batches.end() || (found->state == BatchState::open && is_ours(*found))) {
            return numbered(base, number);
        }
    }
}

std::string InboxBatches::batch_of_run(const std::string& base) {
    BatchTable table(archive_.db());
    const std::optional<Batch> own = run_.empty() ? std::nullopt : table.find(run_);
    if (run_.empty() || (own && own->state != BatchState::open)) {
        const RunsOfDay runs = runs_of(base);
        run_ = runs.cut_off.empty() ? runs.next : runs.cut_off;
    }
    return run_;
}

std::string InboxBatches::ends_with_run() const {
    if (archive_.profile().intake.batch != BatchPer::run) {
        return {};
    }
    return run_.empty() ? runs_of(base_of_day()).cut_off : run_;
}

// A run closes its batch when it ends; one that is open, though nothing in it was refused, was cut off.
InboxBatches::RunsOfDay InboxBatches::runs_of(const std::string& base) const {
    BatchTable table(archive_.db());
    const std::vector<Batch> batches = table.starting_with(base);
    RunsOfDay runs;
    for (int number = 1;; ++number) {
        const auto found = std::ranges::find(batches, numbered(base, number), &Batch::code);
        if (found == batches.end()) {
            runs.next = numbered(base, number);
            return runs;
        }
        const bool cut_off =
            found->state == BatchState::open && table.count_refusals(found->id) == 0 && is_ours(*found);
        runs.cut_off = cut_off ? found->code : std::string();
    }
}

std::optional<std::string> InboxBatches::batch_before(const fs::path& file, const std::string& prefix) {
    constexpr std::size_t looked_through = 10;
    std::vector<Batch> batches = BatchTable(archive_.db()).starting_with(prefix);
    std::erase_if(batches, [](const Batch& batch) { return batch.state == BatchState::withdrawn; });
    batches.resize(std::min(batches.size(), looked_through));
    const std::optional<FileState> state = state_of(file);
    PageTable pages(archive_.db());
    for (const Batch& batch : batches) {
        if (state && pages.has_arrival(batch.id, source_name(file), state->written_ns, state->size)) {
            return batch.code;
        }
    }
    return std::nullopt;
}

}  // namespace arc
