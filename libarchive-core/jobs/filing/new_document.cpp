#include "jobs/filing/new_document.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "jobs/filing/numbering.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/indexing.hpp"
#include "jobs/keeping/follow_retention.hpp"

#include <algorithm>
#include <iterator>

namespace arc {
namespace {

const DocumentType& need_type(const Profile& profile, const std::string& type) {
    const DocumentType* known = profile.document_type(type);
    if (known == nullptr) {
        known = profile.document_type_with_code(type);
    }
    if (known != nullptr) {
        return *known;
    }
    std::vector<std::string> names;
    std::ranges::transform(profile.document_types, std::back_inserter(names), &DocumentType::name);
    const std::string near = nearest(type, names);
    throw Fault(ErrorCode::usage, type, say("the profile has no such type of document"),
                near.empty() ? say("see arc-admin profile show") : say("did you mean {}?", near));
}

void apply_profile(Archive& archive, const DocumentType& type, Document& document) {
    const Profile& profile = archive.profile();
    const Facts facts = facts_of(archive, document);
    begin_retention(archive, document);
    const Numbering* rule = numbering_for(profile, Noun::document, NumberAt::registered, look_up_in(facts));
    if (document.number.empty() && rule != nullptr && type.number == NumberOf::own) {
        DocumentTable documents(archive.db());
        const Result<std::string> number = next_filing_number(
            archive, *rule, facts, [&](const std::string& one) { return documents.find_number(one).has_value(); });
        // What the number shows may not be known yet; papers are filed all the same and numbered later.
        document.number = number ? *number : std::string();
    }
}

}  // namespace

DocumentOwner owner_of(const Document& document) {
    return {document.ticket, document.customer, document.series};
}

void set_owner(Document& document, const DocumentOwner& owner) {
    document.ticket = owner.ticket;
    document.customer = owner.customer;
    document.series = owner.series;
}

Document begin_document(Archive& archive, const std::string& type, const DocumentOwner& owner) {
    const DocumentType& known = need_type(archive.profile(), type);
    Document document;
    document.type = known.name;
    document.secrecy = known.secrecy;
    set_owner(document, owner);
    return document;
}

std::int64_t add_document(Archive& archive, Change& change, Document document) {
    document.registered = format_instant(change.now());
    document.profile = archive.profile_version();
    if (const DocumentType* type = archive.profile().document_type(document.type)) {
        document.secrecy = std::max(document.secrecy, type->secrecy);
        apply_profile(archive, *type, document);
    }
    const std::int64_t id = DocumentTable(change.db()).add(document);
    index_document(archive, id);
    change.about({ThingKind::document, id});
    if (document.ticket) {
        change.about({ThingKind::ticket, *document.ticket});
    }
    if (document.customer) {
        change.about({ThingKind::customer, *document.customer});
    }
    return id;
}

}  // namespace arc
