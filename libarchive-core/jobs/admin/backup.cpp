#include "jobs/admin/backup.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/catalog.hpp"
#include "catalog/catalog_check.hpp"
#include "catalog/copy_catalog.hpp"
#include "catalog/event_table.hpp"
#include "catalog/object_table.hpp"
#include "jobs/admin/object_mirror.hpp"
#include "jobs/admin/side_files.hpp"
#include "jobs/change.hpp"
#include "package/container_writer.hpp"
#include "record/json.hpp"
#include "store/byte_source.hpp"
#include "store/output_lock.hpp"
#include "store/staged_part.hpp"
#include "version.hpp"

#include <optional>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr const char* label_file = "backup.json";

bool is_empty_folder(const fs::path& folder) {
    std::error_code error;
    return fs::is_directory(folder, error) && fs::is_empty(folder, error);
}

class Backup {
public:
    Backup(Archive& archive, const Caller& caller, const BackupRequest& request, Reporter& reporter)
        : archive_(&archive), caller_(&caller), request_(&request), reporter_(&reporter) {}

    BackupOutcome run() {
        const fs::path ending = fs::path(request_->target).extension();
        if (!request_->passphrase.empty() && ending != ".zip") {
            throw Fault(ErrorCode::usage, printable(request_->target), say("only zip files are encrypted"),
                        say("end its name in .zip, or pipe a stream into gpg or age"));
        }
        if (!caller_->dry_run) {
            archive_->objects().clear_staging();  // of a run that was cut off, maybe behind its last step
        }
        request_->target == "-" || ending == ".tar" || ending == ".zip" ? write_container() : write_folder();
        if (!caller_->dry_run) {
            tell();
        }
        return outcome_;
    }

private:
    void tell() {
        Operation operation(*caller_, "backup");
        Change change(*archive_, operation);
        change.tell("target", printable(request_->target));
        change.tell("event", outcome_.events);
        change.tell("head", outcome_.head.hex());
        change.tell("objects", outcome_.objects);
        change.tell("damaged", outcome_.damaged);
        change.commit_always();
    }

    void damaged(const Digest& object, const std::string& what) {
        ++outcome_.damaged;
        reporter_->problem({ErrorCode::damaged, object.hex(), what, say("see arc-audit fixity")});
    }

    // The snapshot's facts.
    void look_at(Db& copy) {
        const ChainHead head = EventTable(copy).head(archive_->config().id);
        outcome_.events = head.n;
        outcome_.head = head.hash;
    }

    void copy_catalog_to(const fs::path& part) {
        for (const char* ending : {"", "-journal", "-wal", "-shm"}) {
            fs::remove(part.string() + ending);
        }
        copy_catalog(archive_->db(), part,
                     [&](std::int64_t done, std::int64_t total) { reporter_->progress(done, total); });
        // Private values stand in it: whoever may not read the catalog may not read its copy.
        fs::permissions(part, fs::status(archive_->paths().catalog()).permissions());
    }

    std::string label() const {
        return to_json(Object{{"archive", archive_->config().id},
                              {"made", format_instant(caller_->now())},
                              {"by", fmt::format("{} {}", caller_->tool, version)},
                              {"event", outcome_.events},
                              {"head", outcome_.head.hex()},
                              {"objects", outcome_.objects}}) +
               "\n";
    }

    // A folder ---------------------------------------------------------------------------------------------------

    void write_folder() {
        const fs::path wanted = fs::absolute(request_->target).lexically_normal();
        const fs::path named = wanted.has_filename() ? wanted : wanted.parent_path();
        const bool fresh = !fs::exists(named);
        const fs::path place = fresh ? named : fs::canonical(named);  // the folder that a link leads to is locked
        require_place(place, fresh);
        if (caller_->dry_run) {
            count();
            return;
        }
        const ArchivePaths to{fresh ? place.parent_path() / ("." + place.filename().string() + ".part") : place};
        if (to.root.has_parent_path()) {
            fs::create_directories(to.root.parent_path());
        }
        const Fd lock = lock_folder(to.root, request_->target);
        const fs::path part = to.root / "catalog.db.part";
        copy_catalog_to(part);
        {
            Db copy = Db::open(part, Access::immutable);
            look_at(copy);
            copy_objects(copy, to);
        }
        copy_side_files(to);
        sync_whole_disk(to.root);
        fs::rename(part, to.catalog());
        remove_destroyed_objects(to);
        write_file_durably(to.root / label_file, label());
        if (fresh) {
            fs::rename(to.root, place);
            sync_folder(place.parent_path());
        }
    }

    void require_place(const fs::path& place, bool fresh) {
        const fs::path root = fs::weakly_canonical(archive_->paths().root);
        const fs::path there = fs::weakly_canonical(place);
        if (std::mismatch(root.begin(), root.end(), there.begin(), there.end()).first == root.end()) {
            throw Fault(ErrorCode::usage, printable(request_->target), say("lies in the archive itself"),
                        say("name a folder on another disk"));
        }
        const bool begun = fs::exists(place / "staging") || fs::exists(place / "catalog.db.part");
        if (fresh || is_empty_folder(place) || (begun && !fs::exists(place / "archive.yaml"))) {
            return;
        }
        if (!fs::exists(place / label_file) && !begun) {
            throw Fault(ErrorCode::usage, printable(request_->target), say("holds something that is no backup"),
                        say("name a new or empty folder"));
        }
        if (fs::exists(place / "catalog.db")) {
            require_same_history(ArchivePaths{place});
        }
    }

    // Its newest event must be one of ours.
    void require_same_history(const ArchivePaths& there) {
        const ArchiveConfig config = load_archive_config(there);
        Db copy = Db::open(there.catalog(), Access::read);
        const ChainHead head = EventTable(copy).head(config.id);
        const std::optional<StoredEvent> ours = EventTable(archive_->db()).find(head.n);
        if (config.id != archive_->config().id || !ours || ours->hash != head.hash) {
            throw Fault(ErrorCode::refused, printable(request_->target),
                        config.id == archive_->config().id ? say("a backup of another history of this archive")
                                                           : say("a backup of archive {}", config.id),
                        say("name another folder"));
        }
    }

    void count() {
        look_at(archive_->db());
        CatalogCheck(archive_->db()).for_each_object([&](const Digest&, std::int64_t) { ++outcome_.objects; });
    }

    // An object that was destroyed since the snapshot is not missing.
    bool went_meanwhile(const Digest& digest) {
        const std::optional<StoredObject> now = ObjectTable(archive_->db()).find(digest);
        return now && !now->destroyed.empty();
    }

    void copy_objects(Db& copy, const ArchivePaths& to) {
        ObjectMirror mirror(archive_->paths(), to, request_->threads,
                            [&](const Digest& digest, const std::string& what) {
                                if (!went_meanwhile(digest)) {
                                    damaged(digest, what);
                                }
                            });
        const std::int64_t total = count_catalog(copy).objects;
        CatalogCheck(copy).for_each_object([&](const Digest& digest, std::int64_t bytes) {
            ++outcome_.objects;
            if (reporter_->stop_requested()) {
                throw Fault(ErrorCode::busy, printable(request_->target), say("not finished"),
                            say("the same command goes on where it stopped"));
            }
            if (const ObjectFile object{digest, bytes}; mirror.is_wanted(object)) {
                mirror.add(object);
            }
            reporter_->progress(outcome_.objects, total);
        });
        mirror.finish();
        outcome_.copied = mirror.copied();
        outcome_.bytes = mirror.bytes();
    }

    // The journal of this moment too: later events name files that are not in the backup.
    SidePart part_of(const fs::path& relative) const { return side_part(archive_->paths(), relative, outcome_.events); }

    void copy_side_files(const ArchivePaths& to) {
        for (const fs::path& relative : side_files(archive_->paths())) {
            copy_side_part(archive_->paths(), part_of(relative), to);
        }
        fs::create_directories(to.private_journal());
        fs::permissions(to.private_journal(), fs::perms::owner_all);
        for (const fs::path& folder : {to.heads(), to.quarantine(), to.staging()}) {
            fs::create_directories(folder);
        }
    }

    void remove_destroyed_objects(const ArchivePaths& to) {
        Db copy = Db::open(to.catalog(), Access::immutable);
        for (const Digest& digest : ObjectTable(copy).destroyed()) {
            std::error_code error;
            outcome_.removed += fs::remove(to.object(digest), error) ? 1 : 0;
        }
    }

    // A tar or zip file or stream
    // --------------------------------------------------------------------------------------

    void write_container() {
        const bool stream = request_->target == "-";
        const fs::path target = request_->target;
        if (!stream && fs::exists(target)) {
            throw Fault(ErrorCode::usage, printable(target.string()), say("is there already"),
                        say("name a new file, or a folder, which is brought up to date"));
        }
        if (caller_->dry_run) {
            count();
            return;
        }
        const fs::path part = target.parent_path() / ("." + target.filename().string() + ".part");
        const Fd file = stream ? Fd() : lock_fresh_file(part, target, 0640);
        StagedPart staged(stream ? fs::path() : part);
        const ContainerKind kind = target.extension() == ".zip" ? ContainerKind::zip : ContainerKind::tar;
        ContainerWriter container(
            kind, caller_->now(),
            [&](std::string_view bytes) { stream ? request_->stream(bytes) : write_all(file.get(), bytes, part); },
            request_->passphrase);
        write_members(container);
        container.finish();
        if (!stream) {
            sync_file(file.get(), part);
            fs::rename(part, target);
            staged.keep();
            sync_folder(target.has_parent_path() ? target.parent_path() : fs::path("."));
        }
    }

    void write_members(ContainerWriter& container) {
        const fs::path part = archive_->objects().own_folder() / "catalog.part";
        copy_catalog_to(part);
        Db copy = Db::open(part, Access::immutable);
        look_at(copy);
        container.begin("catalog.db", static_cast<std::int64_t>(fs::file_size(part)));
        put_bytes(container, read_plain_file(part).value_or_throw());
        fs::remove(part);
        CatalogCheck(copy).for_each_object([&](const Digest& digest, std::int64_t bytes) {
            ++outcome_.objects;
            put_object(container, digest, bytes);
        });
        for (const fs::path& relative : side_files(archive_->paths())) {
            const SidePart side = part_of(relative);
            container.begin(relative.generic_string(), side.length);
            read_side_part(archive_->paths(), side, [&](std::string_view piece) { container.add(piece); });
        }
        put_text(container, label_file, label());
    }

    static void put_text(ContainerWriter& container, const std::string& path, const std::string& text) {
        container.begin(path, static_cast<std::int64_t>(text.size()));
        container.add(text);
    }

    static void put_bytes(ContainerWriter& container, const ByteSource& read) {
        std::vector<char> block(1 << 18);
        for (std::size_t got = read(block).value_or_throw(); got > 0; got = read(block).value_or_throw()) {
            container.add(std::string_view(block.data(), got));
        }
    }

    static std::string words_of(const Error& error) {
        return error.code == ErrorCode::not_found ? say("the file is missing") : error.what;
    }

    // What is wrong with an object, or "".
    std::string trouble_with(const Digest& digest, std::int64_t bytes) {
        std::error_code error;
        if (static_cast<std::int64_t>(fs::file_size(archive_->paths().object(digest), error)) != bytes && !error) {
            return say("the file has another size");
        }
        const Result<Digest> found = archive_->objects().digest_on_disk(digest);
        return !found ? words_of(found.error()) : *found != digest ? say("the file has changed") : std::string();
    }

    // An entry that is begun cannot be taken back: the object is read before. What goes into the entry is opened before
    // that, so that an object that is destroyed between the two is there to its end.
    void put_object(ContainerWriter& container, const Digest& digest, std::int64_t bytes) {
        const fs::path file = archive_->paths().object(digest);
        const Result<ByteSource> read = read_plain_file(file);
        if (const std::string wrong = read ? trouble_with(digest, bytes) : words_of(read.error()); !wrong.empty()) {
            if (!went_meanwhile(digest)) {
                damaged(digest, wrong);
            }
            return;
        }
        container.begin(file.lexically_relative(archive_->paths().root).generic_string(), bytes);
        put_bytes(container, *read);
        ++outcome_.copied;
        outcome_.bytes += bytes;
    }

    Archive* archive_;
    const Caller* caller_;
    const BackupRequest* request_;
    Reporter* reporter_;
    BackupOutcome outcome_;
};

}  // namespace

BackupOutcome make_backup(Archive& archive, const Caller& caller, const BackupRequest& request, Reporter& reporter) {
    return Backup(archive, caller, request, reporter).run();
}

}  // namespace arc
