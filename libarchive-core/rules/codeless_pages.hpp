#pragma once

#include <deque>

namespace arc {

// Counts the pages of a batch since the last one that had a barcode, where decoders answer late. A page that is being
// decoded is taken to have one until its answer comes: so a try too many is never made, one may be made late.
class CodelessPages {
public:
    // Whether the next page is to be tried whole: more pages had no code, since the last one with a code or the last
    // such try, than any document has, so a separator may have been missed (design.md section 7).
    bool are_too_many(int longest_document) const { return since_ > longest_document; }

    // What becomes of the next page: a batch begins with it; it has a code or none; it is being decoded, whole or only
    // where a code may be.
    void start_batch();
    void put(bool has_code);
    void put_waiting(bool whole);
    // The answer for the oldest page that is being decoded.
    void answer(bool has_code);

private:
    void restart();
    struct Waiting {
        int codeless = 0;      // pages that count when it has no code: itself and those before it
        bool is_last = false;  // the count begins anew behind it
    };
    std::deque<Waiting> waiting_;
    int since_ = 0;
};

}  // namespace arc
