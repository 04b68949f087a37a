#include "jobs/handover/print_handover.hpp"

#include "barcode/write_barcode.hpp"
#include "base/local_text.hpp"
#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/thing_query.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/handover/list_things.hpp"
#include "jobs/labels/issue_labels.hpp"
#include "jobs/labels/label_words.hpp"
#include "jobs/permit.hpp"
#include "jobs/tell_unknown.hpp"
#include "print/list_sheet.hpp"
#include "rules/handover_count.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

std::string text_of(std::optional<std::int64_t> number) {
    return number ? std::to_string(*number) : std::string();
}

std::string count_heading(CountOf by) {
    return by == CountOf::sheets ? say("张数") : say("页数");
}

// DA/T 22-2015 names 序号 档号 题名 日期 页数 备注; a list that both sign adds whose papers they are and what was
// counted.
std::vector<FormColumn> standard_columns(const Profile& profile) {
    const auto column = [](const char* field, std::string zh) { return FormColumn{field, {std::move(zh), {}}}; };
    std::vector<FormColumn> columns{column("seq", say("序号")), column("document.number", say("档号")),
                                    column("title", say("题名"))};
    if (profile.subject.kind != SubjectKind::none) {
        columns.push_back(column("customer.number", profile.subject.label.chinese().empty()
                                                        ? say("户号")
                                                        : profile.subject.label.chinese()));
        columns.push_back(column("customer.name", say("名称")));
    }
    if (!profile.ticket_types.empty()) {
        const std::string& label = profile.tickets.label.chinese();
        columns.push_back(column("ticket.number", label.empty() ? say("工单号") : label));
    }
    columns.push_back(column("document.date", say("日期")));
    columns.push_back(column("count", count_heading(profile.handover.count)));
    columns.push_back(column("received", say("实收")));
    columns.push_back(column("note", say("备注")));
    return columns;
}

const Form* handover_form(const Profile& profile) {
    const auto form = std::ranges::find(profile.forms, std::string_view("handover"), &Form::name);
    return form == profile.forms.end() ? nullptr : &*form;
}

// Narrow where the content is: numbers, days and codes do not need an equal share.
double width_of(const std::string& field) {
    static const std::map<std::string, double, std::less<>> widths{{"seq", 11},
                                                                   {"count", 14},
                                                                   {"pages", 14},
                                                                   {"document.sides", 14},
                                                                   {"received", 14},
                                                                   {"document.date", 25},
                                                                   {"customer.number", 24},
                                                                   {"ticket.number", 30},
                                                                   {"customer.name", 34},
                                                                   {"document.number", 34},
                                                                   {"note", 30}};
    const auto known = widths.find(field);
    return known == widths.end() ? 0 : known->second;
}

class ListMaker {
public:
    ListMaker(Archive& archive, const Handover& handover)
        : archive_(archive),
          handover_(handover),
          by_(archive.profile().handover.count),
          items_(HandoverTable(archive.db()).items(handover.id)) {
        const Form* form = handover_form(archive.profile());
        columns_ = form == nullptr ? standard_columns(archive.profile()) : form->columns;
        title_ = form == nullptr || form->title.chinese().empty() ? say("档案移交清单") : form->title.chinese();
    }

    ListSheet sheet() {
        constexpr double of_numbers = 20;  // mm; columns so narrow hold numbers
        ListSheet sheet;
        sheet.title = title_;
        sheet.head = head();
        for (const FormColumn& column : columns_) {
            const double width = width_of(column.field);
            sheet.columns.push_back(
                {column.title.chinese(), width, width > 0 && width < of_numbers ? Align::centre : Align::left});
        }
        for (const HandoverItem& item : items_) {
            if (!item.holder) {
                sheet.rows.push_back(row(item, sheet.rows.size() + 1));
            }
        }
        if (sheet.rows.empty()) {
            throw Fault(ErrorCode::refused, say("list {}", handover_.code), say("is empty"), say("nothing to print"));
        }
        sheet.totals = totals();
        const HandoverRules& rules = archive_.profile().handover;
        sheet.signatures.insert(sheet.signatures.end(), static_cast<std::size_t>(rules.givers), say("移交人"));
        sheet.signatures.insert(sheet.signatures.end(), static_cast<std::size_t>(rules.takers), say("接收人"));
        sheet.code_text = handover_.code;
        sheet.code = encode_barcode(BarcodeFormat::QRCode, handover_.code).value_or_throw();
        sheet.shape = PageShape::landscape;
        return sheet;
    }

private:
    std::vector<std::string> head() {
        std::vector<std::string> head;
        if (!archive_.config().fonds.empty()) {
            head.push_back(say("全宗号 {}", archive_.config().fonds));
        }
        if (const std::optional<Unit> unit =
                handover_.unit ? UnitTable(archive_.db()).find(*handover_.unit) : std::nullopt) {
            head.push_back(say("移交单位 {}", unit->name));
        }
        const std::string on = handover_.given.empty() ? handover_.opened : handover_.given;
        head.push_back(handover_.given.empty() ? say("编制日期 {}", local_day(on, archive_.zone()))
                                               : say("移交日期 {}", local_day(on, archive_.zone())));
        if (!handover_.taken.empty()) {
            head.push_back(say("接收日期 {}", local_day(handover_.taken, archive_.zone())));
        }
        add_names(head, say("移交人"), HandoverSide::giver);
        add_names(head, say("接收人"), HandoverSide::taker);
        if (!handover_.seal.empty()) {
            head.push_back(say("封签号 {}", handover_.seal));
        }
        return head;
    }

    // Whoever signed, or is to sign, stands above; the paper is signed by hand below.
    void add_names(std::vector<std::string>& head, const std::string& word, HandoverSide side) {
        if (const std::string names = signer_names(archive_, handover_, side); !names.empty()) {
            head.push_back(say("{} {}", word, names));
        }
    }

    std::vector<std::string> row(const HandoverItem& item, std::size_t ordinal) {
        Facts facts;
        if (item.thing.kind == ThingKind::document) {
            facts = facts_of(archive_, DocumentTable(archive_.db()).find(item.thing.id).value());
        }
        std::vector<std::string> texts;
        for (const FormColumn& column : columns_) {
            texts.push_back(cell(column.field, item, facts, ordinal));
        }
        return texts;
    }

    std::string cell(const std::string& field, const HandoverItem& item, const Facts& facts, std::size_t ordinal) {
        if (field == "seq") {
            return std::to_string(ordinal);
        }
        if (field == "title" || field == "document.title") {
            return title_of(item, facts);
        }
        if (field == "count" || field == "pages" || field == "sides" || field == "sheets") {
            return is_counted(item, by_) ? text_of(declared(item, by_)) : text_of(item.declared_sides);
        }
        if (field == "received") {
            return text_of(received(item, by_));
        }
        if (field == "note" || field == "document.note") {
            return note_of(item);
        }
        if (field == "document.number" && item.thing.kind != ThingKind::document) {
            return ThingQuery(archive_.db()).code_of(item.thing);
        }
        if (field == "document.type") {
            return type_title(facts);
        }
        const auto fact = facts.find(field);
        const bool shown = fact != facts.end() && !fact->second.starts_with("hmac:");
        return shown ? fact->second : std::string();
    }

    std::string type_title(const Facts& facts) {
        const auto type = facts.find("document.type");
        const DocumentType* known = type == facts.end() ? nullptr : archive_.profile().document_type(type->second);
        return known == nullptr ? type == facts.end() ? std::string() : type->second : known->title.chinese();
    }

    std::string title_of(const HandoverItem& item, const Facts& facts) {
        if (item.thing.kind != ThingKind::document) {
            const std::optional<LabelKind> kind = label_kind_of(item.thing.kind);
            const std::string words = kind ? label_words(archive_, *kind, to_text(item.thing)).title : std::string();
            const auto inside = std::ranges::count_if(items_, [&](const HandoverItem& inner) {
                return inner.holder == item.thing && inner.thing.kind == ThingKind::document;
            });
            return inside == 0 ? words : say("{}（{} 件）", words, inside);
        }
        const auto title = facts.find("document.title");
        const std::string type = type_title(facts);
        return title == facts.end() ? type : say("{} {}", type, title->second);
    }

    std::string note_of(const HandoverItem& item) {
        if (item.outcome != ItemOutcome::rejected) {
            return item.note;
        }
        const std::vector<Choice>& reasons = archive_.profile().handover.refuse_for;
        const auto known = std::ranges::find(reasons, item.reason, &Choice::name);
        const std::string word =
            known == reasons.end() || known->title.chinese().empty() ? item.reason : known->title.chinese();
        return say("退回：{}", word);
    }

    std::vector<std::string> totals() {
        const HandoverTotals sums = totals_of(items_, by_);
        const std::string unit = by_ == CountOf::sheets ? say("张") : say("页");
        std::string words = say("共 {} 项，{} 件", sums.things, sums.documents);
        if (by_ != CountOf::documents) {
            words += say("，{} {}", sums.declared, unit);
        }
        std::vector<std::string> lines{words};
        if (handover_.state == HandoverState::taken) {
            lines.push_back(by_ == CountOf::documents ? say("接收 {} 项，退回 {} 项", sums.accepted, sums.rejected)
                                                      : say("接收 {} 项，退回 {} 项，实点 {} {}", sums.accepted,
                                                            sums.rejected, sums.received, unit));
        }
        return lines;
    }

    Archive& archive_;
    const Handover& handover_;
    CountOf by_;
    std::vector<HandoverItem> items_;
    std::vector<FormColumn> columns_;
    std::string title_;
};

}  // namespace

ListSheet handover_sheet(Archive& archive, const Handover& handover) {
    return ListMaker(archive, handover).sheet();
}

void print_handover(Archive& archive, Operation& operation, const std::string& list, int copies, PdfOutput& output,
                    RecordSink& sink, Reporter& reporter) {
    require_right(archive, *operation.caller, Verb::handover);
    const Handover handover = named_handover(archive, list);
    const int wanted = copies > 0 ? copies : archive.profile().handover.copies;
    Change change(archive, operation);
    const std::vector<ListSheet> sheets(static_cast<std::size_t>(wanted), handover_sheet(archive, handover));
    UnknownCharacters unknown;
    std::string pdf =
        lists_pdf(sheets, {say("档案移交清单 {}", handover.code), change.now(), &unknown}).value_or_throw();
    print_again(change, handover.code);
    change.about({ThingKind::handover, handover.id});
    change.tell("copies", wanted);
    Record record = handover_record(archive, handover, change.now());
    record.fields.emplace_back("copies", wanted);
    if (!operation.caller->dry_run) {
        output.stage(std::move(pdf));
        change.commit_always();
        output.publish();
    }
    sink.put(record);
    tell_unknown(unknown, reporter);
}

}  // namespace arc
