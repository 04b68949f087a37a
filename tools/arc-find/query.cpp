#include "base/say.hpp"
#include "catalog/user_query.hpp"
#include "jobs/find/complete_term.hpp"
#include "jobs/find/count_things.hpp"
#include "jobs/find/find_things.hpp"
#include "jobs/find/saved_query.hpp"
#include "jobs/find/show_thing.hpp"
#include "jobs/find/total_things.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-find/brief_printer.hpp"
#include "tools/arc-find/verbs.hpp"

#include <algorithm>

namespace arc {
namespace {

struct Options {
    std::vector<std::string> terms;
    std::string kind;
    std::string sql;
    std::string count_by;
    std::string after;
    TableOutput output;
    std::int64_t limit = 200;
    bool total = false;
};

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
    TablePrinter out(run, archive, "select", columns, options.output);
    std::vector<Cell> row;
    while (query.next(row, [&] { return run.reporter().stop_requested(); })) {
        Record record{"row", {}};
        for (std::size_t i = 0; i < row.size(); ++i) {
            record.fields.emplace_back(names[i], value_of(row[i]));
        }
        out.put(record);
    }
    out.finish();
    return ExitStatus::done;
}

// A row a figure, all numbers: workbooks add them up.
void put_figures(const Record& total, RecordSink& sink) {
    const auto row = [&](const std::string& name, const Value& value) {
        const std::string* text = value.as_text();
        sink.put({"row", {{"field", name}, {"value", text == nullptr ? value : Value(std::stod(*text))}}});
    };
    for (const auto& [name, value] : total.fields) {
        if (const Object* object = value.as_object()) {
            for (const auto& [member, count] : *object) {
                row(name + "." + member, count);
            }
        } else {
            row(name, value);
        }
    }
}

ExitStatus put_total(Run& run, Archive& archive, const FindRequest& request, const TableOutput& output) {
    const Record total = total_things(archive, run.caller(), request);
    TablePrinter out(run, archive, "total", {{"field", "FIELD"}, {"value", "VALUE"}}, output);
    if (out.format() == OutputFormat::jsonl) {
        out.put(total);
    } else {
        put_figures(total, out);
    }
    out.finish();
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
    request.query = parse_query(with_saved_queries(archive, options.terms)).value_or_throw();
    request.limit = options.limit;
    request.after = options.after;
    // Figures of the whole archive, or of all of a kind, need no terms.
    const bool of_all = options.total || !options.count_by.empty() || !options.kind.empty();
    if (request.query.empty() && !of_all) {
        throw Fault(ErrorCode::usage, "query", say("nothing asked"), say("see arc-find --help"));
    }
    if (!options.kind.empty()) {
        request.kind = parse_thing_kind(options.kind).value_or_throw();
    }
    require_right(archive, run.caller(), Verb::find);
    if (!options.count_by.empty()) {
        TablePrinter counts(run, archive, "by " + options.count_by, {{"value", "VALUE"}, {"count", "COUNT"}},
                            options.output);
        for (const auto& [value, count] : count_things(archive, run.caller(), request, options.count_by)) {
            counts.put({"count", {{"field", options.count_by}, {"value", text_or_null(value)}, {"count", count}}});
        }
        counts.finish();
        return ExitStatus::done;
    }
    if (options.total) {
        return put_total(run, archive, request, options.output);
    }
    BriefPrinter out(run, archive, options.output);
    const FindOutcome outcome = find_things(archive, run.caller(), request, out);
    if (outcome.more) {
        out.put_more(outcome.shown, outcome.next);
    }
    if (outcome.hidden > 0) {
        out.put_hidden(outcome.hidden);
    }
    if (outcome.shown == 0 && outcome.hidden == 0) {
        run.reporter().remark(say("nothing found"));
    }
    out.finish();
    return ExitStatus::done;
}

ExitStatus run_complete(Run& run, const std::string& typed, bool countable) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    RecordPrinter out = run.printer(archive, {{"term", "TERM"}});
    for (const std::string& term :
         countable ? countable_fields(archive.profile()) : complete_term(archive, run.caller(), typed)) {
        if (!term.starts_with(typed)) {
            continue;
        }
        if (out.format() == OutputFormat::table) {
            out.put_line(term);
        } else {
            out.put({"completion", {{"term", term}}});
        }
    }
    out.flush();
    return ExitStatus::done;
}

}  // namespace

void add_query(Tool& tool) {
    static Options options;
    Command app = tool.without_verb([](Run& run) { return run_query(run, options); });
    app.add_option("QUERY", options.terms, "Words and field:value terms, all of which must hold");
    app.add_option(
           "--kind", options.kind,
           "Only this: customer, ticket, document, volume, box, place, series or person; all of them, without terms")
        .one_of({"customer", "ticket", "document", "volume", "box", "place", "series", "person"});
    app.add_option("--count-by", options.count_by,
                   "How many have each value of this field, instead of the things: type, unit, date.year, kind …");
    app.add_option("--limit", options.limit, "How many at most (0: all)").not_negative();
    app.add_flag("--total", options.total,
                 "What they come to instead of the things: how many, pages, media, metres of shelf")
        .excludes("--count-by");
    app.add_option("--after", options.after, "Go on behind this key, which the page before told");
    app.add_option("--sql", options.sql, "Answer this SELECT instead; reads only");
    add_output(app, options.output);
}

void add_complete(Tool& tool) {
    static std::string typed;
    static bool countable = false;
    Command verb = tool.verb("complete", "What a term that is being typed may become: for shells",
                             [](Run& run) { return run_complete(run, typed, countable); });
    verb.add_option("TERM", typed, "As far as it is typed");
    verb.add_flag("--countable", countable, "A field for --count-by");
}

}  // namespace arc
