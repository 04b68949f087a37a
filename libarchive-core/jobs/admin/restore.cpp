#include "jobs/admin/restore.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/catalog.hpp"
#include "catalog/catalog_check.hpp"
#include "catalog/event_table.hpp"
#include "catalog/sqlite.hpp"
#include "jobs/admin/object_mirror.hpp"
#include "jobs/admin/replay.hpp"
#include "jobs/admin/side_files.hpp"
#include "jobs/change.hpp"
#include "jobs/permit.hpp"
#include "package/unpack.hpp"
#include "store/byte_source.hpp"
#include "store/journal.hpp"
#include "store/output_lock.hpp"

#include <map>
#include <optional>
#include <set>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t counter_jump = 100'000;  // design.md section 12

class Restore {
public:
    Restore(const Caller& caller, const RestoreRequest& request, Reporter& reporter)
        : caller_(&caller), request_(&request), reporter_(&reporter) {}

    RestoreOutcome run() {
        place_ = fs::absolute(request_->target).lexically_normal();
        place_ = place_.has_filename() ? place_ : place_.parent_path();
        std::error_code error;
        const bool empty = fs::is_directory(place_, error) && fs::is_empty(place_, error);
        if (fs::exists(place_, error) && !empty) {
            throw Fault(ErrorCode::usage, printable(request_->target), say("is there already"),
                        say("name a new folder"));
        }
        to_ = ArchivePaths{place_.parent_path() / ("." + place_.filename().string() + ".part")};
        fs::create_directories(place_.parent_path());
        const Fd lock = lock_folder(to_.root, request_->target);
        for (const fs::directory_entry& left : fs::directory_iterator(to_.root)) {
            fs::remove_all(left.path());
        }
        take_files();
        require_right_there();
        bring_catalog_on();
        look_for_objects();
        if (caller_->dry_run) {
            fs::remove_all(to_.root);
            return outcome_;
        }
        tell();
        sync_whole_disk(to_.root);
        fs::rename(to_.root, place_);
        sync_folder(place_.parent_path());
        return outcome_;
    }

private:
    void take_files() {
        const fs::path backup = request_->backup;
        if (request_->backup == "-" || !fs::is_directory(backup)) {
            unpack();
        } else {
            take_folder(ArchivePaths{fs::absolute(backup)});
        }
        for (const fs::path& folder :
             {to_.heads(), to_.private_journal(), to_.quarantine(), to_.staging(), to_.objects()}) {
            fs::create_directories(folder);
        }
        fs::permissions(to_.private_journal(), fs::perms::owner_all);
        take_remaining_journal();
    }

    [[noreturn]] void no_backup() const {
        fs::remove_all(to_.root);
        throw Fault(ErrorCode::usage, printable(request_->backup), say("not a whole backup of an archive"),
                    say("see arc-admin backup"));
    }

    void take_folder(const ArchivePaths& from) {
        if (!fs::exists(from.catalog()) || !fs::exists(from.config())) {
            no_backup();
        }
        fs::copy_file(from.catalog(), to_.catalog());
        for (const fs::path& relative : side_files(from)) {
            copy_side_part(from, side_part(from, relative, any_event), to_);
        }
        if (request_->link_objects) {
            fs::create_directory_symlink(from.objects(), to_.objects());
        } else {
            copy_objects(from);
        }
    }

    // What is missing or damaged is told once, by look_for_objects().
    void copy_objects(const ArchivePaths& from) {
        ObjectMirror mirror(from, to_, request_->threads, [&](const Digest& digest, const std::string& what) {
            if (fs::exists(from.object(digest))) {
                damaged_.emplace(digest, what);
            }
        });
        Db copy = Db::open(to_.catalog(), Access::read);
        const std::int64_t total = count_catalog(copy).objects;
        std::int64_t done = 0;
        CatalogCheck(copy).for_each_object([&](const Digest& digest, std::int64_t bytes) {
            mirror.add({digest, bytes});
            reporter_->progress(++done, total);
        });
        mirror.finish();
    }

    // A file of the container that is being written; that of an object is hashed, because its name tells what it must
    // be.
    struct Member {
        fs::path target;
        Fd file;
        std::optional<Digest> digest;
        Sha256 hash;
    };

    Member begin_member(const std::string& path) const {
        Member member;
        member.target = to_.root / path;
        fs::create_directories(member.target.parent_path());
        const Result<Digest> digest = Digest::parse(member.target.filename().string());
        const bool is_object = digest && member.target == to_.object(*digest);
        member.digest = is_object ? std::optional(*digest) : std::nullopt;
        member.file = create_file(member.target, is_object ? 0440U : mode_of_side_file(path));
        return member;
    }

    void end_member(Member& member) {
        if (member.digest && member.hash.finish() != *member.digest) {
            fs::remove(member.target);
            damaged_.emplace(*member.digest, say("the file has changed"));
        }
        member = {};
    }

    void unpack() {
        std::set<std::string> members;
        Member member;
        const Result<Done> unpacked = unpack_container(
            request_->backup,
            [&](const std::string& path) {
                end_member(member);
                member = begin_member(path);
                members.insert(path);
                return [&member](std::string_view bytes) {
                    write_all(member.file.get(), bytes, member.target);
                    if (member.digest) {
                        member.hash.add(bytes);
                    }
                };
            },
            request_->passphrase);
        end_member(member);
        // backup.json is written last: without it the stream broke off.
        if (!unpacked || !members.contains("backup.json")) {
            fs::remove_all(to_.root);
            if (!unpacked && unpacked.error().code != ErrorCode::usage) {
                throw Fault(unpacked.error());
            }
            no_backup();
        }
        fs::remove(to_.root / "backup.json");
    }

    // The lost archive's own journal tells all that happened, if it goes on where the backup's ends.
    void take_remaining_journal() {
        if (request_->remains.empty()) {
            return;
        }
        const ArchivePaths old{fs::absolute(request_->remains)};
        if (!fs::is_directory(old.journal()) || Journal(old).last() < Journal(to_).last()) {
            throw Fault(ErrorCode::usage, printable(request_->remains),
                        say("its journal does not reach as far as the backup"), say("leave --remains away"));
        }
        for (const fs::path& relative : side_files(old)) {
            if (*relative.begin() == "journal") {
                copy_side_part(old, side_part(old, relative, any_event), to_);
            }
        }
    }

    // In a guarded archive not everybody makes another one of it.
    void require_right_there() {
        Archive restored = Archive::open(to_, Access::read);
        require_right(restored, *caller_, Verb::backup);
    }

    void bring_catalog_on() {
        const ArchiveConfig config = load_archive_config(to_);
        Db db = open_catalog(to_.catalog(), Access::write);
        const ChainHead before = EventTable(db).head(config.id);
        {
            Transaction all(db);
            check_references_at_end(db);
            const Chain chain = replay_journal(db, to_, Chain(before), 0, *reporter_);
            outcome_.events = chain.head().n;
            outcome_.head = chain.head().hash;
            outcome_.replayed = chain.head().n - before.n;
            if (outcome_.replayed > 0) {
                restore_private_values(db, to_, before.n, outcome_.events);
                index_everything(db, to_, *reporter_);
            }
            all.commit();
        }
        end_rebuilding(db);
    }

    void look_for_objects() {
        Db db = open_catalog(to_.catalog(), Access::read);
        std::vector<ObjectFile> lacking;
        CatalogCheck(db).for_each_object([&](const Digest& digest, std::int64_t bytes) {
            ++outcome_.objects;
            std::error_code error;
            const auto size = fs::file_size(to_.object(digest), error);
            if (error || static_cast<std::int64_t>(size) != bytes) {
                lacking.push_back({digest, bytes});
            }
        });
        if (!request_->remains.empty() && !request_->link_objects) {
            std::vector<ObjectFile> lost;
            ObjectMirror mirror(ArchivePaths{fs::absolute(request_->remains)}, to_, request_->threads,
                                [&](const Digest& digest, const std::string&) {
                                    lost.push_back({digest, 0});
                                });
            std::ranges::for_each(lacking, [&](const ObjectFile& object) { mirror.add(object); });
            mirror.finish();
            fs::create_directories(to_.staging());
            lacking = std::move(lost);
        }
        std::ranges::sort(lacking, {}, &ObjectFile::digest);
        std::ranges::for_each(lacking, [&](const ObjectFile& object) { lose(object.digest); });
    }

    void lose(const Digest& object) {
        const auto damaged = damaged_.find(object);
        const bool is_other = damaged != damaged_.end() || fs::exists(to_.object(object));
        ++(is_other ? outcome_.damaged : outcome_.missing);
        reporter_->problem({ErrorCode::damaged, object.hex(),
                            !is_other                   ? say("the object is missing")
                            : damaged == damaged_.end() ? say("in the backup, the file has another size")
                                                        : say("in the backup: {}", damaged->second),
                            say("bring it back from another backup, or scan its pages again")});
    }

    void tell() {
        Archive archive = Archive::open(to_, Access::write);
        Operation operation(*caller_, "restore");
        Change change(archive, operation);
        outcome_.new_epoch = request_->remains.empty();
        if (outcome_.new_epoch) {
            jump_counters(change.db(), counter_jump);
            set_setting(change.db(), "epoch", std::to_string(std::stoll(setting(change.db(), "epoch")) + 1));
        }
        change.tell("backup", printable(request_->backup));
        change.tell("events", outcome_.events);
        change.tell("replayed", outcome_.replayed);
        change.tell("missing", outcome_.missing);
        change.tell("damaged", outcome_.damaged);
        change.commit_always();
    }

    const Caller* caller_;
    const RestoreRequest* request_;
    Reporter* reporter_;
    fs::path place_;
    ArchivePaths to_;
    std::map<Digest, std::string> damaged_;  // what the backup holds in their place was not taken
    RestoreOutcome outcome_;
};

}  // namespace

RestoreOutcome restore_archive(const Caller& caller, const RestoreRequest& request, Reporter& reporter) {
    return Restore(caller, request, reporter).run();
}

}  // namespace arc
