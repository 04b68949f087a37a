#include "base/say.hpp"
#include "catalog/event_table.hpp"
#include "catalog/review_table.hpp"
#include "jobs/permit.hpp"
#include "jobs/review/document_gates.hpp"
#include "jobs/review/review_checks.hpp"
#include "jobs/review/review_records.hpp"
#include "jobs/review/review_verbs.hpp"
#include "jobs/review/reviewed_things.hpp"
#include "rules/acceptance_sampling.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string seed_of(Archive& archive, const std::string& gate, const std::string& typed) {
    constexpr std::size_t digits = 16;
    return typed.empty()
               ? sha256(EventTable(archive.db()).head(archive.config().id).hash.hex() + gate).hex().substr(0, digits)
               : typed;
}

// Documents that are in no lot of the gate yet; the lots of the others.
struct Undrawn {
    std::vector<std::int64_t> documents;
    std::vector<std::int64_t> lots;
};

Undrawn undrawn_of(Archive& archive, const ReviewGate& gate, const std::vector<std::int64_t>& documents) {
    Undrawn undrawn;
    ReviewTable table(archive.db());
    for (const std::int64_t id : documents) {
        if (const std::optional<DocumentLot> lot = table.lot_of(id, gate.name)) {
            if (std::ranges::find(undrawn.lots, lot->lot.id) == undrawn.lots.end()) {
                undrawn.lots.push_back(lot->lot.id);
            }
        } else {
            undrawn.documents.push_back(id);
        }
    }
    return undrawn;
}

void draw_lot(FilingRun& run, const ReviewGate& gate, const Undrawn& undrawn, std::optional<std::int64_t> batch,
              const std::string& seed, std::vector<std::int64_t>& lots) {
    const auto size = static_cast<std::int64_t>(undrawn.documents.size());
    const SamplingPlan plan = sampling_plan(size, gate.share);
    ReviewLot lot;
    lot.gate = gate.name;
    lot.batch = batch;
    lot.size = size;
    lot.sample = plan.sample;
    lot.reject = plan.reject;
    lot.seed = seed_of(run.archive(), gate.name, seed);
    lot.drawn = format_instant(run.change.now());
    const std::vector<std::int64_t> drawn = draw_sample(lot.seed, undrawn.documents, plan.sample);
    std::vector<LotDocument> documents;
    for (const std::int64_t id : undrawn.documents) {
        documents.push_back({id, std::ranges::binary_search(drawn, id)});
        run.change.about({ThingKind::document, id});
    }
    lots.push_back(ReviewTable(run.db()).add_lot(lot, documents));
}

}  // namespace

Answer open_review(FilingRun& run, const std::vector<std::string>& things, const std::string& gate_name,
                   const std::string& seed) {
    Archive& archive = run.archive();
    const ReviewGate& gate = need_gate(archive.profile(), gate_name);
    require_right(archive, run.caller, Verb::review);
    if (looks_at_all(gate)) {
        throw Fault(ErrorCode::usage, gate.name, say("looks at every document, so no sample is drawn"),
                    say("review them with arc-file review pass and fail"));
    }
    need_documents(archive, things);
    const ReviewedThings named = reviewed_things(archive, things);
    const Undrawn undrawn = undrawn_of(archive, gate, named.documents);
    for (const std::int64_t id : undrawn.documents) {
        const Document document = DocumentTable(run.db()).find(id).value();
        need_reviewable(run, gate, document);
        need_earlier_gates(run, gate, document);
    }
    std::vector<std::int64_t> lots = undrawn.lots;
    if (!undrawn.documents.empty()) {
        draw_lot(run, gate, undrawn, named.batch, seed, lots);
    }
    Answer answer;
    for (const std::int64_t id : lots) {
        answer.push_back(lot_record(archive, ReviewTable(run.db()).find_lot(id).value()));
    }
    return answer;
}

}  // namespace arc
