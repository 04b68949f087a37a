#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/stock_query.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/filing/facts_reader.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/shelving/shelves.hpp"
#include "jobs/shelving/thing_papers.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace arc {
namespace {

class PlacesAudit {
public:
    PlacesAudit(AuditRun& run, const TellFinding& tell)
        : run_(&run),
          tell_(&tell),
          shelves_(run.archive()),
          papers_(run.archive(), run.today()),
          stays_(run.db()),
          facts_(run.archive()),
          by_rule_(run.profile().places.order == ShelfOrder::by_rule) {}

    void run() {
        places();
        papers();
        for (const Thing thing : stays_.inconsistent()) {
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
    using Order = std::tuple<std::int64_t, std::int64_t, std::int64_t>;  // volume, position, document
    struct InZone {
        std::int64_t papers = 0;
        Order first;
        std::string why;
    };
    struct Standing {
        std::int64_t place = 0;
        std::map<std::string, InZone> zones;
    };

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

    // One pass over all papers: each counts for the box or volume that stands with it, or stands by itself.
    void papers() {
        boxes_ = StockQuery(run_->db()).box_places();
        volumes_ = StockQuery(run_->db()).volume_places();
        constexpr std::int64_t group = 1000;
        DocumentTable table(run_->db());
        for (std::int64_t last = 0; !run_->reporter().stop_requested();) {
            const Snapshot together(run_->db());
            const std::vector<Document> rows = table.page(last, group);
            if (rows.empty()) {
                break;
            }
            last = rows.back().id;
            for (const Document& row : rows) {
                if (row.withdrawn.empty() && row.destroyed.empty()) {
                    paper(row);
                }
            }
        }
        for (const auto& [thing, standing] : standing_) {
            zone_of(thing, standing);
        }
        for (const auto& [box, keys] : keys_) {
            if (keys.size() > 1) {
                put("mixed-box", {ThingKind::box, box},
                    say("holds {}", join(std::vector<std::string>(keys.begin(), keys.end()), "; ")));
            }
        }
    }

    void paper(const Document& document) {
        Thing thing{ThingKind::document, document.id};
        std::optional<std::int64_t> place = document.place;
        std::optional<std::int64_t> box = document.box;
        if (document.volume) {
            const auto volume = volumes_.find(*document.volume);
            if (volume == volumes_.end()) {
                return;
            }
            thing = {ThingKind::volume, *document.volume};
            place = volume->second.place;
            box = volume->second.box;
        }
        if (box) {
            thing = {ThingKind::box, *box};
            const auto known = boxes_.find(*box);
            place = known == boxes_.end() ? std::nullopt : known->second.place;
        }
        if (!place && !(box && by_rule_)) {
            return;
        }
        PaperFacts facts;
        facts.document = document;
        facts.facts = facts_.of(document, run_->today());
        facts.zone = choose_zone(run_->profile(), look_up_in(facts.facts));
        if (place) {
            Standing& standing = standing_[thing];
            standing.place = *place;
            InZone& zone = standing.zones[facts.zone.zone];
            const Order order{document.volume.value_or(0), document.position.value_or(0), document.id};
            if (zone.papers++ == 0 || order < zone.first) {
                zone.first = order;
                zone.why = facts.zone.why;
            }
        }
        if (box && by_rule_) {
            if (std::string key = papers_.box_key(facts, facts.zone.rule); !key.empty()) {
                keys_[*box].insert(std::move(key));
            }
        }
    }

    // By the zone of most of its papers, and of two with as many, of the first paper.
    void zone_of(Thing thing, const Standing& standing) {
        const auto more = [](const auto& one, const auto& other) {
            return one.second.papers != other.second.papers ? one.second.papers < other.second.papers
                                                            : one.second.first > other.second.first;
        };
        const auto& [wanted, papers] = *std::ranges::max_element(standing.zones, more);
        const std::string& zone = shelves_.node(standing.place).state.zone;
        if (!wanted.empty() && wanted != zone) {
            put("wrong-zone", thing,
                say("stands in {}, belongs in {} ({})", zone.empty() ? say("no zone") : zone, wanted, papers.why));
        }
    }

    AuditRun* run_;
    const TellFinding* tell_;
    Shelves shelves_;
    ThingPapers papers_;
    StayTable stays_;
    FactsReader facts_;
    bool by_rule_;
    std::map<std::int64_t, StockQuery::Standpoint> boxes_;
    std::map<std::int64_t, StockQuery::Standpoint> volumes_;
    std::map<Thing, Standing> standing_;
    std::map<std::int64_t, std::set<std::string>> keys_;  // of boxes
};

}  // namespace

Coverage audit_places(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    PlacesAudit(run, tell).run();
    return Coverage::whole;
}

}  // namespace arc
