#include "rules/loan_terms.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cmath>

namespace arc {
namespace {

std::optional<Duration> shorter(std::optional<Duration> a, std::optional<Duration> b) {
    if (!a || !b) {
        return a ? a : b;
    }
    return approximate_minutes(*b) < approximate_minutes(*a) ? b : a;
}

// 0 stands for no limit.
int lower_limit(int a, int b) {
    return a == 0 ? b : b == 0 ? a : std::min(a, b);
}

void add_roles(std::vector<std::string>& roles, const std::vector<std::string>& more) {
    for (const std::string& role : more) {
        if (std::ranges::count(roles, role) == 0) {
            roles.push_back(role);
        }
    }
}

// No list allows every reason; two lists allow what stands in both, and nothing where that is empty.
void keep_common(LendingTerms& terms, const LendingTerms& other) {
    if (terms.reasons.empty()) {
        terms.reasons = other.reasons;
        return;
    }
    if (other.reasons.empty()) {
        return;
    }
    std::erase_if(terms.reasons, [&](const Choice& reason) {
        return std::ranges::count(other.reasons, reason.name, &Choice::name) == 0;
    });
    terms.forbidden = terms.forbidden || terms.reasons.empty();
}

std::optional<Duration> duration_of(const Value& stored, std::string_view name) {
    const std::string text = stored.text_of(name);
    return text.empty() ? std::nullopt : std::optional(parse_duration(text).value_or_throw());
}

Value duration_value(const std::optional<Duration>& duration) {
    return duration ? Value(to_text(*duration)) : Value();
}

}  // namespace

int specificity(const Condition& condition, const FieldLookup& look_up) {
    if (condition.always()) {
        return 0;
    }
    int most = -1;
    for (const std::vector<Clause>& alternative : condition.any) {
        Condition alone;
        alone.any.push_back(alternative);
        if (holds(alone, look_up)) {
            most = std::max(most, static_cast<int>(alternative.size()));
        }
    }
    return most;
}

AppliedTerms terms_for(const Lending& lending, std::span<const FieldLookup> look_ups) {
    AppliedTerms best{lending.terms, "lending"};
    int asked = -1;
    for (std::size_t i = 0; i < lending.rules.size(); ++i) {
        int most = -1;
        for (const FieldLookup& look_up : look_ups) {
            most = std::max(most, specificity(lending.rules[i].when, look_up));
        }
        if (most > asked) {
            asked = most;
            best = {lending.rules[i], fmt::format("lending.rules[{}]", i)};
        }
    }
    return best;
}

AppliedTerms strictest_of(std::span<const AppliedTerms> all) {
    AppliedTerms strict = all.front();
    std::vector<std::string> rules{strict.rule};
    for (const AppliedTerms& one : all.subspan(1)) {
        if (std::ranges::count(rules, one.rule) != 0) {
            continue;
        }
        rules.push_back(one.rule);
        LendingTerms& terms = strict.terms;
        terms.forbidden = terms.forbidden || one.terms.forbidden;
        keep_common(terms, one.terms);
        add_roles(terms.approve, one.terms.approve);
        terms.limit = shorter(terms.limit, one.terms.limit);
        terms.recall = shorter(terms.recall, one.terms.recall);
        terms.renewals = std::min(terms.renewals, one.terms.renewals);
        terms.most = lower_limit(terms.most, one.terms.most);
        terms.where = one.terms.where == ReadingPlace::room ? ReadingPlace::room : terms.where;
        terms.consent = terms.consent || one.terms.consent;
        terms.scan_first = terms.scan_first || one.terms.scan_first;
        terms.compare = terms.compare || one.terms.compare;
        if (one.terms.fine && (!terms.fine || one.terms.fine->most > terms.fine->most)) {
            terms.fine = one.terms.fine;
        }
    }
    strict.terms.when = {};
    strict.rule = join(rules, ", ");
    return strict;
}

Object terms_value(const LendingTerms& terms) {
    List reasons;
    for (const Choice& reason : terms.reasons) {
        reasons.emplace_back(reason.name);
    }
    List approve;
    for (const std::string& role : terms.approve) {
        approve.emplace_back(role);
    }
    Object stored{{"when", to_text(terms.when)},
                  {"lent", !terms.forbidden},
                  {"reasons", std::move(reasons)},
                  {"approve", std::move(approve)},
                  {"limit", duration_value(terms.limit)},
                  {"recall", duration_value(terms.recall)},
                  {"renewals", terms.renewals},
                  {"most", terms.most},
                  {"where", terms.where == ReadingPlace::room ? "room" : "away"},
                  {"consent", terms.consent},
                  {"compare", terms.compare}};
    if (terms.fine) {
        stored.emplace_back(
            "fine", Object{{"min", terms.fine->least}, {"max", terms.fine->most}, {"currency", terms.fine->currency}});
    }
    return stored;
}

LendingTerms read_terms(const Value& stored) {
    LendingTerms terms;
    terms.forbidden = !stored.flag_of("lent");
    for (const Value& reason : stored.list_of("reasons")) {
        terms.reasons.push_back({reason.as_text() == nullptr ? std::string() : *reason.as_text(), {}});
    }
    for (const Value& role : stored.list_of("approve")) {
        terms.approve.push_back(role.as_text() == nullptr ? std::string() : *role.as_text());
    }
    terms.limit = duration_of(stored, "limit");
    terms.recall = duration_of(stored, "recall");
    terms.renewals = static_cast<int>(stored.int_of("renewals"));
    terms.most = static_cast<int>(stored.int_of("most"));
    terms.where = stored.text_of("where") == "room" ? ReadingPlace::room : ReadingPlace::away;
    terms.consent = stored.flag_of("consent");
    terms.compare = stored.flag_of("compare");
    if (const Value* fine = stored.find("fine")) {
        terms.fine = Fine{static_cast<int>(fine->int_of("min")), static_cast<int>(fine->int_of("max")),
                          fine->text_of("currency", "CNY")};
    }
    return terms;
}

std::string terms_words(const LendingTerms& terms) {
    if (terms.forbidden) {
        return say("not lent");
    }
    std::vector<std::string> words;
    words.push_back(terms.limit ? say("for {}", to_text(*terms.limit)) : say("without a limit"));
    if (terms.renewals > 0) {
        words.push_back(terms.renewals == 1 ? say("1 renewal") : say("{} renewals", terms.renewals));
    }
    if (terms.where == ReadingPlace::room) {
        words.push_back(say("read in the room"));
    }
    if (!terms.approve.empty()) {
        words.push_back(say("approved by {}", join(terms.approve, ", then ")));
    }
    if (terms.consent) {
        words.push_back(say("with the customer's consent"));
    }
    return join(words, ", ");
}

}  // namespace arc
