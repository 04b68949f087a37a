#pragma once

#include "jobs/record_sink.hpp"

#include <vector>

namespace arc {

// The records of a verb, until it is known that all of its work is done.
class HeldRecords final : public RecordSink {
public:
    void put(const Record& record) override { records_.push_back(record); }
    void flush() override {}
    const std::vector<Record>& records() const { return records_; }

private:
    std::vector<Record> records_;
};

}  // namespace arc
