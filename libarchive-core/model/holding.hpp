#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// A node of the classification tree.
struct SeriesNode {
    std::int64_t id = 0;
    std::string code;
    std::string title;
    std::optional<std::int64_t> parent;
    std::string fields = "{}";
};

// A node of room → cabinet → row → shelf → slot.
struct Place {
    std::int64_t id = 0;
    std::string code;
    std::string name;
    std::optional<std::int64_t> parent;
    std::string kind;
    std::string zone;
    std::optional<std::int64_t> capacity;  // millimetres of shelf; not measured where there is none
    std::optional<std::int64_t> most;    // how many things may stand in it: 1 for a slot; no limit where there is none
    std::optional<std::int64_t> keeper;  // the person who answers for what stands here and below
    std::string closed;                  // day since which nothing is put here, or ""
};

// Holds volumes or documents.
struct Box {
    std::int64_t id = 0;
    std::string code;
    std::string title;
    std::optional<std::int64_t> place;
    std::optional<std::int64_t> width;  // millimetres of shelf
    std::string fields = "{}";
};

// Documents bound or bagged together.
struct Volume {
    std::int64_t id = 0;
    std::string code;
    std::string title;
    std::optional<std::int64_t> box;  // of box and place one at most
    std::optional<std::int64_t> place;
    std::optional<std::int64_t> pages;  // the last page number, as declared
    std::optional<std::int64_t> width;  // millimetres of shelf
    std::string closed;                 // instant when it was bound: its papers and their order are final; or ""
    std::string fields = "{}";
};

// A required document excused, by whom, until when.
struct Waiver {
    std::int64_t id = 0;
    std::string subject;  // "ticket:12"
    std::string type;     // of document
    std::string by;
    std::string reason;
    std::string granted;  // instant
    std::string until;    // day, or "" for good
    std::string withdrawn;
};

// One of our own codes in the ledger.
struct Label {
    std::string code;
    std::string kind;    // its letter
    std::string thing;   // "ticket:12", or a document type's name; "" when not bound yet
    std::string issued;  // instant
    int printed = 0;
    std::string says;     // the words last printed beside the code
    std::string used;     // instant of the first page that carried it
    std::string spoiled;  // why it must not be used
};

}  // namespace arc
