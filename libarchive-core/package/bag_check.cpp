#include "package/bag_check.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "package/bag_claims.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace arc {
namespace {

constexpr std::string_view payload_folder = "data/";

class BagCheck {
public:
    BagCheck(PackageSource& source, const BagCheckSettings& settings) : source_(&source), settings_(&settings) {}

    BagReport run() {
        const bool has_manifest = std::ranges::any_of(source_->files(), [](const PackedFile& file) {
            return algorithm_in_name(file.path, "manifest-").has_value();
        });
        const auto is_declaration = [](const PackedFile& file) { return file.path == "bagit.txt"; };
        if (!has_manifest && std::ranges::none_of(source_->files(), is_declaration)) {
            report_.is_bag = false;
            return std::move(report_);
        }
        for (const Error& stranger : source_->strangers()) {
            report_.problems.push_back(stranger);
        }
        if (std::optional<BagClaims> claims = read_bag_claims(*source_, report_)) {
            claims_ = std::move(*claims);
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
        for (const auto& [path, where] : claims_.missing) {
            problem(path, claims_.to_fetch.contains(path) ? say("is not there: fetch.txt says where to get it")
                                                          : say("is missing; {} lists it", where));
        }
        check_oxum();
    }

    // From 1.0 on every payload manifest lists every file; before, one of them had to.
    void look_at_listing(const PackedFile& file) {
        std::size_t lists = 0;
        for (const auto& [manifest, paths] : claims_.manifests) {
            lists += paths.contains(file.path) ? 1 : 0;
            if (!paths.contains(file.path) && claims_.version >= bag_version_1) {
                problem(file.path, say("is not in {}", manifest));
            }
        }
        if (lists == 0 && claims_.version < bag_version_1) {
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
            // An oddity before 1.0, forbidden since.
            std::string words = say("Payload-Oxum is told {} times", told.size());
            claims_.version >= bag_version_1 ? problem("bag-info.txt", std::move(words))
                                             : warning("bag-info.txt", std::move(words));
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
        std::unordered_map<std::string, const std::vector<BagClaim>*> claims_of;
        for (const auto& [file, claims] : claims_.files) {
            ChecksumOrder order{file->path, {}};
            for (const BagClaim& claim : claims) {
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
        for (const Error& error : found) {
            report_.readable = report_.readable && error.code != ErrorCode::io;
            report_.problems.push_back(error);
        }
    }

    static void compare(const ChecksumOrder& order, const Result<std::vector<std::string>>& values,
                        const std::vector<BagClaim>& claims, std::vector<Error>& found) {
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
    BagClaims claims_;
};

}  // namespace

BagReport check_bag(PackageSource& source, const BagCheckSettings& settings) {
    return BagCheck(source, settings).run();
}

}  // namespace arc
