#include "jobs/entries/entry_pictures.hpp"

#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/filing/name_things.hpp"

#include <filesystem>

namespace arc {
namespace {

// People name the picture itself before they know that it must be taken first.
std::vector<Page> taken_pages(Archive& archive, const std::vector<std::string>& texts) {
    try {
        return named_pages(archive, texts);
    } catch (const Fault&) {
        for (const std::string& text : texts) {
            std::error_code ignored;
            if (std::filesystem::is_regular_file(std::filesystem::path(text), ignored)) {
                throw Fault(ErrorCode::usage, text, say("a file that the archive has not taken yet"),
                            say("take it with arc-ingest --batch NAME {}, then name it as NAME/1", shell_word(text)));
            }
        }
        throw;
    }
}

}  // namespace

void add_pictures(FilingRun& run, const EntryKind& kind, const Entry& entry, const std::vector<std::string>& pages) {
    if (pages.empty()) {
        return;
    }
    if (!kind.pictures) {
        throw Fault(ErrorCode::refused, kind.name, say("takes no pictures"),
                    say("the profile allows them with pictures: true"));
    }
    EntryTable entries(run.db());
    for (const Page& page : taken_pages(run.archive(), pages)) {
        entries.add_picture(entry.id, page.id);
        if (page.role == PageRole::fresh || page.role == PageRole::unplaced) {
            PageTable(run.db()).set_role(page.id, PageRole::ignored, say("picture of entry {}", entry.id));
        }
        run.change.about({ThingKind::page, page.id});
    }
}

}  // namespace arc
