#include "jobs/volumes/paper_columns.hpp"

#include "base/say.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/volumes/volume_papers.hpp"

#include <algorithm>

namespace arc {
namespace {

// 19990909, 199909, 1999
std::string eight_digits(std::string date) {
    std::erase(date, '-');
    return date;
}

// Where it starts; the last one also where it ends.
std::string page_range(Archive& archive, const Document& document, bool last) {
    if (!document.first_page) {
        return {};
    }
    const std::int64_t first = *document.first_page;
    const std::int64_t end = first + std::max<std::int64_t>(1, sides_of(archive, document).value_or(1)) - 1;
    return last && end > first ? say("{}-{}", first, end) : std::to_string(first);
}

}  // namespace

std::string PageSum::words() const {
    return uncounted == 0 ? say("{} 页", pages) : say("{} 页（另有 {} 件页数未计）", pages, uncounted);
}

const std::vector<FormColumn>& catalogue_columns() {
    static const std::vector<FormColumn> columns{{"seq", {"序号", ""}},
                                                 {"document.number", {"档号", ""}},
                                                 {"document.reference", {"文号", ""}},
                                                 {"document.author", {"责任者", ""}},
                                                 {"document.title", {"题名", ""}},
                                                 {"document.date", {"日期", ""}},
                                                 {"document.secrecy", {"密级", ""}},
                                                 {"pages", {"页数", ""}},
                                                 {"document.note", {"备注", ""}}};
    return columns;
}

double paper_column_width(std::string_view field) {
    static const std::pair<std::string_view, double> widths[] = {{"seq", 12},
                                                                 {"pages", 13},
                                                                 {"page_range", 18},
                                                                 {"count", 13},
                                                                 {"document.date", 22},
                                                                 {"document.secrecy", 14},
                                                                 {"document.number", 44},
                                                                 {"customer.number", 26},
                                                                 {"ticket.number", 30},
                                                                 {"document.author", 24},
                                                                 {"document.note", 18},
                                                                 {"document.reference", 24}};
    const auto found = std::ranges::find(widths, field, &std::pair<std::string_view, double>::first);
    return found == std::end(widths) ? 0 : found->second;
}

std::string paper_cell(Archive& archive, std::string_view field, const PaperFacts& paper, std::size_t index,
                       bool last) {
    const Document& document = paper.document;
    if (field == "seq") {
        return std::to_string(index + 1);
    }
    if (field == "pages") {
        const std::optional<std::int64_t> sides = sides_of(archive, document);
        return sides ? std::to_string(*sides) : std::string();
    }
    if (field == "count") {
        return "1";
    }
    if (field == "place") {
        return holder_text(archive, {ThingKind::document, document.id});
    }
    if (field == "page_range") {
        return page_range(archive, document, last);
    }
    if (field == "document.title") {
        return document.title.empty() ? title_of(archive, {ThingKind::document, document.id}) : document.title;
    }
    if (field == "document.type") {
        const DocumentType* type = archive.profile().document_type(document.type);
        return type == nullptr ? document.type : type->title.chinese();
    }
    if (field == "document.secrecy") {
        const std::vector<Choice>& levels = archive.profile().documents.secrecy;
        const auto level = static_cast<std::size_t>(document.secrecy);
        return document.secrecy > 0 && level < levels.size() ? levels[level].title.chinese() : std::string();
    }
    const std::string value = value_at(field, look_up_in(paper.facts)).value_or("");
    const bool date = field.ends_with(".date") || field.ends_with(".opened") || field.ends_with(".closed");
    return value.starts_with("hmac:") ? std::string("***") : date ? eight_digits(value) : value;
}

}  // namespace arc
