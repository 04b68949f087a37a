#pragma once

#include "store/file_state.hpp"

#include <filesystem>
#include <vector>

namespace arc {

// Takes a source whose pages are safe out of its inbox: into `folder` (made when missing) under a free name, or away
// altogether when `folder` is empty. To another file system it is copied, and synced there before it goes. What stands
// under the name by then is looked at after it was moved; if it is not the file that was read it is put back, under a
// free name when its own is taken again. Errors: busy when it was another file, else what the system says; the source
// is then still in the inbox.
Result<Done> take_away(const std::filesystem::path& source, const FileState& read, const std::filesystem::path& folder);
// What a killed run had moved aside in this folder and those below.
std::vector<std::filesystem::path> find_moved_aside(const std::filesystem::path& folder);
// Gives these files their names again, so that they are looked at. One whose name another file has by now waits: under
// a name of its own it would be another source. Returns those that wait, and those that could not be renamed.
std::vector<std::filesystem::path> put_back_moved_aside(std::vector<std::filesystem::path> files);

}  // namespace arc
