#include "base/text.hpp"
#include "base/calendar_text.hpp"
#include "base/digest.hpp"
#include "base/search_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace arc;
using Strings = std::vector<std::string>;

TEST_CASE("a two-character Chinese name is found by its pair and by each character") {
    const Strings tokens = index_tokens("用户王伟的申请");
    for (const std::string wanted : {"王伟", "王", "伟"}) {
        CHECK(std::ranges::count(tokens, wanted) == 1);
    }
    CHECK(query_tokens("王伟") == Strings{"王伟"});
    CHECK(query_tokens("王") == Strings{"王"});
}

TEST_CASE("the nearest word differs in a third of its letters at most, whatever bytes they take") {
    const Strings words{"类别", "类号", "受理日期", "opened", "高压新装"};
    for (const char* far : {"类型", "开始日期", "shut", ""}) {
        CAPTURE(far);
        CHECK(nearest(far, words).empty());
    }
    CHECK(nearest("opend", words) == "opened");
    CHECK(nearest("高压新裝", words) == "高压新装");
    CHECK(nearest("受日期", words) == "受理日期");
}

TEST_CASE("the index and the query fold width and case alike") {
    CHECK(index_tokens("ＷＳ２０２２") == index_tokens("ws2022"));
    CHECK(query_tokens("Wang") == query_tokens("ＷＡＮＧ"));
}

TEST_CASE("a code with separators is found by its parts and without the separators") {
    const Strings tokens = index_tokens("Z109-WS·2011-Y");
    for (const std::string wanted : {"z109", "ws", "2011", "y", "z109ws2011y"}) {
        CHECK(std::ranges::count(tokens, wanted) == 1);
    }
}

TEST_CASE("a fact is one token of the index, whatever its value, and no word that people type") {
    for (const std::string value : {"high", "High-2", "高压", "a b", ""}) {
        const std::string token = fact_token("c", value);
        CHECK(index_tokens("王伟\n" + token + "\nhigh") == Strings{"王", "王伟", "伟", token, "high"});
        CHECK(query_tokens(value) != Strings{token});
    }
    CHECK(fact_token("c", "High") != fact_token("c", "high"));
}

TEST_CASE("numbered names sort as people count") {
    Strings names{"p10", "p2", "p1", "p02", "Image (10)", "Image (9)"};
    std::ranges::sort(names, natural_less);
    CHECK(names == Strings{"Image (9)", "Image (10)", "p1", "p02", "p2", "p10"});
}

TEST_CASE("Chinese characters are two columns wide") {
    CHECK(display_width("王伟a") == 5);
    CHECK(fit_width("王伟a", 7) == "王伟a  ");
    CHECK(fit_width("王小伟", 5) == "王小…");
    CHECK(fit_width("王小伟", 4) == "王… ");
}

TEST_CASE("dates are read as they are written on paper and impossible ones refused") {
    for (const char* text : {"2024-02-29", "20240229", "2024/2/29", "2024.02.29", "2024年2月29日"}) {
        const Result<Day> day = parse_day(text);
        REQUIRE(day.ok());
        CHECK(format_day(*day) == "2024-02-29");
    }
    for (const char* text : {"2023-02-29", "29.02.2024", "2024-2", "", "abc", "2024-02-30x"}) {
        CHECK_FALSE(parse_day(text).ok());
    }
}

TEST_CASE("an instant survives being written and read") {
    const Result<Instant> at = parse_instant("2026-11-21T10:05:06.123Z");
    REQUIRE(at.ok());
    CHECK(format_instant(*at) == "2026-11-21T10:05:06.123Z");
    CHECK(format_instant(*parse_instant("2026-11-21")) == "2026-11-21T00:00:00.000Z");
    CHECK_FALSE(parse_instant("2026-11-21T25:00").ok());
}

TEST_CASE("a day belongs to the zone of the archive, not to UTC") {
    const Instant late = *parse_instant("2026-11-21T18:00:00Z");
    CHECK(format_day(day_of(late, std::chrono::hours(8))) == "2026-11-22");
    CHECK(format_day(day_of(late, std::chrono::minutes(0))) == "2026-11-21");
}

TEST_CASE("digests are those of sha256sum and of RFC 4231") {
    CHECK(sha256("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hmac_sha256("Jefe", "what do ya want for nothing?").hex() ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(Digest::parse(sha256("abc").hex()).value() == sha256("abc"));
    CHECK_FALSE(Digest::parse("ba78").ok());
}

TEST_CASE("hostile bytes cannot steer a terminal") {
    CHECK(printable("a\x1b[31m王\xff") == "a\\x1b[31m王\\xff");
    CHECK(printable("\xef\xbf\xbe \xef\xb7\x90 \xf3\xaf\xbf\xbf") ==
          "\\xef\\xbf\\xbe \\xef\\xb7\\x90 \\xf3\\xaf\\xbf\\xbf");
}
