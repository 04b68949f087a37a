#include "jobs/export/transfer_papers.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/event_table.hpp"
#include "jobs/export/sheet_files.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/tell_unknown.hpp"
#include "jobs/volumes/paper_columns.hpp"
#include "jobs/volumes/volume_papers.hpp"
#include "package/eep.hpp"
#include "print/list_sheet.hpp"
#include "rules/retention_rule.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace arc {
namespace {

std::string period_of(const Document& document) {
    const std::optional<StoredRetention> rule = read_stored_retention(document.retention);
    return !rule                                    ? std::string()
           : rule->permanent                        ? "永久"
           : rule->keep.unit == DurationUnit::years ? fmt::format("{}年", rule->keep.count)
                                                    : document.keep_until;
}

std::string mode_words(PixelMode mode) {
    return mode == PixelMode::bilevel ? "黑白" : mode == PixelMode::gray ? "灰度" : "彩色";
}

class Transfer {
public:
    Transfer(Archive& archive, const Caller& caller, ThingPapers& papers,
             const std::vector<ExportedDocument>& documents, const std::vector<PackagedFile>& written,
             TransferTerms terms)
        : archive_(&archive),
          caller_(&caller),
          papers_(&papers),
          documents_(&documents),
          written_(&written),
          terms_(std::move(terms)) {}

    std::vector<PackageItem> make(Reporter& reporter) {
        UnknownCharacters unknown;
        const PdfSettings settings{"档案移交清单", caller_->now(), &unknown};
        const ListSheet list = transfer_list();
        const ListSheet report = property_report();
        std::vector<PackageItem> items;
        const std::vector<ListSheet> copies{copy_of(list, say("第一联 移交单位存")),
                                            copy_of(list, say("第二联 接收单位存"))};
        items.push_back(text_item("data/transfer-list.pdf", lists_pdf(copies, settings).value_or_throw()));
        items.push_back(text_item("data/transfer-list.csv", sheets_csv(std::span(&list, 1))));
        const PdfSettings of_report{"四性检测报告", caller_->now(), &unknown};
        items.push_back(
            text_item("data/four-properties.pdf", lists_pdf(std::span(&report, 1), of_report).value_or_throw()));
        items.push_back(text_item("data/four-properties.csv", sheets_csv(std::span(&report, 1))));
        std::size_t next = 0;
        for (const ExportedDocument& document : *documents_) {
            items.push_back(
                text_item(fmt::format("data/eep/d{:06}.xml", document.document.id), eep_of(document, next)));
            next += document.files.size();
        }
        tell_unknown(unknown, reporter);
        return items;
    }

private:
    std::string cell(std::string_view field, const ExportedDocument& document) {
        return paper_cell(*archive_, field, papers_->paper(document.document.id), 0, false);
    }

    static ListSheet copy_of(ListSheet list, std::string part) {
        list.head.push_back(std::move(part));
        return list;
    }

    ListSheet transfer_list() {
        ListSheet sheet;
        sheet.title = "档案移交清单";
        sheet.head = {say("全宗号 {}", archive_->config().fonds), say("移交单位 {}", archive_->config().name),
                      say("接收单位 {}", terms_.taker)};
        for (const FormColumn& column : catalogue_columns()) {
            const double width = paper_column_width(column.field);
            sheet.columns.push_back({column.title.chinese(), width, width > 0 ? Align::centre : Align::left});
        }
        PageSum pages;
        for (std::size_t i = 0; i < documents_->size(); ++i) {
            const PaperFacts& paper = papers_->paper((*documents_)[i].document.id);
            pages.add(sides_of(*archive_, paper.document));
            std::vector<std::string> row;
            for (const FormColumn& column : catalogue_columns()) {
                row.push_back(paper_cell(*archive_, column.field, paper, i, false));
            }
            sheet.rows.push_back(std::move(row));
        }
        std::int64_t bytes = 0;
        for (const PackagedFile& file : *written_) {
            bytes += file.bytes;
        }
        sheet.totals = {say("共 {} 件 {}，数字化副本 {} 个文件 {} 字节", documents_->size(), pages.words(),
                            written_->size(), bytes)};
        sheet.signatures = {"移交人", "移交单位（盖章）", "接收人", "接收单位（盖章）"};
        sheet.shape = PageShape::landscape;
        return sheet;
    }

    // One line of the report: what was looked at, in how many, and what did not fit.
    void check(ListSheet& sheet, const char* property, std::string what, std::int64_t looked, std::int64_t wrong) {
        sheet.rows.push_back(
            {property, std::move(what), std::to_string(looked), std::to_string(wrong), wrong == 0 ? "合格" : "不合格"});
    }

    ListSheet property_report() {
        ListSheet sheet;
        sheet.title = "四性检测报告";
        sheet.head = {say("全宗号 {}", archive_->config().fonds), say("移交单位 {}", archive_->config().name)};
        sheet.columns = {{"检测类别", 26, Align::centre},
                         {"检测项目", 0},
                         {"数量", 20, Align::right},
                         {"不合格", 20, Align::right},
                         {"结果", 24, Align::centre}};
        const auto count = static_cast<std::int64_t>(documents_->size());
        const auto files = static_cast<std::int64_t>(written_->size());
        std::map<std::string, std::int64_t> blanks;
        std::set<std::string> numbers;
        std::int64_t repeated = 0;
        std::int64_t without_pages = 0;
        std::int64_t other_counts = 0;
        std::int64_t strange_formats = 0;
        for (const ExportedDocument& one : *documents_) {
            const Document& document = one.document;
            for (const auto& [name, value] :
                 {std::pair("档号", document.number), std::pair("题名", cell("document.title", one)),
                  std::pair("日期", document.dated), std::pair("责任者", document.author),
                  std::pair("保管期限", period_of(document))}) {
                blanks[name] += value.empty() ? 1 : 0;
            }
            repeated += !document.number.empty() && !numbers.insert(document.number).second ? 1 : 0;
            without_pages += one.pages.empty() ? 1 : 0;
            other_counts += document.sides && *document.sides != captured(one) ? 1 : 0;
            for (const ExportedFile& file : one.files) {
                strange_formats += file.format != "tiff" && file.format != "jpeg" && file.format != "png" ? 1 : 0;
            }
        }
        check(sheet, "真实性", "文件摘要与归档时登记的摘要一致（SHA-256）", files, 0);
        check(sheet, "真实性", "档号不重复", count, repeated);
        for (const auto& [name, missing] : blanks) {
            check(sheet, "完整性", say("必填项 {} 不为空", name), count, missing);
        }
        check(sheet, "完整性", "每件有数字化副本", count, without_pages);
        check(sheet, "完整性", "著录页数与图像数一致", count, other_counts);
        check(sheet, "可用性", "格式为 TIFF、JPEG 或 PNG", files, strange_formats);
        check(sheet, "可用性", "封装包未加密、未压缩", 1, terms_.encrypted ? 1 : 0);
        check(sheet, "安全性", "封装包内无清单以外的文件", files, 0);
        sheet.rows.push_back({"安全性", "病毒检测", "0", "", "未检测"});
        sheet.totals = {say("检测日期 {}", format_day(archive_->zone().day_at(caller_->now())))};
        sheet.signatures = {"检测人"};
        return sheet;
    }

    static std::int64_t captured(const ExportedDocument& one) {
        return std::ranges::count_if(one.pages, [](const Page& page) { return !page.look.quality.blank; });
    }

    std::string eep_of(const ExportedDocument& one, std::size_t first) {
        const Document& document = one.document;
        EepPackage package;
        package.created = format_instant(caller_->now());
        package.unit = archive_->config().name;
        EepDocument& told = package.document;
        told.fonds_name = archive_->config().name;
        told.body_name = archive_->config().name;
        told.record_number = fmt::format("{}-d{}", archive_->config().id, document.id);
        told.call_number = document.number;
        told.fonds = archive_->config().fonds;
        told.year = document.dated.substr(0, 4);
        told.retention = period_of(document);
        told.office = cell("unit", one);
        told.item = document.number.substr(document.number.rfind('-') + 1);
        told.title = cell("document.title", one);
        told.reference = cell("document.reference", one);
        told.author = document.author;
        told.date = cell("document.date", one);
        told.secrecy = cell("document.secrecy", one);
        told.pages = sides_of(*archive_, document);
        told.place = for_print(holder_text(*archive_, {ThingKind::document, document.id}));
        for (std::size_t i = 0; i < one.files.size(); ++i) {
            const Page& page = one.pages[one.files[i].pages.front()];
            const PackagedFile& file = written_->at(first + i);
            EepFile data;
            data.name = "../" + file.path.substr(file.path.find('/') + 1);
            data.bytes = file.bytes;
            data.sha256 = file.checksums.front();
            data.resolution =
                page.look.frame.dpi_x > 0 ? fmt::format("{:.0f}dpi", page.look.frame.dpi_x) : std::string();
            data.mode = mode_words(page.look.frame.mode);
            data.compression = page.look.frame.compression;
            told.files.push_back(std::move(data));
        }
        for (const StoredEvent& event :
             EventTable(archive_->db()).about(to_text(Thing{ThingKind::document, document.id}))) {
            package.events.push_back({fmt::format("e{}", event.n), event.by, event.verb, event.at});
        }
        return eep_text(package);
    }

    Archive* archive_;
    const Caller* caller_;
    ThingPapers* papers_;
    const std::vector<ExportedDocument>* documents_;
    const std::vector<PackagedFile>* written_;
    TransferTerms terms_;
};

}  // namespace

std::vector<PackageItem> transfer_papers(Archive& archive, const Caller& caller, ThingPapers& papers,
                                         const std::vector<ExportedDocument>& documents,
                                         const std::vector<PackagedFile>& written, const TransferTerms& terms,
                                         Reporter& reporter) {
    return Transfer(archive, caller, papers, documents, written, terms).make(reporter);
}

}  // namespace arc
