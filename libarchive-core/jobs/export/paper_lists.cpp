#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/appraisal_table.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/document_table.hpp"
#include "jobs/export/catalogue_parts.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/keeping/print_register.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/volumes/holder_facts.hpp"
#include "jobs/volumes/inner_list.hpp"
#include "jobs/volumes/paper_columns.hpp"
#include "jobs/volumes/volume_papers.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

std::string listed(const std::set<std::string>& values) {
    return join(std::vector<std::string>(values.begin(), values.end()), "、");
}

std::string span_of(const std::string& first, const std::string& last) {
    return first == last ? first : say("{} 至 {}", first, last);
}

// A sum that is not whole is no figure of a volume.
std::string count_cell(const PageSum& sum) {
    return sum.uncounted == 0 ? std::to_string(sum.pages) : std::string();
}

ListSheet sheet_with_head(const CatalogueRun& run, CatalogueKind kind) {
    ListSheet sheet;
    sheet.title = title_of(kind);
    sheet.head = {say("全宗号 {}", run.archive.config().fonds), say("全宗名称 {}", run.archive.config().name)};
    sheet.shape = PageShape::landscape;
    return sheet;
}

// The profile's form of this name, else these columns.
const std::vector<FormColumn>& columns_of_form(const CatalogueRun& run, std::string_view form,
                                               const std::vector<FormColumn>& otherwise) {
    const std::vector<Form>& forms = run.archive.profile().forms;
    const auto found = std::ranges::find(forms, form, &Form::name);
    return found == forms.end() || found->columns.empty() ? otherwise : found->columns;
}

}  // namespace

ListSheet papers_sheet(CatalogueRun& run, CatalogueKind kind, const std::vector<FormColumn>& columns,
                       const std::vector<std::int64_t>& documents) {
    ListSheet sheet = sheet_with_head(run, kind);
    for (const FormColumn& column : columns) {
        const double width = paper_column_width(column.field);
        sheet.columns.push_back({column.title.chinese(), width, width > 0 ? Align::centre : Align::left});
    }
    PageSum pages;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const PaperFacts& paper = run.papers.paper(documents[i]);
        pages.add(sides_of(run.archive, paper.document));
        std::vector<std::string> row;
        for (const FormColumn& column : columns) {
            row.push_back(paper_cell(run.archive, column.field, paper, i, false));
        }
        sheet.rows.push_back(std::move(row));
    }
    sheet.totals = {say("共 {} 件 {}", documents.size(), pages.words())};
    return sheet;
}

std::vector<ListSheet> item_sheets(CatalogueRun& run) {
    return {papers_sheet(run, CatalogueKind::items, columns_of_form(run, "catalogue", catalogue_columns()),
                         listed_documents(run))};
}

std::vector<ListSheet> ledger_sheets(CatalogueRun& run) {
    static const std::vector<FormColumn> columns{{"seq", {"序号", ""}},
                                                 {"document.number", {"档号", ""}},
                                                 {"document.type", {"资料类型", ""}},
                                                 {"document.title", {"题名", ""}},
                                                 {"document.date", {"日期", ""}},
                                                 {"customer.number", {"户号", ""}},
                                                 {"ticket.number", {"工单号", ""}},
                                                 {"pages", {"页数", ""}},
                                                 {"place", {"存放位置", ""}},
                                                 {"document.note", {"备注", ""}}};
    ListSheet sheet =
        papers_sheet(run, CatalogueKind::ledger, columns_of_form(run, "ledger", columns), listed_documents(run));
    for (std::vector<std::string>& row : sheet.rows) {
        std::ranges::transform(row, row.begin(), [](const std::string& cell) {
            return cell.starts_with("box:") || cell.starts_with("volume:") || cell.starts_with("place:")
                       ? for_print(cell)
                       : cell;
        });
    }
    return {sheet};
}

std::vector<ListSheet> open_sheets(CatalogueRun& run) {
    const std::vector<Choice>& levels = run.archive.profile().documents.access;
    if (levels.empty()) {
        throw Fault(ErrorCode::usage, say("open"), say("the profile has no access levels"), say("see arc-profile(5)"));
    }
    // By the day of the appraisal that opened them; those that their type opens have none.
    std::map<std::string, std::vector<std::int64_t>> batches;
    AppraisalTable appraisals(run.archive.db());
    for (const std::int64_t id : listed_documents(run)) {
        if (access_of(run.archive.profile(), run.papers.paper(id).document) != levels.front().name) {
            continue;
        }
        const std::optional<Appraisal> last = appraisals.last(id, "open");
        batches[last ? format_day(run.archive.zone().day_at(parse_instant(last->at).value_or_throw())) : ""].push_back(
            id);
    }
    std::vector<ListSheet> sheets;
    for (const auto& [day, documents] : batches) {
        sheets.push_back(papers_sheet(run, CatalogueKind::open, catalogue_columns(), documents));
        sheets.back().head.insert(sheets.back().head.begin(),
                                  day.empty() ? say("依规定开放") : say("开放批次 {}", day));
    }
    return sheets;
}

std::vector<ListSheet> volume_sheets(CatalogueRun& run) {
    ListSheet sheet = sheet_with_head(run, CatalogueKind::volumes);
    sheet.columns = {{"序号", 12, Align::centre},     {"案卷号", 44, Align::centre}, {"案卷题名", 0},
                     {"起止日期", 44, Align::centre}, {"件数", 14, Align::centre},   {"页数", 14, Align::centre},
                     {"保管期限", 24, Align::centre}, {"盒号", 26, Align::centre},   {"备注", 24}};
    std::int64_t documents = 0;
    PageSum pages;
    constexpr std::string_view boxed = "box:";
    for (const Thing volume : listed_holders(run, ThingKind::volume)) {
        const HolderFacts facts = holder_facts(run.archive, run.papers, volume);
        documents += facts.documents;
        pages.pages += facts.pages.pages;
        pages.uncounted += facts.pages.uncounted;
        const std::string where = holder_text(run.archive, volume);
        sheet.rows.push_back({std::to_string(sheet.rows.size() + 1), facts.code, facts.title,
                              span_of(facts.first_date, facts.last_date), std::to_string(facts.documents),
                              count_cell(facts.pages), listed(facts.periods),
                              where.starts_with(boxed) ? where.substr(boxed.size()) : for_print(where), ""});
    }
    sheet.totals = {say("共 {} 卷 {} 件 {}", sheet.rows.size(), documents, pages.words())};
    return {sheet};
}

std::vector<ListSheet> inner_sheets(CatalogueRun& run, CatalogueKind kind) {
    std::vector<ListSheet> sheets;
    if (kind == CatalogueKind::full) {
        sheets = volume_sheets(run);
        sheets.front().title = title_of(kind);
    }
    for (const Thing volume : listed_holders(run, ThingKind::volume)) {
        sheets.push_back(kind == CatalogueKind::remarks ? remark_sheet(run.archive, run.papers, volume)
                                                        : inner_list(run.archive, run.papers, volume));
    }
    return sheets;
}

std::vector<ListSheet> box_sheets(CatalogueRun& run) {
    ListSheet sheet = sheet_with_head(run, CatalogueKind::boxes);
    sheet.columns = {{"序号", 12, Align::centre},
                     {"盒号", 30, Align::centre},
                     {"题名", 0},
                     {"年度", 26, Align::centre},
                     {"保管期限", 24, Align::centre},
                     {"起止件号", 36, Align::centre},
                     {"件数", 14, Align::centre},
                     {"页数", 14, Align::centre},
                     {"存放位置", 40},
                     {"备注", 20}};
    std::int64_t documents = 0;
    PageSum pages;
    for (const Thing box : listed_holders(run, ThingKind::box)) {
        const HolderFacts facts = holder_facts(run.archive, run.papers, box);
        documents += facts.documents;
        pages.pages += facts.pages.pages;
        pages.uncounted += facts.pages.uncounted;
        sheet.rows.push_back({std::to_string(sheet.rows.size() + 1), facts.code, facts.title, listed(facts.years),
                              listed(facts.periods), span_of(facts.first_item, facts.last_item),
                              std::to_string(facts.documents), count_cell(facts.pages),
                              for_print(holder_text(run.archive, box)), ""});
    }
    sheet.totals = {say("共 {} 盒 {} 件 {}", sheet.rows.size(), documents, pages.words())};
    return {sheet};
}

std::vector<ListSheet> spine_sheets(CatalogueRun& run) {
    ListSheet sheet = sheet_with_head(run, CatalogueKind::spines);
    sheet.columns = {{"全宗号", 24, Align::centre},   {"年度", 30, Align::centre},
                     {"保管期限", 30, Align::centre}, {"机构(问题)", 0},
                     {"起件号", 26, Align::centre},   {"止件号", 26, Align::centre},
                     {"盒号", 40, Align::centre},     {"厚度(毫米)", 24, Align::centre}};
    for (const Thing box : listed_holders(run, ThingKind::box)) {
        const HolderFacts facts = holder_facts(run.archive, run.papers, box);
        sheet.rows.push_back({run.archive.config().fonds, listed(facts.years), listed(facts.periods),
                              listed(facts.units), facts.first_item, facts.last_item, facts.code,
                              facts.width > 0 ? std::to_string(facts.width) : std::string()});
    }
    sheet.totals = {say("共 {} 盒", sheet.rows.size())};
    return {sheet};
}

std::vector<ListSheet> destroyed_sheets(CatalogueRun& run) {
    DisposalTable table(run.archive.db());
    std::vector<ListSheet> sheets;
    if (!run.request.code.empty()) {
        const std::optional<Disposal> disposal = table.find(run.request.code);
        if (!disposal) {
            throw Fault(ErrorCode::not_found, run.request.code, say("no such list"), say("see arc-file dispose list"));
        }
        return {register_sheet(run.archive, *disposal, run.today)};
    }
    for (const Disposal& disposal : table.all()) {
        if (disposal.state == DisposalState::executed) {
            sheets.push_back(register_sheet(run.archive, disposal, run.today));
        }
    }
    return sheets;
}

}  // namespace arc
