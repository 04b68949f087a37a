#include "jobs/handover/list_things.hpp"

#include "base/say.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/handover_query.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/thing_query.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/permit.hpp"
#include "record/record_codec.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::int64_t most_documents = 100'000;  // of one ticket, customer or node of the series

Error cannot_go(std::string subject, std::string why, std::string next = {}) {
    return {ErrorCode::refused, std::move(subject), std::move(why), std::move(next)};
}

HandoverItem document_line(const CountedDocument& counted) {
    const Document& document = counted.document;
    HandoverItem item;
    item.thing = {ThingKind::document, document.id};
    item.declared_sheets = document.sheets;
    item.declared_sides = document.sides      ? document.sides
                          : counted.pages > 0 ? std::optional(counted.pages)
                                              : std::nullopt;
    return item;
}

void add(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& count) {
    sum = sum && count ? std::optional(*sum + *count) : std::nullopt;
}

// A volume or box with what lies in it: the first line is counted, the others go with it.
class Holding {
public:
    Holding(FilingRun& run, Thing holder) : run_(run), holder_(holder) {
        HandoverItem& first = lines_.emplace_back();
        first.thing = holder;
        first.declared_sheets = 0;
        first.declared_sides = 0;
    }

    Result<std::vector<HandoverItem>> lines() {
        if (holder_.kind == ThingKind::volume) {
            add_volume(holder_.id);
        } else {
            for (const Volume& volume : VolumeTable(run_.db()).in_box(holder_.id)) {
                lines_.emplace_back().thing = {ThingKind::volume, volume.id};
                lines_.back().holder = holder_;
                add_volume(volume.id);
            }
            for (const std::int64_t id :
                 ThingQuery(run_.db()).pointing(ThingKind::document, "box", holder_.id, most_documents)) {
                add_document(id);
            }
        }
        if (trouble_) {
            return *trouble_;
        }
        if (lines_.size() == 1) {
            return cannot_go(words_for(run_.archive(), holder_), say("holds nothing that could be handed over"));
        }
        return lines_;
    }

private:
    void add_volume(std::int64_t id) {
        const std::optional<std::int64_t> pages = VolumeTable(run_.db()).find(id).value().pages;
        const std::optional<std::int64_t> before = lines_.front().declared_sides;
        for (const std::int64_t document : DocumentTable(run_.db()).ids_in_volume(id)) {
            add_document(document);
        }
        if (pages) {
            lines_.front().declared_sides = before ? std::optional(*before + *pages) : std::nullopt;
        }
    }

    void add_document(std::int64_t id) {
        DocumentTable documents(run_.db());
        const Document document = documents.find(id).value();
        const bool has_paper = document.paper.empty() || document.paper == "here";
        if (!document.withdrawn.empty() || !document.destroyed.empty() || !has_paper) {
            return;
        }
        std::optional<Error> why = obstacle(run_, id, true);
        if (why && !trouble_) {
            trouble_ = std::move(why);
        }
        HandoverItem line = document_line(documents.counted(document));
        add(lines_.front().declared_sheets, line.declared_sheets);
        add(lines_.front().declared_sides, line.declared_sides);
        line.holder = holder_;
        lines_.push_back(std::move(line));
    }

    FilingRun& run_;
    Thing holder_;
    std::vector<HandoverItem> lines_;
    std::optional<Error> trouble_;
};

// In the order of the list that is annexed to the ticket's type; what is not on it stands behind.
std::vector<CountedDocument> in_listed_order(FilingRun& run, std::int64_t id) {
    std::vector<CountedDocument> documents = DocumentTable(run.db()).of_ticket(id);
    const Ticket ticket = TicketTable(run.db()).find(id).value();
    const TicketType* type = run.archive().profile().ticket_type(ticket.type);
    if (type != nullptr) {
        const auto rank = [type](const CountedDocument& counted) {
            return std::ranges::find(type->documents, counted.document.type, &Requirement::type) -
                   type->documents.begin();
        };
        std::ranges::stable_sort(documents, [&](const CountedDocument& a, const CountedDocument& b) {
            return rank(a) != rank(b) ? rank(a) < rank(b) : a.document.id < b.document.id;
        });
    }
    return documents;
}

std::vector<CountedDocument> documents_of(FilingRun& run, Thing thing) {
    DocumentTable documents(run.db());
    if (thing.kind == ThingKind::ticket) {
        return in_listed_order(run, thing.id);
    }
    if (thing.kind == ThingKind::series) {
        return documents.of_series(thing.id);
    }
    std::vector<CountedDocument> all = documents.of_customer(thing.id);
    for (const Ticket& ticket : TicketTable(run.db()).of_customer(thing.id)) {
        for (CountedDocument& counted : in_listed_order(run, ticket.id)) {
            if (counted.document.ticket == ticket.id) {
                all.push_back(std::move(counted));
            }
        }
    }
    return all;
}

// All that can go. What cannot is told when it is in the way; what was handed over or is on a list already is not.
std::vector<HandoverItem> lines_of_owner(FilingRun& run, Thing owner) {
    HandoverTable table(run.db());
    HandoverQuery query(run.db());
    std::vector<HandoverItem> lines;
    for (const CountedDocument& counted : documents_of(run, owner)) {
        const Thing thing{ThingKind::document, counted.document.id};
        const std::string& paper = counted.document.paper;
        const bool has_paper = (paper.empty() || paper == "here") && counted.document.destroyed.empty();
        if (!has_paper || table.pending_of(thing) || query.is_handed_over(thing.id)) {
            continue;
        }
        if (const std::optional<Error> why = obstacle(run, thing.id, false)) {
            run.reporter.problem(*why);
        } else {
            lines.push_back(document_line(counted));
        }
    }
    return lines;
}

bool is_on_keeper_lists(ThingKind kind) {
    return kind == ThingKind::customer || kind == ThingKind::ticket || kind == ThingKind::place;
}

}  // namespace

std::string words_for(Archive& archive, Thing thing) {
    if (thing.kind == ThingKind::document) {
        return name_of(DocumentTable(archive.db()).find(thing.id).value());
    }
    const std::string code = ThingQuery(archive.db()).code_of(thing);
    return fmt::format("{} {}", to_text(thing.kind), code.empty() ? std::to_string(thing.id) : code);
}

Result<NamedLine> named_line(Archive& archive, const std::string& text) {
    if (text.starts_with('{')) {
        const Result<Thing> thing = resolve_thing(archive, text);
        return thing ? Result<NamedLine>(NamedLine{{to_text(*thing), std::nullopt, {}}, *thing})
                     : Result<NamedLine>(thing.error());
    }
    const Result<CountLine> line = parse_count_line(text, archive.profile().handover.refuse_for);
    if (!line) {
        return line.error();
    }
    const Result<Thing> thing = resolve_thing(archive, line->thing);
    return thing ? Result<NamedLine>(NamedLine{*line, *thing}) : Result<NamedLine>(thing.error());
}

std::optional<Error> obstacle(FilingRun& run, std::int64_t id, bool again) {
    const Document document = DocumentTable(run.db()).find(id).value();
    const std::string name = name_of(document);
    if (!document.withdrawn.empty()) {
        return cannot_go(name, say("withdrawn: {}", document.withdrawn));
    }
    if (!document.destroyed.empty()) {
        return cannot_go(name, say("was destroyed"));
    }
    if (!document.paper.empty() && document.paper != "here") {
        return cannot_go(name, say("there is no paper of it here: {}", document.paper));
    }
    if (DocumentTable(run.db()).counted(document).provisional) {
        return cannot_go(name, say("its batch is still open"), say("finish it with arc-ingest batch close"));
    }
    const Thing thing{ThingKind::document, id};
    if (const std::optional<Handover> other = HandoverTable(run.db()).pending_of(thing)) {
        return cannot_go(name, say("is on list {}", other->code), say("take it off there with handover remove"));
    }
    if (const std::optional<Error> away = away_error(run.archive(), thing)) {
        return cannot_go(name, away->what, away->next);
    }
    if (!again && HandoverQuery(run.db()).is_handed_over(id)) {
        return cannot_go(name, say("was handed over already"), say("say why it goes again with --reason"));
    }
    return std::nullopt;
}

Result<std::vector<HandoverItem>> lines_of(FilingRun& run, HandoverKind kind, Thing thing) {
    if (thing.kind == ThingKind::document) {
        const bool again = kind != HandoverKind::delivery || !run.caller.reason.empty();
        if (std::optional<Error> why = obstacle(run, thing.id, again)) {
            return *std::move(why);
        }
        DocumentTable documents(run.db());
        return std::vector{document_line(documents.counted(documents.find(thing.id).value()))};
    }
    const bool held = thing.kind == ThingKind::volume || thing.kind == ThingKind::box ||
                      (kind != HandoverKind::delivery && is_on_keeper_lists(thing.kind));
    if (held) {
        if (const std::optional<Handover> other = HandoverTable(run.db()).pending_of(thing)) {
            return cannot_go(words_for(run.archive(), thing), say("is on list {}", other->code));
        }
    }
    if (thing.kind == ThingKind::volume || thing.kind == ThingKind::box) {
        return Holding(run, thing).lines();
    }
    if (held) {
        HandoverItem item;
        item.thing = thing;
        return std::vector{item};
    }
    const bool owner =
        thing.kind == ThingKind::ticket || thing.kind == ThingKind::customer || thing.kind == ThingKind::series;
    if (kind == HandoverKind::delivery && owner) {
        return lines_of_owner(run, thing);
    }
    return Error{ErrorCode::usage, words_for(run.archive(), thing), say("does not go on such a list"),
                 kind == HandoverKind::delivery ? say("name documents, tickets, volumes or boxes")
                                                : say("name customers, tickets, places, documents, volumes or boxes")};
}

void require_handover_right(Archive& archive, const Caller& caller, Thing thing) {
    RightsTarget target;
    if (thing.kind == ThingKind::document) {
        target = rights_target(archive, DocumentTable(archive.db()).find(thing.id).value());
    } else if (thing.kind == ThingKind::ticket) {
        target = rights_target(archive, TicketTable(archive.db()).find(thing.id).value());
    } else if (thing.kind == ThingKind::customer) {
        target = rights_target(archive, CustomerTable(archive.db()).find(thing.id).value());
    }
    require_right(archive, caller, Verb::handover, target);
}

}  // namespace arc
