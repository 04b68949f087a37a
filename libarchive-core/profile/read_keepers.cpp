#include "base/say.hpp"
#include "profile/sections.hpp"

#include <algorithm>

namespace arc {
namespace {

const std::pair<std::string_view, KeeperMeasure> measures[] = {
    {"unit", KeeperMeasure::unit}, {"new", KeeperMeasure::fresh}, {"fewest", KeeperMeasure::fewest}};

void read_steps_of(MapReader& map, KeeperRule& rule) {
    const YamlNode* by = map.take("by");
    if (by == nullptr) {
        rule.by.push_back({KeeperMeasure::fewest, {}});
        return;
    }
    for (const YamlNode* item : MapReader::one_or_more(*by)) {
        const std::string word = scalar_text(map.reading(), *item, say("a measure")).value_or("");
        const auto known = std::ranges::find(measures, word, &std::pair<std::string_view, KeeperMeasure>::first);
        if (known != std::end(measures)) {
            rule.by.push_back({known->second, {}});
        } else if (const std::string path = map.reading().path(word, item->at); !path.empty()) {
            rule.by.push_back({KeeperMeasure::named, path});
        }
    }
}

}  // namespace

void read_keepers(MapReader& top) {
    top.each_map("responsible", [&](const YamlNode& node, const std::string&) {
        KeeperRule rule;
        MapReader map(top.reading(), node, "responsible");
        map.condition("when", rule.when);
        map.need("role");
        map.name("role", NameKind::role, rule.role);
        read_steps_of(map, rule);
        map.whole("most", rule.most, 0, 1'000'000);
        map.done();
        top.reading().keeper_rules().push_back(std::move(rule));
    });
}

}  // namespace arc
