#include "base/say.hpp"
#include "catalog/appraisal_table.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/keeping_query.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/keeping/appraise.hpp"
#include "jobs/keeping/disposal_facts.hpp"
#include "jobs/keeping/disposal_verbs.hpp"
#include "jobs/keeping/keeping_records.hpp"
#include "jobs/keeping/keeping_things.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"

#include <set>

namespace arc {
namespace {

std::vector<std::int64_t> documents_due(FilingRun& run, const std::string& before) {
    const std::string day = format_day(parse_day(before).value_or_throw());
    KeepingQuery query(run.db());
    constexpr std::int64_t group = 500;
    std::vector<std::int64_t> documents;
    KeepingQuery::Due last;
    for (auto due = query.due_before(day, last, group); !due.empty(); due = query.due_before(day, last, group)) {
        for (const KeepingQuery::Due& one : due) {
            documents.push_back(one.document);
        }
        last = due.back();
    }
    return documents;
}

DisposalItem item_of(FilingRun& run, const Document& document) {
    DisposalItem item;
    item.document = document.id;
    item.number = document.number;
    const DocumentType* type = run.archive().profile().document_type(document.type);
    item.title = !document.title.empty() ? document.title : type == nullptr ? document.type : type->title.chinese();
    item.dated = document.dated;
    const CountedDocument counted = DocumentTable(run.db()).counted(document);
    item.sides = document.sides ? document.sides : std::optional(counted.pages);
    item.retention = document.retention;
    item.keep_until = document.keep_until;
    item.method = disposal_method(run.archive(), document);
    return item;
}

class Proposal {
public:
    Proposal(FilingRun& run, const ProposalRequest& request) : run_(run), request_(&request) {
        if (!request.by.empty()) {
            group_ = appraisal_group(run, request.by);
        }
    }

    Answer make() {
        const Person proposer = need_real_person(run_.archive(), run_.caller);
        const std::vector<std::int64_t> documents = request_->due_before.empty()
                                                        ? documents_named(run_.archive(), request_->things)
                                                        : documents_due(run_, request_->due_before);
        for (const std::int64_t id : documents) {
            ask(DocumentTable(run_.db()).find(id).value());
        }
        if (items_.empty()) {
            throw Fault(ErrorCode::refused, say("disposal"),
                        documents.empty()       ? say("no document is due")
                        : documents.size() == 1 ? say("the document may not go")
                                                : say("none of {} documents may go", documents.size()));
        }
        return write(proposer);
    }

private:
    void ask(const Document& document) {
        require_right(run_.archive(), run_.caller, Verb::dispose, rights_target(run_.archive(), document));
        DisposalFacts facts = disposal_facts(run_.archive(), document, 0);
        const bool judged_now = !group_.empty() && facts.verdict != "destroy";
        facts.verdict = judged_now ? "destroy" : facts.verdict;
        const std::vector<DisposalReason> bars = bars_to_disposal(facts, run_.today());
        if (!bars.empty()) {
            run_.reporter.problem({ErrorCode::refused, name_of(document), words_of(bars), bars.front().next});
            return;
        }
        if (judged_now) {
            Appraisal judged;
            judged.aspect = "keep";
            judged.verdict = "destroy";
            judged.reason = run_.caller.reason;
            appraise_document(run_, document.id, judged, group_).value_or_throw();
        }
        items_.push_back(item_of(run_, document));
        items_.back().ordinal = static_cast<std::int64_t>(items_.size());
    }

    Answer write(const Person& proposer) {
        DisposalTable table(run_.db());
        Disposal disposal;
        disposal.reason = run_.caller.reason;
        disposal.proposed = format_instant(run_.change.now());
        disposal = table.add(disposal);
        table.sign(disposal.id, {DisposalPart::proposer, proposer.id, {}, disposal.proposed});
        Answer answer;
        for (const DisposalItem& item : items_) {
            table.add_item(disposal.id, item);
            sign_for_appraisers(table, disposal, item);
            run_.change.about({ThingKind::document, item.document});
        }
        run_.change.about({ThingKind::disposal, disposal.id});
        answer.push_back(disposal_record(run_.archive(), disposal));
        for (const DisposalItem& item : items_) {
            answer.push_back(disposal_item_record(run_.archive(), disposal, item, {}));
        }
        return answer;
    }

    void sign_for_appraisers(DisposalTable& table, const Disposal& disposal, const DisposalItem& item) {
        const std::optional<Appraisal> appraisal = AppraisalTable(run_.db()).last(item.document, "keep");
        if (!appraisal || appraisal->verdict != "destroy") {
            return;
        }
        for (const std::int64_t person : appraisal->appraisers) {
            if (appraisers_.insert(person).second) {
                table.sign(disposal.id, {DisposalPart::appraiser, person, {}, appraisal->at});
            }
        }
    }

    FilingRun& run_;
    const ProposalRequest* request_;
    std::vector<Person> group_;
    std::vector<DisposalItem> items_;
    std::set<std::int64_t> appraisers_;
};

}  // namespace

Answer propose_disposal(FilingRun& run, const ProposalRequest& request) {
    require_right(run.archive(), run.caller, Verb::dispose);
    need_reason(run, say("disposal"));
    if (request.things.empty() == request.due_before.empty()) {
        throw Fault(ErrorCode::usage, say("disposal"), say("name documents, or all that are due with --due-before"));
    }
    return Proposal(run, request).make();
}

}  // namespace arc
