#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/event_table.hpp"
#include "jobs/admin/chain.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/audit/heads.hpp"
#include "store/journal.hpp"

#include <map>

namespace arc {
namespace {

// Follows the chain; after a damage it goes on from what is stored, so that each is told once. The hash of every
// event that a head names is kept.
void state_chain(AuditRun& run, std::map<std::int64_t, std::string>& wanted, const TellFinding& tell) {
    Chain chain(run.archive().config().id);
    EventTable(run.db()).for_each({}, [&](const StoredEvent& event) {
        if (const Result<Done> followed = chain.follow(event); !followed) {
            Finding finding = AuditRun::about_other("A17", "chain-broken", fmt::format("event:{}", event.n));
            finding.text = followed.error().what;
            tell(std::move(finding));
            chain.skip_to(event.n, event.hash);
        }
        if (const auto head = wanted.find(event.n); head != wanted.end() && head->second == event.hash.hex()) {
            wanted.erase(head);
        }
    });
}

void state_journal(AuditRun& run, const TellFinding& tell) {
    EventTable events(run.db());
    std::int64_t last = 0;
    bool told = false;
    const auto state = [&](std::string words) {
        told = true;
        Finding finding = AuditRun::about_other("A17", "journal-differs", fmt::format("event:{}", last + 1));
        finding.text = std::move(words);
        tell(std::move(finding));
    };
    Journal(run.archive().paths()).for_each([&](const std::filesystem::path& file, std::string_view line) {
        const std::optional<StoredEvent> event = events.find(last + 1);
        if (!event || event->line != line) {
            state(say("{} has another line", file.filename().string()));
            return false;
        }
        ++last;
        return true;
    });
    if (!told && last < events.head(run.archive().config().id).n) {
        state(say("the journal ends before it"));
    }
}

}  // namespace

Coverage audit_log(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    std::map<std::int64_t, std::string> wanted;
    std::map<std::int64_t, std::string> files;
    for (const NightHead& head : read_heads(run.archive().paths())) {
        wanted[head.event] = head.hash;
        files[head.event] = head.file;
    }
    state_chain(run, wanted, tell);
    for (const auto& [event, hash] : wanted) {
        Finding finding = AuditRun::about_other("A17", "head-differs", fmt::format("event:{}", event));
        finding.detail = files[event];
        finding.text = say("journal/heads/{} has another hash for it", files[event]);
        tell(std::move(finding));
    }
    state_journal(run, tell);
    return Coverage::whole;
}

}  // namespace arc
