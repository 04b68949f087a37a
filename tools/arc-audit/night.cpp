#include "jobs/audit/night.hpp"
#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-audit/verbs.hpp"

namespace arc {
namespace {

struct Options {
    std::string only, budget;
    TableOutput output;
};

const std::vector<ViewColumn> columns{{"change", "CHANGE"},     {"id", "ID"},           {"code", "CODE"},
                                      {"light", "LIGHT"},       {"subject", "SUBJECT"}, {"owner", "OWNER"},
                                      {"deadline", "DEADLINE"}, {"text", "TEXT"}};

// Findings as rows; what the night says of itself as lines that a mail can carry.
class NightPrinter final : public RecordSink {
public:
    NightPrinter(Run& run, const Archive& archive, const TableOutput& output)
        : out_(run, archive, "all", columns, output), zone_(archive.zone()), quiet_(run.options().quiet) {}

    void put(const Record& record) override {
        if (record.kind != "night" || out_.format() != OutputFormat::table) {
            if (record.kind != "night" || out_.format() == OutputFormat::jsonl) {
                out_.put(record);
            }
            return;
        }
        const Value fields(record.fields);
        const bool all_well = fields.int_of("open") == 0 && fields.int_of("new") == 0 && fields.int_of("mended") == 0;
        if (all_well && quiet_) {
            return;
        }
        out_.flush();
        std::vector<std::string> owners;
        for (const auto& [owner, open] : *fields.find("owners")->as_object()) {
            owners.push_back(say("{} {}", owner, *open.as_int()));
        }
        if (!owners.empty()) {
            out_.put_line(say("open: {}", join(owners, ", ")));
        }
        const std::string partly = fields.text_of("partly");
        out_.put_line(say("{} event {}: {} open, {} new, {} mended{}; chain head {}",
                          local_time(fields.text_of("at"), zone_), fields.int_of("number"), fields.int_of("open"),
                          fields.int_of("new"), fields.int_of("mended"),
                          partly.empty() ? std::string() : say(", in part: {}", partly), fields.text_of("head")));
    }
    void flush() override { out_.flush(); }
    void finish() { out_.finish(); }

private:
    TablePrinter out_;
    Zone zone_;
    bool quiet_;
};

ExitStatus run_all(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::audit);
    NightRequest request;
    for (const std::string& name : split(options.only, ',')) {
        if (!name.empty()) {
            request.only.push_back(name);
        }
    }
    if (!options.budget.empty()) {
        request.budget = seconds_of(options.budget);
    }
    NightPrinter out(run, archive, options.output);
    const AuditedNow done = run_night(archive, run.caller(), request, run.reporter(), out);
    out.finish();
    return done.coverage == Coverage::blind ? ExitStatus::fault
           : done.open > 0                  ? ExitStatus::findings
                                            : ExitStatus::done;
}

}  // namespace

void add_night(Tool& tool) {
    static Options options;
    Command all = tool.verb("all", "The night's audits: say what is new and what is mended, write all down",
                            [](Run& run) { return run_all(run, options); });
    all.add_option("--only", options.only, "These audits, comma between, instead of the profile's night");
    all.add_option("--budget", options.budget,
                   "How long fixity may read, and quality compare pages (2h), instead of the profile's");
    add_output(all, options.output);
}

}  // namespace arc
