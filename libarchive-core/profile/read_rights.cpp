#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/sections.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::pair<std::string_view, ReadingPlace> reading_places[] = {{"away", ReadingPlace::away},
                                                                        {"room", ReadingPlace::room}};
constexpr std::pair<std::string_view, SearchShows> search_words[] = {
    {"allowed", SearchShows::allowed}, {"counted", SearchShows::counted}, {"all", SearchShows::all}};
constexpr std::pair<std::string_view, UnitScope> unit_scopes[] = {
    {"all", UnitScope::all}, {"tree", UnitScope::tree}, {"own", UnitScope::own}};
enum class GroundsNeeded { purpose, consent, approval };
constexpr std::pair<std::string_view, GroundsNeeded> grounds[] = {
    {"purpose", GroundsNeeded::purpose}, {"consent", GroundsNeeded::consent}, {"approval", GroundsNeeded::approval}};
constexpr std::pair<std::string_view, Duplicates> duplicate_words[] = {
    {"keep", Duplicates::keep}, {"ask", Duplicates::ask}, {"refuse", Duplicates::refuse}};

const std::vector<std::pair<std::string_view, Verb>>& verbs() {
    static const auto table = [] {
        std::vector<std::pair<std::string_view, Verb>> rows;
        for (const Verb verb : all_verbs()) {
            rows.emplace_back(to_text(verb), verb);
        }
        return rows;
    }();
    return table;
}

void read_may(MapReader& map, Right& right) {
    const YamlNode* node = map.need("may");
    if (node != nullptr && node->text == "all") {
        right.may.assign(all_verbs().begin(), all_verbs().end());
    } else {
        map.choices_of<Verb>("may", verbs(), right.may);
    }
}

// all, tree, own, or a list of units (which the profile does not declare).
void read_units(MapReader& map, Right& right) {
    const YamlNode* node = map.take("units");
    if (node == nullptr) {
        return;
    }
    if (node->kind == YamlNode::Kind::list) {
        right.units = UnitScope::listed;
        map.texts("units", right.listed_units);
    } else {
        map.choice<UnitScope>("units", unit_scopes, right.units);
    }
}

Right read_right(Reading& reading, const YamlNode& node) {
    Right right;
    MapReader map(reading, node, "rights");
    map.text("role", right.role);
    map.need("role");
    read_may(map, right);
    map.names("types", NameKind::document_type, right.types);
    read_units(map, right);
    map.names("stages", NameKind::stage, right.stages);
    map.whole("secrecy", right.secrecy, 0, 99);
    map.flag("own", right.only_own);
    std::vector<GroundsNeeded> needed;
    map.choices_of<GroundsNeeded>("needs", grounds, needed);
    right.needs_purpose = std::ranges::count(needed, GroundsNeeded::purpose) != 0;
    right.needs_consent = std::ranges::count(needed, GroundsNeeded::consent) != 0;
    right.needs_approval = std::ranges::count(needed, GroundsNeeded::approval) != 0;
    map.done();
    return right;
}

// Built-in roles, those of the section, then those that only rights name.
void read_roles(MapReader& top, Profile& profile) {
    profile.roles = {{"admin", {"管理员", "administrator"}}, {"operator", {"扫描员", "operator"}},
                     {"archivist", {"档案员", "archivist"}}, {"auditor", {"稽查员", "auditor"}},
                     {"leader", {"领导", "leader"}},         {"deputy", {"代理人", "deputy"}}};
    std::vector<Choice> declared;
    top.choices("roles", declared);
    for (const std::string& name : top.reading().words().of(NameKind::role).all()) {
        const auto given = std::ranges::find(declared, name, &Choice::name);
        const auto known = std::ranges::find(profile.roles, name, &Choice::name);
        const Choice role = given == declared.end() ? Choice{name, {}} : *given;
        if (known == profile.roles.end()) {
            profile.roles.push_back(role);
        } else if (given != declared.end()) {
            *known = role;
        }
    }
}

void read_circle(MapReader& top, Profile& profile) {
    top.each_map("circle", [&](const YamlNode& node, const std::string&) {
        Circle circle;
        MapReader map(top.reading(), node, "circle");
        map.condition("when", circle.when);
        if (const YamlNode* who = map.need("who")) {
            for (const YamlNode* item : MapReader::one_or_more(*who)) {
                const std::string word = scalar_text(top.reading(), *item, say("a role")).value_or("");
                circle.holder = circle.holder || word == "holder";
                circle.responsible = circle.responsible || word == "responsible";
                circle.unit = circle.unit || word == "unit";
                const bool of_thing = word == "holder" || word == "responsible" || word == "unit";
                if (!of_thing && !word.empty() && top.reading().check_name(*item, NameKind::role)) {
                    circle.roles.push_back(word);
                }
            }
        }
        map.names("approve", NameKind::role, circle.approve);
        map.done();
        profile.circles.push_back(std::move(circle));
    });
}

void read_search(MapReader& top, Profile& profile) {
    if (const YamlNode* node = top.take("search")) {
        MapReader map(top.reading(), *node, "search");
        map.choice<SearchShows>("shows", search_words, profile.search.shows);
        map.flag("log", profile.search.log_looks);
        map.done();
    }
}

void read_fine(MapReader& map, LendingTerms& terms) {
    const YamlNode* node = map.take("fine");
    if (node == nullptr) {
        return;
    }
    Fine fine;
    MapReader inner(map.reading(), *node, "lending.fine");
    inner.whole("min", fine.least, 0, 100'000'000);
    fine.most = fine.least;
    inner.whole("max", fine.most, 0, 100'000'000);
    inner.text("currency", fine.currency);
    inner.done();
    if (fine.least > fine.most) {
        map.reading().wrong(node->at, say("the fine's min is above its max"));
    }
    terms.fine = fine;
}

void read_originals(MapReader& map, LendingTerms& terms) {
    map.choices("reasons", terms.reasons);
    map.names("approve", NameKind::role, terms.approve);
    bool lent = !terms.forbidden;
    map.flag("lent", lent);
    terms.forbidden = !lent;
}

void read_terms(MapReader& map, LendingTerms& terms) {
    if (const YamlNode* originals = map.take("originals")) {
        MapReader inner(map.reading(), *originals, "lending.originals");
        read_originals(inner, terms);
        inner.done();
    }
    map.duration("limit", terms.limit);
    map.duration("recall", terms.recall);
    map.whole("renewals", terms.renewals, 0, 99);
    map.whole("most", terms.most, 0, 9999);
    map.choice<ReadingPlace>("where", reading_places, terms.where);
    map.flag("consent", terms.consent);
    map.flag("scan_first", terms.scan_first);
    map.flag("compare", terms.compare);
    read_fine(map, terms);
}

// When reminders go out, each later than the one before.
void read_chase(MapReader& map, Lending& lending) {
    const YamlNode* node = map.take("chase");
    if (node == nullptr) {
        return;
    }
    lending.chase.clear();
    for (const YamlNode* item : MapReader::one_or_more(*node)) {
        const std::optional<Duration> step = scalar_duration(map.reading(), *item);
        if (!step) {
            continue;
        }
        if (!lending.chase.empty() && approximate_minutes(*step) <= approximate_minutes(lending.chase.back())) {
            map.reading().wrong(item->at, say("'{}' is no later than the reminder before it", to_text(*step)));
        }
        lending.chase.push_back(*step);
    }
}

ReviewGate read_gate_of_quality(Reading& reading, const YamlNode& node) {
    ReviewGate gate;
    if (node.kind == YamlNode::Kind::scalar) {
        gate.name = node.text;
        return gate;
    }
    const bool is_short = node.entries.size() == 1 && node.entries.front().key != "name";
    if (is_short) {  // {spot: 5%}
        gate.name = node.entries.front().key;
        YamlNode as_share;
        as_share.kind = YamlNode::Kind::map;
        as_share.at = node.at;
        as_share.entries.push_back({"share", node.entries.front().at, node.entries.front().value});
        MapReader map(reading, as_share, "reviews");
        map.percent("share", gate.share);
        return gate;
    }
    MapReader map(reading, node, "reviews");
    map.text("name", gate.name);
    map.need("name");
    map.title(gate.title);
    map.percent("share", gate.share);
    map.role("by", {}, gate.by);
    map.done();
    return gate;
}

}  // namespace

void read_rights(MapReader& top, Profile& profile) {
    read_roles(top, profile);
    top.each_map("rights", [&](const YamlNode& node, const std::string&) {
        profile.rights.push_back(read_right(top.reading(), node));
    });
    read_circle(top, profile);
    read_search(top, profile);
    top.choice<Duplicates>("duplicates", duplicate_words, profile.duplicates);
}

void read_lending(MapReader& top, Profile& profile) {
    const YamlNode* node = top.take("lending");
    if (node == nullptr) {
        return;
    }
    MapReader map(top.reading(), *node, "lending");
    read_terms(map, profile.lending.terms);
    read_chase(map, profile.lending);
    map.each_map("rules", [&](const YamlNode& item, const std::string&) {
        LendingTerms terms = profile.lending.terms;
        MapReader inner(top.reading(), item, "lending.rules");
        inner.condition("when", terms.when);
        inner.need("when");
        read_terms(inner, terms);
        inner.done();
        profile.lending.rules.push_back(std::move(terms));
    });
    map.done();
}

void read_reviews(MapReader& top, Profile& profile) {
    const YamlNode* node = top.take("reviews");
    if (node == nullptr) {
        return;
    }
    NameList seen;
    for (const YamlNode* item : MapReader::one_or_more(*node)) {
        ReviewGate gate = read_gate_of_quality(top.reading(), *item);
        if (seen.contains(gate.name)) {
            top.reading().wrong(item->at, say("quality gate '{}' is given twice", printable(gate.name)));
        } else if (check_new_name(top.reading(), gate.name, item->at)) {
            seen.add(gate.name);
            profile.reviews.push_back(std::move(gate));
        }
    }
}

}  // namespace arc
