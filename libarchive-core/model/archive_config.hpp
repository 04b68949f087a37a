#pragma once

#include <string>
#include <vector>

namespace arc {

enum class ArchiveMode {
    open,     // rights are guard rails; whoever may write the folder could also change it by hand
    guarded,  // the catalog belongs to another account; rights are enforced
};

// What archive.yaml says: the facts about one archive that are not rules.
struct ArchiveConfig {
    std::string id;  // short, in every record: a pipe refuses records of another archive
    std::string name;
    std::string fonds;            // 全宗号
    std::string label_namespace;  // 2-4 capitals at the front of our codes; ZZ only in test archives
    std::string zone = "Asia/Shanghai";
    std::string profile;  // the name of the profile it was made with
    ArchiveMode mode = ArchiveMode::open;
    bool test = false;  // --now may be given to verbs that change things
    std::vector<std::string> inboxes;
    std::string outbox;
};

}  // namespace arc
