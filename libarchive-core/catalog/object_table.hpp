#pragma once

#include "catalog/sqlite.hpp"
#include "model/page.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// A captured file.
struct StoredObject {
    std::int64_t id = 0;
    Digest digest;
    std::int64_t bytes = 0;
    std::string format;
    int frames = 0;
    std::optional<std::int64_t> origin;  // one frame of that file left it as this one
    int origin_frame = 0;
    std::string destroyed;  // instant since which the file must not be there, or ""
};

// A page as the fate of its file is decided.
struct PageOnObject {
    std::int64_t page = 0;
    int frame = 0;
    PageRole role = PageRole::fresh;
    std::int64_t document = 0;  // 0 when it belongs to none
};

// Captured files, and how they leave (design.md section 3).
class ObjectTable {
public:
    explicit ObjectTable(Db& db) : db_(&db) {}
    std::optional<StoredObject> find(std::int64_t id);
    std::optional<StoredObject> find(const Digest& digest);
    std::vector<PageOnObject> pages_on(std::int64_t object);  // by frame and id
    // The files that show pages of a document, also replaced and destroyed ones; by id.
    std::vector<std::int64_t> of_document(std::int64_t document);
    // A file of one frame that was taken out of another; a known one is used again. Returns its id.
    std::int64_t add_frame(const StoredObject& copy);
    // Those whose files must not be there any more.
    std::vector<Digest> destroyed();
    void mark_destroyed(std::int64_t object, const std::string& at);
    // The page shows the only frame of this file from now on.
    void move_page(std::int64_t page, std::int64_t object);
    // Pages in a document, replaced ones too, become destroyed and stay its own. Returns how many.
    std::int64_t destroy_pages(std::int64_t document);

private:
    std::optional<StoredObject> first_of(Statement& row);
    Db* db_;
};

}  // namespace arc
