#include "catalog/copy_catalog.hpp"

#include "base/say.hpp"
#include "catalog/catalog.hpp"
#include "catalog/sqlite_error.hpp"

#include <sqlite3.h>

namespace arc {

void copy_catalog(Db& from, const std::filesystem::path& to,
                  const std::function<void(std::int64_t, std::int64_t)>& progress) {
    {
        Db target = Db::create(to);
        // A copy that breaks off is thrown away, so it needs no protection of its own.
        target.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
        // A change between two steps by somebody else would begin the copy anew; inside a snapshot there is none.
        const Snapshot moment(from);
        static_cast<void>(from.pragma("user_version"));  // a snapshot begins with its first read
        sqlite3_backup* const copying = sqlite3_backup_init(target.handle(), "main", from.handle(), "main");
        if (copying == nullptr) {
            fail_sqlite(target.handle(), sqlite3_errcode(target.handle()), target.name(),
                        say("cannot copy the catalog"));
        }
        constexpr int pages_a_step = 4096;
        int status = SQLITE_OK;
        do {
            status = sqlite3_backup_step(copying, pages_a_step);
            const int total = sqlite3_backup_pagecount(copying);
            progress(total - sqlite3_backup_remaining(copying), total);
        } while (status == SQLITE_OK);
        const int finished = sqlite3_backup_finish(copying);
        if (status != SQLITE_DONE || finished != SQLITE_OK) {
            fail_sqlite(target.handle(), status == SQLITE_DONE ? finished : status, target.name(),
                        say("cannot copy the catalog"));
        }
    }
    Db copy = Db::open(to, Access::write);
    fold_log(copy);
}

}  // namespace arc
