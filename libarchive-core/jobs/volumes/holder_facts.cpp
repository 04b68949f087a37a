#include "jobs/volumes/holder_facts.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/shelving/put_away.hpp"
#include "jobs/volumes/volume_papers.hpp"
#include "label/call_number.hpp"
#include "rules/retention_words.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::size_t day_length = 10;
constexpr double narrowest_back = 10;

std::string fact(const PaperFacts& paper, std::string_view path) {
    return value_at(path, look_up_in(paper.facts)).value_or("");
}

std::string period_title(const Profile& profile, const std::string& name) {
    const RetentionPeriod* period = profile.retention_period(name);
    return period == nullptr || period->title.chinese().empty() ? name : period->title.chinese();
}

// 机构（问题）: the unit's name, else what the node of the series is called.
std::string unit_name(Archive& archive, const PaperFacts& paper) {
    if (const std::optional<Unit> unit = UnitTable(archive.db()).find(fact(paper, "unit"))) {
        return unit->name;
    }
    const std::vector<SeriesLevel>& levels = archive.profile().series.levels;
    const auto level = std::ranges::find(levels, LevelKind::unit, &SeriesLevel::kind);
    return level == levels.end() ? std::string() : fact(paper, "series." + level->name + ".title");
}

std::string item_of(const Document& document) {
    const Result<CallNumber> number = parse_call_number(document.number);
    return number ? number->item : document.position ? std::to_string(*document.position) : std::string();
}

// "2024", "2024—2026"
std::string span_of(const std::set<std::string>& values) {
    return values.empty()       ? std::string()
           : values.size() == 1 ? *values.begin()
                                : *values.begin() + "—" + *values.rbegin();
}

// A year covers its days: of 2018-03-12 and 2018 the year is the end, for it may mean December.
std::string latest_of(const std::set<std::string>& dates) {
    const std::string& last = *dates.rbegin();
    const auto covers = std::ranges::find_if(dates, [&](const std::string& one) { return last.starts_with(one); });
    return *covers;
}

std::string list_of(const std::set<std::string>& values) {
    return join(std::vector<std::string>(values.begin(), values.end()), "、");
}

// J030-KU·2019-0001: the catalogue is KU·2019, the volume 0001.
void read_number(const Archive& archive, HolderFacts& facts) {
    const Result<CallNumber> number = parse_call_number(facts.code);
    constexpr std::size_t least_levels = 3;
    facts.number = facts.code;
    if (!number || number->levels.size() < least_levels || number->fonds != archive.config().fonds) {
        return;
    }
    std::vector<std::string> between;
    for (std::size_t i = 1; i + 1 < number->levels.size(); ++i) {
        between.push_back(join(number->levels[i], "·"));
    }
    facts.catalogue = join(between, "-");
    facts.number = join(number->levels.back(), "·");
}

void add(std::set<std::string>& values, std::string value) {
    if (!value.empty()) {
        values.insert(std::move(value));
    }
}

}  // namespace

HolderFacts holder_facts(Archive& archive, ThingPapers& papers, Thing holder) {
    HolderFacts facts;
    std::optional<std::int64_t> stated;
    if (holder.kind == ThingKind::box) {
        const Box box = BoxTable(archive.db()).find(holder.id).value();
        facts.code = box.code;
        facts.title = box.title;
    } else {
        const Volume volume = VolumeTable(archive.db()).find(holder.id).value();
        facts.code = volume.code;
        facts.title = volume.title;
        stated = volume.pages;
        read_number(archive, facts);
    }
    std::set<std::string> classes;
    facts.width = width_of(papers.stays().size_of(holder));
    std::set<std::string> dates;
    for (const std::int64_t id : papers.stays().documents_in(holder)) {
        const PaperFacts& paper = papers.paper(id);
        const Document& document = paper.document;
        add(facts.years, fact(paper, "series.year"));
        const std::string term = term_for_print(archive.profile(), document.retention);
        add(facts.periods, term.empty() ? period_title(archive.profile(), fact(paper, "document.period")) : term);
        add(facts.units, unit_name(archive, paper));
        add(classes, document.series ? SeriesTable(archive.db()).find(*document.series)->code : std::string());
        add(dates, document.dated);
        facts.filed = std::max(facts.filed, document.registered.substr(0, day_length));
        facts.first_item = facts.documents == 0 ? item_of(document) : facts.first_item;
        facts.last_item = item_of(document);
        facts.pages.add(sides_of(archive, document));
        ++facts.documents;
    }
    if (stated) {
        facts.pages = {*stated, 0};
    }
    if (!dates.empty()) {
        facts.first_date = *dates.begin();
        facts.last_date = latest_of(dates);
    }
    if (facts.catalogue.empty() && classes.size() == 1) {
        facts.catalogue = *classes.begin();
    }
    return facts;
}

SpineSheet spine_of(Archive& archive, ThingPapers& papers, Thing holder) {
    const HolderFacts facts = holder_facts(archive, papers, holder);
    SpineSheet spine;
    spine.width = std::max(narrowest_back, static_cast<double>(facts.width));
    if (holder.kind == ThingKind::volume) {
        spine.fields = {{say("全宗号"), archive.config().fonds}, {say("目录号"), facts.catalogue},
                        {say("年度"), span_of(facts.years)},     {say("保管期限"), list_of(facts.periods)},
                        {say("案卷号"), facts.number},           {say("案卷题名"), facts.title}};
        return spine;
    }
    spine.fields = {{say("全宗号"), archive.config().fonds},
                    {say("年度"), span_of(facts.years)},
                    {say("保管期限"), list_of(facts.periods)},
                    {say("机构"), list_of(facts.units)},
                    {say("起件号"), facts.first_item},
                    {say("止件号"), facts.last_item},
                    {say("盒号"), facts.code},
                    {say("题名"), facts.title}};
    return spine;
}

}  // namespace arc
