#pragma once

#include "base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace arc {

// A SHA-256 (FIPS 180-4) value; the name of an object and the link of the event chain.
class Digest {
public:
    static constexpr std::size_t size = 32;
    using Bytes = std::array<std::uint8_t, size>;

    Digest() = default;
    explicit Digest(const Bytes& bytes) : bytes_(bytes) {}
    // 64 hexadecimal digits, either case.
    static Result<Digest> parse(std::string_view hex);

    // 64 lower-case hexadecimal digits, as sha256sum prints them.
    std::string hex() const;
    const Bytes& bytes() const noexcept { return bytes_; }
    auto operator<=>(const Digest&) const = default;

private:
    Bytes bytes_{};
};

// SHA-256 over bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    Sha256& add(std::span<const std::byte> bytes);
    Sha256& add(std::string_view bytes);
    // The digest of all added; the object is spent afterwards.
    Digest finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

Digest sha256(std::string_view bytes);
// HMAC-SHA-256 (RFC 2104), for private values: nobody without the salt can test a guess.
Digest hmac_sha256(std::string_view key, std::string_view bytes);
// `count` unpredictable bytes from the operating system, as hexadecimal digits: salts only.
std::string random_hex(std::size_t count);

}  // namespace arc
