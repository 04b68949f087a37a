#include "jobs/barcodes/barcode_filter.hpp"

#include "base/say.hpp"
#include "catalog/page_table.hpp"
#include "jobs/piped_page.hpp"
#include "label/code_meaning.hpp"
#include "record/page_record.hpp"

#include <algorithm>
#include <ranges>

namespace arc {
namespace {

constexpr std::size_t group_pages = 64;
constexpr std::size_t most_items = 256;
constexpr auto group_patience = std::chrono::milliseconds(100);
// Where the profile sets no limit to the pages of a document.
constexpr int usual_longest = 60;
// ZXing reads a page in well under a second; what takes longer is a hostile image.
constexpr WorkerLimits page_limits{1ULL << 30, std::chrono::seconds(60), std::chrono::minutes(2)};

int longest_document_of(const Profile& profile) {
    int longest = 0;
    for (const DocumentType& type : profile.document_types) {
        longest = std::max(longest, type.pages.none ? 0 : type.pages.most == 0 ? usual_longest : type.pages.most);
    }
    return longest == 0 ? usual_longest : longest;
}

std::string_view effort_text(Effort effort) {
    return effort == Effort::quick ? "quick" : effort == Effort::thorough ? "thorough" : "normal";
}

// "means": what the codes stand for, so that other programs need not know our labels and the profile's patterns.
Value means_value(const CodeMeaning& meaning) {
    Object means;
    if (meaning.own) {
        means.emplace_back("label", meaning.label);
    }
    if (!meaning.type.empty()) {
        means.emplace_back("document_type", meaning.type);
    }
    for (const auto& [name, text] : meaning.names) {
        means.emplace_back(name, text);
    }
    if (!meaning.trouble.empty()) {
        means.emplace_back("trouble", meaning.trouble);
    }
    return means;
}

}  // namespace

BarcodeFilter::BarcodeFilter(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink,
                             const BarcodeFilterRequest& request)
    : archive_(archive),
      operation_(operation),
      reporter_(reporter),
      sink_(sink),
      request_(request),
      workers_(WorkerCommand{{"--worker", codes_worker}}, request.workers, page_limits),
      longest_document_(longest_document_of(archive.profile())) {
}

// Beyond its regions a page is tried whole on a batch's first page and where a separator may have been missed
// (design.md section 7).
bool BarcodeFilter::wants_whole_page(const Page& page) {
    if (page.batch_code == batch_) {
        return codeless_.are_too_many(longest_document_);
    }
    batch_ = page.batch_code;
    codeless_.start_batch();
    return true;
}

void BarcodeFilter::take_page(const Record& record) {
    auto [told, stored] = read_piped_page(archive_, *operation_.caller, record);
    Item item{record, std::move(told), false, false, {}};
    Page& page = *item.page;
    // Of a page that was destroyed there is nothing to decode again; one that was taken out of its file is elsewhere
    // now.
    const bool gone = stored && stored->role == PageRole::destroyed;
    const bool known =
        gone || (stored && !stored->codes_read.empty() && stored->codes_read != "failed" && !request_.again);
    const bool whole = wants_whole_page(page);
    if (known) {
        page.barcodes = stored->barcodes;
        page.codes_read = stored->codes_read;
        codeless_.put(!page.barcodes.empty());
    } else if (page.look.frame.width == 0) {
        page.codes_read = "opaque";
        item.fresh = true;
    } else if (page.regions.empty() && !whole && request_.effort != Effort::thorough) {
        page.codes_read = effort_text(request_.effort);
        item.fresh = true;
        codeless_.put(false);
    } else {
        item.effort = effort_text(request_.effort);
        if (workers_.full()) {
            collect(true);
        }
        PageCodesRequest wanted;
        wanted.path = archive_.paths().object(stored ? stored->object : page.object);
        wanted.frame = stored ? stored->frame : page.frame;
        wanted.dpi = page.look.frame.dpi_x;
        wanted.regions = page.regions;
        wanted.formats = archive_.profile().barcodes.formats;
        wanted.effort = request_.effort;
        wanted.whole_page = whole ? WholePage::always : WholePage::when_needed;
        workers_.submit(encode_codes_request(wanted));
        codeless_.put_waiting(whole);
        item.asked = true;
        item.fresh = true;
    }
    items_.push_back(std::move(item));
    collect(items_.size() >= most_items);
    if (ready_items() >= group_pages) {
        commit_group();
    } else {
        commit_if_due();
    }
}

void BarcodeFilter::take_other(const Record& record) {
    const bool batch_ends = record.kind == "batch";
    items_.push_back({record, std::nullopt, false, false, {}});
    if (batch_ends) {
        status_ = worse(status_, static_cast<ExitStatus>(Value(record.fields).int_of("status")));
        while (!items_.empty()) {
            collect(ready_items() < items_.size());
            commit_group();
        }
        batch_.clear();
    }
}

void BarcodeFilter::collect(bool wait) {
    for (Item& item : items_) {
        if (!item.asked) {
            continue;
        }
        if (!wait && !workers_.ready()) {
            break;
        }
        wait = false;
        item.asked = false;
        const Result<std::string> answer = workers_.next();
        Result<PageCodes> found = answer ? read_codes_answer(*answer) : Result<PageCodes>(answer.error());
        Page& page = *item.page;
        codeless_.answer(found && !found->codes.empty());
        if (!found) {
            Error error = found.error();
            error.subject = say("page {} ({})", page.id, page.source);
            error.what = say("codes not read: {}", error.what);
            error.next = say("look at the page; arc-barcode --again tries once more");
            reporter_.problem(error);
            status_ = worse(status_, ExitStatus::findings);
            page.codes_read = "failed";
            continue;
        }
        page.barcodes = std::move(found->codes);
        page.codes_read = item.effort;
    }
    if (!has_ready_ && ready_items() > 0) {
        has_ready_ = true;
        oldest_ready_ = std::chrono::steady_clock::now();
    }
}

std::size_t BarcodeFilter::ready_items() const {
    return static_cast<std::size_t>(std::ranges::find_if(items_, &Item::asked) - items_.begin());
}

void BarcodeFilter::commit_if_due() {
    collect(false);
    if (has_ready_ && std::chrono::steady_clock::now() - oldest_ready_ >= group_patience) {
        commit_group();
    }
}

void BarcodeFilter::commit_group() {
    const std::size_t ready = ready_items();
    const auto end = items_.begin() + static_cast<std::ptrdiff_t>(ready);
    if (std::any_of(items_.begin(), end, [](const Item& item) { return item.fresh; })) {
        Change change(archive_, operation_);
        PageTable pages(change.db());
        auto fresh = std::ranges::subrange(items_.begin(), end) | std::views::filter(&Item::fresh);
        for (const Item& item : fresh) {
            pages.set_barcodes(item.page->id, item.page->barcodes);
        }
        for (const Item& item : fresh) {
            pages.set_codes_read(item.page->id, item.page->codes_read);
        }
        change.commit();
    }
    for (std::size_t i = 0; i < ready; ++i) {
        put(items_.front());
        items_.pop_front();
    }
    has_ready_ = false;
    sink_.flush();
    done_ += static_cast<std::int64_t>(ready);
    reporter_.progress(done_, 0);
}

void BarcodeFilter::put(const Item& item) {
    if (!item.page) {
        sink_.put(item.record);
        return;
    }
    // The record as it came, with what this filter knows; fields of other programs stay.
    Record record = item.record;
    std::erase_if(record.fields,
                  [](const auto& field) { return field.first == "barcodes" || field.first == "codes_read"; });
    List codes;
    for (const Barcode& code : item.page->barcodes) {
        Object value = *barcode_value(code).as_object();
        value.emplace_back(
            "means", means_value(meaning_of(code, archive_.config().label_namespace, archive_.profile().barcodes)));
        codes.emplace_back(std::move(value));
    }
    record.fields.emplace_back("codes_read", item.page->codes_read);
    record.fields.emplace_back("barcodes", std::move(codes));
    sink_.put(record);
}

ExitStatus BarcodeFilter::finish() {
    while (!items_.empty()) {
        collect(ready_items() < items_.size());
        commit_group();
    }
    if (reporter_.stop_requested()) {
        reporter_.notice(batch_.empty() ? say("stopped; go on with the same command")
                                        : say("stopped; go on with the same command, or {}", resume_line(batch_)));
    }
    return status_;
}

}  // namespace arc
