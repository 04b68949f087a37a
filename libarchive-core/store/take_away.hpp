#pragma once

#include "store/file_state.hpp"

namespace arc {

// Takes a source whose pages are safe out of its inbox: into `folder` (made when missing) under a free name, or away
// altogether when `folder` is empty. To another file system it is copied, and synced there before it goes. What stands
// under the name by then is looked at after it was moved; if it is not the file that was read it is put back, under a
// free name when its own is taken again. Errors: busy when it was another file, else what the system says; the source
// is then still in the inbox.
Result<Done> take_away(const std::filesystem::path& source, const FileState& read, const std::filesystem::path& folder);
// Puts back what a killed run had moved aside in this folder, to be looked at again.
void restore_moved_aside(const std::filesystem::path& folder);

}  // namespace arc
