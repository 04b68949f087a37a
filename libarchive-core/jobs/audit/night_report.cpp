#include "jobs/audit/night_report.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/event_table.hpp"
#include "catalog/finding_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/admin/archive_status.hpp"
#include "jobs/audit/findings.hpp"
#include "jobs/find/reader_rights.hpp"
#include "model/finding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace arc {
namespace {

constexpr std::int64_t nights = 366;

AuditRunRow need_night(Archive& archive) {
    const std::optional<AuditRunRow> run = AuditRunTable(archive.db()).newest();
    if (!run) {
        throw Fault(ErrorCode::not_found, "report", say("no night was run yet"), say("run arc-audit all first"));
    }
    return *run;
}

// Keeps what list_findings tells: the caller's reach is asked there.
class Keeper final : public RecordSink {
public:
    Keeper(std::int64_t most, const Zone& zone) : most_(most), zone_(&zone) {}
    void put(const Record& record) override {
        const Value fields(record.fields);
        AuditPageCode& code = codes[fields.text_of("code")];
        const std::string light = fields.text_of("light", "red");
        ++code.open;
        code.red += light == "red" ? 1 : 0;
        ++categories[fields.text_of("category")];
        ++owners[fields.text_of("owner")];
        if (static_cast<std::int64_t>(code.findings.size()) < most_) {
            code.findings.push_back({light, fields.text_of("subject"), fields.text_of("unit"), fields.text_of("owner"),
                                     local_day(fields.text_of("deadline"), *zone_),
                                     local_day(fields.text_of("first_seen"), *zone_), fields.text_of("text")});
        }
    }
    void flush() override {}
    std::map<std::string, AuditPageCode> codes;
    std::map<std::string, std::int64_t> categories;
    std::map<std::string, std::int64_t> owners;

private:
    std::int64_t most_;
    const Zone* zone_;
};

std::vector<std::pair<std::string, std::int64_t>> most_first(const std::map<std::string, std::int64_t>& counts) {
    std::vector<std::pair<std::string, std::int64_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, std::greater<>(), [](const auto& row) { return row.second; });
    return sorted;
}

// "王建国 wang": people know one another by name; roles have none.
std::map<std::string, std::string> names_of_people(Archive& archive) {
    std::map<std::string, std::string> names;
    for (const Person& person : PersonTable(archive.db()).all()) {
        names[person.code] = person.name;
    }
    return names;
}
std::string named(const std::map<std::string, std::string>& names, const std::string& code) {
    const auto name = names.find(code);
    return name == names.end() || name->second.empty() || name->second == code ? code : name->second + " " + code;
}

void add_units(Archive& archive, const Caller& caller, const std::vector<Figure>& figures, AuditPage& page) {
    std::map<std::string, std::map<std::string, double>> of_unit;
    for (const Figure& figure : figures) {
        constexpr std::string_view prefix = "unit:";
        if (figure.about.starts_with(prefix)) {
            of_unit[figure.about.substr(prefix.size())][figure.name] = figure.value;
        }
    }
    const Registers registers(archive);
    const ReaderRights rights(archive, caller);
    for (const std::int64_t id : registers.units_in_tree_order()) {
        const Unit* unit = registers.unit(id);
        RightsTarget target;
        target.unit_path = registers.unit_path(id);
        if (!of_unit.contains(unit->code) || (!rights.unlimited() && !rights.may(Verb::audit, target))) {
            continue;
        }
        std::map<std::string, double>& values = of_unit[unit->code];
        const auto whole = [&](const char* name) { return static_cast<std::int64_t>(values[name]); };
        AuditPageUnit row;
        row.code = unit->code;
        row.name = unit->name;
        row.depth = registers.unit_path(id).size() - 1;
        row.tickets = whole("tickets");
        row.documents = whole("documents");
        row.pages = whole("pages");
        row.asked = values["required"] > 0;
        constexpr double hundred = 100;
        row.complete = row.asked ? hundred * values["there"] / values["required"] : hundred;
        row.open = whole("open");
        row.red = whole("red_tickets");
        row.yellow = whole("yellow");
        row.green = whole("green");
        page.units.push_back(std::move(row));
    }
}

// The newest scores, which may be a month old: units among those of their level, as a bureau is no rival of its own
// stations.
std::vector<AuditPageRanking> rankings_of(Archive& archive, const Caller& caller) {
    const Registers registers(archive);
    const std::map<std::string, std::string> names = names_of_people(archive);
    AuditRunTable runs(archive.db());
    ReaderRights rights(archive, caller);
    std::map<std::string, std::int64_t> units;
    for (const std::int64_t id : registers.units_in_tree_order()) {
        units[registers.unit(id)->code] = id;
    }
    std::vector<AuditPageRanking> rankings;
    for (const Score& score : archive.profile().scores) {
        std::map<std::size_t, AuditPageRanking> by_level;
        const AuditRunTable::Newest newest = runs.newest_of("score:" + score.name);
        for (const Figure& figure : newest.figures) {
            const std::size_t colon = figure.about.find(':');
            if (colon == std::string::npos) {
                continue;
            }
            const std::string who = figure.about.substr(colon + 1);
            const auto unit = units.find(who);
            const bool of_unit = score.of != ScoreOf::person && unit != units.end();
            RightsTarget target;
            const std::vector<std::string>& path =
                registers.unit_path(of_unit ? std::optional(unit->second) : std::nullopt);
            target.unit_path = path;
            if (rights.unlimited() || rights.may(Verb::audit, target)) {
                const std::string name = of_unit ? registers.unit(unit->second)->name + " " + who : named(names, who);
                by_level[of_unit ? path.size() : 0].rows.push_back({0, name, figure.value});
            }
        }
        const std::string name = score.title.chinese().empty() ? score.name : score.title.chinese();
        const std::string title = newest.at.empty() ? name : say("{} {}", name, local_day(newest.at, archive.zone()));
        for (auto& [level, ranking] : by_level) {
            ranking.title = level == 0 || by_level.size() == 1 ? title : say("{}（{}级）", title, level);
            std::ranges::stable_sort(ranking.rows, std::greater<>(), &AuditPageRanking::Row::value);
            for (std::size_t i = 0; i < ranking.rows.size(); ++i) {
                const bool equal = i > 0 && ranking.rows[i].value == ranking.rows[i - 1].value;
                ranking.rows[i].rank = equal ? ranking.rows[i - 1].rank : static_cast<int>(i) + 1;
            }
            rankings.push_back(std::move(ranking));
        }
    }
    return rankings;
}

TrendLine trend_of(AuditRunTable& runs, const Zone& zone, const std::string& title, const std::string& name) {
    TrendLine line{title, {}, {}};
    for (const AuditRunTable::Point& point : runs.trend("archive", name, nights)) {
        line.points.emplace_back(local_day(point.at, zone), point.value);
    }
    return line;
}

// Counts are whole numbers, shares are not.
Value figure_value(double value) {
    constexpr double largest_whole = 9e15;
    return std::floor(value) == value && std::abs(value) < largest_whole ? Value(static_cast<std::int64_t>(value))
                                                                         : Value(value);
}

}  // namespace

AuditPage night_report(Archive& archive, const Caller& caller, std::int64_t most) {
    const AuditRunRow run = need_night(archive);
    AuditRunTable runs(archive.db());
    const std::vector<Figure> figures = runs.of_run(run.id);
    AuditPage page;
    page.archive = archive.config().name;
    page.day = format_day(archive.zone().day_at(parse_instant(run.at).value_or_throw()));
    page.partly = run.partly;
    page.fresh = run.fresh;
    page.mended = run.mended;
    if (const std::optional<StoredEvent> night = EventTable(archive.db()).newest_of(std::string(night_verb))) {
        page.number = std::to_string(night->n);
        page.head = night->hash.hex();
    }
    const std::pair<const char*, const char*> totals[] = {
        {"customers", "客户"}, {"tickets", "工单"}, {"documents", "文件"}, {"pages", "页"}};
    for (const auto& [name, title] : totals) {
        for (const Figure& figure : figures) {
            if (figure.about == "archive" && figure.name == name) {
                page.totals.emplace_back(title, static_cast<std::int64_t>(figure.value));
            }
        }
    }
    add_units(archive, caller, figures, page);
    Keeper keeper(most, archive.zone());
    list_findings(archive, caller, {}, keeper);
    for (const FindingCode& code : all_finding_codes()) {
        const auto kept = keeper.codes.find(std::string(code.code));
        if (kept == keeper.codes.end()) {
            continue;
        }
        AuditPageCode row = std::move(kept->second);
        row.code = code.code;
        row.name = code.name;
        row.category = code.category;
        row.words = code.words;
        row.remedy = code.remedy;
        page.open += row.open;
        page.codes.push_back(std::move(row));
    }
    page.categories = most_first(keeper.categories);
    const std::map<std::string, std::string> names = names_of_people(archive);
    for (auto& [owner, open] : most_first(keeper.owners)) {
        page.owners.emplace_back(named(names, owner), open);
    }
    page.rankings = rankings_of(archive, caller);
    const Zone& zone = archive.zone();
    page.trends = {trend_of(runs, zone, "未销问题", "open"), trend_of(runs, zone, "红灯问题", "red"),
                   trend_of(runs, zone, "页", "pages")};
    return page;
}

void put_figures(Archive& archive, const std::string& about, const std::string& name, RecordSink& sink) {
    AuditRunTable runs(archive.db());
    if (name.empty()) {
        const AuditRunRow run = need_night(archive);
        for (const Figure& figure : runs.of_run(run.id)) {
            if (about.empty() || figure.about == about) {
                sink.put({"figure",
                          {{"about", figure.about},
                           {"name", figure.name},
                           {"at", run.at},
                           {"value", figure_value(figure.value)}}});
            }
        }
        return;
    }
    for (const AuditRunTable::Point& point :
         runs.trend(about.empty() ? "archive" : about, name, std::numeric_limits<std::int64_t>::max())) {
        sink.put({"figure",
                  {{"about", about.empty() ? std::string("archive") : about},
                   {"name", name},
                   {"at", point.at},
                   {"value", figure_value(point.value)}}});
    }
}

}  // namespace arc
