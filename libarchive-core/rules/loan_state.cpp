#include "rules/loan_state.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

using enum LoanState;
using enum LoanAct;

constexpr std::array acts{LoanAct::approve, LoanAct::deny,      LoanAct::cancel, LoanAct::checkout, LoanAct::renew,
                          LoanAct::recall,  LoanAct::give_back, LoanAct::lose,   LoanAct::find,     LoanAct::settle};
constexpr std::array<std::string_view, acts.size()> words{"approve", "deny",   "cancel", "checkout", "renew",
                                                          "recall",  "return", "lost",   "found",    "settle"};

struct Way {
    LoanState from;
    LoanAct act;
    LoanState to;
};
constexpr std::array ways{Way{requested, approve, approved},
                          Way{requested, deny, denied},
                          Way{requested, cancel, cancelled},
                          Way{approved, deny, denied},
                          Way{approved, cancel, cancelled},
                          Way{approved, checkout, out},
                          Way{out, renew, out},
                          Way{out, LoanAct::recall, recalled},
                          Way{out, give_back, returned},
                          Way{out, lose, lost},
                          Way{recalled, give_back, returned},
                          Way{recalled, lose, lost},
                          Way{short_of, give_back, returned},
                          Way{short_of, lose, lost},
                          Way{short_of, settle, settled},
                          Way{lost, LoanAct::find, returned},
                          Way{lost, give_back, returned},
                          Way{lost, settle, settled},
                          Way{settled, LoanAct::find, returned}};

// The state that an act leads to, whatever it started from: there it is a repetition.
LoanState aim_of(LoanAct act) {
    switch (act) {
        case approve:
            return approved;
        case deny:
            return denied;
        case cancel:
            return cancelled;
        case checkout:
            return out;
        case LoanAct::recall:
            return recalled;
        case lose:
            return lost;
        case settle:
            return settled;
        default:
            return returned;
    }
}

bool repeats(LoanState state, LoanAct act) {
    return act != renew && state == aim_of(act);
}

std::string standing(LoanState state) {
    switch (state) {
        case requested:
            return say("is not approved yet");
        case approved:
            return say("has not gone out");
        case denied:
            return say("was denied");
        case cancelled:
            return say("was cancelled");
        case out:
            return say("is out");
        case recalled:
            return say("was called back");
        case short_of:
            return say("came back short");
        case lost:
            return say("is lost");
        case settled:
            return say("is settled");
        case returned:
            break;
    }
    return say("is returned");
}

std::string next_of(LoanState state) {
    switch (state) {
        case requested:
            return say("approve it first");
        case approved:
            return say("check it out first");
        case denied:
        case cancelled:
        case returned:
            return say("ask anew with arc-lend request");
        case out:
        case recalled:
            return say("return it first");
        case short_of:
            return say("return the rest, or settle it");
        case lost:
            return say("say found, or settle it");
        case settled:
            break;
    }
    return {};
}

}  // namespace

std::span<const LoanAct> all_loan_acts() {
    return acts;
}

std::string_view to_text(LoanAct act) {
    return words.at(static_cast<std::size_t>(act));
}

LoanStep step_of(LoanState state, LoanAct act, LoanKind kind) {
    const bool paper = act != approve && act != deny && act != cancel;
    if (kind == LoanKind::look && paper) {
        return {LoanStepKind::impossible, state, say("is a look at the scan, no paper goes out"),
                say("see it with arc-lend view")};
    }
    const auto way = std::ranges::find_if(ways, [&](const Way& one) { return one.from == state && one.act == act; });
    if (way != ways.end()) {
        return {LoanStepKind::goes, way->to, {}, {}};
    }
    if (repeats(state, act)) {
        return {LoanStepKind::repeats,
                state,
                state == approved ? say("is approved already") : say("{} already", standing(state)),
                {}};
    }
    return {LoanStepKind::impossible, state, standing(state), next_of(state)};
}

std::string loan_state_table() {
    std::string table;
    for (std::size_t i = 0; i < loan_states; ++i) {
        const auto state = static_cast<LoanState>(i);
        std::string row;
        for (const Way& way : ways) {
            if (way.from == state) {
                row += fmt::format("{}{} {}", row.empty() ? "" : ", ", to_text(way.act), to_text(way.to));
            }
        }
        table += fmt::format("{}: {}\n", to_text(state), row.empty() ? "-" : row);
    }
    return table;
}

}  // namespace arc
