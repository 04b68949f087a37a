#include "jobs/filing/document_states.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/page_lists.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"
#include "rules/secrecy_change.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 5> paper_states{"", "here", "returned", "none", "lost"};

bool may_appraise(const FilingRun& run, const Document& document) {
    return has_right(run.archive(), run.caller, Verb::appraise, rights_target(run.archive(), document));
}

}  // namespace

void set_secrecy(FilingRun& run, Document& document, std::optional<int> level, std::optional<std::string> until) {
    std::string term = until.value_or(document.secret_until);
    if (until && !until->empty()) {
        term = format_day(parse_day(*until).value_or_throw());
    }
    const int wanted = level.value_or(document.secrecy);
    if (wanted == 0 && until && !until->empty()) {
        throw Fault(ErrorCode::usage, say("field secret_until"), say("what is not secret has no term"),
                    say("give secrecy=LEVEL with it"));
    }
    const std::optional<Person> person = real_person(run.archive(), run.caller);
    const bool fresh = document.id == 0;
    const Secrecy is = fresh ? Secrecy{} : Secrecy{document.secrecy, document.secret_until, document.classified_by};
    const Classifier who{person ? std::optional(person->id) : std::nullopt, may_appraise(run, document), run.today()};
    const SecrecyAnswer answer = change_secrecy(is, wanted, term, who);
    if (!answer.refused.empty()) {
        throw Fault(ErrorCode::refused, name_of(document), answer.refused);
    }
    document.secrecy = answer.becomes.level;
    document.secret_until = answer.becomes.until;
    document.classified_by = answer.becomes.classified_by;
}

void set_access(FilingRun& run, Document& document, const std::string& access) {
    const std::vector<std::string> known = declared_names(run.archive().profile(), NameKind::access);
    if (!access.empty() && std::ranges::find(known, access) == known.end()) {
        throw Fault(ErrorCode::usage, say("field access"),
                    known.empty() ? say("the profile has no levels of access") : say("no such level of access"),
                    known.empty() ? std::string() : say("give one of {}", join(known, ", ")));
    }
    if (access == document.access) {
        return;
    }
    if (document.id != 0 && !may_appraise(run, document)) {
        throw Fault(ErrorCode::refused, name_of(document), say("its access is changed by an appraisal"));
    }
    document.access = access;
}

void set_paper(FilingRun& run, Document& document, const std::string& state) {
    if (state == document.paper) {
        return;
    }
    if (std::ranges::find(paper_states, state) == paper_states.end()) {
        throw Fault(ErrorCode::usage, say("field paper"), say("'{}' is no state of paper", state),
                    say("give here, returned, none or lost"));
    }
    if (document.paper == "destroyed") {
        throw Fault(ErrorCode::refused, name_of(document), say("its paper was destroyed"));
    }
    if (state == "lost") {
        need_reason(run, name_of(document));
    }
    document.paper = state;
}

Answer say_paper(FilingRun& run, const std::string& state, const std::vector<std::string>& documents) {
    if (documents.empty()) {
        throw Fault(ErrorCode::usage, say("paper"), say("no document named"),
                    say("name them as arguments or one a line on standard input"));
    }
    Answer answer;
    for (const std::string& text : documents) {
        Document document = named_document(run.archive(), text);
        require_right(run.archive(), run.caller, Verb::file, rights_target(run.archive(), document));
        const std::string before = document.paper;
        set_paper(run, document, state);
        if (document.paper != before) {
            DocumentTable(run.db()).update(document);
            run.change.about({ThingKind::document, document.id});
        }
        answer.push_back(whole_document_record(run.archive(), document));
    }
    return answer;
}

std::string paper_of_scan(const Profile& profile, const std::string& document_type) {
    const DocumentType* type = profile.document_type(document_type);
    return type != nullptr && type->medium == "paper" ? "here" : "";
}

std::string access_of(const Profile& profile, const Document& document) {
    const DocumentType* type = profile.document_type(document.type);
    if (!document.access.empty()) {
        return document.access;
    }
    if (type != nullptr && !type->access.empty()) {
        return type->access;
    }
    return profile.documents.access.empty() ? std::string() : profile.documents.access.front().name;
}

}  // namespace arc
