#include "jobs/admin/rebuild.hpp"

#include "base/say.hpp"
#include "catalog/catalog.hpp"
#include "catalog/catalog_check.hpp"
#include "jobs/admin/chain.hpp"
#include "jobs/admin/replay.hpp"
#include "jobs/change.hpp"
#include "store/files.hpp"
#include "store/journal.hpp"
#include "store/writer_queue.hpp"

#include <array>
#include <optional>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t counter_jump = 100'000;  // design.md section 12
constexpr std::array<std::string_view, 3> companions{"", "-wal", "-shm"};

constexpr std::int64_t named_objects = 20;  // of those missing

fs::path beside(const fs::path& file, std::string_view ending) {
    return file.string() + std::string(ending);
}

class Rebuild {
public:
    Rebuild(const ArchivePaths& paths, const Caller& caller, std::int64_t until, Reporter& reporter)
        : paths_(paths),
          caller_(&caller),
          until_(until),
          reporter_(&reporter),
          config_(load_archive_config(paths)),
          chain_(config_.id),
          building_(beside(paths.catalog(), ".building")) {}

    RebuildOutcome run() {
        std::optional<WriterTurn> turn(std::in_place, paths_.queue(), caller_->tool + " rebuild",
                                       format_instant(caller_->now()));
        complete_journal();
        try {
            make();
        } catch (...) {
            remove(building_);
            throw;
        }
        if (caller_->dry_run) {
            remove(building_);
            return outcome_;
        }
        put_in_place();
        outcome_.set_aside =
            outcome_.events == Journal(paths_).last() ? 0 : Journal(paths_).set_aside_after(outcome_.events);
        turn.reset();
        tell();
        return outcome_;
    }

private:
    static void remove(const fs::path& file) {
        for (const std::string_view ending : companions) {
            fs::remove(beside(file, ending));
        }
    }

    // What the old catalog knows and the journal does not, because a writer died between the two.
    void complete_journal() {
        try {
            Archive old = Archive::open(paths_, Access::write);
            write_missing_journal_lines(old);
        } catch (const Fault& fault) {
            reporter_->notice(say("{}; only the journal is used", fault.what()));
        }
    }

    void make() {
        remove(building_);
        Db db = create_catalog(building_);
        // Nothing is lost when this file is: it is made again.
        begin_rebuilding(db);
        {
            Transaction all(db);
            check_references_at_end(db);
            replay(db);
            restore_private_values(db, paths_, 0, outcome_.events);
            index_everything(db, paths_, *reporter_);
            all.commit();
        }
        compare_objects(db);
        end_rebuilding(db);
    }

    void replay(Db& db) {
        chain_ = replay_journal(db, paths_, chain_, until_, *reporter_);
        if (chain_.head().n < until_ || chain_.head().n == 0) {
            throw Fault(ErrorCode::usage, paths_.journal().string(), say("ends with event {}", chain_.head().n));
        }
        outcome_.events = chain_.head().n;
        outcome_.head = chain_.head().hash;
    }

    void compare_objects(Db& db) {
        CatalogCheck(db).for_each_object([&](const Digest& digest, std::int64_t bytes) {
            ++outcome_.objects;
            std::error_code error;
            const auto size = fs::file_size(paths_.object(digest), error);
            if (error || static_cast<std::int64_t>(size) != bytes) {
                if (++outcome_.missing_objects <= named_objects) {
                    reporter_->problem({ErrorCode::damaged, digest.hex(),
                                        error ? say("the object is missing") : say("the object has another size"),
                                        say("bring it back from a backup")});
                }
            }
        });
        if (outcome_.missing_objects > named_objects) {
            reporter_->problem({ErrorCode::damaged, "objects",
                                say("{} more are missing or of another size", outcome_.missing_objects - named_objects),
                                say("list them with: arc-audit fixity")});
        }
    }

    // The old catalog's write-ahead log must not be taken for one of the new catalog's, and a reader that closes the
    // old one must not delete the new one's: so nobody may have it open.
    void retire_old() {
        const fs::path kept = beside(paths_.catalog(), ".before-rebuild");
        remove(kept);
        if (!fs::exists(paths_.catalog())) {
            return;
        }
        try {
            Db old = open_catalog(paths_.catalog(), Access::write);
            fold_log(old);
        } catch (const Fault& fault) {
            if (fault.code() == ErrorCode::busy) {
                throw Fault(ErrorCode::busy, paths_.catalog().string(), say("somebody still reads it"),
                            say("try again when no tool runs"));
            }
        }
        for (const std::string_view ending : {companions[1], companions[2]}) {
            if (fs::exists(beside(paths_.catalog(), ending))) {
                fs::rename(beside(paths_.catalog(), ending), beside(kept, ending));
            }
        }
        fs::create_hard_link(paths_.catalog(), kept);
    }

    void put_in_place() {
        retire_old();
        {
            const Fd file(open_plain_file(building_).value_or_throw());
            sync_file(file.get(), building_);
        }
        fs::rename(building_, paths_.catalog());
        sync_folder(paths_.root);
    }

    void tell() {
        Archive archive = Archive::open(paths_, Access::write);
        Operation operation(*caller_, "rebuild");
        Change change(archive, operation);
        if (outcome_.set_aside > 0) {
            jump_counters(change.db(), counter_jump);
            set_setting(change.db(), "epoch", std::to_string(std::stoll(setting(change.db(), "epoch")) + 1));
            change.tell("set_aside", outcome_.set_aside);
        }
        change.tell("events", outcome_.events);
        change.commit_always();
    }

    ArchivePaths paths_;
    const Caller* caller_;
    std::int64_t until_;
    Reporter* reporter_;
    ArchiveConfig config_;
    Chain chain_;
    fs::path building_;
    RebuildOutcome outcome_;
};

}  // namespace

RebuildOutcome rebuild_catalog(const ArchivePaths& paths, const Caller& caller, std::int64_t until,
                               Reporter& reporter) {
    return Rebuild(paths, caller, until, reporter).run();
}

}  // namespace arc
