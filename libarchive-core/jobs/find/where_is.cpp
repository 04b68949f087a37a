#include "jobs/find/where_is.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/find_query.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/thing_query.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/lending/loan_paper.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

constexpr std::int64_t documents_told = 200;

Value step(std::string_view kind, const std::string& code, const std::string& name = {}) {
    return Object{{"kind", kind}, {"code", text_or_null(code)}, {"name", text_or_null(name)}};
}

// "三号柜 R1-C3", "box H000001"
std::string words_of(const Value& step) {
    const std::string name = step.text_of("name");
    const std::string code = step.text_of("code");
    const std::string kind = step.text_of("kind");
    const bool place = kind != "box" && kind != "volume" && kind != "item" && kind != "page" && kind != "batch" &&
                       kind != "document" && kind != "position";
    if (place) {
        return name.empty() ? code : name + " " + code;
    }
    return kind + " " + code;
}

std::string text_of(const List& path) {
    std::vector<std::string> words;
    for (const Value& one : path) {
        words.push_back(words_of(one));
    }
    return join(words, " > ");
}

// "B1 3-5, B2 1"
std::string pages_text(const std::vector<Page>& pages) {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> spans;
    for (const Page& page : pages) {
        const auto [span, added] = spans.try_emplace(page.batch_code, page.seq, page.seq);
        span->second.first = std::min(span->second.first, page.seq);
        span->second.second = std::max(span->second.second, page.seq);
    }
    std::vector<std::string> words;
    for (const auto& [batch, span] : spans) {
        words.push_back(span.first == span.second ? fmt::format("{} {}", batch, span.first)
                                                  : fmt::format("{} {}-{}", batch, span.first, span.second));
    }
    return join(words, ", ");
}

}  // namespace

void WhereIs::add_place(List& path, std::optional<std::int64_t> place) {
    if (place) {
        for (const Place& at : PlaceTable(archive_->db()).path(*place)) {
            path.push_back(step(at.kind, at.code, at.name));
        }
    }
}

void WhereIs::add_stay(List& path, Thing thing) {
    if (const std::optional<Stay> stay = StayTable(archive_->db()).now(thing)) {
        add_place(path, stay->place);
        path.push_back(step("position", std::to_string(stay->position)));
        since_ = stay->since;
    }
}

void WhereIs::add_box(List& path, std::int64_t id) {
    if (const std::optional<Box> box = BoxTable(archive_->db()).find(id)) {
        add_stay(path, {ThingKind::box, id});
        path.push_back(step("box", box->code, box->title));
    }
}

void WhereIs::add_volume(List& path, std::int64_t id) {
    if (const std::optional<Volume> volume = VolumeTable(archive_->db()).find(id)) {
        if (volume->box) {
            add_box(path, *volume->box);
        } else {
            add_stay(path, {ThingKind::volume, id});
        }
        path.push_back(step("volume", volume->code, volume->title));
    }
}

void WhereIs::add_document(List& path, Object& fields, std::int64_t id) {
    const std::optional<Document> document = DocumentTable(archive_->db()).find(id);
    if (!document) {
        return;
    }
    if (!document->destroyed.empty()) {
        fields.emplace_back("destroyed", document->destroyed);
        return;
    }
    if (document->volume) {
        add_volume(path, *document->volume);
    } else if (document->box) {
        add_box(path, *document->box);
    } else {
        add_stay(path, {ThingKind::document, id});
    }
    if (document->position) {
        path.push_back(step("item", std::to_string(*document->position)));
    }
    if (!document->paper.empty() && document->paper != "here") {
        fields.emplace_back("paper", document->paper);
    }
    fields.emplace_back("scanned", text_or_null(pages_text(PageTable(archive_->db()).of_document(id))));
}

void WhereIs::add_page(List& path, Object& fields, std::int64_t id) {
    const std::optional<Page> page = PageTable(archive_->db()).find(id);
    if (!page) {
        return;
    }
    if (page->document != 0) {
        Object of_document;
        add_document(path, of_document, page->document);
        fields.emplace_back("document", page->document);
        fields.emplace_back("position", page->position);
    }
    fields.insert(
        fields.end(),
        {{"scanned", fmt::format("{} {}", page->batch_code, page->seq)},
         {"batch", page->batch_code},
         {"seq", page->seq},
         {"object", page->object.hex()},
         {"frame", page->frame},
         {"file", archive_->paths().object(page->object).lexically_relative(archive_->paths().root).string()}});
}

void WhereIs::add_organisation(List& path, Thing thing) {
    const Registers& registers = records_->registers();
    std::optional<std::int64_t> unit = thing.id;
    if (thing.kind == ThingKind::person) {
        const std::optional<Person> person = PersonTable(archive_->db()).find(thing.id);
        unit = person ? person->unit : std::nullopt;
    }
    for (const std::string& code : registers.unit_path(unit)) {
        const std::optional<Unit> at = UnitTable(archive_->db()).find(code);
        path.push_back(step("unit", code, at ? at->name : std::string()));
    }
}

Record WhereIs::location(Thing thing) {
    List path;
    Object more;
    since_.clear();
    switch (thing.kind) {
        case ThingKind::place:
            add_place(path, thing.id);
            break;
        case ThingKind::box:
            add_box(path, thing.id);
            break;
        case ThingKind::volume:
            add_volume(path, thing.id);
            break;
        case ThingKind::document:
            add_document(path, more, thing.id);
            break;
        case ThingKind::page:
            add_page(path, more, thing.id);
            break;
        case ThingKind::handover:
            break;
        default:
            add_organisation(path, thing);
            break;
    }
    std::string words = text_of(path);
    const std::string scanned = Value(more).text_of("scanned");
    if (!Value(more).text_of("destroyed").empty()) {
        words = say("destroyed at {}", Value(more).text_of("destroyed"));
    } else if (path.empty()) {
        words = scanned.empty() ? say("on no shelf") : say("on no shelf; scanned: {}", scanned);
    } else if (!scanned.empty()) {
        words += say("; scanned: {}", scanned);
    }
    if (thing.kind == ThingKind::handover) {
        words = list_words(*archive_, thing.id);
    }
    if (const std::string handover = handover_words(*archive_, thing); !handover.empty()) {
        words += "; " + handover;
        more.emplace_back("handover", handover);
    }
    if (const std::string away = lent(thing); !away.empty()) {
        words = away + "; " + words;
        more.emplace_back("lent", away);
    }
    if (const std::string paper = Value(more).text_of("paper"); !paper.empty()) {
        words += say("; paper: {}", paper);
    }
    Record record{"location", {{"thing", name_of(archive_->db(), thing)}, {"id", thing.id}, {"path", std::move(path)}}};
    if (thing.kind == ThingKind::page) {
        const Value page(more);
        const std::int64_t document = page.int_of("document");
        words +=
            document == 0 ? say("; in no document") : say("; document #{} page {}", document, page.int_of("position"));
        words += say("; file {} frame {}", page.text_of("file"), page.int_of("frame"));
    }
    record.fields.insert(record.fields.end(), more.begin(), more.end());
    record.fields.emplace_back("since", text_or_null(since_));
    record.fields.emplace_back("text", std::move(words));
    return record;
}

// Who has it now: it, what it lies in, or a part of it.
std::string WhereIs::lent(Thing thing) {
    const bool paper =
        thing.kind == ThingKind::document || thing.kind == ThingKind::volume || thing.kind == ThingKind::box;
    return paper ? away_text(*archive_, thing) : std::string();
}

std::vector<std::int64_t> WhereIs::documents_of(Thing thing) {
    if (thing.kind == ThingKind::series) {
        return ThingQuery(archive_->db()).pointing(ThingKind::document, "series", thing.id, documents_told);
    }
    if (thing.kind == ThingKind::batch) {
        return ThingQuery(archive_->db()).documents_of_batch(thing.id, documents_told);
    }
    FindFilter filter;
    (thing.kind == ThingKind::ticket ? filter.must.tickets : filter.must.customers) = {thing.id};
    std::vector<std::int64_t> ids;
    FindQuery(archive_->db()).for_each(ThingKind::document, filter, [&](std::int64_t id) {
        ids.push_back(id);
        return static_cast<std::int64_t>(ids.size()) < documents_told;
    });
    return ids;
}

void WhereIs::put(Thing thing, RecordSink& sink) {
    const bool has_documents = thing.kind == ThingKind::ticket || thing.kind == ThingKind::customer ||
                               thing.kind == ThingKind::series || thing.kind == ThingKind::batch;
    if (!has_documents) {
        put_one(thing, sink);
        return;
    }
    const std::vector<std::int64_t> documents = documents_of(thing);
    for (const std::int64_t document : documents) {
        put_one({ThingKind::document, document}, sink);
    }
    if (documents.empty()) {
        sink.put({"location",
                  {{"thing", name_of(archive_->db(), thing)},
                   {"id", thing.id},
                   {"path", List{}},
                   {"text", say("no document of it is there")}}});
    }
}

void WhereIs::put_one(Thing thing, RecordSink& sink) {
    if (const std::optional<Record> shown = records_->record(thing)) {
        const Value fields(shown->fields);
        Record record = location(thing);
        record.fields.emplace_back(
            "title", text_or_null(fields.text_of("title", fields.text_of("type_title", fields.text_of("name")))));
        sink.put(record);
    }
}

std::string WhereIs::text(Thing thing) {
    return Value(location(thing).fields).text_of("text");
}

}  // namespace arc
