#include "catalog/page_table.hpp"

#include "base/text.hpp"
#include "catalog/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace arc {
namespace {

constexpr const char* page_columns =
    "SELECT p.id, p.batch, b.code, p.seq, o.digest, o.bytes, p.frame, f.path || p.source, p.width, p.height, p.dpi_x, "
    "p.dpi_y, "
    "p.mode, "
    "p.compression, p.ink, p.skew, p.blank, p.blank_score, p.duplicate_of, p.regions, p.codes_read, p.role, "
    "p.document, p.position, p.reason "
    "FROM page AS p JOIN batch AS b ON b.id = p.batch JOIN object AS o ON o.id = p.object "
    "JOIN folder AS f ON f.id = p.folder ";

int to_int(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::vector<int> ints_of(std::string_view text) {
    std::vector<int> numbers;
    for (const std::string& piece : split(text, ',')) {
        numbers.push_back(to_int(piece));
    }
    return numbers;
}

std::string regions_text(const std::vector<Rect>& regions) {
    std::string text;
    for (const Rect& r : regions) {
        text += fmt::format("{}{},{},{},{}", text.empty() ? "" : ";", r.x, r.y, r.width, r.height);
    }
    return text;
}

std::vector<Rect> regions_of(std::string_view text) {
    std::vector<Rect> regions;
    if (text.empty()) {
        return regions;
    }
    for (const std::string& one : split(text, ';')) {
        if (const std::vector<int> n = ints_of(one); n.size() == 4) {
            regions.push_back({n[0], n[1], n[2], n[3]});
        }
    }
    return regions;
}

std::string corners_text(const std::array<Point, 4>& corners) {
    std::string text;
    for (const Point& p : corners) {
        text += fmt::format("{}{},{}", text.empty() ? "" : ";", p.x, p.y);
    }
    return text;
}

std::array<Point, 4> corners_of(std::string_view text) {
    std::array<Point, 4> corners{};
    std::size_t i = 0;
    for (const std::string& one : split(text, ';')) {
        if (const std::vector<int> n = ints_of(one); n.size() == 2 && i < corners.size()) {
            corners[i++] = {n[0], n[1]};
        }
    }
    return corners;
}

PixelMode mode_of(std::string_view text) {
    return text == "gray" ? PixelMode::gray : text == "colour" ? PixelMode::colour : PixelMode::bilevel;
}

std::string_view mode_text(PixelMode mode) {
    return mode == PixelMode::gray ? "gray" : mode == PixelMode::colour ? "colour" : "bilevel";
}

Page read_page(Statement& row) {
    Page page;
    page.id = row.int64();
    page.batch = row.int64();
    page.batch_code = row.text();
    page.seq = row.int64();
    page.object = row.digest();
    page.object_bytes = row.int64();
    page.frame = row.int32();
    page.source = row.text();
    FrameInfo& frame = page.look.frame;
    frame.width = row.int32();
    frame.height = row.int32();
    frame.dpi_x = row.real();
    frame.dpi_y = row.real();
    frame.mode = mode_of(row.text());
    frame.compression = row.text();
    const std::optional<double> ink = row.real_or_null();
    page.look.measured = ink.has_value();
    page.look.quality.ink = ink.value_or(0);
    page.look.quality.skew = row.real();
    page.look.quality.blank = row.int64() != 0;
    page.look.quality.blank_score = row.real();
    page.duplicate_of = row.int64_or_null();
    page.regions = regions_of(row.text());
    page.codes_read = row.text();
    page.role = parse_page_role(row.text());
    page.document = row.int64();
    page.position = row.int32();
    page.reason = row.text();
    return page;
}

std::vector<Barcode> barcodes_of(Db& db, std::int64_t page) {
    Statement rows(db, "SELECT format, text, corners, attempt FROM barcode WHERE page = ? ORDER BY ordinal");
    rows.bind(page);
    std::vector<Barcode> codes;
    while (rows.step()) {
        Barcode code;
        code.format = parse_barcode_format(rows.text()).value_or_throw();
        code.text = rows.text();
        code.corners = corners_of(rows.text());
        code.attempt = rows.text();
        codes.push_back(std::move(code));
    }
    return codes;
}

std::string sql(std::string_view rest) {
    return page_columns + std::string(rest);
}

std::size_t length_of_folder(std::string_view source) {
    const std::size_t slash = source.rfind('/');
    return slash == std::string_view::npos ? 0 : slash + 1;
}

std::string_view path_of_folder(std::string_view source) {
    return source.substr(0, length_of_folder(source));
}

std::string_view name_in_folder(std::string_view source) {
    return source.substr(length_of_folder(source));
}

// The folder's id, adding its row when it is new.
std::int64_t folder_of(Db& db, std::string_view source) {
    Statement known(db, "SELECT id FROM folder WHERE path = ?");
    if (known.bind(path_of_folder(source)).step()) {
        return known.int64();
    }
    const std::int64_t id = next_number(db, "folder");
    Statement(db, "INSERT INTO folder (id, path) VALUES (?, ?)").bind(id).bind(path_of_folder(source)).run();
    return id;
}

// Three decimals tell all that a measurement tells, and keep journal lines short.
double rounded(double value) {
    return static_cast<double>(static_cast<std::int64_t>(value * 1000 + (value < 0 ? -0.5 : 0.5))) / 1000;
}

}  // namespace

std::int64_t PageTable::add_object(const Digest& digest, std::int64_t bytes, const std::string& format, int frames) {
    if (const std::optional<std::int64_t> known = find_object(digest)) {
        // Bytes that were destroyed came again.
        Statement(*db_, "UPDATE object SET destroyed = NULL WHERE id = ? AND destroyed IS NOT NULL").bind(*known).run();
        return *known;
    }
    const std::int64_t id = next_number(*db_, "object");
    Statement(*db_, "INSERT INTO object (id, digest, bytes, format, frames) VALUES (?, ?, ?, ?, ?)")
        .bind(id)
        .bind(digest)
        .bind(bytes)
        .bind(format)
        .bind(frames)
        .run();
    return id;
}

std::optional<std::int64_t> PageTable::find_object(const Digest& digest) {
    Statement row(*db_, "SELECT id FROM object WHERE substr(digest, 1, 16) = substr(?1, 1, 16) AND digest = ?1");
    return row.bind(digest).step() ? std::optional(row.int64()) : std::nullopt;
}

void PageTable::add(const Page& page, std::int64_t object) {
    const FrameInfo& frame = page.look.frame;
    const bool measured = page.look.measured;
    Statement add(
        *db_,
        "INSERT INTO page (id, batch, seq, object, frame, folder, source, width, height, dpi_x, dpi_y, mode, "
        "compression, "
        "ink, skew, blank, blank_score, duplicate_of, regions, role, reason, source_written) VALUES (?, ?, ?, ?, ?, ?, "
        "?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    add.bind(page.id).bind(page.batch).bind(page.seq).bind(object).bind(page.frame);
    add.bind(folder_of(*db_, page.source)).bind(name_in_folder(page.source));
    add.bind(frame.width).bind(frame.height);
    add.bind(frame.dpi_x > 0 ? std::optional(rounded(frame.dpi_x)) : std::nullopt);
    add.bind(frame.dpi_y > 0 ? std::optional(rounded(frame.dpi_y)) : std::nullopt);
    add.bind(mode_text(frame.mode)).bind_text_or_null(frame.compression);
    add.bind(measured ? std::optional(rounded(page.look.quality.ink)) : std::nullopt);
    add.bind(measured ? std::optional(rounded(page.look.quality.skew)) : std::nullopt);
    add.bind(page.look.quality.blank ? 1 : 0);
    add.bind(measured ? std::optional(rounded(page.look.quality.blank_score)) : std::nullopt);
    add.bind(page.duplicate_of).bind(regions_text(page.regions));
    add.bind(to_text(page.role)).bind_text_or_null(page.reason).bind(page.source_written);
    add.run();
}

std::vector<Page> PageTable::all_of(Statement& rows) {
    std::vector<Page> pages;
    while (rows.step()) {
        pages.push_back(read_page(rows));
    }
    for (Page& page : pages) {
        page.barcodes = barcodes_of(*db_, page.id);
    }
    return pages;
}

std::optional<Page> PageTable::find(std::int64_t id) {
    Statement row(*db_, sql("WHERE p.id = ?"));
    std::vector<Page> pages = all_of(row.bind(id));
    return pages.empty() ? std::nullopt : std::optional(std::move(pages.front()));
}

std::optional<Page> PageTable::find(std::int64_t batch, std::int64_t seq) {
    Statement row(*db_, sql("WHERE p.batch = ? AND p.seq = ?"));
    std::vector<Page> pages = all_of(row.bind(batch).bind(seq));
    return pages.empty() ? std::nullopt : std::optional(std::move(pages.front()));
}

std::vector<Page> PageTable::of_source(std::int64_t batch, const std::string& source, const Digest& object,
                                       std::optional<std::int64_t> written) {
    Statement rows(*db_, sql("WHERE p.batch = ? AND f.path = ? AND p.source = ? AND o.digest = ? "
                             "AND (?5 IS NULL OR p.source_written IS NULL OR p.source_written = ?5) "
                             "ORDER BY p.id, p.frame"));
    std::vector<Page> pages =
        all_of(rows.bind(batch).bind(path_of_folder(source)).bind(name_in_folder(source)).bind(object).bind(written));
    // Of several arrivals with the same bytes, the first.
    const auto second = std::ranges::find_if(
        pages, [first = true](const Page& page) mutable { return !std::exchange(first, false) && page.frame == 0; });
    pages.erase(second, pages.end());
    return pages;
}

bool PageTable::has_arrival(std::int64_t batch, const std::string& source, std::int64_t written, std::int64_t bytes) {
    Statement row(*db_,
                  "SELECT 1 FROM page AS p JOIN object AS o ON o.id = p.object JOIN folder AS f ON f.id = p.folder "
                  "WHERE p.batch = ? AND f.path = ? AND p.source = ? AND p.source_written = ? AND o.bytes = ? LIMIT 1");
    return row.bind(batch).bind(path_of_folder(source)).bind(name_in_folder(source)).bind(written).bind(bytes).step();
}

bool PageTable::has_source(std::int64_t batch, const std::string& source) {
    Statement row(*db_,
                  "SELECT 1 FROM folder AS f JOIN page AS p ON p.folder = f.id "
                  "WHERE f.path = ? AND p.batch = ? AND p.source = ? LIMIT 1");
    return row.bind(path_of_folder(source)).bind(batch).bind(name_in_folder(source)).step();
}

std::string PageTable::some_folder(std::int64_t batch) {
    Statement row(*db_, "SELECT f.path FROM page AS p JOIN folder AS f ON f.id = p.folder WHERE p.batch = ? LIMIT 1");
    return row.bind(batch).step() ? row.text() : std::string();
}

std::optional<std::int64_t> PageTable::first_showing(std::int64_t object, int frame) {
    Statement row(*db_, "SELECT min(id) FROM page WHERE object = ? AND frame = ?");
    row.bind(object).bind(frame).step();
    return row.int64_or_null();
}

std::int64_t PageTable::last_seq(std::int64_t batch) {
    Statement row(*db_, "SELECT max(seq) FROM page WHERE batch = ?");
    row.bind(batch).step();
    return row.int64_or_null().value_or(0);
}

void PageTable::for_each_in_batch(std::int64_t batch, std::int64_t from_seq,
                                  const std::function<void(const Page&)>& page) {
    constexpr std::int64_t group = 256;
    for (std::int64_t seq = from_seq;;) {
        Statement rows(*db_, sql("WHERE p.batch = ? AND p.seq >= ? ORDER BY p.seq LIMIT ?"));
        const std::vector<Page> pages = all_of(rows.bind(batch).bind(seq).bind(group));
        for (const Page& one : pages) {
            page(one);
        }
        if (pages.size() < static_cast<std::size_t>(group)) {
            return;
        }
        seq = pages.back().seq + 1;
    }
}

std::int64_t PageTable::count_unfiled(std::int64_t batch) {
    Statement count(*db_, "SELECT count(*) FROM page WHERE batch = ? AND role IN ('new', 'unplaced')");
    count.bind(batch).step();
    return count.int64();
}

std::int64_t PageTable::count_filed(std::int64_t batch) {
    Statement count(*db_, "SELECT count(*) FROM page WHERE batch = ? AND document IS NOT NULL");
    count.bind(batch).step();
    return count.int64();
}

std::vector<Page> PageTable::of_document(std::int64_t document) {
    Statement rows(*db_, sql("WHERE p.document = ? AND p.role = 'content' ORDER BY p.position, p.id"));
    return all_of(rows.bind(document));
}

void PageTable::for_each_todo(const std::function<void(const Page&)>& page) {
    Statement rows(*db_, sql("WHERE p.role IN ('new', 'unplaced') AND b.state <> 'withdrawn' ORDER BY p.batch, p.seq"));
    while (rows.step()) {
        page(read_page(rows));
    }
}

std::optional<Page> PageTable::separator_before(std::int64_t batch, std::int64_t seq) {
    Statement row(*db_, sql("WHERE p.batch = ? AND p.seq < ? AND p.role = 'separator' ORDER BY p.seq DESC LIMIT 1"));
    std::vector<Page> pages = all_of(row.bind(batch).bind(seq));
    return pages.empty() ? std::nullopt : std::optional(std::move(pages.front()));
}

void PageTable::set_barcodes(std::int64_t page, const std::vector<Barcode>& codes) {
    Statement(*db_, "DELETE FROM barcode WHERE page = ?").bind(page).run();
    std::int64_t ordinal = 0;
    for (const Barcode& code : codes) {
        Statement(*db_, "INSERT INTO barcode (page, ordinal, format, text, corners, attempt) VALUES (?, ?, ?, ?, ?, ?)")
            .bind(page)
            .bind(++ordinal)
            .bind(to_text(code.format))
            .bind(code.text)
            .bind(corners_text(code.corners))
            .bind(code.attempt)
            .run();
    }
}

void PageTable::set_codes_read(std::int64_t page, const std::string& effort) {
    Statement(*db_, "UPDATE page SET codes_read = ? WHERE id = ?").bind(effort).bind(page).run();
}

void PageTable::place(std::int64_t page, std::int64_t document, int position) {
    Statement(*db_, "UPDATE page SET role = 'content', document = ?, position = ?, reason = NULL WHERE id = ?")
        .bind(document)
        .bind(position)
        .bind(page)
        .run();
}

void PageTable::set_role(std::int64_t page, PageRole role, const std::string& reason) {
    Statement(*db_, "UPDATE page SET role = ?, document = NULL, position = NULL, reason = ? WHERE id = ?")
        .bind(to_text(role))
        .bind_text_or_null(reason)
        .bind(page)
        .run();
}

void PageTable::mark_replaced(std::int64_t page, std::int64_t by, const std::string& reason) {
    Statement(*db_, "UPDATE page SET role = 'replaced', replaced_by = ?, reason = ? WHERE id = ?")
        .bind(by)
        .bind_text_or_null(reason)
        .bind(page)
        .run();
}

int PageTable::last_position(std::int64_t document) {
    Statement row(*db_, "SELECT max(position) FROM page WHERE document = ? AND role = 'content'");
    row.bind(document).step();
    return static_cast<int>(row.int64_or_null().value_or(0));
}

}  // namespace arc
