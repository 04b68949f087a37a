#include "jobs/export/write_tree.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "image/image_file.hpp"
#include "image/write_png.hpp"
#include "jobs/export/export_plan.hpp"
#include "jobs/export/package_writer.hpp"
#include "jobs/export/tree_pages.hpp"
#include "jobs/shelving/thing_papers.hpp"
#include "jobs/volumes/paper_columns.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace arc {
namespace {

// What the list shows of a document beside its title.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> shown{{{"document.number", "档号"},
                                                                              {"customer.number", "户号"},
                                                                              {"customer.name", "户名"},
                                                                              {"ticket.number", "工单号"},
                                                                              {"document.date", "日期"},
                                                                              {"pages", "页数"}}};

bool is_known_to_browsers(std::string_view format) {
    return format == "jpeg" || format == "png" || format == "bmp";
}

Result<ByteSource> bytes_of(std::string bytes) {
    return text_item({}, std::move(bytes)).open();
}

// A picture of a stored frame: whole, or small.
PackageItem drawn(const Archive& archive, const Page& page, std::string path, int reduce) {
    PackageItem item{std::move(path), 0, {}, {}};
    const std::filesystem::path file = archive.paths().object(page.object);
    const bool bilevel = page.look.frame.mode == PixelMode::bilevel && reduce == 1;
    item.open = [file, frame = page.frame, bilevel, reduce]() -> Result<ByteSource> {
        Result<ImageFile> image = ImageFile::open(file);
        if (!image) {
            return image.error();
        }
        if (bilevel) {
            const Result<BitImage> bits = image->read_bilevel(frame);
            return bits ? bytes_of(png_of(*bits)) : bits.error();
        }
        if (const Result<ColourImage> colours = read_upright_colours(*image, frame, reduce)) {
            return bytes_of(png_of(*colours));
        }
        const Result<GrayImage> gray = image->read_gray(frame, {}, reduce);
        return gray ? bytes_of(png_of(*gray)) : gray.error();
    };
    return item;
}

class Tree {
public:
    Tree(Archive& archive, Operation& operation, const TreeRequest& request, Reporter& reporter)
        : archive_(&archive),
          operation_(&operation),
          request_(&request),
          reporter_(&reporter),
          records_(archive, *operation.caller),
          papers_(archive, archive.zone().day_at(operation.caller->now())) {}

    Record run() {
        const Caller& caller = *operation_->caller;
        const std::filesystem::path output = request_->output;
        require_destination(*archive_, request_->output);
        if (output.extension() == ".tar" || output.extension() == ".zip") {
            throw Fault(ErrorCode::usage, printable(request_->output), say("a tree is a folder"), {});
        }
        scoped_ = documents_in(*archive_, caller, records_, request_->scope, Verb::copy, *reporter_);
        for (const ExportedDocument& document : plan_files(*archive_, scoped_.documents, "files")) {
            add(document);
        }
        add_pages();
        const std::unique_ptr<PackageWriter> writer = PackageWriter::make(output, caller.now(), request_->threads);
        if (!caller.dry_run) {
            const std::array algorithms{ChecksumAlgorithm::sha256};
            writer->write(items_, algorithms, *reporter_);
            writer->finish();
            tell();
            writer->publish();
        }
        return {"tree",
                {{"tree", printable(request_->output)},
                 {"documents", static_cast<std::int64_t>(documents_.size())},
                 {"pages", pages_},
                 {"left_out", scoped_.left_out}}};
    }

private:
    void add(const ExportedDocument& one) {
        const PaperFacts& paper = papers_.paper(one.document.id);
        TreeDocument told;
        told.name = fmt::format("d{:06}", one.document.id);
        told.title = paper_cell(*archive_, "document.title", paper, 0, false);
        for (const auto& [field, heading] : shown) {
            told.facts.emplace_back(heading, paper_cell(*archive_, field, paper, 0, false));
        }
        for (const ExportedFile& file : one.files) {
            items_.push_back(package_item(*archive_, file));
            for (const std::size_t page : file.pages) {
                add_image(told, one, file, page);
            }
        }
        documents_.push_back(std::move(told));
    }

    void add_image(TreeDocument& told, const ExportedDocument& one, const ExportedFile& file, std::size_t number) {
        const Page& page = one.pages[number];
        TreeImage image;
        image.label = fmt::format("{} / {}", number + 1, one.pages.size());
        image.file = file.path;
        image.width = page.look.frame.width;
        image.height = page.look.frame.height;
        if (image.width == 0) {  // no picture: the file alone
            told.images.push_back(std::move(image));
            ++pages_;
            return;
        }
        const bool shows_itself = is_known_to_browsers(file.format) && file.pages.size() == 1;
        image.view = shows_itself ? file.path : fmt::format("view/{}/{:04}.png", told.name, number + 1);
        image.media_type = shows_itself ? media_type_of(file.format) : "image/png";
        image.thumbnail = fmt::format("thumbnails/{}/{:04}.png", told.name, number + 1);
        if (!shows_itself) {
            items_.push_back(drawn(*archive_, page, image.view, 1));
        }
        // A thumbnail is at least 200 pixels wide, where the page is.
        constexpr int thumbnail_width = 200;
        int reduce = 8;
        while (reduce > 1 && image.width / reduce < thumbnail_width) {
            reduce /= 2;
        }
        items_.push_back(drawn(*archive_, page, image.thumbnail, std::max(reduce, 2)));
        told.images.push_back(std::move(image));
        ++pages_;
    }

    void add_pages() {
        std::vector<std::string> headings;
        for (const auto& [field, heading] : shown) {
            headings.emplace_back(heading);
        }
        const std::string& name = archive_->config().name;
        items_.push_back(
            text_item("index.html", tree_index(name.empty() ? request_->scope.words() : name, headings, documents_)));
        items_.push_back(text_item("style.css", tree_style()));
        for (const TreeDocument& document : documents_) {
            items_.push_back(text_item("documents/" + document.name + ".html", tree_document(document)));
            items_.push_back(text_item("iiif/" + document.name + ".json", tree_manifest(document)));
        }
    }

    void tell() {
        Change change(*archive_, *operation_);
        std::ranges::for_each(scoped_.about, [&](Thing thing) { change.about(thing); });
        for (const std::int64_t document : scoped_.documents) {
            change.about({ThingKind::document, document});
        }
        change.tell("scope", request_->scope.words());
        change.tell("pages", pages_);
        change.commit_always();
    }

    Archive* archive_;
    Operation* operation_;
    const TreeRequest* request_;
    Reporter* reporter_;
    ThingRecords records_;
    ThingPapers papers_;
    ScopedDocuments scoped_;
    std::vector<TreeDocument> documents_;
    std::vector<PackageItem> items_;
    std::int64_t pages_ = 0;
};

}  // namespace

Record write_tree(Archive& archive, Operation& operation, const TreeRequest& request, Reporter& reporter) {
    return Tree(archive, operation, request, reporter).run();
}

}  // namespace arc
