#include "jobs/export/write_bag.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/export/bag_metadata.hpp"
#include "jobs/export/export_plan.hpp"
#include "jobs/export/handover_papers.hpp"
#include "jobs/export/package_writer.hpp"
#include "jobs/export/transfer_papers.hpp"
#include "jobs/permit.hpp"
#include "package/bag_check.hpp"
#include "version.hpp"

#include <algorithm>
#include <filesystem>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr const char* payload_files = "data/files";
constexpr const char* fingerprint_label = "Internal-Sender-Identifier";

// How people say sizes: Bag-Size of bag-info.txt.
std::string size_words(std::int64_t bytes) {
    static constexpr const char* units[] = {"B", "kB", "MB", "GB", "TB"};
    double size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 1000 && unit + 1 < std::size(units); ++unit) {
        size /= 1000;
    }
    return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", size, units[unit]);
}

class BagJob {
public:
    BagJob(Archive& archive, Operation& operation, const BagRequest& request, Reporter& reporter)
        : archive_(&archive),
          operation_(&operation),
          caller_(operation.caller),
          request_(&request),
          reporter_(&reporter),
          records_(archive, *caller_),
          papers_(archive, archive.zone().day_at(caller_->now())),
          algorithms_{ChecksumAlgorithm::sha256, ChecksumAlgorithm::sha512} {
        if (request.sm3) {
            algorithms_.push_back(ChecksumAlgorithm::sm3);
        }
    }

    Record run() {
        require_destination(*archive_, request_->output);
        scoped_ = documents_in(*archive_, *caller_, records_, request_->scope, Verb::copy, *reporter_);
        documents_ = plan_files(*archive_, scoped_.documents, payload_files);
        const auto masking = request_->unmask ? ThingRecords::Masking::clear : ThingRecords::Masking::masked;
        records_text_ = records_text(*archive_, records_, documents_, masking);
        catalogue_text_ = catalogue_text(*archive_, papers_, documents_);
        fingerprint_ = fingerprint();
        if (is_there()) {
            return record("there");
        }
        const std::unique_ptr<PackageWriter> writer =
            PackageWriter::make(request_->output, caller_->now(), request_->threads, request_->passphrase);
        if (caller_->dry_run) {
            return record("dry-run");
        }
        write(*writer);
        verify(*writer);
        tell();
        writer->publish();
        return record("written");
    }

private:
    // Two bags of one fingerprint hold the same; METS and bag-info tell when they were made.
    std::string fingerprint() const {
        Sha256 sum;
        for (const ExportedDocument& document : documents_) {
            for (const ExportedFile& file : document.files) {
                sum.add(fmt::format("{} {} {}\n", file.path, file.object.hex(), file.whole ? -1 : file.frame));
            }
            for (const ConvertedFile& converted : document.converted) {
                sum.add(fmt::format("{} {}\n", converted.file.path, converted.file.object.hex()));
            }
        }
        sum.add(records_text_).add(catalogue_text_).add(request_->sm3 ? "sm3" : "");
        if (request_->kind != BagKind::plain) {
            sum.add(fmt::format("{} {}", to_text(request_->kind), request_->taker));
        }
        return sum.finish().hex();
    }

    // A bag of this name that holds just this and is still whole.
    bool is_there() {
        std::error_code error;
        if (!fs::exists(request_->output, error)) {
            return false;
        }
        const Result<std::unique_ptr<PackageSource>> source = open_package(request_->output, request_->passphrase);
        if (!source) {
            return false;
        }
        BagCheckSettings settings;
        settings.threads = request_->threads;
        const BagReport report = check_bag(**source, settings);
        bytes_ = report.bytes;
        files_ = report.files;
        const auto same = [&](const auto& pair) {
            return pair.first == fingerprint_label && pair.second == fingerprint_;
        };
        return report.valid() && std::ranges::any_of(report.info, same);
    }

    void write(PackageWriter& writer) {
        std::vector<PackageItem> items;
        for (const ExportedDocument& document : documents_) {
            for (const ExportedFile& file : document.files) {
                items.push_back(package_item(*archive_, file));
            }
        }
        const std::size_t captured = items.size();
        for (const ExportedDocument& document : documents_) {
            for (const ConvertedFile& converted : document.converted) {
                items.push_back(package_item(*archive_, converted.file));
            }
        }
        std::vector<PackagedFile> written = writer.write(items, algorithms_, *reporter_);
        const std::string mets = bag_mets(*archive_, *caller_, papers_, documents_, written, title());
        items = {text_item("data/catalogue.csv", catalogue_text_), text_item("data/mets.xml", mets),
                 text_item("data/records.jsonl", records_text_)};
        for (PackageItem& item :
             papers_of_kind({written.begin(), written.begin() + static_cast<std::ptrdiff_t>(captured)})) {
            items.push_back(std::move(item));
        }
        for (PackagedFile& file : writer.write(items, algorithms_, *reporter_)) {
            written.push_back(std::move(file));
        }
        std::ranges::sort(written, {}, &PackagedFile::path);
        write_tag_files(writer, written);
        writer.finish();
    }

    std::vector<PackageItem> papers_of_kind(const std::vector<PackagedFile>& captured) {
        switch (request_->kind) {
            case BagKind::transfer:
                return transfer_papers(*archive_, *caller_, papers_, documents_, captured,
                                       {request_->taker, !request_->passphrase.empty()}, *reporter_);
            case BagKind::handover:
                return handover_papers(*archive_, *caller_, request_->scope.handover, *reporter_);
            case BagKind::plain:
                break;
        }
        return {};
    }

    void write_tag_files(PackageWriter& writer, const std::vector<PackagedFile>& payload) {
        for (const PackagedFile& file : payload) {
            bytes_ += file.bytes;
        }
        files_ = static_cast<std::int64_t>(payload.size());
        std::vector<PackageItem> items{text_item("bagit.txt", bag_declaration_text()),
                                       text_item("bag-info.txt", bag_info_text(info()))};
        for (std::size_t i = 0; i < algorithms_.size(); ++i) {
            items.push_back(text_item(fmt::format("manifest-{}.txt", to_text(algorithms_[i])), manifest(payload, i)));
        }
        const std::vector<PackagedFile> tags = writer.write(items, algorithms_, *reporter_);
        manifest_ = tags.at(2).checksums.front();
        std::vector<PackageItem> last;
        for (std::size_t i = 0; i < algorithms_.size(); ++i) {
            last.push_back(text_item(fmt::format("tagmanifest-{}.txt", to_text(algorithms_[i])), manifest(tags, i)));
        }
        writer.write(last, algorithms_, *reporter_);
    }

    static std::string manifest(const std::vector<PackagedFile>& files, std::size_t algorithm) {
        std::string text;
        for (const PackagedFile& file : files) {
            text += manifest_line(file.checksums.at(algorithm), file.path);
        }
        return text;
    }

    std::string title() const { return say("{} of archive {}", request_->scope.words(), archive_->config().id); }

    BagInfo info() const {
        BagInfo info;
        if (!archive_->config().name.empty()) {
            info.emplace_back("Source-Organization", archive_->config().name);
        }
        info.emplace_back("External-Description", title());
        info.emplace_back("Bagging-Date", format_day(archive_->zone().day_at(caller_->now())));
        info.emplace_back("Bag-Size", size_words(bytes_));
        info.emplace_back("Payload-Oxum", fmt::format("{}.{}", bytes_, files_));
        info.emplace_back(fingerprint_label, fingerprint_);
        info.emplace_back("Bag-Software-Agent", fmt::format("arc-export {}", version));
        return info;
    }

    void verify(PackageWriter& writer) {
        const std::unique_ptr<PackageSource> source =
            open_package(writer.staged(), request_->passphrase).value_or_throw();
        BagCheckSettings settings;
        settings.threads = request_->threads;
        const BagReport report = check_bag(*source, settings);
        if (!report.valid()) {
            writer.discard();
            const Error first = report.problems.empty() ? Error{} : report.problems.front();
            throw Fault(ErrorCode::io, printable(request_->output), say("is not what was written: {}", first.message()),
                        say("check the disk"));
        }
    }

    // Before the bag gets its name: no package is about that the log does not know.
    void tell() {
        Change change(*archive_, *operation_);
        std::ranges::for_each(scoped_.about, [&](Thing thing) { change.about(thing); });
        for (const std::int64_t document : scoped_.documents) {
            change.about({ThingKind::document, document});
        }
        change.tell("output", printable(fs::path(request_->output).filename().string()));
        change.tell("scope", request_->scope.words());
        change.tell("files", files_);
        change.tell("bytes", bytes_);
        change.tell("manifest", "sha256:" + manifest_);
        if (!request_->passphrase.empty()) {
            change.tell("encrypted", "zip AES-256");
        }
        change.commit_always();
    }

    Record record(std::string_view state) const {
        std::int64_t pages = 0;
        for (const ExportedDocument& document : documents_) {
            pages += static_cast<std::int64_t>(document.pages.size());
        }
        List names;
        for (const ChecksumAlgorithm algorithm : algorithms_) {
            names.emplace_back(to_text(algorithm));
        }
        return {"bag",
                {{"bag", printable(request_->output)},
                 {"state", state},
                 {"version", "1.0"},
                 {"algorithms", std::move(names)},
                 {"files", files_ > 0 ? Value(files_) : Value()},
                 {"bytes", files_ > 0 ? Value(bytes_) : Value()},
                 {"documents", static_cast<std::int64_t>(documents_.size())},
                 {"pages", pages},
                 {"left_out", scoped_.left_out}}};
    }

    Archive* archive_;
    Operation* operation_;
    const Caller* caller_;
    const BagRequest* request_;
    Reporter* reporter_;
    ThingRecords records_;
    ThingPapers papers_;
    std::vector<ChecksumAlgorithm> algorithms_;
    ScopedDocuments scoped_;
    std::vector<ExportedDocument> documents_;
    std::string records_text_;
    std::string catalogue_text_;
    std::string fingerprint_;
    std::string manifest_;
    std::int64_t bytes_ = 0;
    std::int64_t files_ = 0;
};

}  // namespace

std::string_view to_text(BagKind kind) {
    return kind == BagKind::transfer ? "transfer" : kind == BagKind::handover ? "handover" : "bag";
}

Record write_bag(Archive& archive, Operation& operation, const BagRequest& request, Reporter& reporter) {
    return BagJob(archive, operation, request, reporter).run();
}

}  // namespace arc
