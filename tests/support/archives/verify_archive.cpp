// verify_archive [OPTION]... ARCHIVE: holds an archive against its promises: every page once and its object whole, the
// events an unbroken chain and the journal their copy, nothing left half done. Prints what is amiss, a line each
// (status 1), or how much of everything there is, with a digest of what it says.
//   --interrupted           right after a crash: the journal may be behind, and files may stand that nothing tells of
//   --told FILE             the catalog holds all pages and documents of these records
//   --taken FOLDER INBOX    each file of FOLDER lies in INBOX still, or is in the catalog

#include "base/digest.hpp"
#include "catalog/catalog.hpp"
#include "catalog/event_table.hpp"
#include "jobs/archive.hpp"
#include "record/json.hpp"
#include "store/journal.hpp"

#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <string_view>

namespace {

using namespace arc;
namespace fs = std::filesystem;

class Verifier {
public:
    explicit Verifier(const char* folder) : archive_(Archive::open({folder}, Access::read)) {}

    void check_finished() {
        check_database();
        none("batch with gaps", "SELECT batch FROM page GROUP BY batch HAVING count(*) <> max(seq) OR min(seq) <> 1");
        check_chain();
        check_journal();
        check_objects(true);
        check_leftovers();
    }

    void check_interrupted() {
        check_database();
        check_chain();
        check_objects(false);
    }

    void check_told(const char* records) {
        std::ifstream in(records);
        for (std::string line; std::getline(in, line) && !in.eof();) {
            if (!line.starts_with("{")) {
                continue;  // a table for people
            }
            const Value record = from_json(line).value_or_throw();
            const std::string kind = record.text_of("record");
            if (told_kinds.contains(kind)) {
                Statement row(archive_.db(), fmt::format("SELECT 1 FROM {} WHERE id = ?", kind));
                if (!row.bind(record.int_of("id")).step()) {
                    amiss("{} {}: was told, but the catalog does not know it", kind, record.int_of("id"));
                }
            }
        }
    }

    void check_taken(const char* originals, const char* inbox) {
        std::set<std::string> refused;
        for (const fs::directory_entry& entry : fs::directory_iterator(archive_.paths().quarantine())) {
            refused.insert(digest_of_file(entry.path()).value_or_throw().hex());
        }
        for (const fs::directory_entry& entry : fs::directory_iterator(originals)) {
            const Digest digest = digest_of_file(entry.path()).value_or_throw();
            Statement row(archive_.db(), "SELECT 1 FROM object WHERE digest = ?");
            if (!fs::exists(fs::path(inbox) / entry.path().filename()) && !refused.contains(digest.hex()) &&
                !row.bind(digest).step()) {
                amiss("{}: gone from the inbox, and in no catalog", entry.path().filename().string());
            }
        }
    }

    int amiss() const { return amiss_; }

    // Events are counted apart, because a run that was interrupted may have told the same in other groups. Keyed hashes
    // of private values are different each time.
    void print_counts() {
        static const std::regex keyed("hmac:[0-9a-f]+");
        std::vector<std::string> tables;
        Statement names(archive_.db(),
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT "
                        "LIKE 'event_thing' ORDER BY name");
        while (names.step()) {
            tables.push_back(names.text());
        }
        for (const std::string& table : tables) {
            const bool varies = table == "event" || table == "private_value";
            Sha256 digest;
            std::int64_t count = 0;
            Statement rows(archive_.db(), fmt::format("SELECT {} FROM {}", varies ? "1" : columns_of(table), table));
            for (; rows.step(); ++count) {
                digest.add(std::regex_replace(rows.text(), keyed, "hmac"));
            }
            fmt::print("{} {} {}\n", count, digest.finish().hex().substr(0, 12), table);
        }
    }

private:
    template <class... Args>
    void amiss(fmt::format_string<Args...> words, Args&&... args) {
        fmt::print("{}\n", fmt::format(words, std::forward<Args>(args)...));
        ++amiss_;
    }

    // One text of all columns of a row.
    std::string columns_of(const std::string& table) {
        std::string text;
        Statement columns(archive_.db(), "SELECT name FROM pragma_table_info(?)");
        columns.bind(table);
        while (columns.step()) {
            text += (text.empty() ? "quote(" : " || '|' || quote(") + columns.text() + ")";
        }
        return text;
    }

    // Rows that the query gives are amiss.
    void none(const char* what, const char* sql) {
        Statement rows(archive_.db(), sql);
        while (rows.step()) {
            amiss("{}: {}", what, rows.text());
        }
    }

    void check_database() {
        none("integrity", "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'");
        none("foreign key", "SELECT \"table\" FROM pragma_foreign_key_check");
        // The places of backs that are still to come are gaps, and a batch with gaps is not closed.
        none("closed batch with gaps",
             "SELECT p.batch FROM page AS p JOIN batch AS b ON b.id = p.batch AND b.state = 'closed' GROUP BY p.batch "
             "HAVING count(*) <> max(p.seq) OR min(p.seq) <> 1");
        none("batch with repeats", "SELECT batch FROM page GROUP BY batch HAVING count(DISTINCT seq) <> count(*)");
        none("the same frame of a source twice",
             "SELECT source FROM page GROUP BY batch, folder, source, source_written, object, "
             "frame HAVING count(*) > 1");
        none("frames of an object that are no pages",
             "SELECT p.source FROM page AS p JOIN object AS o ON o.id = p.object GROUP BY p.batch, p.folder, p.source, "
             "p.source_written, p.object HAVING count(*) <> o.frames AND o.destroyed IS NULL");
        none(
            "thing in two places",
            "SELECT thing FROM stay WHERE until IS NULL GROUP BY thing HAVING count(*) > 1 UNION ALL SELECT thing FROM "
            "stay AS s WHERE until IS NULL AND NOT EXISTS (SELECT 1 FROM (SELECT 'document:' || id AS thing, place "
            "FROM document UNION ALL SELECT 'volume:' || id, place FROM volume UNION ALL SELECT 'box:' || id, place "
            "FROM box) AS t WHERE t.thing = s.thing AND t.place = s.place)");
        none("object without pages",
             "SELECT id FROM object WHERE destroyed IS NULL AND id NOT IN (SELECT object FROM page) AND id NOT IN "
             "(SELECT result FROM conversion)");
        none("copy that is not told",
             "SELECT p.id FROM page AS p WHERE duplicate_of IS NULL AND EXISTS (SELECT 1 FROM page AS q WHERE q.object "
             "= p.object AND "
             "q.frame = p.frame AND q.id < p.id)");
        none("document with gaps",
             "SELECT document FROM page WHERE role = 'content' GROUP BY document HAVING count(*) <> max(position) OR "
             "count(DISTINCT position) "
             "<> count(*)");
        none("document without pages",
             "SELECT id FROM document WHERE starts_at IS NOT NULL AND withdrawn IS NULL AND id NOT IN (SELECT document "
             "FROM page WHERE "
             "document IS NOT NULL)");
        for (const char* table : {"page", "document", "batch", "folder"}) {
            none("counter behind its table",
                 fmt::format("SELECT name FROM counter WHERE name = '{0}' AND next <= (SELECT max(id) FROM {0})", table)
                     .c_str());
        }
    }

    void check_chain() {
        ChainHead head{0, chain_start(archive_.config().id)};
        for (const StoredEvent& event : EventTable(archive_.db()).after(0, all)) {
            if (event.n != head.n + 1 || event.hash != chain_hash(head.hash, event.n, event.line)) {
                amiss("chain: event {} does not fit", event.n);
            }
            head = {event.n, event.hash};
            lines_.push_back(event.line);
        }
    }

    void check_journal() {
        std::size_t at = 0;
        Journal(archive_.paths()).for_each([&](const fs::path&, std::string_view line) {
            if (at >= lines_.size() || lines_[at] != line) {
                amiss("journal: line {} is not the event", at + 1);
            }
            ++at;
            return true;
        });
        if (at != lines_.size()) {
            amiss("journal: {} lines, {} events", at, lines_.size());
        }
    }

    void check_objects(bool none_else) {
        Statement rows(archive_.db(), "SELECT digest FROM object WHERE destroyed IS NULL");
        std::set<std::string> known;
        while (rows.step()) {
            const Digest digest = rows.digest();
            known.insert(digest.hex());
            const Result<Digest> on_disk = archive_.objects().digest_on_disk(digest);
            if (!on_disk || *on_disk != digest) {
                amiss("object {}: not whole", digest.hex());
            }
        }
        if (!none_else) {
            return;
        }
        archive_.objects().for_each(
            [&](const Digest& digest) {
                if (!known.contains(digest.hex())) {
                    amiss("object {}: in no catalog", digest.hex());
                }
            },
            [&](const fs::path& path) { amiss("{}: no object", path.string()); });
    }

    void check_leftovers() {
        // A living run has a folder there, and nothing in it while it waits.
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(archive_.paths().staging())) {
            if (!entry.is_directory()) {
                amiss("staging: {} is left", entry.path().filename().string());
            }
        }
        for (const fs::directory_entry& entry : fs::directory_iterator(archive_.paths().quarantine())) {
            const std::string name = entry.path().filename().string();
            const bool is_reason = name.ends_with(".reason.json");
            const std::string file =
                is_reason ? name.substr(0, name.size() - std::string_view(".reason.json").size()) : name;
            Statement row(archive_.db(), "SELECT 1 FROM refusal WHERE stored = ?");
            if (!row.bind(file).step()) {
                amiss("quarantine: {} is in no catalog", name);
            }
            if (!is_reason && !fs::exists(archive_.paths().quarantine() / (name + ".reason.json"))) {
                amiss("quarantine: {} has no reason", name);
            }
        }
    }

    static constexpr std::int64_t all = 1'000'000;
    // Records whose id is that of a row of the table of the same name.
    inline static const std::set<std::string> told_kinds{"page", "document", "handover", "review", "entry",
                                                         "hold", "box",      "volume",   "place",  "appraisal"};
    Archive archive_;
    std::vector<std::string> lines_;
    int amiss_ = 0;
};

}  // namespace

int main(int count, char** words) {
    if (count < 2) {
        fmt::print(stderr, "usage: verify_archive [--interrupted] [--told FILE] [--taken FOLDER INBOX] ARCHIVE\n");
        return 2;
    }
    try {
        Verifier verifier(words[count - 1]);
        bool finished = true;
        for (int i = 1; i < count - 1; ++i) {
            const std::string_view word = words[i];
            if (word == "--interrupted") {
                finished = false;
            } else if (word == "--told" && i + 2 < count) {
                verifier.check_told(words[++i]);
            } else if (word == "--taken" && i + 3 < count) {
                verifier.check_taken(words[i + 1], words[i + 2]);
                i += 2;
            }
        }
        if (finished) {
            verifier.check_finished();
        } else {
            verifier.check_interrupted();
        }
        if (verifier.amiss() > 0) {
            return 1;
        }
        verifier.print_counts();
        return 0;
    } catch (const std::exception& trouble) {
        fmt::print("{}\n", trouble.what());
        return 1;
    }
}
