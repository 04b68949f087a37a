#include "jobs/keeping/print_register.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/document_table.hpp"
#include "jobs/change.hpp"
#include "jobs/keeping/disposal_verbs.hpp"
#include "jobs/labels/pdf_output.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"
#include "jobs/tell_unknown.hpp"
#include "jobs/volumes/paper_columns.hpp"
#include "rules/retention_rule.hpp"
#include "rules/retention_words.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

std::string day_of(Archive& archive, const std::string& instant) {
    const Result<Instant> at = parse_instant(instant);
    return at ? format_day(archive.zone().day_at(*at)) : std::string();
}

std::string_view state_words(DisposalState state) {
    static constexpr std::array<std::string_view, 5> words{"待批准", "待销毁", "未批准", "已销毁", "已撤回"};
    return words.at(static_cast<std::size_t>(state));
}

// 已保管: whole years from the day its term began, else from its date, to the day it went.
std::string kept_words(const DisposalItem& item, Day until) {
    const std::optional<StoredRetention> rule = read_stored_retention(item.retention);
    std::optional<Day> start = rule ? rule->start : std::nullopt;
    if (const Result<Day> dated = parse_day(item.dated); !start && dated) {
        start = *dated;
    }
    if (!start || *start > until) {
        return {};
    }
    const bool before_day =
        until.month() < start->month() || (until.month() == start->month() && until.day() < start->day());
    return fmt::format("{}年", static_cast<int>(until.year()) - static_cast<int>(start->year()) - (before_day ? 1 : 0));
}

std::string method_words(const Profile& profile, const std::string& method) {
    for (const DisposalMethod& known : profile.disposal.methods) {
        if (known.method.name == method) {
            return known.method.title.chinese().empty() ? method : known.method.title.chinese();
        }
    }
    return method == "shred" ? "粉碎" : method;
}

std::string names_of(Archive& archive, const std::vector<DisposalSignature>& signatures, DisposalPart part) {
    std::vector<std::string> names;
    for (const DisposalSignature& signature : signatures) {
        if (signature.part == part) {
            names.push_back(person_name(archive, signature.person) + " " + day_of(archive, signature.at));
        }
    }
    return join(names, "、");
}

}  // namespace

ListSheet register_sheet(Archive& archive, const Disposal& disposal, Day today) {
    DisposalTable table(archive.db());
    const std::vector<DisposalSignature> signatures = table.signatures(disposal.id);
    const Result<Instant> executed = parse_instant(disposal.executed);
    const Day went = executed ? archive.zone().day_at(*executed) : today;
    ListSheet sheet;
    sheet.title = "档案销毁清册";
    sheet.shape = PageShape::landscape;
    sheet.code_text = disposal.code;
    sheet.head = {"编号 " + disposal.code, "全宗号 " + archive.config().fonds,
                  std::string("状态 ") + std::string(state_words(disposal.state)), "销毁原因 " + disposal.reason};
    sheet.columns = {{"序号", 11, Align::centre},
                     {"档号", 38},
                     {"题名", 0},
                     {"日期", 23, Align::centre},
                     {"页数", 12, Align::centre},
                     {"应保管期限", 23, Align::centre},
                     {"起算日", 23, Align::centre},
                     {"期满日", 23, Align::centre},
                     {"已保管", 15, Align::centre},
                     {"方式", 13, Align::centre},
                     {"销毁日期", 23, Align::centre},
                     {"备注", 22}};
    std::int64_t count = 0;
    PageSum pages;
    for (const DisposalItem& item : table.items(disposal.id)) {
        const std::optional<StoredRetention> rule = read_stored_retention(item.retention);
        const bool goes = item.kept.empty();
        const std::string gone = goes && executed ? format_day(went) : std::string();
        sheet.rows.push_back({std::to_string(item.ordinal), item.number, item.title, item.dated,
                              item.sides ? std::to_string(*item.sides) : std::string(),
                              term_for_print(archive.profile(), item.retention),
                              rule && rule->start ? format_day(*rule->start) : std::string(), item.keep_until,
                              kept_words(item, went), method_words(archive.profile(), item.method), gone,
                              goes ? std::string() : "留存：" + item.kept});
        if (goes) {
            ++count;
            pages.add(item.sides);
        }
    }
    sheet.totals = {fmt::format("共销毁 {} 件 {}", count, pages.words())};
    const std::pair<DisposalPart, const char*> parts[] = {{DisposalPart::proposer, "提出人"},
                                                          {DisposalPart::appraiser, "鉴定小组"},
                                                          {DisposalPart::approver, "批准人"},
                                                          {DisposalPart::supervisor, "监销人"}};
    for (const auto& [part, title] : parts) {
        if (const std::string names = names_of(archive, signatures, part); !names.empty()) {
            sheet.totals.push_back(fmt::format("{}：{}", title, names));
        }
    }
    if (!disposal.place.empty()) {
        sheet.totals.push_back("销毁地点：" + disposal.place);
    }
    sheet.signatures = {"单位负责人", "档案机构负责人", "经办人", "监销人", "监销人"};
    return sheet;
}

std::string print_register(Archive& archive, const Caller& caller, const std::string& code, const std::string& output,
                           Reporter& reporter) {
    require_right(archive, caller, Verb::print);
    const Disposal disposal = named_disposal(archive, code);
    UnknownCharacters unknown;
    const PdfSettings settings{"销毁清册", caller.now(), &unknown};
    const std::array sheets{register_sheet(archive, disposal, archive.zone().day_at(caller.now()))};
    PdfOutput pdf{std::filesystem::path(output)};
    pdf.stage(lists_pdf(sheets, settings).value_or_throw());
    Operation operation(caller, "dispose print");
    Change change(archive, operation);
    change.about({ThingKind::disposal, disposal.id});
    change.commit_always();
    if (!caller.dry_run) {
        pdf.publish();
    }
    tell_unknown(unknown, reporter);
    return pdf.bytes();
}

}  // namespace arc
