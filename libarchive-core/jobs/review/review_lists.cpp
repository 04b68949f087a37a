#include "base/say.hpp"
#include "catalog/review_table.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/review/document_gates.hpp"
#include "jobs/review/review_records.hpp"
#include "jobs/review/review_verbs.hpp"
#include "jobs/review/reviewed_things.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

namespace arc {
namespace {

constexpr std::string_view lot_prefix = "lot:";

bool for_each_document(Archive& archive, const std::vector<std::string>& things,
                       const std::function<bool(const Document&)>& work) {
    DocumentTable documents(archive.db());
    if (!things.empty()) {
        for (const std::int64_t id : reviewed_things(archive, things).documents) {
            if (!work(documents.find(id).value())) {
                return false;
            }
        }
        return true;
    }
    constexpr std::int64_t group = 500;
    for (auto rows = documents.page(0, group); !rows.empty(); rows = documents.page(rows.back().id, group)) {
        for (const Document& document : rows) {
            if (!work(document)) {
                return false;
            }
        }
    }
    return true;
}

ReviewLot need_lot(Archive& archive, const std::string& text) {
    std::int64_t id = 0;
    const char* first = text.data() + lot_prefix.size();
    const char* end = text.data() + text.size();
    const auto [read, error] = std::from_chars(first, end, id);
    const std::optional<ReviewLot> lot =
        error == std::errc() && read == end ? ReviewTable(archive.db()).find_lot(id) : std::nullopt;
    if (!lot) {
        throw Fault(ErrorCode::not_found, text, say("no such lot"), say("see arc-file review show BATCH"));
    }
    return *lot;
}

// The first gate that the document has not passed.
std::optional<GateOfDocument> waiting_at(Archive& archive, std::int64_t document) {
    for (const ReviewGate& gate : archive.profile().reviews) {
        GateOfDocument at = gate_of(archive, document, gate);
        if (at.standing != GateStanding::passed) {
            return at;
        }
    }
    return std::nullopt;
}

}  // namespace

bool list_waiting(Archive& archive, const Caller& caller, const std::vector<std::string>& things,
                  const std::string& gate, std::int64_t most, RecordSink& sink) {
    ThingRecords records(archive, caller);
    DocumentTable documents(archive.db());
    std::int64_t shown = 0;
    return !for_each_document(archive, things, [&](const Document& document) {
        if (!is_reviewable(archive.profile(), documents.counted(document))) {
            return true;
        }
        const std::optional<GateOfDocument> at = waiting_at(archive, document.id);
        const bool wanted = at && (gate.empty() || at->gate->name == gate) &&
                            (records.rights().unlimited() ||
                             records.rights().may(Verb::find, records.target_of({ThingKind::document, document.id})));
        if (!wanted) {
            return true;
        }
        if (most > 0 && shown == most) {
            return false;
        }
        sink.put(gate_record(archive, document, *at));
        ++shown;
        return true;
    });
}

void show_reviews(Archive& archive, const Caller& caller, const std::vector<std::string>& things, RecordSink& sink) {
    ThingRecords records(archive, caller);
    ReviewTable table(archive.db());
    std::vector<std::string> others;
    std::vector<std::int64_t> lots;
    const auto add_lot = [&](std::int64_t lot) {
        if (lot != 0 && std::ranges::find(lots, lot) == lots.end()) {
            lots.push_back(lot);
        }
    };
    for (const std::string& text : things) {
        if (text.starts_with(lot_prefix)) {
            const ReviewLot lot = need_lot(archive, text);
            add_lot(lot.id);
            for (const LotDocument& one : table.lot_documents(lot.id)) {
                if (one.sampled) {
                    others.push_back("#" + std::to_string(one.document));
                }
            }
        } else {
            others.push_back(text);
        }
    }
    std::vector<Record> gates;
    std::vector<Record> reviews;
    for (const std::int64_t id :
         others.empty() ? std::vector<std::int64_t>{} : reviewed_things(archive, others).documents) {
        if (!records.record({ThingKind::document, id})) {
            continue;
        }
        const Document document = DocumentTable(archive.db()).find(id).value();
        for (const GateOfDocument& at : gates_of(archive, id)) {
            gates.push_back(gate_record(archive, document, at));
            add_lot(at.lot);
        }
        for (const Review& review : table.of_document(id)) {
            reviews.push_back(review_record(archive, review));
        }
    }
    for (const std::int64_t lot : lots) {
        sink.put(lot_record(archive, table.find_lot(lot).value()));
    }
    for (const std::vector<Record>* some : {&gates, &reviews}) {
        for (const Record& record : *some) {
            sink.put(record);
        }
    }
}

}  // namespace arc
