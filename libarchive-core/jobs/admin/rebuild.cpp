#include "jobs/admin/rebuild.hpp"

#include "base/say.hpp"
#include "catalog/catalog.hpp"
#include "catalog/catalog_check.hpp"
#include "jobs/admin/chain.hpp"
#include "jobs/admin/replay.hpp"
#include "jobs/change.hpp"
#include "store/files.hpp"
#include "store/foreign_locks.hpp"
#include "store/journal.hpp"
#include "store/writer_queue.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t counter_jump = 100'000;  // design.md section 12
// What SQLite keeps beside a catalog, and would replay into another one of that name.
constexpr std::array<std::string_view, 3> companions{"-wal", "-shm", "-journal"};

constexpr std::string_view kept_name = "catalog.db.before-rebuild";
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
        const WriterTurn turn(paths_.queue(), caller_->tool + " rebuild", format_instant(caller_->now()));
        complete_journal();
        try {
            make();
            if (!caller_->dry_run) {
                replace_old(turn);
            }
        } catch (...) {
            remove(building_);
            throw;
        }
        if (caller_->dry_run) {
            remove(building_);
            return outcome_;
        }
        Db db = open_catalog(paths_.catalog(), Access::write);
        write_missing_journal_lines(paths_, db);
        return outcome_;
    }

private:
    static void remove(const fs::path& file) {
        fs::remove(file);
        for (const std::string_view ending : companions) {
            fs::remove(beside(file, ending));
        }
    }

    // It, or something of it.
    static bool is_there(const fs::path& file) {
        return fs::exists(file) || std::ranges::any_of(companions, [&](std::string_view ending) {
                   return fs::exists(beside(file, ending));
               });
    }

    // What the old catalog knows and the journal does not, because a writer died between the two. A catalog that cannot
    // be used is what rebuild is for; one that cannot be read now may be read later.
    void complete_journal() {
        if (!fs::exists(paths_.catalog())) {
            reporter_->notice(say("{}: is not there; only the journal is used", paths_.catalog().string()));
            return;
        }
        try {
            Db old = open_catalog(paths_.catalog(), Access::write);
            old_head_ = EventTable(old).head(config_.id);
            if (const std::int64_t last = Journal(paths_).last(); last > old_head_.n) {
                reporter_->notice(say("{}: the journal knows {} events more; only the journal is used",
                                      paths_.catalog().string(), last - old_head_.n));
                return;
            }
            write_missing_journal_lines(paths_, old);
        } catch (const Fault& fault) {
            if (fault.code() != ErrorCode::damaged && fault.code() != ErrorCode::usage) {
                throw;
            }
            reporter_->notice(say("{}; only the journal is used", fault.what()));
        }
    }

    void make() {
        remove(building_);
        Db db = create_catalog(building_, paths_.catalog());
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
        if (const std::int64_t last = Journal(paths_).last(); until_ == 0 && chain_.head().n != last) {
            throw Fault(ErrorCode::damaged, paths_.journal().string(),
                        say("was read to event {} of {}", chain_.head().n, last), say("run the same command again"));
        }
        look_for_lost_events(db);
        outcome_.events = chain_.head().n;
        outcome_.head = chain_.head().hash;
    }

    // What only the old catalog knew, when the journal tells something else in its place.
    void look_for_lost_events(Db& db) {
        const std::optional<StoredEvent> same = EventTable(db).find(old_head_.n);
        if (until_ == 0 && old_head_.n > 0 && (!same || same->hash != old_head_.hash)) {
            reporter_->problem({ErrorCode::damaged, paths_.catalog().string(),
                                say("its last event {} is another than the journal's, which counts", old_head_.n),
                                say("what it knew alone stands in {}", kept_name)});
        }
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

    void replace_old(const WriterTurn& turn) {
        std::optional<Db> old = take_old();
        try {
            // Before the new catalog is in place: until then the old one can tell these lines again.
            outcome_.set_aside = until_ > 0 ? Journal(paths_).set_aside_after(outcome_.events) : 0;
            tell(turn);
            put_in_place();
        } catch (...) {
            if (old) {
                let_go(*old);
            }
            throw;
        }
    }

    // The old catalog's write-ahead log must not be taken for one of the new catalog's, a reader that closes the old
    // one must not delete the new one's, and a writer must not go on with the old one: so nobody may have it open,
    // whatever is wrong with it. What is returned keeps others away.
    std::optional<Db> take_old() {
        if (!fs::exists(paths_.catalog())) {
            return std::nullopt;
        }
        try {
            Db old = Db::open(paths_.catalog(), Access::write);
            fold_log(old);
            keep_alone(old);
            return old;
        } catch (const Fault& fault) {
            if (fault.code() == ErrorCode::busy ||
                (fault.code() == ErrorCode::damaged && is_locked(paths_.catalog(), first_lock_byte, lock_bytes))) {
                throw Fault(ErrorCode::busy, paths_.catalog().string(), say("somebody still reads it"),
                            say("try again when no tool runs"));
            }
            if (fault.code() != ErrorCode::damaged) {
                throw;
            }
            return std::nullopt;
        }
    }

    // In the new catalog, which its first writer, or the end of this run, copies to the journal.
    void tell(const WriterTurn& turn) {
        Archive archive = Archive::around(paths_, open_catalog(building_, Access::write));
        Operation operation(*caller_, "rebuild");
        Change change(archive, operation, turn);
        if (until_ > 0 || was_cut_off()) {
            jump_counters(change.db(), counter_jump);
            set_setting(change.db(), "epoch", std::to_string(std::stoll(setting(change.db(), "epoch")) + 1));
        }
        if (outcome_.set_aside > 0) {
            change.tell("set_aside", outcome_.set_aside);
        }
        change.tell("events", outcome_.events);
        change.commit_without_journal();
    }

    // Lines that were set aside and would go on right here: a rebuild was killed before it told of them.
    bool was_cut_off() {
        bool goes_on = false;
        Journal(paths_).for_each_set_aside([&](const fs::path&, std::string_view line) {
            goes_on = goes_on || Chain(chain_.head()).follow(line).ok();
            return !goes_on;
        });
        return goes_on;
    }

    // Linked, so that there is always a catalog; some file systems have no links.
    void keep_old(const fs::path& kept) const {
        std::error_code error;
        fs::create_hard_link(paths_.catalog(), kept, error);
        if (error) {
            fs::rename(paths_.catalog(), kept);
        }
    }

    void put_in_place() {
        const fs::path kept = paths_.root / kept_name;
        // Where nothing is left, a run before this one may have kept it and been killed.
        if (is_there(paths_.catalog())) {
            remove(kept);
        }
        // Also of a catalog that is not there any more.
        for (const std::string_view ending : companions) {
            if (fs::exists(beside(paths_.catalog(), ending))) {
                fs::rename(beside(paths_.catalog(), ending), beside(kept, ending));
            }
        }
        if (fs::exists(paths_.catalog())) {
            keep_old(kept);
        }
        {
            const Fd file(open_plain_file(building_).value_or_throw());
            sync_file(file.get(), building_);
        }
        fs::rename(building_, paths_.catalog());
        sync_folder(paths_.root);
    }

    ArchivePaths paths_;
    const Caller* caller_;
    std::int64_t until_;
    Reporter* reporter_;
    ArchiveConfig config_;
    Chain chain_;
    fs::path building_;
    ChainHead old_head_;
    RebuildOutcome outcome_;
};

}  // namespace

RebuildOutcome rebuild_catalog(const ArchivePaths& paths, const Caller& caller, std::int64_t until,
                               Reporter& reporter) {
    return Rebuild(paths, caller, until, reporter).run();
}

}  // namespace arc
