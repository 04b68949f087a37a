#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/sections.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::pair<std::string_view, ShelfOrder> shelf_orders[] = {{"sequential", ShelfOrder::sequential},
                                                                    {"by-rule", ShelfOrder::by_rule}};
constexpr std::pair<std::string_view, bool> freed_words[] = {{"reuse", true}, {"leave", false}};
constexpr std::pair<std::string_view, InnerOrder> inner_orders[] = {{"date-ascending", InnerOrder::date_ascending},
                                                                    {"date-descending", InnerOrder::date_descending},
                                                                    {"listed", InnerOrder::listed},
                                                                    {"number", InnerOrder::number},
                                                                    {"arrival", InnerOrder::arrival}};
constexpr std::pair<std::string_view, PageNumbering> page_numberings[] = {{"volume", PageNumbering::volume},
                                                                          {"document", PageNumbering::document}};
constexpr std::pair<std::string_view, CountOf> counts[] = {
    {"sides", CountOf::sides}, {"sheets", CountOf::sheets}, {"documents", CountOf::documents}};
constexpr std::pair<std::string_view, AfterIntake> after_intake[] = {{"move", AfterIntake::move},
                                                                     {"remove", AfterIntake::remove}};
constexpr std::pair<std::string_view, BatchPer> batch_scopes[] = {
    {"day", BatchPer::day}, {"run", BatchPer::run}, {"folder", BatchPer::folder}};

void check_zone(Reading& reading, const YamlNode& node) {
    if (!reading.words().of(NameKind::zone).all().empty()) {
        reading.check_name(node, NameKind::zone);
    }
}

// stage, customer.closed or ticket.closed -> zone
void read_zone_of(MapReader& map, Places& places) {
    const YamlNode* node = map.take("zone");
    if (node == nullptr) {
        return;
    }
    check_repeated_keys(map.reading(), *node);
    for (const YamlEntry& entry : node->entries) {
        const std::string key = entry.key == "project.closed" ? "customer.closed" : entry.key;
        const bool closing = key == "customer.closed" || key == "ticket.closed";
        const NameList& stages = map.reading().words().of(NameKind::stage);
        if (!closing && !stages.contains(key)) {
            map.reading().wrong(entry.at, say("unknown stage '{}'", printable(key)),
                                map.reading().suggest(key, stages.all()));
        }
        if (scalar_text(map.reading(), entry.value, say("a zone"))) {
            check_zone(map.reading(), entry.value);
            places.zone_of[key] = entry.value.text;
        }
    }
}

// Levels of the tree, also of the built-in one.
void read_holds(MapReader& map, Places& places) {
    map.texts("holds", places.holds);
    const YamlNode* node = map.take("holds");
    if (node == nullptr) {
        return;
    }
    std::vector<std::string> levels;
    for (const Choice& level : places.levels) {
        levels.push_back(level.name);
    }
    for (const YamlNode* one : MapReader::one_or_more(*node)) {
        if (std::ranges::count(levels, one->text) == 0) {
            map.reading().wrong(one->at, say("unknown level '{}'", printable(one->text)),
                                map.reading().suggest(one->text, levels));
        }
    }
}

PlaceRule read_place_rule(Reading& reading, const YamlNode& node) {
    PlaceRule rule;
    MapReader map(reading, node, "places.rules");
    map.condition("when", rule.when);
    map.text("in", rule.zone);
    if (const YamlNode* zone = map.take("in"); zone != nullptr && !rule.zone.empty()) {
        check_zone(reading, *zone);
    }
    map.paths("box", rule.box);
    map.whole("customers", rule.customers_in_box, 1, 9999);
    for (const std::string& level : reading.words().of(NameKind::place_level).all()) {
        std::string path;
        map.path(level, path);
        if (!path.empty()) {
            rule.levels[level] = path;
        }
    }
    map.done();
    return rule;
}

VolumeRule read_volume_rule(Reading& reading, const YamlNode& node) {
    VolumeRule rule;
    MapReader map(reading, node, "volumes");
    map.condition("when", rule.when);
    map.paths("by", rule.by);
    map.choice<InnerOrder>("inner_order", inner_orders, rule.inner_order);
    map.choice<PageNumbering>("page_numbers", page_numberings, rule.page_numbers);
    map.whole("max_sheets", rule.max_sheets, 1, 100'000);
    map.whole("max_documents", rule.max_documents, 1, 100'000);
    map.done();
    return rule;
}

}  // namespace

void read_places(MapReader& top, Profile& profile) {
    Places& places = profile.places;
    places.levels = {{"room", {"库房", "room"}},
                     {"cabinet", {"柜", "cabinet"}},
                     {"row", {"排", "row"}},
                     {"shelf", {"层", "shelf"}},
                     {"slot", {"格", "slot"}}};
    const YamlNode* node = top.take("places");
    if (node == nullptr) {
        return;
    }
    MapReader map(top.reading(), *node, "places");
    map.choice<ShelfOrder>("order", shelf_orders, places.order);
    map.choices("levels", places.levels);
    read_holds(map, places);
    map.choices("zones", places.zones);
    read_zone_of(map, places);
    map.each_map("rules", [&](const YamlNode& rule, const std::string&) {
        places.rules.push_back(read_place_rule(top.reading(), rule));
    });
    map.path("together", places.together);
    map.choice<bool>("freed", freed_words, places.reuse_freed);
    map.done();
}

void read_volumes(MapReader& top, Profile& profile) {
    top.each_map("volumes", [&](const YamlNode& node, const std::string&) {
        profile.volumes.push_back(read_volume_rule(top.reading(), node));
    });
}

void read_handover(MapReader& top, Profile& profile) {
    const YamlNode* node = top.take("handover");
    if (node == nullptr) {
        return;
    }
    HandoverRules& rules = profile.handover;
    MapReader map(top.reading(), *node, "handover");
    map.whole("givers", rules.givers, 0, 9);
    map.whole("takers", rules.takers, 1, 9);
    map.whole("copies", rules.copies, 0, 9);
    map.choice<CountOf>("count", counts, rules.count);
    map.duration("limit", rules.limit);
    map.choices("refuse_for", rules.refuse_for);
    map.done();
}

void read_intake(MapReader& top, Profile& profile) {
    const YamlNode* node = top.take("intake");
    if (node == nullptr) {
        return;
    }
    IntakeRules& rules = profile.intake;
    MapReader map(top.reading(), *node, "intake");
    map.choice<AfterIntake>("done", after_intake, rules.done);
    map.choice<BatchPer>("batch", batch_scopes, rules.batch);
    map.duration("quiet", rules.quiet);
    map.choice<Severity>("uncounted", severities, rules.count);
    map.flag("operator", rules.operator_required);
    map.whole("min_dpi", rules.min_dpi, 0, 9600);
    map.real("skew_warn", rules.skew_warn, 0, 90);
    map.real("skew_fail", rules.skew_fail, 0, 90);
    map.flag("count_blank_sides", rules.count_blank_sides);
    map.texts("ignore", rules.ignore);
    map.done();
    if (rules.skew_warn > rules.skew_fail) {
        top.reading().wrong(node->at, say("skew_warn is above skew_fail"));
    }
}

}  // namespace arc
