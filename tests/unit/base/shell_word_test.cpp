#include "base/shell_word.hpp"

#include <doctest/doctest.h>

using namespace arc;

TEST_CASE("a word of plain characters stands in a command line as it is") {
    for (const char* word : {"B1", "B1/3-5", "20260105", "in-1_2.a", "document:#12", "lot:3"}) {
        CHECK(shell_word(word) == word);
    }
}

TEST_CASE("a word that a shell would take apart or carry out is quoted") {
    CHECK(shell_word("in-$(id)") == "'in-$(id)'");
    CHECK(shell_word("in-张三 合同") == "'in-张三 合同'");
    CHECK(shell_word("in-it's") == R"('in-it'\''s')");
    CHECK(shell_word("a\nb") == "'a\nb'");
    CHECK(shell_word("#12") == "'#12'");
    CHECK(shell_word("~") == "'~'");
    CHECK(shell_word("") == "''");
}
