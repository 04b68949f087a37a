#include "jobs/lending/loan_statistics.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/event_table.hpp"
#include "catalog/loan_query.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/lending/loan_records.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "record/event_codec.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace arc {
namespace {

constexpr std::array<std::pair<std::string_view, LoanMeasure>, 6> measures{{{"unit", LoanMeasure::unit},
                                                                            {"reason", LoanMeasure::reason},
                                                                            {"type", LoanMeasure::type},
                                                                            {"month", LoanMeasure::month},
                                                                            {"person", LoanMeasure::person},
                                                                            {"state", LoanMeasure::state}}};

struct Counts {
    std::string title;
    std::int64_t asked = 0;
    std::int64_t out = 0;
    std::int64_t returned = 0;
    std::int64_t late = 0;
    std::int64_t lost = 0;
    std::int64_t denied = 0;
};

class Counter {
public:
    Counter(Archive& archive, const LoanCounting& counting, Instant now)
        : archive_(&archive), by_(counting.by), now_(format_instant(now)) {}

    void add(const Loan& loan) {
        for (const auto& [value, title] : values_of(loan)) {
            Counts& counts = counts_[value];
            counts.title = title;
            ++counts.asked;
            counts.out += loan.out.empty() ? 0 : 1;
            counts.returned += loan.state == LoanState::returned ? 1 : 0;
            counts.late += is_late(loan) ? 1 : 0;
            counts.lost +=
                loan.state == LoanState::lost || loan.state == LoanState::settled || loan.state == LoanState::short_of
                    ? 1
                    : 0;
            counts.denied += loan.state == LoanState::denied ? 1 : 0;
        }
    }

    void put(RecordSink& sink) const {
        const auto name = std::ranges::find(measures, by_, [](const auto& pair) { return pair.second; })->first;
        for (const auto& [value, counts] : counts_) {
            sink.put({"loan_count",
                      {{"by", name},
                       {"value", text_or_null(value)},
                       {"title", text_or_null(counts.title)},
                       {"asked", counts.asked},
                       {"out", counts.out},
                       {"returned", counts.returned},
                       {"late", counts.late},
                       {"lost", counts.lost},
                       {"denied", counts.denied}}});
        }
    }

private:
    // Came back late, or is late now.
    bool is_late(const Loan& loan) const {
        const bool over = loan.state == LoanState::returned;
        return !loan.out.empty() && !loan.due.empty() && loan.due < (over ? loan.ended : now_);
    }

    std::map<std::string, std::string> values_of(const Loan& loan) {
        const Person person = PersonTable(archive_->db()).find(loan.person).value();
        switch (by_) {
            case LoanMeasure::unit: {
                const std::optional<Unit> unit =
                    person.unit ? UnitTable(archive_->db()).find(*person.unit) : std::nullopt;
                return {{unit ? unit->code : std::string(), unit ? unit->name : std::string()}};
            }
            case LoanMeasure::reason:
                return {{loan.purpose, reason_title(archive_->profile(), loan.purpose)}};
            case LoanMeasure::month:
                return {{local_day(*archive_, loan.asked).substr(0, 7), {}}};
            case LoanMeasure::person:
                return {{person.code, person.name}};
            case LoanMeasure::state:
                return {{std::string(to_text(loan.state)), {}}};
            case LoanMeasure::type:
                break;
        }
        return types_of(loan);
    }

    std::map<std::string, std::string> types_of(const Loan& loan) {
        std::vector<std::int64_t> documents;
        for (const LoanItem& item : LoanTable(archive_->db()).items(loan.id)) {
            documents.push_back(item.document);
        }
        if (documents.empty() && loan.thing.kind == ThingKind::document) {
            documents.push_back(loan.thing.id);
        }
        std::map<std::string, std::string> types;
        for (const std::int64_t id : documents) {
            const std::string name = DocumentTable(archive_->db()).find(id)->type;
            const DocumentType* type = archive_->profile().document_type(name);
            types[name] = type == nullptr ? std::string() : type->title.chinese();
        }
        if (types.empty()) {
            types[std::string(to_text(loan.thing.kind))] = {};
        }
        return types;
    }

    Archive* archive_;
    LoanMeasure by_;
    std::string now_;
    std::map<std::string, Counts> counts_;
};

void put_use(Archive& archive, ThingRecords& records, const LoanQuery::Use& use, RecordSink& sink) {
    const Thing thing{ThingKind::document, use.document};
    if (records.rights().unlimited() || records.record(thing)) {
        const Document document = DocumentTable(archive.db()).find(use.document).value();
        sink.put({"use",
                  {{"thing", name_of(archive.db(), thing)},
                   {"id", use.document},
                   {"document_type", document.type},
                   {"title", text_or_null(title_of(archive, thing))},
                   {"loans", use.loans},
                   {"looks", use.looks},
                   {"last", text_or_null(use.last)}}});
    }
}

// The first instant of a day in the archive's zone, as text; "" for "".
std::string start_of(const Archive& archive, const std::string& day) {
    return day.empty() ? day : format_instant(archive.zone().start_of(parse_day(day).value_or_throw()));
}

// The events that tell of a look, oldest first.
std::vector<StoredEvent> looks_since(Archive& archive, const std::string& since) {
    std::vector<StoredEvent> events;
    for (const char* verb : {"look", "view", "view print"}) {
        std::ranges::move(EventTable(archive.db()).of_verb(verb, since), std::back_inserter(events));
    }
    std::ranges::sort(events, {}, &StoredEvent::n);
    return events;
}

Record reader_record(const Event& event, const std::string& at) {
    const Value detail(event.detail);
    List things;
    for (const std::string& thing : event.things) {
        if (!thing.starts_with("person:")) {
            things.emplace_back(thing);
        }
    }
    const std::string reader = detail.text_of("reader", event.acting.empty() ? event.by : event.acting);
    return {"reader",
            {{"n", event.n},
             {"at", at},
             {"reader", reader},
             {"by", event.by},
             {"verb", event.verb},
             {"purpose", text_or_null(event.reason)},
             {"things", std::move(things)},
             {"pages", text_or_null(detail.text_of("pages"))}}};
}

}  // namespace

std::optional<LoanMeasure> parse_loan_measure(std::string_view text) {
    const auto found = std::ranges::find(measures, text, [](const auto& pair) { return pair.first; });
    return found == measures.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> loan_measures() {
    std::vector<std::string> names;
    for (const auto& [name, measure] : measures) {
        names.emplace_back(name);
    }
    return names;
}

void count_loans(Archive& archive, const Caller& caller, const LoanCounting& counting, RecordSink& sink) {
    require_right(archive, caller, Verb::find);
    LoanTable::Filter filter;
    filter.asked_from = start_of(archive, counting.from);
    if (!counting.to.empty()) {
        const Day last = parse_day(counting.to).value_or_throw();
        filter.asked_before =
            format_instant(archive.zone().start_of(Day(std::chrono::sys_days(last) + std::chrono::days(1))));
    }
    Counter counter(archive, counting, caller.now());
    LoanTable(archive.db()).for_each(filter, [&](const Loan& loan) {
        counter.add(loan);
        return true;
    });
    counter.put(sink);
}

void list_most_used(Archive& archive, const Caller& caller, const std::string& from, std::int64_t most,
                    RecordSink& sink) {
    require_right(archive, caller, Verb::find);
    ThingRecords records(archive, caller);
    const std::string since = start_of(archive, from);
    std::map<std::int64_t, LoanQuery::Use> of_document;
    for (LoanQuery::Use& use : LoanQuery(archive.db()).lent_since(since)) {
        of_document[use.document] = std::move(use);
    }
    // Looks are few beside all that events tell of a document: they are asked for by verb.
    for (const StoredEvent& look : looks_since(archive, since)) {
        for (const std::string& name : decode_event(look.line).value_or_throw().things) {
            const Result<Thing> thing = parse_thing(name);
            if (thing && thing->kind == ThingKind::document) {
                LoanQuery::Use& use = of_document[thing->id];
                use.document = thing->id;
                ++use.looks;
                use.last = std::max(use.last, look.at);
            }
        }
    }
    std::vector<LoanQuery::Use> uses;
    for (auto& [id, use] : of_document) {
        uses.push_back(std::move(use));
    }
    std::ranges::sort(uses, [](const LoanQuery::Use& a, const LoanQuery::Use& b) {
        return std::tuple(-a.loans, -a.looks, a.document) < std::tuple(-b.loans, -b.looks, b.document);
    });
    uses.resize(std::min(uses.size(), static_cast<std::size_t>(most)));
    for (const LoanQuery::Use& use : uses) {
        put_use(archive, records, use, sink);
    }
}

void list_never_used(Archive& archive, const Caller& caller, const std::string& before, std::int64_t most,
                     RecordSink& sink) {
    require_right(archive, caller, Verb::find);
    ThingRecords records(archive, caller);
    for (const std::int64_t id : LoanQuery(archive.db()).never_used(start_of(archive, before), 0, most)) {
        put_use(archive, records, {id, 0, 0, {}}, sink);
    }
}

void list_readers(Archive& archive, const Caller& caller, const ReaderListing& listing, RecordSink& sink) {
    require_right(archive, caller, Verb::log);
    std::vector<StoredEvent> events;
    EventTable table(archive.db());
    const auto is_look = [](const std::string& verb) {
        return verb == "look" || verb == "view" || verb == "view print";
    };
    const std::string since = start_of(archive, listing.from);
    if (!listing.thing.empty()) {
        events = table.about(to_text(resolve_thing(archive, listing.thing).value_or_throw()));
        std::erase_if(events, [&](const StoredEvent& one) { return !is_look(one.verb) || one.at < since; });
    } else {
        events = looks_since(archive, since);
    }
    for (const StoredEvent& stored : events) {
        const Record record = reader_record(decode_event(stored.line).value_or_throw(), stored.at);
        const Value fields(record.fields);
        if (listing.person.empty() || fields.text_of("reader") == listing.person ||
            fields.text_of("by") == listing.person) {
            sink.put(record);
        }
    }
}

}  // namespace arc
