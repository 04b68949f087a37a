#include "base/local_text.hpp"
#include "base/say.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/label_table.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/labels/label_words.hpp"

#include <set>

namespace arc {
namespace {

// Why the thing is gone that a label stands for; "" while it is there.
std::string why_gone(AuditRun& run, Thing thing) {
    if (thing.kind != ThingKind::document) {
        return {};
    }
    const std::optional<Document> document = DocumentTable(run.db()).find(thing.id);
    if (!document) {
        return say("is not there");
    }
    if (!document->destroyed.empty()) {
        return say("was destroyed at {}", local_time(document->destroyed, run.archive().zone()));
    }
    return document->withdrawn.empty() ? std::string() : say("was withdrawn: {}", document->withdrawn);
}

Finding about_label(AuditRun& run, std::string_view name, const Label& label) {
    Finding finding;
    const std::optional<Thing> thing = thing_of_label(label.thing);
    if (thing && thing->kind == ThingKind::document && DocumentTable(run.db()).find(thing->id)) {
        finding = run.about_document("A09", name, thing->id);
    } else if (thing && thing->kind == ThingKind::customer && CustomerTable(run.db()).find(thing->id)) {
        finding = run.about_customer("A09", name, thing->id);
    } else {
        finding = AuditRun::about_other("A09", name, {});
    }
    finding.subject = "label:" + label.code;
    finding.light = to_text(Light::yellow);
    return finding;
}

}  // namespace

Coverage audit_labels(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    for (const Label& label : LabelTable(run.db()).list()) {
        if (!label.spoiled.empty()) {
            if (!label.used.empty()) {
                Finding finding = about_label(run, "label-spoiled", label);
                finding.text = say("{} ({}), met on a page at {}", label.thing, label.spoiled,
                                   local_time(label.used, run.archive().zone()));
                tell(std::move(finding));
            }
            continue;
        }
        const std::optional<Thing> thing = thing_of_label(label.thing);
        if (!thing) {
            continue;
        }
        if (const std::string why = why_gone(run, *thing); !why.empty()) {
            Finding finding = about_label(run, "label-of-nothing", label);
            finding.text = say("{} {}", label.thing, why);
            tell(std::move(finding));
            continue;
        }
        const std::optional<LabelKind> kind = label_kind_of(thing->kind);
        if (label.printed == 0 || label.says.empty() || !kind) {
            continue;
        }
        const std::string now = label_words(run.archive(), *kind, label.thing).together();
        if (now != label.says) {
            Finding finding = about_label(run, "label-outdated", label);
            finding.text = say("says \"{}\", the record \"{}\"", label.says, now);
            tell(std::move(finding));
        }
    }
    return Coverage::whole;
}

}  // namespace arc
