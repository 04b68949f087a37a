#include "jobs/shelving/shelve_verbs.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/filing/arranged_number.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/labels/use_label.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/shelving/shelving_plan.hpp"
#include "jobs/tell_unknown.hpp"
#include "print/list_sheet.hpp"
#include "rules/filing_method.hpp"

#include <algorithm>

namespace arc {
namespace {

class Shelving {
public:
    explicit Shelving(FilingRun& run) : run_(&run), plan_(run.archive(), run.today()), moves_(run.change, run.caller) {}

    void go_to(const std::string& text) {
        const Thing thing = resolve_thing(run_->archive(), text).value_or_throw();
        if (thing.kind != ThingKind::place && thing.kind != ThingKind::box) {
            throw Fault(ErrorCode::usage, text, say("is neither a place nor a box"));
        }
        at_ = thing;
        at_text_ = text;
    }

    void take(const std::string& text) {
        const Result<Thing> thing = resolve_thing(run_->archive(), text);
        if (thing && thing->kind == ThingKind::place) {
            at_ = *thing;
            at_text_ = text;
            return;
        }
        ++done_.asked;
        const Result<Done> done = thing ? shelve_one(*thing) : Result<Done>(thing.error());
        if (!done) {
            ++done_.failed;
            run_->reporter.problem(done.error());
            return;
        }
        use_label(run_->change, text);
        use_label(run_->change, at_text_);
    }

    ManyDone finish() { return std::move(done_); }

private:
    Result<Done> shelve_one(Thing thing) {
        const std::string from = holder_text(run_->archive(), thing);
        const bool anyway = !run_->caller.reason.empty();
        Result<ShelfMove> move = !at_                            ? plan_.choose(thing)
                                 : at_->kind == ThingKind::place ? plan_.at_place(thing, at_->id, anyway)
                                                                 : plan_.in_box(thing, at_->id, anyway);
        if (!move) {
            return move.error();
        }
        if (const Result<Done> done = moves_.carry_out(*move); !done) {
            return done;
        }
        if (move->box && thing.kind == ThingKind::document) {
            number_arranged(*run_, thing.id);
        }
        if (move->box) {
            move->box = moves_.opened(*move->box).value_or(*move->box);
        }
        done_.answer.push_back(move_record(run_->archive(), *move, from));
        return Done{};
    }

    FilingRun* run_;
    ShelvingPlan plan_;
    MoveThings moves_;
    std::optional<Thing> at_;
    std::string at_text_;
    ManyDone done_;
};

// Papers that nobody has put anywhere, and which the profile gives a place of their own.
void add_waiting_documents(Archive& archive, ThingPapers& papers, std::vector<Thing>& things) {
    constexpr std::int64_t at_once = 500;
    StayTable stays(archive.db());
    for (std::vector<std::int64_t> ids = stays.waiting_documents(0, at_once); !ids.empty();
         ids = stays.waiting_documents(ids.back(), at_once)) {
        for (const std::int64_t id : ids) {
            const PaperFacts& paper = papers.paper(id);
            if (filing_method(archive.profile(), look_up_in(paper.facts)) == FilingMethod::volume) {
                continue;  // bound first
            }
            if (paper.zone.apart || !papers.box_key(paper, paper.zone.rule).empty()) {
                things.push_back({ThingKind::document, id});
            }
        }
    }
}

// A thing whose papers all belong to another zone than it is in; of mixed ones those parts that can be taken out.
void add_due(Archive& archive, ThingPapers& papers, Thing thing, const std::string& zone, std::vector<Thing>& things) {
    const ThingWish wish = papers.wish_of(thing);
    if (wish.first_document == 0) {
        return;
    }
    if (!wish.mixed()) {
        if (!wish.shelf.zone.empty() && wish.shelf.zone != zone) {
            things.push_back(thing);
        }
        return;
    }
    const bool bound = thing.kind == ThingKind::volume && !VolumeTable(archive.db()).find(thing.id)->closed.empty();
    if (!bound) {
        for (const Thing inside : papers.stays().inside(thing)) {
            add_due(archive, papers, inside, zone, things);
        }
    }
}

}  // namespace

ManyDone shelve(FilingRun& run, const std::vector<std::string>& things, const std::string& at) {
    require_right(run.archive(), run.caller, Verb::shelve);
    Shelving shelving(run);
    if (!at.empty()) {
        shelving.go_to(at);
    }
    for (const std::string& thing : things) {
        shelving.take(thing);
    }
    return shelving.finish();
}

std::vector<Thing> things_to_shelve(Archive& archive, Day today, ShelveWhat what) {
    ThingPapers papers(archive, today);
    StayTable stays(archive.db());
    if (what == ShelveWhat::waiting) {
        std::vector<Thing> things = stays.waiting_holders();
        add_waiting_documents(archive, papers, things);
        return things;
    }
    std::vector<Thing> things;
    if (archive.profile().places.zones.empty()) {
        return things;
    }
    const Shelves shelves(archive);
    for (const Standing& one : stays.standing()) {
        add_due(archive, papers, one.size.thing, shelves.node(one.place).state.zone, things);
    }
    return things;
}

std::vector<std::string> names_of(const std::vector<Thing>& things) {
    std::vector<std::string> names;
    for (const Thing thing : things) {
        names.push_back(say("{}:#{}", to_text(thing.kind), thing.id));
    }
    return names;
}

Answer plan_shelving(Archive& archive, Day today, const std::vector<Thing>& things, Reporter& reporter) {
    ShelvingPlan plan(archive, today);
    Answer moves;
    for (const Thing thing : things) {
        const Result<ShelfMove> move = plan.choose(thing);
        if (!move) {
            reporter.problem(move.error());
        } else if (!move->stays) {
            moves.push_back(move_record(archive, *move, holder_text(archive, thing)));
        }
    }
    std::ranges::stable_sort(moves, [](const Record& a, const Record& b) {
        const Value left(a.fields);
        const Value right(b.fields);
        const std::pair mine(left.text_of("from"), left.text_of("to"));
        const std::pair other(right.text_of("from"), right.text_of("to"));
        return mine.first != other.first ? natural_less(mine.first, other.first)
                                         : natural_less(mine.second, other.second);
    });
    return moves;
}

std::string print_moves(Archive& archive, const Answer& moves, Instant now, Reporter& reporter) {
    ListSheet sheet;
    sheet.title = say("上架单");
    sheet.head = {say("日期 {}", format_day(archive.zone().day_at(now))), say("共 {} 件", moves.size())};
    sheet.columns = {
        {say("序号"), 12, Align::centre}, {say("取自"), 42}, {say("编号"), 40}, {say("名称"), 0}, {say("放到"), 42},
        {say("位置"), 14, Align::centre}, {say("完成"), 14}};
    for (std::size_t i = 0; i < moves.size(); ++i) {
        const Value move(moves[i].fields);
        const std::int64_t position = move.int_of("position");
        const std::string box = move.text_of("box");
        sheet.rows.push_back({std::to_string(i + 1),
                              move.text_of("from"),
                              move.text_of("thing"),
                              move.text_of("title"),
                              for_print(move.text_of("to")) + (box == "new" ? say(" 新盒") : std::string()),
                              position == 0 ? std::string() : std::to_string(position),
                              {}});
    }
    sheet.signatures = {say("上架人"), say("复核人")};
    sheet.shape = PageShape::landscape;
    UnknownCharacters unknown;
    std::string pdf = lists_pdf(std::span(&sheet, 1), {sheet.title, now, &unknown}).value_or_throw();
    tell_unknown(unknown, reporter);
    return pdf;
}

}  // namespace arc
