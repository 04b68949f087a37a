#include "jobs/admin/undo.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/event_table.hpp"
#include "jobs/admin/later_events.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/indexing.hpp"
#include "record/event_codec.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace arc {
namespace {

// What has left a mark outside the catalog: files, profile.yaml, other people's paper.
constexpr std::array<std::string_view, 10> final_verbs{"init",    "ingest",          "resume",          "profile apply",
                                                       "rebuild", "restore",         "dispose execute", "handover take",
                                                       "convert", "convert withdraw"};

struct TableOfThing {
    std::string_view table;
    ThingKind kind;
    std::string_view column;  // that names the thing
};
constexpr std::array tables_of_things{TableOfThing{"customer", ThingKind::customer, "id"},
                                      TableOfThing{"customer_state", ThingKind::customer, "customer"},
                                      TableOfThing{"customer_number", ThingKind::customer, "customer"},
                                      TableOfThing{"ticket", ThingKind::ticket, "id"},
                                      TableOfThing{"document", ThingKind::document, "id"},
                                      TableOfThing{"volume", ThingKind::volume, "id"},
                                      TableOfThing{"box", ThingKind::box, "id"},
                                      TableOfThing{"place", ThingKind::place, "id"},
                                      TableOfThing{"series", ThingKind::series, "id"},
                                      TableOfThing{"person", ThingKind::person, "id"},
                                      TableOfThing{"unit", ThingKind::unit, "id"}};

std::string_view way_back(ChangeKind kind) {
    return kind == ChangeKind::insert ? "removed" : kind == ChangeKind::erase ? "restored" : "changed back";
}

Record change_record(const RowChange& change) {
    std::vector<std::string> columns;
    if (change.kind == ChangeKind::update) {
        columns.assign(change.columns.begin() + static_cast<std::ptrdiff_t>(change.keys), change.columns.end());
    }
    return {"change",
            {{"table", change.table},
             {"row", key_of(change)},
             {"what", way_back(change.kind)},
             {"columns", List(columns.begin(), columns.end())}}};
}

class Undo {
public:
    Undo(Archive& archive, Operation& operation, RecordSink& sink)
        : archive_(&archive), operation_(&operation), sink_(&sink), events_(archive.db()) {}

    void run(std::int64_t number) {
        const StoredEvent asked = known(number);
        const std::vector<StoredEvent> stored = events_.of_operation(asked.operation);
        require_undoable(stored.front());
        Change change(*archive_, *operation_);
        for (auto event = stored.rbegin(); event != stored.rend(); ++event) {
            take_back(decode_event(event->line).value_or_throw(), change);
        }
        if (rows_ == 0) {
            throw Fault(ErrorCode::refused, say("event {}", number), say("changed nothing that could be undone"));
        }
        index_again(change);
        change.tell("operation", stored.front().n);
        change.tell("undone", stored.front().verb);
        change.commit();
        sink_->put({"undo",
                    {{"operation", stored.front().n},
                     {"verb", stored.front().verb},
                     {"events", static_cast<std::int64_t>(stored.size())},
                     {"rows", rows_}}});
    }

private:
    StoredEvent known(std::int64_t number) {
        if (std::optional<StoredEvent> event = events_.find(number)) {
            return *std::move(event);
        }
        throw Fault(ErrorCode::not_found, say("event {}", number), say("there is none"), say("see arc-admin log"));
    }

    void require_undoable(const StoredEvent& first) {
        if (std::ranges::count(final_verbs, first.verb) != 0) {
            throw Fault(ErrorCode::refused, say("event {}", first.n), say("{} cannot be undone", first.verb),
                        next_step(first.verb));
        }
        EventTable::Filter filter;
        filter.verb = "undo";
        std::int64_t undone_by = 0;
        std::set<std::int64_t> undone;
        events_.for_each(filter, [&](const StoredEvent& event) {
            const Result<Event> undo = decode_event(event.line);
            const std::int64_t operation = undo ? Value(undo->detail).int_of("operation") : 0;
            undone.insert(operation);
            undone_by = operation == first.n ? event.operation : undone_by;
        });
        if (undone_by != 0 && !undone.contains(undone_by)) {
            throw Fault(ErrorCode::refused, say("event {}", first.n), say("is undone already, by event {}", undone_by),
                        say("arc-admin undo {} does it again", undone_by));
        }
    }

    static std::string next_step(std::string_view verb) {
        return verb == "ingest" || verb == "resume" ? say("see arc-ingest batch withdraw")
               : verb == "dispose execute"          ? say("what was destroyed does not come back")
               : verb == "profile apply"            ? say("apply the former profile: arc-admin log has its text")
               : verb == "convert"                  ? say("see arc-export convert withdraw")
               : verb == "convert withdraw"         ? say("convert it again: arc-export convert")
               : verb == "handover take" ? say("both have signed: give the papers back with a list of their own")
                                         : std::string();
    }

    void take_back(const Event& event, Change& change) {
        for (const std::string& thing : event.things) {
            const std::size_t colon = thing.find(':');
            if (const Result<ThingKind> kind = parse_thing_kind(std::string_view(thing).substr(0, colon));
                kind && colon != std::string::npos) {
                things_.insert({*kind, std::stoll(thing.substr(colon + 1))});
            }
        }
        for (auto row = event.changes.rbegin(); row != event.changes.rend(); ++row) {
            if (row->table != "counter") {
                take_back_row(event, *row);
            }
        }
        change.end_event_if_long();
    }

    void take_back_row(const Event& event, const RowChange& row) {
        ++rows_;
        note_thing(row);
        const Result<Done> reversed = reverse(row);
        if (!reversed) {
            std::int64_t later = event_that_changed(archive_->db(), event, row);
            later = later == 0 ? event_that_refers(archive_->db(), event, row) : later;
            throw Fault(ErrorCode::refused, say("event {}", event.n),
                        say("{} {}", name_of_row(row, reversed.error().subject), reversed.error().what),
                        later == 0 ? reversed.error().next : say("undo event {} first", later));
        }
        // What a dry run shows is not going to be; a real one tells when it is true.
        if (operation_->caller->dry_run) {
            sink_->put(change_record(row));
        }
    }

    // A row that others refer to by now cannot go: the catalog's own constraints say so.
    Result<Done> reverse(const RowChange& row) {
        try {
            return reverse_changes(archive_->db(), {row});
        } catch (const Fault& fault) {
            if (fault.code() != ErrorCode::refused) {
                throw;
            }
            return Error{ErrorCode::refused, say("{} {}", row.table, key_of(row)),
                         say("is needed by something that was made since"), say("undo that first (arc-find history)")};
        }
    }

    // As people call it: "place:R1"; a row that is no thing of its own by its table and key.
    std::string name_of_row(const RowChange& row, const std::string& otherwise) {
        const auto table = std::ranges::find(tables_of_things, row.table, &TableOfThing::table);
        const std::optional<std::int64_t> id = id_of(row);
        if (table == tables_of_things.end() || table->column != "id" || !id) {
            return otherwise;
        }
        // Rows that make its name up may have gone before it.
        for (std::size_t i = 0; i < row.columns.size(); ++i) {
            const auto* code = std::get_if<std::string>(&row_after(row)[i]);
            if ((row.columns[i] == "code" || row.columns[i] == "number") && code != nullptr) {
                return say("{}:{}", to_text(table->kind), *code);
            }
        }
        return name_of(archive_->db(), {table->kind, *id});
    }

    void note_thing(const RowChange& row) {
        for (const TableOfThing& entry : tables_of_things) {
            const auto column = std::ranges::find(row.columns, entry.column);
            if (entry.table != row.table || column == row.columns.end()) {
                continue;
            }
            if (const auto* id = std::get_if<std::int64_t>(
                    &row_after(row)[static_cast<std::size_t>(column - row.columns.begin())])) {
                things_.insert({entry.kind, *id});
            }
        }
    }

    void index_again(Change& change) {
        for (const Thing thing : things_) {
            change.about(thing);
            if (thing.kind == ThingKind::customer) {
                index_customer_with_all_of_it(*archive_, thing.id);
            } else {
                index_thing(*archive_, thing);
            }
        }
    }

    Archive* archive_;
    Operation* operation_;
    RecordSink* sink_;
    EventTable events_;
    std::set<Thing> things_;
    std::int64_t rows_ = 0;
};

}  // namespace

void undo_operation(Archive& archive, Operation& operation, std::int64_t event, RecordSink& sink) {
    Undo(archive, operation, sink).run(event);
}

}  // namespace arc
