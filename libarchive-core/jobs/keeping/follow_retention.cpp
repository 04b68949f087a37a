#include "jobs/keeping/follow_retention.hpp"

#include "catalog/document_table.hpp"
#include "catalog/keeping_query.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "rules/retention_rule.hpp"

namespace arc {
namespace {

void keep_as(Document& document, const FiledRetention& filed) {
    document.retention = filed.rule;
    document.keep_until = filed.until ? format_day(*filed.until) : std::string();
}

}  // namespace

void begin_retention(Archive& archive, Document& document) {
    const DocumentType* type = archive.profile().document_type(document.type);
    if (type != nullptr) {
        const Facts facts = facts_of(archive, document);
        keep_as(document,
                retention_of(archive.profile(), *type, WorkCalendar(archive.profile().calendar), look_up_in(facts)));
    }
}

bool begin_retention(Archive& archive, Document& document, const std::string& period) {
    const RetentionPeriod* known = archive.profile().retention_period(period);
    if (known == nullptr) {
        return false;
    }
    const Facts facts = facts_of(archive, document);
    keep_as(document, retention_of(*known, WorkCalendar(archive.profile().calendar), look_up_in(facts)));
    return true;
}

void follow_retention(Change& change, Thing of) {
    Archive& archive = change.archive();
    const WorkCalendar calendar(archive.profile().calendar);
    DocumentTable documents(change.db());
    for (const std::int64_t id : KeepingQuery(change.db()).documents_under(of)) {
        Document document = documents.find(id).value();
        const std::string rule = document.retention;
        const std::string until = document.keep_until;
        if (rule.empty()) {
            begin_retention(archive, document);
        } else {
            const Facts facts = facts_of(archive, document);
            if (const std::optional<FiledRetention> filed = restarted(rule, calendar, look_up_in(facts))) {
                keep_as(document, *filed);
            }
        }
        if (document.retention != rule || document.keep_until != until) {
            documents.update(document);
            change.about({ThingKind::document, id});
            change.end_event_if_long();
        }
    }
}

}  // namespace arc
