#include "catalog/sqlite.hpp"
#include "catalog/sqlite_error.hpp"
#include "catalog/statement_pool.hpp"

#include <sqlite3.h>

#include <string>

namespace arc {

Statement::Statement(Db& db, std::string_view sql) : db_(&db), pool_(db.pool_), statement_(pool_->take(sql)) {
    forget_logged_error();
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
        fail_sqlite(db_->handle(), status, db_->name(), sql == nullptr ? doing : sql);
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

}  // namespace arc
