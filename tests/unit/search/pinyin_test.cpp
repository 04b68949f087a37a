#include "search/pinyin.hpp"

#include <doctest/doctest.h>

using namespace arc;

TEST_CASE("a name is found by its pinyin, parts of it and its initials") {
    for (const char* typed : {"zhangwei", "ZhangWei", "zhang", "wei", "zhangw", "zw"}) {
        CAPTURE(typed);
        CHECK(sounds_like("张伟", typed));
    }
    for (const char* typed : {"zha", "z", "w", "zhangweimin", "wz", "zwm", "张"}) {
        CAPTURE(typed);
        CHECK_FALSE(sounds_like("张伟", typed));
    }
    CHECK(sounds_like("王小伟", "wangxiaowei"));
    CHECK(sounds_like("王小伟", "xiaowei"));
    CHECK(sounds_like("王小伟", "wxw"));
    CHECK(sounds_like("1号 张伟（新）", "zw"));
}

TEST_CASE("firms and places are found by the beginning of their pinyin or initials") {
    for (const char* typed : {"jiaxingfangzhi", "jiaxingf", "jxfz", "jxfzyxgs"}) {
        CAPTURE(typed);
        CHECK(sounds_like("嘉兴纺织有限公司", typed));
    }
    CHECK_FALSE(sounds_like("嘉兴纺织有限公司", "fzyx"));
}

TEST_CASE("surnames and common characters of two readings are found by both") {
    const std::vector<std::pair<const char*, const char*>> names{
        {"单雄信", "shanxiongxin"}, {"单雄信", "danxiongxin"},
        {"曾国藩", "zengguofan"},   {"曾国藩", "zgf"},
        {"查良镛", "zhaliangyong"}, {"仇英", "qiuying"},
        {"解缙", "xiejin"},         {"区寄", "ouji"},
        {"朴树", "piaoshu"},        {"缪昌", "miaochang"},
        {"覃勇", "qinyong"},        {"翟让", "zhairang"},
        {"万俟卨", "moqi"},         {"尉迟恭", "yuchigong"},
        {"长沙", "changsha"},       {"交通银行", "jiaotongyinhang"},
        {"吕布", "lvbu"},           {"吕布", "lubu"},
        {"吕布", "lyubu"},          {"吕布", "lübu"}};
    for (const auto& [name, typed] : names) {
        CAPTURE(name);
        CAPTURE(typed);
        CHECK(sounds_like(name, typed));
    }
}

TEST_CASE("a single character, and what is no Chinese, has no pinyin") {
    CHECK(pinyin_words("王").empty());
    CHECK(pinyin_words("Li Na 10kV").empty());
    CHECK(pinyin_words("").empty());
    CHECK(pinyin_of_query("w").empty());
    CHECK(pinyin_of_query("w1").empty());
    CHECK(pinyin_of_query("王伟").empty());
}
