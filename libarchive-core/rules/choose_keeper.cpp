#include "rules/choose_keeper.hpp"

#include "base/counted.hpp"
#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <functional>
#include <vector>

namespace arc {
namespace {

class Choosing {
public:
    Choosing(const KeeperRule& rule, std::span<const KeeperCandidate> candidates, const FieldLookup& customer)
        : rule_(&rule), candidates_(candidates), customer_(&customer) {}

    Result<KeeperChoice> choose() {
        if (candidates_.empty()) {
            return Error{ErrorCode::refused, say("role {}", rule_->role), say("nobody has it"),
                         say("give it with arc-admin role add")};
        }
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            if (rule_->most == 0 || candidates_[i].customers < rule_->most) {
                left_.push_back(i);
            }
        }
        if (left_.empty()) {
            return Error{ErrorCode::refused, say("role {}", rule_->role),
                         say("everybody has {} already", counted(rule_->most, "customer", "customers")),
                         say("assign somebody with arc-file customer assign")};
        }
        for (const KeeperStep& step : rule_->by) {
            take(step);
        }
        const auto first = std::ranges::min_element(
            left_, {}, [&](std::size_t i) -> const std::string& { return candidates_[i].code; });
        return KeeperChoice{*first, why_.empty() ? say("role {}", rule_->role) : join(why_, ", ")};
    }

private:
    void take(const KeeperStep& step) {
        switch (step.measure) {
            case KeeperMeasure::named: {
                const std::string value = value_at(step.path, *customer_).value_or("");
                keep(say("named in {}", step.path), [&](const KeeperCandidate& one) {
                    return !value.empty() && (one.code == value || one.name == value);
                });
                break;
            }
            case KeeperMeasure::unit: {
                std::optional<int> nearest;
                for (const std::size_t i : left_) {
                    const std::optional<int> distance = candidates_[i].distance;
                    nearest = distance && (!nearest || *distance < *nearest) ? distance : nearest;
                }
                keep(nearest == 0 ? say("own unit") : say("unit above"),
                     [&](const KeeperCandidate& one) { return nearest && one.distance == nearest; });
                break;
            }
            case KeeperMeasure::fresh:
                keep(say("has nobody yet"), [](const KeeperCandidate& one) { return one.customers == 0; });
                break;
            case KeeperMeasure::fewest: {
                std::int64_t fewest = candidates_[left_.front()].customers;
                for (const std::size_t i : left_) {
                    fewest = std::min(fewest, candidates_[i].customers);
                }
                keep(say("fewest ({})", fewest), [&](const KeeperCandidate& one) { return one.customers == fewest; });
                break;
            }
        }
    }

    // A measure that fits nobody, or everybody, says nothing.
    void keep(std::string why, const std::function<bool(const KeeperCandidate&)>& fits) {
        std::vector<std::size_t> fitting;
        std::ranges::copy_if(left_, std::back_inserter(fitting), [&](std::size_t i) { return fits(candidates_[i]); });
        if (!fitting.empty() && fitting.size() < left_.size()) {
            left_ = std::move(fitting);
            why_.push_back(std::move(why));
        }
    }

    const KeeperRule* rule_;
    std::span<const KeeperCandidate> candidates_;
    const FieldLookup* customer_;
    std::vector<std::size_t> left_;
    std::vector<std::string> why_;
};

}  // namespace

Result<KeeperChoice> choose_keeper(const KeeperRule& rule, std::span<const KeeperCandidate> candidates,
                                   const FieldLookup& customer) {
    return Choosing(rule, candidates, customer).choose();
}

}  // namespace arc
