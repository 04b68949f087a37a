#pragma once

#include "model/code_meaning.hpp"
#include "model/page.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// Where documents of a batch begin and what they belong to: the rules of separators (design.md section 7) as a fold
// over the pages in order. The caller answers what codes stand for; nothing here asks a catalog.

// Whom or what the following documents belong to.
struct Owner {
    std::optional<std::int64_t> ticket;
    std::optional<std::int64_t> customer;
    std::optional<std::int64_t> series;
    bool known() const { return ticket || customer || series; }
    bool operator==(const Owner&) const = default;
};

// A code with the catalog's answers.
struct ResolvedCode {
    CodeMeaning meaning;
    Owner owner;                           // of ticket, customer, document and fields codes
    std::optional<std::int64_t> document;  // of a document's own label or number
    std::optional<std::int64_t> volume;
    std::string type;     // document type
    std::string words;    // the code, for messages
    std::string trouble;  // "no ticket has this number": what follows goes to the work list
};

struct SplitPage {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    bool back = false;  // the second side of a sheet in a duplex batch
    std::vector<ResolvedCode> codes;
};

// One document to be: the pages from `starts_at` on.
struct Part {
    std::int64_t starts_at = 0;  // page id of what started it: a sheet, or its own first page
    Owner owner;
    std::string type;
    std::optional<std::int64_t> document;  // when a label names a registered one
    std::optional<std::int64_t> volume;
    std::string trouble;  // why its pages cannot be placed; "" when they can
    bool operator==(const Part&) const = default;
};

struct PageDecision {
    PageRole role = PageRole::unplaced;        // content, separator, back, ignored or unplaced
    bool begins_part = false;                  // of the page, or of the pages behind a separator
    bool ends_part = false;                    // the part before it is complete
    std::string reason;                        // of unplaced
    std::optional<std::string> count_problem;  // a batch-end sheet whose count does not fit
};

class SplitState {
public:
    // Decides about the next page. Pages must come in the order of their batch.
    PageDecision take(const SplitPage& page);
    // Pages before this one are not known: whose papers follow is not either, for this reason, until a sheet says so.
    void forget(std::string why);
    // The part that the last page belongs to, or that the last sheet began.
    const Part& part() const { return part_; }

private:
    PageDecision take_sheets(const SplitPage& page);
    PageDecision take_sheet(const SplitPage& page, const ResolvedCode& code);
    PageDecision take_paper(const SplitPage& page);
    void begin_part(const SplitPage& page);
    void set_owner(const ResolvedCode& code);
    std::string why_not() const;

    Owner owner_;
    std::string owner_trouble_;
    std::optional<std::int64_t> volume_;
    Part part_;
    bool in_part_ = false;
    bool ignoring_ = false;
    bool last_was_sheet_ = false;
    std::int64_t last_sheet_seq_ = 0;
    std::int64_t content_pages_ = 0;
};

}  // namespace arc
