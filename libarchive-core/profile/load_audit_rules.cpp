#include "profile/load_audit_rules.hpp"

#include "profile/profile_reader.hpp"

namespace arc {

AuditRules load_audit_rules(const std::string& text) {
    const std::variant<YamlNode, YamlFault> tree = parse_yaml(text);
    const YamlNode* root = std::get_if<YamlNode>(&tree);
    if (root == nullptr) {
        return {};
    }
    Reading reading("profile.yaml", collect_vocabulary(*root));
    read_profile(reading, *root);
    return std::move(reading.audit_rules());
}

}  // namespace arc
