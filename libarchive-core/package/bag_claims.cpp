#include "package/bag_claims.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::size_t tag_file_most = 1 << 28;
constexpr std::string_view payload_folder = "data/";

class BagReading {
public:
    BagReading(PackageSource& source, BagReport& report) : source_(&source), report_(&report) {
        for (const PackedFile& file : source.files()) {
            by_exact_path_.emplace(file.path, &file);
            by_nfc_path_.emplace(to_nfc(file.path), &file);
        }
    }

    std::optional<BagClaims> run() {
        if (!read_declaration()) {
            return std::nullopt;
        }
        read_manifests();
        read_info();
        read_fetch();
        return std::move(claims_);
    }

private:
    void problem(std::string_view file, std::string what) {
        report_->problems.push_back({ErrorCode::damaged, printable(file), std::move(what), {}});
    }
    void warning(std::string_view file, std::string what) {
        report_->warnings.push_back({ErrorCode::damaged, printable(file), std::move(what), {}});
    }
    void unreadable(const Error& error) {
        report_->readable = report_->readable && error.code != ErrorCode::io;
        report_->problems.push_back(error);
    }

    // What was an oddity before 1.0 and is forbidden since.
    void odd(std::string_view file, std::string what) {
        claims_.version >= bag_version_1 ? problem(file, std::move(what)) : warning(file, std::move(what));
    }

    bool read_declaration() {
        if (!by_exact_path_.contains("bagit.txt")) {
            problem("bagit.txt", say("is missing"));
            return false;
        }
        const Result<std::string> bytes = source_->read("bagit.txt", tag_file_most);
        if (!bytes) {
            unreadable(bytes.error());
            return false;
        }
        const Result<BagDeclaration> declaration = read_bag_declaration(*bytes);
        if (!declaration) {
            report_->problems.push_back(declaration.error());
            return false;
        }
        report_->version = claims_.version = declaration->version;
        encoding_ = declaration->encoding;
        for (const std::string& words : declaration->warnings) {
            warning("bagit.txt", words);
        }
        return true;
    }

    // A tag file as text; nothing when it cannot be had, which is then said.
    std::optional<std::string> tag_text(const std::string& path) {
        const Result<std::string> bytes = source_->read(path, tag_file_most);
        if (!bytes) {
            unreadable(bytes.error());
            return std::nullopt;
        }
        std::string_view plain = *bytes;
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (fold_code(encoding_) == "UTF-8" && plain.starts_with(mark)) {
            odd(path, say("begins with a byte-order mark"));
            plain.remove_prefix(mark.size());
        }
        Result<std::string> text = to_utf8_from(encoding_, plain);
        if (!text) {
            problem(path, text.error().what);
            return std::nullopt;
        }
        return std::move(text.value());
    }

    void complain(const std::string& file, const std::vector<BagComplaint>& complaints) {
        for (const auto& [line, what] : complaints) {
            problem(fmt::format("{}:{}", file, line), what);
        }
    }

    void read_manifests() {
        for (const PackedFile& file : source_->files()) {
            for (const bool tags : {false, true}) {
                const auto algorithm = algorithm_in_name(file.path, tags ? "tagmanifest-" : "manifest-");
                if (algorithm) {
                    read_manifest(file.path, *algorithm, tags);
                }
            }
        }
        if (report_->algorithms.empty()) {
            problem("manifest-ALGORITHM.txt", say("no payload manifest"));
        }
    }

    void read_manifest(const std::string& file, const std::string& name, bool tags) {
        const std::optional<ChecksumAlgorithm> algorithm = parse_checksum_algorithm(name);
        if (!algorithm) {
            // Its claims cannot be verified: not valid, but other manifests can still be looked at.
            problem(file, say("checksums of this kind ({}) cannot be made here", printable(name)));
            return;
        }
        if (!tags) {
            report_->algorithms.emplace_back(to_text(*algorithm));
        }
        const std::optional<std::string> text = tag_text(file);
        if (!text) {
            return;
        }
        std::vector<BagComplaint> errors;
        const std::vector<BagLine> lines = read_bag_manifest(*text, claims_.version, errors);
        complain(file, errors);
        std::map<const PackedFile*, std::string> listed;
        for (const BagLine& line : lines) {
            take_line(file, line, *algorithm, tags, listed);
        }
        if (!tags) {
            claims_.manifests.push_back({file, {}});
            for (const auto& [packed, digest] : listed) {
                claims_.manifests.back().second.insert(packed->path);
            }
        }
    }

    void take_line(const std::string& file, const BagLine& line, ChecksumAlgorithm algorithm, bool tags,
                   std::map<const PackedFile*, std::string>& listed) {
        const std::string where = fmt::format("{}:{}", file, line.number);
        std::string path = line.path;
        if (line.starred) {
            odd(where, say("an asterisk before the path, as md5sum writes it"));
        }
        if (const std::string reason = unsafe_path_reason(path); !reason.empty()) {
            problem(where, say("{}: {}", printable(path), reason));
            return;
        }
        if (path.starts_with("./")) {
            warning(where, say("a path that begins with ./"));
            path.erase(0, 2);
        }
        if (path.starts_with(payload_folder) == tags) {
            problem(where, tags ? say("{}: a tag manifest lists no payload", printable(path))
                                : say("{}: not in the payload", printable(path)));
            return;
        }
        if (line.digest.size() != checksum_digits(algorithm)) {
            problem(where, say("no {} checksum", to_text(algorithm)));
            return;
        }
        const PackedFile* packed = find(path);
        if (packed == nullptr) {
            claims_.missing.emplace(path, where);
            return;
        }
        if (packed->path != path) {
            warning(where, say("{}: the file's name is of another Unicode form", printable(path)));
        }
        const auto [known, fresh] = listed.emplace(packed, line.digest);
        if (!fresh && known->second != line.digest) {
            problem(where, say("{}: listed twice with different checksums", printable(path)));
        } else if (!fresh) {
            odd(where, say("{}: listed twice", printable(path)));
        } else {
            claims_.files[packed].push_back({file, algorithm, line.digest});
        }
    }

    const PackedFile* find(const std::string& path) const {
        if (const auto exact = by_exact_path_.find(path); exact != by_exact_path_.end()) {
            return exact->second;
        }
        const auto same = by_nfc_path_.find(to_nfc(path));
        return same == by_nfc_path_.end() ? nullptr : same->second;
    }

    void read_info() {
        for (const char* name : {"bag-info.txt", "package-info.txt"}) {
            if (!by_exact_path_.contains(name)) {
                continue;
            }
            if (const std::optional<std::string> text = tag_text(name)) {
                std::vector<BagComplaint> errors;
                report_->info = read_bag_info(*text, claims_.version, errors);
                complain(name, errors);
            }
        }
    }

    void read_fetch() {
        if (!by_exact_path_.contains("fetch.txt")) {
            return;
        }
        const std::optional<std::string> text = tag_text("fetch.txt");
        if (!text) {
            return;
        }
        std::vector<BagComplaint> errors;
        for (const BagLine& line : read_bag_fetch(*text, claims_.version, errors)) {
            const std::string where = fmt::format("fetch.txt:{}", line.number);
            const std::string path = line.path.starts_with("./") ? line.path.substr(2) : line.path;
            if (const std::string reason = unsafe_path_reason(path); !reason.empty()) {
                problem(where, say("{}: {}", printable(path), reason));
            } else if (!path.starts_with(payload_folder)) {
                problem(where, say("{}: not in the payload", printable(path)));
            } else if (find(path) == nullptr) {
                claims_.to_fetch.insert(path);
                claims_.missing.emplace(path, where);
            }
        }
        complain("fetch.txt", errors);
    }

    PackageSource* source_;
    BagReport* report_;
    BagClaims claims_;
    std::string encoding_;
    std::unordered_map<std::string, const PackedFile*> by_exact_path_;
    std::unordered_map<std::string, const PackedFile*> by_nfc_path_;
};

}  // namespace

std::optional<BagClaims> read_bag_claims(PackageSource& source, BagReport& report) {
    return BagReading(source, report).run();
}

}  // namespace arc
