#include "jobs/filing/arranged_number.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/numbering.hpp"
#include "jobs/indexing.hpp"

namespace arc {

bool number_arranged(FilingRun& run, std::int64_t id) {
    Archive& archive = run.archive();
    DocumentTable documents(run.db());
    Document document = documents.find(id).value();
    const DocumentType* type = archive.profile().document_type(document.type);
    if (!document.number.empty() || type == nullptr || type->number != NumberOf::own) {
        return true;
    }
    const Facts facts = facts_of(archive, document);
    const Numbering* rule = numbering_for(archive.profile(), Noun::document, NumberAt::arranged, look_up_in(facts));
    if (rule == nullptr) {
        return true;
    }
    const Result<std::string> number = next_filing_number(
        archive, *rule, facts, [&](const std::string& one) { return documents.find_number(one).has_value(); });
    if (!number) {
        run.reporter.notice(say("{}: gets no number: {}", name_of(document), number.error().what));
        return false;
    }
    document.number = *number;
    documents.update(document);
    index_document(archive, id);
    return true;
}

}  // namespace arc
