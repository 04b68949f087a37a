#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/step_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/handover/line_outcomes.hpp"
#include "jobs/handover/list_things.hpp"
#include "jobs/labels/use_label.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"
#include "jobs/steps/step_verbs.hpp"
#include "rules/step_order.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr bool is_scanned(ThingKind kind) {
    return kind == ThingKind::document || kind == ThingKind::ticket || kind == ThingKind::volume ||
           kind == ThingKind::box;
}

class StepRun {
public:
    StepRun(FilingRun& run, const std::string& step)
        : run_(run), steps_(run.archive().profile().steps), wanted_(step), calendar_(work_calendar(run.archive())) {
        need_known();
        signer_ = signer_of(run.archive(), run.caller);
        need_role();
    }

    Result<Record> scan(const std::string& text) {
        const Result<NamedLine> named = named_line(run_.archive(), text);
        if (!named) {
            return named.error();
        }
        if (!is_scanned(named->thing.kind) || named->line.count || !named->line.reason.empty()) {
            return Error{ErrorCode::usage, text, say("does not go through steps"),
                         say("scan the label of a document, ticket, volume or box")};
        }
        require_right(run_.archive(), run_.caller, Verb::file, target_of(named->thing));
        const StepAnswer answer = judge(named->thing);
        if (answer.move == StepMove::back && run_.caller.reason.empty()) {
            return Error{ErrorCode::refused, words_for(run_.archive(), named->thing),
                         say("has passed {} already", wanted_), say("say with --reason why the work is done again")};
        }
        if (answer.move == StepMove::skip && answer.severity == Severity::refuse) {
            return Error{ErrorCode::refused, words_for(run_.archive(), named->thing),
                         say("has not passed {}", join(answer.skipped, ", ")), say("scan it there first")};
        }
        if (answer.move != StepMove::repeat) {
            add(named->thing);
            use_label(run_.change, named->line.thing);
        }
        if (answer.move == StepMove::skip) {
            run_.reporter.problem({ErrorCode::refused,
                                   words_for(run_.archive(), named->thing),
                                   say("comes to {} without {}", wanted_, join(answer.skipped, ", ")),
                                   {}});
        }
        return record_of(named->thing, answer);
    }

private:
    void need_known() { judge_step(steps_, {}, std::nullopt, wanted_, run_.change.now(), calendar_).value_or_throw(); }

    void need_role() {
        const std::string& role = std::ranges::find(steps_, wanted_, &Step::name)->by;
        if (!role.empty() && std::ranges::count(signer_.person.roles, role) == 0) {
            throw Fault(ErrorCode::refused, signer_.person.code,
                        say("has not the role {}, whose task {} is", role, wanted_),
                        say("let somebody with this role scan, or change the profile"));
        }
    }

    RightsTarget target_of(Thing thing) {
        if (thing.kind == ThingKind::document) {
            return rights_target(run_.archive(), DocumentTable(run_.db()).find(thing.id).value());
        }
        if (thing.kind == ThingKind::ticket) {
            return rights_target(run_.archive(), TicketTable(run_.db()).find(thing.id).value());
        }
        return {};
    }

    StepAnswer judge(Thing thing) {
        std::vector<PassedStep> passed;
        for (const StepScan& scan : StepTable(run_.db()).way_of(thing)) {
            passed.push_back({scan.step, parse_instant(scan.at).value_or_throw()});
        }
        return judge_step(steps_, passed, imaged(thing), wanted_, run_.change.now(), calendar_).value_or_throw();
    }

    // When the last of its papers had its images; nothing while one that is scanned waits for them.
    std::optional<Instant> imaged(Thing thing) {
        std::string last;
        for (const Document& paper : papers_of(thing)) {
            const DocumentType* type = run_.archive().profile().document_type(paper.type);
            if (!paper.withdrawn.empty() || (type != nullptr && type->pages.none)) {
                continue;
            }
            const std::string at = imaged_at(run_.db(), paper.id);
            if (at.empty()) {
                return std::nullopt;
            }
            last = std::max(last, at);
        }
        return last.empty() ? std::nullopt : std::optional(parse_instant(last).value_or_throw());
    }

    std::vector<Document> papers_of(Thing thing) {
        DocumentTable documents(run_.db());
        std::vector<Document> papers;
        if (thing.kind == ThingKind::ticket) {
            for (const CountedDocument& counted : documents.of_ticket(thing.id)) {
                papers.push_back(counted.document);
            }
            return papers;
        }
        for (const std::int64_t id : StayTable(run_.db()).documents_in(thing)) {
            papers.push_back(documents.find(id).value());
        }
        return papers;
    }

    void add(Thing thing) {
        StepTable(run_.db()).add({0, thing, wanted_, signer_.person.id, format_instant(run_.change.now())});
        run_.change.about(thing);
    }

    Record record_of(Thing thing, const StepAnswer& answer) {
        return {
            "step",
            {{"thing", name_of(run_.db(), thing)},
             {"id", thing.id},
             {"step", wanted_},
             {"outcome", answer.move == StepMove::repeat ? "known" : "new"},
             {"person", signer_.person.code},
             {"at", format_instant(run_.change.now())},
             {"minutes", answer.took ? Value(std::chrono::floor<std::chrono::minutes>(*answer.took).count()) : Value()},
             {"due", answer.due ? Value(format_instant(*answer.due)) : Value()},
             {"late", answer.late},
             {"skipped", List(answer.skipped.begin(), answer.skipped.end())}}};
    }

    FilingRun& run_;
    const std::vector<Step>& steps_;
    std::string wanted_;
    WorkCalendar calendar_;
    Signer signer_;
};

}  // namespace

Answer scan_step(FilingRun& run, const std::string& step, const std::vector<std::string>& things) {
    require_right(run.archive(), run.caller, Verb::file);
    StepRun scanning(run, step);
    LineOutcomes outcomes(run.reporter);
    Answer answer;
    for (const std::string& text : things) {
        Result<Record> scanned = scanning.scan(text);
        outcomes.take(scanned ? std::nullopt : std::optional(scanned.error()));
        if (scanned) {
            answer.push_back(std::move(*scanned));
        }
    }
    outcomes.tell_and_need_one();
    return answer;
}

}  // namespace arc
