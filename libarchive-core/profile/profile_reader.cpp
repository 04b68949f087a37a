#include "profile/profile_reader.hpp"

#include "base/say.hpp"
#include "profile/sections.hpp"

namespace arc {
namespace {

void add_settings(const YamlNode& node, const std::string& path, std::vector<Setting>& settings) {
    if (node.kind == YamlNode::Kind::map) {
        for (const YamlEntry& entry : node.entries) {
            add_settings(entry.value, path.empty() ? entry.key : path + "." + entry.key, settings);
        }
    } else if (node.kind == YamlNode::Kind::list) {
        for (const YamlNode& item : node.items) {
            settings.push_back({path, item.one_line()});
        }
    } else {
        settings.push_back({path, node.one_line()});
    }
}

}  // namespace

Profile read_profile(Reading& reading, const YamlNode& root) {
    Profile profile;
    MapReader top(reading, root, "");
    top.text("profile", profile.name);
    if (const YamlNode* name = top.need("profile")) {
        check_new_name(reading, profile.name, name->at);
    }
    top.title("title", profile.title);
    read_subject(top, profile);
    read_series(top, profile);
    read_documents(top, profile);
    read_document_types(top, profile);
    read_catalogue(top, profile);
    read_gates(top, profile);
    read_tickets(top, profile);
    read_ticket_types(top, profile);
    read_requires(top, profile);
    read_steps(top, profile);
    read_handover(top, profile);
    read_calendar(top, profile);
    read_barcodes(top, profile);
    read_numbering(top, profile);
    read_places(top, profile);
    read_volumes(top, profile);
    read_intake(top, profile);
    read_retention(top, profile);
    read_disposal(top, profile);
    read_deadlines(top, profile);
    read_contracts(top, profile);
    read_rights(top, profile);
    read_reviews(top, profile);
    read_lending(top, profile);
    read_entries(top, profile);
    read_media(top, profile);
    read_scores(top, profile);
    read_night(top, profile);
    read_keepers(top);
    read_checking(top, profile);
    read_reports(top, profile);
    read_lists(top, profile);
    top.done();
    add_settings(root, "", profile.settings);
    return profile;
}

}  // namespace arc
