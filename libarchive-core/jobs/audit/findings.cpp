#include "jobs/audit/findings.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/event_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/change.hpp"
#include "jobs/permit.hpp"
#include "jobs/signer.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

StoredFinding stored(const Finding& finding, std::string_view audit) {
    StoredFinding row;
    row.code = finding.code->code;
    row.subject = finding.subject;
    row.detail = finding.detail;
    row.audit = audit;
    row.light = finding.light;
    row.ticket = finding.ticket;
    row.customer = finding.customer;
    row.document_type = finding.document_type;
    row.stage = finding.stage;
    row.object = finding.object;
    row.unit = finding.unit;
    row.owner = finding.owner;
    row.deadline = finding.deadline;
    row.text = finding.text;
    return row;
}

const FindingCode* known_code(const std::string& code) {
    const auto found = std::ranges::find(all_finding_codes(), code, &FindingCode::code);
    return found == all_finding_codes().end() ? nullptr : &*found;
}

std::vector<Figure> counts_of(AuditRun& run) {
    FindingTable findings(run.db());
    std::vector<Figure> figures{{"archive", "open", static_cast<double>(findings.open_count())}};
    const auto put = [&](std::string about, std::int64_t open, std::int64_t red) {
        figures.push_back({about, "open", static_cast<double>(open)});
        figures.push_back({std::move(about), "red", static_cast<double>(red)});
    };
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> audits;
    for (const FindingTable::CodeCount& count : findings.count_by_code()) {
        put("code:" + count.code, count.open, count.red);
        audits[count.audit].first += count.open;
        audits[count.audit].second += count.red;
    }
    std::int64_t red = 0;
    for (const auto& [audit, count] : audits) {
        put("audit:" + audit, count.first, count.second);
        red += count.second;
    }
    figures.push_back({"archive", "red", static_cast<double>(red)});
    for (const auto& [owner, count] : findings.count_by_owner()) {
        figures.push_back({"person:" + owner, "open", static_cast<double>(count)});
    }
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> units;
    for (const FindingTable::UnitCount& count : findings.count_by_unit()) {
        for (const std::string& above : run.registers().unit_path(run.unit_id(count.unit))) {
            units[above].first += count.open;
            units[above].second += count.red;
        }
    }
    for (const auto& [unit, count] : units) {
        put("unit:" + unit, count.first, count.second);
    }
    return figures;
}

}  // namespace

Record to_record(const StoredFinding& finding) {
    const FindingCode* code = known_code(finding.code);
    return {"finding",
            {{"id", finding.id},
             {"state", finding.state},
             {"code", finding.code},
             {"category", text_or_null(code == nullptr ? std::string_view() : code->category)},
             {"subject", finding.subject},
             {"detail", text_or_null(finding.detail)},
             {"ticket", text_or_null(finding.ticket)},
             {"customer", text_or_null(finding.customer)},
             {"document_type", text_or_null(finding.document_type)},
             {"stage", text_or_null(finding.stage)},
             {"unit", text_or_null(finding.unit)},
             {"owner", text_or_null(finding.owner)},
             {"deadline", text_or_null(finding.deadline)},
             {"light", text_or_null(finding.light)},
             {"object", text_or_null(finding.object)},
             {"first_seen", finding.first_seen},
             {"changed", finding.changed},
             {"returned", finding.returned},
             {"text", finding.text}}};
}

std::int64_t list_findings(Archive& archive, const Caller& caller, const FindingsRequest& request, RecordSink& sink) {
    FindingFilter filter;
    filter.state = request.state == "all" ? std::string() : request.state;
    filter.code = request.code;
    std::vector<std::string> owners;
    const std::optional<Person> real = real_person(archive, caller);
    if (request.owner == "me") {
        if (!real) {
            throw Fault(ErrorCode::refused, "me", say("this account is no person of the archive"),
                        say("name somebody with --owner CODE"));
        }
        owners = real->roles;
        owners.push_back(real->code);
    } else {
        filter.owner = request.owner;
    }
    if (!request.since.empty()) {
        filter.changed_since = format_instant(archive.zone().start_of(parse_day(request.since).value_or_throw()));
    }
    Registers registers(archive);
    ReaderRights rights(archive, caller);
    std::map<std::string, std::int64_t> ids;
    for (const std::int64_t id : registers.units_in_tree_order()) {
        ids[registers.unit(id)->code] = id;
    }
    if (!request.unit.empty()) {
        if (!ids.contains(request.unit)) {
            throw Fault(ErrorCode::not_found, request.unit, say("no such unit"));
        }
        filter.any_unit = false;
        for (const std::int64_t id : UnitTable(archive.db()).with_all_below(ids[request.unit])) {
            filter.units.push_back(registers.unit_code(id));
        }
    }
    const auto may_see = [&](const StoredFinding& finding) {
        if (rights.unlimited() ||
            (real && (finding.owner == real->code || std::ranges::count(real->roles, finding.owner) != 0))) {
            return true;
        }
        RightsTarget target;
        const auto unit = ids.find(finding.unit);
        target.unit_path = registers.unit_path(unit == ids.end() ? std::nullopt : std::optional(unit->second));
        return rights.may(Verb::audit, target);
    };
    std::int64_t told = 0;
    FindingTable(archive.db()).for_each(filter, [&](const StoredFinding& finding) {
        const bool mine = owners.empty() || std::ranges::count(owners, finding.owner) != 0;
        if (mine && may_see(finding)) {
            sink.put(to_record(finding));
            ++told;
        }
        return true;
    });
    return told;
}

AuditedNow record_audits(AuditRun& run, const std::string& verb, const std::vector<AuditTask>& tasks,
                         const std::vector<Figure>& figures, const std::function<void(const Finding&)>& tell) {
    AuditedNow done;
    FindingTable findings(run.db());
    findings.begin_stating();
    std::vector<std::string> whole;
    std::vector<std::string> names;
    for (const AuditTask& task : tasks) {
        const Coverage coverage = run_audit(*task.audit, run, task.scope, [&](const Finding& finding) {
            ++done.stated;
            findings.state(stored(finding, task.audit->name));
            tell(finding);
        });
        names.emplace_back(task.audit->name);
        if (coverage == Coverage::whole && !task.scope.units) {
            whole.emplace_back(task.audit->name);
        }
        if (coverage == Coverage::blind) {
            done.coverage = Coverage::blind;
        } else if (coverage == Coverage::part && done.coverage == Coverage::whole) {
            done.coverage = Coverage::part;
        }
        if (coverage != Coverage::whole) {
            done.partly.emplace_back(task.audit->name);
        }
        if (run.reporter().stop_requested()) {
            whole.clear();
            break;
        }
    }
    Operation operation(run.caller(), verb);
    Change change(run.archive(), operation);
    const std::string now = format_instant(change.now());
    const FindingTable::Merged merged = findings.merge(whole, now, format_day(run.today()));
    done.fresh = merged.fresh;
    done.mended = merged.mended;
    done.open = findings.open_count();
    AuditRunTable runs(run.db());
    const std::int64_t id =
        runs.add({0, now, join(names, " "), join(done.partly, " "), done.open, done.fresh, done.mended});
    for (const Figure& figure : counts_of(run)) {
        runs.add(id, figure);
    }
    for (const Figure& figure : figures) {
        runs.add(id, figure);
    }
    change.tell("stated", done.stated);
    change.tell("open", done.open);
    change.tell("new", done.fresh);
    change.tell("mended", done.mended);
    done.number = change.commit_always();
    done.head = EventTable(run.db()).head(run.archive().config().id).hash.hex();
    return done;
}

}  // namespace arc
