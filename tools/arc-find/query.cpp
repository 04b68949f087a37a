#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/profile_table.hpp"
#include "catalog/user_query.hpp"
#include "jobs/find/find_things.hpp"
#include "jobs/permit.hpp"
#include "profile/load_audit_rules.hpp"
#include "tools/arc-find/brief_printer.hpp"
#include "tools/arc-find/verbs.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

struct Options {
    std::vector<std::string> terms;
    std::string kind;
    std::string sql;
    std::string count_by;
    std::int64_t limit = 200;
};

// How many things have each value of a field: of the record itself, or of the profile's fields in it; of a date its
// year or month with FIELD.year, FIELD.month.
class Counter final : public RecordSink {
public:
    explicit Counter(const std::string& field) : field_(field) {
        constexpr std::pair<std::string_view, std::size_t> parts[] = {{".year", 4}, {".month", 7}};
        for (const auto& [part, digits] : parts) {
            if (field_.ends_with(part)) {
                field_.erase(field_.size() - part.size());
                digits_ = digits;
            }
        }
    }
    void put(const Record& record) override {
        const Value fields(record.fields);
        const Value* own = field_ == "kind" ? nullptr : fields.find(field_);
        const Value* more = fields.find("fields");
        const Value* value = own != nullptr ? own : more == nullptr ? nullptr : more->find(field_);
        std::string text = field_ == "kind" ? record.kind : value == nullptr ? std::string() : text_of(*value);
        ++counts_[text.substr(0, digits_)];
    }
    void flush() override {}
    // The most first.
    void put_counts(RecordSink& sink) const {
        std::vector<std::pair<std::string, std::int64_t>> rows(counts_.begin(), counts_.end());
        std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
        for (const auto& [value, count] : rows) {
            sink.put({"count", {{"field", field_}, {"value", text_or_null(value)}, {"count", count}}});
        }
    }

private:
    static std::string text_of(const Value& value) {
        if (const std::string* text = value.as_text()) {
            return *text;
        }
        if (const std::int64_t* whole = value.as_int()) {
            return std::to_string(*whole);
        }
        if (const bool* flag = value.as_bool()) {
            return *flag ? "true" : "false";
        }
        return {};
    }
    std::string field_;
    std::size_t digits_ = std::string::npos;
    std::map<std::string, std::int64_t> counts_;
};

// @NAME stands for a query that the profile keeps under that name; further terms narrow it down.
std::vector<std::string> with_saved(Archive& archive, const std::vector<std::string>& terms) {
    std::vector<std::string> all;
    for (const std::string& term : terms) {
        if (!term.starts_with('@') || term.size() == 1) {
            all.push_back(term);
            continue;
        }
        const AuditRules rules = load_audit_rules(ProfileTable(archive.db()).newest().text);
        std::vector<std::string> known;
        const SavedQuery* found = nullptr;
        for (const SavedQuery& saved : rules.queries) {
            known.push_back(saved.name);
            found = saved.name == term.substr(1) ? &saved : found;
        }
        if (found == nullptr) {
            const std::string near = nearest(term.substr(1), known);
            throw Fault(ErrorCode::not_found, term, say("the profile keeps no such query"),
                        known.empty()  ? say("see queries in arc-profile(5)")
                        : near.empty() ? say("it keeps {}", join(known, ", "))
                                       : say("did you mean @{}?", near));
        }
        all.push_back(found->query);
    }
    return all;
}

Value value_of(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        return *whole;
    }
    if (const auto* number = std::get_if<double>(&cell)) {
        return *number;
    }
    if (const auto* bytes = std::get_if<Blob>(&cell)) {
        std::string hex;
        for (const std::uint8_t byte : *bytes) {
            hex += fmt::format("{:02x}", byte);
        }
        return hex;
    }
    return {};
}

// Columns that share a name are told apart: a record has each name once.
std::vector<std::string> distinct(std::vector<std::string> names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string name = names[i];
        for (int n = 2; std::count(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) > 0; ++n) {
            names[i] = fmt::format("{}_{}", name, n);
        }
    }
    return names;
}

ExitStatus run_sql(Run& run, const Options& options) {
    Archive archive = run.open_archive(Access::read);
    const bool guarded = archive.config().mode == ArchiveMode::guarded;
    require_right(archive, run.caller(), guarded ? Verb::audit : Verb::find);
    UserQuery query(archive.db(), options.sql, guarded ? QueryReach::views : QueryReach::tables);
    const std::vector<std::string> names = distinct(query.columns());
    std::vector<ViewColumn> columns;
    for (const std::string& name : names) {
        columns.push_back({name, name});
    }
    RecordPrinter out = run.printer(archive, columns);
    std::vector<Cell> row;
    while (query.next(row, [&] { return run.reporter().stop_requested(); })) {
        Record record{"row", {}};
        for (std::size_t i = 0; i < row.size(); ++i) {
            record.fields.emplace_back(names[i], value_of(row[i]));
        }
        out.put(record);
    }
    out.flush();
    return ExitStatus::done;
}

ExitStatus run_query(Run& run, const Options& options) {
    if (!options.sql.empty()) {
        if (!options.terms.empty()) {
            throw Fault(ErrorCode::usage, "--sql", say("goes alone"), say("leave the query away"));
        }
        return run_sql(run, options);
    }
    Archive archive = run.open_archive(Access::read);
    FindRequest request;
    request.query = parse_query(with_saved(archive, options.terms)).value_or_throw();
    request.limit = options.count_by.empty() ? options.limit : 0;
    if (request.query.empty()) {
        throw Fault(ErrorCode::usage, "query", say("nothing asked"), say("see arc-find --help"));
    }
    if (!options.kind.empty()) {
        request.kind = parse_thing_kind(options.kind).value_or_throw();
    }
    require_right(archive, run.caller(), Verb::find);
    if (!options.count_by.empty()) {
        Counter counter(options.count_by);
        find_things(archive, run.caller(), request, counter);
        RecordPrinter counts = run.printer(archive, {{"value", "VALUE"}, {"count", "COUNT"}});
        counter.put_counts(counts);
        counts.flush();
        return ExitStatus::done;
    }
    BriefPrinter out(run, archive);
    const FindOutcome outcome = find_things(archive, run.caller(), request, out);
    if (outcome.more) {
        out.put_more(outcome.shown);
    }
    if (outcome.hidden > 0) {
        out.put_hidden(outcome.hidden);
    }
    if (outcome.shown == 0 && outcome.hidden == 0) {
        run.reporter().remark(say("nothing found"));
    }
    out.flush();
    return ExitStatus::done;
}

}  // namespace

void add_query(Tool& tool) {
    static Options options;
    CLI::App& app = tool.without_verb([](Run& run) { return run_query(run, options); });
    app.add_option("QUERY", options.terms, "Words and field:value terms, all of which must hold");
    app.add_option("--kind", options.kind,
                   "Only customers, tickets, documents, volumes, boxes, places, series or persons (in the singular)")
        ->check(CLI::IsMember({"customer", "ticket", "document", "volume", "box", "place", "series", "person"}));
    app.add_option("--count-by", options.count_by,
                   "How many have each value of this field, instead of the things: type, unit, date.year, kind …");
    app.add_option("--limit", options.limit, "How many at most (0: all)")->check(CLI::NonNegativeNumber);
    app.add_option("--sql", options.sql, "Answer this SELECT instead; reads only");
}

}  // namespace arc
