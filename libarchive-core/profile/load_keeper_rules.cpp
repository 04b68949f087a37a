#include "profile/load_keeper_rules.hpp"

#include "profile/profile_reader.hpp"

namespace arc {

std::vector<KeeperRule> load_keeper_rules(const std::string& text) {
    const std::variant<YamlNode, YamlFault> tree = parse_yaml(text);
    const YamlNode* root = std::get_if<YamlNode>(&tree);
    if (root == nullptr || root->find("responsible") == nullptr) {
        return {};
    }
    Reading reading("profile.yaml", collect_vocabulary(*root));
    read_profile(reading, *root);
    return std::move(reading.keeper_rules());
}

}  // namespace arc
