#include "record/csv.hpp"

#include <doctest/doctest.h>

#include <random>
#include <sstream>

#include <iconv.h>

using namespace arc;
using Strings = std::vector<std::string>;

namespace {

struct Table {
    Strings headings;
    std::vector<CsvRow> rows;
    Strings errors;
};

Table read(const std::string& bytes, const CsvSettings& settings = {}) {
    std::istringstream in(bytes);
    Result<CsvReader> reader = CsvReader::open(in, "t.csv", settings);
    if (!reader) {
        return {{}, {}, {reader.error().message()}};
    }
    Table table{reader->headings(), {}, {}};
    while (auto row = reader->next()) {
        if (row->ok()) {
            table.rows.push_back(**row);
        } else {
            table.errors.push_back(row->error().message());
        }
    }
    return table;
}

std::vector<Strings> cells(const Table& table) {
    std::vector<Strings> all;
    for (const CsvRow& row : table.rows) {
        all.push_back(row.cells);
    }
    return all;
}

std::string converted(const char* encoding, std::string text) {
    const iconv_t handle = iconv_open(encoding, "UTF-8");
    std::string out(text.size() * 4 + 4, '\0');
    char* from = text.data();
    char* to = out.data();
    std::size_t left = text.size();
    std::size_t space = out.size();
    REQUIRE(iconv(handle, &from, &left, &to, &space) != static_cast<std::size_t>(-1));
    iconv_close(handle);
    out.resize(out.size() - space);
    return out;
}

const std::string chinese = "户号,户名\r\n0001,王伟\r\n0002,\"刘𠮷\r\n二\"\r\n";
const std::vector<Strings> chinese_cells{{"0001", "王伟"}, {"0002", "刘𠮷\r\n二"}};

}  // namespace

TEST_CASE("a table is the same in every encoding that spreadsheets write") {
    for (const std::string& bytes : {chinese, "\xef\xbb\xbf" + chinese, converted("GB18030", chinese),
                                     "\xff\xfe" + converted("UTF-16LE", chinese)}) {
        const Table table = read(bytes);
        CHECK(table.errors == Strings{});
        CHECK(table.headings == Strings{"户号", "户名"});
        CHECK(cells(table) == chinese_cells);
    }
}

TEST_CASE("a file of GB18030 whose first Chinese stands far behind is read, whatever the blocks cut") {
    std::string text = "a,b\n";
    while (text.size() < 700'000) {
        text += "12345,abc\n";
    }
    for (int i = 0; i < 60'000; ++i) {
        text += "户号,王伟𠮷\n";
    }
    for (const std::string& bytes : {text, converted("GB18030", text)}) {
        const Table table = read(bytes);
        CHECK(table.errors == Strings{});
        REQUIRE(table.rows.size() > 60'000);
        CHECK(table.rows.back().cells == Strings{"户号", "王伟𠮷"});
        CHECK(table.rows.back().row == static_cast<int>(table.rows.size()) + 1);
    }
}

TEST_CASE("one broken byte in UTF-8 is an error in its row, not another encoding") {
    std::string text = "户号,户名\n";
    for (int i = 0; i < 20; ++i) {
        text += "用户,王伟\n";
    }
    text += "x\xff,y\n后,来\n";
    const Table table = read(text);
    CHECK(table.rows.size() == 20);
    CHECK(table.errors == Strings{"t.csv: row 22: bytes that are not UTF-8; save the table as CSV UTF-8 again"});
}

TEST_CASE("a workbook and a file without headings are refused with the next step") {
    CHECK(read("PK\x03\x04rest").errors == Strings{"t.csv: an Excel workbook, not a text table; save it as CSV UTF-8"});
    for (const char* bytes : {"", "\xef\xbb\xbf", "\n\n", ",,\n"}) {
        CHECK(read(bytes).errors == Strings{"t.csv: has no heading; the first row must name the columns"});
    }
}

TEST_CASE("separators are found by the first row, also when Excel names them") {
    const std::vector<Strings> wanted{{"1", "2,3"}};
    CHECK(cells(read("a;b\n1;2,3\n")) == wanted);
    CHECK(cells(read("a\tb\n1\t2,3\n")) == wanted);
    CHECK(cells(read("\"a;x;y\",b\n1,\"2,3\"\n")) == wanted);
    const Table named = read("sep=|\r\na|b\r\n1|2,3\r\n");
    CHECK(cells(named) == wanted);
    CHECK(named.rows[0].row == 3);
    CHECK(cells(read("a\n1\n")) == std::vector<Strings>{{"1"}});
}

TEST_CASE("quotes, line ends and stray quotes are read as Excel reads them") {
    CHECK(cells(read("a,b\n\"x\"\"y\",\"\"\n")) == std::vector<Strings>{{"x\"y", ""}});
    CHECK(cells(read("a,b\r1,2\r3,4")) == std::vector<Strings>{{"1", "2"}, {"3", "4"}});
    CHECK(cells(read("a,b\n5\" pipe,\"x\" y\n")) == std::vector<Strings>{{"5\" pipe", "x y"}});
    CHECK(cells(read("a,b\n1,\"2\"")) == std::vector<Strings>{{"1", "2"}});
}

TEST_CASE("rows count as in a spreadsheet, lines as in an editor") {
    const Table table = read("a,b\n\"1\n1\",2\n\n,\n3,4\n");
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].row == 2);
    CHECK(table.rows[0].line == 2);
    CHECK(table.rows[1].row == 5);
    CHECK(table.rows[1].line == 6);
}

TEST_CASE("ragged rows are named and the others read") {
    const Table table = read("a,b,\n1,2,,,\n1\n1,2,3\n4,5\n");
    CHECK(cells(table) == std::vector<Strings>{{"1", "2"}, {"4", "5"}});
    CHECK(table.errors == Strings{"t.csv: row 3: has 1 cells where the heading has 2; look at line 3 of the file",
                                  "t.csv: row 4: has 3 cells where the heading has 2; look at line 4 of the file"});
    CsvSettings padded;
    padded.short_rows = ShortRows::pad;
    CHECK(cells(read("a,b\n1\n", padded)) == std::vector<Strings>{{"1", ""}});
}

TEST_CASE("a quote that is never closed ends the table with the row that opened it") {
    const Table table = read("a,b\n1,2\n3,\"4\n5,6\n");
    CHECK(table.rows.size() == 1);
    CHECK(table.errors == Strings{"t.csv: row 3: a quote is never closed; look for a single \" in it"});
    const Table endless = read("a,b\n\"" + std::string(3 << 20, 'x'));
    CHECK(endless.errors == Strings{"t.csv: row 2: a quote is never closed; look for a single \" in it"});
    CHECK(read("a,b\n" + std::string(3 << 20, 'x')).errors ==
          Strings{"t.csv: row 2: longer than 1 MiB; look for a \" that is never closed"});
}

TEST_CASE("cells that Excel would change are protected, others are left alone") {
    for (const char* cell : {"=1+1", "+86138", "-x", "@a", "0012", "330402199001011234", "123456789012", "1E5", "1-2",
                             "3/4", "2024-03", "\t=1", "＝1"}) {
        CAPTURE(cell);
        CHECK(is_changed_by_excel(cell));
    }
    for (const char* cell :
         {"", "0", "0.5", "-5", "-12.50", "13800000000", "2024-01-02", "王伟", "Z109-WS·2011", "-", "A-1"}) {
        CAPTURE(cell);
        CHECK_FALSE(is_changed_by_excel(cell));
        CHECK(protect_cell(cell) == cell);
    }
    CHECK(protect_cell("0012") == "=\"0012\"");
    CHECK(csv_row(Strings{"0012", "a"}, CsvStyle::excel) == "\"=\"\"0012\"\"\",a\r\n");
    CHECK(csv_row(Strings{"0012", "a,b"}, CsvStyle::plain) == "0012,\"a,b\"\n");
}

TEST_CASE("what other programs do to protect numbers is undone") {
    CHECK(unprotect_cell("=\"0012\"") == "0012");
    CHECK(unprotect_cell("'330402199001011234") == "330402199001011234");
    CHECK(unprotect_cell("'t Hooft") == "'t Hooft");
    CHECK(unprotect_cell("=\"a\"&\"b\"") == "=\"a\"&\"b\"");
    CHECK(unprotect_cell("=") == "=");
}

TEST_CASE("whatever is written is read back, in both styles") {
    std::mt19937 random(3);
    constexpr const char* pieces[] = {"=",    "\"", "'",  "-",  "+", "@",  "0", "12", "345678901234", ",", ";", "\t",
                                      "\r\n", "\n", "王", "𠮷", "·", "E5", " ", "a",  "＝",           "/"};
    for (const CsvStyle style : {CsvStyle::excel, CsvStyle::plain}) {
        std::vector<Strings> wanted;
        std::string bytes = csv_heading(Strings{"a", "b", "c"}, style);
        for (int i = 0; i < 3000; ++i) {
            Strings row{"x", "", ""};
            for (std::size_t c = 1; c < 3; ++c) {
                for (auto n = random() % 6; n > 0; --n) {
                    row[c] += pieces[random() % std::size(pieces)];
                }
                REQUIRE(unprotect_cell(protect_cell(row[c])) == row[c]);
            }
            if (i == 7) {
                row[1] = "=" + std::string(400, '"');
            }
            bytes += csv_row(row, style);
            wanted.push_back(row);
        }
        const Table table = read(bytes);
        CHECK(table.errors == Strings{});
        CHECK((cells(table) == wanted));
    }
}

TEST_CASE("no bytes at all make the reader fail but with an error") {
    std::mt19937 random(4);
    constexpr const char alphabet[] = "a,;\t\"\r\n=\'\xe7\x8e\x8b\xff\xfe\x81\x30\x00";
    for (int i = 0; i < 3000; ++i) {
        std::string bytes;
        for (auto n = random() % 60; n > 0; --n) {
            bytes += alphabet[random() % (sizeof alphabet - 1)];
        }
        const Table table = read(bytes);
        for (const CsvRow& row : table.rows) {
            REQUIRE(row.cells.size() == table.headings.size());
        }
    }
}
