#include "jobs/audit/completeness_report.hpp"

#include "base/say.hpp"

#include <cmath>
#include <map>

namespace arc {
namespace {

struct Figures {
    std::int64_t customers = 0;
    std::int64_t tickets = 0;
    std::int64_t documents = 0;
    std::int64_t pages = 0;
    std::int64_t required = 0;
    std::int64_t there = 0;  // of those required: present or waived
    std::int64_t findings = 0;
    std::map<Light, std::int64_t> lights;

    Figures& operator+=(const Figures& other) {
        customers += other.customers;
        tickets += other.tickets;
        documents += other.documents;
        pages += other.pages;
        required += other.required;
        there += other.there;
        findings += other.findings;
        for (const auto& [light, count] : other.lights) {
            lights[light] += count;
        }
        return *this;
    }
};

void count(Figures& figures, const CheckedSubject& subject) {
    figures.customers += subject.thing.kind == ThingKind::customer ? 1 : 0;
    figures.tickets += subject.thing.kind == ThingKind::ticket ? 1 : 0;
    figures.documents += subject.documents;
    figures.pages += subject.pages;
    for (const RequirementState& state : subject.result.states) {
        const bool due =
            state.requirement != nullptr && state.requirement->required && state.status != DocumentStatus::not_yet_due;
        figures.required += due ? 1 : 0;
        figures.there += due && !state.open() ? 1 : 0;
    }
    figures.findings += subject.result.open();
    if (!subject.result.states.empty() || subject.thing.kind == ThingKind::ticket) {
        ++figures.lights[subject.result.light()];
    }
}

Value percent(std::int64_t part, std::int64_t whole) {
    if (whole == 0) {
        return {};
    }
    return std::round(1000.0 * static_cast<double>(part) / static_cast<double>(whole)) / 10;
}

Record unit_record(const Unit* unit, const std::string& parent, std::size_t depth, Figures& figures) {
    return {"unit",
            {{"code", unit == nullptr ? Value() : Value(unit->code)},
             {"name", unit == nullptr ? say("(no unit)") : std::string(2 * depth, ' ') + unit->name},
             {"parent", text_or_null(parent)},
             {"customers", figures.customers},
             {"tickets", figures.tickets},
             {"documents", figures.documents},
             {"pages", figures.pages},
             {"required", figures.required},
             {"there", figures.there},
             {"complete", percent(figures.there, figures.required)},
             {"findings", figures.findings},
             {"red", figures.lights[Light::red]},
             {"yellow", figures.lights[Light::yellow]},
             {"green", figures.lights[Light::green]}}};
}

constexpr std::int64_t progress_step = 1024;

}  // namespace

std::int64_t report_completeness(Archive& archive, const Caller& caller, const CompletenessScope& scope,
                                 ReportDepth depth, Reporter& reporter, RecordSink& sink) {
    Registers registers(archive);
    std::int64_t findings = 0;
    std::int64_t done = 0;
    check_papers(archive, caller, scope, [&](const CheckedSubject& subject) {
        for (const RequirementState& state : subject.result.states) {
            if (state.open()) {
                sink.put(to_record(finding_of(archive, registers, subject, state)));
                ++findings;
            } else if (depth == ReportDepth::all) {
                sink.put(requirement_record(archive, registers, subject, state));
            }
        }
        if (++done % progress_step == 0) {
            reporter.progress(done, 0);
        }
        return !reporter.stop_requested();
    });
    return findings;
}

std::int64_t report_completeness_by_unit(Archive& archive, const Caller& caller, CompletenessScope scope,
                                         Reporter& reporter, RecordSink& sink) {
    scope.without_demand = true;
    const Registers registers(archive);
    std::unordered_map<std::int64_t, Figures> of_unit;
    std::int64_t done = 0;
    check_papers(archive, caller, scope, [&](const CheckedSubject& subject) {
        count(of_unit[subject.unit.value_or(0)], subject);
        if (++done % progress_step == 0) {
            reporter.progress(done, 0);
        }
        return !reporter.stop_requested();
    });
    std::int64_t findings = 0;
    for (const auto& [unit, figures] : of_unit) {
        findings += figures.findings;
    }
    const std::vector<std::int64_t>& order = registers.units_in_tree_order();
    for (auto id = order.rbegin(); id != order.rend(); ++id) {
        if (const std::optional<std::int64_t> parent = registers.unit(*id)->parent) {
            of_unit[*parent] += of_unit[*id];
        }
    }
    for (const std::int64_t id : order) {
        const Unit* unit = registers.unit(id);
        if (!scope.units || scope.units->contains(id)) {
            sink.put(
                unit_record(unit, registers.unit_code(unit->parent), registers.unit_path(id).size() - 1, of_unit[id]));
        }
    }
    if (of_unit.contains(0) && !scope.units) {
        sink.put(unit_record(nullptr, {}, 0, of_unit[0]));
    }
    return findings;
}

}  // namespace arc
