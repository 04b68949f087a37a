#include "package/bag_check.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace arc {
namespace {

constexpr std::size_t tag_file_most = 1 << 28;
constexpr std::string_view payload_folder = "data/";

// One file of the bag and what manifests say about it.
struct Claim {
    std::string manifest;
    ChecksumAlgorithm algorithm;
    std::string digest;
};

class BagCheck {
public:
    BagCheck(PackageSource& source, const BagCheckSettings& settings) : source_(&source), settings_(&settings) {
        for (const PackedFile& file : source.files()) {
            by_exact_path_.emplace(file.path, &file);
            by_nfc_path_.emplace(to_nfc(file.path), &file);
        }
    }

    BagReport run() {
        const bool has_manifest = std::ranges::any_of(source_->files(), [](const PackedFile& file) {
            return algorithm_in_name(file.path, "manifest-").has_value();
        });
        if (!by_exact_path_.contains("bagit.txt") && !has_manifest) {
            report_.is_bag = false;
            return std::move(report_);
        }
        for (const Error& stranger : source_->strangers()) {
            report_.problems.push_back(stranger);
        }
        if (read_declaration()) {
            read_manifests();
            read_info();
            read_fetch();
            look_at_payload();
            check_digests();
        }
        return std::move(report_);
    }

private:
    void problem(std::string_view file, std::string what) {
        report_.problems.push_back({ErrorCode::damaged, printable(file), std::move(what), {}});
    }
    void warning(std::string_view file, std::string what) {
        report_.warnings.push_back({ErrorCode::damaged, printable(file), std::move(what), {}});
    }
    void unreadable(const Error& error) {
        report_.readable = report_.readable && error.code != ErrorCode::io;
        report_.problems.push_back(error);
    }

    // What was an oddity before 1.0 and is forbidden since.
    void odd(std::string_view file, std::string what) {
        version_ >= bag_version_1 ? problem(file, std::move(what)) : warning(file, std::move(what));
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
            report_.problems.push_back(declaration.error());
            return false;
        }
        report_.version = version_ = declaration->version;
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
        if (report_.algorithms.empty()) {
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
            report_.algorithms.emplace_back(to_text(*algorithm));
        }
        const std::optional<std::string> text = tag_text(file);
        if (!text) {
            return;
        }
        std::vector<BagComplaint> errors;
        const std::vector<BagLine> lines = read_bag_manifest(*text, version_, errors);
        complain(file, errors);
        std::map<const PackedFile*, std::string> listed;
        for (const BagLine& line : lines) {
            take_line(file, line, *algorithm, tags, listed);
        }
        if (!tags) {
            manifests_.push_back({file, {}});
            for (const auto& [packed, digest] : listed) {
                manifests_.back().second.insert(packed->path);
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
            missing_.emplace(path, where);
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
            claims_[packed].push_back({file, algorithm, line.digest});
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
                report_.info = read_bag_info(*text, version_, errors);
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
        for (const BagLine& line : read_bag_fetch(*text, version_, errors)) {
            const std::string where = fmt::format("fetch.txt:{}", line.number);
            const std::string path = line.path.starts_with("./") ? line.path.substr(2) : line.path;
            if (const std::string reason = unsafe_path_reason(path); !reason.empty()) {
                problem(where, say("{}: {}", printable(path), reason));
            } else if (!path.starts_with(payload_folder)) {
                problem(where, say("{}: not in the payload", printable(path)));
            } else if (find(path) == nullptr) {
                to_fetch_.insert(path);
                missing_.emplace(path, where);
            }
        }
        complain("fetch.txt", errors);
    }

    void look_at_payload() {
        std::map<std::string, const PackedFile*> folded;
        for (const PackedFile& file : source_->files()) {
            if (!file.path.starts_with(payload_folder)) {
                continue;
            }
            ++report_.files;
            report_.bytes += file.bytes;
            look_at_listing(file);
            const auto [same, fresh] = folded.emplace(fold_words(file.path), &file);
            if (!fresh) {
                warning(file.path, say("cannot be told from {} where case and Unicode forms do not count",
                                       printable(same->second->path)));
            }
            const std::string name = file.path.substr(file.path.rfind('/') + 1);
            if (name == "Thumbs.db" || name == ".DS_Store" || name == "desktop.ini" || name.starts_with("._")) {
                warning(file.path, say("left there by an operating system"));
            }
        }
        if (!source_->has_folder("data")) {
            problem("data", say("is missing"));
        }
        for (const auto& [path, where] : missing_) {
            problem(path, to_fetch_.contains(path) ? say("is not there: fetch.txt says where to get it")
                                                   : say("is missing; {} lists it", where));
        }
        check_oxum();
    }

    // From 1.0 on every payload manifest lists every file; before, one of them had to.
    void look_at_listing(const PackedFile& file) {
        std::size_t lists = 0;
        for (const auto& [manifest, paths] : manifests_) {
            lists += paths.contains(file.path) ? 1 : 0;
            if (!paths.contains(file.path) && version_ >= bag_version_1) {
                problem(file.path, say("is not in {}", manifest));
            }
        }
        if (lists == 0 && version_ < bag_version_1) {
            problem(file.path, say("is in no manifest"));
        }
    }

    void check_oxum() {
        std::vector<std::string> told;
        for (const auto& [label, value] : report_.info) {
            if (fold_words(label) == "payload-oxum") {
                told.push_back(value);
            }
        }
        if (told.size() > 1) {
            odd("bag-info.txt", say("Payload-Oxum is told {} times", told.size()));
        }
        const std::string found = fmt::format("{}.{}", report_.bytes, report_.files);
        for (const std::string& oxum : told) {
            if (oxum != found) {
                problem("bag-info.txt", say("Payload-Oxum says {}, found {}", oxum, found));
            }
        }
    }

    void check_digests() {
        std::vector<ChecksumOrder> orders;
        std::unordered_map<std::string, const std::vector<Claim>*> claims_of;
        for (const auto& [file, claims] : claims_) {
            ChecksumOrder order{file->path, {}};
            for (const Claim& claim : claims) {
                order.algorithms.push_back(claim.algorithm);
            }
            claims_of.emplace(file->path, &claims);
            orders.push_back(std::move(order));
        }
        std::ranges::sort(orders, {}, &ChecksumOrder::path);
        std::int64_t done = 0;
        std::vector<Error> found;
        source_->checksums(orders, settings_->threads,
                           [&](const ChecksumOrder& order, const Result<std::vector<std::string>>& values) {
                               compare(order, values, *claims_of.at(order.path), found);
                               if (settings_->progress) {
                                   settings_->progress(++done, static_cast<std::int64_t>(orders.size()));
                               }
                           });
        // Threads answer in whatever order.
        std::ranges::stable_sort(found, {}, &Error::subject);
        std::ranges::for_each(found, [&](const Error& error) { unreadable(error); });
    }

    static void compare(const ChecksumOrder& order, const Result<std::vector<std::string>>& values,
                        const std::vector<Claim>& claims, std::vector<Error>& found) {
        if (!values) {
            found.push_back(values.error());
            return;
        }
        for (std::size_t i = 0; i < claims.size(); ++i) {
            if (values->at(i) != claims[i].digest) {
                found.push_back({ErrorCode::damaged,
                                 printable(order.path),
                                 say("is not what {} says: its checksum is {}", claims[i].manifest, values->at(i)),
                                 {}});
            }
        }
    }

    PackageSource* source_;
    const BagCheckSettings* settings_;
    BagReport report_;
    BagVersion version_;
    std::string encoding_;
    std::unordered_map<std::string, const PackedFile*> by_exact_path_;
    std::unordered_map<std::string, const PackedFile*> by_nfc_path_;
    std::map<const PackedFile*, std::vector<Claim>> claims_;
    std::vector<std::pair<std::string, std::set<std::string>>> manifests_;  // and the payload they list
    std::map<std::string, std::string> missing_;                            // and where it was named
    std::set<std::string> to_fetch_;
};

}  // namespace

BagReport check_bag(PackageSource& source, const BagCheckSettings& settings) {
    return BagCheck(source, settings).run();
}

}  // namespace arc
