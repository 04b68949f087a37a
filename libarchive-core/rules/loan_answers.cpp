#include "rules/loan_answers.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

using enum AnswerWeight;

class Answers {
public:
    Answers(const LoanFacts& facts, LoanMoment moment) : facts_(&facts), asking_(moment == LoanMoment::asking) {}

    std::vector<LoanAnswer> all() {
        about_rules();
        about_paper();
        about_line();
        about_person();
        about_scan();
        std::ranges::stable_sort(answers_, {}, &LoanAnswer::weight);
        return std::move(answers_);
    }

private:
    void add(AnswerWeight weight, std::string text, std::string next = {}) {
        answers_.push_back({weight, std::move(text), std::move(next)});
    }
    AnswerWeight confirm_when_given() const { return asking_ ? notice : confirm; }

    void about_rules() {
        if (facts_->forbidden) {
            add(impossible, say("its original is not lent ({})", facts_->rule), facts_->scan_shown_by);
        }
        if (facts_->purpose.empty()) {
            add(impossible, say("needs a reason"), say("say why with --reason"));
        } else if (!facts_->reasons.empty() && std::ranges::count(facts_->reasons, facts_->purpose) == 0) {
            add(impossible, say("'{}' is no reason for which originals are lent ({})", facts_->purpose, facts_->rule),
                say("the reasons are {}", join(facts_->reasons, ", ")));
        }
        if (!facts_->customers_without_consent.empty()) {
            add(asking_ ? notice : impossible,
                say("customer {} has not agreed", join(facts_->customers_without_consent, ", ")),
                say("record it with arc-lend consent add"));
        }
        if (facts_->room_only) {
            add(notice, say("is read in the room and does not leave it"));
        }
    }

    void about_paper() {
        if (!facts_->gone.empty()) {
            add(impossible, facts_->gone);
        }
        if (!facts_->open_batch.empty()) {
            add(asking_ ? notice : impossible, say("its batch {} is still open", facts_->open_batch),
                say("close it with arc-ingest batch close"));
        }
        if (!facts_->listed.empty()) {
            add(confirm_when_given(), say("stands on list {}", facts_->listed));
        }
        if (!facts_->bound_in.empty()) {
            add(confirm_when_given(), say("is bound in {}", facts_->bound_in), say("lend the volume"));
        }
    }

    void about_line() {
        if (!facts_->away.empty()) {
            add(asking_ ? notice : impossible, facts_->away, asking_ ? say("the request waits for it") : std::string());
        }
        for (const std::string& person : facts_->ahead) {
            add(confirm_when_given(), say("{} asked before", person));
        }
        for (const std::string& person : facts_->reserved) {
            add(confirm, say("is kept for {}", person));
        }
    }

    void about_person() {
        if (!facts_->person_closed.empty()) {
            add(impossible, say("the borrower's account is closed since {}", facts_->person_closed));
        }
        if (facts_->most > 0 && facts_->has >= facts_->most) {
            add(confirm_when_given(), say("has {} things already, at most {}", facts_->has, facts_->most));
        }
        if (facts_->late > 0) {
            add(confirm_when_given(), say("has {} things that are late", facts_->late));
        }
        if (facts_->unsettled > 0) {
            add(confirm_when_given(), say("has {} things short or lost", facts_->unsettled));
        }
    }

    void about_scan() {
        if (asking_ && facts_->scan_first && facts_->scanned > 0) {
            add(notice, say("{} scanned pages are on file", facts_->scanned), facts_->scan_shown_by);
        }
    }

    const LoanFacts* facts_;
    bool asking_;
    std::vector<LoanAnswer> answers_;
};

}  // namespace

std::string_view to_text(AnswerWeight weight) {
    static constexpr std::array<std::string_view, 3> words{"impossible", "confirm", "notice"};
    return words.at(static_cast<std::size_t>(weight));
}

std::vector<LoanAnswer> answers_of(const LoanFacts& facts, LoanMoment moment) {
    return Answers(facts, moment).all();
}

std::vector<LoanAnswer> with_weight(const std::vector<LoanAnswer>& answers, AnswerWeight weight) {
    std::vector<LoanAnswer> some;
    std::ranges::copy_if(answers, std::back_inserter(some),
                         [&](const LoanAnswer& answer) { return answer.weight == weight; });
    return some;
}

std::string words_of(const std::vector<LoanAnswer>& answers) {
    std::vector<std::string> words;
    for (const LoanAnswer& answer : answers) {
        words.push_back(answer.text);
    }
    return join(words, "; ");
}

}  // namespace arc
