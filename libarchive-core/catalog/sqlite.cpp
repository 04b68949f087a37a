#include "catalog/sqlite.hpp"

#include "base/say.hpp"
#include "catalog/sqlite_error.hpp"
#include "catalog/statement_pool.hpp"

#include <sqlite3.h>

#include <string>
#include <utility>

namespace arc {
namespace {

sqlite3* open_handle(const std::string& uri, int flags, const std::string& name) {
    sqlite3* handle = nullptr;
    listen_to_sqlite();
    // No connection is used by two threads at once.
    const int status =
        sqlite3_open_v2(uri.c_str(), &handle, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (status != SQLITE_OK) {
        sqlite3_close(handle);
        fail_sqlite(nullptr, status, name, say("cannot open the catalog"));
    }
    return handle;
}

// Everything but plain characters is percent-encoded.
std::string in_uri(const std::filesystem::path& path) {
    std::string uri;
    for (const char c : path.string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                           c == '.' || c == '-' || c == '_';
        uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return uri;
}

// A path as an SQLite URI. An absolute one comes behind an empty host: else that of //srv/x would be srv.
std::string uri_of(const std::filesystem::path& path, std::string_view query) {
    return (path.is_absolute() ? "file://" : "file:") + in_uri(path) + std::string(query);
}

// A power cut can leave a change half written beside its rollback journal; taking it back is a write, which a reader's
// connection refuses. Where nobody may write, the reader's own error says so.
void take_back_half_written(sqlite3* reader, const std::string& uri) {
    if (sqlite3_exec(reader, "PRAGMA schema_version", nullptr, nullptr, nullptr) != SQLITE_READONLY_ROLLBACK) {
        return;
    }
    sqlite3* writer = nullptr;
    if (sqlite3_open_v2(uri.c_str(), &writer, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, nullptr) == SQLITE_OK) {
        sqlite3_exec(writer, "PRAGMA schema_version", nullptr, nullptr, nullptr);
    }
    sqlite3_close(writer);
}

}  // namespace

Db::Db(sqlite3* handle, std::string name)
    : handle_(handle), name_(std::move(name)), pool_(std::make_shared<StatementPool>()) {
    sqlite3_busy_timeout(handle_, 60'000);
    execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;");
}

Db Db::open(const std::filesystem::path& path, Access access) {
    const int mode = access == Access::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    const std::string_view query = access == Access::immutable ? "?immutable=1" : "";
    const std::string uri = uri_of(path, query);
    Db db(open_handle(uri, mode | SQLITE_OPEN_URI, path.string()), path.string());
    if (access == Access::read) {
        take_back_half_written(db.handle(), uri);
    }
    if (access == Access::write) {
        // Keys that come in no order, as digests, make an import touch every page again and again.
        db.execute("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;");
    }
    return db;
}

Db Db::create(const std::filesystem::path& path, const std::filesystem::path& like) {
    const bool replaces = std::filesystem::exists(like);
    const std::string mode = replaces ? "?modeof=" + in_uri(like) : std::string();
    Db db(open_handle(uri_of(path, mode), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, path.string()),
          path.string());
    if (!replaces) {
        std::filesystem::permissions(path, std::filesystem::perms::others_all, std::filesystem::perm_options::remove);
    }
    db.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    return db;
}

Db::~Db() {
    if (handle_ != nullptr) {
        pool_->close();
        sqlite3_close_v2(handle_);
    }
}

Db::Db(Db&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), name_(std::move(other.name_)), pool_(std::move(other.pool_)) {
}

Db& Db::operator=(Db&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(name_, other.name_);
    std::swap(pool_, other.pool_);
    return *this;
}

void Db::execute(const char* sql) {
    forget_logged_error();
    const int status = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) {
        fail_sqlite(handle_, status, name_, sql);
    }
}

std::int64_t Db::pragma(const char* pragma_name) {
    Statement statement(*this, std::string("PRAGMA ") + pragma_name);
    return statement.step() ? statement.int64() : 0;
}

Transaction::Transaction(Db& db) : db_(&db) {
    db_->execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (open_) {
        // A failed COMMIT may have rolled back already; there is nothing more to do about an error here.
        sqlite3_exec(db_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit() {
    db_->execute("COMMIT");
    open_ = false;
}

Snapshot::Snapshot(Db& db) : db_(&db) {
    db_->execute("BEGIN");
}

Snapshot::~Snapshot() {
    sqlite3_exec(db_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace arc
