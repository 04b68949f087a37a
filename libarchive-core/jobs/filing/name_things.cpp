#include "jobs/filing/name_things.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "label/label_code.hpp"

#include <charconv>
#include <optional>
#include <utility>

namespace arc {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && number > 0;
    return whole ? std::optional(number) : std::nullopt;
}

// "ticket:12" where ticket is wanted: "12".
std::optional<std::string> behind_kind(const std::string& text, ThingKind kind) {
    const std::string prefix = std::string(to_text(kind)) + ":";
    return text.starts_with(prefix) ? std::optional(text.substr(prefix.size())) : std::nullopt;
}

// What one of our codes stands for, when it was issued for a thing of this kind.
std::optional<std::int64_t> id_behind_label(Archive& archive, const std::string& text, ThingKind kind) {
    const Result<LabelCode> code = parse_label_code(text);
    if (!code) {
        return std::nullopt;
    }
    const std::optional<Label> label = LabelTable(archive.db()).find(format_label_code(*code));
    const std::optional<std::string> id = label ? behind_kind(label->thing, kind) : std::nullopt;
    return id ? whole_number(*id) : std::nullopt;
}

[[noreturn]] void not_found(const std::string& text, ThingKind kind, std::string next) {
    throw Fault(ErrorCode::not_found, text, say("no such {}", to_text(kind)), std::move(next));
}

// By number as typed, folded, behind the kind, by label, and by id behind the kind. Table::find takes both.
template <class Table>
auto find_by_number(Archive& archive, Table& table, const std::string& text, ThingKind kind)
    -> decltype(table.find(text)) {
    const std::optional<std::string> behind = behind_kind(text, kind);
    const std::string number = behind.value_or(text);
    if (auto found = table.find(number)) {
        return found;
    }
    if (auto found = table.find(fold_code(number))) {
        return found;
    }
    if (const std::optional<std::int64_t> id = id_behind_label(archive, text, kind)) {
        return table.find(*id);
    }
    const std::optional<std::int64_t> id = behind ? whole_number(*behind) : std::nullopt;
    return id ? table.find(*id) : std::nullopt;
}

template <class Table>
auto need_by_number(Archive& archive, Table table, const std::string& text, ThingKind kind, std::string next) {
    auto found = find_by_number(archive, table, text, kind);
    if (!found) {
        not_found(text, kind, std::move(next));
    }
    return std::move(*found);
}

std::optional<Document> find_document(Archive& archive, const std::string& text) {
    DocumentTable documents(archive.db());
    const std::string number = behind_kind(text, ThingKind::document).value_or(text);
    if (const std::optional<std::int64_t> id = whole_number(number)) {
        if (std::optional<Document> found = documents.find(*id)) {
            return found;
        }
    }
    if (std::optional<Document> found = documents.find_number(number)) {
        return found;
    }
    const std::optional<std::int64_t> id = id_behind_label(archive, text, ThingKind::document);
    return id ? documents.find(*id) : std::nullopt;
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
    if (const auto id = whole_number(behind_kind(text, ThingKind::page).value_or(text))) {
        std::optional<Page> page = table.find(*id);
        if (!page) {
            not_found(text, ThingKind::page, next);
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
            not_found(fmt::format("{}/{}", span->batch.code, seq), ThingKind::page, next);
        }
        pages.push_back(std::move(*page));
    }
}

}  // namespace

Ticket named_ticket(Archive& archive, const std::string& text) {
    return need_by_number(archive, TicketTable(archive.db()), text, ThingKind::ticket, say("see arc-file ticket list"));
}

Customer named_customer(Archive& archive, const std::string& text) {
    return need_by_number(archive, CustomerTable(archive.db()), text, ThingKind::customer,
                          say("open it with arc-file customer open"));
}

Document named_document(Archive& archive, const std::string& text) {
    std::optional<Document> document = find_document(archive, text);
    if (!document) {
        not_found(text, ThingKind::document, say("find it with arc-find"));
    }
    return std::move(*document);
}

SeriesNode named_series(Archive& archive, const std::string& text) {
    return need_by_number(archive, SeriesTable(archive.db()), text, ThingKind::series,
                          say("bring the tree in with arc-admin import series"));
}

Person named_person(Archive& archive, const std::string& text) {
    Person person = need_by_number(archive, PersonTable(archive.db()), text, ThingKind::person,
                                   say("bring people in with arc-admin import people"));
    if (!person.disabled.empty()) {
        throw Fault(ErrorCode::refused, text, say("the account was closed on {}", person.disabled));
    }
    return person;
}

Unit named_unit(Archive& archive, const std::string& text) {
    return need_by_number(archive, UnitTable(archive.db()), text, ThingKind::unit,
                          say("bring units in with arc-admin import units"));
}

Batch named_batch(Archive& archive, const std::string& text) {
    return need_by_number(archive, BatchTable(archive.db()), text, ThingKind::batch, say("see arc-ingest batch list"));
}

Thing named_subject(Archive& archive, const std::string& text) {
    TicketTable tickets(archive.db());
    CustomerTable customers(archive.db());
    SeriesTable series(archive.db());
    std::vector<Thing> found;
    if (const auto ticket = find_by_number(archive, tickets, text, ThingKind::ticket)) {
        found.push_back({ThingKind::ticket, ticket->id});
    }
    if (const auto customer = find_by_number(archive, customers, text, ThingKind::customer)) {
        found.push_back({ThingKind::customer, customer->id});
    }
    if (const auto node = find_by_number(archive, series, text, ThingKind::series)) {
        found.push_back({ThingKind::series, node->id});
    }
    if (found.empty()) {
        throw Fault(ErrorCode::not_found, text, say("no ticket, customer or series of this number"));
    }
    if (found.size() > 1) {
        throw Fault(ErrorCode::ambiguous, text, say("fits {} and {}", to_text(found[0]), to_text(found[1])),
                    say("name it as {}:{}", to_text(found[0].kind), text));
    }
    return found.front();
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
