#include "jobs/filing/new_document.hpp"

#include "catalog/document_table.hpp"

namespace arc {

std::int64_t add_document(Archive& archive, Change& change, Document document) {
    if (const DocumentType* type = archive.profile().document_type(document.type); type != nullptr && document.secrecy == 0) {
        document.secrecy = type->secrecy;
    }
    document.registered = format_instant(change.now());
    document.profile = archive.profile_version();
    const std::int64_t id = DocumentTable(change.db()).add(document);
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
