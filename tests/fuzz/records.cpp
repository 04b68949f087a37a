// Lines of a pipe: any JSON text, records, page records, a worker's answers, fields kept in one cell.

#include "harness.hpp"
#include "jobs/barcodes/page_codes.hpp"
#include "jobs/intake/look.hpp"
#include "record/json.hpp"
#include "record/page_record.hpp"
#include "record/record_codec.hpp"

using namespace arc;

namespace {

void read_page(const Record& record) {
    const auto page = read_page_record(record);
    if (!page) {
        return;
    }
    fuzz::require(page->frame >= 0, "frames count from 0");
    const auto again = read_page_record(page_record(*page, "known"));
    fuzz::require(again.ok(), "a page that was read can be written and read");
    fuzz::require(again->id == page->id && again->seq == page->seq && again->regions == page->regions &&
                      (page->codes_read.empty() || again->barcodes == page->barcodes),
                  "a page comes back as it was");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view line = fuzz::text_of(bytes, size);
    if (const auto value = from_json(line)) {
        const std::string written = to_json(*value);
        fuzz::require(written.find('\n') == std::string::npos, "JSON is one line");
        const auto again = from_json(written);
        fuzz::require(again.ok() && to_json(*again) == written, "JSON comes back as it was");
    }
    if (const auto read = decode_record(line)) {
        const std::string written = encode_record(read->record, read->archive);
        const auto again = decode_record(written);
        fuzz::require(again.ok() && encode_record(again->record, again->archive) == written,
                      "a record comes back as it was");
        read_page(read->record);
    }
    const auto fields = decode_fields(line);
    fuzz::require(decode_fields(encode_fields(fields)) == fields, "fields come back as they were");
    (void)read_codes_answer(std::string(line));
    (void)read_look_answer(std::string(line));
    return 0;
}
