#include "base/say.hpp"
#include "catalog/person_table.hpp"
#include "catalog/profile_table.hpp"
#include "jobs/audit/findings.hpp"
#include "jobs/change.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"
#include "profile/load_audit_rules.hpp"

#include <algorithm>
#include <charconv>

namespace arc {
namespace {

StoredFinding need_finding(Archive& archive, const std::string& text) {
    std::string_view number = text;
    constexpr std::string_view prefix = "finding:";
    number.remove_prefix(number.starts_with(prefix) ? prefix.size() : 0);
    number.remove_prefix(number.starts_with('#') ? 1 : 0);
    std::int64_t id = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), id);
    if (number.empty() || read.ptr != number.data() + number.size()) {
        throw Fault(ErrorCode::usage, text, say("not the number of a finding"), say("see arc-audit findings"));
    }
    const std::optional<StoredFinding> found = FindingTable(archive.db()).find(id);
    if (!found) {
        throw Fault(ErrorCode::not_found, text, say("no such finding"),
                    say("arc-audit all and --record write findings down; see arc-audit findings"));
    }
    return *found;
}

// Whoever owns a finding, or may audit where it stands.
void require_reach(Archive& archive, const Caller& caller, const StoredFinding& finding) {
    const std::optional<Person> real = real_person(archive, caller);
    if (real && (real->code == finding.owner || std::ranges::count(real->roles, finding.owner) != 0)) {
        return;
    }
    RightsTarget target;
    for (const Unit& unit : UnitTable(archive.db()).all()) {
        if (unit.code == finding.unit) {
            target.unit_path = unit_path(archive, unit.id);
        }
    }
    require_right(archive, caller, Verb::audit, target);
}

std::vector<std::string> needs_of(const AuditRules& rules, const std::string& code) {
    for (const auto& [pattern, needs] : rules.closing) {
        if (pattern.ends_with('*') ? code.starts_with(pattern.substr(0, pattern.size() - 1)) : code == pattern) {
            return needs;
        }
    }
    return {};
}

FindingClosing closing_of(Archive& archive, const StoredFinding& finding) {
    FindingClosing closing =
        FindingTable(archive.db())
            .closing(finding)
            .value_or(
                FindingClosing{finding.code, finding.subject, finding.detail, {}, {}, {}, {}, {}, {}, {}, {}, {}});
    // What was said of an earlier turn does not speak of this one.
    if (!closing.closed.empty() && finding.state == "open") {
        closing = FindingClosing{finding.code, finding.subject, finding.detail, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    }
    return closing;
}

void take_words(FindingClosing& closing, const CloseRequest& request, const Change& change, const std::string& who) {
    if (request.cause.empty() && request.correction.empty()) {
        return;
    }
    closing.cause = request.cause.empty() ? closing.cause : request.cause;
    closing.correction = request.correction.empty() ? closing.correction : request.correction;
    closing.corrected = format_instant(change.now());
    closing.corrected_by = who;
}

void check_needs(const AuditRules& rules, const StoredFinding& finding, const FindingClosing& closing,
                 const std::string& who) {
    const std::vector<std::string> needs = needs_of(rules, finding.code);
    const std::string subject = fmt::format("finding {}", finding.id);
    const auto lacks = [&](std::string_view need, const std::string& text) {
        return text.empty() && std::ranges::count(needs, need) != 0;
    };
    if (lacks("cause", closing.cause)) {
        throw Fault(ErrorCode::refused, subject, say("the profile wants its cause on record first"),
                    say("add --cause TEXT"));
    }
    if (lacks("correction", closing.correction)) {
        throw Fault(ErrorCode::refused, subject, say("the profile wants on record first what was done about it"),
                    say("add --correction TEXT"));
    }
    if (std::ranges::count(needs, "verification") != 0 &&
        (closing.corrected_by.empty() || closing.corrected_by == who)) {
        throw Fault(ErrorCode::refused, subject, say("somebody else than who corrected it must close it"),
                    say("say what was done with arc-audit correct {}; then another person closes it", finding.id));
    }
}

}  // namespace

StoredFinding correct_finding(Archive& archive, Operation& operation, const std::string& finding,
                              const CloseRequest& request) {
    const StoredFinding found = need_finding(archive, finding);
    require_reach(archive, *operation.caller, found);
    if (request.cause.empty() && request.correction.empty()) {
        throw Fault(ErrorCode::usage, finding, say("nothing said"), say("add --cause TEXT or --correction TEXT"));
    }
    Change change(archive, operation);
    FindingClosing closing = closing_of(archive, found);
    take_words(closing, request, change, operation.caller->account);
    FindingTable(archive.db()).put_closing(closing);
    change.about({ThingKind::finding, found.id});
    change.commit();
    return found;
}

StoredFinding close_finding(Archive& archive, Operation& operation, const std::string& finding,
                            const CloseRequest& request) {
    StoredFinding found = need_finding(archive, finding);
    const Caller& caller = *operation.caller;
    require_reach(archive, caller, found);
    if (found.state == "mended") {
        return found;  // nothing to close
    }
    if (caller.reason.empty()) {
        throw Fault(ErrorCode::usage, finding, say("closing it takes a reason"), say("add --reason TEXT"));
    }
    if (!request.until.empty() && parse_day(request.until).value_or_throw() < archive.zone().day_at(caller.now())) {
        throw Fault(ErrorCode::usage, request.until, say("is over already"));
    }
    Change change(archive, operation);
    FindingClosing closing = closing_of(archive, found);
    take_words(closing, request, change, caller.account);
    check_needs(load_audit_rules(ProfileTable(archive.db()).newest().text), found, closing, caller.account);
    closing.reason = caller.reason;
    closing.closed = format_instant(change.now());
    closing.closed_by = caller.account;
    closing.until = request.until.empty() ? std::string() : format_day(*parse_day(request.until));
    closing.facts = found.facts();
    FindingTable table(archive.db());
    table.put_closing(closing);
    table.set_state(found.id, "closed", closing.closed);
    change.about({ThingKind::finding, found.id});
    change.commit();
    found.state = "closed";
    found.changed = closing.closed;
    return found;
}

}  // namespace arc
