#pragma once

#include <string>
#include <vector>

namespace arc {

// The pages of a browsable folder, as texts.

struct TreeImage {
    std::string label;       // "3 / 12"
    std::string file;        // as it left, from the folder's top
    std::string view;        // what a browser shows, from the folder's top; "" of what is no picture
    std::string thumbnail;   // small, from the folder's top
    std::string media_type;  // of the view
    int width = 0;           // of the page
    int height = 0;
};

struct TreeDocument {
    std::string name;  // "d000012"
    std::string title;
    std::vector<std::pair<std::string, std::string>> facts;  // heading, value
    std::vector<TreeImage> images;
};

std::string tree_index(const std::string& title, const std::vector<std::string>& headings,
                       const std::vector<TreeDocument>& documents);
std::string tree_document(const TreeDocument& document);
std::string tree_manifest(const TreeDocument& document);
std::string tree_style();

}  // namespace arc
