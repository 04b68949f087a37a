#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// What packages of others may be checked with. Packages of ours carry SHA-256, SHA-512 and, where asked for, SM3
// (GB/T 32905); the old ones are read only.
enum class ChecksumAlgorithm { md5, sha1, sha224, sha256, sha384, sha512, sm3 };

// "sha256": as names of manifests spell it (RFC 8493, 2.4).
std::string_view to_text(ChecksumAlgorithm algorithm);
// The same in any case, also with dashes: SHA-256.
std::optional<ChecksumAlgorithm> parse_checksum_algorithm(std::string_view text);
// Hexadecimal digits that a value has.
std::size_t checksum_digits(ChecksumAlgorithm algorithm);

// Several checksums of the same bytes, which come in pieces.
class Checksums {
public:
    explicit Checksums(std::span<const ChecksumAlgorithm> algorithms);
    ~Checksums();
    Checksums(Checksums&&) noexcept;
    Checksums& operator=(Checksums&&) noexcept;

    void add(std::string_view bytes);
    // In the order of the algorithms, in lower-case hexadecimal digits; the object is spent afterwards.
    std::vector<std::string> finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace arc
