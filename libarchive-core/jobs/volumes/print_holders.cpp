#include "jobs/volumes/print_holders.hpp"

#include "barcode/write_barcode.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/label_table.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/labels/issue_labels.hpp"
#include "jobs/labels/label_ledger.hpp"
#include "jobs/labels/label_words.hpp"
#include "jobs/tell_unknown.hpp"
#include "jobs/volumes/holder_facts.hpp"
#include "jobs/volumes/inner_list.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr double page_width = 210;
constexpr double page_height = 297;

ModuleMatrix code_of(const std::string& text) {
    return encode_barcode(BarcodeFormat::QRCode, text).value_or_throw();
}

std::string span_of(const std::string& first, const std::string& last) {
    return first == last ? first : say("{} 至 {}", first, last);
}

std::string listed(const std::set<std::string>& values) {
    return join(std::vector<std::string>(values.begin(), values.end()), "、");
}

CoverSheet cover_of(Archive& archive, ThingPapers& papers, Thing volume, const std::string& label) {
    const HolderFacts facts = holder_facts(archive, papers, volume);
    CoverSheet cover;
    cover.fonds = archive.config().name;
    cover.category = archive.profile().title.chinese();
    cover.title = facts.title.empty() ? facts.code : facts.title;
    cover.fields = {{say("时间"), span_of(facts.first_date, facts.last_date)},
                    {say("保管期限"), listed(facts.periods)},
                    {say("件、页数"), say("共 {} 件 {}", facts.documents, facts.pages.words())},
                    {say("归档日期"), facts.filed}};
    cover.numbers = {
        {say("全宗号"), archive.config().fonds},
        {say("目录号"), facts.catalogue},
        {say("年度"), facts.years.empty() ? std::string() : span_of(*facts.years.begin(), *facts.years.rbegin())},
        {say("案卷号"), facts.number}};
    cover.code_text = label;
    cover.code = code_of(label);
    return cover;
}

class HolderPrinting {
public:
    HolderPrinting(Change& change, const HolderPrint& request)
        : change_(&change),
          request_(&request),
          papers_(change.archive(), change.archive().zone().day_at(change.now())) {}

    std::string draw() {
        Archive& archive = change_->archive();
        Canvas canvas = Canvas::pdf(page_width, page_height, {say("案卷打印件"), change_->now(), &unknown_});
        std::vector<SpineSheet> spines;
        for (const std::string& text : request_->things) {
            const Thing thing = holder_of(text);
            const std::optional<LabelKind> kind = label_kind_of(thing.kind);
            labels_.push_back(print_label_of(*change_, *kind, to_text(thing)));
            const std::string& label = labels_.back().code;
            draw_one(archive, canvas, thing, label);
            if (request_->spine) {
                spines.push_back(spine_of(archive, papers_, thing));
                spines.back().code_text = label;
                spines.back().code = code_of(label);
            }
        }
        if (!spines.empty()) {
            draw_spines(canvas, spines).value_or_throw();
        }
        return canvas.finish_pdf();
    }

    const std::vector<Label>& labels() const { return labels_; }
    const UnknownCharacters& unknown() const { return unknown_; }

private:
    Thing holder_of(const std::string& text) {
        const Thing thing = resolve_thing(change_->archive(), text).value_or_throw();
        if (thing.kind != ThingKind::volume && thing.kind != ThingKind::box) {
            throw Fault(ErrorCode::usage, text, say("is neither a volume nor a box"));
        }
        return thing;
    }

    void draw_one(Archive& archive, Canvas& canvas, Thing thing, const std::string& label) {
        if (request_->cover && thing.kind == ThingKind::volume) {
            draw_cover(canvas, cover_of(archive, papers_, thing, label));
        }
        if (request_->list) {
            ListSheet sheet = inner_list(archive, papers_, thing);
            sheet.code = code_of(label);
            sheet.code_text = label;
            draw_list(canvas, sheet).value_or_throw();
        }
        if (request_->remark) {
            draw_list(canvas, remark_sheet(archive, papers_, thing)).value_or_throw();
        }
    }

    Change* change_;
    const HolderPrint* request_;
    ThingPapers papers_;
    std::vector<Label> labels_;
    UnknownCharacters unknown_;
};

}  // namespace

void print_holders(Archive& archive, Operation& operation, const HolderPrint& request, PdfOutput& output,
                   RecordSink& sink, Reporter& reporter) {
    if (request.things.empty()) {
        throw Fault(ErrorCode::usage, operation.verb, say("nothing to print"), say("name volumes or boxes"));
    }
    const std::optional<Event> before = answered_before(archive, operation.caller->request);
    if (before) {
        require_same_verb(*before, operation);
    }
    Change change(archive, operation);
    HolderPrinting printing(change, request);
    std::string pdf = printing.draw();
    if (!operation.caller->dry_run) {
        output.stage(std::move(pdf));
        if (!before) {
            change.commit_always();
        }
        output.publish();
    }
    const std::map<std::string, std::string> newest_used = LabelTable(archive.db()).newest_used();
    for (const Label& label : printing.labels()) {
        sink.put(label_record(archive, label, newest_used));
    }
    tell_unknown(printing.unknown(), reporter);
}

}  // namespace arc
