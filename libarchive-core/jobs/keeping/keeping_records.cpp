#include "jobs/keeping/keeping_records.hpp"

#include "base/text.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/hold_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/keeping/keeping_things.hpp"
#include "jobs/signer.hpp"
#include "rules/retention_words.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace arc {
namespace {

Value number_or_null(std::optional<std::int64_t> number) {
    return number ? Value(*number) : Value();
}

List persons_list(Archive& archive, const std::vector<DisposalSignature>& signatures, DisposalPart part) {
    List persons;
    for (const DisposalSignature& signature : signatures) {
        if (signature.part == part) {
            persons.emplace_back(person_code(archive, signature.person));
        }
    }
    return persons;
}

}  // namespace

std::optional<Record> keeping_record(Archive& archive, Thing thing) {
    if (thing.kind == ThingKind::hold) {
        const std::optional<Hold> hold = HoldTable(archive.db()).find(thing.id);
        return hold ? std::optional(hold_record(archive, *hold)) : std::nullopt;
    }
    const std::optional<Disposal> disposal = DisposalTable(archive.db()).find(thing.id);
    return disposal ? std::optional(disposal_record(archive, *disposal)) : std::nullopt;
}

Record hold_record(Archive& archive, const Hold& hold) {
    return {"hold",
            {{"id", hold.id},
             {"subject", name_of(archive.db(), hold.subject)},
             {"reason", hold.reason},
             {"placed", hold.placed},
             {"placed_by", person_code(archive, hold.placed_by)},
             {"lifted", text_or_null(hold.lifted)},
             {"lifted_by", text_or_null(person_code(archive, hold.lifted_by))},
             {"lift_reason", text_or_null(hold.lift_reason)}}};
}

Record appraisal_record(Archive& archive, const Appraisal& appraisal) {
    List appraisers;
    for (const std::int64_t person : appraisal.appraisers) {
        appraisers.emplace_back(person_code(archive, person));
    }
    return {"appraisal",
            {{"id", appraisal.id},
             {"document", appraisal.document},
             {"aspect", appraisal.aspect},
             {"verdict", appraisal.verdict},
             {"until", text_or_null(appraisal.until)},
             {"reason", appraisal.reason},
             {"at", appraisal.at},
             {"by", std::move(appraisers)}}};
}

Record disposal_record(Archive& archive, const Disposal& disposal) {
    DisposalTable table(archive.db());
    const std::vector<DisposalSignature> signatures = table.signatures(disposal.id);
    const std::vector<DisposalItem> items = table.items(disposal.id);
    const auto kept = std::ranges::count_if(items, [](const DisposalItem& item) { return !item.kept.empty(); });
    return {"disposal",
            {{"code", disposal.code},
             {"state", to_text(disposal.state)},
             {"reason", disposal.reason},
             {"documents", static_cast<std::int64_t>(items.size())},
             {"kept", static_cast<std::int64_t>(kept)},
             {"proposed", disposal.proposed},
             {"proposer", persons_list(archive, signatures, DisposalPart::proposer)},
             {"appraisers", persons_list(archive, signatures, DisposalPart::appraiser)},
             {"approved", text_or_null(disposal.approved)},
             {"approvers", persons_list(archive, signatures, DisposalPart::approver)},
             {"executed", text_or_null(disposal.executed)},
             {"supervisors", persons_list(archive, signatures, DisposalPart::supervisor)},
             {"place", text_or_null(disposal.place)}}};
}

Record disposal_item_record(Archive& archive, const Disposal& disposal, const DisposalItem& item,
                            const std::string& text) {
    List digests;
    for (const std::string& digest : item.digests.empty() ? std::vector<std::string>{} : split(item.digests, ' ')) {
        digests.emplace_back(digest);
    }
    return {"disposal_item",
            {{"disposal", disposal.code},
             {"ordinal", item.ordinal},
             {"document", item.document},
             {"number", text_or_null(item.number)},
             {"title", text_or_null(item.title)},
             {"date", text_or_null(item.dated)},
             {"sides", number_or_null(item.sides)},
             {"retention", retention_words(archive.profile(), item.retention, item.keep_until)},
             {"keep_until", text_or_null(item.keep_until)},
             {"method", item.method},
             {"digests", std::move(digests)},
             {"kept", text_or_null(item.kept)},
             {"text", text_or_null(text)}}};
}

Record retention_record(Archive& archive, const Document& document) {
    std::vector<std::string> holds;
    for (const Hold& hold : holds_on(archive, document.id)) {
        holds.push_back(words_of(archive, hold));
    }
    return {"retention",
            {{"document", document.id},
             {"type", document.type},
             {"number", text_or_null(document.number)},
             {"title", text_or_null(document.title)},
             {"date", text_or_null(document.dated)},
             {"keep_until", text_or_null(document.keep_until)},
             {"text", retention_words(archive.profile(), document.retention, document.keep_until)},
             {"holds", text_or_null(join(holds, "; "))}}};
}

}  // namespace arc
