#include "jobs/filing/compare_copy.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/entry_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/handover/line_outcomes.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"

namespace arc {
namespace {

Result<Document> copy_named(FilingRun& run, const std::string& text) {
    const Result<Thing> thing = resolve_thing(run.archive(), text, ThingKind::document);
    if (!thing) {
        return thing.error();
    }
    if (thing->kind != ThingKind::document) {
        return Error{ErrorCode::usage, text, say("is no document"), say("name the copy")};
    }
    Document document = DocumentTable(run.db()).find(thing->id).value();
    require_right(run.archive(), run.caller, Verb::file, rights_target(run.archive(), document));
    if (!document.withdrawn.empty()) {
        return Error{ErrorCode::refused, name_of(document), say("withdrawn: {}", document.withdrawn), {}};
    }
    return document;
}

void check(FilingRun& run, Document& document, const Signer& signer, OriginalWent went) {
    const std::string result = went == OriginalWent::returned ? "returned" : "kept";
    const std::string subject = to_text(Thing{ThingKind::document, document.id});
    EntryTable entries(run.db());
    const std::optional<Entry> before = entries.last_done(subject, std::string(copy_check));
    if (!before || before->result != result) {
        Entry entry;
        entry.kind = copy_check;
        entry.subject = subject;
        entry.person = signer.person.id;
        entry.made = format_instant(run.change.now());
        entry.done = format_day(run.today());
        entry.result = result;
        entry.corrects = before ? std::optional(before->id) : std::nullopt;
        run.change.about({ThingKind::entry, entries.add(entry)});
        run.change.about({ThingKind::document, document.id});
    }
    const std::string paper = went == OriginalWent::returned ? "returned" : "here";
    if (document.paper != paper) {
        document.paper = paper;
        DocumentTable(run.db()).update(document);
    }
}

}  // namespace

Answer compare_copies(FilingRun& run, const std::vector<std::string>& documents, OriginalWent went) {
    require_right(run.archive(), run.caller, Verb::file);
    const Signer signer = signer_of(run.archive(), run.caller);
    LineOutcomes outcomes(run.reporter);
    Answer answer;
    for (const std::string& text : documents) {
        Result<Document> document = copy_named(run, text);
        outcomes.take(document ? std::nullopt : std::optional(document.error()));
        if (document) {
            check(run, *document, signer, went);
            answer.push_back(whole_document_record(run.archive(), *document));
        }
    }
    outcomes.tell_and_need_one();
    return answer;
}

}  // namespace arc
