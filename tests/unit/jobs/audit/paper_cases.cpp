#include "code_cases.hpp"

#include <filesystem>
#include <fstream>

namespace arc {
namespace {

namespace fs = std::filesystem;

const std::string no_paper = "UPDATE page SET role = 'dropped', document = NULL, reason = 'x'; DELETE FROM document;\n";

// In a node of the series with that item number.
std::string item(int id, int position, const std::string& number = {}) {
    const std::string n = number.empty() ? "NULL" : "'" + number + "'";
    return "INSERT INTO document (id, type, series, position, number, registered, profile) VALUES (" +
           std::to_string(id) + ", 'contract', 1, " + std::to_string(position) + ", " + n +
           ", '2026-01-05T02:00:00.000Z', 1);\n";
}

const std::string node = "INSERT INTO series (id, code, title) VALUES (1, 'WS', '文书');\n";

std::string in_volume(int id, int position, int first_page, int sides) {
    return paper_row(
        id, "contract", ", volume, position, first_page, sides",
        ", 2, " + std::to_string(position) + ", " + std::to_string(first_page) + ", " + std::to_string(sides));
}

std::string volume_of(int pages) {
    return "INSERT INTO volume (id, code, pages) VALUES (2, 'V2', " + std::to_string(pages) + ");\n";
}

std::string label(const std::string& code, bool used) {
    return "INSERT INTO label (code, kind, issued, used) VALUES ('" + code + "', 'D', '2026-01-05T01:00:00.000Z', " +
           (used ? "'2026-01-05T02:00:00.000Z'" : "NULL") + ");\n";
}

std::string node_of_year(int id, const std::string& year) {
    return "INSERT INTO series (id, code, title, parent) VALUES (" + std::to_string(id) + ", 'WS-" + year + "', '" +
           year + "', 1);\nINSERT INTO document (type, series, registered, profile, id) VALUES ('contract', " +
           std::to_string(id) + ", '2026-01-05T02:00:00.000Z', 1, " + std::to_string(100 + id) + ");\n";
}

// A document whose two pages are stored files; what befalls the first of them.
auto files(const std::function<void(const fs::path& object, const fs::path& folder)>& befalls) {
    return [befalls](RowArchive& made, bool fault) {
        made.change("rows", [&](RowMaker& rows) { rows.db().execute("DELETE FROM page; DELETE FROM object"); });
        made.change("pages", [&](RowMaker& rows) { rows.pages(1, 1, 2); });
        for (const auto& entry : fs::recursive_directory_iterator(made.archive().paths().objects())) {
            if (fault && entry.is_regular_file()) {
                befalls(entry.path(), made.archive().paths().objects());
                return;
            }
        }
    };
}

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    if (fs::exists(file)) {
        fs::permissions(file, fs::perms::owner_all);
    }
    std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

std::vector<CodeCase> paper_cases() {
    return {
        {.code = "A0101", .fault = no_paper},
        {.code = "A0102", .fault = "UPDATE page SET role = 'dropped', document = NULL, reason = 'x';\n"},
        {.code = "A0103", .fault = "UPDATE document SET sides = 2;\n", .sound = "UPDATE document SET sides = 1;\n"},
        {.code = "A0104",
         .profile = "requires: [{of: customer, type: contract, form: original}]",
         .both = paper_row(2, "contract", ", fields", R"(, '{"form":"copy"}')") + page_row(2, 2),
         .sound = R"(UPDATE document SET fields = '{"form":"original"}' WHERE id = 2;)"},
        {.code = "A0105", .fault = "UPDATE batch SET state = 'open', closed = NULL;\n"},
        {.code = "A0106",
         .customer = ", fields: {line: text}",
         .profile = "requires: [{of: customer, type: photo, when: {line: L1}}]",
         .sound = "UPDATE customer_state SET fields = '{\"line\":\"L2\"}';\n"},
        {.code = "A0107",
         .profile = "close: {needs: [complete, handed-over]}",
         .both = "UPDATE ticket SET stage = 'filed', closed = '2026-01-05';\n",
         .fault = "UPDATE document SET paper = 'here';\n",
         .sound = "UPDATE document SET paper = 'returned';\n"},
        {.code = "A0201", .fault = "UPDATE batch SET expected = 2;\n", .sound = "UPDATE batch SET expected = 1;\n"},
        {.code = "A0202", .fault = "UPDATE batch SET expected = 0;\n", .sound = "UPDATE batch SET expected = 1;\n"},
        {.code = "A0203", .both = page_row(2, 1, 2), .fault = "UPDATE page SET seq = 3 WHERE id = 2;\n"},
        {.code = "A0204",
         .both = "UPDATE batch SET state = 'open', closed = NULL;\n",
         .fault = "UPDATE batch SET opened = '2026-01-04T07:00:00.000Z';\n",
         .sound = "UPDATE batch SET opened = '2026-01-04T09:00:00.000Z';\n"},
        {.code = "A0205",
         .both = "INSERT INTO refusal VALUES (1, 1, 'a.tif', 'damaged', 'cut off', NULL, 'waiting');\n",
         .sound = "UPDATE refusal SET state = 'dropped';\n"},
        {.code = "A0206",
         .both = "UPDATE page SET role = 'unplaced', document = NULL, reason = 'x';\n",
         .sound = "UPDATE page SET role = 'ignored';\n"},
        {.code = "A0211", .both = node + item(2, 1), .fault = item(3, 3), .sound = item(3, 2)},
        {.code = "A0212", .both = node + item(2, 1) + item(3, 2), .fault = item(4, 2), .sound = item(4, 3)},
        {.code = "A0213",
         .both = node + item(2, 1, "Z1-WS·2025·Y-1"),
         .fault = item(3, 2, "Z1-WS·2025·Y-3"),
         .sound = item(3, 2, "Z1-WS·2025·Y-2")},
        {.code = "A0214",
         .both = node + item(2, 1, "Z1-WS·2025·Y-1"),
         .fault = item(3, 2, "Z1-WS.2025.Y-1"),
         .sound = item(3, 2, "Z1-WS·2025·Y-2")},
        {.code = "A0215",
         .profile = "series: [category, year]",
         .both = node + node_of_year(11, "2023"),
         .fault = node_of_year(13, "2025"),
         .sound = node_of_year(12, "2024")},
        {.code = "A0221",
         .both = volume_of(6) + in_volume(2, 1, 1, 2),
         .fault = in_volume(3, 2, 4, 3),
         .sound = in_volume(3, 2, 3, 4)},
        {.code = "A0222",
         .both = volume_of(6) + in_volume(2, 1, 1, 3),
         .fault = in_volume(3, 2, 3, 4),
         .sound = in_volume(3, 2, 4, 3)},
        {.code = "A0223",
         .both = volume_of(6) + in_volume(2, 1, 1, 3),
         .fault = in_volume(3, 2, 4, 4),
         .sound = in_volume(3, 2, 4, 3)},
        {.code = "A0224",
         .both = volume_of(6) + in_volume(2, 1, 1, 3),
         .fault = in_volume(3, 2, 4, 2),
         .sound = in_volume(3, 2, 4, 3)},
        {.code = "A0225", .fault = "UPDATE document SET sides = 2;\n", .sound = "UPDATE document SET sides = 1;\n"},
        {.code = "A0226",
         .both = page_row(2, 1, 2),
         .fault = "UPDATE document SET sides = 1;\n",
         .sound = "UPDATE document SET sides = 2;\n"},
        {.code = "A0231",
         .both = label("ZZD000000001A", true) + label("ZZD000000002B", false),
         .fault = label("ZZD000000003C", true)},
        {.code = "A0241", .fault = "INSERT INTO volume (id, code) VALUES (2, 'V2');\n"},
        {.code = "A0242",
         .fault = "INSERT INTO box (id, code) VALUES (1, 'B1');\n",
         .sound = "INSERT INTO box (id, code) VALUES (1, 'B1'); UPDATE volume SET box = 1;\n"},
        {.code = "A0301", .act = files([](const fs::path& object, const fs::path&) { fs::remove(object); })},
        {.code = "A0302", .act = files([](const fs::path& object, const fs::path&) { write(object, "spoilt"); })},
        {.code = "A0303", .not_for_root = true, .act = files([](const fs::path& object, const fs::path&) {
                                                    fs::permissions(object, fs::perms::none);
                                                })},
        {.code = "A0304", .act = files([](const fs::path&, const fs::path& folder) {
                              const std::string name(64, 'a');
                              write(folder / "aa" / "aa" / name, "nobody's");
                              fs::last_write_time(folder / "aa" / "aa" / name,
                                                  fs::file_time_type::clock::now() - std::chrono::hours(1));
                          })},
        {.code = "A0305",
         .act = files([](const fs::path&, const fs::path& folder) { write(folder / "notes.txt", "mine"); })},
    };
}

}  // namespace arc
