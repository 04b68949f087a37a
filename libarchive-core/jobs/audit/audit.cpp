#include "jobs/audit/audit.hpp"

#include "base/say.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/profile_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "profile/load_audit_rules.hpp"

#include <algorithm>

namespace arc {
namespace {

const FindingRule* rule_for(const Profile& profile, std::string_view code) {
    const auto fits = [&](const FindingRule& rule) {
        const std::string_view pattern = rule.code;
        return pattern.ends_with('*') ? code.starts_with(pattern.substr(0, pattern.size() - 1)) : code == pattern;
    };
    const auto found = std::ranges::find_if(profile.findings, fits);
    return found == profile.findings.end() ? nullptr : &*found;
}

}  // namespace

AuditRun::AuditRun(Archive& archive, const Caller& caller, Reporter& reporter)
    : archive_(&archive),
      caller_(&caller),
      reporter_(&reporter),
      registers_(archive),
      rights_(archive, caller),
      calendar_(work_calendar(archive)),
      rules_(load_audit_rules(ProfileTable(archive.db()).newest().text)),
      now_(caller.now()),
      today_(archive.zone().day_at(now_)) {
    for (const std::int64_t id : registers_.units_in_tree_order()) {
        unit_ids_[registers_.unit(id)->code] = id;
    }
}

Finding AuditRun::about_other(std::string_view family, std::string_view name, std::string subject) {
    Finding finding;
    finding.code = &finding_code(family, name);
    finding.subject = std::move(subject);
    return finding;
}

Finding AuditRun::about(std::string_view family, std::string_view name, const Customer& customer) {
    Finding finding = about_other(family, name, "customer:" + customer.number);
    finding.customer = customer.number;
    finding.unit = registers_.unit_code(customer.state.unit);
    finding.owner = registers_.person_code(customer.responsible);
    return finding;
}

Finding AuditRun::about(std::string_view family, std::string_view name, const Ticket& ticket) {
    Finding finding = about_other(family, name, "ticket:" + ticket.number);
    if (const std::optional<Customer> customer =
            ticket.customer ? CustomerTable(db()).find(*ticket.customer) : std::nullopt) {
        finding.customer = customer->number;
        finding.unit = registers_.unit_code(customer->state.unit);
        finding.owner = registers_.person_code(customer->responsible);
    }
    finding.ticket = ticket.number;
    finding.stage = ticket.stage;
    if (ticket.unit) {
        finding.unit = registers_.unit_code(ticket.unit);
    }
    if (ticket.responsible) {
        finding.owner = registers_.person_code(ticket.responsible);
    }
    return finding;
}

Finding AuditRun::about(std::string_view family, std::string_view name, const Document& document) {
    Finding finding;
    if (document.ticket) {
        finding = about_ticket(family, name, *document.ticket);
    } else if (document.customer) {
        finding = about_customer(family, name, *document.customer);
    }
    finding.code = &finding_code(family, name);
    finding.subject = fmt::format("document:#{}", document.id);
    finding.stage.clear();
    finding.document_type = document.type;
    return finding;
}

Finding AuditRun::about_customer(std::string_view family, std::string_view name, std::int64_t id) {
    return about(family, name, CustomerTable(db()).find(id).value());
}

Finding AuditRun::about_ticket(std::string_view family, std::string_view name, std::int64_t id) {
    return about(family, name, TicketTable(db()).find(id).value());
}

Finding AuditRun::about_document(std::string_view family, std::string_view name, std::int64_t id) {
    return about(family, name, DocumentTable(db()).find(id).value());
}

void AuditRun::complete(Finding& finding) {
    if (const FindingRule* rule = rule_for(profile(), finding.code->code)) {
        if (!rule->owner.empty() && rule->owner != "responsible" && rule->owner != "holder") {
            finding.owner = rule->owner;
        }
        if (finding.deadline.empty() && rule->limit) {
            finding.deadline = format_instant(calendar_.due(now_, *rule->limit));
        }
    }
    if (finding.light.empty()) {
        finding.light = to_text(Light::red);
    }
}

bool AuditRun::reaches(const std::string& unit) {
    if (rights_.unlimited()) {
        return true;
    }
    const auto [known, fresh] = reached_.try_emplace(unit, false);
    if (fresh) {
        RightsTarget target;
        target.unit_path = registers_.unit_path(unit_id(unit));
        known->second = rights_.may(Verb::audit, target);
    }
    return known->second;
}

std::optional<std::int64_t> AuditRun::unit_id(const std::string& code) const {
    const auto found = unit_ids_.find(code);
    return found == unit_ids_.end() ? std::nullopt : std::optional(found->second);
}

std::string AuditRun::type_title(std::string_view type) const {
    const DocumentType* known = profile().document_type(type);
    const std::string title = known == nullptr ? std::string() : known->title.chinese();
    return title.empty() ? std::string(type) : title;
}

Coverage run_audit(const Audit& audit, AuditRun& run, const AuditScope& scope, const TellFinding& tell) {
    return audit.run(run, scope, [&](Finding finding) {
        const std::optional<std::int64_t> unit = run.unit_id(finding.unit);
        const bool asked = !scope.units || (unit && scope.units->contains(*unit));
        if (asked && run.reaches(finding.unit)) {
            run.complete(finding);
            tell(std::move(finding));
        }
    });
}

}  // namespace arc
