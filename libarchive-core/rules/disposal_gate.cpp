#include "rules/disposal_gate.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

namespace arc {
namespace {

class Gate {
public:
    Gate(const DisposalFacts& facts, Day today) : facts_(&facts), today_(today) {}

    std::vector<DisposalReason> ask() {
        if (!facts_->destroyed.empty()) {
            add(DisposalBar::destroyed, say("was destroyed on {}", facts_->destroyed));
            return std::move(reasons_);
        }
        ask_term();
        ask_appraisal();
        for (const std::string& hold : facts_->holds) {
            add(DisposalBar::hold, hold, say("lift it first with arc-file hold lift"));
        }
        ask_whereabouts();
        return std::move(reasons_);
    }

private:
    void add(DisposalBar bar, std::string text, std::string next = {}) {
        reasons_.push_back({bar, std::move(text), std::move(next)});
    }

    void ask_term() {
        const std::string appraise = say("only an appraisal can give it a term");
        if (!facts_->has_rule) {
            add(DisposalBar::no_rule, say("no retention rule is on record"), appraise);
        } else if (facts_->permanent) {
            add(DisposalBar::permanent, say("is kept for ever ({})", facts_->term), appraise);
        } else if (!facts_->keep_until) {
            add(DisposalBar::not_started, say("its term has not begun ({})", facts_->term));
        } else if (today_ <= *facts_->keep_until) {
            add(DisposalBar::term, say("is kept until {} ({})", format_day(*facts_->keep_until), facts_->term));
        }
    }

    void ask_appraisal() {
        if (facts_->verdict == "keep" || facts_->verdict == "transfer") {
            add(DisposalBar::verdict, say("the last appraisal says {}", facts_->verdict),
                say("appraise it again with arc-file appraise"));
        } else if (facts_->group_asked && facts_->verdict != "destroy") {
            add(DisposalBar::not_appraised, say("no group has appraised it"),
                say("name the group with --by, or appraise it with arc-file appraise"));
        }
    }

    void ask_whereabouts() {
        if (!facts_->open_batch.empty()) {
            add(DisposalBar::open_batch, say("batch {} is still open", facts_->open_batch),
                say("close it with arc-ingest batch close"));
        }
        if (!facts_->lent.empty()) {
            add(DisposalBar::lent, say("is lent to {}", facts_->lent), say("call it back"));
        }
        if (!facts_->handover.empty()) {
            add(DisposalBar::handover, say("is on handover {}", facts_->handover), say("finish the handover"));
        }
        if (!facts_->listed.empty()) {
            add(DisposalBar::listed, say("is on disposal {}", facts_->listed));
        }
    }

    const DisposalFacts* facts_;
    Day today_;
    std::vector<DisposalReason> reasons_;
};

}  // namespace

std::vector<DisposalReason> bars_to_disposal(const DisposalFacts& facts, Day today) {
    return Gate(facts, today).ask();
}

std::string words_of(const std::vector<DisposalReason>& reasons) {
    std::vector<std::string> texts;
    for (const DisposalReason& reason : reasons) {
        texts.push_back(reason.text);
    }
    return join(texts, ", ");
}

}  // namespace arc
