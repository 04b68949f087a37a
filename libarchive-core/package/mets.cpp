#include "package/mets.hpp"

#include "package/xml_text.hpp"

namespace arc {
namespace {

using pugi::xml_node;

xml_node wrap(xml_node parent, const char* section, const std::string& id, const char* type) {
    xml_node node = parent.append_child(section);
    set_attribute(node, "ID", id);
    xml_node inside = node.append_child("mets:mdWrap");
    set_attribute(inside, "MDTYPE", type);
    return inside.append_child("mets:xmlData");
}

void put_identifier(xml_node parent, const char* element, const std::string& type, const std::string& value) {
    const std::string prefix = std::string("premis:") + element;
    xml_node node = parent.append_child((prefix + "Identifier").c_str());
    put_text(node, (prefix + "IdentifierType").c_str(), type);
    put_text(node, (prefix + "IdentifierValue").c_str(), value);
}

void put_header(xml_node root, const Mets& mets) {
    xml_node header = root.append_child("mets:metsHdr");
    set_attribute(header, "CREATEDATE", mets.created);
    xml_node organisation = header.append_child("mets:agent");
    set_attribute(organisation, "ROLE", "CREATOR");
    set_attribute(organisation, "TYPE", "ORGANIZATION");
    put_text(organisation, "mets:name", mets.organisation);
    xml_node software = header.append_child("mets:agent");
    set_attribute(software, "ROLE", "CREATOR");
    set_attribute(software, "TYPE", "OTHER");
    set_attribute(software, "OTHERTYPE", "SOFTWARE");
    put_text(software, "mets:name", mets.software);
}

void put_description(xml_node root, const MetsDocument& document) {
    xml_node data = wrap(root, "mets:dmdSec", "dmd-" + document.id, "DC");
    for (const auto& [element, value] : document.dublin_core) {
        put_text(data, ("dc:" + element).c_str(), value);
    }
}

void put_object(xml_node section, const MetsFile& file) {
    xml_node object = wrap(section, "mets:techMD", "tech-" + file.id, "PREMIS:OBJECT").append_child("premis:object");
    set_attribute(object, "xsi:type", "premis:file");
    set_attribute(object, "version", "3.0");
    put_identifier(object, "object", "local", file.id);
    xml_node characteristics = object.append_child("premis:objectCharacteristics");
    put_text(characteristics, "premis:compositionLevel", "0");
    for (const auto& [algorithm, value] : {std::pair("SHA-256", &file.sha256), std::pair("SHA-512", &file.sha512)}) {
        xml_node fixity = characteristics.append_child("premis:fixity");
        put_text(fixity, "premis:messageDigestAlgorithm", algorithm);
        put_text(fixity, "premis:messageDigest", *value);
    }
    put_text(characteristics, "premis:size", std::to_string(file.bytes));
    xml_node format = characteristics.append_child("premis:format");
    put_text(format.append_child("premis:formatDesignation"), "premis:formatName", file.format_name);
    if (!file.format_key.empty()) {
        xml_node registry = format.append_child("premis:formatRegistry");
        put_text(registry, "premis:formatRegistryName", "PRONOM");
        put_text(registry, "premis:formatRegistryKey", file.format_key);
    }
    put_text(object, "premis:originalName", file.original_name);
    xml_node relation = object.append_child("premis:relationship");
    put_text(relation, "premis:relationshipType", "derivation");
    put_text(relation, "premis:relationshipSubType", "has source");
    put_identifier(relation, "relatedObject", file.use == "master" ? "captured file" : "local", file.source);
}

void put_event(xml_node section, const MetsEvent& event) {
    xml_node node = wrap(section, "mets:digiprovMD", "event-" + event.id, "PREMIS:EVENT").append_child("premis:event");
    set_attribute(node, "version", "3.0");
    put_identifier(node, "event", "local", event.id);
    put_text(node, "premis:eventType", event.type);
    put_text(node, "premis:eventDateTime", event.at);
    put_text(node.append_child("premis:eventDetailInformation"), "premis:eventDetail", event.detail);
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
    set_attribute(node, "version", "3.0");
    put_identifier(node, "agent", "local", agent.id);
    put_text(node, "premis:agentName", agent.name);
    put_text(node, "premis:agentType", agent.type);
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

void put_file(xml_node group, const MetsFile& file) {
    xml_node node = group.append_child("mets:file");
    set_attribute(node, "ID", file.id);
    set_attribute(node, "MIMETYPE", file.media_type);
    set_attribute(node, "SIZE", std::to_string(file.bytes));
    set_attribute(node, "CHECKSUM", file.sha256);
    set_attribute(node, "CHECKSUMTYPE", "SHA-256");
    set_attribute(node, "ADMID", "tech-" + file.id);
    xml_node location = node.append_child("mets:FLocat");
    set_attribute(location, "LOCTYPE", "URL");
    set_attribute(location, "xlink:type", "simple");
    set_attribute(location, "xlink:href", file.path);
}

// A group for each use; one without files would be none.
void put_files(xml_node root, const Mets& mets) {
    xml_node section;
    for (const char* use : {"master", "converted"}) {
        xml_node group;
        for (const MetsDocument& document : mets.documents) {
            for (const MetsFile& file : document.files) {
                if (file.use != use) {
                    continue;
                }
                section = section ? section : root.append_child("mets:fileSec");
                if (!group) {
                    group = section.append_child("mets:fileGrp");
                    set_attribute(group, "USE", use);
                }
                put_file(group, file);
            }
        }
    }
}

void put_structure(xml_node root, const Mets& mets) {
    xml_node map = root.append_child("mets:structMap");
    set_attribute(map, "TYPE", "physical");
    xml_node top = map.append_child("mets:div");
    set_attribute(top, "TYPE", "package");
    set_attribute(top, "LABEL", mets.label);
    int order = 0;
    for (const MetsDocument& document : mets.documents) {
        xml_node div = top.append_child("mets:div");
        set_attribute(div, "TYPE", document.type);
        set_attribute(div, "ORDER", std::to_string(++order));
        set_attribute(div, "LABEL", document.label);
        set_attribute(div, "DMDID", "dmd-" + document.id);
        int page = 0;
        for (const MetsFile& file : document.files) {
            for (const std::string& label : file.labels) {
                xml_node sheet = div.append_child("mets:div");
                set_attribute(sheet, "TYPE", "page");
                set_attribute(sheet, "ORDER", std::to_string(++page));
                set_attribute(sheet, "LABEL", label);
                set_attribute(sheet.append_child("mets:fptr"), "FILEID", file.id);
            }
        }
    }
}

}  // namespace

std::string mets_text(const Mets& mets) {
    pugi::xml_document document;
    xml_node root = begin_document(document, "mets:mets");
    set_attribute(root, "xmlns:mets", "http://www.loc.gov/METS/");
    set_attribute(root, "xmlns:premis", "http://www.loc.gov/premis/v3");
    set_attribute(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    set_attribute(root, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    set_attribute(root, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    set_attribute(root, "xsi:schemaLocation",
                  "http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/version112/mets.xsd "
                  "http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/v3/premis.xsd");
    set_attribute(root, "OBJID", mets.id);
    set_attribute(root, "LABEL", mets.label);
    put_header(root, mets);
    for (const MetsDocument& one : mets.documents) {
        put_description(root, one);
    }
    put_administration(root, mets);
    put_files(root, mets);
    put_structure(root, mets);
    return text_of_document(document);
}

}  // namespace arc
