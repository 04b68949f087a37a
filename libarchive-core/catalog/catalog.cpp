#include "catalog/catalog.hpp"

#include "base/say.hpp"
#include "catalog/migrations.hpp"

#include <sqlite3.h>

namespace arc {
namespace {

void check_version(Db& db) {
    const auto newest = static_cast<std::int64_t>(migrations().size());
    if (db.pragma("application_id") != catalog_application_id) {
        throw Fault(ErrorCode::usage, db.name(), say("not a catalog of arc"), say("name an archive with --archive"));
    }
    const std::int64_t version = db.pragma("user_version");
    if (version > newest) {
        throw Fault(ErrorCode::usage, db.name(),
                    say("written by a newer arc (schema {}, this program knows {})", version, newest),
                    say("update arc on this machine"));
    }
    if (version < newest) {
        throw Fault(ErrorCode::usage, db.name(),
                    say("written by an older arc (schema {}, this program needs {})", version, newest),
                    say("run arc-admin rebuild"));
    }
}

}  // namespace

Db create_catalog(const std::filesystem::path& path, const std::filesystem::path& like) {
    Db db = Db::create(path, like);
    Transaction change(db);
    for (const char* migration : migrations()) {
        db.execute(migration);
    }
    db.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", catalog_application_id,
                           migrations().size())
                   .c_str());
    change.commit();
    return db;
}

Db open_catalog(const std::filesystem::path& path, Access access) {
    std::error_code error;
    if (const auto bytes = std::filesystem::file_size(path, error);
        bytes == 0 || error == std::errc::no_such_file_or_directory) {
        throw Fault(ErrorCode::damaged, path.string(),
                    error ? say("the catalog is not there") : say("the catalog is empty"),
                    say("arc-admin rebuild makes it anew from the journal"));
    }
    Db db = Db::open(path, access);
    check_version(db);
    return db;
}

bool is_in_its_place(Db& db) {
    int moved = 0;
    sqlite3_file_control(db.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved == 0;
}

void begin_rebuilding(Db& db) {
    db.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
}

void check_references_at_end(Db& db) {
    db.execute("PRAGMA defer_foreign_keys = ON");
}

void end_rebuilding(Db& db) {
    db.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE);");
}

void fold_log(Db& db) {
    db.execute("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = DELETE;");
}

void keep_alone(Db& db) {
    db.execute("PRAGMA busy_timeout = 5000; BEGIN EXCLUSIVE;");
}

void let_go(Db& db) noexcept {
    try {
        db.execute("ROLLBACK; PRAGMA journal_mode = WAL;");
    } catch (const Fault&) {
        // It is whole in the other mode, too.
    }
}

// In plain statements: one with RETURNING opens a savepoint, at which FTS5 writes out what it has gathered.
std::int64_t next_numbers(Db& db, std::string_view counter, std::int64_t count) {
    Statement raise(db, "UPDATE counter SET next = next + ? WHERE name = ?");
    if (raise.bind(count).bind(counter).run() == 0) {
        Statement(db, "INSERT INTO counter (name, next) VALUES (?, 1 + ?)").bind(counter).bind(count).run();
    }
    Statement read(db, "SELECT next FROM counter WHERE name = ?");
    read.bind(counter).step();
    return read.int64() - count;
}

std::int64_t next_number(Db& db, std::string_view counter) {
    return next_numbers(db, counter, 1);
}

void jump_counters(Db& db, std::int64_t by) {
    Statement(db, "UPDATE counter SET next = next + ?").bind(by).run();
}

std::string setting(Db& db, std::string_view name) {
    Statement read(db, "SELECT value FROM setting WHERE name = ?");
    return read.bind(name).step() ? read.text() : std::string();
}

void set_setting(Db& db, std::string_view name, std::string_view value) {
    Statement(db,
              "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(name)
        .bind(value)
        .run();
}

}  // namespace arc
