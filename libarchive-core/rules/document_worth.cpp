#include "rules/document_worth.hpp"

#include "base/say.hpp"

namespace arc {
namespace {

DocumentWorth waived(const DocumentOnFile& document) {
    return {DocumentStatus::waived,
            document.waived_until ? say("until {}", format_day(*document.waived_until)) : std::string()};
}

DocumentWorth without_pages(const DocumentOnFile& document) {
    if (document.waived) {
        return {DocumentStatus::missing, say("the waiver ended on {}", format_day(*document.waived_until))};
    }
    return {DocumentStatus::empty,
            document.blank_sides > 0 ? say("only blank sides have come") : say("no page of it has come")};
}

DocumentWorth judge_pages(const DocumentOnFile& document, const DocumentType* type) {
    const int declared = document.declared_sides.value_or(0);
    const int least = type == nullptr ? 0 : type->pages.least;
    if (document.imaged_sides < declared) {
        return {DocumentStatus::short_pages, say("{} of {} declared sides", document.imaged_sides, declared)};
    }
    if (document.imaged_sides < least) {
        return {DocumentStatus::short_pages, say("{} sides, it has at least {}", document.imaged_sides, least)};
    }
    return {};
}

DocumentWorth judge_form(const DocumentOnFile& document, const Requirement& requirement, const DocumentType* type) {
    // What nobody has said of the document its type says.
    const DocumentForm of_type = type == nullptr ? DocumentForm::any : type->form;
    const DocumentForm form = document.form == DocumentForm::any ? of_type : document.form;
    if (form != DocumentForm::copy) {
        return {};
    }
    const bool wants_original = requirement.form == DocumentForm::original || of_type == DocumentForm::original;
    if (wants_original) {
        return {DocumentStatus::unfit, say("a copy, the original is wanted")};
    }
    if (type != nullptr && type->compared && !document.compared) {
        return {DocumentStatus::unfit, say("the copy was not compared (arc-file compared)")};
    }
    return {};
}

}  // namespace

DocumentWorth judge_document(const DocumentOnFile& document, const Requirement& requirement,
                             const CompletenessRules& rules) {
    const bool waiver_runs =
        document.waived && (!document.waived_until || rules.calendar.day_of(rules.now) <= *document.waived_until);
    const DocumentType* type = rules.profile.document_type(document.type);
    const bool has_pages = type == nullptr || !type->pages.none;
    const bool came = document.imaged_sides > 0 || (!has_pages && !document.waived);
    if (waiver_runs && !came) {
        return waived(document);
    }
    if (!came) {
        return without_pages(document);
    }
    if (document.provisional) {
        return {DocumentStatus::provisional, say("its batch is still open")};
    }
    const DocumentWorth pages = has_pages ? judge_pages(document, type) : DocumentWorth{};
    return pages.status == DocumentStatus::present ? judge_form(document, requirement, type) : pages;
}

}  // namespace arc
