#include "catalog/sqlite.hpp"

#include "base/say.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <charconv>
#include <string>
#include <unordered_map>
#include <utility>

namespace arc {
namespace {

// The system's error behind the last failure of SQLite on this thread: sqlite3_system_errno() gives whatever errno has
// become after the roll-back, the log gives it as it was: "os_unix.c:38: (28) fsync(...) - ...".
thread_local int logged_error = 0;

void note_logged(void*, int, const char* words) {
    const std::string_view text = words;
    const std::size_t at = text.find(": (");
    if (text.starts_with("os_unix.c:") && at != std::string_view::npos) {
        std::from_chars(text.data() + at + 3, text.data() + text.size(), logged_error);
    }
}

void listen_to_sqlite() {
    [[maybe_unused]] static const int done = sqlite3_config(SQLITE_CONFIG_LOG, note_logged, nullptr);
}

// SQLite tells a full disk as such only of some calls. Of a file that cannot be made it tries to read it, and that
// error hides the first.
bool is_disk_full(int status) {
    const bool system_failed = (status & 0xff) == SQLITE_IOERR;
    return (status & 0xff) == SQLITE_FULL || (system_failed && (logged_error == ENOSPC || logged_error == EDQUOT));
}

// A full disk passes by itself, as elsewhere (store/files).
ErrorCode code_of(int status) {
    switch (status & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorCode::busy;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::damaged;
        case SQLITE_ERROR:
        case SQLITE_AUTH:
            return ErrorCode::usage;
        case SQLITE_CONSTRAINT:
            return ErrorCode::refused;
        default:
            return ErrorCode::io;
    }
}

std::string next_step(int status) {
    switch (status & 0xff) {
        case SQLITE_READONLY:
            return say("check the folder's rights");
        case SQLITE_CANTOPEN:
            return say("check the folder's rights, and that the disk has room");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return say("make it anew with arc-admin rebuild");
        case SQLITE_BUSY:
            return say("try again");
        default:
            return {};
    }
}

[[noreturn]] void fail(sqlite3* handle, int status, const std::string& name, std::string_view doing) {
    if (is_disk_full(status)) {
        throw Fault(ErrorCode::busy, name, say("{}: the disk is full", doing),
                    say("make room and run the same command again"));
    }
    const char* words = handle == nullptr ? sqlite3_errstr(status) : sqlite3_errmsg(handle);
    throw Fault(code_of(status), name, say("{}: {}", doing, words), next_step(status));
}

sqlite3* open_handle(const std::string& uri, int flags, const std::string& name) {
    sqlite3* handle = nullptr;
    listen_to_sqlite();
    const int status = sqlite3_open_v2(uri.c_str(), &handle, flags | SQLITE_OPEN_EXRESCODE, nullptr);
    if (status != SQLITE_OK) {
        sqlite3_close(handle);
        fail(nullptr, status, name, say("cannot open the catalog"));
    }
    return handle;
}

// A path as an SQLite URI: everything but plain characters is percent-encoded.
std::string uri_of(const std::filesystem::path& path, std::string_view query) {
    std::string uri = "file:";
    for (const char c : path.string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                           c == '.' || c == '-' || c == '_';
        uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return uri + std::string(query);
}

}  // namespace

class StatementPool {
public:
    ~StatementPool() { close(); }
    // An idle statement of this text, or null.
    sqlite3_stmt* take(std::string_view sql) {
        const auto found = idle_.find(std::string(sql));
        if (found == idle_.end()) {
            return nullptr;
        }
        sqlite3_stmt* statement = found->second;
        idle_.erase(found);
        return statement;
    }
    void put_back(sqlite3_stmt* statement) {
        constexpr std::size_t most = 200;
        const char* sql = sqlite3_sql(statement);
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
        if (closed_ || sql == nullptr || idle_.size() >= most) {
            sqlite3_finalize(statement);
        } else {
            idle_.emplace(sql, statement);
        }
    }
    void close() {
        closed_ = true;
        for (const auto& [sql, statement] : idle_) {
            sqlite3_finalize(statement);
        }
        idle_.clear();
    }

private:
    std::unordered_multimap<std::string, sqlite3_stmt*> idle_;
    bool closed_ = false;
};

Db::Db(sqlite3* handle, std::string name)
    : handle_(handle), name_(std::move(name)), pool_(std::make_shared<StatementPool>()) {
    sqlite3_busy_timeout(handle_, 60'000);
    execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;");
}

Db Db::open(const std::filesystem::path& path, Access access) {
    const int mode = access == Access::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    const std::string_view query = access == Access::immutable ? "?immutable=1" : "";
    Db db(open_handle(uri_of(path, query), mode | SQLITE_OPEN_URI, path.string()), path.string());
    if (access == Access::write) {
        db.execute("PRAGMA synchronous = FULL;");
    }
    return db;
}

Db Db::create(const std::filesystem::path& path) {
    Db db(open_handle(uri_of(path, ""), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, path.string()),
          path.string());
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
    const int status = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) {
        fail(handle_, status, name_, sql);
    }
}

std::int64_t Db::pragma(const char* pragma_name) {
    Statement statement(*this, std::string("PRAGMA ") + pragma_name);
    return statement.step() ? statement.int64() : 0;
}

Statement::Statement(Db& db, std::string_view sql) : db_(&db), pool_(db.pool_), statement_(pool_->take(sql)) {
    if (statement_ != nullptr) {
        return;
    }
    check(sqlite3_prepare_v2(db.handle(), sql.data(), static_cast<int>(sql.size()), &statement_, nullptr), "prepare");
}

Statement::~Statement() {
    if (statement_ != nullptr) {
        pool_->put_back(statement_);
    }
}

Statement::Statement(Statement&& other) noexcept
    : db_(other.db_),
      pool_(std::move(other.pool_)),
      statement_(std::exchange(other.statement_, nullptr)),
      next_parameter_(other.next_parameter_),
      next_column_(other.next_column_) {
}

void Statement::check(int status, const char* doing) {
    if (status != SQLITE_OK) {
        const char* sql = statement_ == nullptr ? doing : sqlite3_sql(statement_);
        fail(db_->handle(), status, db_->name(), sql == nullptr ? doing : sql);
    }
}

Statement& Statement::bind(std::int64_t value) {
    check(sqlite3_bind_int64(statement_, next_parameter_++, value), "bind");
    return *this;
}

Statement& Statement::bind(double value) {
    check(sqlite3_bind_double(statement_, next_parameter_++, value), "bind");
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    // A view of nothing has a null pointer, which SQLite would store as NULL.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    check(sqlite3_bind_text64(statement_, next_parameter_++, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8),
          "bind");
    return *this;
}

Statement& Statement::bind(const Digest& digest) {
    check(sqlite3_bind_blob(statement_, next_parameter_++, digest.bytes().data(), static_cast<int>(Digest::size),
                            SQLITE_TRANSIENT),
          "bind");
    return *this;
}

Statement& Statement::bind(const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        return bind(*whole);
    }
    if (const auto* number = std::get_if<double>(&cell)) {
        return bind(*number);
    }
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return bind(std::string_view(*text));
    }
    if (const auto* bytes = std::get_if<Blob>(&cell)) {
        check(sqlite3_bind_blob64(statement_, next_parameter_++, bytes->data(), bytes->size(), SQLITE_TRANSIENT),
              "bind");
        return *this;
    }
    return bind_null();
}

Statement& Statement::bind_null() {
    check(sqlite3_bind_null(statement_, next_parameter_++), "bind");
    return *this;
}

bool Statement::step() {
    next_column_ = 0;
    const int status = sqlite3_step(statement_);
    if (status == SQLITE_ROW) {
        return true;
    }
    if (status != SQLITE_DONE) {
        check(status, "step");
    }
    return false;
}

int Statement::run() {
    while (step()) {
    }
    return sqlite3_changes(db_->handle());
}

Statement& Statement::again() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    next_parameter_ = 1;
    return *this;
}

std::int64_t Statement::int64() {
    return sqlite3_column_int64(statement_, next_column_++);
}

double Statement::real() {
    return sqlite3_column_double(statement_, next_column_++);
}

std::string Statement::text() {
    const int column = next_column_++;
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

std::optional<std::int64_t> Statement::int64_or_null() {
    if (sqlite3_column_type(statement_, next_column_) == SQLITE_NULL) {
        ++next_column_;
        return std::nullopt;
    }
    return int64();
}

std::optional<double> Statement::real_or_null() {
    if (sqlite3_column_type(statement_, next_column_) == SQLITE_NULL) {
        ++next_column_;
        return std::nullopt;
    }
    return real();
}

Digest Statement::digest() {
    const int column = next_column_++;
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    Digest::Bytes out{};
    if (bytes != nullptr && sqlite3_column_bytes(statement_, column) == static_cast<int>(Digest::size)) {
        std::copy(bytes, bytes + Digest::size, out.begin());
    }
    return Digest(out);
}

Cell Statement::cell() {
    switch (sqlite3_column_type(statement_, next_column_)) {
        case SQLITE_INTEGER:
            return int64();
        case SQLITE_FLOAT:
            return real();
        case SQLITE_TEXT:
            return text();
        case SQLITE_BLOB: {
            const int column = next_column_++;
            const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
            return Blob(bytes, bytes + sqlite3_column_bytes(statement_, column));
        }
        default:
            ++next_column_;
            return {};
    }
}

int Statement::columns() const {
    return sqlite3_column_count(statement_);
}

std::string Statement::column_name(int index) const {
    return sqlite3_column_name(statement_, index);
}

bool Statement::read_only() const {
    return sqlite3_stmt_readonly(statement_) != 0;
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
