#include "base/checksum.hpp"

#include "base/error.hpp"
#include "base/say.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace arc {
namespace {

struct AlgorithmRow {
    ChecksumAlgorithm algorithm;
    std::string_view name;
    const char* openssl;
    std::size_t digits;
};

constexpr std::array rows{AlgorithmRow{ChecksumAlgorithm::md5, "md5", "MD5", 32},
                          AlgorithmRow{ChecksumAlgorithm::sha1, "sha1", "SHA1", 40},
                          AlgorithmRow{ChecksumAlgorithm::sha224, "sha224", "SHA224", 56},
                          AlgorithmRow{ChecksumAlgorithm::sha256, "sha256", "SHA256", 64},
                          AlgorithmRow{ChecksumAlgorithm::sha384, "sha384", "SHA384", 96},
                          AlgorithmRow{ChecksumAlgorithm::sha512, "sha512", "SHA512", 128},
                          AlgorithmRow{ChecksumAlgorithm::sm3, "sm3", "SM3", 64}};

const AlgorithmRow& row_of(ChecksumAlgorithm algorithm) {
    return rows[static_cast<std::size_t>(algorithm)];
}

// Looked up by name once, not for every file.
const EVP_MD* implementation_of(ChecksumAlgorithm algorithm) {
    static const std::array<EVP_MD*, rows.size()> fetched = [] {
        std::array<EVP_MD*, rows.size()> all{};
        std::ranges::transform(rows, all.begin(),
                               [](const AlgorithmRow& row) { return EVP_MD_fetch(nullptr, row.openssl, nullptr); });
        return all;
    }();
    return fetched[static_cast<std::size_t>(algorithm)];
}

std::string to_hex(std::span<const unsigned char> bytes) {
    std::string text;
    for (const unsigned char byte : bytes) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

}  // namespace

std::string_view to_text(ChecksumAlgorithm algorithm) {
    return row_of(algorithm).name;
}

std::optional<ChecksumAlgorithm> parse_checksum_algorithm(std::string_view text) {
    std::string folded;
    for (const char c : text) {
        if (c != '-') {
            folded += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    const auto row = std::ranges::find(rows, folded, &AlgorithmRow::name);
    return row == rows.end() ? std::nullopt : std::optional(row->algorithm);
}

std::size_t checksum_digits(ChecksumAlgorithm algorithm) {
    return row_of(algorithm).digits;
}

struct Checksums::State {
    std::vector<EVP_MD_CTX*> contexts;
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { std::ranges::for_each(contexts, EVP_MD_CTX_free); }
};

Checksums::Checksums(std::span<const ChecksumAlgorithm> algorithms) : state_(std::make_unique<State>()) {
    for (const ChecksumAlgorithm algorithm : algorithms) {
        EVP_MD_CTX* const context = state_->contexts.emplace_back(EVP_MD_CTX_new());
        const EVP_MD* const implementation = implementation_of(algorithm);
        if (context == nullptr || implementation == nullptr ||
            EVP_DigestInit_ex(context, implementation, nullptr) != 1) {
            throw Fault(ErrorCode::io, std::string(to_text(algorithm)), say("not available in this OpenSSL"));
        }
    }
}
Checksums::~Checksums() = default;
Checksums::Checksums(Checksums&&) noexcept = default;
Checksums& Checksums::operator=(Checksums&&) noexcept = default;

void Checksums::add(std::string_view bytes) {
    for (EVP_MD_CTX* const context : state_->contexts) {
        EVP_DigestUpdate(context, bytes.data(), bytes.size());
    }
}

std::vector<std::string> Checksums::finish() {
    std::vector<std::string> values;
    for (EVP_MD_CTX* const context : state_->contexts) {
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned length = 0;
        EVP_DigestFinal_ex(context, bytes.data(), &length);
        values.push_back(to_hex(std::span(bytes.data(), length)));
    }
    return values;
}

}  // namespace arc
