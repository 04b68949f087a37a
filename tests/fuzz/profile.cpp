// A profile and archive.yaml.

#include "harness.hpp"
#include "profile/archive_config.hpp"
#include "profile/load_profile.hpp"
#include "rules/import_columns.hpp"

using namespace arc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = fuzz::text_of(bytes, size);
    const LoadedProfile loaded = load_profile(text, "profile.yaml");
    fuzz::require(loaded.ok() == loaded.mistakes.empty(), "a profile without mistakes is one");
    for (const ProfileMistake& mistake : loaded.mistakes) {
        fuzz::require(!mistake.what.empty() && mistake.line >= 0 && mistake.column >= 0, "a mistake is told");
        fuzz::require(mistake.message().find('\n') == std::string::npos, "a mistake is one line");
    }
    if (loaded.ok()) {
        for (const ImportTable table : all_import_tables()) {
            (void)import_columns(*loaded.profile, table);
        }
        for (const NameKind kind : all_name_kinds()) {
            (void)declared_names(*loaded.profile, kind);
        }
    }
    if (const auto config = read_archive_config(text, "archive.yaml")) {
        const auto again = read_archive_config(write_archive_config(*config), "archive.yaml");
        fuzz::require(again.ok() && again->id == config->id, "archive.yaml comes back as it was");
    }
    return 0;
}
