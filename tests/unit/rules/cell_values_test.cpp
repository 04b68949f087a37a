#include "rules/cell_values.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace arc;

TEST_CASE("dates of catalogues are days, months or years") {
    const std::map<std::string, std::string> forms{
        {"2018-05-07", "2018-05-07"},
        {"2018年5月7日", "2018-05-07"},
        {"20180507", "2018-05-07"},
        {"2018年5月", "2018-05"},
        {"2018-05", "2018-05"},
        {"2018/5", "2018-05"},
        {"2018.12", "2018-12"},
        {"201805", "2018-05"},
        {"20180500", "2018-05"},
        {"２０１８年０５月", "2018-05"},
        {"2018", "2018"},
        {"2018年", "2018"},
        {"20180000", "2018"},
        {" 1987年 ", "1987"},
    };
    for (const auto& [text, date] : forms) {
        CAPTURE(text);
        CHECK(read_catalogue_date(text) == date);
    }
    for (const char* text : {"", "2018-13", "2018-00", "20181300", "20180532", "18-05", "2018年5", "2018-5-", "5月",
                             "2018-005", "2018x05", "不详"}) {
        CAPTURE(text);
        CHECK_FALSE(read_catalogue_date(text));
    }
}

TEST_CASE("a number may be written with its unit") {
    for (const char* text : {"10", "10kV", "10 KV", "１０ｋＶ", "交流10kV", "直流 10 kv"}) {
        CAPTURE(text);
        CHECK(read_number_of("kV", text) == "10");
    }
    for (const char* text : {"10V", "10 MW", "交流10", "kV", "10kV20", "十kV"}) {
        CAPTURE(text);
        CHECK_FALSE(read_number_of("kV", text));
    }
    CHECK(read_number_of("m²", "1,250.5 m²") == "1250.5");
    CHECK(read_number_of("", "10") == "10");
    CHECK_FALSE(read_number_of("", "10kV"));
}
