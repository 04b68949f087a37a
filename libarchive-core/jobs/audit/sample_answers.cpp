#include "jobs/audit/sample_answers.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/sample_table.hpp"
#include "jobs/admin/import_source.hpp"
#include "jobs/audit/samples.hpp"

#include <algorithm>
#include <charconv>

namespace arc {

void enter_answers(AuditRun& run, Operation& operation, std::int64_t sample, const std::vector<SampleAnswer>& answers) {
    const DrawnSample drawn = need_sample(run.archive(), sample);
    const Sample& rule = need_sample_rule(run.profile(), drawn.name);
    SampleTable table(run.db());
    std::vector<SampleItem> items = table.items(sample);
    Change change(run.archive(), operation);
    for (const SampleAnswer& answer : answers) {
        const std::string subject = fmt::format("item {}", answer.ordinal);
        const auto item = std::ranges::find(items, answer.ordinal, &SampleItem::ordinal);
        if (item == items.end()) {
            throw Fault(ErrorCode::not_found, subject, say("sample {} has no such item", sample));
        }
        if (answer.outcome != "right" && answer.outcome != "wrong" && answer.outcome != "unreached") {
            throw Fault(ErrorCode::usage, subject, say("'{}' is no outcome", printable(answer.outcome)),
                        say("say right, wrong or unreached"));
        }
        if ((answer.outcome == "wrong") == answer.wrong.empty()) {
            throw Fault(ErrorCode::usage, subject, say("wrong goes with the fields that were wrong, nothing else does"),
                        say("name them with --wrong FIELD"));
        }
        for (const std::string& field : answer.wrong) {
            const bool checked = std::ranges::any_of(rule.fields, [&](const std::string& path) {
                return path == field || path.substr(path.find('.') + 1) == field;
            });
            if (!checked) {
                throw Fault(ErrorCode::usage, subject, say("{} is not checked in this sample", printable(field)),
                            say("it checks {}", join(rule.fields, ", ")));
            }
        }
        const std::string wrong = join(answer.wrong, " ");
        if (item->outcome == answer.outcome && item->wrong == wrong && item->note == answer.note) {
            continue;
        }
        item->outcome = answer.outcome;
        item->wrong = wrong;
        item->note = answer.note;
        item->person = operation.caller->account;
        item->at = format_instant(change.now());
        table.enter(sample, *item);
    }
    const bool done = std::ranges::none_of(items, [](const SampleItem& item) { return item.outcome.empty(); });
    if (done && drawn.state != "done") {
        table.set_state(sample, "done");
    }
    change.about({ThingKind::sample, sample});
    change.commit();
}

std::vector<SampleAnswer> read_answers(const std::string& file) {
    ImportSource source = ImportSource::open(file).value_or_throw();
    const auto column = [&](std::string_view name) {
        const auto found = std::ranges::find(source.headings(), name);
        return found == source.headings().end() ? std::nullopt : std::optional(found - source.headings().begin());
    };
    const auto ordinal = column("ordinal");
    const auto outcome = column("outcome");
    const auto wrong = column("wrong");
    const auto note = column("note");
    if (!ordinal || !outcome) {
        throw Fault(ErrorCode::usage, source.name(), say("has no columns ordinal and outcome"),
                    say("fill in what arc-audit sample sheet --format csv gives"));
    }
    std::vector<SampleAnswer> answers;
    for (auto row = source.next(); row; row = source.next()) {
        const auto [number_of_row, cells] = std::move(*row).value_or_throw().cells;
        const auto cell = [&cells = cells](const std::optional<std::ptrdiff_t>& at) {
            return at && static_cast<std::size_t>(*at) < cells.size() ? cells[static_cast<std::size_t>(*at)]
                                                                      : std::string();
        };
        SampleAnswer answer;
        answer.outcome = cell(outcome);
        if (answer.outcome.empty()) {
            continue;  // not answered yet
        }
        const std::string number = cell(ordinal);
        const char* const end = number.data() + number.size();
        if (number.empty() || std::from_chars(number.data(), end, answer.ordinal).ptr != end) {
            throw Fault(ErrorCode::usage, say("{}: row {}", source.name(), number_of_row),
                        say("'{}' is no item of the sample", printable(number)),
                        say("leave the column ordinal as the sheet has it"));
        }
        answer.note = cell(note);
        for (const std::string& field : split(cell(wrong), ' ')) {
            if (!field.empty()) {
                answer.wrong.push_back(field);
            }
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

}  // namespace arc
