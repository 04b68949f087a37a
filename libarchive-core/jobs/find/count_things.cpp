#include "jobs/find/count_things.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/find_query.hpp"
#include "jobs/find/profile_fields.hpp"
#include "jobs/find/resolve_query.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace arc {
namespace {

// Fields of the records of things that are worth counting by (jobs/find/thing_record.cpp).
constexpr std::array record_fields{"kind",   "type",   "class",       "status", "stage",  "unit",   "date",
                                   "opened", "closed", "responsible", "author", "medium", "paper",  "secrecy",
                                   "access", "sheets", "sides",       "pages",  "volume", "series", "customer",
                                   "ticket", "title",  "captured",    "zone",   "box",    "place",  "handed_over"};

// Those of them that a ticket has from its customer, and a document from its ticket or customer.
constexpr std::array inherited_fields{"class", "status", "stage", "unit", "responsible", "opened", "closed"};
// What has such a date, or has none yet, does not take it from elsewhere.
constexpr std::array own_dates{"opened", "closed"};

struct Part {
    std::string field;
    std::size_t digits = std::string::npos;
};
Part part_of(const std::string& field) {
    constexpr std::pair<std::string_view, std::size_t> parts[] = {{".year", 4}, {".month", 7}};
    for (const auto& [part, digits] : parts) {
        if (field.ends_with(part)) {
            return {field.substr(0, field.size() - part.size()), digits};
        }
    }
    return {field};
}

class Counting {
public:
    Counting(Archive& archive, const Caller& caller, const std::string& field)
        : archive_(&archive), caller_(&caller), field_(field), part_(part_of(field)), records_(archive, caller) {}

    void run(FindRequest& request) {
        require_known();
        request.limit = 0;
        if (!count_in_catalog(request)) {
            count_one_by_one(request);
        }
    }

    std::vector<std::pair<std::string, std::int64_t>> most_first() const {
        std::vector<std::pair<std::string, std::int64_t>> rows(counts_.begin(), counts_.end());
        std::ranges::sort(rows, [](const auto& a, const auto& b) {
            return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
        return rows;
    }

private:
    void require_known() const {
        const std::vector<std::string> known = countable_fields(archive_->profile());
        if (std::ranges::find(known, part_.field) != known.end()) {
            return;
        }
        const std::vector<AskableField> own = askable_fields(archive_->profile(), part_.field);
        if (!own.empty()) {
            throw Fault(ErrorCode::refused, part_.field, say("private fields are not counted"), {});
        }
        const std::string near = nearest(part_.field, known);
        throw Fault(ErrorCode::usage, part_.field, say("nothing has such a field"),
                    near.empty() ? say("count by {}", join(known, ", ")) : say("did you mean {}?", near));
    }

    void add(std::string_view value) { ++counts_[std::string(value.substr(0, part_.digits))]; }

    bool count_in_catalog(const FindRequest& request) {
        const ResolvedQuery query = resolve_query(*archive_, request.query, request.kind);
        const bool by_row = records_.rights().unlimited() && query.texts.empty() && query.fields.empty() &&
                            query.states.empty() && request.after.empty();
        std::vector<ThingKind> kinds;
        for (int kind = 0; by_row && kind <= static_cast<int>(ThingKind::person); ++kind) {
            const auto one = static_cast<ThingKind>(kind);
            if ((!request.kind || *request.kind == one) && FindQuery::answers(one, query.filter)) {
                kinds.push_back(one);
            }
        }
        // Each kind has the field in a column, or all are counted one by one.
        const auto has = [&](ThingKind kind) { return FindQuery::has_column(kind, part_.field); };
        if (kinds.size() != 1 || !std::ranges::all_of(kinds, has)) {
            return false;
        }
        return FindQuery(archive_->db())
            .for_each_value(kinds.front(), query.filter, part_.field, [&](const std::string& value) { add(value); });
    }

    void count_one_by_one(const FindRequest& request) {
        const bool own = std::ranges::find(record_fields, part_.field) == record_fields.end();
        const auto of_record = [&](const Record& record) { add(value_in(record)); };
        class Findings final : public RecordSink {
        public:
            explicit Findings(std::function<void(const Record&)> put) : put_(std::move(put)) {}
            void put(const Record& record) override { put_(record); }
            void flush() override {}

        private:
            std::function<void(const Record&)> put_;
        } sink(of_record);
        if (!own) {
            find_things(*archive_, *caller_, request, sink);
            return;
        }
        find_things(*archive_, *caller_, request, [&](Thing thing) { add(own_value_of(thing)); });
    }

    // What is missing is a finding, whose type is that of the document.
    std::string value_in(const Record& record) {
        const bool finding = record.kind == "finding" || record.kind == "requirement";
        std::string value = field_text(record, finding && part_.field == "type" ? "document_type" : part_.field);
        const bool passed_on = std::ranges::find(inherited_fields, part_.field) != inherited_fields.end() &&
                               (record.kind == "ticket" || record.kind == "document");
        if (!value.empty() || !passed_on) {
            return value;
        }
        const bool own_date = std::ranges::find(own_dates, part_.field) != own_dates.end();
        bool settled = own_date && record.kind == "ticket";
        const Thing thing{*parse_thing_kind(record.kind), Value(record.fields).int_of("id")};
        for (const Thing owner : owners_of(thing)) {
            const std::optional<Record> above = value.empty() && !settled ? records_.record(owner) : std::nullopt;
            if (above) {
                value = field_text(*above, part_.field);
                settled = own_date;
            }
        }
        return value;
    }

    std::string own_value_of(Thing thing) {
        std::vector<Thing> all = owners_of(thing);
        all.insert(all.begin(), thing);
        for (const Thing one : all) {
            const FieldTexts texts = texts_of_fields(*archive_, records_, one);
            const auto found = std::ranges::find(texts, part_.field, [](const auto& pair) { return pair.first; });
            if (found != texts.end()) {
                return found->second;
            }
        }
        return {};
    }

    // The ticket of a document, then the customer of either.
    std::vector<Thing> owners_of(Thing thing) {
        std::vector<Thing> owners;
        std::optional<std::int64_t> ticket;
        std::optional<std::int64_t> customer;
        if (thing.kind == ThingKind::document) {
            if (const std::optional<Document> document = DocumentTable(archive_->db()).find(thing.id)) {
                ticket = document->ticket;
                customer = document->customer;
            }
        } else if (thing.kind == ThingKind::ticket) {
            ticket = thing.id;
        }
        if (const std::optional<Ticket> of = ticket ? records_.ticket(*ticket) : std::nullopt) {
            customer = customer ? customer : of->customer;
            if (thing.kind == ThingKind::document) {
                owners.push_back({ThingKind::ticket, *ticket});
            }
        }
        if (customer) {
            owners.push_back({ThingKind::customer, *customer});
        }
        return owners;
    }

    Archive* archive_;
    const Caller* caller_;
    std::string field_;
    Part part_;
    ThingRecords records_;
    std::unordered_map<std::string, std::int64_t> counts_;
};

}  // namespace

std::vector<std::string> countable_fields(const Profile& profile) {
    std::vector<std::string> names(record_fields.begin(), record_fields.end());
    for (std::string& name : askable_field_names(profile)) {
        if (std::ranges::find(names, name) == names.end()) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

std::vector<std::pair<std::string, std::int64_t>> count_things(Archive& archive, const Caller& caller,
                                                               FindRequest request, const std::string& field) {
    Counting counting(archive, caller, field);
    counting.run(request);
    return counting.most_first();
}

}  // namespace arc
