#pragma once

#include "catalog/sqlite.hpp"
#include "model/page.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// The captured files and their pages.
class PageTable {
public:
    explicit PageTable(Db& db) : db_(&db) {}

    // The object's id, adding its row when it is new.
    std::int64_t add_object(const Digest& digest, std::int64_t bytes, const std::string& format, int frames);
    std::optional<std::int64_t> find_object(const Digest& digest);
    // Adds the page under this object; id, seq and duplicate_of are taken from `page`, which must have them.
    void add(const Page& page, std::int64_t object);

    std::optional<Page> find(std::int64_t id);
    std::optional<Page> find(std::int64_t batch, std::int64_t seq);
    // The pages that this source gave in this batch with these bytes, by frame: a repeat of them is no new page. With
    // `written`, only those of a file last written then, or of one whose time is not known.
    std::vector<Page> of_source(std::int64_t batch, const std::string& source, const Digest& object,
                                std::optional<std::int64_t> written = std::nullopt);
    // Whether a file of an inbox, with this name, time and size, came into this batch.
    bool has_arrival(std::int64_t batch, const std::string& source, std::int64_t written, std::int64_t bytes);
    bool has_source(std::int64_t batch, const std::string& source);
    // Where one of its pages came from, with a slash at the end; "" without pages.
    std::string some_folder(std::int64_t batch);
    // The first page that shows this frame of this object.
    std::optional<std::int64_t> first_showing(std::int64_t object, int frame);
    // The highest seq of a batch, 0 without pages.
    std::int64_t last_seq(std::int64_t batch);
    // All pages of a batch in order, from a seq on; barcodes included.
    void for_each_in_batch(std::int64_t batch, std::int64_t from_seq, const std::function<void(const Page&)>& page);
    // Pages of a batch that nobody has filed, and those that are in documents.
    std::int64_t count_unfiled(std::int64_t batch);
    std::int64_t count_filed(std::int64_t batch);
    // The pages of a document in order.
    std::vector<Page> of_document(std::int64_t document);
    // The work list: pages on it, and pages of batches that nobody filed.
    void for_each_todo(const std::function<void(const Page&)>& page);

    // The last separator of the batch before this place: where to look in the stack of paper.
    std::optional<Page> separator_before(std::int64_t batch, std::int64_t seq);

    // Barcodes: the evidence replaces what was stored before.
    void set_barcodes(std::int64_t page, const std::vector<Barcode>& codes);
    // What the codes were read with. After all codes of a group: neighbouring changes of one kind make short events.
    void set_codes_read(std::int64_t page, const std::string& effort);

    // Where the page is filed.
    void place(std::int64_t page, std::int64_t document, int position);
    void set_role(std::int64_t page, PageRole role, const std::string& reason);
    void mark_replaced(std::int64_t page, std::int64_t by, const std::string& reason);
    int last_position(std::int64_t document);

private:
    std::vector<Page> all_of(Statement& rows);
    Db* db_;
};

}  // namespace arc
