#include "jobs/volumes/inner_list.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/volumes/holder_facts.hpp"
#include "jobs/volumes/paper_columns.hpp"
#include "jobs/volumes/volume_papers.hpp"

#include <algorithm>

namespace arc {
namespace {

const std::vector<FormColumn>& standard_columns(ThingKind holder, PageNumbering numbering) {
    static const std::vector<FormColumn> volume{
        {"seq", {"顺序号", ""}},          {"document.reference", {"文号", ""}}, {"document.author", {"责任者", ""}},
        {"document.title", {"题名", ""}}, {"document.date", {"日期", ""}},      {"page_range", {"页号", ""}},
        {"document.note", {"备注", ""}}};
    static const std::vector<FormColumn> by_item{{"seq", {"序号", ""}},
                                                 {"document.reference", {"文件编号", ""}},
                                                 {"document.author", {"责任者", ""}},
                                                 {"document.title", {"文件题名", ""}},
                                                 {"document.date", {"日期", ""}},
                                                 {"pages", {"页数", ""}},
                                                 {"document.note", {"备注", ""}}};
    return holder == ThingKind::box ? catalogue_columns() : numbering == PageNumbering::document ? by_item : volume;
}

class InnerList {
public:
    InnerList(Archive& archive, ThingPapers& papers, Thing holder)
        : archive_(&archive), papers_(&papers), holder_(holder), facts_(holder_facts(archive, papers, holder)) {}

    ListSheet make() {
        const std::vector<std::int64_t> documents = papers_->stays().documents_in(holder_);
        const bool box = holder_.kind == ThingKind::box;
        const PageNumbering numbering =
            box ? PageNumbering::document : volume_rule_of(*papers_, archive_->profile(), holder_.id).page_numbers;
        const std::string form_name(to_text(holder_.kind));
        const auto form = std::ranges::find(archive_->profile().forms, form_name, &Form::name);
        const bool own = form != archive_->profile().forms.end() && !form->columns.empty();
        const std::vector<FormColumn>& columns = own ? form->columns : standard_columns(holder_.kind, numbering);
        ListSheet sheet;
        sheet.title = own && !form->title.chinese().empty() ? form->title.chinese()
                      : box                                 ? say("归档文件目录")
                                                            : say("卷内文件目录");
        sheet.head = {box ? say("盒号 {}", facts_.code) : say("案卷号 {}", facts_.code),
                      say("全宗号 {}", archive_->config().fonds)};
        if (!facts_.title.empty()) {
            sheet.head.push_back(say("题名 {}", facts_.title));
        }
        for (const FormColumn& column : columns) {
            sheet.columns.push_back({column.title.chinese(), paper_column_width(column.field),
                                     paper_column_width(column.field) > 0 ? Align::centre : Align::left});
        }
        for (std::size_t i = 0; i < documents.size(); ++i) {
            std::vector<std::string> row;
            for (const FormColumn& column : columns) {
                row.push_back(
                    paper_cell(*archive_, column.field, papers_->paper(documents[i]), i, i + 1 == documents.size()));
            }
            sheet.rows.push_back(std::move(row));
        }
        sheet.totals = {say("共 {} 件 {}", facts_.documents, facts_.pages.words())};
        sheet.shape = box || columns.size() > 8 ? PageShape::landscape : PageShape::upright;
        return sheet;
    }

private:
    Archive* archive_;
    ThingPapers* papers_;
    Thing holder_;
    HolderFacts facts_;
};

std::string name_of_person(Archive& archive, const std::string& code) {
    const std::optional<Person> person = PersonTable(archive.db()).find(code);
    return person && !person->name.empty() ? person->name : code;
}

std::string words_of(const std::string& kind) {
    return kind == "bound"       ? say("立卷")
           : kind == "added"     ? say("补充")
           : kind == "removed"   ? say("移出")
           : kind == "reopened"  ? say("拆卷")
           : kind == "destroyed" ? say("销毁")
                                 : say("说明");
}

}  // namespace

ListSheet inner_list(Archive& archive, ThingPapers& papers, Thing holder) {
    return InnerList(archive, papers, holder).make();
}

ListSheet remark_sheet(Archive& archive, ThingPapers& papers, Thing holder) {
    const HolderFacts facts = holder_facts(archive, papers, holder);
    const bool box = holder.kind == ThingKind::box;
    ListSheet sheet;
    sheet.title = box ? say("盒内备考表") : say("卷内备考表");
    sheet.head = {box ? say("盒号 {}", facts.code) : say("案卷号 {}", facts.code),
                  say("全宗号 {}", archive.config().fonds)};
    sheet.columns = {{say("日期"), 26, Align::centre},
                     {say("事项"), 20, Align::centre},
                     {say("情况说明"), 0},
                     {say("经手人"), 26, Align::centre}};
    for (const Remark& remark : RemarkTable(archive.db()).of(holder)) {
        const Result<Instant> at = parse_instant(remark.at);
        sheet.rows.push_back({at ? format_day(archive.zone().day_at(*at)) : remark.at, words_of(remark.kind),
                              remark.text, name_of_person(archive, remark.by)});
    }
    // Room to write on.
    constexpr std::size_t least_rows = 12;
    while (sheet.rows.size() < least_rows) {
        sheet.rows.push_back({{}, {}, {}, {}});
    }
    sheet.totals = {box ? say("本盒共 {} 件 {}", facts.documents, facts.pages.words())
                        : say("本卷共 {} 件 {}", facts.documents, facts.pages.words())};
    sheet.signatures = {box ? say("整理人") : say("立卷人"), say("检查人")};
    return sheet;
}

}  // namespace arc
