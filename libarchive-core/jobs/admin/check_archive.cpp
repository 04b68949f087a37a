#include "jobs/admin/check_archive.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/catalog_check.hpp"
#include "catalog/event_table.hpp"
#include "catalog/object_table.hpp"
#include "catalog/private_table.hpp"
#include "catalog/profile_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/admin/chain.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/shelving/shelves.hpp"
#include "record/event_codec.hpp"
#include "store/files.hpp"
#include "store/journal.hpp"
#include "store/journal_file.hpp"
#include "store/publishing.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

namespace arc {

namespace fs = std::filesystem;

namespace {

class ArchiveCheck {
public:
    ArchiveCheck(Archive& archive, RecordSink& sink, Reporter& reporter)
        : archive_(&archive), sink_(&sink), reporter_(&reporter) {}

    std::int64_t run() {
        check_files_of_archive();
        check_catalog();
        check_chain();
        check_journal();
        check_files_of_journal(archive_->paths().journal());
        check_files_of_journal(archive_->paths().private_journal());
        check_private_values();
        check_objects();
        check_quarantine();
        check_pages();
        check_shelves();
        check_index();
        return findings_;
    }

private:
    void tell(std::string_view part, std::string subject, std::string text) {
        ++findings_;
        sink_->put({"finding", {{"part", part}, {"subject", std::move(subject)}, {"text", std::move(text)}}});
    }

    void check_files_of_archive() {
        constexpr std::size_t largest = 4 << 20;
        Db& db = archive_->db();
        if (setting(db, "archive") != archive_->config().id) {
            tell("archive.yaml", archive_->config().id, say("the catalog is of archive {}", setting(db, "archive")));
        }
        const Result<std::string> text = read_file(archive_->paths().profile(), largest);
        if (!text) {
            tell("profile.yaml", "profile.yaml", text.error().what);
        } else if (*text != ProfileTable(db).newest().text) {
            reporter_->notice(
                say("profile.yaml: differs from the profile in force (version {}); see arc-admin profile apply",
                    archive_->profile_version()));
        }
    }

    void check_catalog() {
        CatalogCheck check(archive_->db());
        for (std::string& words : check.damages()) {
            tell("catalog", "catalog.db", std::move(words));
        }
        for (std::string& words : check.broken_references()) {
            tell("catalog", "catalog.db", std::move(words));
        }
        for (const CatalogCheck::CounterBehind& counter : check.counters_behind()) {
            tell("catalog", say("counter {}", counter.counter),
                 say("would give {} next, but {} is in use", counter.next, counter.highest));
        }
    }

    // After a damaged event the chain goes on from what is stored, so that each damage is told once.
    void check_chain() {
        EventTable events(archive_->db());
        Chain chain(archive_->config().id);
        events.for_each({}, [&](const StoredEvent& event) {
            if (const Result<Done> followed = chain.follow(event); !followed) {
                tell("chain", followed.error().subject, followed.error().what);
                chain.skip_to(event.n, event.hash);
            } else {
                check_columns(event);
            }
        });
    }

    void check_columns(const StoredEvent& event) {
        const Result<Event> read = decode_event(event.line);
        if (!read) {
            tell("chain", say("event {}", event.n), read.error().what);
            return;
        }
        const bool same = read->operation == event.operation && format_instant(read->at) == event.at &&
                          read->verb == event.verb && read->by == event.by && read->request == event.request;
        if (!same) {
            tell("chain", say("event {}", event.n), say("its row says something else than its line"));
        }
    }

    void check_journal() {
        EventTable events(archive_->db());
        std::int64_t last = 0;
        bool told = false;
        Journal(archive_->paths()).for_each([&](const fs::path& file, std::string_view line) {
            const std::optional<StoredEvent> event = events.find(last + 1);
            const std::string name = file.filename().string();
            if (!event) {
                tell("journal", name, say("has a line after event {}, which is the catalog's last", last));
                told = true;
            } else if (event->line != line) {
                tell("journal", name, say("its line of event {} is not that of the catalog", last + 1));
                told = true;
            }
            ++last;
            return !told;
        });
        const std::int64_t head = events.head(archive_->config().id).n;
        const auto copied = [&] { return Journal(archive_->paths()).last() >= head; };
        if (!told && last < head && !comes_true(copied, somebody_writes_journal)) {
            tell("journal", say("event {}", last + 1),
                 say("{} events of the catalog are not in the journal; the next change writes them", head - last));
        }
    }

    // A copy that somebody made beside the months looks like one of them, but nothing reads it.
    void check_files_of_journal(const fs::path& folder) {
        std::error_code error;
        std::error_code gone;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
            const fs::path name = entry->path().filename();
            const bool begun = name.string().starts_with('.') || name.extension() == ".tmp";
            if (!entry->is_directory(gone) && name != "lock" && !begun && !is_month_file(name)) {
                tell("journal", printable(entry->path().lexically_relative(archive_->paths().root).string()),
                     say("is no month of the journal (2026-11.jsonl) and is not read; take it away"));
            }
        }
    }

    void check_private_values() {
        PrivateTable(archive_->db()).for_each([&](const PrivateValue& value) {
            if (hmac_sha256(value.salt, value.value).hex() != value.hmac) {
                tell("private", say("event {}", value.n),
                     say("a private value of this event does not fit its keyed hash"));
            }
        });
    }

    std::string why_unknown(const Digest& digest) {
        const std::optional<StoredObject> object = ObjectTable(archive_->db()).find(digest);
        return object ? say("was to be destroyed at {}; run arc-file dispose execute again (arc-file dispose list)",
                            object->destroyed)
                      : say("the catalog does not know this file");
    }

    void check_objects() {
        std::vector<Digest> known;
        std::vector<Digest> unknown;
        CatalogCheck(archive_->db()).for_each_object([&](const Digest& digest, std::int64_t bytes) {
            known.push_back(digest);
            std::error_code error;
            const auto size = fs::file_size(archive_->paths().object(digest), error);
            if (error) {
                tell("objects", digest.hex(), say("the file is missing"));
            } else if (static_cast<std::int64_t>(size) != bytes) {
                tell("objects", digest.hex(), say("the file has {} bytes, the catalog says {}", size, bytes));
            }
        });
        std::ranges::sort(known);
        archive_->objects().for_each(
            [&](const Digest& digest) {
                if (!std::ranges::binary_search(known, digest)) {
                    unknown.push_back(digest);
                }
            },
            [&](const fs::path& path) {
                tell("objects", printable(path.lexically_relative(archive_->paths().root).string()),
                     say("this is no object"));
            });
        tell_unknown(unknown);
    }

    // What a writer is just taking is in its folder before it is in the catalog.
    void tell_unknown(std::vector<Digest>& unknown) {
        comes_true(
            [&] {
                ObjectTable objects(archive_->db());
                std::erase_if(unknown, [&](const Digest& digest) {
                    const std::optional<StoredObject> object = objects.find(digest);
                    return object && object->destroyed.empty();
                });
                return unknown.empty();
            },
            somebody_publishes);
        for (const Digest& digest : unknown) {
            tell("objects", digest.hex(), why_unknown(digest));
        }
    }

    // Whether it is so, or becomes so while writers are at work or in the moment after.
    bool comes_true(const std::function<bool()>& state, bool (*at_work)(const ArchivePaths&)) {
        using namespace std::chrono_literals;
        constexpr auto longest = 90s;  // a writer waits 60 for its turn
        const auto started = std::chrono::steady_clock::now();
        for (int idle = 0; !state(); idle = at_work(archive_->paths()) ? 0 : idle + 1) {
            constexpr int long_idle = 10;
            if (idle == long_idle || std::chrono::steady_clock::now() - started > longest) {
                return false;
            }
            std::this_thread::sleep_for(20ms);
        }
        return true;
    }

    // A refusal is settled before its file goes: what is gone and waits still was lost.
    void check_quarantine() {
        const auto waits_without_file = [&](const Refusal& refusal) {
            return !refusal.stored.empty() && !fs::exists(archive_->paths().quarantine() / refusal.stored);
        };
        BatchTable batches(archive_->db());
        if (std::ranges::none_of(batches.waiting_refusals(), waits_without_file)) {
            return;
        }
        for (const Refusal& refusal : batches.waiting_refusals()) {
            if (waits_without_file(refusal)) {
                tell("quarantine", refusal.source,
                     say("its copy {} is gone; scan it again, then arc-ingest quarantine drop {}", refusal.stored,
                         refusal.id));
            }
        }
    }

    void check_pages() {
        CatalogCheck check(archive_->db());
        for (const std::int64_t document : check.documents_with_crowded_pages()) {
            tell("pages", say("document:{}", document), say("two of its pages have the same place"));
        }
        for (const std::int64_t page : check.pages_without_frame()) {
            tell("pages", say("page:{}", page), say("its object has no such frame"));
        }
    }

    void check_shelves() {
        for (const Thing thing : StayTable(archive_->db()).inconsistent()) {
            tell("shelves", name_of(archive_->db(), thing),
                 say("stands elsewhere than its record of stays says; shelve it again"));
        }
        const Shelves shelves(*archive_);
        for (const PlaceNode& node : shelves.nodes()) {
            const ShelfRoom& room = node.state.room;
            if (room.most && room.things > *room.most) {
                tell("shelves", "place:" + node.place.code,
                     say("{} things stand there, {} may", room.things, *room.most));
            }
            if (room.capacity && room.used > *room.capacity) {
                tell("shelves", "place:" + node.place.code, say("{} mm stand on its {} mm", room.used, *room.capacity));
            }
        }
    }

    void check_index() {
        CatalogCheck check(archive_->db());
        for (const Thing thing : check.not_indexed()) {
            tell("search", to_text(thing), say("cannot be found by its words; see arc-admin rebuild"));
        }
        for (const Thing thing : check.indexed_without_row()) {
            tell("search", to_text(thing), say("is found, but is not there; see arc-admin rebuild"));
        }
    }

    Archive* archive_;
    RecordSink* sink_;
    Reporter* reporter_;
    std::int64_t findings_ = 0;
};

}  // namespace

std::int64_t check_archive(Archive& archive, RecordSink& sink, Reporter& reporter) {
    return ArchiveCheck(archive, sink, reporter).run();
}

}  // namespace arc
