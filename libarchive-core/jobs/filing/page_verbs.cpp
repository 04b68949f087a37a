#include "jobs/filing/page_verbs.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/page_lists.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/permit.hpp"
#include "jobs/review/mend_failures.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace arc {
namespace {

void need_pages(const std::vector<std::string>& pages) {
    if (pages.empty()) {
        throw Fault(ErrorCode::usage, say("pages"), say("none named"),
                    say("name them as arguments or one a line on standard input"));
    }
}

Document document_of(const FilingRun& run, std::int64_t id) {
    return DocumentTable(run.db()).find(id).value();
}

Answer documents_answer(const FilingRun& run, const std::set<std::int64_t>& documents) {
    Answer answer;
    for (const std::int64_t id : documents) {
        finish_document(run, id);
        answer.push_back(whole_document_record(run.archive(), document_of(run, id)));
    }
    return answer;
}

// The document that a repeat of the same words already filled: all pages are in one document of that owner and type.
std::optional<Document> already_filed(const FilingRun& run, const std::vector<Page>& pages, const DocumentOwner& owner,
                                      const std::string& type) {
    const std::int64_t document = pages.front().document;
    const bool together =
        std::ranges::all_of(pages, [&](const Page& page) { return page.document != 0 && page.document == document; });
    std::optional<Document> found = together ? DocumentTable(run.db()).find(document) : std::nullopt;
    return found && owner_of(*found) == owner && found->type == type ? found : std::nullopt;
}

Document target_document(FilingRun& run, const PageTarget& target, const std::vector<Page>& pages) {
    if (!target.document.empty()) {
        return named_document(run.archive(), target.document);
    }
    if (target.type.empty()) {
        throw Fault(ErrorCode::usage, say("assign"), say("no document and no type named"),
                    say("give --document, or --type with --ticket, --customer or --series"));
    }
    const DocumentOwner owner = named_owner(run.archive(), target.ticket, target.customer, target.series);
    const Document fresh = begin_document(run.archive(), target.type, owner);
    if (std::optional<Document> known = already_filed(run, pages, owner, fresh.type)) {
        return *known;
    }
    if (owner.ticket) {
        const std::vector<Document> empty = DocumentTable(run.db()).empty_of_ticket(*owner.ticket, fresh.type);
        if (empty.size() == 1) {
            return empty.front();
        }
    }
    need_open_document(run, fresh);
    Document scanned = fresh;
    scanned.paper = paper_of_scan(run.archive().profile(), fresh.type);
    return document_of(run, add_document(run.archive(), run.change, scanned));
}

// Takes pages out of the documents they are in; the rest closes up.
std::set<std::int64_t> take_out(FilingRun& run, const std::vector<Page>& pages) {
    std::map<std::int64_t, PageOrder> leaving;
    for (const Page& page : pages) {
        if (page.role == PageRole::content) {
            leaving[page.document].push_back(page.id);
        }
    }
    std::set<std::int64_t> documents;
    for (const auto& [document, ids] : leaving) {
        need_open_document(run, document_of(run, document));
        write_order(run, document, without_pages(order_of(run.db(), document), ids).value_or_throw());
        documents.insert(document);
    }
    return documents;
}

void tell_empty(const FilingRun& run, const std::set<std::int64_t>& documents) {
    for (const std::int64_t id : documents) {
        if (order_of(run.db(), id).empty()) {
            run.reporter.notice(say("{}: has no page any more", name_of(document_of(run, id))));
        }
    }
}

}  // namespace

Answer assign_pages(FilingRun& run, const std::vector<std::string>& pages, const PageTarget& target,
                    std::optional<int> at) {
    need_pages(pages);
    std::vector<Page> named = named_pages(run.archive(), pages);
    const Document document = target_document(run, target, named);
    need_open_document(run, document);
    std::erase_if(named,
                  [&](const Page& page) { return page.role == PageRole::content && page.document == document.id; });
    for (const Page& page : named) {
        need_free(run, page);
    }
    write_order(run, document.id, with_inserted(order_of(run.db(), document.id), ids_of(named), at).value_or_throw());
    return documents_answer(run, {document.id});
}

Answer move_pages(FilingRun& run, const std::vector<std::string>& pages, const std::string& document,
                  std::optional<int> at) {
    need_pages(pages);
    const std::vector<Page> named = named_pages(run.archive(), pages);
    const Document target = named_document(run.archive(), document);
    need_open_document(run, target);
    std::vector<Page> foreign;
    PageOrder own;
    for (const Page& page : named) {
        if (page.role != PageRole::content) {
            throw Fault(ErrorCode::refused, name_of(page), say("in no document"), say("file it with assign"));
        }
        if (page.document == target.id) {
            own.push_back(page.id);
        } else {
            foreign.push_back(page);
        }
    }
    if (foreign.empty() && !at) {
        return documents_answer(run, {target.id});  // a repeat: they are there
    }
    std::set<std::int64_t> touched = take_out(run, foreign);
    const PageOrder rest = without_pages(order_of(run.db(), target.id), own).value_or_throw();
    write_order(run, target.id, with_inserted(rest, ids_of(named), at).value_or_throw());
    tell_empty(run, touched);
    touched.insert(target.id);
    return documents_answer(run, touched);
}

Answer drop_pages(FilingRun& run, const std::vector<std::string>& pages) {
    need_pages(pages);
    std::vector<Page> named = named_pages(run.archive(), pages);
    need_reason(run, name_of(named.front()));
    require_right(run.archive(), run.caller, Verb::file);
    const std::vector<Page> all = named;
    std::erase_if(named, [](const Page& page) { return page.role == PageRole::dropped; });
    for (const Page& page : named) {
        if (page.role == PageRole::replaced || page.role == PageRole::destroyed) {
            need_free(run, page);
        }
    }
    const std::set<std::int64_t> touched = take_out(run, named);
    PageTable table(run.db());
    for (const Page& page : named) {
        mend_page_failures(run, page.id);
        table.set_role(page.id, PageRole::dropped, run.caller.reason);
        run.change.about({ThingKind::page, page.id});
    }
    tell_empty(run, touched);
    documents_answer(run, touched);
    Answer answer;
    for (const Page& page : all) {
        answer.push_back(filed_page_record(run.archive(), page.id));
    }
    return answer;
}

Answer replace_page(FilingRun& run, const std::string& page, const std::string& by) {
    const Page old = named_pages(run.archive(), {page}).front();
    const Page fresh = named_pages(run.archive(), {by}).front();
    need_reason(run, name_of(old));
    PageTable table(run.db());
    if (old.role == PageRole::replaced && fresh.document == old.document) {
        return documents_answer(run, {old.document});
    }
    if (old.role != PageRole::content) {
        throw Fault(ErrorCode::refused, name_of(old), say("in no document"));
    }
    const Document document = document_of(run, old.document);
    need_open_document(run, document);
    if (fresh.document != document.id || fresh.role != PageRole::content) {
        need_free(run, fresh);
    }
    const PageOrder order = with_replaced(order_of(run.db(), document.id), old.id, fresh.id).value_or_throw();
    table.mark_replaced(old.id, fresh.id, run.caller.reason);
    write_order(run, document.id, order);
    mend_page_failures(run, old.id);
    run.change.about({ThingKind::page, old.id});
    run.change.about({ThingKind::page, fresh.id});
    return documents_answer(run, {document.id});
}

Answer reorder_pages(FilingRun& run, const std::string& document, const std::vector<std::string>& pages) {
    const Document target = named_document(run.archive(), document);
    need_open_document(run, target);
    std::vector<Page> wanted = named_pages(run.archive(), pages);
    if (pages.empty()) {
        wanted = PageTable(run.db()).of_document(target.id);
        std::ranges::stable_sort(wanted, {}, [](const Page& page) { return std::tuple(page.batch, page.seq); });
    }
    write_order(run, target.id, reordered(order_of(run.db(), target.id), ids_of(wanted)).value_or_throw());
    return documents_answer(run, {target.id});
}

}  // namespace arc
