#include "jobs/volumes/build_volumes.hpp"

#include "base/counted.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/find_query.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/thing_query.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/shelving/holder_title.hpp"
#include "jobs/shelving/put_away.hpp"
#include "jobs/volumes/bind_volume.hpp"
#include "jobs/volumes/volume_papers.hpp"
#include "record/record_codec.hpp"
#include "rules/filing_method.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace arc {
namespace {

constexpr const char* key_field = "built";

// Papers that belong together, with what they have in common.
struct Group {
    const VolumeRule* rule = nullptr;
    std::string title;
    std::int64_t first_document = 0;
    std::vector<VolumePaper> papers;
};

class Builder {
public:
    Builder(FilingRun& run, const BuildRequest& request)
        : run_(&run), request_(&request), facts_(run.archive(), run.today()) {
        for (const std::string& path : request.by) {
            by_hand_.by.push_back(path == "customer" || path == "ticket" ? path + ".number" : path);
        }
    }

    Answer build() {
        collect();
        for (auto& [key, group] : groups_) {
            put_in_order(group.papers, group.rule->inner_order);
            fill(key, group);
        }
        tell_left_out();
        Answer answer;
        for (const std::int64_t volume : built_) {
            if (request_->close) {
                bind_volume(*run_, volume);
            }
            answer.push_back(volume_record(run_->archive(), VolumeTable(run_->db()).find(volume).value()));
        }
        return answer;
    }

private:
    void collect() {
        if (request_->things.empty()) {
            constexpr std::int64_t at_once = 1000;
            StayTable stays(run_->db());
            for (std::vector<std::int64_t> ids = stays.waiting_documents(0, at_once); !ids.empty();
                 ids = stays.waiting_documents(ids.back(), at_once)) {
                for (const std::int64_t id : ids) {
                    consider(id, false);
                }
            }
        }
        for (const std::string& text : request_->things) {
            const Thing thing = resolve_thing(run_->archive(), text).value_or_throw();
            if (thing.kind == ThingKind::document) {
                need_loose(thing);
                consider(thing.id, true);
            } else {
                consider_all_of(thing);
            }
        }
    }

    void need_loose(Thing document) {
        if (const std::string holder = holder_text(run_->archive(), document); !holder.empty()) {
            throw Fault(ErrorCode::refused, name_of(run_->db(), document), say("lies in {} already", holder));
        }
    }

    void consider_all_of(Thing thing) {
        constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();
        std::vector<std::int64_t> ids;
        if (thing.kind == ThingKind::series) {
            ids = ThingQuery(run_->db()).pointing(ThingKind::document, "series", thing.id, all);
        } else if (thing.kind == ThingKind::ticket || thing.kind == ThingKind::customer) {
            FindFilter filter;
            (thing.kind == ThingKind::ticket ? filter.must.tickets : filter.must.customers) = {thing.id};
            FindQuery(run_->db()).for_each(ThingKind::document, filter, [&](std::int64_t id) {
                ids.push_back(id);
                return true;
            });
        } else {
            throw Fault(ErrorCode::usage, name_of(run_->db(), thing), say("has no documents"),
                        say("name a document, ticket, customer or node of the series"));
        }
        for (const std::int64_t id : ids) {
            const PaperFacts& paper = facts_.paper(id);
            const bool gone = !paper.document.withdrawn.empty() || !paper.document.destroyed.empty();
            if (!gone && !StayTable(run_->db()).holder_of({ThingKind::document, id})) {
                consider(id, false);
            }
        }
    }

    void consider(std::int64_t id, bool named) {
        const PaperFacts& paper = facts_.paper(id);
        const FieldLookup look_up = look_up_in(paper.facts);
        const bool open = value_at("ticket.number", look_up) && !value_at("ticket.closed", look_up);
        const DocumentType* type = run_->archive().profile().document_type(paper.document.type);
        if (const Result<Done> may = may_be_put(run_->archive(), {ThingKind::document, id}); !may) {
            ++left_out_[may.error().what];
        } else if (type != nullptr && !type->store.empty()) {
            expect_left_out(say("kept apart in {}", type->store));
        } else if (open && !named) {
            expect_left_out(say("the ticket is open"));
        } else if (!named && filing_method(run_->archive().profile(), look_up) == FilingMethod::item) {
            expect_left_out(say("filed by item"));
        } else {
            add(paper, look_up);
        }
    }

    // Nobody has to do anything about these.
    void expect_left_out(const std::string& why) {
        expected_.insert(why);
        ++left_out_[why];
    }

    void add(const PaperFacts& paper, const FieldLookup& look_up) {
        const VolumeRule& profiles = volume_rule_for(run_->archive().profile(), paper.facts);
        const VolumeRule& rule = request_->by.empty() ? profiles : by_hand_;
        if (!request_->by.empty()) {
            by_hand_.inner_order = profiles.inner_order;
            by_hand_.page_numbers = profiles.page_numbers;
        }
        for (const std::string& path : rule.by) {
            if (!value_at(path, look_up)) {
                ++left_out_[say("{} is not known", path)];
                return;
            }
        }
        std::string key = join(keys_of(rule, look_up), "|");
        if (paper.zone.apart) {
            key += "|" + paper.zone.zone;
        }
        Group& group = groups_[key];
        if (group.rule == nullptr) {
            group.rule = &rule;
            group.title = holder_title(run_->archive(), rule.by, look_up);
            group.first_document = paper.document.id;
        }
        group.papers.push_back(volume_paper(run_->archive(), paper));
    }

    std::vector<std::string> keys_of(const VolumeRule& rule, const FieldLookup& look_up) const {
        const std::vector<VolumeRule>& rules = run_->archive().profile().volumes;
        std::vector<std::string> values{&rule == &by_hand_ ? say("by {}", join(rule.by, ","))
                                        : rules.empty()    ? std::string("0")
                                                           : std::to_string(&rule - rules.data())};
        for (const std::string& path : rule.by) {
            values.push_back(value_at(path, look_up).value_or(""));
        }
        return values;
    }

    void fill(const std::string& key, const Group& group) {
        std::span<const VolumePaper> rest = group.papers;
        for (const Volume& volume : VolumeTable(run_->db()).open_with_field(key_field, key)) {
            const std::vector<VolumePaper> inside = papers_of_volume(run_->archive(), facts_, volume.id);
            rest = rest.subspan(put_into(volume.id, rest, *group.rule, inside));
        }
        while (!rest.empty()) {
            Volume volume;
            volume.title = group.title;
            volume.fields = encode_fields({{key_field, key}});
            volume = new_volume(run_->change, volume, facts_.paper(group.first_document).facts, run_->today());
            rest = rest.subspan(put_into(volume.id, rest, *group.rule, {}));
        }
    }

    std::size_t put_into(std::int64_t volume, std::span<const VolumePaper> papers, const VolumeRule& rule,
                         const std::vector<VolumePaper>& inside) {
        std::int64_t sheets = 0;
        for (const VolumePaper& paper : inside) {
            sheets += paper.sheets;
        }
        const std::size_t count = papers_that_fit(papers, rule, static_cast<std::int64_t>(inside.size()), sheets);
        for (const VolumePaper& paper : papers.first(count)) {
            add_to_volume(*run_, volume, {ThingKind::document, paper.document}).value_or_throw();
        }
        if (count > 0) {
            built_.push_back(volume);
        }
        return count;
    }

    void tell_left_out() {
        for (const auto& [why, count] : left_out_) {
            const std::string words = say("{} left out: {}", counted(count, "document is", "documents are"), why);
            // Whoever names something wants to know why it did not go in.
            const bool quiet = expected_.contains(why) && request_->things.empty();
            quiet ? run_->reporter.detail(words) : run_->reporter.notice(words);
        }
    }

    FilingRun* run_;
    const BuildRequest* request_;
    ThingPapers facts_;
    VolumeRule by_hand_;
    std::map<std::string, Group> groups_;
    std::map<std::string, std::int64_t> left_out_;
    std::set<std::string> expected_;
    std::vector<std::int64_t> built_;
};

}  // namespace

Answer build_volumes(FilingRun& run, const BuildRequest& request) {
    require_right(run.archive(), run.caller, Verb::shelve);
    return Builder(run, request).build();
}

}  // namespace arc
