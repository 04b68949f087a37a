#include "base/digest.hpp"

#include "base/say.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <algorithm>
#include <vector>

namespace arc {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += hex_digits[byte >> 4];
        text += hex_digits[byte & 15];
    }
    return text;
}

}  // namespace

Result<Digest> Digest::parse(std::string_view hex) {
    const Error wrong{ErrorCode::usage, std::string(hex), say("not a SHA-256 digest"), say("give 64 hex digits")};
    if (hex.size() != 2 * size) {
        return wrong;
    }
    Bytes bytes{};
    for (std::size_t i = 0; i < size; ++i) {
        const int high = hex_value(hex[2 * i]);
        const int low = hex_value(hex[2 * i + 1]);
        if (high < 0 || low < 0) {
            return wrong;
        }
        bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return Digest(bytes);
}

std::string Digest::hex() const {
    return to_hex(bytes_);
}

namespace {

// OpenSSL 3 looks the algorithm up by name at each use of EVP_sha256(), which takes longer than hashing a short text.
const EVP_MD* sha256_algorithm() {
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

// Keyed anew for every text. One a thread, for the same reason.
EVP_MAC_CTX* hmac_context() {
    struct Context {
        EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
        EVP_MAC_CTX* context = EVP_MAC_CTX_new(algorithm);
        bool ready = false;
        // Once: to find the digest by its name takes longer than to use it.
        Context() {
            std::string digest = "SHA256";
            const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                                        OSSL_PARAM_construct_end()};
            ready = context != nullptr && EVP_MAC_CTX_set_params(context, parameters.data()) == 1;
        }
        Context(const Context&) = delete;
        Context& operator=(const Context&) = delete;
        ~Context() {
            EVP_MAC_CTX_free(context);
            EVP_MAC_free(algorithm);
        }
    };
    thread_local const Context one;
    return one.ready ? one.context : nullptr;
}

Fault unavailable(const char* what) {
    return {ErrorCode::io, what, say("not available in this OpenSSL")};
}

}  // namespace

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() {
        if (context == nullptr || EVP_DigestInit_ex(context, sha256_algorithm(), nullptr) != 1) {
            throw unavailable("SHA-256");
        }
    }
    ~State() { EVP_MD_CTX_free(context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::add(std::span<const std::byte> bytes) {
    EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
    return *this;
}

Sha256& Sha256::add(std::string_view bytes) {
    return add(std::as_bytes(std::span(bytes.data(), bytes.size())));
}

Digest Sha256::finish() {
    Digest::Bytes bytes{};
    EVP_DigestFinal_ex(state_->context, bytes.data(), nullptr);
    return Digest(bytes);
}

Digest sha256(std::string_view bytes) {
    return Sha256().add(bytes).finish();
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
    Digest::Bytes out{};
    std::size_t length = 0;
    EVP_MAC_CTX* const context = hmac_context();
    // An empty key must have an address, or the one before it would be used again.
    const char* const key_bytes = key.empty() ? "" : key.data();
    if (context == nullptr ||
        EVP_MAC_init(context, reinterpret_cast<const unsigned char*>(key_bytes), key.size(), nullptr) != 1 ||
        EVP_MAC_update(context, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) != 1 ||
        EVP_MAC_final(context, out.data(), &length, out.size()) != 1) {
        throw unavailable("HMAC-SHA-256");
    }
    return Digest(out);
}

std::string random_hex(std::size_t count) {
    // Drawn in stock: an import asks for a salt in every row.
    constexpr std::size_t stock = 4096;
    thread_local std::vector<std::uint8_t> bytes;
    if (bytes.size() < count) {
        bytes.resize(std::max(stock, count));
        if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
            bytes.clear();
            throw Fault(ErrorCode::io, "random numbers", say("the operating system gives none"));
        }
    }
    const std::string text = to_hex(std::span(bytes).last(count));
    bytes.resize(bytes.size() - count);
    return text;
}

}  // namespace arc
