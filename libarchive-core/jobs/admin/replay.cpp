#include "jobs/admin/replay.hpp"

#include "base/say.hpp"
#include "catalog/change_capture.hpp"
#include "catalog/event_table.hpp"
#include "catalog/private_table.hpp"
#include "catalog/profile_table.hpp"
#include "jobs/indexer.hpp"
#include "profile/load_profile.hpp"
#include "record/event_codec.hpp"
#include "record/json.hpp"
#include "store/journal.hpp"

#include <charconv>
#include <optional>

namespace arc {

namespace fs = std::filesystem;

namespace {

void take(Db& db, EventTable& events, Chain& chain, std::string_view line) {
    const Event event = decode_event(line).value_or_throw();
    Chain next = chain;
    next.follow(line).value_or_throw();
    apply_changes(db, event.changes).value_or_throw();
    events.append({event.n, event.operation, format_instant(event.at), event.verb, event.by, event.request,
                   std::string(line), next.head().hash},
                  event.things);
    chain = next;
}

// The number of the event that a line tells, 0 when it is no event.
std::int64_t number_of(std::string_view line) {
    constexpr std::string_view first = "{\"n\":";
    std::int64_t n = 0;
    if (line.starts_with(first)) {
        std::from_chars(line.data() + first.size(), line.data() + line.size(), n);
    }
    return n;
}

}  // namespace

Chain replay_journal(Db& db, const ArchivePaths& paths, Chain chain, std::int64_t until, Reporter& reporter) {
    const std::int64_t begin = chain.head().n;
    const std::int64_t total = until > 0 ? until : Journal(paths).last();
    EventTable events(db);
    std::optional<Fault> misfit;
    Journal(paths).for_each([&](const fs::path& file, std::string_view line) {
        if (until > 0 && chain.head().n == until) {
            return false;
        }
        if (const std::int64_t n = number_of(line); n > 0 && n <= begin) {
            return true;
        }
        try {
            take(db, events, chain, line);
        } catch (const Fault& fault) {
            misfit.emplace(fault.code() == ErrorCode::refused ? ErrorCode::damaged : fault.code(),
                           say("{}: event {}", file.lexically_relative(paths.root).string(), chain.head().n + 1),
                           fault.what(), say("--until {} makes the catalog of all before it", chain.head().n));
            return false;
        }
        reporter.progress(chain.head().n, total);
        return true;
    });
    if (misfit) {
        throw Fault(*misfit);
    }
    return chain;
}

void restore_private_values(Db& db, const ArchivePaths& paths, std::int64_t after, std::int64_t last) {
    PrivateTable values(db);
    Journal(paths).for_each_private([&](const fs::path&, std::string_view line) {
        const Result<Value> value = from_json(line);
        if (value && value->int_of("n") > after && value->int_of("n") <= last) {
            values.add({value->text_of("hmac"), value->int_of("n"), value->text_of("salt"), value->text_of("value")});
        }
        return true;
    });
}

void index_everything(Db& db, const ArchivePaths& paths, Reporter& reporter) {
    const LoadedProfile profile = load_profile(ProfileTable(db).newest().text, paths.profile().string());
    if (!profile.ok()) {
        reporter.notice(
            say("search index: not made, the profile in force does not load: {}", profile.mistakes.front().message()));
        return;
    }
    Indexer(db, *profile.profile).put_everything([&](std::int64_t done) { reporter.progress(done, 0); });
}

}  // namespace arc
