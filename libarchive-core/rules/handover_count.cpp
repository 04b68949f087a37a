#include "rules/handover_count.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace arc {
namespace {

bool is_paper(ThingKind kind) {
    return kind == ThingKind::document || kind == ThingKind::volume || kind == ThingKind::box;
}

std::optional<std::int64_t> whole(std::string_view word) {
    std::int64_t number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool sound = read.ec == std::errc() && read.ptr == word.data() + word.size() && number >= 0;
    return sound ? std::optional(number) : std::nullopt;
}

std::vector<std::string_view> words_of(std::string_view line) {
    constexpr std::string_view between = " \t=";
    std::vector<std::string_view> words;
    for (std::size_t at = line.find_first_not_of(between); at != std::string_view::npos;) {
        const std::size_t end = std::min(line.find_first_of(between, at), line.size());
        words.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(between, end);
    }
    return words;
}

std::string known_reasons(std::span<const Choice> reasons) {
    std::vector<std::string> names;
    for (const Choice& reason : reasons) {
        names.push_back(reason.name);
    }
    for (const std::string_view built_in : {mismatch_reason, missing_reason}) {
        if (std::ranges::count(names, built_in) == 0) {
            names.emplace_back(built_in);
        }
    }
    return join(names, ", ");
}

std::int64_t real_signer(const HandoverSignature& signature) {
    return signature.deputy.value_or(signature.person);
}

void settle(HandoverItem& item, ItemOutcome outcome, std::string_view reason) {
    item.outcome = outcome;
    item.reason = reason;
}

}  // namespace

std::string reason_named(std::string_view word, std::span<const Choice> reasons) {
    for (const Choice& reason : reasons) {
        if (reason.name == word || reason.title.zh == word || reason.title.en == word) {
            return reason.name;
        }
    }
    return word == mismatch_reason || word == missing_reason ? std::string(word) : std::string();
}

Result<CountLine> parse_count_line(std::string_view line, std::span<const Choice> reasons) {
    constexpr std::size_t most_words = 3;
    const std::vector<std::string_view> words = words_of(line);
    if (words.empty() || words.size() > most_words) {
        return Error{ErrorCode::usage, printable(line), say("not a line of a count"),
                     say("write CODE COUNT or CODE REASON")};
    }
    CountLine counted;
    counted.thing = words.front();
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::optional<std::int64_t> count = whole(words[i]);
        if (count && !counted.count && counted.reason.empty()) {
            counted.count = count;
        } else if (const std::string reason = reason_named(words[i], reasons);
                   !reason.empty() && counted.reason.empty()) {
            counted.reason = reason;
        } else {
            return Error{ErrorCode::usage, counted.thing,
                         say("\"{}\" is neither a count nor a reason", printable(words[i])),
                         say("reasons are {}", known_reasons(reasons))};
        }
    }
    return counted;
}

bool is_counted(const HandoverItem& item, CountOf by) {
    return by != CountOf::documents && !item.holder && is_paper(item.thing.kind);
}

std::optional<std::int64_t> declared(const HandoverItem& item, CountOf by) {
    return by == CountOf::sheets ? item.declared_sheets : item.declared_sides;
}

std::optional<std::int64_t> received(const HandoverItem& item, CountOf by) {
    return by == CountOf::sheets ? item.received_sheets : item.received_sides;
}

void set_declared(HandoverItem& item, CountOf by, std::int64_t count) {
    (by == CountOf::sheets ? item.declared_sheets : item.declared_sides) = count;
}

Result<HandoverItem> judge_received(HandoverItem item, CountOf by, const CountLine& line) {
    const bool counted = is_counted(item, by);
    if (line.count && !counted) {
        return Error{ErrorCode::usage, line.thing, say("is not counted here"), say("leave the count away")};
    }
    if (counted && !line.count && line.reason.empty()) {
        return Error{ErrorCode::refused, line.thing,
                     by == CountOf::sheets ? say("its sheets must be counted") : say("its sides must be counted"),
                     say("write CODE COUNT, or CODE REASON to send it back")};
    }
    if (line.count) {
        (by == CountOf::sheets ? item.received_sheets : item.received_sides) = line.count;
    }
    const bool differs = line.count && line.count != declared(item, by);
    if (!line.reason.empty()) {
        settle(item, ItemOutcome::rejected, line.reason);
    } else if (differs) {
        settle(item, ItemOutcome::rejected, mismatch_reason);
    } else {
        settle(item, ItemOutcome::accepted, {});
    }
    return item;
}

HandoverItem judge_again(HandoverItem item, CountOf by) {
    const std::optional<std::int64_t> found = received(item, by);
    const bool by_count = item.outcome == ItemOutcome::accepted ||
                          (item.outcome == ItemOutcome::rejected && item.reason == mismatch_reason);
    if (!by_count || !found || !is_counted(item, by)) {
        return item;
    }
    const bool fits = found == declared(item, by);
    settle(item, fits ? ItemOutcome::accepted : ItemOutcome::rejected, fits ? std::string_view() : mismatch_reason);
    return item;
}

HandoverTotals totals_of(std::span<const HandoverItem> items, CountOf by) {
    HandoverTotals totals;
    for (const HandoverItem& item : items) {
        totals.documents += item.thing.kind == ThingKind::document ? 1 : 0;
        if (item.holder) {
            continue;
        }
        ++totals.things;
        totals.waiting += item.outcome == ItemOutcome::waiting ? 1 : 0;
        totals.accepted += item.outcome == ItemOutcome::accepted ? 1 : 0;
        totals.rejected += item.outcome == ItemOutcome::rejected ? 1 : 0;
        if (is_counted(item, by)) {
            totals.declared += declared(item, by).value_or(0);
            totals.received += received(item, by).value_or(0);
        }
    }
    if (by == CountOf::documents) {
        totals.declared = totals.documents;
        totals.received = std::ranges::count_if(items, [](const HandoverItem& item) {
            return item.thing.kind == ThingKind::document && item.outcome == ItemOutcome::accepted;
        });
    }
    return totals;
}

Result<SigningAnswer> may_sign(std::span<const HandoverSignature> there, const HandoverSignature& wanted) {
    for (const HandoverSignature& other : there) {
        if (other.side == wanted.side && other.person == wanted.person) {
            return SigningAnswer{true};
        }
        const bool same = other.person == wanted.person || other.person == real_signer(wanted) ||
                          real_signer(other) == wanted.person || real_signer(other) == real_signer(wanted);
        if (same) {
            return Error{ErrorCode::refused, std::string(to_text(wanted.side)),
                         other.side == wanted.side ? say("the same person has signed for another already")
                                                   : say("the same person has signed as {}", to_text(other.side)),
                         say("somebody else must sign")};
        }
    }
    return SigningAnswer{false};
}

}  // namespace arc
