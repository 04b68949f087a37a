#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// A METS 1.12 document with PREMIS 3 and Dublin Core inside (standards.md section 4). Ids begin with a letter.

struct MetsFile {
    std::string id;    // "f-4711"
    std::string path;  // relative to the METS file
    std::string media_type;
    std::string format_name;  // "TIFF"
    std::string format_key;   // of PRONOM, "fmt/353"; may be empty
    std::int64_t bytes = 0;
    std::string sha256;
    std::string sha512;
    std::string original_name;
    std::string use = "master";  // or "converted"
    std::string source;          // the captured file it is, or is a frame of: "sha256:9f…"; of a converted one its id
    std::vector<std::string> labels;  // of the pages it shows, in order: "page 3 of 12"
};

struct MetsDocument {
    std::string id;  // "d-12"
    std::string label;
    std::string type;
    std::vector<std::pair<std::string, std::string>> dublin_core;  // element (without prefix), value
    std::vector<MetsFile> files;
};

struct MetsAgent {
    std::string id;  // what it is known by: an account, a program
    std::string name;
    std::string type;  // person, software, organization, hardware
};

struct MetsEvent {
    std::string id;    // "capture-B1"
    std::string type;  // of the PREMIS vocabulary: capture, ingestion, packaging
    std::string at;    // instant
    std::string detail;
    std::vector<std::string> agents;  // ids
    std::vector<std::string> files;   // ids; none: the package as a whole
};

struct Mets {
    std::string id;  // of the package
    std::string label;
    std::string created;       // instant
    std::string organisation;  // who made it
    std::string software;
    std::vector<MetsDocument> documents;
    std::vector<MetsAgent> agents;
    std::vector<MetsEvent> events;
};

std::string mets_text(const Mets& mets);

}  // namespace arc
