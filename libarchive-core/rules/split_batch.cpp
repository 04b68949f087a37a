#include "rules/split_batch.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace arc {
namespace {

bool starts_something(const ResolvedCode& code) {
    return code.meaning.means != CodeMeans::nothing && code.meaning.means != CodeMeans::place &&
           code.meaning.means != CodeMeans::person && code.meaning.means != CodeMeans::box &&
           code.meaning.means != CodeMeans::handover && code.meaning.means != CodeMeans::unit;
}

bool is_sheet(const ResolvedCode& code) {
    return code.meaning.sheet;
}

// Wherever codes stand on a sheet: those that end everything before come first, then those that say whom the following
// belongs to, then those that say what it is. So a sheet may carry a patch code beside its label.
constexpr int rank_of_owner = 1;
int rank_on_sheet(const ResolvedCode& code) {
    switch (code.meaning.means) {
        case CodeMeans::batch:
            return 0;
        case CodeMeans::ticket:
        case CodeMeans::customer:
            return rank_of_owner;
        case CodeMeans::separator:
            return 2;
        default:
            return 3;
    }
}

// Two codes of one kind that stand for different things: nobody may guess which is meant. The same code printed several
// times on a sheet is one.
std::string contradiction(const SplitPage& page) {
    for (const ResolvedCode& a : page.codes) {
        for (const ResolvedCode& b : page.codes) {
            const bool same_kind =
                a.meaning.means == b.meaning.means && starts_something(a) && a.meaning.means != CodeMeans::ignore;
            if (same_kind && (a.owner != b.owner || a.document != b.document || a.type != b.type) &&
                a.words < b.words) {
                return say("two codes that contradict one another: {} and {}", a.words, b.words);
            }
        }
    }
    return {};
}

}  // namespace

void SplitState::begin_part(const SplitPage& page) {
    part_ = Part{page.id, owner_, {}, std::nullopt, volume_, {}};
    in_part_ = true;
}

void SplitState::set_owner(const ResolvedCode& code) {
    owner_ = code.owner;
    owner_trouble_ = code.owner.known()     ? std::string()
                     : code.trouble.empty() ? say("{} is not known", code.words)
                                            : code.trouble;
}

void SplitState::forget(std::string why) {
    owner_ = {};
    owner_trouble_ = std::move(why);
    volume_.reset();
    part_ = {};
    in_part_ = false;
    ignoring_ = false;
    last_was_sheet_ = false;
}

std::string SplitState::why_not() const {
    if (!part_.trouble.empty()) {
        return part_.trouble;
    }
    if (part_.document) {
        return {};
    }
    if (!part_.owner.known()) {
        return owner_trouble_.empty() ? say("no ticket or customer sheet before it") : owner_trouble_;
    }
    if (part_.type.empty()) {
        return last_sheet_seq_ > 0 ? say("no document type: the last sheet before it is page {}", last_sheet_seq_)
                                   : say("no document-type sheet before it");
    }
    return {};
}

PageDecision SplitState::take(const SplitPage& page) {
    if (page.back && last_was_sheet_) {
        last_was_sheet_ = false;
        return {PageRole::back, false, false, {}, {}};
    }
    last_was_sheet_ = false;
    if (const std::string clash = contradiction(page); !clash.empty()) {
        const bool ended = std::exchange(in_part_, false);
        ignoring_ = false;
        if (std::ranges::any_of(page.codes, [](const ResolvedCode& code) {
                return code.meaning.sheet && rank_on_sheet(code) <= rank_of_owner;
            })) {
            // Whose papers follow is not known either, until the next sheet that says so.
            owner_ = {};
            owner_trouble_ = clash;
        }
        begin_part(page);
        part_.trouble = clash;
        return {PageRole::unplaced, true, ended, clash, {}};
    }
    if (std::ranges::any_of(page.codes, is_sheet)) {
        return take_sheets(page);
    }
    if (ignoring_) {
        return {PageRole::ignored, false, false, {}, {}};
    }
    return take_paper(page);
}

PageDecision SplitState::take_sheets(const SplitPage& page) {
    std::vector<ResolvedCode> sheets;
    std::ranges::copy_if(page.codes, std::back_inserter(sheets), is_sheet);
    std::ranges::stable_sort(sheets, {}, rank_on_sheet);
    PageDecision decision;
    decision.role = PageRole::separator;
    for (const ResolvedCode& code : sheets) {
        const PageDecision one = take_sheet(page, code);
        decision.begins_part = decision.begins_part || one.begins_part;
        decision.ends_part = decision.ends_part || one.ends_part;
        decision.count_problem = one.count_problem ? one.count_problem : decision.count_problem;
    }
    last_was_sheet_ = true;
    last_sheet_seq_ = page.seq;
    return decision;
}

PageDecision SplitState::take_sheet(const SplitPage& page, const ResolvedCode& code) {
    PageDecision decision;
    ignoring_ = false;
    switch (code.meaning.means) {
        case CodeMeans::attachment:
            return decision;  // what follows goes on in the same document
        case CodeMeans::ignore:
            ignoring_ = true;
            return decision;
        case CodeMeans::batch_end: {
            const auto counted = static_cast<std::int64_t>(code.meaning.control ? code.meaning.control->argument : 0);
            if (counted != content_pages_) {
                decision.count_problem =
                    say("the batch-end sheet on page {} counts {} pages, {} came; count the sheets from page {}",
                        page.seq, counted, content_pages_, last_sheet_seq_ + 1);
            }
            break;
        }
        case CodeMeans::ticket:
        case CodeMeans::customer:
            set_owner(code);
            break;
        case CodeMeans::volume:
            volume_ = code.volume;
            break;
        case CodeMeans::batch:
            owner_ = {};
            owner_trouble_.clear();
            volume_.reset();
            break;
        default:
            break;
    }
    const std::string type_before = part_.type;
    decision.ends_part = std::exchange(in_part_, false);
    begin_part(page);
    decision.begins_part = true;
    if (code.meaning.means == CodeMeans::separator) {
        part_.type = type_before;  // a stack of one type, one separator between two documents
    }
    if (code.meaning.means == CodeMeans::document_type) {
        part_.type = code.type;
        part_.trouble =
            code.type.empty()
                ? (code.trouble.empty() ? say("the document type of {} is not known", code.words) : code.trouble)
                : std::string();
    }
    return decision;
}

PageDecision SplitState::take_paper(const SplitPage& page) {
    PageDecision decision;
    decision.role = PageRole::content;
    ++content_pages_;
    for (const ResolvedCode& code : page.codes) {
        const CodeMeans means = code.meaning.means;
        const bool names_ticket =
            (means == CodeMeans::ticket || means == CodeMeans::customer || means == CodeMeans::fields) &&
            code.owner.known();
        const bool names_document = means == CodeMeans::document && code.document;
        if (names_document && in_part_ && part_.document == code.document) {
            continue;  // met again: it continues
        }
        // A form that carries its ticket's number goes on in the document it stands in; another ticket's number ends
        // it.
        const bool other_ticket = names_ticket && code.owner != owner_;
        if (names_document || other_ticket || !code.type.empty()) {
            decision.ends_part =
                decision.ends_part || (in_part_ && part_.starts_at != page.id && !decision.begins_part);
            if (names_ticket || (names_document && code.owner.known())) {
                set_owner(code);
            }
            if (!decision.begins_part) {
                begin_part(page);
                decision.begins_part = true;
            }
            part_.owner = owner_;
            part_.document = names_document ? code.document : part_.document;
            part_.type = code.type.empty() ? part_.type : code.type;
        } else if (means == CodeMeans::document && code.meaning.own && !code.trouble.empty()) {
            decision.ends_part = in_part_;
            begin_part(page);
            decision.begins_part = true;
            part_.trouble = code.trouble;
        }
    }
    if (!in_part_) {
        begin_part(page);
        decision.begins_part = true;
    }
    decision.reason = why_not();
    if (!decision.reason.empty()) {
        decision.role = PageRole::unplaced;
    }
    return decision;
}

}  // namespace arc
