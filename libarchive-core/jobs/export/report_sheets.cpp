#include "jobs/export/report_sheets.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/audit/scores.hpp"
#include "jobs/export/catalogue.hpp"
#include "jobs/find/field_counts.hpp"
#include "jobs/find/find_things.hpp"
#include "jobs/find/saved_query.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/permit.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace arc {
namespace {

struct UsualColumn {
    std::string_view field;  // of brief_row
    std::string_view title;
    double width;
};
constexpr std::array usual_columns{
    UsualColumn{"kind", "类别", 18},     UsualColumn{"number", "编号", 40}, UsualColumn{"title", "名称", 0},
    UsualColumn{"type", "类型", 32},     UsualColumn{"date", "日期", 24},   UsualColumn{"customer", "客户", 36},
    UsualColumn{"ticket", "工单号", 34}, UsualColumn{"unit", "单位", 24},   UsualColumn{"state", "状态", 22}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kinds{{{"customer", "客户"},
                                                                               {"ticket", "工单"},
                                                                               {"document", "文件"},
                                                                               {"volume", "案卷"},
                                                                               {"box", "盒"},
                                                                               {"place", "库位"},
                                                                               {"series", "类别"},
                                                                               {"person", "人员"},
                                                                               {"page", "页"},
                                                                               {"finding", "问题"},
                                                                               {"waiver", "容缺"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> states{
    {{"missing", "缺"}, {"open", "在办"}, {"closed", "已结"}, {"present", "在档"}, {"expected", "待交"}}};

template <class Pairs>
std::string translated(const Pairs& pairs, const std::string& word) {
    const auto found = std::ranges::find(pairs, word, [](const auto& pair) { return pair.first; });
    return found == pairs.end() ? word : std::string(found->second);
}

template <class Named>
const Named* named(const std::vector<Named>& all, const std::string& name) {
    const auto found = std::ranges::find(all, name, &Named::name);
    return found == all.end() ? nullptr : &*found;
}

// What people call the value of such a field.
std::string shown(const Archive& archive, std::string_view field, const std::string& value) {
    const Profile& profile = archive.profile();
    const auto title = [&](const auto*... choices) {
        std::string found = value;
        ((found = choices != nullptr && found == value ? choices->title.chinese() : found), ...);
        return found.empty() ? value : found;
    };
    if (field == "kind") {
        return translated(kinds, value);
    }
    if (field == "type" || field == "document_type" || field == "class") {
        return title(profile.document_type(value), profile.ticket_type(value), named(profile.subject.classes, value));
    }
    if (field == "state" || field == "status" || field == "stage") {
        const std::string known = title(profile.status(value), named(profile.stages, value));
        return known == value ? translated(states, value) : known;
    }
    return value;
}

// Puts what is found as rows.
class Rows final : public RecordSink {
public:
    explicit Rows(std::function<void(const Record&)> row) : row_(std::move(row)) {}
    void put(const Record& record) override { row_(record); }
    void flush() override {}

private:
    std::function<void(const Record&)> row_;
};

// Each @NAME alone, the rest in one piece: it may hold quoted phrases.
std::vector<std::string> terms_of(Archive& archive, const ReportRule& rule, const ReportPeriod& period) {
    constexpr std::string_view word = "{period}";
    std::vector<std::string> terms;
    std::vector<std::string> rest;
    for (const std::string& term : split(rule.query, ' ')) {
        (term.starts_with('@') ? terms : rest).push_back(term);
    }
    terms.push_back(join(rest, " "));
    std::vector<std::string> asked = with_saved_queries(archive, terms);
    for (std::string& term : asked) {
        for (std::size_t at = term.find(word); at != std::string::npos; at = term.find(word)) {
            term.replace(at, word.size(), format_day(period.first) + ".." + format_day(period.last));
        }
    }
    std::erase(asked, std::string());
    return asked;
}

FindRequest find_request(Archive& archive, const ReportRule& rule, const ReportPeriod& period) {
    FindRequest request;
    request.query = parse_query(terms_of(archive, rule, period)).value_or_throw();
    request.limit = 0;
    if (!rule.kind.empty()) {
        request.kind = parse_thing_kind(rule.kind).value_or_throw();
    }
    return request;
}

ListSheet count_sheet(Archive& archive, const Caller& caller, const ReportRule& rule, const ReportPeriod& period) {
    FieldCounts counts(rule.count_by);
    find_things(archive, caller, find_request(archive, rule, period), counts);
    ListSheet sheet;
    sheet.columns = {{"序号", 16, Align::centre}, {"项目", 0}, {"数量", 30, Align::right}};
    std::int64_t all = 0;
    for (const auto& [value, count] : counts.most_first()) {
        sheet.rows.push_back({std::to_string(sheet.rows.size() + 1),
                              value.empty() ? say("（未填）") : shown(archive, counts.field(), value),
                              std::to_string(count)});
        all += count;
    }
    sheet.totals = {say("合计 {}", all)};
    return sheet;
}

ListSheet found_sheet(Archive& archive, const Caller& caller, const ReportRule& rule, const ReportPeriod& period) {
    ListSheet sheet;
    sheet.shape = PageShape::landscape;
    sheet.columns = {{"序号", 14, Align::centre}};
    for (const ReportColumn& column : rule.columns) {
        sheet.columns.push_back({column.title.chinese().empty() ? column.field : column.title.chinese(), 0});
    }
    if (rule.columns.empty()) {
        for (const UsualColumn& column : usual_columns) {
            sheet.columns.push_back({std::string(column.title), column.width});
        }
    }
    Rows rows([&](const Record& record) {
        std::vector<std::string> row{std::to_string(sheet.rows.size() + 1)};
        const auto add = [&](const Record& of, std::string_view field) {
            const std::string text = field_text(of, field);
            row.push_back(shown(archive, field, local_time(text, archive.zone())));
        };
        for (const ReportColumn& column : rule.columns) {
            add(record, column.field);
        }
        if (rule.columns.empty()) {
            const Record brief = brief_row(record);
            for (const UsualColumn& column : usual_columns) {
                add(column.field == "kind" ? record : brief, column.field);
            }
        }
        sheet.rows.push_back(std::move(row));
    });
    find_things(archive, caller, find_request(archive, rule, period), rows);
    sheet.totals = {say("共 {} 条", sheet.rows.size())};
    return sheet;
}

ListSheet score_sheet(Archive& archive, const Caller& caller, const ReportRule& rule, Reporter& reporter) {
    require_right(archive, caller, Verb::audit);
    ListSheet sheet;
    sheet.columns = {
        {"名次", 16, Align::centre}, {"对象", 40}, {"得分", 22, Align::right}, {"上次", 22, Align::right}, {"各项", 0}};
    AuditRun run(archive, caller, reporter);
    const auto points = [](const Value& fields, std::string_view name) {
        const Value* value = fields.find(name);
        return value == nullptr || value->is_null() ? std::string() : fmt::format("{:.1f}", fields.number_of(name));
    };
    Rows rows([&](const Record& record) {
        const Value fields(record.fields);
        sheet.rows.push_back({std::to_string(fields.int_of("rank")), fields.text_of("who"), points(fields, "points"),
                              points(fields, "before"), fields.text_of("text")});
    });
    put_scores(run, rule.score, rows);
    sheet.totals = {say("共 {} 名", sheet.rows.size())};
    return sheet;
}

std::vector<ListSheet> list_sheets(Archive& archive, const Caller& caller, const ReportRule& rule,
                                   const ReportPeriod& period, Reporter& reporter) {
    CatalogueRequest request;
    for (const CatalogueKind kind : all_catalogue_kinds()) {
        request.kind = to_text(kind) == rule.list ? kind : request.kind;
    }
    request.scope.query = terms_of(archive, rule, period);
    return catalogue_sheets(archive, caller, request, reporter);
}

}  // namespace

std::vector<ListSheet> report_sheets(Archive& archive, const Caller& caller, const ReportRule& rule,
                                     const ReportPeriod& period, Reporter& reporter) {
    std::vector<ListSheet> sheets;
    if (!rule.list.empty()) {
        sheets = list_sheets(archive, caller, rule, period, reporter);
    } else if (!rule.score.empty()) {
        sheets = {score_sheet(archive, caller, rule, reporter)};
    } else if (!rule.count_by.empty()) {
        sheets = {count_sheet(archive, caller, rule, period)};
    } else {
        sheets = {found_sheet(archive, caller, rule, period)};
    }
    const std::string& title = rule.title.chinese();
    for (ListSheet& sheet : sheets) {
        if (!title.empty() || sheet.title.empty()) {
            sheet.title = title.empty() ? rule.name : title;
        }
        // A report about a period tells of its days; any other tells how things stand when it is made.
        sheet.head.push_back(rule.is_of_period()
                                 ? say("期间 {} 至 {}", format_day(period.first), format_day(period.last))
                                 : say("截至 {}", local_time(caller.now(), archive.zone())));
    }
    return sheets;
}

}  // namespace arc
