#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/stock_query.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/shelving/shelves.hpp"
#include "jobs/shelving/thing_papers.hpp"

#include <set>

namespace arc {
namespace {

class PlacesAudit {
public:
    PlacesAudit(AuditRun& run, const TellFinding& tell)
        : run_(&run), tell_(&tell), shelves_(run.archive()), papers_(run.archive(), run.today()) {}

    void run() {
        places();
        boxes();
        standing();
        for (const Thing thing : papers_.stays().inconsistent()) {
            put("two-stories", thing, say("stands elsewhere than the history of its places says"));
        }
        for (const auto& [ticket, documents] : StockQuery(run_->db()).closed_without_place()) {
            Finding finding = run_->about_ticket("A10", "unshelved", ticket);
            finding.text = say("closed; {} documents stand nowhere", documents);
            finding.light = to_text(Light::yellow);
            (*tell_)(std::move(finding));
        }
    }

private:
    std::string name(Thing thing) { return name_of(run_->db(), thing); }

    void put(std::string_view code, Thing thing, std::string words) {
        Finding finding = thing.kind == ThingKind::document ? run_->about_document("A10", code, thing.id)
                                                            : AuditRun::about_other("A10", code, name(thing));
        finding.text = std::move(words);
        (*tell_)(std::move(finding));
    }

    void places() {
        for (const PlaceNode& node : shelves_.nodes()) {
            const ShelfRoom& room = node.state.room;
            const std::string subject = "place:" + node.place.code;
            const auto state = [&](std::string_view code, std::string words) {
                Finding finding = AuditRun::about_other("A10", code, subject);
                finding.text = std::move(words);
                finding.owner = run_->registers().person_code(node.place.keeper);
                (*tell_)(std::move(finding));
            };
            if (room.most && room.things > *room.most) {
                state("overfull", say("{} things stand there, {} may", room.things, *room.most));
            } else if (room.capacity && room.used > *room.capacity) {
                state("overfull", say("{} mm stand on its {} mm", room.used, *room.capacity));
            }
            if (node.state.closed && room.things > 0) {
                state("closed-place", say("{} things stand there", room.things));
            }
        }
    }

    void standing() {
        for (const PlaceNode& node : shelves_.nodes()) {
            for (const Stay& stay : papers_.stays().at(node.place.id)) {
                zone_of(stay.thing, node);
            }
        }
    }

    void zone_of(Thing thing, const PlaceNode& node) {
        const ThingWish wish = papers_.wish_of(thing);
        if (wish.first_document == 0 || wish.shelf.zone.empty() || wish.shelf.zone == node.state.zone) {
            return;
        }
        put("wrong-zone", thing,
            say("stands in {}, belongs in {} ({})", node.state.zone.empty() ? say("no zone") : node.state.zone,
                wish.shelf.zone, wish.why));
    }

    void boxes() {
        BoxTable table(run_->db());
        constexpr std::int64_t group = 500;
        for (auto rows = table.page(0, group); !rows.empty(); rows = table.page(rows.back().id, group)) {
            for (const Box& box : rows) {
                std::set<std::string> keys;
                for (const std::int64_t document : papers_.stays().documents_in({ThingKind::box, box.id})) {
                    const PaperFacts& paper = papers_.paper(document);
                    if (std::string key = papers_.box_key(paper, paper.zone.rule); !key.empty()) {
                        keys.insert(std::move(key));
                    }
                }
                if (keys.size() > 1) {
                    put("mixed-box", {ThingKind::box, box.id},
                        say("holds {}", join(std::vector<std::string>(keys.begin(), keys.end()), "; ")));
                }
            }
        }
    }

    AuditRun* run_;
    const TellFinding* tell_;
    Shelves shelves_;
    ThingPapers papers_;
};

}  // namespace

Coverage audit_places(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    PlacesAudit(run, tell).run();
    return Coverage::whole;
}

}  // namespace arc
