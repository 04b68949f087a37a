#include "jobs/admin/archive_status.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "catalog/catalog_check.hpp"
#include "catalog/event_table.hpp"
#include "catalog/profile_table.hpp"
#include "store/files.hpp"

namespace arc {
namespace {

constexpr std::chrono::hours night_limit{26};

bool profile_file_differs(Archive& archive) {
    constexpr std::size_t largest = 4 << 20;
    const Result<std::string> text = read_file(archive.paths().profile(), largest);
    return !text || *text != ProfileTable(archive.db()).newest().text;
}

void add_event(Archive& archive, ArchiveStatus& status) {
    EventTable events(archive.db());
    const ChainHead head = events.head(archive.config().id);
    const std::optional<StoredEvent> last = events.find(head.n);
    status.facts.emplace_back("events", head.n);
    if (last) {
        status.facts.emplace_back("last_event",
                                  say("{} {} by {}", local_time(last->at, archive.zone()), last->verb, last->by));
    }
    status.facts.emplace_back("chain_head", head.hash.hex());
}

void add_night(Archive& archive, Instant now, ArchiveStatus& status) {
    const std::optional<StoredEvent> night = EventTable(archive.db()).newest_of(std::string(night_verb));
    if (!night) {
        return;
    }
    status.facts.emplace_back("last_night", night->at);
    status.night_overdue = now - parse_instant(night->at).value_or_throw() > night_limit;
    if (status.night_overdue) {
        status.hints.push_back(say("last night: no audit for over 26 hours; run arc-audit all, and look at cron"));
    }
}

// When the archive was last copied, and when a copy was last proven to give it back.
void add_backups(Archive& archive, ArchiveStatus& status) {
    for (const auto& [verb, fact] :
         {std::pair("backup", "last_backup"), std::pair("backup prove", "last_proven_backup")}) {
        if (const std::optional<StoredEvent> last = EventTable(archive.db()).newest_of(verb)) {
            status.facts.emplace_back(fact, last->at);
        }
    }
}

void add_hints(Archive& archive, const CatalogCounts& counts, ArchiveStatus& status) {
    if (archive.config().mode == ArchiveMode::open) {
        status.hints.push_back(
            say("mode: open; rights are guard rails, whoever may write the folder could also change it by hand"));
    }
    if (counts.persons == 0) {
        status.hints.push_back(say("persons: nobody is registered; begin with arc-admin person add CODE --role admin"));
    } else if (counts.admins == 0) {
        status.hints.push_back(say("persons: nobody has the role admin; give it with arc-admin role add CODE admin"));
    }
    if (counts.refused > 0) {
        status.hints.push_back(say("refused files: {} wait; see arc-ingest quarantine list", counts.refused));
    }
    if (counts.todo > 0) {
        status.hints.push_back(say("work list: {} pages; see arc-file todo", counts.todo));
    }
    if (profile_file_differs(archive)) {
        status.hints.push_back(say("profile.yaml: differs from the profile in force; see arc-admin profile apply"));
    }
}

}  // namespace

ArchiveStatus archive_status(Archive& archive, Instant now) {
    ArchiveStatus status;
    const Snapshot snapshot(archive.db());
    const CatalogCounts counts = count_catalog(archive.db());
    const ArchiveConfig& config = archive.config();
    status.facts = {{"id", config.id},
                    {"name", config.name},
                    {"fonds", text_or_null(config.fonds)},
                    {"folder", archive.paths().root.string()},
                    {"mode", config.mode == ArchiveMode::open ? "open" : "guarded"},
                    {"test", config.test},
                    {"profile", archive.profile().name},
                    {"profile_version", archive.profile_version()},
                    {"customers", counts.customers},
                    {"tickets", counts.tickets},
                    {"open_tickets", counts.open_tickets},
                    {"documents", counts.documents},
                    {"pages", counts.pages},
                    {"objects", counts.objects},
                    {"bytes", counts.bytes},
                    {"open_batches", counts.open_batches},
                    {"work_list", counts.todo},
                    {"refused_files", counts.refused},
                    {"persons", counts.persons}};
    add_event(archive, status);
    add_backups(archive, status);
    add_night(archive, now, status);
    add_hints(archive, counts, status);
    return status;
}

}  // namespace arc
