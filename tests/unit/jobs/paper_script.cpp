#include "unit/jobs/paper_script.hpp"

#include "base/say.hpp"
#include "jobs/shelving/place_verbs.hpp"

#include <algorithm>

namespace arc {
namespace {

const char* const rules = R"(disposal: {approve: [leader]}
ticket_types: {new: {title: {en: new}, stages: [accepted, filed]}}
steps: [{name: sort, skip: ignore}, {name: shelve, skip: ignore}]
handover: {count: sides, refuse_for: [torn]}
reviews: [own, {name: spot, share: 50%}]
entries: {visit: {of: customer}}
numbering: [{of: document, pattern: 'D{seq:5}', at: arranged, gapless: true}]
places: {order: sequential, zones: [filed, closed], zone: {accepted: filed, filed: filed, customer.closed: closed}}
volumes: {by: [customer], max_documents: 4}
)";

constexpr int papers_of_each = 3;

}  // namespace

PaperScript::PaperScript(unsigned seed) : desk(rules), random_(seed), today_(parse_day("2026-01-05").value_or_throw()) {
    std::vector<std::int64_t> papers{0, 0};
    for (int i = 1; i <= customers; ++i) {
        const std::string number = say("{}", 1000 + i);
        const std::vector<std::int64_t> some = desk.customer(number, i == 1 ? "high" : "low", papers_of_each);
        papers.insert(papers.end(), some.begin(), some.end());
        desk.as("zhang", "customer change",
                [&](FilingRun& run) { return change_customer(run, number, {"id_number=11010519491231002X"}, ""); });
        desk.rows.change("ticket", [&](RowMaker& rows) {
            rows.ticket(say("T{}", i), i, "new", "2026-01-02", {{"accepted", "2026-01-02T01:00:00Z"}});
        });
    }
    for (int file = 0; file < files; ++file) {
        std::vector<GrayImage> frames;
        std::vector<std::int64_t> owners;
        for (int frame = 0; frame < frames_in_file; ++frame) {
            frames.push_back(test::a_drawing(30 + 3 * file, 20 + frame));
            owners.push_back(any(papers));
        }
        desk.file(say("{}.tif", file), frames, owners);
    }
    desk.rows.change("unplaced", [](RowMaker& rows) {
        PageTable table(rows.db());
        for (std::int64_t id = 1; id <= std::int64_t{files} * frames_in_file; ++id) {
            if (table.find(id)->document == 0) {
                table.set_role(id, PageRole::unplaced, "spare");
            }
        }
    });
    const std::vector<std::vector<std::string>> shelves{{"S1", "zone=filed", "capacity=40"},
                                                        {"S2", "zone=filed", "capacity=80"},
                                                        {"S3", "zone=closed", "capacity=60"},
                                                        {"G1", "zone=filed", "most=1"},
                                                        {"G2", "zone=closed", "most=1"}};
    for (const std::vector<std::string>& shelf : shelves) {
        desk.as("zhang", "place add", [&](FilingRun& run) {
            return add_place(run, shelf[0], {"kind=shelf", shelf[1], shelf[2]});
        });
    }
}

const std::vector<PaperScript::Act>& PaperScript::acts() {
    using P = PaperScript;
    static const std::vector<Act> all{{"register", &P::register_one},
                                      {"supplement", &P::supplement},
                                      {"assign", &P::assign},
                                      {"insert", &P::insert},
                                      {"move", &P::move_some},
                                      {"drop", &P::drop},
                                      {"replace", &P::replace},
                                      {"reorder", &P::reorder},
                                      {"split", &P::split},
                                      {"merge", &P::merge},
                                      {"move", &P::move_whole},
                                      {"withdraw", &P::withdraw},
                                      {"set", &P::set},
                                      {"shelve", &P::put_on_shelf},
                                      {"shelve", &P::put_at},
                                      {"box open", &P::open_a_box},
                                      {"box put", &P::box_put},
                                      {"box take", &P::box_take},
                                      {"volume open", &P::open_a_volume},
                                      {"volume add", &P::volume_add},
                                      {"volume remove", &P::volume_remove},
                                      {"volume order", &P::volume_order},
                                      {"volume close", &P::volume_close},
                                      {"volume reopen", &P::volume_reopen},
                                      {"volume build", &P::build},
                                      {"place set", &P::change_place},
                                      {"place close", &P::close_a_place},
                                      {"retire", &P::retire_closed},
                                      {"step", &P::scan},
                                      {"compared", &P::compare},
                                      {"paper", &P::say_where},
                                      {"handover open", &P::handover_open},
                                      {"handover add", &P::handover_add},
                                      {"handover remove", &P::handover_remove},
                                      {"handover declare", &P::handover_declare},
                                      {"handover give", &P::handover_give},
                                      {"handover count", &P::handover_count},
                                      {"handover take", &P::handover_take},
                                      {"handover withdraw", &P::handover_withdraw},
                                      {"review open", &P::review_open},
                                      {"review pass", &P::review_pass},
                                      {"review pass", &P::review_pass},
                                      {"review fail", &P::review_fail},
                                      {"review mended", &P::review_mended},
                                      {"entry add", &P::entry},
                                      {"entry done", &P::entry_done},
                                      {"ticket close", &P::ticket_close},
                                      {"ticket reopen", &P::ticket_reopen},
                                      {"customer close", &P::customer_close},
                                      {"wait", &P::wait},
                                      {"wait", &P::wait},
                                      {"wait", &P::wait},
                                      {"set", &P::set},
                                      {"handover give", &P::handover_give},
                                      {"handover take", &P::handover_take},
                                      {"handover take", &P::handover_take},
                                      {"box put", &P::box_put},
                                      {"volume add", &P::volume_add},
                                      {"assign", &P::assign},
                                      {"appraise", &P::appraise_some},
                                      {"dispose propose", &P::dispose_propose},
                                      {"hold lift", &P::lift},
                                      {"hold place", &P::hold},
                                      {"hold lift", &P::lift},
                                      {"hold lift", &P::lift},
                                      {"appraise", &P::appraise_some},
                                      {"dispose propose", &P::dispose_propose},
                                      {"dispose approve", &P::dispose_approve},
                                      {"dispose approve", &P::dispose_approve},
                                      {"dispose refuse", &P::dispose_refuse},
                                      {"dispose withdraw", &P::dispose_withdraw},
                                      {"dispose keep", &P::dispose_keep},
                                      {"dispose execute", &P::dispose_execute},
                                      {"dispose execute", &P::dispose_execute},
                                      {"dispose execute", &P::dispose_execute}};
    return all;
}

PaperScript::Step PaperScript::step() {
    Act act = any(acts());
    while (never.contains(act.verb)) {
        act = any(acts());
    }
    verb_ = act.verb;
    desk.heard.problems.clear();
    desk.heard.notices.clear();
    desk.rows.clock().set(desk.rows.clock().now() + std::chrono::seconds(1));
    try {
        (this->*act.act)();
    } catch (const Fault& fault) {
        return {verb_, fault.what()};
    }
    ++done[verb_];
    return {verb_, {}};
}

// One that is there, now and then one that is not.
std::int64_t PaperScript::id_in(const char* table) {
    Statement rows(archive().db(), say("SELECT max(id) FROM {}", table));
    rows.step();
    return 1 + pick(std::max(1, static_cast<int>(rows.int64()) + (pick(10) == 0 ? 2 : 0)));
}
std::string PaperScript::document() {
    return say("document:#{}", id_in("document"));
}
std::string PaperScript::number() {
    return say("{}", id_in("document"));
}
std::string PaperScript::volume() {
    return say("volume:#{}", id_in("volume"));
}
std::string PaperScript::box() {
    return say("box:#{}", id_in("box"));
}
std::string PaperScript::thing() {
    const int kind = pick(4);
    return kind < 2 ? document() : kind == 2 ? volume() : box();
}
std::string PaperScript::place() {
    return "place:" + any(std::vector<std::string>{"S1", "S2", "S3", "G1", "G2"});
}
std::string PaperScript::page() {
    return say("{}", 1 + pick(files * frames_in_file));
}
std::vector<std::string> PaperScript::pages() {
    std::vector<std::string> some{page()};
    if (pick(2) == 0 && page() != some.front()) {
        some.push_back(page());
    }
    return some;
}
std::string PaperScript::person() {
    return any(std::vector<std::string>{"zhang", "li", "wang", "zhao"});
}
std::string PaperScript::gate() {
    return pick(2) == 0 ? "own" : "spot";
}
// Mostly the last one.
std::string PaperScript::one_of(const std::vector<std::string>& codes) {
    return codes.empty() ? "none" : pick(4) != 0 ? codes.back() : any(codes);
}

Answer PaperScript::by(const std::string& account, const std::function<Answer(FilingRun&)>& work) {
    return desk.as(pick(8) == 0 ? person() : account, verb_, work);
}

Answer PaperScript::many(const std::function<ManyDone(FilingRun&)>& work) {
    return by("zhang", [&](FilingRun& run) { return work(run).answer; });
}

}  // namespace arc
