#include "jobs/lending/view_pages.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/stay_table.hpp"
#include "image/image_file.hpp"
#include "jobs/change.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/labels/pdf_output.hpp"
#include "jobs/lending/loan_facts.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/tell_unknown.hpp"
#include "print/scan_sheet.hpp"
#include "store/output_place.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace arc {
namespace {

namespace fs = std::filesystem;

struct Reader {
    std::string code;
    std::string name;
    std::int64_t id = 0;
};

struct ShownPage {
    Page page;
    std::int64_t number = 0;  // among the pages of the thing, from 1
};

class Viewing {
public:
    Viewing(Archive& archive, const Caller& caller, const ViewRequest& request)
        : archive_(archive),
          caller_(caller),
          request_(request),
          thing_(resolve_thing(archive, request.thing).value_or_throw()) {}

    Viewed run() {
        need_thing_with_pages();
        require_paper_right(archive_, caller_, request_.purpose == ViewPurpose::print ? Verb::print : Verb::view,
                            thing_);
        reader_ = find_reader();
        need_consent();
        choose_pages();
        if (request_.output != "-") {
            need_place();
        }
        log();
        Viewed viewed;
        if (request_.output == "-" || as_pdf()) {
            write_pdf(viewed);
        } else {
            write_pictures(viewed);
        }
        return viewed;
    }

    const UnknownCharacters& unknown() const { return unknown_; }

private:
    std::string name() const { return name_of(archive_.db(), thing_); }
    bool as_pdf() const { return request_.output.ends_with(".pdf"); }
    bool as_picture() const { return request_.output.ends_with(".png"); }

    void need_thing_with_pages() {
        if (thing_.kind == ThingKind::page) {
            const std::optional<Page> page = PageTable(archive_.db()).find(thing_.id);
            if (page && page->document != 0) {
                only_page_ = page->id;
                thing_ = {ThingKind::document, page->document};
                return;
            }
        }
        if (thing_.kind != ThingKind::document && thing_.kind != ThingKind::volume && thing_.kind != ThingKind::box) {
            throw Fault(ErrorCode::usage, name(), say("has no pages of its own"),
                        say("name a document, volume or box; arc-find lists them"));
        }
    }

    Reader find_reader() {
        const std::string code = !request_.reader.empty()  ? request_.reader
                                 : !caller_.acting.empty() ? caller_.acting
                                                           : caller_.account;
        if (!request_.reader.empty()) {
            const Person person = named_person(archive_, code);
            return {person.code, person.name, person.id};
        }
        const std::optional<Person> person = PersonTable(archive_.db()).find(code);
        return person ? Reader{person->code, person->name, person->id} : Reader{code, code, 0};
    }

    void need_consent() {
        LoanWish wish;
        wish.kind = LoanKind::look;
        wish.thing = thing_;
        if (reader_.id != 0) {
            wish.person = PersonTable(archive_.db()).find(reader_.id).value();
        }
        wish.purpose = caller_.reason;
        if (!applied_terms(archive_, wish).terms.consent) {
            return;
        }
        const std::vector<std::int64_t> without =
            customers_without_consent(archive_, thing_, reader_.id, archive_.zone().day_at(caller_.now()));
        if (!without.empty()) {
            throw Fault(ErrorCode::refused, name(),
                        say("customer {} has not agreed", CustomerTable(archive_.db()).find(without.front())->number),
                        say("record it with arc-lend consent add"));
        }
    }

    void choose_pages() {
        std::vector<Page> all;
        PageTable pages(archive_.db());
        for (const std::int64_t document : StayTable(archive_.db()).documents_in(thing_)) {
            std::ranges::move(pages.of_document(document), std::back_inserter(all));
        }
        if (all.empty()) {
            throw Fault(ErrorCode::not_found, name(), say("no page of it is scanned"),
                        say("ask for the paper with arc-lend request"));
        }
        for (std::size_t i = 0; i < all.size() && only_page_ != 0; ++i) {
            if (all[i].id == only_page_) {
                chosen_.push_back({all[i], static_cast<std::int64_t>(i + 1)});
                return;
            }
        }
        const auto last = static_cast<std::int64_t>(all.size());
        for (const std::int64_t number : parse_page_list(request_.pages, last).value_or_throw()) {
            chosen_.push_back({all[static_cast<std::size_t>(number - 1)], number});
        }
    }

    // Refused before anything is on record.
    void need_place() const {
        std::error_code error;
        if (archive_.config().mode == ArchiveMode::guarded) {
            const fs::path outbox = fs::weakly_canonical(archive_.config().outbox, error);
            const fs::path wanted = fs::weakly_canonical(request_.output, error);
            const fs::path inside = wanted.lexically_relative(outbox);
            if (archive_.config().outbox.empty() || inside.empty() || *inside.begin() == "..") {
                throw Fault(ErrorCode::refused, request_.output, say("is not in the outbox of this archive"),
                            say("write to {} or to standard output", archive_.config().outbox));
            }
        }
        if (as_picture() && chosen_.size() != 1) {
            throw Fault(ErrorCode::usage, request_.output, say("holds one page"), say("name a folder, or FILE.pdf"));
        }
        const fs::path folder =
            as_pdf() || as_picture() ? fs::path(request_.output).parent_path() : fs::path(request_.output);
        if (as_pdf() || as_picture() ? !folder.empty() && !fs::is_directory(folder, error)
                                     : fs::exists(folder, error) && !fs::is_directory(folder, error)) {
            throw Fault(ErrorCode::not_found, printable(folder.string()), say("its folder is not there"),
                        say("check the name"));
        }
    }

    std::string pages_text() const {
        std::vector<std::string> numbers;
        for (const ShownPage& shown : chosen_) {
            numbers.push_back(std::to_string(shown.number));
        }
        return chosen_.size() > 1 &&
                       chosen_.back().number - chosen_.front().number + 1 == static_cast<std::int64_t>(chosen_.size())
                   ? fmt::format("{}-{}", chosen_.front().number, chosen_.back().number)
                   : join(numbers, ",");
    }

    void log() {
        Operation operation(caller_, request_.purpose == ViewPurpose::print ? "view print" : "view");
        Change change(archive_, operation);
        change.about(thing_);
        for (const ShownPage& shown : chosen_) {
            change.about({ThingKind::document, shown.page.document});
        }
        if (reader_.id != 0) {
            change.about({ThingKind::person, reader_.id});
        }
        change.tell("reader", reader_.code);
        change.tell("pages", pages_text());
        change.commit_always();
    }

    // At most so many pixels a side: what a screen shows, and a print of which is no copy of the original.
    static int reduction(const FrameInfo& frame) {
        constexpr int most = 2600;
        int reduce = 1;
        while (reduce < 8 && std::max(frame.width, frame.height) / reduce > most) {
            reduce *= 2;
        }
        return reduce;
    }

    ShownScan scan_of(const ShownPage& shown) {
        const Page& page = shown.page;
        ImageFile file = ImageFile::open(archive_.paths().object(page.object)).value_or_throw();
        const FrameInfo frame = file.info(page.frame).value_or_throw();
        const int reduce = reduction(frame);
        ShownScan scan;
        scan.picture = file.read_gray(page.frame, {}, reduce).value_or_throw();
        scan.dpi = frame.dpi_x / reduce;
        const std::string at = local_time();
        scan.watermark =
            fmt::format("{} {} {}", reader_.name, at, request_.purpose == ViewPurpose::print ? "打印" : "查阅");
        scan.line = fmt::format("{} {} 第 {} 页  {} {} {}", archive_.config().name,
                                title_of(archive_, {ThingKind::document, page.document}), shown.number, reader_.name,
                                at, caller_.reason);
        return scan;
    }

    std::string local_time() const {
        const Instant local = caller_.now() + archive_.zone().offset();
        return format_instant(local).replace(10, 1, " ").substr(0, 16);
    }

    Record record_of(const ShownPage& shown, const std::string& file) {
        return {"view",
                {{"thing", name_of(archive_.db(), {ThingKind::document, shown.page.document})},
                 {"page", shown.number},
                 {"batch", shown.page.batch_code},
                 {"seq", shown.page.seq},
                 {"reader", reader_.code},
                 {"purpose", text_or_null(caller_.reason)},
                 {"verb", request_.purpose == ViewPurpose::print ? "print" : "view"},
                 {"file", file}}};
    }

    void write_pdf(Viewed& viewed) {
        ShownPages pages({name(), caller_.now(), &unknown_});
        for (const ShownPage& shown : chosen_) {
            pages.add(scan_of(shown));
            viewed.records.push_back(record_of(shown, request_.output));
        }
        PdfOutput output{fs::path(request_.output)};
        output.stage(pages.finish());
        if (!caller_.dry_run) {
            output.publish();
        }
        viewed.bytes = request_.output == "-" ? output.bytes() : std::string();
    }

    void write_pictures(Viewed& viewed) {
        if (!as_picture() && !caller_.dry_run) {
            fs::create_directories(request_.output);
        }
        for (const ShownPage& shown : chosen_) {
            const fs::path path = as_picture()
                                      ? fs::path(request_.output)
                                      : fs::path(request_.output) / fmt::format("{}-{}-{:03}.png", to_text(thing_.kind),
                                                                                thing_.id, shown.number);
            const std::string png = shown_png(scan_of(shown), &unknown_).value_or_throw();
            if (!caller_.dry_run) {
                write_output(path, png);
            }
            viewed.records.push_back(record_of(shown, path.string()));
        }
    }

    Archive& archive_;
    const Caller& caller_;
    const ViewRequest& request_;
    Thing thing_;
    std::int64_t only_page_ = 0;
    Reader reader_;
    std::vector<ShownPage> chosen_;
    UnknownCharacters unknown_;
};

std::optional<std::int64_t> page_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && number > 0;
    return whole ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<std::vector<std::int64_t>> parse_page_list(const std::string& text, std::int64_t last) {
    std::vector<std::int64_t> pages;
    if (trim(text).empty()) {
        for (std::int64_t page = 1; page <= last; ++page) {
            pages.push_back(page);
        }
        return pages;
    }
    for (const std::string& part : split(text, ',')) {
        const std::string span(trim(part));
        const std::size_t dash = span.find('-');
        const std::optional<std::int64_t> from = page_number(trim(std::string_view(span).substr(0, dash)));
        const std::optional<std::int64_t> to =
            dash == std::string::npos ? from : page_number(trim(std::string_view(span).substr(dash + 1)));
        if (!from || !to || *from > *to) {
            return Error{ErrorCode::usage, printable(text), say("names no pages"), say("write 1-3,5")};
        }
        if (*to > last) {
            return Error{ErrorCode::not_found, say("page {}", *to), say("the last page is {}", last), {}};
        }
        for (std::int64_t page = *from; page <= *to; ++page) {
            pages.push_back(page);
        }
    }
    std::ranges::sort(pages);
    const auto twice = std::ranges::unique(pages);
    pages.erase(twice.begin(), twice.end());
    return pages;
}

Viewed view_pages(Archive& archive, const Caller& caller, const ViewRequest& request, Reporter& reporter) {
    Viewing viewing(archive, caller, request);
    Viewed viewed = viewing.run();
    tell_unknown(viewing.unknown(), reporter);
    return viewed;
}

}  // namespace arc
