#pragma once

#include "jobs/barcodes/page_codes.hpp"
#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"
#include "jobs/worker.hpp"
#include "model/page.hpp"
#include "rules/codeless_pages.hpp"

#include <chrono>
#include <deque>
#include <optional>
#include <string>

namespace arc {

struct BarcodeFilterRequest {
    Effort effort = Effort::normal;
    bool again = false;  // decode pages whose evidence is stored already
    int workers = 2;
};

// The filter arc-barcode: page records in, the same with barcodes out, in the same order; the evidence is stored
// before its record goes out. Pages that an earlier run has read are answered from what is stored. Other records are
// passed on as they are.
class BarcodeFilter {
public:
    BarcodeFilter(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink,
                  const BarcodeFilterRequest& request);

    void take_page(const Record& record);
    // Any other record, passed on in its place; a batch record ends its batch.
    void take_other(const Record& record);
    void commit_if_due();
    ExitStatus finish();

private:
    struct Item {
        Record record;             // as it came
        std::optional<Page> page;  // of a page record
        bool asked = false;
        bool fresh = false;  // its codes are to be stored
        std::string effort;  // what it was read with
    };
    bool wants_whole_page(const Page& page);
    void collect(bool wait);
    std::size_t ready_items() const;
    void commit_group();
    void put(const Item& item);

    Archive& archive_;
    Operation& operation_;
    Reporter& reporter_;
    RecordSink& sink_;
    BarcodeFilterRequest request_;
    WorkerPool workers_;
    std::deque<Item> items_;
    std::string batch_;
    CodelessPages codeless_;
    int longest_document_ = 0;
    std::int64_t done_ = 0;
    std::chrono::steady_clock::time_point oldest_ready_;
    bool has_ready_ = false;
    ExitStatus status_ = ExitStatus::done;
};

}  // namespace arc
