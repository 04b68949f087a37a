#pragma once

#include <filesystem>

namespace arc {

// What a killed erase_private left beside the months of a folder goes, with its bytes. Under the journal's lock.
void finish_erasing(const std::filesystem::path& private_journal);

}  // namespace arc
