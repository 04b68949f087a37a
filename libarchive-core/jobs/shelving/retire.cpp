#include "jobs/shelving/retire.hpp"

#include "base/counted.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/find_query.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/indexing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/shelving/shelving_plan.hpp"
#include "jobs/tell_unknown.hpp"
#include "jobs/volumes/build_volumes.hpp"
#include "print/list_sheet.hpp"

#include <algorithm>
#include <set>

namespace arc {
namespace {

std::vector<std::int64_t> documents_of(Db& db, std::int64_t customer) {
    FindFilter filter;
    filter.must.customers = {customer};
    std::vector<std::int64_t> ids;
    FindQuery(db).for_each(ThingKind::document, filter, [&](std::int64_t id) {
        ids.push_back(id);
        return true;
    });
    return ids;
}

std::vector<std::int64_t> closed_in_time(Db& db, const RetireRequest& request) {
    const std::string from = request.year == 0 ? std::string() : say("{:04}-01-01", request.year);
    const std::string before = request.year == 0 ? request.closed_before : say("{:04}-01-01", request.year + 1);
    return CustomerTable(db).closed_between(from, before);
}

bool speaks_of_closing(const Condition& when) {
    return std::ranges::any_of(when.any, [](const std::vector<Clause>& clauses) {
        return std::ranges::any_of(clauses, [](const Clause& clause) {
            return clause.path == "customer.status" || clause.path.starts_with("customer.closed");
        });
    });
}

void need_zone(const Archive& archive) {
    const Places& places = archive.profile().places;
    const bool by_rule = std::ranges::any_of(
        places.rules, [](const PlaceRule& rule) { return !rule.zone.empty() && speaks_of_closing(rule.when); });
    if (!places.zone_of.contains("customer.closed") && !by_rule) {
        throw Fault(ErrorCode::refused, say("profile"), say("has no zone for closed customers"),
                    say("write one under places, as in zone: {{customer.closed: closed}}, apply it with arc-admin "
                        "profile apply, and add its place with arc-file place add --zone closed"));
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
            run_->reporter.notice(say("{}: bound with papers of others",
                                      counted(bound_with_others_, "document stays", "documents stay")));
        }
        return moved;
    }

private:
    std::vector<std::int64_t> customers() {
        if (request_->customers.empty()) {
            return closed_in_time(run_->db(), *request_);
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

    // A customer's own box goes as it is; where closed files are boxed by floor or year, its contents go.
    bool goes_as_a_whole(Thing thing) {
        const ThingWish wish = papers_.wish_of(thing);
        if (wish.mixed() || wish.zones.begin()->first != zone_) {
            return false;
        }
        const bool boxed_anew = wish.rule != nullptr && !wish.rule->box.empty() &&
                                std::ranges::none_of(wish.rule->box, [](const std::string& path) {
                                    return path == "customer" || path == "customer.number";
                                });
        return thing.kind != ThingKind::box || !boxed_anew;
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
                untitle(box);
            }
        }
    }

    // What comes next is not what it held.
    void untitle(std::int64_t id) {
        BoxTable boxes(run_->db());
        Box box = boxes.find(id).value();
        box.title.clear();
        boxes.put(box);
        index_box(run_->archive(), id);
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

// What a customer left, and where it stands now.
struct DepartedFile {
    std::int64_t documents = 0;
    std::int64_t sides = 0;
    std::set<std::string> where;
};

std::vector<Customer> departed_customers(Archive& archive, const RetireRequest& request) {
    std::vector<Customer> customers;
    if (request.customers.empty()) {
        for (const std::int64_t id : closed_in_time(archive.db(), request)) {
            customers.push_back(CustomerTable(archive.db()).find(id).value());
        }
    }
    for (const std::string& text : request.customers) {
        const Customer customer = named_customer(archive, text);
        if (!customer.closed.empty()) {
            customers.push_back(customer);
        }
    }
    return customers;
}

// "R1-X-1 盒 H0001", "R1-X-1 卷 200001-01"; the paper itself where it lies in nothing.
std::string shelf_words(Archive& archive, StayTable& stays, Thing thing) {
    Thing outermost = thing;
    for (std::optional<Thing> holder = stays.holder_of(thing); holder; holder = stays.holder_of(*holder)) {
        if (holder->kind == ThingKind::place) {
            const std::string place = PlaceTable(archive.db()).find(holder->id)->code;
            return place + " " + for_print(name_of(archive.db(), outermost));
        }
        outermost = *holder;
    }
    return outermost == thing ? say("未上架") : for_print(name_of(archive.db(), outermost));
}

DepartedFile departed_file(Archive& archive, std::int64_t customer) {
    DepartedFile file;
    StayTable stays(archive.db());
    DocumentTable documents(archive.db());
    for (const std::int64_t id : documents_of(archive.db(), customer)) {
        const Document document = documents.find(id).value();
        if (document.withdrawn.empty() && document.destroyed.empty()) {
            ++file.documents;
            file.sides += document.sides.value_or(documents.counted(document).pages);
            file.where.insert(shelf_words(archive, stays, {ThingKind::document, id}));
        }
    }
    return file;
}

}  // namespace

ManyDone retire(FilingRun& run, const RetireRequest& request) {
    require_right(run.archive(), run.caller, Verb::shelve);
    need_zone(run.archive());
    return Retiring(run, request).retire();
}

std::string print_departed(Archive& archive, const RetireRequest& request, Instant now, Reporter& reporter) {
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
    for (const Customer& customer : departed_customers(archive, request)) {
        const DepartedFile file = departed_file(archive, customer.id);
        if (file.documents == 0) {
            continue;
        }
        const std::string& name = customer.state.name;
        documents += file.documents;
        sheet.rows.push_back({std::to_string(sheet.rows.size() + 1), customer.number,
                              name.starts_with("hmac:") ? std::string("***") : name, customer.closed,
                              std::to_string(file.documents), std::to_string(file.sides),
                              join(std::vector<std::string>(file.where.begin(), file.where.end()), "; ")});
    }
    sheet.totals = {say("共 {} 户 {} 件", sheet.rows.size(), documents)};
    sheet.signatures = {say("整理人"), say("检查人")};
    sheet.shape = PageShape::landscape;
    UnknownCharacters unknown;
    std::string pdf = lists_pdf(std::span(&sheet, 1), {sheet.title, now, &unknown}).value_or_throw();
    tell_unknown(unknown, reporter);
    return pdf;
}

}  // namespace arc
