#include "jobs/shelving/retire.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/find_query.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/shelving/shelving_plan.hpp"
#include "jobs/volumes/build_volumes.hpp"
#include "print/list_sheet.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace arc {
namespace {

std::vector<std::int64_t> documents_of(Db& db, std::int64_t customer) {
    FindFilter filter;
    filter.customer = customer;
    std::vector<std::int64_t> ids;
    FindQuery(db).for_each(ThingKind::document, filter, [&](std::int64_t id) {
        ids.push_back(id);
        return true;
    });
    return ids;
}

void need_zone(const Archive& archive) {
    const Places& places = archive.profile().places;
    const bool by_state = places.zone_of.contains("customer.closed");
    const bool by_rule = std::ranges::any_of(places.rules, [](const PlaceRule& rule) { return !rule.zone.empty(); });
    if (!by_state && !by_rule) {
        throw Fault(ErrorCode::refused, say("profile"), say("has no zone for closed customers"),
                    say("add places: {{zone: {{customer.closed: …}}}}"));
    }
}

class Retiring {
public:
    Retiring(FilingRun& run, const RetireRequest& request)
        : run_(&run), request_(&request), papers_(run.archive(), run.today()) {}

    ManyDone retire() {
        for (const std::int64_t customer : customers()) {
            for (const std::int64_t document : documents_of(run_->db(), customer)) {
                consider(document);
            }
        }
        if (request_->bind || !request_->by.empty()) {
            bind_loose();
        }
        // The plan is made now: what was bound is known, and what lay elsewhere has left.
        ManyDone moved = shelve(*run_, names_of(things_), {});
        std::erase_if(moved.answer,
                      [](const Record& move) { return Value(move.fields).text_of("why") == say("is there already"); });
        take_away_empty_boxes();
        moved.asked += asked_;
        moved.failed += failed_;
        if (bound_with_others_ > 0) {
            run_->reporter.notice(say("{} documents stay: they are bound with papers of others", bound_with_others_));
        }
        return moved;
    }

private:
    std::vector<std::int64_t> customers() {
        CustomerTable table(run_->db());
        if (request_->customers.empty()) {
            const std::string from = request_->year == 0 ? std::string() : say("{:04}-01-01", request_->year);
            const std::string before =
                request_->year == 0 ? request_->closed_before : say("{:04}-01-01", request_->year + 1);
            return table.closed_between(from, before);
        }
        std::vector<std::int64_t> ids;
        for (const std::string& text : request_->customers) {
            const Customer customer = named_customer(run_->archive(), text);
            if (customer.closed.empty()) {
                ++asked_;
                ++failed_;
                run_->reporter.problem({ErrorCode::refused, name_of(customer), say("is not closed"),
                                        say("close it with arc-file customer close")});
            } else {
                ids.push_back(customer.id);
            }
        }
        return ids;
    }

    bool goes_as_a_whole(Thing thing) {
        const ThingWish wish = papers_.wish_of(thing);
        return !wish.mixed() && wish.zones.begin()->first == zone_;
    }

    // The largest thing that holds this paper and nothing that stays.
    void consider(std::int64_t document) {
        const PaperFacts& paper = papers_.paper(document);
        Thing thing{ThingKind::document, document};
        std::optional<Thing> holder = papers_.stays().holder_of(thing);
        const bool binding = request_->bind || !request_->by.empty();
        if (!paper.document.withdrawn.empty() || !paper.document.destroyed.empty() || (!holder && !binding)) {
            return;
        }
        if (const std::optional<Error> away = away_error(run_->archive(), thing)) {
            run_->reporter.problem(*away);
            return;
        }
        zone_ = paper.zone.zone;
        const bool bound =
            holder && holder->kind == ThingKind::volume && !VolumeTable(run_->db()).find(holder->id)->closed.empty();
        if (binding && !bound) {
            loose_.push_back(thing);
            return;
        }
        if (bound && !goes_as_a_whole(*holder)) {
            ++bound_with_others_;
            return;
        }
        for (; holder && holder->kind != ThingKind::place && goes_as_a_whole(*holder);
             holder = papers_.stays().holder_of(thing)) {
            thing = *holder;
        }
        if (holder && holder->kind == ThingKind::box) {
            boxes_.insert(holder->id);
        }
        if (known_.insert(thing).second) {
            things_.push_back(thing);
        }
    }

    void bind_loose() {
        PutAway put_away(run_->change, run_->caller.account);
        for (const Thing thing : loose_) {
            if (const std::optional<Thing> holder = papers_.stays().holder_of(thing)) {
                if (holder->kind == ThingKind::box) {
                    boxes_.insert(holder->id);
                }
                put_away.take_away(thing, say("the customer is closed"));
            }
        }
        if (loose_.empty()) {
            return;
        }
        BuildRequest request;
        request.things = names_of(loose_);
        request.by = request_->by;
        request.close = true;
        for (const Record& volume : build_volumes(*run_, request)) {
            things_.push_back({ThingKind::volume, Value(volume.fields).int_of("id")});
        }
        for (const Thing thing : loose_) {
            if (!papers_.stays().holder_of(thing)) {
                things_.push_back(thing);  // kept apart, or its group is not known
            }
        }
    }

    void take_away_empty_boxes() {
        PutAway put_away(run_->change, run_->caller.account);
        for (const std::int64_t box : boxes_) {
            if (papers_.stays().inside({ThingKind::box, box}).empty()) {
                put_away.take_away({ThingKind::box, box}, say("empty"));
            }
        }
    }

    FilingRun* run_;
    const RetireRequest* request_;
    ThingPapers papers_;
    std::string zone_;  // of the paper that is looked at
    std::vector<Thing> things_;
    std::set<Thing> known_;
    std::vector<Thing> loose_;
    std::set<std::int64_t> boxes_;  // out of which something was taken
    std::int64_t bound_with_others_ = 0;
    std::size_t asked_ = 0;
    std::size_t failed_ = 0;
};

struct DepartedFile {
    std::int64_t documents = 0;
    std::int64_t sides = 0;
    std::set<std::string> where;
};

}  // namespace

ManyDone retire(FilingRun& run, const RetireRequest& request) {
    require_right(run.archive(), run.caller, Verb::shelve);
    need_zone(run.archive());
    return Retiring(run, request).retire();
}

std::string print_departed(Archive& archive, const Answer& moves, Instant now) {
    ThingPapers papers(archive, archive.zone().day_at(now));
    std::map<std::string, DepartedFile> files;
    std::map<std::string, Customer> customers;
    for (const Record& move : moves) {
        const Value fields(move.fields);
        const Thing thing = resolve_thing(archive, fields.text_of("thing")).value_or_throw();
        for (const std::int64_t id : papers.stays().documents_in(thing)) {
            const PaperFacts& paper = papers.paper(id);
            if (!paper.customer) {
                continue;
            }
            const Customer customer = CustomerTable(archive.db()).find(*paper.customer).value();
            DepartedFile& file = files[customer.number];
            customers[customer.number] = customer;
            ++file.documents;
            file.sides += paper.document.sides.value_or(DocumentTable(archive.db()).counted(paper.document).pages);
            const std::string box = fields.text_of("box");
            const std::string to = fields.text_of("to");
            file.where.insert(box.empty() ? for_print(to) + " " + for_print(fields.text_of("thing"))
                                          : say("盒 {}", box));
        }
    }
    ListSheet sheet;
    sheet.title = say("销户（迁出）档案目录");
    sheet.head = {say("全宗 {}", archive.config().fonds), say("日期 {}", format_day(archive.zone().day_at(now)))};
    sheet.columns = {{say("序号"), 12, Align::centre},
                     {say("编号"), 32},
                     {say("名称"), 0},
                     {say("销户日期"), 26},
                     {say("件数"), 14, Align::centre},
                     {say("页数"), 14, Align::centre},
                     {say("存放位置"), 62}};
    std::int64_t documents = 0;
    for (const auto& [number, file] : files) {
        const Customer& customer = customers.at(number);
        const std::string& name = customer.state.name;
        documents += file.documents;
        sheet.rows.push_back({std::to_string(sheet.rows.size() + 1), number,
                              name.starts_with("hmac:") ? std::string("***") : name, customer.closed,
                              std::to_string(file.documents), std::to_string(file.sides),
                              join(std::vector<std::string>(file.where.begin(), file.where.end()), "; ")});
    }
    sheet.totals = {say("共 {} 户 {} 件", files.size(), documents)};
    sheet.signatures = {say("整理人"), say("检查人")};
    sheet.shape = PageShape::landscape;
    return lists_pdf(std::span(&sheet, 1), {sheet.title, now}).value_or_throw();
}

}  // namespace arc
