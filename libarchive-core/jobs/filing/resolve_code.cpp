#include "jobs/filing/resolve_code.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/ticket_table.hpp"
#include "label/code_meaning.hpp"

#include <charconv>

namespace arc {
namespace {

// The number behind "ticket:" in a label's thing.
std::int64_t number_behind(const std::string& thing, std::string_view kind) {
    std::int64_t number = 0;
    if (thing.starts_with(kind) && thing.size() > kind.size() && thing[kind.size()] == ':') {
        std::from_chars(thing.data() + kind.size() + 1, thing.data() + thing.size(), number);
    }
    return number;
}

void set_owner_of_document(Archive& archive, ResolvedCode& resolved) {
    const std::optional<Document> document = DocumentTable(archive.db()).find(*resolved.document);
    if (!document) {
        resolved.document.reset();
        return;
    }
    resolved.owner = {document->ticket, document->customer, document->series};
    resolved.type = document->type;
    if (!document->withdrawn.empty()) {
        resolved.trouble = say("document {} was withdrawn", document->id);
        resolved.document.reset();
    }
}

void resolve_own(Archive& archive, ResolvedCode& resolved) {
    const CodeMeaning& meaning = resolved.meaning;
    if (meaning.control) {
        return;
    }
    const std::optional<Label> label = LabelTable(archive.db()).find(meaning.label);
    if (!label) {
        resolved.trouble = say("label {} was never issued here", meaning.label);
        return;
    }
    if (!label->spoiled.empty()) {
        resolved.trouble = say("label {} is spoiled: {}", meaning.label, label->spoiled);
        return;
    }
    if (const std::int64_t ticket = number_behind(label->thing, "ticket"); ticket > 0) {
        resolved.owner.ticket = ticket;
    } else if (const std::int64_t customer = number_behind(label->thing, "customer"); customer > 0) {
        resolved.owner.customer = customer;
    } else if (const std::int64_t volume = number_behind(label->thing, "volume"); volume > 0) {
        resolved.volume = volume;
    } else if (const std::int64_t document = number_behind(label->thing, "document"); document > 0) {
        resolved.document = document;
        set_owner_of_document(archive, resolved);
    } else if (meaning.means == CodeMeans::document_type) {
        resolved.type = archive.profile().document_type(label->thing) == nullptr ? std::string() : label->thing;
        if (resolved.type.empty()) {
            resolved.trouble = say("the profile has no document type \"{}\"", label->thing);
        }
    } else if (label->thing.empty() && meaning.means != CodeMeans::batch) {
        resolved.trouble = say("label {} is not bound to anything yet", meaning.label);
    }
}

void resolve_name(Archive& archive, ResolvedCode& resolved, const std::string& name, const std::string& text) {
    if (name == "ticket") {
        const std::optional<Ticket> ticket = TicketTable(archive.db()).find(fold_code(text));
        const std::optional<Ticket> as_written = ticket ? ticket : TicketTable(archive.db()).find(text);
        resolved.owner.ticket = as_written ? std::optional(as_written->id) : std::nullopt;
        resolved.trouble = as_written ? resolved.trouble : say("no ticket has the number {}", text);
    } else if (name == "customer" && !resolved.owner.ticket) {
        const std::optional<Customer> customer = CustomerTable(archive.db()).find(text);
        resolved.owner.customer = customer ? std::optional(customer->id) : std::nullopt;
        resolved.trouble = customer ? resolved.trouble : say("no customer has the number {}", text);
    } else if (name == "document_type") {
        const DocumentType* by_code = archive.profile().document_type_with_code(text);
        const DocumentType* type = by_code != nullptr ? by_code : archive.profile().document_type(text);
        resolved.type = type == nullptr ? std::string() : type->name;
        resolved.trouble = type == nullptr ? say("the profile has no document type \"{}\"", text) : resolved.trouble;
    } else if (name == "document" || name == "number") {
        const std::optional<Document> document = DocumentTable(archive.db()).find_number(text);
        resolved.document = document ? std::optional(document->id) : std::nullopt;
        if (document) {
            set_owner_of_document(archive, resolved);
        }
    } else if (name == "volume") {
        const std::optional<Volume> volume = VolumeTable(archive.db()).find(text);
        resolved.volume = volume ? std::optional(volume->id) : std::nullopt;
    }
}

}  // namespace

ResolvedCode resolve_code(Archive& archive, const Barcode& code) {
    ResolvedCode resolved;
    resolved.meaning = meaning_of(code, archive.config().label_namespace, archive.profile().barcodes);
    resolved.words = resolved.meaning.label.empty() ? code.text : resolved.meaning.label;
    resolved.type = resolved.meaning.type;
    resolved.trouble = resolved.meaning.trouble;
    if (resolved.meaning.own) {
        resolve_own(archive, resolved);
    } else {
        for (const auto& [name, text] : resolved.meaning.names) {
            resolve_name(archive, resolved, name, text);
        }
    }
    return resolved;
}

}  // namespace arc
