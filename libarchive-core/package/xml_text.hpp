#pragma once

#include "base/text.hpp"

#include <pugixml.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace arc {

// What the XML writers of packages share. What XML cannot hold, such as control characters, is written as \xNN.

inline std::string words_of_xml(const std::string& text) {
    std::vector<std::string> lines;
    for (const std::string& line : split(text, '\n')) {
        lines.push_back(printable(line));
    }
    return join(lines, "\n");
}

inline pugi::xml_node put_text(pugi::xml_node parent, const char* name, const std::string& text) {
    pugi::xml_node child = parent.append_child(name);
    child.text().set(words_of_xml(text).c_str());
    return child;
}

inline void put_text_if(pugi::xml_node parent, const char* name, const std::string& text) {
    if (!text.empty()) {
        put_text(parent, name, text);
    }
}

inline void set_attribute(pugi::xml_node node, const char* name, const std::string& value) {
    node.append_attribute(name) = words_of_xml(value).c_str();
}

// With its declaration, indented by one blank.
inline pugi::xml_node begin_document(pugi::xml_document& document, const char* root) {
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    set_attribute(declaration, "version", "1.0");
    set_attribute(declaration, "encoding", "UTF-8");
    return document.append_child(root);
}

inline std::string text_of_document(const pugi::xml_document& document) {
    std::ostringstream text;
    document.save(text, " ");
    return text.str();
}

}  // namespace arc
