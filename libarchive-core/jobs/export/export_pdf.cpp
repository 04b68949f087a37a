#include "jobs/export/export_pdf.hpp"

#include "base/say.hpp"
#include "catalog/conversion_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/ticket_table.hpp"
#include "image/encoded_picture.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/tell_unknown.hpp"
#include "print/scan_pdf.hpp"

#include <algorithm>

namespace arc {
namespace {

// Drawn once and laid over every page.
GrayImage watermark_of(const std::string& words, UnknownCharacters& unknown) {
    constexpr double width = 200;
    constexpr double height = 20;
    constexpr int dpi = 100;
    Canvas canvas = Canvas::picture(width, height, dpi, &unknown);
    TextStyle style;
    style.size = 14;
    style.smallest = 3;
    style.align = Align::centre;
    style.weight = Weight::bold;
    canvas.text(words, {0, 1, width, height - 2}, style);
    return canvas.finish_picture();
}

std::string title_of_document(Archive& archive, const Document& document) {
    return document.title.empty() ? title_of(archive, {ThingKind::document, document.id}) : document.title;
}

// Of what is no picture, that which it was converted to, if that is one.
Result<EncodedPicture> picture_of(Archive& archive, const Page& page, bool& decoded) {
    Result<EncodedPicture> picture = encoded_picture(archive.paths().object(page.object), page.frame, decoded);
    if (picture || picture.error().code != ErrorCode::unsupported) {
        return picture;
    }
    ObjectTable objects(archive.db());
    const std::optional<Conversion> conversion = ConversionTable(archive.db()).of(objects.find(page.object)->id);
    const std::optional<StoredObject> result = conversion ? objects.find(conversion->result) : std::nullopt;
    return result && result->destroyed.empty()
               ? encoded_picture(archive.paths().object(result->digest), page.frame, decoded)
               : std::move(picture);
}

}  // namespace

Record export_pdf(Archive& archive, Operation& operation, const PdfExportRequest& request, OutputFile& output,
                  Reporter& reporter) {
    const Caller& caller = *operation.caller;
    ThingRecords records(archive, caller);
    const ScopedDocuments scoped = documents_in(archive, caller, records, request.scope, Verb::copy, reporter);
    DocumentTable documents(archive.db());
    std::vector<Document> chosen;
    for (const std::int64_t id : scoped.documents) {
        chosen.push_back(documents.find(id).value());
    }
    std::ranges::stable_sort(chosen, {}, [](const Document& one) { return one.ticket.value_or(0); });
    ScanPdf pdf({say("{} of archive {}", request.scope.words(), archive.config().id), caller.now()},
                [&](std::string_view bytes) { output.put(bytes); });
    if (!request.watermark.empty()) {
        UnknownCharacters unknown;
        pdf.set_watermark(watermark_of(request.watermark, unknown));
        tell_unknown(unknown, reporter);
    }
    std::optional<std::int64_t> last_ticket;
    std::int64_t decoded_pages = 0;
    std::int64_t with_pages = 0;
    std::int64_t pages_left_out = 0;
    const bool several_tickets = !chosen.empty() && chosen.front().ticket != chosen.back().ticket;
    for (const Document& document : chosen) {
        const std::vector<Page> pages = PageTable(archive.db()).of_document(document.id);
        if (pages.empty()) {
            continue;
        }
        ++with_pages;
        if (several_tickets && document.ticket && document.ticket != last_ticket) {
            pdf.add_bookmark(0, TicketTable(archive.db()).find(*document.ticket)->number);
        }
        last_ticket = document.ticket;
        pdf.add_bookmark(several_tickets && document.ticket ? 1 : 0, title_of_document(archive, document));
        for (const Page& page : pages) {
            bool decoded = false;
            const Result<EncodedPicture> picture = picture_of(archive, page, decoded);
            if (!picture && picture.error().code == ErrorCode::unsupported) {
                reporter.problem({ErrorCode::unsupported, fmt::format("{}/{}", page.batch_code, page.seq),
                                  say("left out: it is no picture"), say("arc-export bag takes the file as it is")});
                ++pages_left_out;
                continue;
            }
            if (!picture) {
                throw Fault(ErrorCode::damaged, fmt::format("{}/{}", page.batch_code, page.seq), picture.error().what,
                            say("see arc-audit fixity"));
            }
            decoded_pages += decoded ? 1 : 0;
            pdf.add_page(*picture);
            reporter.progress(pdf.pages(), 0);
        }
    }
    if (pdf.pages() == 0) {
        throw Fault(ErrorCode::not_found, request.scope.words(), say("no scanned pages"), {});
    }
    if (decoded_pages > 0) {
        reporter.detail(say("{} pages are of kinds that PDF does not know and were decoded", decoded_pages));
    }
    pdf.finish();
    output.finish();
    Change change(archive, operation);
    std::ranges::for_each(scoped.about, [&](Thing thing) { change.about(thing); });
    for (const std::int64_t document : scoped.documents) {
        change.about({ThingKind::document, document});
    }
    change.tell("scope", request.scope.words());
    change.tell("pages", std::int64_t{pdf.pages()});
    change.tell("pages_left_out", pages_left_out);
    change.tell("watermark", text_or_null(request.watermark));
    change.commit_always();
    if (!caller.dry_run) {
        output.publish();
    }
    return {"pdf",
            {{"documents", with_pages},
             {"pages", std::int64_t{pdf.pages()}},
             {"bytes", output.bytes()},
             {"decoded", decoded_pages},
             {"left_out", scoped.left_out},
             {"pages_left_out", pages_left_out}}};
}

}  // namespace arc
