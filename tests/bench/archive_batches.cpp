// What arc-ingest, arc-barcode and arc-file leave behind of one batch.

#include "bench/archive_filler.hpp"
#include "catalog/catalog.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/filing/new_document.hpp"
#include "jobs/indexing.hpp"
#include "record/record_codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

namespace arc_tests {

using namespace arc;

namespace {

template <class Sheets>
auto group_of(Sheets& sheets, std::size_t from, int size) {
    return std::span(sheets).subspan(from, std::min(static_cast<std::size_t>(size), sheets.size() - from));
}

Barcode code(BarcodeFormat format, const std::string& text, Rect at) {
    return {format,
            text,
            {Point{at.x, at.y}, Point{at.x + at.width, at.y}, Point{at.x + at.width, at.y + at.height},
             Point{at.x, at.y + at.height}},
            "region"};
}

}  // namespace

// The look of an A4 page at 300 dpi.
void ArchiveFiller::look_at(Sheet& sheet) {
    Page& page = sheet.page;
    page.object = sha256(fmt::format("{} {}", size_.seed, page.id));
    page.object_bytes = 9000 + chance_.below(30000);
    page.source = fmt::format("/srv/scans/{}/p{:04}.tif", page.batch_code, page.seq);
    page.look.frame.width = 2480;
    page.look.frame.height = 3508;
    page.look.frame.dpi_x = page.look.frame.dpi_y = 300;
    page.look.frame.compression = "G4";
    page.look.measured = true;
    page.look.quality.blank = !sheet.separator && chance_.below(50) == 0;
    page.look.quality.ink = page.look.quality.blank ? 0.001 : chance_.between(0.01, 0.12);
    page.look.quality.skew = chance_.between(-0.6, 0.6);
    page.look.quality.blank_score = page.look.quality.blank ? 0.97 : 0.002;
    if (sheet.separator) {
        page.regions = {{186, 0, 2294, 966}, {7, 2439, 2473, 770}, {49, 3081, 409, 409}};
    } else if (chance_.below(20) == 0) {
        page.regions = {{300, 120, 900, 260}};
    }
}

void ArchiveFiller::ingest(Change& change, std::vector<Sheet>& sheets) {
    PageTable pages(change.db());
    for (std::size_t from = 0; from < sheets.size(); from += static_cast<std::size_t>(size_.group)) {
        const auto group = group_of(sheets, from, size_.group);
        std::vector<std::int64_t> objects;
        for (Sheet& sheet : group) {
            sheet.page.id = next_number(change.db(), "page");
            look_at(sheet);
            objects.push_back(pages.add_object(sheet.page.object, sheet.page.object_bytes, "tiff", 1));
        }
        for (std::size_t i = 0; i < group.size(); ++i) {
            pages.add(group[i].page, objects[i]);
        }
        change.about({ThingKind::batch, sheets.front().page.batch});
        pages_ += static_cast<std::int64_t>(group.size());
        if (from + group.size() < sheets.size()) {
            change.end_event();
        }
    }
}

// A printed sheet carries its code four times.
std::vector<Barcode> ArchiveFiller::codes_of(const Sheet& sheet) const {
    const std::string& text = sheet.document == nullptr ? sheet.ticket->label : type_labels_.at(sheet.document->type);
    return {code(BarcodeFormat::Code128, text, {423, 260, 1634, 320}),
            code(BarcodeFormat::QRCode, text, {2020, 690, 236, 236}),
            code(BarcodeFormat::Code39, text, {340, 2700, 1800, 260}),
            code(BarcodeFormat::QRCode, text, {120, 3160, 236, 236})};
}

void ArchiveFiller::read_codes(Change& change, std::vector<Sheet>& sheets) {
    PageTable pages(change.db());
    for (std::size_t from = 0; from < sheets.size(); from += static_cast<std::size_t>(size_.group)) {
        const auto group = group_of(sheets, from, size_.group);
        for (const Sheet& sheet : group) {
            if (!sheet.page.regions.empty()) {
                pages.set_barcodes(sheet.page.id, sheet.separator ? codes_of(sheet) : std::vector<Barcode>());
            }
        }
        for (const Sheet& sheet : group) {
            if (!sheet.page.regions.empty()) {
                pages.set_codes_read(sheet.page.id, "normal");
            }
        }
        if (change.rows_changed() > 0) {
            change.end_event();
        }
    }
}

std::int64_t ArchiveFiller::open_volume(Change& change, const std::string& year) {
    Volume volume;
    volume.code = fmt::format("{}-{:05}", year, ++volumes_);
    volume.title = "用户档案";
    volume.box = boxes_[static_cast<std::size_t>(volumes_ / 5) % boxes_.size()];
    in_volume_ = 0;
    const std::int64_t id = VolumeTable(change.db()).put(volume);
    index_volume(*archive_, id);
    return id;
}

Document ArchiveFiller::document_of(Change& change, const Sheet& sheet) {
    Document document;
    document.type = sheet.document->type;
    document.ticket = sheet.ticket->id;
    document.dated = sheet.document->dated;
    document.starts_at = sheet.page.id;
    if (document.type == "contract") {
        document.fields = encode_fields({{"signed", document.dated}});
    }
    if (sheet.ticket->plan.closed) {
        if (volume_ == 0 || in_volume_ == papers_in_a_volume) {
            volume_ = open_volume(change, document.dated.substr(0, 4));
        }
        document.volume = volume_;
        document.position = ++in_volume_;
        document.number = fmt::format("Z109-YW·{}-D10-JX01-{:07}", document.dated.substr(0, 4), documents_ + 1);
    }
    return document;
}

void ArchiveFiller::file(Change& change, std::vector<Sheet>& sheets) {
    PageTable pages(change.db());
    LabelTable labels(change.db());
    std::int64_t document = 0;
    int position = 0;
    for (std::size_t from = 0; from < sheets.size(); from += static_cast<std::size_t>(size_.group)) {
        change.about({ThingKind::batch, sheets.front().page.batch});
        const auto group = group_of(sheets, from, size_.group);
        auto separators = group | std::views::filter(&Sheet::separator);
        for (const Sheet& sheet : separators) {
            labels.mark_used(codes_of(sheet).front().text, format_instant(change.now()));
        }
        for (const Sheet& sheet : separators) {
            pages.set_role(sheet.page.id, PageRole::separator, {});
        }
        std::vector<std::int64_t> begun;
        for (const Sheet& sheet : separators) {
            if (sheet.document != nullptr) {
                begun.push_back(add_document(*archive_, change, document_of(change, sheet)));
                ++documents_;
            }
        }
        auto next = begun.begin();
        for (const Sheet& sheet : group) {
            if (sheet.separator) {
                position = 0;
                document = sheet.document == nullptr ? document : *next++;
            } else {
                pages.place(sheet.page.id, document, ++position);
                change.about({ThingKind::document, document});
            }
        }
        change.end_event();
    }
}

}  // namespace arc_tests
