#include "rules/import_rows.hpp"

#include "rules/cell_values.hpp"

#include <doctest/doctest.h>

using namespace arc;
using Strings = std::vector<std::string>;

namespace {

ColumnRule column(std::string name, Strings aliases = {}) {
    ColumnRule rule;
    rule.name = std::move(name);
    rule.aliases = std::move(aliases);
    return rule;
}

std::vector<ColumnRule> customer_rules() {
    std::vector<ColumnRule> rules{column("number", {"户号"}),        column("name", {"户名", "姓名"}),
                                  column("class", {"类别"}),         column("phone", {"电话"}),
                                  column("id_number", {"身份证号"}), column("opened", {"开户日期"}),
                                  column("voltage_kv", {"电压"}),    column("legal_entity", {"法人"})};
    rules[0].required = rules[0].unique = rules[1].required = true;
    rules[0].pattern = Pattern::parse("\\d{10}").value_or_throw();
    rules[2].one_of = {{"high", {"高压"}}, {"low", {"低压"}}};
    rules[3].check = IdentifierKind::phone;
    rules[4].check = IdentifierKind::resident_id;
    rules[5].type = ColumnType::day;
    rules[6].type = ColumnType::number;
    rules[7].type = ColumnType::boolean;
    return rules;
}

ImportOutcome import(const Strings& headings, const std::vector<Strings>& table) {
    std::vector<SourceRow> rows;
    for (const Strings& cells : table) {
        rows.push_back({static_cast<int>(rows.size()) + 2, cells});
    }
    return check_import("c.csv", customer_rules(), headings, rows);
}

Strings messages(const std::vector<Error>& errors) {
    Strings text;
    for (const Error& error : errors) {
        text.push_back(error.message());
    }
    return text;
}

}  // namespace

TEST_CASE("a sound row gives normalised values in the order of the rules; absent columns give none") {
    const ImportOutcome outcome =
        import({"户 号", "姓名", "类别", "电话", "开户日期", "电压", "法人"},
               {{"0000000001", "　王伟 ", "高压", "138 0000 0000", "2024年2月9日", "1,000.5", "是"},
                {"0000000002", "李", "", "", "", "", ""}});
    CHECK(messages(outcome.errors) == Strings{});
    REQUIRE(outcome.rows.size() == 2);
    CHECK(outcome.rows[0].row == 2);
    CHECK(outcome.rows[0].values == std::vector<std::optional<std::string>>{"0000000001", "王伟", "high", "13800000000",
                                                                            std::nullopt, "2024-02-09", "1000.5",
                                                                            "true"});
    CHECK(outcome.rows[1].values[2] == "");
}

TEST_CASE("every bad cell of every row is named, and nothing is given") {
    const ImportOutcome outcome = import({"户号", "户名", "类别", "身份证号", "开户日期", "电压", "法人"},
                                         {{"1", "", "中压", "110105194913310021", "2024-02-30", "十", "也许"},
                                          {"0000000001", "王伟", "", "", "", "", ""},
                                          {"0000000001", "李\x01", "", "", "", "", ""},
                                          {"3.30402E+17", "王伟"}});
    CHECK(outcome.rows.empty());
    CHECK(
        messages(outcome.errors) ==
        Strings{"c.csv: row 2: column number: \"1\" does not have the form \\d{10}",
                "c.csv: row 2: column name: must not be empty",
                "c.csv: row 2: column class: \"中压\" is not one of the values allowed; use high, low",
                "c.csv: row 2: column id_number: there is no such day of birth",
                "c.csv: row 2: column opened: \"2024-02-30\" is not a day; write it as 2026-11-21",
                "c.csv: row 2: column voltage_kv: \"十\" is not a number",
                "c.csv: row 2: column legal_entity: \"也许\" is neither yes nor no; use true or false",
                "c.csv: row 4: column number: \"0000000001\" stands in row 3 already",
                "c.csv: row 4: column name: \"李\\x01\" holds characters that are not text",
                "c.csv: row 5: column number: \"3.30402E+17\" is a number that a spreadsheet cut short; its digits are "
                "lost; make the column text there, enter it again and save"});
}

TEST_CASE("a resident id whose check character does not fit is taken with a warning") {
    const ImportOutcome outcome = import({"户号", "户名", "身份证号"}, {{"0000000001", "王伟", "110105194912310021"}});
    CHECK(messages(outcome.errors) == Strings{});
    CHECK(messages(outcome.warnings) == Strings{"c.csv: row 2: column id_number: the check character does not fit"});
}

TEST_CASE("what is doubtful is a warning and is taken, and private values stand in no message") {
    const ImportOutcome outcome = import({"户号", "户名", "电话"}, {{"0000000001", "王伟", "12345678901"}});
    CHECK(messages(outcome.errors) == Strings{});
    CHECK(messages(outcome.warnings) == Strings{"c.csv: row 2: column phone: not a phone number of a known form"});
    CHECK(outcome.rows.at(0).values[3] == "12345678901");
    for (const std::string& text : messages(outcome.warnings)) {
        CHECK(text.find("12345678901") == std::string::npos);
    }
}

TEST_CASE("all that is wrong with the headings is said at once") {
    const ImportOutcome outcome = import({"户名", "name", "phon", "备用", ""}, {{"a", "b", "c", "d", "e"}});
    CHECK(messages(outcome.errors) ==
          Strings{"c.csv: column name: the field name has a column already",
                  "c.csv: column phon: no such field; did you mean phone?",
                  "c.csv: column 备用: no such field; remove the column, or add the field to the profile",
                  "c.csv: column 5 has no heading", "c.csv: no column number/户号"});
}

TEST_CASE("no column is suggested that means something else") {
    const std::vector<ColumnRule> rules{column("class", {"类别", "客户类别"}), column("series", {"类号", "分类编号名"}),
                                        column("opened", {"受理日期"})};
    const auto hint = [&](const std::string& heading) {
        const std::string words = RowChecker::check_headings("c.csv", rules, std::span(&heading, 1)).front().message();
        return words.substr(words.find("; ") + 2);
    };
    for (const char* heading : {"类型", "分类号", "客户类型", "开始日期"}) {
        CAPTURE(heading);
        CHECK(hint(heading) == "remove the column, or add the field to the profile");
    }
    CHECK(hint("分类编号各") == "did you mean 分类编号名?");
    CHECK(hint("clas") == "did you mean class?");
}

TEST_CASE("among many values the one that was meant is told, of few all") {
    ColumnRule rule = column("type");
    for (const char* value : {"application", "contract", "licence", "photo", "drawing", "receipt", "notice"}) {
        rule.one_of.push_back({value, {}});
    }
    const auto hint = [](const ColumnRule& of, const std::string& cell) {
        return RowChecker("c.csv", {of}, Strings{"type"}).check({2, {cell}}).errors.front().next;
    };
    CHECK(hint(rule, "contrac") == "did you mean contract?");
    CHECK(hint(rule, "paper") == "use application, contract, licence, photo, drawing, receipt, notice");
    rule.one_of.resize(2);
    CHECK(hint(rule, "contrac") == "use application, contract");
}

TEST_CASE("a very long cell fits no pattern, and numbers have limits") {
    std::vector<ColumnRule> rules{column("a"), column("b")};
    rules[0].pattern = Pattern::parse("(x|y)*").value_or_throw();
    rules[1].type = ColumnType::number;
    rules[1].least = 0;
    rules[1].most = 1000;
    RowChecker checker("f", rules, Strings{"a", "b"});
    CHECK(checker.check({2, {std::string(100'000, 'x'), "1"}}).errors.size() == 1);
    CHECK(checker.check({3, {"xyx", "1,000"}}).errors.empty());
    CHECK(messages(checker.check({4, {"", "1000.5"}}).errors) ==
          Strings{"f: row 4: column b: \"1000.5\" is more than 1000"});
    CHECK(messages(checker.check({5, {"", "-1"}}).errors) == Strings{"f: row 5: column b: \"-1\" is less than 0"});
}

TEST_CASE("days as spreadsheets write them are read") {
    for (const char* text :
         {"2024-1-2", "2024/1/2 0:00:00", "2024-01-02T00:00:00", "２０２４/1/2", "20240102", " 2024.01.02 "}) {
        CAPTURE(text);
        CHECK(read_day(text) == "2024-01-02");
    }
    for (const char* text : {"2024/1/2 10:00", "45321", "2024-13-01", ""}) {
        CHECK_FALSE(read_day(text).has_value());
    }
}

TEST_CASE("numbers keep their value and nothing is guessed from odd commas") {
    CHECK(read_number("1,234,567.80") == "1234567.80");
    CHECK(read_number("－３") == "-3");
    CHECK(read_integer("+12") == "12");
    for (const char* text : {"1,23", "12,", "1.2.3", "1e5", "", "-", ",123", "1234,567", "0x1f", "1."}) {
        CAPTURE(text);
        CHECK_FALSE(read_number(text).has_value());
    }
    CHECK_FALSE(read_integer("1.0").has_value());
}

TEST_CASE("blanks of every width go from around a cell") {
    CHECK(clean_cell(" \u3000\u00a0王 伟\u200b\t\r\n") == "王 伟");
    CHECK(clean_cell("\u3000") == "");
}
