#include "jobs/volumes/volume_verbs.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/shelving/put_away.hpp"
#include "jobs/volumes/bind_volume.hpp"
#include "jobs/volumes/volume_papers.hpp"
#include "record/record_codec.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string subject_of(const Volume& volume) {
    return "volume:" + volume.code;
}

Record record_of(FilingRun& run, std::int64_t volume) {
    return volume_record(run.archive(), VolumeTable(run.db()).find(volume).value());
}

Facts facts_of_thing(Archive& archive, const std::string& text) {
    const Thing thing = resolve_thing(archive, text).value_or_throw();
    switch (thing.kind) {
        case ThingKind::customer:
            return facts_of(archive, CustomerTable(archive.db()).find(thing.id).value());
        case ThingKind::ticket:
            return facts_of(archive, TicketTable(archive.db()).find(thing.id).value());
        case ThingKind::document:
            return facts_of(archive, DocumentTable(archive.db()).find(thing.id).value());
        case ThingKind::series:
            return facts_of(archive, SeriesTable(archive.db()).find(thing.id).value());
        default:
            throw Fault(ErrorCode::usage, text, say("is no customer, ticket, document or node of the series"));
    }
}

// Does one after the other; what is wrong is told, the rest goes on.
template <class Work>
ManyDone for_each_named(FilingRun& run, const std::vector<std::string>& things, Work work) {
    ManyDone done;
    for (const std::string& text : things) {
        ++done.asked;
        // A bare number is that of a document here.
        Result<Thing> thing = resolve_thing(run.archive(), text);
        thing = thing ? thing : resolve_thing(run.archive(), text, ThingKind::document);
        const Result<Done> one = thing ? work(*thing) : Result<Done>(thing.error());
        if (!one) {
            ++done.failed;
            run.reporter.problem(one.error());
        }
    }
    return done;
}

Result<Done> need_document(FilingRun& run, Thing thing) {
    if (thing.kind != ThingKind::document) {
        return Error{ErrorCode::usage, name_of(run.db(), thing), say("only documents go into a volume"), {}};
    }
    return Done{};
}

void set_positions(FilingRun& run, const std::vector<std::int64_t>& order) {
    DocumentTable documents(run.db());
    for (std::size_t i = 0; i < order.size(); ++i) {
        Document document = documents.find(order[i]).value();
        if (document.position != static_cast<std::int64_t>(i) + 1) {
            document.position = static_cast<std::int64_t>(i) + 1;
            documents.update(document);
            run.change.about({ThingKind::document, document.id});
        }
    }
}

std::vector<std::int64_t> order_by_rule(FilingRun& run, std::int64_t volume) {
    ThingPapers facts(run.archive(), run.today());
    std::vector<VolumePaper> papers = papers_of_volume(run.archive(), facts, volume);
    put_in_order(papers, volume_rule_of(facts, run.archive().profile(), volume).inner_order);
    std::vector<std::int64_t> order;
    for (const VolumePaper& paper : papers) {
        order.push_back(paper.document);
    }
    return order;
}

std::vector<std::int64_t> order_by_hand(FilingRun& run, const Volume& volume, const std::vector<std::string>& texts) {
    std::vector<std::int64_t> order;
    for (const std::string& text : texts) {
        order.push_back(named_document(run.archive(), text).id);
    }
    std::vector<std::int64_t> given = order;
    std::vector<std::int64_t> inside = StayTable(run.db()).documents_in({ThingKind::volume, volume.id});
    std::ranges::sort(given);
    std::ranges::sort(inside);
    if (given != inside) {
        throw Fault(ErrorCode::usage, subject_of(volume),
                    say("has {} documents; name all of them, each once", inside.size()));
    }
    return order;
}

}  // namespace

Answer open_volume(FilingRun& run, const VolumeRequest& request) {
    require_right(run.archive(), run.caller, Verb::shelve);
    if (VolumeTable(run.db()).find(request.code)) {
        throw Fault(ErrorCode::refused, "volume:" + request.code, say("is there already"));
    }
    Volume volume;
    volume.code = request.code;
    volume.title = request.title;
    volume.width = request.width;
    const Facts facts = request.of.empty() ? Facts{} : facts_of_thing(run.archive(), request.of);
    return {record_of(run, new_volume(run.change, volume, facts, run.today()).id)};
}

ManyDone add_to_volume(FilingRun& run, const std::string& text, const std::vector<std::string>& documents) {
    require_right(run.archive(), run.caller, Verb::shelve);
    const std::int64_t volume = named_volume(run.archive(), text).id;
    ManyDone done = for_each_named(run, documents, [&](Thing thing) -> Result<Done> {
        const Result<Done> may = need_document(run, thing);
        return may ? add_to_volume(run, volume, thing) : may;
    });
    done.answer.push_back(record_of(run, volume));
    return done;
}

ManyDone remove_from_volume(FilingRun& run, const std::string& text, const std::vector<std::string>& documents) {
    require_right(run.archive(), run.caller, Verb::shelve);
    const Volume volume = named_volume(run.archive(), text);
    const Thing holder{ThingKind::volume, volume.id};
    if (!volume.closed.empty()) {
        throw Fault(ErrorCode::refused, subject_of(volume),
                    say("is bound since {}", local_day(volume.closed, run.archive().zone())),
                    say("open it with arc-file volume reopen"));
    }
    const bool bound_before = was_bound(run.archive(), volume);
    if (bound_before) {
        need_reason(run, subject_of(volume));
    }
    PutAway put_away(run.change, run.caller.account);
    ManyDone done = for_each_named(run, documents, [&](Thing thing) -> Result<Done> {
        if (StayTable(run.db()).holder_of(thing) != holder) {
            return Error{ErrorCode::refused, name_of(run.db(), thing), say("is not in {}", subject_of(volume)), {}};
        }
        if (std::optional<Error> away = away_error(run.archive(), thing)) {
            return *std::move(away);
        }
        const std::int64_t item = DocumentTable(run.db()).find(thing.id)->position.value_or(0);
        const std::string what = say("第 {} 件 {}", item, title_of(run.archive(), thing));
        put_away.take_away(thing, run.caller.reason);
        if (bound_before) {
            put_away.remark(holder, "removed", say("{}：{}", what, run.caller.reason));
        }
        return Done{};
    });
    done.answer.push_back(record_of(run, volume.id));
    return done;
}

Answer order_volume(FilingRun& run, const std::string& text, const std::vector<std::string>& documents) {
    require_right(run.archive(), run.caller, Verb::shelve);
    Volume volume = named_volume(run.archive(), text);
    if (was_bound(run.archive(), volume)) {
        throw Fault(ErrorCode::refused, subject_of(volume), say("was bound: its order is final"),
                    say("what is added goes behind the last"));
    }
    ThingPapers facts(run.archive(), run.today());
    if (has_numbered_papers(papers_of_volume(run.archive(), facts, volume.id))) {
        throw Fault(ErrorCode::refused, subject_of(volume), say("its catalogue says their pages: its order is final"),
                    say("correct the catalogue and import it again"));
    }
    leave_out_withdrawn(run, volume.id);
    set_positions(run, documents.empty() ? order_by_rule(run, volume.id) : order_by_hand(run, volume, documents));
    std::vector<std::pair<std::string, std::string>> fields = decode_fields(volume.fields);
    std::erase_if(fields, [](const auto& field) { return field.first == "order"; });
    if (!documents.empty()) {
        fields.emplace_back("order", "by-hand");
    }
    volume.fields = encode_fields(fields);
    VolumeTable(run.db()).put(volume);
    run.change.about({ThingKind::volume, volume.id});
    return show_volume(run.archive(), text);
}

ManyDone close_volumes(FilingRun& run, const std::vector<std::string>& volumes) {
    require_right(run.archive(), run.caller, Verb::shelve);
    ManyDone done;
    for (const std::string& text : volumes) {
        const std::int64_t volume = named_volume(run.archive(), text).id;
        ++done.asked;
        bind_volume(run, volume);
        if (run.caller.dry_run) {
            std::ranges::move(show_volume(run.archive(), text), std::back_inserter(done.answer));
        } else {
            done.answer.push_back(record_of(run, volume));
        }
    }
    return done;
}

Answer reopen_volume(FilingRun& run, const std::string& text) {
    require_right(run.archive(), run.caller, Verb::shelve);
    Volume volume = named_volume(run.archive(), text);
    need_reason(run, subject_of(volume));
    if (!volume.closed.empty()) {
        volume.closed.clear();
        VolumeTable(run.db()).put(volume);
        PutAway(run.change, run.caller.account).remark({ThingKind::volume, volume.id}, "reopened", run.caller.reason);
    }
    return {record_of(run, volume.id)};
}

Answer list_volumes(Archive& archive, VolumeState state) {
    constexpr std::int64_t at_once = 500;
    Answer answer;
    VolumeTable volumes(archive.db());
    for (std::vector<Volume> page = volumes.page(0, at_once); !page.empty();
         page = volumes.page(page.back().id, at_once)) {
        for (const Volume& volume : page) {
            const bool shown = state == VolumeState::any || (state == VolumeState::open && volume.closed.empty()) ||
                               (state == VolumeState::closed && !volume.closed.empty()) ||
                               (state == VolumeState::unshelved && !volume.box && !volume.place);
            if (shown) {
                answer.push_back(volume_record(archive, volume));
            }
        }
    }
    return answer;
}

Answer show_volume(Archive& archive, const std::string& text) {
    const Volume volume = named_volume(archive, text);
    const Thing thing{ThingKind::volume, volume.id};
    Answer answer{volume_record(archive, volume)};
    for (const std::int64_t id : StayTable(archive.db()).documents_in(thing)) {
        const Document document = DocumentTable(archive.db()).find(id).value();
        Record record = whole_document_record(archive, document);
        record.fields.emplace_back("position", document.position ? Value(*document.position) : Value());
        record.fields.emplace_back("first_page", document.first_page ? Value(*document.first_page) : Value());
        answer.push_back(std::move(record));
    }
    for (const Remark& remark : RemarkTable(archive.db()).of(thing)) {
        answer.push_back({"remark",
                          {{"thing", name_of(archive.db(), thing)},
                           {"at", remark.at},
                           {"by", remark.by},
                           {"kind", remark.kind},
                           {"text", remark.text}}});
    }
    return answer;
}

}  // namespace arc
