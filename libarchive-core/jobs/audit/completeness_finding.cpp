#include "base/say.hpp"
#include "jobs/audit/completeness.hpp"

namespace arc {
namespace {

std::string name_of_type(const Profile& profile, std::string_view type) {
    const DocumentType* known = profile.document_type(type);
    const std::string title = known == nullptr ? std::string() : known->title.chinese();
    return title.empty() ? std::string(type) : title;
}

// Who the profile says must mend such a finding.
std::string owner_of(const Profile& profile, Registers& registers, const CheckedSubject& subject,
                     std::string_view code) {
    for (const FindingRule& rule : profile.findings) {
        const std::string_view pattern = rule.code;
        const bool fits =
            pattern.ends_with('*') ? code.starts_with(pattern.substr(0, pattern.size() - 1)) : code == pattern;
        if (fits && rule.owner != "responsible" && rule.owner != "holder") {
            return rule.owner;
        }
        if (fits) {
            break;
        }
    }
    return registers.person_code(subject.responsible);
}

}  // namespace

Finding finding_of(const Archive& archive, Registers& registers, const CheckedSubject& subject,
                   const RequirementState& state) {
    Finding finding;
    finding.code = &finding_code("A01", to_text(state.status));
    finding.subject = fmt::format("{}:{}", to_text(subject.thing.kind), subject.number);
    finding.detail = state.type;
    finding.ticket = subject.thing.kind == ThingKind::ticket ? subject.number : std::string();
    finding.customer = subject.customer;
    finding.document_type = state.type;
    finding.stage = state.requirement == nullptr ? std::string() : state.requirement->stage;
    finding.unit = registers.unit_code(subject.unit);
    finding.owner = owner_of(archive.profile(), registers, subject, finding.code->code);
    finding.deadline = state.due ? format_instant(*state.due) : std::string();
    finding.light = to_text(state.light);
    finding.text = state.words(name_of_type(archive.profile(), state.type));
    finding.more.emplace_back("status", to_text(state.status));
    if (state.document && subject.document_ids[*state.document] != 0) {
        finding.more.emplace_back("document", subject.document_ids[*state.document]);
    }
    return finding;
}

Record requirement_record(const Archive& archive, Registers& registers, const CheckedSubject& subject,
                          const RequirementState& state) {
    const bool is_document = state.document && subject.document_ids[*state.document] != 0;
    return {"requirement",
            {{"status", to_text(state.status)},
             {"subject", fmt::format("{}:{}", to_text(subject.thing.kind), subject.number)},
             {"ticket", text_or_null(subject.thing.kind == ThingKind::ticket ? subject.number : std::string())},
             {"customer", text_or_null(subject.customer)},
             {"document_type", state.type},
             {"stage", text_or_null(state.requirement == nullptr ? std::string() : state.requirement->stage)},
             {"required", state.requirement != nullptr && state.requirement->required},
             {"document", is_document ? Value(subject.document_ids[*state.document]) : Value()},
             {"unit", text_or_null(registers.unit_code(subject.unit))},
             {"owner", text_or_null(registers.person_code(subject.responsible))},
             {"deadline", text_or_null(state.due ? format_instant(*state.due) : std::string())},
             {"light", to_text(state.light)},
             {"text", state.words(name_of_type(archive.profile(), state.type))}}};
}

}  // namespace arc
