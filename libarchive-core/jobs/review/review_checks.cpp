#include "jobs/review/review_checks.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/permit.hpp"
#include "jobs/review/document_gates.hpp"
#include "jobs/review/reviewed_things.hpp"

namespace arc {

const ReviewGate& need_gate(const Profile& profile, const std::string& name) {
    if (const ReviewGate* gate = review_gate(profile, name)) {
        return *gate;
    }
    const std::vector<std::string> known = declared_names(profile, NameKind::review);
    if (known.empty()) {
        throw Fault(ErrorCode::usage, name, say("the profile has no quality gates"));
    }
    throw Fault(ErrorCode::usage, name.empty() ? say("review") : name,
                name.empty() ? say("no gate named") : say("the profile has no such gate"),
                say("give --gate {}", join(known, "|")));
}

std::vector<std::int64_t> need_documents(Archive& archive, const std::vector<std::string>& things) {
    std::vector<std::int64_t> documents = reviewed_things(archive, things).documents;
    if (documents.empty()) {
        throw Fault(ErrorCode::usage, say("review"), say("no document named"),
                    say("name documents, a ticket or a batch, or give them one a line on standard input"));
    }
    return documents;
}

void need_reviewable(const FilingRun& run, const ReviewGate& gate, const Document& document) {
    require_right(run.archive(), run.caller, is_own_check(gate) ? Verb::file : Verb::review,
                  rights_target(run.archive(), document));
    if (!document.withdrawn.empty()) {
        throw Fault(ErrorCode::refused, name_of(document), say("withdrawn: {}", document.withdrawn));
    }
    const CountedDocument counted = DocumentTable(run.db()).counted(document);
    if (!is_reviewable(run.archive().profile(), counted)) {
        throw Fault(ErrorCode::refused, name_of(document), say("there is nothing to look at yet"),
                    say("it has no page, and no paper was declared"));
    }
    if (counted.provisional) {
        throw Fault(ErrorCode::refused, name_of(document), say("its batch is still open"),
                    say("close it with arc-ingest batch close"));
    }
}

void need_earlier_gates(const FilingRun& run, const ReviewGate& gate, const Document& document) {
    for (const GateOfDocument& earlier : gates_of(run.archive(), document.id)) {
        if (earlier.gate == &gate) {
            return;
        }
        if (earlier.standing != GateStanding::passed) {
            throw Fault(ErrorCode::refused, name_of(document),
                        say("has not passed gate {} ({})", earlier.gate->name, to_text(earlier.standing)),
                        say("gates are passed in order"));
        }
    }
}

}  // namespace arc
