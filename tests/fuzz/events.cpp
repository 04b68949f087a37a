// Lines of a journal.

#include "harness.hpp"
#include "record/event_codec.hpp"

using namespace arc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto event = decode_event(fuzz::text_of(bytes, size));
    if (!event) {
        return 0;
    }
    fuzz::require(event->n > 0, "events count from 1");
    for (const RowChange& change : event->changes) {
        fuzz::require(change.keys <= change.columns.size(), "keys are columns");
        fuzz::require(change.before.size() == (change.kind == ChangeKind::insert ? 0 : change.columns.size()),
                      "every column has its value before");
        fuzz::require(change.after.size() == (change.kind == ChangeKind::erase ? 0 : change.columns.size()),
                      "every column has its value after");
    }
    const std::string written = encode_event(*event);
    const auto again = decode_event(written);
    fuzz::require(again.ok() && encode_event(*again) == written, "an event comes back as it was");
    return 0;
}
