#include "rules/classify.hpp"

#include "base/say.hpp"

namespace arc {
namespace {

Classification kept(std::string_view current, std::string reason) {
    return {std::string(current), false, std::move(reason)};
}

}  // namespace

Classification classify(const Subject& subject, std::string_view current, const FieldLookup& look_up) {
    if (!current.empty() && subject.class_change != ClassChange::by_rule) {
        return kept(current, say("the class is not changed by rule"));
    }
    std::string reason = say("no rule holds");
    for (const ClassRule& rule : subject.class_by) {
        const ConditionAnswer answer = evaluate(rule.when, look_up);
        if (answer.holds) {
            return {rule.is, rule.is != current, to_text(rule.when)};
        }
        reason = say("no rule holds: {}", answer.reason());
        if (answer.unknown) {
            return kept(current, reason);
        }
    }
    return kept(current, reason);
}

}  // namespace arc
