#include "jobs/keeping/appraise.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/appraisal_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/indexing.hpp"
#include "jobs/keeping/keeping_records.hpp"
#include "jobs/keeping/keeping_things.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"
#include "rules/appraisal_effect.hpp"

#include <algorithm>

namespace arc {
namespace {

bool says_the_same(const Appraisal& known, const Appraisal& fresh) {
    return known.verdict == fresh.verdict && known.until == fresh.until && known.appraisers == fresh.appraisers &&
           known.reason == fresh.reason;
}

// Who classified declassifies, or one of the roles that the profile names.
std::optional<Error> lacks_classifier(FilingRun& run, const Document& document, const std::vector<Person>& group) {
    const std::vector<std::string>& roles = run.archive().profile().disposal.declassify;
    const bool stands_in = std::ranges::any_of(group, [&](const Person& person) {
        return std::ranges::any_of(person.roles,
                                   [&](const std::string& role) { return std::ranges::count(roles, role) > 0; });
    });
    if (!document.classified_by || stands_in || std::ranges::count(group, *document.classified_by, &Person::id) > 0) {
        return std::nullopt;
    }
    return Error{ErrorCode::refused, name_of(document),
                 say("was classified by {}, who is not among the appraisers",
                     person_code(run.archive(), *document.classified_by)),
                 roles.empty() ? say("name who classified with --by")
                               : say("name who classified, or a {}, with --by", join(roles, " or a "))};
}

}  // namespace

std::vector<Person> appraisal_group(const FilingRun& run, const std::vector<std::string>& by) {
    std::vector<Person> group = named_signers(run.archive(), by);
    const int wanted = run.archive().profile().disposal.group;
    if (static_cast<int>(group.size()) < wanted) {
        throw Fault(ErrorCode::refused, say("appraisal"),
                    say("{} appraise together, {} named",
                        wanted == 1 ? say("one person must") : say("{} persons", wanted), group.size()),
                    say("name each with --by"));
    }
    std::ranges::sort(group, {}, &Person::id);
    return group;
}

Result<Appraisal> appraise_document(FilingRun& run, std::int64_t id, Appraisal appraisal,
                                    const std::vector<Person>& group) {
    DocumentTable documents(run.db());
    AppraisalTable appraisals(run.db());
    const Document before = documents.find(id).value();
    require_right(run.archive(), run.caller, Verb::appraise, rights_target(run.archive(), before));
    appraisal.document = id;
    appraisal.appraisers = ids_of(group);
    appraisal.at = format_instant(run.change.now());
    if (const std::optional<Appraisal> last = appraisals.last(id, appraisal.aspect);
        last && says_the_same(*last, appraisal)) {
        return *last;
    }
    if (appraisal.aspect == "declassify") {
        if (std::optional<Error> lacking = lacks_classifier(run, before, group)) {
            return *lacking;
        }
    }
    appraisal.id = appraisals.next_id();
    Result<Document> after = appraised(run.archive().profile(), before, appraisal);
    if (!after) {
        Error error = after.error();
        error.subject = error.subject.empty() ? name_of(before) : say("{}: {}", name_of(before), error.subject);
        return error;
    }
    appraisals.add(appraisal);
    documents.update(*after);
    index_document(run.archive(), id);
    run.change.about({ThingKind::document, id});
    return appraisal;
}

Answer appraise(FilingRun& run, const AppraisalRequest& request) {
    const std::vector<std::int64_t> documents = documents_named(run.archive(), request.things);
    if (documents.empty()) {
        throw Fault(ErrorCode::usage, say("appraise"), say("no document named"));
    }
    need_reason(run, say("appraisal"));
    const std::vector<Person> group = appraisal_group(run, request.by);
    Appraisal judged;
    judged.aspect = request.aspect;
    judged.verdict = request.verdict;
    judged.until = request.until;
    judged.reason = run.caller.reason;
    Answer answer;
    std::optional<Error> first;
    for (const std::int64_t id : documents) {
        const Result<Appraisal> appraisal = appraise_document(run, id, judged, group);
        if (appraisal) {
            answer.push_back(appraisal_record(run.archive(), *appraisal));
            continue;
        }
        first = first ? first : appraisal.error();
        if (documents.size() > 1) {
            run.reporter.problem(appraisal.error());
        }
        run.change.end_event_if_long();
    }
    if (answer.empty()) {
        throw documents.size() == 1 ? Fault(*first)
                                    : Fault(first->code, say("appraisal"), say("no document could take the verdict"));
    }
    return answer;
}

}  // namespace arc
