#include "jobs/change.hpp"

#include "base/say.hpp"
#include "catalog/catalog.hpp"
#include "catalog/event_table.hpp"
#include "catalog/private_table.hpp"
#include "record/event_codec.hpp"
#include "record/json.hpp"
#include "store/journal.hpp"
#include "version.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::size_t long_event = 1000;     // rows; about 300 kB of journal line
constexpr std::int64_t journal_group = 256;  // events read at once

std::string month_of(std::string_view instant) {
    return std::string(instant.substr(0, 7));
}

std::string private_line(const PrivateValue& value) {
    return to_json(Object{{"n", value.n}, {"hmac", value.hmac}, {"salt", value.salt}, {"value", value.value}});
}

// Since the turn began, because rebuild replaces the catalog in its own.
Db& in_its_place(Db& db) {
    if (!is_in_its_place(db)) {
        throw Fault(ErrorCode::io, db.name(), say("the catalog was replaced"), say("start again"));
    }
    return db;
}

}  // namespace

Change::Change(Archive& archive, Operation& operation, std::optional<WriterTurn> turn)
    : archive_(&archive),
      operation_(&operation),
      now_(operation.caller->now()),
      turn_(std::move(turn)),
      transaction_(in_its_place(archive.db())),
      capture_(archive.db()) {
}

Change::Change(Archive& archive, Operation& operation)
    : Change(archive, operation,
             std::optional<WriterTurn>(std::in_place, archive.paths().queue(),
                                       operation.caller->tool + " " + operation.verb,
                                       format_instant(operation.caller->now()))) {
}

Change::Change(Archive& archive, Operation& operation, const WriterTurn&)
    : Change(archive, operation, std::optional<WriterTurn>()) {
}

void Change::about(Thing thing) {
    std::string text = to_text(thing);
    if (known_things_.insert(text).second) {
        things_.push_back(std::move(text));
    }
}

void Change::tell(std::string name, Value value) {
    detail_.emplace_back(std::move(name), std::move(value));
}

std::string Change::keep_private(const std::string& value) {
    constexpr std::size_t salt_bytes = 16;
    const std::string salt = random_hex(salt_bytes);
    const std::string hmac = hmac_sha256(salt, value).hex();
    if (next_event_ == 0) {
        next_event_ = EventTable(db()).head(archive_->config().id).n + 1;
    }
    private_values_.insert({hmac, {hmac, next_event_, salt, value}});
    return hmac;
}

std::string Change::keep_private(const std::string& value, const std::string& before) {
    constexpr std::string_view mark = "hmac:";
    if (value.empty()) {
        return value;
    }
    if (before.starts_with(mark)) {
        const std::string hmac = before.substr(mark.size());
        const std::string salt = salt_of(hmac);
        if (!salt.empty() && hmac_sha256(salt, value).hex() == hmac) {
            return before;
        }
    }
    return std::string(mark) + keep_private(value);
}

std::string Change::salt_of(const std::string& hmac) {
    const auto pending = private_values_.find(hmac);
    return pending == private_values_.end() ? PrivateTable(db()).salt_of(hmac) : pending->second.salt;
}

void Change::store_private_values() {
    std::vector<const PrivateValue*> values;
    values.reserve(private_values_.size());
    for (const auto& [hmac, value] : private_values_) {
        values.push_back(&value);
    }
    std::ranges::sort(values, {}, [](const PrivateValue* value) -> const std::string& { return value->hmac; });
    PrivateTable table(db());
    for (const PrivateValue* value : values) {
        table.add(*value);
    }
    private_values_.clear();
}

void Change::end_event_if_long() {
    if (capture_.count() >= long_event) {
        end_event();
    }
}

void Change::end_event() {
    write_event();
    things_.clear();
    known_things_.clear();
}

void Change::write_event() {
    const Caller& caller = *operation_->caller;
    EventTable events(db());
    const ChainHead head = events.head(archive_->config().id);
    Event event;
    event.n = head.n + 1;
    event.operation = operation_->number == 0 ? event.n : operation_->number;
    event.previous = head.hash;
    event.at = now_;
    event.tool = caller.tool + " " + version;
    event.verb = operation_->verb;
    event.profile = archive_->profile_version();
    event.host = caller.host;
    event.by = caller.account;
    event.acting = caller.acting;
    event.reason = caller.reason;
    event.request = operation_->number == 0 ? caller.request : std::string();
    event.things = things_;
    event.detail = std::move(detail_);
    event.changes = capture_.take();
    detail_.clear();
    StoredEvent stored{event.n,  event.operation, format_instant(event.at), event.verb,
                       event.by, event.request,   encode_event(event),      {}};
    stored.hash = chain_hash(head.hash, stored.n, stored.line);
    events.append(stored, things_);
    operation_->number = event.operation;
    last_event_ = event.n;
    next_event_ = event.n + 1;
}

std::int64_t Change::commit() {
    if (capture_.count() == 0 && last_event_ == 0) {
        if (!operation_->caller->dry_run) {
            // What was found may be an event whose journal line failed, in this process or another.
            complete_journal(*archive_);
        }
        return 0;
    }
    return commit_always();
}

std::int64_t Change::commit_always() {
    commit_without_journal();
    if (operation_->caller->dry_run) {
        return 0;
    }
    write_missing_journal_lines(*archive_);
    return last_event_;
}

std::int64_t Change::commit_without_journal() {
    if (capture_.count() > 0 || !detail_.empty() || last_event_ == 0) {
        write_event();
    }
    if (operation_->caller->dry_run) {
        operation_->number = 0;
        return 0;
    }
    store_private_values();
    transaction_.commit();
    turn_.reset();
    return last_event_;
}

void write_missing_journal_lines(Archive& archive) {
    write_missing_journal_lines(archive.paths(), archive.db());
}

void write_missing_journal_lines(const ArchivePaths& paths, Db& db) {
    JournalSource source;
    source.last = [&] { return EventTable(db).head({}).n; };
    source.line_of = [&](std::int64_t n) {
        const std::optional<StoredEvent> event = EventTable(db).find(n);
        return event ? event->line : std::string();
    };
    source.after = [&](std::int64_t n) {
        PrivateTable private_values(db);
        std::vector<JournalLine> lines;
        for (StoredEvent& event : EventTable(db).after(n, journal_group)) {
            JournalLine line{event.n, month_of(event.at), std::move(event.line), {}};
            for (const PrivateValue& value : private_values.of_event(event.n)) {
                line.private_texts.push_back(private_line(value));
            }
            lines.push_back(std::move(line));
        }
        return lines;
    };
    Journal(paths).append_missing(source);
}

void complete_journal(Archive& archive) {
    // In this order: an event is in the catalog before it is in the journal.
    const JournalEnd end = Journal(archive.paths()).end();
    const std::optional<StoredEvent> same = EventTable(archive.db()).find(end.n);
    if (!end.synced || !same || same->line != end.line ||
        EventTable(archive.db()).head(archive.config().id).n != end.n) {
        write_missing_journal_lines(archive);
    }
}

std::optional<Event> answered_before(Archive& archive, const std::string& request) {
    if (request.empty()) {
        return std::nullopt;
    }
    const std::optional<StoredEvent> stored = EventTable(archive.db()).find_request(request);
    if (!stored) {
        return std::nullopt;
    }
    return decode_event(stored->line).value_or_throw();
}

}  // namespace arc
