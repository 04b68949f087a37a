#include "rules/return_count.hpp"

#include <algorithm>

namespace arc {
namespace {

std::optional<std::int64_t> sum(std::span<const LoanItem> items, std::optional<std::int64_t> LoanItem::*count) {
    std::int64_t total = 0;
    for (const LoanItem& item : items) {
        if (!(item.*count)) {
            return std::nullopt;
        }
        total += *(item.*count);
    }
    return total;
}

}  // namespace

CountOut count_of(std::span<const LoanItem> items) {
    if (items.empty()) {
        return {};
    }
    if (const std::optional<std::int64_t> sides = sum(items, &LoanItem::sides)) {
        return {LoanCount::sides, sides};
    }
    const std::optional<std::int64_t> sheets = sum(items, &LoanItem::sheets);
    return sheets ? CountOut{LoanCount::sheets, sheets} : CountOut{};
}

ReturnCount compare_return(const Loan& loan, const BroughtBack& brought, bool compare) {
    const std::int64_t before = loan.count_back.value_or(0);  // of a short loan
    ReturnCount result;
    if (!loan.count_out) {
        result.back = before + brought.count.value_or(0);
        result.outcome = brought.missing > 0 ? ReturnOutcome::short_of : ReturnOutcome::uncounted;
        return result;
    }
    if (!brought.count && compare) {
        result.outcome = ReturnOutcome::needs_count;
        return result;
    }
    if (!brought.count) {
        result.back = *loan.count_out;
        result.outcome = brought.missing > 0 ? ReturnOutcome::short_of : ReturnOutcome::whole;
        return result;
    }
    result.back = before + *brought.count;
    result.lacks = std::max<std::int64_t>(*loan.count_out - result.back, 0);
    result.added = std::max<std::int64_t>(result.back - *loan.count_out, 0);
    result.outcome = result.lacks > 0 || brought.missing > 0 ? ReturnOutcome::short_of
                     : result.added > 0                      ? ReturnOutcome::more
                                                             : ReturnOutcome::whole;
    return result;
}

ReturnCount compare_part(std::optional<std::int64_t> expected, std::optional<std::int64_t> count, bool compare) {
    ReturnCount result;
    if (!count && compare) {
        result.outcome = ReturnOutcome::needs_count;
        return result;
    }
    if (!expected || !count) {
        result.back = count.value_or(expected.value_or(0));
        result.outcome = expected ? ReturnOutcome::whole : ReturnOutcome::uncounted;
        return result;
    }
    result.back = std::min(*count, *expected);
    result.lacks = *expected - result.back;
    result.added = *count - result.back;
    result.outcome = result.lacks > 0   ? ReturnOutcome::short_of
                     : result.added > 0 ? ReturnOutcome::more
                                        : ReturnOutcome::whole;
    return result;
}

std::optional<std::int64_t> still_out(const LoanItem& item, LoanCount counted) {
    const std::optional<std::int64_t> went = counted == LoanCount::sides    ? item.sides
                                             : counted == LoanCount::sheets ? item.sheets
                                                                            : std::nullopt;
    return went ? std::optional(std::max<std::int64_t>(*went - item.count_back.value_or(0), 0)) : std::nullopt;
}

bool rest_is_out(const Loan& loan, std::span<const LoanItem> items) {
    std::int64_t alone = 0;
    for (const LoanItem& item : items) {
        alone += item.count_back.value_or(0);
    }
    return loan.count_back.value_or(0) == alone && std::ranges::count(items, true, &LoanItem::missing) == 0;
}

}  // namespace arc
