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

// Lines of events that the catalog has already: they are not needed now, but a later rebuild needs them.
class KnownLines {
public:
    KnownLines(EventTable& events, std::int64_t last, Reporter& reporter)
        : events_(&events), last_(last), reporter_(&reporter) {}

    // Whether it is one of them, or stands between them.
    bool take(const fs::path& file, std::string_view line) {
        line_ = file == file_ ? line_ + 1 : 1;
        file_ = file;
        const std::int64_t n = number_of(line);
        at_ = n > 0 ? n : at_ + 1;
        if (at_ > last_) {
            return false;
        }
        const std::optional<StoredEvent> event = sound_ ? events_->find(at_) : std::nullopt;
        if (sound_ && (!event || event->line != line)) {
            sound_ = false;
            reporter_->problem({ErrorCode::damaged, say("journal/{}: line {}", file.filename().string(), line_),
                                say("is not what the catalog says of event {}", at_),
                                say("bring the file back from another backup: a rebuild would need it")});
        }
        return true;
    }

private:
    EventTable* events_;
    std::int64_t last_;
    Reporter* reporter_;
    fs::path file_;
    std::int64_t line_ = 0;
    std::int64_t at_ = 0;
    bool sound_ = true;
};

}  // namespace

namespace {

// What to do about the line behind event `n`. Where it names its own number but not the hash of event n, one of the two
// was changed, and nobody can tell which: the journal's lines do not name their own hashes.
std::string way_out(std::string_view line, std::int64_t n) {
    const bool may_be_the_one_before = line.starts_with(fmt::format("{{\"n\":{},", n + 1)) && n > 1;
    return may_be_the_one_before
               ? say("put the file back from a backup; --until {} makes the catalog of all before both", n - 1)
               : say("put the file back from a backup; --until {} makes the catalog of all before it", n);
}

}  // namespace

Chain replay_journal(Db& db, const ArchivePaths& paths, Chain chain, std::int64_t until, Reporter& reporter) {
    const std::int64_t total = until > 0 ? until : Journal(paths).last();
    EventTable events(db);
    KnownLines known(events, chain.head().n, reporter);
    std::optional<Fault> misfit;
    Journal(paths).for_each([&](const fs::path& file, std::string_view line) {
        if (until > 0 && chain.head().n == until) {
            return false;
        }
        if (known.take(file, line)) {
            return true;
        }
        try {
            take(db, events, chain, line);
        } catch (const Fault& fault) {
            // Whatever the parser or the catalog calls it: a line that does not fit is damage of the journal.
            const bool is_of_machine = fault.code() == ErrorCode::io || fault.code() == ErrorCode::busy;
            misfit.emplace(is_of_machine ? fault.code() : ErrorCode::damaged,
                           say("{}: event {}", file.lexically_relative(paths.root).string(), chain.head().n + 1),
                           fault.what(), way_out(line, chain.head().n));
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
