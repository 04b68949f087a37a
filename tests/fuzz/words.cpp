// What people type and scanners read: codes, numbers, dates, durations, conditions, patterns, queries, places.

#include "base/calendar_text.hpp"
#include "base/pattern.hpp"
#include "base/search_text.hpp"
#include "base/text.hpp"
#include "base/zone.hpp"
#include "harness.hpp"
#include "label/call_number.hpp"
#include "label/code_meaning.hpp"
#include "label/label_code.hpp"
#include "label/number_pattern.hpp"
#include "model/condition.hpp"
#include "model/duration.hpp"
#include "model/thing.hpp"
#include "profile/load_profile.hpp"
#include "record/csv.hpp"
#include "rules/calendar.hpp"
#include "rules/identifiers.hpp"
#include "rules/page_ranges.hpp"
#include "search/pinyin.hpp"
#include "search/query.hpp"

#include <array>

using namespace arc;

namespace {

const Profile& profile() {
    static const Profile loaded = *load_profile_file(ARC_SOURCE "/schemas/profiles/power-utility.yaml").profile;
    return loaded;
}

void read_codes_of(const std::string& text) {
    if (const auto label = parse_label_code(text)) {
        const auto again = parse_label_code(format_label_code(*label));
        fuzz::require(again.ok() && *again == *label, "a label's code comes back as it was");
        (void)swaps_betrayed(*label);
        (void)control_of(*label);
    }
    for (const BarcodeFormat format : {BarcodeFormat::Code128, BarcodeFormat::PatchT}) {
        const CodeMeaning meaning = meaning_of({format, text, {}, {}}, "ARC", profile().barcodes);
        fuzz::require(!meaning.own || parse_label_code(text, "ARC").ok(), "only sound labels of this archive are own");
    }
    if (const auto number = parse_call_number(text)) {
        const auto again = parse_call_number(to_text(*number));
        fuzz::require(again.ok() && again->levels == number->levels, "a call number comes back as it was");
        fuzz::require(comparison_key(*again) == comparison_key(*number), "spellings of a call number share a key");
    }
    if (const auto pattern = NumberPattern::parse(text)) {
        (void)pattern->field_names();
        (void)pattern->read("Z109-YW·2021-D10-042-00001");
    }
    (void)parse_barcode_format(text);
    (void)parse_thing_kind(text);
}

void read_times(const std::string& text) {
    if (const auto day = parse_day(text)) {
        const auto again = parse_day(format_day(*day));
        fuzz::require(day->ok() && again.ok() && *again == *day, "a day comes back as it was");
    }
    if (const auto at = parse_instant(text)) {
        const auto again = parse_instant(format_instant(*at));
        fuzz::require(again.ok() && *again == *at, "an instant comes back as it was");
    }
    if (const auto duration = parse_duration(text)) {
        const auto again = parse_duration(to_text(*duration));
        fuzz::require(again.ok() && *again == *duration, "a duration comes back as it was");
    }
    (void)Zone::parse(text);
    (void)parse_date_span(text);
}

void read_texts(const std::string& text) {
    fuzz::require(is_utf8(printable(text)), "printable text is UTF-8");
    fuzz::require(fit_width(printable(text), 20).size() <= 20 * 64 + 64, "a cell is no wider than asked");
    fuzz::require(display_width(fit_width(text, 7)) == 7, "a cell is as wide as asked");
    (void)fold_code(text);
    (void)fold_words(text);
    (void)to_nfc(text);
    (void)index_text(text);
    (void)query_tokens(text);
    (void)natural_less(text, "p10");
    static const std::vector<std::string> candidates{"customer", "ticket", "户号"};
    (void)nearest(text, candidates);
    fuzz::require(unprotect_cell(protect_cell(text)) == text, "a protected cell comes back as it was");
    for (const std::string& name : identifier_kinds()) {
        const IdentifierKind kind = *parse_identifier_kind(name);
        (void)check_identifier(kind, text);
        (void)mask_identifier(kind, text);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size > 4096) {
        return 0;
    }
    const std::string text(fuzz::text_of(bytes, size));
    read_codes_of(text);
    read_times(text);
    read_texts(text);
    if (const auto query = parse_query(std::array{text})) {
        const auto again = parse_query(std::array{to_text(*query)});
        fuzz::require(again.ok() && *again == *query, "a query comes back as it was");
    }
    for (const std::string& word : pinyin_words(text)) {
        fuzz::require(index_tokens(word).size() == 1, "a word of pinyin is one token");
    }
    (void)sounds_like(text, text);
    (void)parse_number(text);
    if (const auto test = parse_field_test(text)) {
        const auto again = parse_field_test(to_text(*test));
        fuzz::require(again.ok() && *again == *test, "a comparison comes back as it was");
    }
    // A pattern on the first line, what it is to fit on the second.
    const std::size_t end = text.find('\n');
    if (const auto pattern = Pattern::parse(text.substr(0, end)); pattern && end != std::string::npos) {
        const auto groups = pattern->match(text.substr(end + 1));
        fuzz::require(!groups || groups->size() == pattern->group_names().size(), "every group is told");
    }
    return 0;
}
