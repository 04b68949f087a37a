#include "jobs/filing/document_verbs.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/filing/document_fields.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/numbering.hpp"
#include "jobs/filing/page_lists.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/keeping/follow_retention.hpp"
#include "jobs/permit.hpp"

#include <algorithm>

namespace arc {
namespace {

Answer answer_with(const FilingRun& run, const std::vector<std::int64_t>& documents) {
    Answer answer;
    for (const std::int64_t id : documents) {
        finish_document(run, id);
        answer.push_back(whole_document_record(run.archive(), DocumentTable(run.db()).find(id).value()));
    }
    return answer;
}

Document begin_requested(FilingRun& run, const DocumentRequest& request) {
    const DocumentOwner owner = named_owner(run.archive(), request.ticket, request.customer, request.series);
    Document document = begin_document(run.archive(), request.type, owner);
    require_right(run.archive(), run.caller, Verb::file, rights_target(run.archive(), document));
    set_document_fields(run, document, request.fields);
    return document;
}

std::string merged_words(std::int64_t into) {
    return say("merged into document {}", into);
}

void need_same_owner(const Document& document, const Document& into) {
    if (owner_of(document) != owner_of(into)) {
        throw Fault(ErrorCode::refused, name_of(document), say("belongs to something else than {}", name_of(into)),
                    say("move it there first"));
    }
}

// The profile numbers documents now, but something that the number shows is not known.
void tell_unnumbered(const FilingRun& run, std::int64_t id) {
    const Document document = DocumentTable(run.db()).find(id).value();
    const DocumentType* type = run.archive().profile().document_type(document.type);
    const Facts facts = facts_of(run.archive(), document);
    const bool wanted =
        numbering_for(run.archive().profile(), Noun::document, NumberAt::registered, look_up_in(facts)) != nullptr;
    if (wanted && document.number.empty() && type->number == NumberOf::own) {
        run.reporter.notice(say("{}: has no number yet, as not all that it shows is known", name_of(document)));
    }
}

void set_type(FilingRun& run, Document& document, const std::string& type) {
    document.type = begin_document(run.archive(), type, owner_of(document)).type;
    require_right(run.archive(), run.caller, Verb::file, rights_target(run.archive(), document));
}

// How much paper there is may be counted at any time; the ticket's papers stay the same.
bool only_counts(const std::vector<std::string>& entries) {
    return std::ranges::all_of(
        entries, [](const std::string& entry) { return entry.starts_with("sheets=") || entry.starts_with("sides="); });
}

}  // namespace

Answer register_document(FilingRun& run, const DocumentRequest& request) {
    Document document = begin_requested(run, request);
    need_open_ticket(run, owner_of(document));
    const bool counted = document.sheets.value_or(0) > 0 || document.sides.value_or(0) > 0;
    if (document.paper.empty() && counted) {
        document.paper = paper_of_scan(run.archive().profile(), document.type);
    }
    const std::int64_t id = add_document(run.archive(), run.change, document);
    tell_unnumbered(run, id);
    return answer_with(run, {id});
}

Answer supplement_document(FilingRun& run, const DocumentRequest& request, const std::vector<std::string>& pages) {
    need_reason(run, request.type);
    Document document = begin_requested(run, request);
    document.late_reason = run.caller.reason;
    const std::vector<Page> named = named_pages(run.archive(), pages);
    if (document.paper.empty() && !named.empty()) {
        document.paper = paper_of_scan(run.archive().profile(), document.type);
    }
    for (const Page& page : named) {
        need_free(run, page);
    }
    const std::int64_t id = add_document(run.archive(), run.change, document);
    write_order(run, id, with_inserted({}, ids_of(named), std::nullopt).value_or_throw());
    return answer_with(run, {id});
}

Answer split_document(FilingRun& run, const std::string& document, const std::string& page, const std::string& type) {
    const Document first = named_document(run.archive(), document);
    need_open_document(run, first);
    const Page at = named_pages(run.archive(), {page}).front();
    const PartedOrder parts = parted_at(order_of(run.db(), first.id), at.id).value_or_throw();
    Document second = begin_document(run.archive(), type.empty() ? first.type : type, owner_of(first));
    need_open_document(run, second);
    second.paper = first.paper;
    const std::int64_t id = add_document(run.archive(), run.change, second);
    write_order(run, id, parts.parted);
    return answer_with(run, {first.id, id});
}

Answer merge_documents(FilingRun& run, const std::string& document, const std::string& into) {
    Document gone = named_document(run.archive(), document);
    const Document target = named_document(run.archive(), into);
    if (gone.id == target.id) {
        throw Fault(ErrorCode::usage, name_of(gone), say("cannot be merged into itself"));
    }
    if (gone.withdrawn == merged_words(target.id)) {
        return answer_with(run, {target.id});
    }
    need_open_document(run, gone);
    need_open_document(run, target);
    need_same_owner(gone, target);
    const PageOrder tail = order_of(run.db(), gone.id);
    write_order(run, target.id, with_inserted(order_of(run.db(), target.id), tail, std::nullopt).value_or_throw());
    gone.withdrawn = merged_words(target.id);
    DocumentTable(run.db()).update(gone);
    finish_document(run, gone.id);
    return answer_with(run, {target.id});
}

Answer move_document(FilingRun& run, const std::string& document, const DocumentRequest& to) {
    Document moved = named_document(run.archive(), document);
    const DocumentOwner owner = named_owner(run.archive(), to.ticket, to.customer, to.series);
    if (owner_of(moved) == owner) {
        return answer_with(run, {moved.id});
    }
    need_open_document(run, moved);
    set_owner(moved, owner);
    need_open_document(run, moved);
    DocumentTable(run.db()).update(moved);
    follow_retention(run.change, {ThingKind::document, moved.id});
    return answer_with(run, {moved.id});
}

Answer withdraw_document(FilingRun& run, const std::string& document) {
    Document withdrawn = named_document(run.archive(), document);
    need_reason(run, name_of(withdrawn));
    if (withdrawn.withdrawn != run.caller.reason) {
        need_open_document(run, withdrawn);
        withdrawn.withdrawn = run.caller.reason;
        DocumentTable(run.db()).update(withdrawn);
        finish_document(run, withdrawn.id);
    }
    return {whole_document_record(run.archive(), withdrawn)};
}

Answer set_document(FilingRun& run, const std::string& document, const std::vector<std::string>& entries) {
    constexpr std::string_view type_prefix = "type=";
    if (entries.empty()) {
        throw Fault(ErrorCode::usage, document, say("nothing to set"), say("give field=value"));
    }
    Document changed = named_document(run.archive(), document);
    if (!only_counts(entries) || !changed.withdrawn.empty()) {
        need_open_document(run, changed);
    }
    require_right(run.archive(), run.caller, Verb::file, rights_target(run.archive(), changed));
    std::vector<std::string> fields;
    for (const std::string& entry : entries) {
        if (entry.starts_with(type_prefix)) {
            set_type(run, changed, entry.substr(type_prefix.size()));
        } else {
            fields.push_back(entry);
        }
    }
    set_document_fields(run, changed, fields);
    DocumentTable(run.db()).update(changed);
    follow_retention(run.change, {ThingKind::document, changed.id});
    return answer_with(run, {changed.id});
}

}  // namespace arc
