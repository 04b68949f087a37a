#include "jobs/review/review_records.hpp"

#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/review_table.hpp"
#include "catalog/ticket_table.hpp"

namespace arc {
namespace {

Value page_value(Archive& archive, std::optional<std::int64_t> id) {
    const std::optional<Page> page = id ? PageTable(archive.db()).find(*id) : std::nullopt;
    return page ? Value(fmt::format("{}/{}", page->batch_code, page->seq)) : Value();
}

Value ticket_value(Archive& archive, const Document& document) {
    const std::optional<Ticket> ticket =
        document.ticket ? TicketTable(archive.db()).find(*document.ticket) : std::nullopt;
    return ticket ? Value(ticket->number) : Value();
}

// What to do about a document that has not passed.
std::string next_words(const Document& document, const GateOfDocument& at) {
    switch (at.standing) {
        case GateStanding::passed:
            return {};
        case GateStanding::failed:
            return say("see arc-file todo");
        case GateStanding::undrawn:
            return fmt::format("arc-file review open {} --gate {}", document.id, shell_word(at.gate->name));
        case GateStanding::in_lot:
            return fmt::format("arc-file review show lot:{}", at.lot);
        case GateStanding::waits:
        case GateStanding::mended:
            break;
    }
    return fmt::format("arc-file review pass {} --gate {}", document.id, shell_word(at.gate->name));
}

}  // namespace

Record review_record(Archive& archive, const Review& review) {
    const Document document = DocumentTable(archive.db()).find(review.document).value();
    const std::optional<Person> person = PersonTable(archive.db()).find(review.person);
    return {"review",
            {{"id", review.id},
             {"gate", review.gate},
             {"document", review.document},
             {"document_type", document.type},
             {"ticket", ticket_value(archive, document)},
             {"page", page_value(archive, review.page)},
             {"outcome", review.passed ? "passed" : "failed"},
             {"reason", text_or_null(review.reason)},
             {"by", person ? Value(person->code) : Value()},
             {"at", review.at},
             {"mended", text_or_null(review.mended)},
             {"lot", review.lot ? Value(*review.lot) : Value()}}};
}

Record lot_record(Archive& archive, const ReviewLot& lot) {
    ReviewTable table(archive.db());
    const std::optional<Batch> batch = lot.batch ? BatchTable(archive.db()).find(*lot.batch) : std::nullopt;
    const ReviewTable::LotCount count = table.count(lot.id);
    List sample;
    for (const LotDocument& one : table.lot_documents(lot.id)) {
        if (one.sampled) {
            sample.emplace_back(one.document);
        }
    }
    return {"lot",
            {{"id", lot.id},
             {"gate", lot.gate},
             {"batch", batch ? Value(batch->code) : Value()},
             {"state", to_text(lot.state)},
             {"size", lot.size},
             {"sample", lot.sample},
             {"looked_at", count.looked_at},
             {"failed", count.failed},
             {"reject", lot.reject},
             {"seed", lot.seed},
             {"drawn", lot.drawn},
             {"documents", std::move(sample)}}};
}

Record gate_record(Archive& archive, const Document& document, const GateOfDocument& at) {
    return {"gate",
            {{"gate", at.gate->name},
             {"document", document.id},
             {"document_type", document.type},
             {"ticket", ticket_value(archive, document)},
             {"title", text_or_null(document.title)},
             {"standing", to_text(at.standing)},
             {"lot", at.lot == 0 ? Value() : Value(at.lot)},
             {"next", text_or_null(next_words(document, at))}}};
}

}  // namespace arc
