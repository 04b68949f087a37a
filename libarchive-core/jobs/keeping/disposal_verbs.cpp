#include "jobs/keeping/disposal_verbs.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/document_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/keeping/disposal_facts.hpp"
#include "jobs/keeping/keeping_records.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string name_of(const Disposal& disposal) {
    return say("disposal {}", disposal.code);
}

Fault not_in_state(const Disposal& disposal) {
    return {ErrorCode::refused, name_of(disposal), say("is {}", to_text(disposal.state))};
}

void need_dispose(const FilingRun& run) {
    require_right(run.archive(), run.caller, Verb::dispose);
}

Answer answer_with(FilingRun& run, const Disposal& disposal) {
    run.change.about({ThingKind::disposal, disposal.id});
    return {disposal_record(run.archive(), disposal)};
}

bool has_signed(const std::vector<DisposalSignature>& signatures, DisposalPart part, std::int64_t person) {
    return std::ranges::any_of(signatures, [&](const DisposalSignature& signature) {
        return signature.part == part && signature.person == person;
    });
}

// The roles of the profile in which nobody has signed.
std::vector<std::string> roles_lacking(const Profile& profile, const std::vector<DisposalSignature>& signatures) {
    std::vector<std::string> lacking = profile.disposal.approve;
    std::erase_if(lacking, [&](const std::string& role) {
        return std::ranges::any_of(signatures, [&](const DisposalSignature& signature) {
            return signature.part == DisposalPart::approver && signature.role == role;
        });
    });
    return lacking;
}

// The person may say yes or no to this list. Returns the role, "" where the profile names none.
std::string approving_role(const FilingRun& run, const Disposal& disposal, const Person& person,
                           const std::vector<DisposalSignature>& signatures) {
    if (has_signed(signatures, DisposalPart::proposer, person.id)) {
        throw Fault(ErrorCode::refused, name_of(disposal), say("{} proposed it", person.code),
                    say("somebody else must approve"));
    }
    const std::vector<std::string>& roles = run.archive().profile().disposal.approve;
    if (roles.empty()) {
        require_right(run.archive(), run.caller, Verb::approve);
        return {};
    }
    const std::vector<std::string> lacking = roles_lacking(run.archive().profile(), signatures);
    const auto own = std::ranges::find_if(
        lacking, [&](const std::string& role) { return std::ranges::count(person.roles, role) > 0; });
    if (own == lacking.end()) {
        throw Fault(ErrorCode::refused, name_of(disposal),
                    say("{} has not the role {}", person.code, join(lacking, " or ")));
    }
    return *own;
}

}  // namespace

Answer approve_disposal(FilingRun& run, const std::string& code) {
    Disposal disposal = named_disposal(run.archive(), code);
    const Person person = need_real_person(run.archive(), run.caller);
    DisposalTable table(run.db());
    std::vector<DisposalSignature> signatures = table.signatures(disposal.id);
    if (has_signed(signatures, DisposalPart::approver, person.id) && disposal.state != DisposalState::withdrawn) {
        return answer_with(run, disposal);
    }
    if (disposal.state != DisposalState::proposed) {
        throw not_in_state(disposal);
    }
    const std::string role = approving_role(run, disposal, person, signatures);
    table.sign(disposal.id, {DisposalPart::approver, person.id, role, format_instant(run.change.now())});
    signatures = table.signatures(disposal.id);
    const std::vector<std::string> lacking = roles_lacking(run.archive().profile(), signatures);
    if (lacking.empty()) {
        disposal.state = DisposalState::approved;
        disposal.approved = format_instant(run.change.now());
        table.update(disposal);
    } else {
        run.reporter.notice(say("{}: {} must approve too", name_of(disposal), join(lacking, ", ")));
    }
    return answer_with(run, disposal);
}

Answer refuse_disposal(FilingRun& run, const std::string& code) {
    Disposal disposal = named_disposal(run.archive(), code);
    need_reason(run, name_of(disposal));
    if (disposal.state == DisposalState::refused) {
        return answer_with(run, disposal);
    }
    if (disposal.state != DisposalState::proposed) {
        throw not_in_state(disposal);
    }
    DisposalTable table(run.db());
    approving_role(run, disposal, need_real_person(run.archive(), run.caller), table.signatures(disposal.id));
    disposal.state = DisposalState::refused;
    table.update(disposal);
    return answer_with(run, disposal);
}

Answer withdraw_disposal(FilingRun& run, const std::string& code) {
    Disposal disposal = named_disposal(run.archive(), code);
    need_dispose(run);
    need_reason(run, name_of(disposal));
    if (disposal.state == DisposalState::withdrawn) {
        return answer_with(run, disposal);
    }
    if (!disposal.open()) {
        throw not_in_state(disposal);
    }
    disposal.state = DisposalState::withdrawn;
    DisposalTable(run.db()).update(disposal);
    return answer_with(run, disposal);
}

Answer keep_document(FilingRun& run, const std::string& code, const std::string& text) {
    const Disposal disposal = named_disposal(run.archive(), code);
    const Document document = named_document(run.archive(), text);
    need_reason(run, arc::name_of(document));
    require_right(run.archive(), run.caller, Verb::dispose, rights_target(run.archive(), document));
    DisposalTable table(run.db());
    const std::vector<DisposalItem> items = table.items(disposal.id);
    const auto item = std::ranges::find(items, document.id, &DisposalItem::document);
    if (item == items.end()) {
        throw Fault(ErrorCode::not_found, arc::name_of(document), say("is not on {}", name_of(disposal)),
                    say("see arc-file dispose show {}", disposal.code));
    }
    if (item->kept.empty()) {
        if (!disposal.open()) {
            throw not_in_state(disposal);
        }
        table.set_kept(disposal.id, document.id, run.caller.reason);
        run.change.about({ThingKind::document, document.id});
    }
    return answer_with(run, disposal);
}

Disposal named_disposal(Archive& archive, const std::string& code) {
    std::string upper = code;
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    std::optional<Disposal> disposal = DisposalTable(archive.db()).find(upper);
    if (!disposal) {
        throw Fault(ErrorCode::not_found, code, say("no such list"), say("see arc-file dispose list"));
    }
    return *std::move(disposal);
}

void list_disposals(Archive& archive, const Caller& caller, std::optional<DisposalState> state, RecordSink& sink) {
    require_right(archive, caller, Verb::find);
    for (const Disposal& disposal : DisposalTable(archive.db()).all()) {
        if (!state || disposal.state == *state) {
            sink.put(disposal_record(archive, disposal));
        }
    }
}

void show_disposal(Archive& archive, const Caller& caller, const std::string& code, RecordSink& sink) {
    require_right(archive, caller, Verb::find);
    const Disposal disposal = named_disposal(archive, code);
    const Day today = archive.zone().day_at(caller.now());
    sink.put(disposal_record(archive, disposal));
    for (const DisposalItem& item : DisposalTable(archive.db()).items(disposal.id)) {
        std::string text;
        if (disposal.open() && item.kept.empty()) {
            const Document document = DocumentTable(archive.db()).find(item.document).value();
            text = words_of(disposal_bars(archive, document, today, disposal.id));
        }
        sink.put(disposal_item_record(archive, disposal, item, text));
    }
}

}  // namespace arc
