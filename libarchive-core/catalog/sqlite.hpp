#pragma once

#include "base/digest.hpp"
#include "model/event.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace arc {

// The idle prepared statements of one connection.
class StatementPool;

enum class Access {
    read,       // cannot write
    write,      //
    immutable,  // read-only media: no lock file, no write-ahead log
};

// One connection. Every failure of SQLite is a Fault that names the database file: busy, io (disk full, damage) or
// usage (SQL given by a user, see query_is_user_given).
class Db {
public:
    static Db open(const std::filesystem::path& path, Access access);  // an existing file
    // A new file, for whom `like` is readable and writable, owned as that one if we may; without it for the owner, and
    // to read for the group (0640, less the umask): private values stand in it.
    static Db create(const std::filesystem::path& path, const std::filesystem::path& like = {});
    ~Db();
    Db(Db&&) noexcept;
    Db& operator=(Db&&) noexcept;

    // Statements without parameters and results; several may stand in one text.
    void execute(const char* sql);
    std::int64_t pragma(const char* name);  // the value of an integer pragma
    sqlite3* handle() const noexcept { return handle_; }
    const std::string& name() const noexcept { return name_; }

private:
    friend class Statement;
    Db(sqlite3* handle, std::string name);
    sqlite3* handle_ = nullptr;
    std::string name_;
    std::shared_ptr<StatementPool> pool_;
};

// A prepared statement: bind in order, step through the rows, read columns in order. The connection keeps what was
// prepared for the next Statement of the same text, so making one in a loop costs little.
class Statement {
public:
    Statement(Db& db, std::string_view sql);
    ~Statement();
    Statement(Statement&&) noexcept;
    Statement(const Statement&) = delete;

    Statement& bind(std::int64_t value);
    Statement& bind(int value) { return bind(std::int64_t{value}); }
    Statement& bind(double value);
    Statement& bind(std::string_view text);
    Statement& bind(const std::string& text) { return bind(std::string_view(text)); }
    Statement& bind(const char* text) { return bind(std::string_view(text)); }
    Statement& bind(const Digest& digest);
    Statement& bind(const Cell& cell);
    Statement& bind_null();
    template <class T>
    Statement& bind(const std::optional<T>& value) {
        return value ? bind(*value) : bind_null();
    }
    // Empty text is stored as NULL: how optional texts stand in the catalog.
    Statement& bind_text_or_null(std::string_view text) { return text.empty() ? bind_null() : bind(text); }

    // True while there is a row.
    bool step();
    // Runs a statement that gives no rows; returns how many rows it changed.
    int run();
    // Ready to be bound again.
    Statement& again();

    // Columns of the current row, each call the next one.
    std::int64_t int64();
    int int32() { return static_cast<int>(int64()); }
    double real();
    std::string text();  // NULL gives ""
    std::optional<std::int64_t> int64_or_null();
    std::optional<double> real_or_null();
    Digest digest();
    Cell cell();

    int columns() const;
    std::string column_name(int index) const;
    bool read_only() const;

private:
    void check(int status, const char* doing);
    Db* db_;
    std::shared_ptr<StatementPool> pool_;
    sqlite3_stmt* statement_ = nullptr;
    int next_parameter_ = 1;
    int next_column_ = 0;
};

// BEGIN IMMEDIATE … COMMIT; rolls back unless committed.
class Transaction {
public:
    explicit Transaction(Db& db);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    void commit();

private:
    Db* db_;
    bool open_ = true;
};

// A read transaction: everything read in it is of one moment.
class Snapshot {
public:
    explicit Snapshot(Db& db);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;

private:
    Db* db_;
};

}  // namespace arc
