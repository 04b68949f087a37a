#pragma once

#include "catalog/sqlite.hpp"

#include <filesystem>

namespace arc {

// "arcc": tells our catalogs from other SQLite files (sqlite3_file_control application id).
inline constexpr std::int64_t catalog_application_id = 0x61726363;

// Makes an empty catalog with the newest schema. The file must not exist. `like`: as of Db::create.
Db create_catalog(const std::filesystem::path& path, const std::filesystem::path& like = {});
// Opens a catalog of this program's schema version. Faults (usage) with a sentence: not a catalog, newer than this
// program, older than this program (says to rebuild). Fault (damaged): the file is not there, or empty.
Db open_catalog(const std::filesystem::path& path, Access access);

// Whether the path of a catalog still names the file that is open.
bool is_in_its_place(Db& db);

// For a catalog that is being made anew: fast, and lost when the machine stops. Then, in the transaction that fills it:
// references are checked at its end. At last: durable from now on.
void begin_rebuilding(Db& db);
void check_references_at_end(Db& db);
void end_rebuilding(Db& db);
// Takes the write-ahead log into the file, so that the file alone is the catalog, whatever its schema. Faults (busy)
// when somebody has it open.
void fold_log(Db& db);
// From now on, as long as this connection is open, nobody else reads or writes it. Faults (busy) as above.
void keep_alone(Db& db);
// As it was before fold_log and keep_alone, if that can be done.
void let_go(Db& db) noexcept;
// The bytes on which SQLite's locks stand (sqlite.org/fileformat2.html, "the lock-byte page"). Whoever has read a
// catalog in WAL mode holds a shared one until it closes it: for a file too damaged to be asked by SQL.
inline constexpr std::int64_t first_lock_byte = 0x40000000;
inline constexpr std::int64_t lock_bytes = 512;

// The next number of a counter ("page", "ticket" …); starts at 1. Only inside a write transaction.
std::int64_t next_number(Db& db, std::string_view counter);
// `count` numbers in a row; the first of them.
std::int64_t next_numbers(Db& db, std::string_view counter, std::int64_t count);

// All counters jump ahead: after a restore that may have lost events, no number is given twice.
void jump_counters(Db& db, std::int64_t by);

// Settings of the archive that belong to the catalog (its id, the epoch).
std::string setting(Db& db, std::string_view name);
void set_setting(Db& db, std::string_view name, std::string_view value);

}  // namespace arc
