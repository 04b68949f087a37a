#include "jobs/audit/fixity.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/fixity_table.hpp"
#include "jobs/permit.hpp"
#include "model/duration.hpp"
#include "tools/arc-audit/verbs.hpp"

#include <algorithm>
#include <thread>

namespace arc {
namespace {

const std::vector<ViewColumn> columns{{"code", "CODE"}, {"object", "OBJECT"}, {"text", "TEXT"}};

struct Options {
    std::string since, older_than, budget, object, rate;
    TableOutput output;
    int threads = 1;
    bool record = false;
};

// 500MB, 10GB, 2TB: powers of ten, as disks are sold.
std::optional<std::int64_t> bytes_of(const std::string& text) {
    constexpr std::pair<std::string_view, std::int64_t> units[] = {
        {"kB", 1'000}, {"MB", 1'000'000}, {"GB", 1'000'000'000}, {"TB", 1'000'000'000'000}};
    for (const auto& [unit, size] : units) {
        const std::string number = text.substr(0, text.size() - std::min(text.size(), unit.size()));
        const bool digits =
            !number.empty() && number.size() < 7 && number.find_first_not_of("0123456789") == std::string::npos;
        if (text.ends_with(unit) && digits) {
            return std::stoll(number) * size;
        }
    }
    return std::nullopt;
}

FixityRequest request_of(const Archive& archive, const Run& run, const Options& options) {
    FixityRequest request;
    request.threads = options.threads;
    request.record = options.record;
    if (!options.object.empty()) {
        const std::size_t colon = options.object.find(':');
        request.object =
            Digest::parse(std::string_view(options.object).substr(colon == std::string::npos ? 0 : colon + 1))
                .value_or_throw();
    }
    if (!options.since.empty()) {
        request.checked_before = archive.zone().start_of(parse_day(options.since).value_or_throw());
    }
    if (!options.older_than.empty()) {
        request.checked_before = run.caller().now() - seconds_of(options.older_than);
    }
    if (!options.budget.empty()) {
        request.bytes = bytes_of(options.budget);
        if (!request.bytes) {
            request.time = seconds_of(options.budget);
        }
    }
    if (!options.rate.empty()) {
        request.bytes_a_second = bytes_of(options.rate);
        if (!request.bytes_a_second) {
            throw Fault(ErrorCode::usage, options.rate, say("not an amount of bytes"), say("say 50MB"));
        }
    }
    return request;
}

ExitStatus run_fixity(Run& run, const Options& options) {
    Archive archive = run.open_archive(options.record ? Access::write : Access::read);
    require_right(archive, run.caller(), Verb::audit);
    const FixityRequest request = request_of(archive, run, options);
    TablePrinter out(run, archive, "fixity", columns, options.output);
    const FixityOutcome outcome = check_fixity(archive, run.caller(), request, run.reporter(),
                                               [&](const Finding& finding) { out.put(to_record(finding)); });
    out.finish();
    run.reporter().detail(
        say("{} objects read, {} bytes, {} findings", outcome.checked, outcome.bytes, outcome.findings));
    const std::string since = FixityTable(archive.db()).whole_since();
    run.reporter().detail(since.empty() ? say("not every object was ever recorded as read")
                                        : say("every object was recorded as read since {}", since));
    if (outcome.left > 0) {
        run.reporter().notice(say("{} objects left for the next run", outcome.left));
    }
    if (outcome.unreadable > 0) {
        run.reporter().notice(say("{} objects could not be looked at", outcome.unreadable));
        return ExitStatus::fault;
    }
    return outcome.findings == 0 ? ExitStatus::done : ExitStatus::findings;
}

}  // namespace

void add_fixity(Tool& tool) {
    static Options options;
    options.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    Command app = tool.verb("fixity", "Captured files that are missing, changed, unreadable or unknown",
                            [](Run& run) { return run_fixity(run, options); });
    const CommandOption since =
        app.add_option("--since", options.since, "Leave out what was recorded as checked since this day");
    app.add_option("--older-than", options.older_than,
                   "Leave out what was recorded as checked within this time (90d, 1y)")
        .excludes(since);
    app.add_option("--budget", options.budget, "Stop after this time (30min, 2h) or this much (10GB)");
    app.add_option("--rate", options.rate, "Read no more than this in a second (50MB)");
    add_output(app, options.output);
    app.add_option("--object", options.object, "Only this object");
    app.add_option("--jobs,-j", options.threads, "Files read side by side").from_to(1, 64);
    app.add_flag("--record", options.record, "Keep marks, so that the next run goes on with the oldest");
}

}  // namespace arc
