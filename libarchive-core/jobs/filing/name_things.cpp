#include "jobs/filing/name_things.hpp"

#include "base/say.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/find/resolve_thing.hpp"

#include <charconv>
#include <optional>

namespace arc {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && number > 0;
    return whole ? std::optional(number) : std::nullopt;
}

// The thing of this kind. "ticket:12" is the same as "12" where only a ticket will do.
std::int64_t need_id(Archive& archive, const std::string& text, ThingKind kind) {
    const std::string prefix = std::string(to_text(kind)) + ":";
    const std::string number = text.starts_with(prefix) ? text.substr(prefix.size()) : text;
    const Result<Thing> thing = resolve_thing(archive, number, kind);
    if (thing && thing->kind == kind) {
        return thing->id;
    }
    if (thing || thing.error().code == ErrorCode::not_found) {
        throw Fault(ErrorCode::not_found, text, say("no such {}", to_text(kind)), say("look for it with arc-find"));
    }
    throw Fault(thing.error());
}

struct PageSpan {
    Batch batch;
    std::int64_t from = 0;
    std::int64_t to = 0;
};

std::optional<PageSpan> span_of(Archive& archive, const std::string& text) {
    const std::size_t slash = text.rfind('/');
    if (slash == std::string::npos) {
        return std::nullopt;
    }
    const std::string tail = text.substr(slash + 1);
    const std::size_t dash = tail.find('-');
    const std::optional<std::int64_t> from = whole_number(tail.substr(0, dash));
    const std::optional<std::int64_t> to = dash == std::string::npos ? from : whole_number(tail.substr(dash + 1));
    if (!from || !to || *from > *to) {
        return std::nullopt;
    }
    return PageSpan{named_batch(archive, text.substr(0, slash)), *from, *to};
}

void add_pages(Archive& archive, const std::string& text, std::vector<Page>& pages) {
    PageTable table(archive.db());
    const std::string next = say("name it by its id or as BATCH/NUMBER; see arc-file todo and arc-ingest batch show");
    const std::string prefix = "page:";
    if (const auto id = whole_number(text.starts_with(prefix) ? text.substr(prefix.size()) : text)) {
        std::optional<Page> page = table.find(*id);
        if (!page) {
            throw Fault(ErrorCode::not_found, text, say("no such page"), next);
        }
        pages.push_back(std::move(*page));
        return;
    }
    const std::optional<PageSpan> span = span_of(archive, text);
    if (!span) {
        throw Fault(ErrorCode::usage, text, say("not the name of a page"), next);
    }
    for (std::int64_t seq = span->from; seq <= span->to; ++seq) {
        std::optional<Page> page = table.find(span->batch.id, seq);
        if (!page) {
            throw Fault(ErrorCode::not_found, fmt::format("{}/{}", span->batch.code, seq), say("no such page"), next);
        }
        pages.push_back(std::move(*page));
    }
}

}  // namespace

Ticket named_ticket(Archive& archive, const std::string& text) {
    return TicketTable(archive.db()).find(need_id(archive, text, ThingKind::ticket)).value();
}

Customer named_customer(Archive& archive, const std::string& text) {
    return CustomerTable(archive.db()).find(need_id(archive, text, ThingKind::customer)).value();
}

Document named_document(Archive& archive, const std::string& text) {
    return DocumentTable(archive.db()).find(need_id(archive, text, ThingKind::document)).value();
}

SeriesNode named_series(Archive& archive, const std::string& text) {
    return SeriesTable(archive.db()).find(need_id(archive, text, ThingKind::series)).value();
}

Place named_place(Archive& archive, const std::string& text) {
    return PlaceTable(archive.db()).find(need_id(archive, text, ThingKind::place)).value();
}

Box named_box(Archive& archive, const std::string& text) {
    return BoxTable(archive.db()).find(need_id(archive, text, ThingKind::box)).value();
}

Volume named_volume(Archive& archive, const std::string& text) {
    return VolumeTable(archive.db()).find(need_id(archive, text, ThingKind::volume)).value();
}

Person named_person(Archive& archive, const std::string& text) {
    Person person = PersonTable(archive.db()).find(need_id(archive, text, ThingKind::person)).value();
    if (!person.disabled.empty()) {
        throw Fault(ErrorCode::refused, text, say("the account was closed on {}", person.disabled));
    }
    return person;
}

Unit named_unit(Archive& archive, const std::string& text) {
    return UnitTable(archive.db()).find(need_id(archive, text, ThingKind::unit)).value();
}

Batch named_batch(Archive& archive, const std::string& text) {
    return BatchTable(archive.db()).find(need_id(archive, text, ThingKind::batch)).value();
}

Thing named_subject(Archive& archive, const std::string& text) {
    const Thing thing = resolve_thing(archive, text).value_or_throw();
    if (thing.kind != ThingKind::ticket && thing.kind != ThingKind::customer && thing.kind != ThingKind::series) {
        throw Fault(ErrorCode::usage, text, say("a {}, not a ticket, customer or series", to_text(thing.kind)));
    }
    return thing;
}

std::vector<Page> named_pages(Archive& archive, const std::vector<std::string>& texts) {
    std::vector<Page> pages;
    for (const std::string& text : texts) {
        add_pages(archive, text, pages);
    }
    return pages;
}

std::string name_of(const Ticket& ticket) {
    return say("ticket {}", ticket.number);
}

std::string name_of(const Customer& customer) {
    return say("customer {}", customer.number);
}

std::string name_of(const Document& document) {
    return document.id == 0 ? say("new {}", document.type) : say("document {} ({})", document.id, document.type);
}

std::string name_of(const Page& page) {
    return say("page {} ({}/{})", page.id, page.batch_code, page.seq);
}

}  // namespace arc
