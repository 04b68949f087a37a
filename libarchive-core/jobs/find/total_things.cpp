#include "jobs/find/total_things.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/shelving/put_away.hpp"
#include "record/record_codec.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace arc {
namespace {

constexpr std::string_view acquisition_field = "acquisition";

class Totals {
public:
    explicit Totals(Archive& archive) : archive_(&archive), documents_(archive.db()), stays_(archive.db()) {}

    void add(Thing thing) {
        ++things_[thing.kind];
        if (thing.kind == ThingKind::document) {
            add_document(thing.id);
        }
        const bool on_shelves =
            thing.kind == ThingKind::document || thing.kind == ThingKind::volume || thing.kind == ThingKind::box;
        if (on_shelves) {
            shelved_.insert(thing);
        }
    }

    Record record() {
        Record total{"total", {}};
        for (const auto& [kind, count] : things_) {
            total.fields.emplace_back(fmt::format("{}s", kind == ThingKind::series ? "node" : to_text(kind)), count);
        }
        if (things_.contains(ThingKind::document)) {
            total.fields.insert(total.fields.end(), {{"pages", pages_},
                                                     {"blank_pages", blank_pages_},
                                                     {"sheets", sheets_},
                                                     {"sides", sides_},
                                                     {"media", object_of(media_)}});
            if (!acquisitions_.empty()) {
                total.fields.emplace_back(std::string(acquisition_field), object_of(acquisitions_));
            }
        }
        if (!shelved_.empty()) {
            const std::int64_t wide = millimetres();
            total.fields.emplace_back("shelf_metres", fmt::format("{}.{:03}", wide / 1000, wide % 1000));
        }
        return total;
    }

private:
    void add_document(std::int64_t id) {
        const std::optional<Document> document = documents_.find(id);
        if (!document) {
            return;
        }
        const CountedDocument counted = documents_.counted(*document);
        pages_ += counted.pages;
        blank_pages_ += counted.blank_pages;
        sheets_ += document->sheets.value_or(0);
        sides_ += document->sides.value_or(0);
        const DocumentType* type = archive_->profile().document_type(document->type);
        ++media_[type == nullptr ? std::string("unknown") : type->medium];
        if (document->fields == "{}") {
            return;
        }
        for (const auto& [name, value] : decode_fields(document->fields)) {
            acquisitions_[value] += name == acquisition_field ? 1 : 0;
        }
        std::erase_if(acquisitions_, [](const auto& one) { return one.second == 0; });
    }

    static Object object_of(const std::map<std::string, std::int64_t>& counts) {
        Object object;
        for (const auto& [name, count] : counts) {
            object.emplace_back(name, count);
        }
        return object;
    }

    // What lies in something that is counted stands on its millimetres.
    std::int64_t millimetres() {
        std::int64_t all = 0;
        for (const Thing thing : shelved_) {
            bool counted = false;
            for (std::optional<Thing> holder = stays_.holder_of(thing); holder && !counted;
                 holder = holder->kind == ThingKind::place ? std::nullopt : stays_.holder_of(*holder)) {
                counted = shelved_.contains(*holder);
            }
            all += counted ? 0 : width_of(stays_.size_of(thing));
        }
        return all;
    }

    Archive* archive_;
    DocumentTable documents_;
    StayTable stays_;
    std::map<ThingKind, std::int64_t> things_;
    std::set<Thing> shelved_;
    std::int64_t pages_ = 0, blank_pages_ = 0, sheets_ = 0, sides_ = 0;
    std::map<std::string, std::int64_t> media_, acquisitions_;
};

}  // namespace

Record total_things(Archive& archive, const Caller& caller, FindRequest request) {
    request.limit = 0;
    request.after.clear();
    Totals totals(archive);
    find_things(archive, caller, request, [&](Thing thing) { totals.add(thing); });
    return totals.record();
}

}  // namespace arc
