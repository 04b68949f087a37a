#include "jobs/labels/print_sheets.hpp"

#include "barcode/write_barcode.hpp"
#include "base/say.hpp"
#include "catalog/label_table.hpp"
#include "jobs/labels/issue_labels.hpp"
#include "jobs/labels/label_ledger.hpp"
#include "jobs/labels/label_words.hpp"
#include "jobs/labels/required_types.hpp"
#include "jobs/tell_unknown.hpp"
#include "label/label_code.hpp"
#include "print/sheets.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace arc {
namespace {

struct Row {
    SheetOf of;
    SheetKind sheet;
    LabelKind label;
    PatchMeaning patch;
};

constexpr std::array<Row, 8> rows{{
    {SheetOf::ticket, SheetKind::ticket, LabelKind::ticket, PatchMeaning::ticket},
    {SheetOf::customer, SheetKind::customer, LabelKind::customer, PatchMeaning::batch},
    {SheetOf::volume, SheetKind::volume, LabelKind::volume, PatchMeaning::batch},
    {SheetOf::document, SheetKind::document, LabelKind::document, PatchMeaning::document},
    {SheetOf::type, SheetKind::document_type, LabelKind::document_type, PatchMeaning::document},
    {SheetOf::batch_end, SheetKind::batch_end, LabelKind::control, PatchMeaning::batch},
    {SheetOf::attachment, SheetKind::attachment, LabelKind::control, PatchMeaning::attachment},
    {SheetOf::ignore, SheetKind::ignore, LabelKind::control, PatchMeaning::ignore},
}};

const Row& row_of(SheetOf of) {
    return *std::ranges::find(rows, of, &Row::of);
}

// One page to be: enough to draw it again.
struct Sheet {
    SheetOf of = SheetOf::ticket;
    std::string code;
    std::string thing;  // as in the ledger; "" for control codes
    std::string owner;  // the ticket or customer that a type's sheet is printed for
    int pages = -1;     // of a batch end
};

Value value_of(const Sheet& sheet) {
    return Object{{"of", static_cast<int>(sheet.of)},
                  {"code", sheet.code},
                  {"thing", sheet.thing},
                  {"owner", sheet.owner},
                  {"pages", sheet.pages}};
}

Sheet sheet_of(const Value& value) {
    return {static_cast<SheetOf>(value.int_of("of")), value.text_of("code"), value.text_of("thing"),
            value.text_of("owner"), static_cast<int>(value.int_of("pages"))};
}

class SheetMaker {
public:
    explicit SheetMaker(Change& change) : change_(change), archive_(change.archive()) {}

    void add(const WantedSheet& wanted) {
        switch (wanted.of) {
            case SheetOf::ticket:
            case SheetOf::customer:
                owner_ = add_thing(wanted.of, wanted.text);
                return;
            case SheetOf::volume:
            case SheetOf::document:
                add_thing(wanted.of, wanted.text);
                return;
            case SheetOf::type:
                add_type(thing_for_label(archive_, LabelKind::document_type, wanted.text));
                return;
            case SheetOf::all_required:
                add_required();
                return;
            case SheetOf::batch_end:
                add_control({ControlFunction::batch_end, page_count(wanted.text)}, wanted.of);
                return;
            case SheetOf::attachment:
                add_control({ControlFunction::attachment, 0}, wanted.of);
                return;
            case SheetOf::ignore:
                add_control({ControlFunction::ignore, 0}, wanted.of);
                return;
        }
    }

    const std::vector<Sheet>& sheets() const { return sheets_; }

private:
    std::string add_thing(SheetOf of, const std::string& typed) {
        const LabelKind kind = row_of(of).label;
        const std::string thing = thing_for_label(archive_, kind, typed);
        sheets_.push_back({of, print_label_of(change_, kind, thing).code, thing, {}, -1});
        return thing;
    }

    void add_type(const std::string& type) {
        sheets_.push_back(
            {SheetOf::type, print_label_of(change_, LabelKind::document_type, type).code, type, owner_, -1});
    }

    void add_required() {
        const std::optional<Thing> owner = thing_of_label(owner_);
        if (!owner || owner->kind != ThingKind::ticket) {
            throw Fault(ErrorCode::usage, "--all-required", say("stands behind no --ticket"),
                        say("name the ticket before it"));
        }
        for (const std::string& type : required_types(archive_, owner->id)) {
            add_type(type);
        }
    }

    void add_control(Control control, SheetOf of) {
        const std::string code = format_label_code(control_code(archive_.config().label_namespace, control));
        sheets_.push_back({of, code, {}, {}, of == SheetOf::batch_end ? static_cast<int>(control.argument) : -1});
    }

    static std::uint32_t page_count(const std::string& text) {
        std::uint32_t count = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
        if (read.ec != std::errc() || read.ptr != text.data() + text.size() || count > Control::max_argument) {
            throw Fault(ErrorCode::usage, "--batch-end",
                        say("\"{}\" is no count of pages up to {}", text, Control::max_argument));
        }
        return count;
    }

    Change& change_;
    Archive& archive_;
    std::string owner_;
    std::vector<Sheet> sheets_;
};

std::optional<BarcodeFormat> patch_for(const Profile& profile, PatchMeaning meaning) {
    for (const auto& [format, means] : profile.barcodes.patches) {
        if (means == meaning) {
            return format;
        }
    }
    return std::nullopt;
}

SheetSpec spec_of(Archive& archive, const Sheet& sheet, bool patches) {
    const Row& row = row_of(sheet.of);
    LabelWords words = label_words(archive, row.label, sheet.thing);
    if (const std::optional<Thing> owner = thing_of_label(sheet.owner)) {
        const LabelWords of_owner = label_words(archive, *label_kind_of(owner->kind), sheet.owner);
        words.lines.insert(words.lines.begin(), of_owner.lines.begin(), of_owner.lines.end());
    }
    SheetSpec spec;
    spec.kind = row.sheet;
    spec.title = words.title;
    spec.lines = words.lines;
    spec.code_text = sheet.code;
    spec.top = encode_barcode(BarcodeFormat::Code128, sheet.code).value_or_throw();
    spec.bottom = encode_barcode(BarcodeFormat::Code39, sheet.code).value_or_throw();
    spec.square = encode_barcode(BarcodeFormat::QRCode, sheet.code).value_or_throw();
    spec.pages = sheet.pages < 0 ? std::nullopt : std::optional(sheet.pages);
    spec.patch = patches ? patch_for(archive.profile(), row.patch) : std::nullopt;
    return spec;
}

std::string draw(Archive& archive, const std::vector<Sheet>& sheets, bool patches, Instant now, Reporter& reporter) {
    if (patches && archive.profile().barcodes.patches.empty()) {
        throw Fault(ErrorCode::usage, "--patch", say("the profile uses no patch codes"),
                    say("name them under barcodes: patches"));
    }
    std::vector<SheetSpec> specs;
    for (const Sheet& sheet : sheets) {
        specs.push_back(spec_of(archive, sheet, patches));
    }
    UnknownCharacters unknown;
    std::string pdf = sheets_pdf(specs, {say("分隔页"), now, &unknown}).value_or_throw();
    tell_unknown(unknown, reporter);
    return pdf;
}

void put_sheets(Archive& archive, const std::vector<Sheet>& sheets, RecordSink& sink) {
    const std::map<std::string, std::string> newest_used = LabelTable(archive.db()).newest_used();
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const std::optional<Label> label = LabelTable(archive.db()).find(sheets[i].code);
        Record record = label ? label_record(archive, *label, newest_used)
                              : Record{"label", {{"code", sheets[i].code}, {"kind", "control"}}};
        record.fields.emplace_back("page", static_cast<std::int64_t>(i + 1));
        sink.put(record);
    }
}

// Types and the like named before the first ticket or customer belong behind it.
std::vector<WantedSheet> in_order(std::vector<WantedSheet> wanted) {
    const auto is_owner = [](const WantedSheet& one) {
        return one.of == SheetOf::ticket || one.of == SheetOf::customer;
    };
    const auto first = std::ranges::find_if(wanted, is_owner);
    if (first != wanted.end()) {
        std::rotate(wanted.begin(), first, first + 1);
    }
    return wanted;
}

}  // namespace

void print_sheets(Archive& archive, Operation& operation, const SheetsRequest& request, PdfOutput& output,
                  RecordSink& sink, Reporter& reporter) {
    if (const std::optional<Event> before = answered_before(archive, operation.caller->request)) {
        require_same_verb(*before, operation);
        std::vector<Sheet> sheets;
        const Value answer(before->detail);
        for (const Value& sheet : answer.list_of("sheets")) {
            sheets.push_back(sheet_of(sheet));
        }
        output.stage(draw(archive, sheets, request.patches, operation.caller->now(), reporter));
        output.publish();
        put_sheets(archive, sheets, sink);
        return;
    }
    load_fonts();
    Change change(archive, operation);
    SheetMaker maker(change);
    for (const WantedSheet& wanted : in_order(request.sheets)) {
        maker.add(wanted);
    }
    if (maker.sheets().empty()) {
        throw Fault(ErrorCode::usage, "sheets", say("nothing to print"),
                    say("name a --ticket, a --type … see arc-barcode sheets --help"));
    }
    std::string pdf = draw(archive, maker.sheets(), request.patches, change.now(), reporter);
    if (operation.caller->dry_run) {
        put_sheets(archive, maker.sheets(), sink);
        return;
    }
    output.stage(std::move(pdf));
    List told;
    for (const Sheet& sheet : maker.sheets()) {
        told.push_back(value_of(sheet));
    }
    change.tell("sheets", std::move(told));
    change.commit_always();
    output.publish();
    put_sheets(archive, maker.sheets(), sink);
}

}  // namespace arc
