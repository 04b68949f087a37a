#include "jobs/lending/print_loans.hpp"

#include "barcode/write_barcode.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/thing_query.hpp"
#include "jobs/change.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/labels/label_words.hpp"
#include "jobs/labels/pdf_output.hpp"
#include "jobs/lending/loan_facts.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/lending/loan_records.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/signer.hpp"
#include "jobs/tell_unknown.hpp"
#include "print/labels.hpp"
#include "print/list_sheet.hpp"

#include <algorithm>
#include <functional>

namespace arc {
namespace {

std::string number_text(std::optional<std::int64_t> number) {
    return number ? std::to_string(*number) : std::string();
}

std::string number_of(Archive& archive, Thing thing) {
    const std::string code = ThingQuery(archive.db()).code_of(thing);
    return code.empty() ? fmt::format("#{}", thing.id) : code;
}

std::string kind_title(const Loan& loan) {
    return loan.kind == LoanKind::work ? "档案出库单" : "档案出借单";
}

std::string reason_words(const Profile& profile, const std::string& purpose) {
    const std::string title = reason_title(profile, purpose);
    return title.empty() ? purpose : title;
}

std::string approved_words(Archive& archive, const Loan& loan) {
    std::vector<std::string> words;
    for (const LoanApproval& said : LoanTable(archive.db()).approvals(loan.id)) {
        if (said.granted) {
            const std::string who = said.person ? person_name(archive, *said.person) : said.account;
            words.push_back(who + " " + local_day(archive, said.at));
        }
    }
    return join(words, "、");
}

// What went out, or would go out today.
std::vector<LoanItem> items_of(Archive& archive, const Loan& loan) {
    std::vector<LoanItem> items = LoanTable(archive.db()).items(loan.id);
    if (!items.empty()) {
        return items;
    }
    DocumentTable documents(archive.db());
    for (const std::int64_t id : papers_in(archive, loan.thing)) {
        const CountedDocument counted = documents.counted(documents.find(id).value());
        LoanItem item;
        item.document = id;
        item.sheets = counted.document.sheets;
        item.sides = counted.document.sides ? counted.document.sides
                     : counted.pages > 0    ? std::optional(counted.pages)
                                            : std::nullopt;
        items.push_back(item);
    }
    return items;
}

ListSheet slip_sheet(Archive& archive, const std::vector<Loan>& loans) {
    const Loan& first = loans.front();
    const Person person = PersonTable(archive.db()).find(first.person).value();
    const std::optional<Unit> unit = person.unit ? UnitTable(archive.db()).find(*person.unit) : std::nullopt;
    const LendingTerms terms = stored_terms(first);
    ListSheet sheet;
    sheet.title = kind_title(first);
    sheet.head = {fmt::format("单号 {}", first.slip),
                  "借阅人 " + person.name,
                  "单位 " + (unit ? unit->name : std::string()),
                  "事由 " + reason_words(archive.profile(), first.purpose),
                  "批准 " + approved_words(archive, first),
                  terms.where == ReadingPlace::room ? "阅览 仅限阅览室" : "阅览 可带出"};
    if (!first.note.empty()) {
        sheet.head.push_back("说明 " + first.note);
    }
    sheet.columns = {{"序号", 11, Align::right},
                     {"借阅号", 15, Align::right},
                     {"档号", 40},
                     {"题名", 0},
                     {"页数", 12, Align::right},
                     {"借出日期", 25},
                     {"应还日期", 25}};
    std::int64_t ordinal = 0;
    std::int64_t pages = 0;
    for (const Loan& loan : loans) {
        for (const LoanItem& item : items_of(archive, loan)) {
            const Thing thing{ThingKind::document, item.document};
            std::string number = number_of(archive, thing);
            if (loan.thing != thing) {
                number = number_of(archive, loan.thing) + " / " + number;
            }
            sheet.rows.push_back({std::to_string(++ordinal), std::to_string(loan.id), number, title_of(archive, thing),
                                  number_text(item.sides), local_day(archive, loan.out), local_day(archive, loan.due)});
            pages += item.sides.value_or(0);
        }
    }
    sheet.totals = {fmt::format("共 {} 件 {} 页", ordinal, pages), "归还时逐页清点，缺页、损坏照章处理。"};
    sheet.signatures = {"借阅人", "档案员", "归还人", "验收人"};
    return sheet;
}

// A picture of the thing's code, where it has a label; else of nothing.
void put_code(Archive& archive, const Loan& loan, LabelSpec& card) {
    const std::optional<LabelKind> kind = label_kind_of(loan.thing.kind);
    const std::optional<Label> label =
        kind ? LabelTable(archive.db()).for_thing(std::string(1, letter_of(*kind)), to_text(loan.thing)) : std::nullopt;
    card.code_text = label ? label->code : fmt::format("loan:{}", loan.id);
    card.code = encode_barcode(BarcodeFormat::QRCode, card.code_text).value_or_throw();
}

LabelSpec marker_card(Archive& archive, const Loan& loan) {
    LabelSpec card;
    card.title = "代卷卡  " + number_of(archive, loan.thing);
    const std::string place = for_print(holder_text(archive, loan.thing));
    card.lines = {title_of(archive, loan.thing),
                  fmt::format("{}  {} 借出", person_name(archive, loan.person), local_day(archive, loan.out)),
                  loan.due.empty() ? "归还日期未定" : fmt::format("应还 {}", local_day(archive, loan.due)),
                  place.empty() ? std::string("无固定库位") : "归还至 " + place, fmt::format("借阅号 {}", loan.id)};
    put_code(archive, loan, card);
    return card;
}

std::vector<Loan> named_loans(Archive& archive, const std::vector<std::string>& texts, LoanChoice choice) {
    std::vector<Loan> loans;
    for (const std::string& text : texts) {
        loans.push_back(named_loan(archive, text, choice));
    }
    return loans;
}

std::string write_and_log(Archive& archive, const Caller& caller, const std::string& verb,
                          const std::vector<Loan>& loans, const std::string& output, std::string bytes) {
    PdfOutput pdf{std::filesystem::path(output)};
    pdf.stage(std::move(bytes));
    Operation operation(caller, verb);
    Change change(archive, operation);
    for (const Loan& loan : loans) {
        change.about({ThingKind::loan, loan.id});
    }
    change.commit_always();
    if (!caller.dry_run) {
        pdf.publish();
    }
    return pdf.bytes();
}

}  // namespace

std::string print_slips(Archive& archive, const Caller& caller, const std::vector<std::string>& texts,
                        const std::string& output, Reporter& reporter) {
    std::vector<ListSheet> sheets;
    std::vector<std::int64_t> slips;
    std::vector<Loan> printed;
    for (const Loan& named : named_loans(archive, texts, LoanChoice::open)) {
        require_paper_right(archive, caller, Verb::lend, named.thing);
        if (std::ranges::count(slips, named.slip) != 0) {
            continue;
        }
        slips.push_back(named.slip);
        const std::vector<Loan> loans = LoanTable(archive.db()).of_slip(named.slip);
        sheets.push_back(slip_sheet(archive, loans));
        printed.insert(printed.end(), loans.begin(), loans.end());
    }
    UnknownCharacters unknown;
    const PdfSettings settings{"档案出借单", caller.now(), &unknown};
    std::string pdf = lists_pdf(sheets, settings).value_or_throw();
    tell_unknown(unknown, reporter);
    return write_and_log(archive, caller, "slip", printed, output, std::move(pdf));
}

std::string print_markers(Archive& archive, const Caller& caller, const std::vector<std::string>& texts,
                          const std::string& output, Reporter& reporter) {
    std::vector<LabelSpec> cards;
    const std::vector<Loan> loans = named_loans(archive, texts, LoanChoice::away);
    for (const Loan& loan : loans) {
        require_paper_right(archive, caller, Verb::lend, loan.thing);
        if (!is_away(loan.state)) {
            throw Fault(ErrorCode::refused, say("loan {}", loan.id), say("is not out"));
        }
        cards.push_back(marker_card(archive, loan));
    }
    UnknownCharacters unknown;
    const PdfSettings settings{"代卷卡", caller.now(), &unknown};
    const LabelFormat card = parse_label_format("1x5:180x52").value_or_throw();
    std::string pdf = labels_pdf(cards, card, 0, settings).value_or_throw();
    tell_unknown(unknown, reporter);
    return write_and_log(archive, caller, "slip marker", loans, output, std::move(pdf));
}

}  // namespace arc
