#include "jobs/admin/event_log.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/admin/chain.hpp"
#include "record/json.hpp"

#include <deque>

namespace arc {
namespace {

// "2026-11-21" as the first instant of that day, or of the day after it.
std::string instant_text(const std::string& text, const Zone& zone, std::chrono::days later) {
    if (text.empty()) {
        return {};
    }
    if (const Result<Day> day = parse_day(text)) {
        return format_instant(zone.start_of(std::chrono::sys_days(*day) + later));
    }
    return format_instant(parse_instant(text).value_or_throw());
}

bool fits(const StoredEvent& event, const EventTable::Filter& filter) {
    return (filter.since.empty() || event.at >= filter.since) && (filter.until.empty() || event.at < filter.until) &&
           (filter.verb.empty() || event.verb == filter.verb) && (filter.by.empty() || event.by == filter.by);
}

// The line's own members, the things as one text for tables, and the hash that the next event names.
Record event_record(const StoredEvent& event) {
    Record record{"event", {}};
    const Result<Value> value = from_json(event.line);
    if (value && value->as_object() != nullptr) {
        record.fields = *value->as_object();
    } else {
        record.fields = {{"n", event.n}, {"at", event.at}, {"by", event.by}, {"verb", event.verb}};
    }
    record.fields.emplace_back("hash", event.hash.hex());
    return record;
}

}  // namespace

ChainHead show_log(Archive& archive, const LogRequest& request, RecordSink& sink, Reporter& reporter) {
    using std::chrono::days;
    EventTable::Filter filter{instant_text(request.since, archive.zone(), days(0)),
                              instant_text(request.until, archive.zone(), days(1)), request.verb, request.by, 0};
    Chain chain(archive.config().id);
    bool whole = true;
    std::deque<std::int64_t> newest;
    EventTable events(archive.db());
    events.for_each({}, [&](const StoredEvent& event) {
        if (whole) {
            const Result<Done> followed = chain.follow(event);
            whole = followed.ok();
            if (!whole) {
                reporter.problem(followed.error());
            }
        }
        if (!fits(event, filter)) {
            return;
        }
        if (request.last == 0) {
            sink.put(event_record(event));
            return;
        }
        newest.push_back(event.n);
        if (newest.size() > static_cast<std::size_t>(request.last)) {
            newest.pop_front();
        }
    });
    for (const std::int64_t n : newest) {
        sink.put(event_record(events.find(n).value()));
    }
    return chain.head();
}

}  // namespace arc
