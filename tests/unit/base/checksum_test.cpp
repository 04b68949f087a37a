#include "base/checksum.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace arc;

namespace {

std::string checksum(ChecksumAlgorithm algorithm, std::string_view bytes) {
    Checksums sums(std::span(&algorithm, 1));
    for (const char& c : bytes) {
        sums.add(std::string_view(&c, 1));
    }
    return sums.finish().front();
}

}  // namespace

TEST_CASE("checksums are those that the standards publish") {
    CHECK(checksum(ChecksumAlgorithm::md5, "abc") == "900150983cd24fb0d6963f7d28e17f72");
    CHECK(checksum(ChecksumAlgorithm::sha1, "abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(checksum(ChecksumAlgorithm::sha256, "abc") ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(checksum(ChecksumAlgorithm::sm3, "abc") ==
          "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    CHECK(checksum(ChecksumAlgorithm::sha512, "").substr(0, 16) == "cf83e1357eefb8bd");
}

TEST_CASE("several checksums come in the order of their algorithms") {
    const std::array algorithms{ChecksumAlgorithm::sha512, ChecksumAlgorithm::md5};
    Checksums sums(algorithms);
    sums.add("a");
    sums.add("bc");
    const std::vector<std::string> values = sums.finish();
    CHECK(values.at(0).size() == checksum_digits(ChecksumAlgorithm::sha512));
    CHECK(values.at(1) == "900150983cd24fb0d6963f7d28e17f72");
}

TEST_CASE("algorithms are named as manifests and people spell them") {
    CHECK(parse_checksum_algorithm("sha256") == ChecksumAlgorithm::sha256);
    CHECK(parse_checksum_algorithm("SHA-512") == ChecksumAlgorithm::sha512);
    CHECK(!parse_checksum_algorithm("crc32"));
    CHECK(to_text(ChecksumAlgorithm::sm3) == "sm3");
}
