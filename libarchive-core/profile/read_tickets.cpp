#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/sections.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::pair<std::string_view, DocumentForm> forms[] = {
    {"any", DocumentForm::any}, {"original", DocumentForm::original}, {"copy", DocumentForm::copy}};

// Both must hold: every alternative of one with every one of the other.
Condition both(const Condition& a, const Condition& b) {
    if (a.always() || b.always()) {
        return a.always() ? b : a;
    }
    Condition all;
    for (const std::vector<Clause>& left : a.any) {
        for (const std::vector<Clause>& right : b.any) {
            all.any.push_back(left);
            all.any.back().insert(all.any.back().end(), right.begin(), right.end());
        }
    }
    return all;
}

void read_required(MapReader& map, Requirement& requirement) {
    const YamlNode* node = map.take("required");
    if (node == nullptr) {
        return;
    }
    if (node->kind == YamlNode::Kind::scalar) {
        map.flag("required", requirement.required);
    } else {
        requirement.when = both(requirement.when, read_condition(map.reading(), *node));
    }
}

// The stage must be one of the ticket type's, or of any where the requirement is for all types.
void read_stage(MapReader& map, Requirement& requirement) {
    const YamlNode* node = map.take("stage");
    if (node == nullptr || !scalar_text(map.reading(), *node, say("a stage"))) {
        return;
    }
    const Vocabulary& words = map.reading().words();
    const auto own = words.stages.find(requirement.ticket_type);
    const NameList& known = own == words.stages.end() ? words.of(NameKind::stage) : own->second;
    if (known.contains(node->text)) {
        requirement.stage = node->text;
        return;
    }
    map.reading().wrong(node->at, say("unknown stage '{}'", printable(node->text)),
                        map.reading().suggest(node->text, known.all()));
}

// What requirements inside and outside of ticket types have in common.
void read_requirement(MapReader& map, Requirement& requirement) {
    map.name("type", NameKind::document_type, requirement.type);
    map.need("type");
    read_stage(map, requirement);
    map.condition("when", requirement.when);
    read_required(map, requirement);
    map.whole("count", requirement.count, 1, 9999);
    map.choice<DocumentForm>("form", forms, requirement.form);
    map.flag("waivable", requirement.waivable);
    map.duration("limit", requirement.limit);
}

void read_stage_names(MapReader& map, const YamlNode& list, TicketType& type, std::vector<Stage>& stages) {
    NameList seen;
    for (const YamlNode* item : MapReader::one_or_more(list)) {
        Stage stage;
        bool named = true;
        if (item->kind == YamlNode::Kind::map) {
            MapReader inner(map.reading(), *item, "ticket_types.NAME.stages");
            inner.text("name", stage.name);
            named = inner.need("name") != nullptr;
            inner.title(stage.title);
            inner.role("by", {}, stage.by);
            inner.done();
        } else if (const std::optional<std::string> name = scalar_text(map.reading(), *item, say("a stage"))) {
            stage.name = *name;
        }
        if (!named || !check_new_name(map.reading(), stage.name, item->at)) {
            continue;
        }
        if (seen.contains(stage.name)) {
            map.reading().wrong(item->at, say("stage '{}' is given twice", stage.name));
            continue;
        }
        seen.add(stage.name);
        type.stages.push_back(stage.name);
        if (std::ranges::count(stages, stage.name, &Stage::name) == 0) {
            stages.push_back(std::move(stage));
        }
    }
}

void read_type_documents(MapReader& map, TicketType& type) {
    NameList seen;
    map.each_map("documents", [&](const YamlNode& node, const std::string& path) {
        Requirement requirement;
        requirement.where = "ticket_types." + type.name + "." + path;
        requirement.ticket_type = type.name;
        MapReader inner(map.reading(), node, "ticket_types.NAME.documents");
        read_requirement(inner, requirement);
        inner.done();
        const std::string key = requirement.type + "/" + requirement.stage;
        if (seen.contains(key) && requirement.when.always()) {
            map.reading().wrong(node.at, say("document type '{}' stands twice at the same stage", requirement.type),
                                say("use count, or required: {{…}}"));
        }
        seen.add(key);
        type.documents.push_back(std::move(requirement));
    });
}

void read_type(MapReader& top, const YamlEntry& entry, Profile& profile) {
    TicketType type;
    type.name = entry.key;
    MapReader map(top.reading(), entry.value, "ticket_types.NAME");
    map.title(type.title);
    if (const YamlNode* stages = map.take("stages")) {
        read_stage_names(map, *stages, type, profile.stages);
    }
    read_type_documents(map, type);
    read_fields(map, "fields", type.fields);
    map.condition("customers", type.customers);
    if (const YamlNode* close = map.take("close")) {
        type.close = read_gate(top.reading(), *close, profile.close);
    }
    map.done();
    profile.ticket_types.push_back(std::move(type));
}

// Titles and roles of stages, said once for all ticket types.
void read_stages(MapReader& top, std::vector<Stage>& stages) {
    top.each_named("stages", [&](const YamlEntry& entry) {
        Stage stage;
        stage.name = entry.key;
        if (entry.value.kind == YamlNode::Kind::scalar) {
            stage.title = read_title(top.reading(), entry.value);
        } else {
            MapReader map(top.reading(), entry.value, "stages.NAME");
            map.title(stage.title);
            map.role("by", {}, stage.by);
            map.done();
        }
        const NameList& used = top.reading().words().of(NameKind::stage);
        if (!used.contains(entry.key)) {
            top.reading().wrong(entry.at, say("no ticket type has a stage '{}'", entry.key),
                                top.reading().suggest(entry.key, used.all()));
        }
        stages.push_back(std::move(stage));
    });
}

}  // namespace

void read_tickets(MapReader& top, Profile& profile) {
    Tickets& tickets = profile.tickets;
    tickets.title = {"工单", "ticket"};
    tickets.fields = built_in_ticket_fields();
    const YamlNode* node = top.take("tickets");
    if (node == nullptr) {
        return;
    }
    MapReader map(top.reading(), *node, "tickets");
    map.title(tickets.title);
    map.title("label", tickets.label);
    map.pattern("number", tickets.number);
    read_fields(map, "fields", tickets.fields);
    map.done();
}

void read_ticket_types(MapReader& top, Profile& profile) {
    read_stages(top, profile.stages);
    top.each_named("ticket_types", [&](const YamlEntry& entry) { read_type(top, entry, profile); });
}

void read_requires(MapReader& top, Profile& profile) {
    top.each_map("requires", [&](const YamlNode& node, const std::string& path) {
        Requirement requirement;
        requirement.where = path;
        MapReader map(top.reading(), node, "requires");
        static constexpr std::pair<std::string_view, Noun> subjects[] = {{"customer", Noun::customer},
                                                                         {"project", Noun::customer},
                                                                         {"ticket", Noun::ticket},
                                                                         {"series", Noun::series}};
        map.choice<Noun>("of", subjects, requirement.of);
        map.need("of");
        map.name("ticket_type", NameKind::ticket_type, requirement.ticket_type);
        read_requirement(map, requirement);
        read_moment(map, "from", requirement.from);
        map.name("level", NameKind::series_level, requirement.level);
        map.done();
        if (!requirement.stage.empty() && requirement.of != Noun::ticket) {
            top.reading().wrong(node.at, say("only tickets have stages"), say("remove 'stage'"));
        }
        profile.requirements.push_back(std::move(requirement));
    });
}

void read_steps(MapReader& top, Profile& profile) {
    const YamlNode* node = top.take("steps");
    if (node == nullptr) {
        return;
    }
    NameList seen;
    for (const YamlNode* item : MapReader::one_or_more(*node)) {
        Step step;
        bool named = true;
        if (item->kind == YamlNode::Kind::map) {
            MapReader map(top.reading(), *item, "steps");
            map.text("name", step.name);
            named = map.need("name") != nullptr;
            map.title(step.title);
            map.role("by", {}, step.by);
            map.duration("limit", step.limit);
            map.choice<Severity>("skip", severities, step.skip);
            map.done();
        } else {
            step.name = scalar_text(top.reading(), *item, say("a step")).value_or("");
        }
        if (seen.contains(step.name)) {
            top.reading().wrong(item->at, say("step '{}' is given twice", printable(step.name)));
        } else if (named && check_new_name(top.reading(), step.name, item->at)) {
            seen.add(step.name);
            profile.steps.push_back(std::move(step));
        }
    }
}

void read_gates(MapReader& top, Profile& profile) {
    profile.close = {{Need::complete}, Severity::refuse};
    profile.advance = {{}, Severity::warn};
    if (const YamlNode* close = top.take("close")) {
        profile.close = read_gate(top.reading(), *close, profile.close);
    }
    if (const YamlNode* advance = top.take("advance")) {
        profile.advance = read_gate(top.reading(), *advance, {{Need::complete}, Severity::warn});
    }
}

}  // namespace arc
