#include "catalog/packed_line.hpp"

#include "base/digest.hpp"
#include "catalog/line_dictionary.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace arc;

namespace {

const std::string short_line =
    R"({"n":7,"operation":7,"prev":"1711219c0053456e06fe46b23943e755687ddce1aeea4644537c9825843220ac",)"
    R"("at":"2026-06-01T00:16:31.912Z","tool":"arc-file 0.1.0","verb":"ticket stage","profile":1,"host":"h","by":"wang",)"
    R"("things":["ticket:12"],"changes":[{"update":"ticket","columns":["id","stage"],"keys":1,"rows":[[12,"installed"]],)"
    R"("was":[["applied"]]}]})";

std::string noise(std::size_t length) {
    std::mt19937 random(7);
    std::string text(length, '\0');
    for (char& c : text) {
        c = static_cast<char>(random());
    }
    return text;
}

}  // namespace

TEST_CASE("a packed line gives its exact bytes back, whatever they are") {
    for (const std::string& line : {std::string(), std::string("x"), short_line, std::string("王\0\xff", 5),
                                    noise(100'000), std::string(3'000'000, 'a'), std::string(line_dictionary())}) {
        CHECK(unpack_line(pack_line(line)) == line);
    }
}

TEST_CASE("a short event takes less than half of its line") {
    CHECK(pack_line(short_line).size() * 2 < short_line.size());
}

TEST_CASE("bytes that are no packed line give nothing") {
    const Blob whole = pack_line(short_line);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CHECK(unpack_line(Blob(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))).empty());
    }
    Blob longer = whole;
    longer.push_back(0);
    CHECK(unpack_line(longer).empty());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        Blob changed = whole;
        changed[i] ^= 0x10;
        const std::string line = unpack_line(changed);
        CHECK((line.empty() || line == short_line));
    }
}

// Archives are packed with it: what was written must be readable for ever.
TEST_CASE("the dictionary is the one that archives were written with") {
    CHECK(sha256(line_dictionary()).hex() == "5970009a499ba5c3207f3ee3e9eb9b922c0f69591695c0c76519649d4ae3841e");
}
