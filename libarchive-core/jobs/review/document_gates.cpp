#include "jobs/review/document_gates.hpp"

#include "base/say.hpp"
#include "catalog/review_table.hpp"
#include "jobs/filing/name_things.hpp"

namespace arc {

GateOfDocument gate_of(Archive& archive, std::int64_t document, const ReviewGate& gate) {
    ReviewTable table(archive.db());
    const std::vector<Review> reviews = table.of_document(document, gate.name);
    const std::optional<DocumentLot> lot = table.lot_of(document, gate.name);
    // Only a pass can grow old.
    const std::string changed =
        !reviews.empty() && reviews.back().passed ? table.pages_changed(document) : std::string();
    GateFacts facts;
    facts.reviews = reviews;
    facts.lot = lot ? std::optional(lot->lot.state) : std::nullopt;
    facts.sampled = lot && lot->sampled;
    facts.pages_changed = changed;
    return {&gate, standing_at(gate, facts), lot ? lot->lot.id : 0};
}

std::vector<GateOfDocument> gates_of(Archive& archive, std::int64_t document) {
    std::vector<GateOfDocument> gates;
    for (const ReviewGate& gate : archive.profile().reviews) {
        gates.push_back(gate_of(archive, document, gate));
    }
    return gates;
}

bool is_reviewable(const Profile& profile, const CountedDocument& counted) {
    const Document& document = counted.document;
    const DocumentType* type = profile.document_type(document.type);
    const bool never_scanned = type != nullptr && type->pages.none;
    const bool on_paper = document.sheets.value_or(0) > 0 || document.sides.value_or(0) > 0 || document.paper == "here";
    return document.withdrawn.empty() && document.destroyed.empty() &&
           (counted.pages + counted.blank_pages > 0 || on_paper || never_scanned);
}

std::string gate_in_the_way(Archive& archive, const CountedDocument& document) {
    if (!is_reviewable(archive.profile(), document)) {
        return {};
    }
    for (const ReviewGate& gate : archive.profile().reviews) {
        if (gate_of(archive, document.document.id, gate).standing != GateStanding::passed) {
            return say("{} at gate {}", name_of(document.document), gate.name);
        }
    }
    return {};
}

}  // namespace arc
