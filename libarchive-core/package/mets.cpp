#include "package/mets.hpp"

#include <pugixml.hpp>

#include <sstream>

namespace arc {
namespace {

using pugi::xml_node;

xml_node put(xml_node parent, const char* name, const std::string& text) {
    xml_node child = parent.append_child(name);
    child.text().set(text.c_str());
    return child;
}

void set(xml_node node, const char* name, const std::string& value) {
    node.append_attribute(name) = value.c_str();
}

xml_node wrap(xml_node parent, const char* section, const std::string& id, const char* type) {
    xml_node node = parent.append_child(section);
    set(node, "ID", id);
    xml_node inside = node.append_child("mets:mdWrap");
    set(inside, "MDTYPE", type);
    return inside.append_child("mets:xmlData");
}

void put_identifier(xml_node parent, const char* element, const std::string& type, const std::string& value) {
    const std::string prefix = std::string("premis:") + element;
    xml_node node = parent.append_child((prefix + "Identifier").c_str());
    put(node, (prefix + "IdentifierType").c_str(), type);
    put(node, (prefix + "IdentifierValue").c_str(), value);
}

void put_header(xml_node root, const Mets& mets) {
    xml_node header = root.append_child("mets:metsHdr");
    set(header, "CREATEDATE", mets.created);
    xml_node organisation = header.append_child("mets:agent");
    set(organisation, "ROLE", "CREATOR");
    set(organisation, "TYPE", "ORGANIZATION");
    put(organisation, "mets:name", mets.organisation);
    xml_node software = header.append_child("mets:agent");
    set(software, "ROLE", "CREATOR");
    set(software, "TYPE", "OTHER");
    set(software, "OTHERTYPE", "SOFTWARE");
    put(software, "mets:name", mets.software);
}

void put_description(xml_node root, const MetsDocument& document) {
    xml_node data = wrap(root, "mets:dmdSec", "dmd-" + document.id, "DC");
    for (const auto& [element, value] : document.dublin_core) {
        put(data, ("dc:" + element).c_str(), value);
    }
}

void put_object(xml_node section, const MetsFile& file) {
    xml_node object = wrap(section, "mets:techMD", "tech-" + file.id, "PREMIS:OBJECT").append_child("premis:object");
    set(object, "xsi:type", "premis:file");
    set(object, "version", "3.0");
    put_identifier(object, "object", "local", file.id);
    xml_node characteristics = object.append_child("premis:objectCharacteristics");
    put(characteristics, "premis:compositionLevel", "0");
    for (const auto& [algorithm, value] : {std::pair("SHA-256", &file.sha256), std::pair("SHA-512", &file.sha512)}) {
        xml_node fixity = characteristics.append_child("premis:fixity");
        put(fixity, "premis:messageDigestAlgorithm", algorithm);
        put(fixity, "premis:messageDigest", *value);
    }
    put(characteristics, "premis:size", std::to_string(file.bytes));
    xml_node format = characteristics.append_child("premis:format");
    put(format.append_child("premis:formatDesignation"), "premis:formatName", file.format_name);
    if (!file.format_key.empty()) {
        xml_node registry = format.append_child("premis:formatRegistry");
        put(registry, "premis:formatRegistryName", "PRONOM");
        put(registry, "premis:formatRegistryKey", file.format_key);
    }
    put(object, "premis:originalName", file.original_name);
    xml_node relation = object.append_child("premis:relationship");
    put(relation, "premis:relationshipType", "derivation");
    put(relation, "premis:relationshipSubType", "has source");
    put_identifier(relation, "relatedObject", "captured file", file.source);
}

void put_event(xml_node section, const MetsEvent& event) {
    xml_node node = wrap(section, "mets:digiprovMD", "event-" + event.id, "PREMIS:EVENT").append_child("premis:event");
    set(node, "version", "3.0");
    put_identifier(node, "event", "local", event.id);
    put(node, "premis:eventType", event.type);
    put(node, "premis:eventDateTime", event.at);
    put(node.append_child("premis:eventDetailInformation"), "premis:eventDetail", event.detail);
    for (const std::string& agent : event.agents) {
        put_identifier(node, "linkingAgent", "local", agent);
    }
    for (const std::string& file : event.files) {
        put_identifier(node, "linkingObject", "local", file);
    }
}

void put_agent(xml_node section, const MetsAgent& agent, std::size_t number) {
    xml_node node = wrap(section, "mets:digiprovMD", "agent-" + std::to_string(number), "PREMIS:AGENT")
                        .append_child("premis:agent");
    set(node, "version", "3.0");
    put_identifier(node, "agent", "local", agent.id);
    put(node, "premis:agentName", agent.name);
    put(node, "premis:agentType", agent.type);
}

void put_administration(xml_node root, const Mets& mets) {
    xml_node section = root.append_child("mets:amdSec");
    for (const MetsDocument& document : mets.documents) {
        for (const MetsFile& file : document.files) {
            put_object(section, file);
        }
    }
    // The schema wants digiprovMD behind techMD.
    for (const MetsEvent& event : mets.events) {
        put_event(section, event);
    }
    for (std::size_t i = 0; i < mets.agents.size(); ++i) {
        put_agent(section, mets.agents[i], i + 1);
    }
}

void put_files(xml_node root, const Mets& mets) {
    xml_node group = root.append_child("mets:fileSec").append_child("mets:fileGrp");
    set(group, "USE", "master");
    for (const MetsDocument& document : mets.documents) {
        for (const MetsFile& file : document.files) {
            xml_node node = group.append_child("mets:file");
            set(node, "ID", file.id);
            set(node, "MIMETYPE", file.media_type);
            set(node, "SIZE", std::to_string(file.bytes));
            set(node, "CHECKSUM", file.sha256);
            set(node, "CHECKSUMTYPE", "SHA-256");
            set(node, "ADMID", "tech-" + file.id);
            xml_node location = node.append_child("mets:FLocat");
            set(location, "LOCTYPE", "URL");
            set(location, "xlink:type", "simple");
            set(location, "xlink:href", file.path);
        }
    }
}

void put_structure(xml_node root, const Mets& mets) {
    xml_node map = root.append_child("mets:structMap");
    set(map, "TYPE", "physical");
    xml_node top = map.append_child("mets:div");
    set(top, "TYPE", "package");
    set(top, "LABEL", mets.label);
    int order = 0;
    for (const MetsDocument& document : mets.documents) {
        xml_node div = top.append_child("mets:div");
        set(div, "TYPE", document.type);
        set(div, "ORDER", std::to_string(++order));
        set(div, "LABEL", document.label);
        set(div, "DMDID", "dmd-" + document.id);
        int page = 0;
        for (const MetsFile& file : document.files) {
            for (const std::string& label : file.labels) {
                xml_node sheet = div.append_child("mets:div");
                set(sheet, "TYPE", "page");
                set(sheet, "ORDER", std::to_string(++page));
                set(sheet, "LABEL", label);
                set(sheet.append_child("mets:fptr"), "FILEID", file.id);
            }
        }
    }
}

}  // namespace

std::string mets_text(const Mets& mets) {
    pugi::xml_document document;
    xml_node declaration = document.append_child(pugi::node_declaration);
    set(declaration, "version", "1.0");
    set(declaration, "encoding", "UTF-8");
    xml_node root = document.append_child("mets:mets");
    set(root, "xmlns:mets", "http://www.loc.gov/METS/");
    set(root, "xmlns:premis", "http://www.loc.gov/premis/v3");
    set(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    set(root, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    set(root, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    set(root, "xsi:schemaLocation",
        "http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/version112/mets.xsd "
        "http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/v3/premis.xsd");
    set(root, "OBJID", mets.id);
    set(root, "LABEL", mets.label);
    put_header(root, mets);
    for (const MetsDocument& one : mets.documents) {
        put_description(root, one);
    }
    put_administration(root, mets);
    if (!mets.documents.empty()) {
        put_files(root, mets);
    }
    put_structure(root, mets);
    std::ostringstream text;
    document.save(text, " ");
    return text.str();
}

}  // namespace arc
