#pragma once

#include "model/value.hpp"

namespace arc {

// Where a job's records go: the pipe, a table, a test's vector.
class RecordSink {
public:
    virtual ~RecordSink() = default;
    virtual void put(const Record& record) = 0;
    // Everything put so far must have left the program when this returns.
    virtual void flush() = 0;
};

}  // namespace arc
