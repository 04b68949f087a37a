#include "jobs/keeping/frames_out.hpp"

#include "base/say.hpp"
#include "catalog/conversion_table.hpp"
#include "catalog/object_table.hpp"
#include "image/copy_frame.hpp"
#include "store/writer_queue.hpp"

#include <algorithm>
#include <iterator>

namespace arc {

FramesOut::~FramesOut() {
    drop_all();
}

void FramesOut::drop_all() {
    for (const Staged& staged : staged_) {
        archive_->objects().drop(staged.file);
    }
    staged_.clear();
}

namespace {

// What a file that leaves was converted to leaves too, unless somebody else needs it: pages that were captured as just
// these bytes, or another file that was converted to them and stays.
void add_conversions(ObjectTable& table, ConversionTable& conversions, const std::set<std::int64_t>& going,
                     std::vector<ObjectFate>& fates) {
    std::set<std::int64_t> leaving;
    std::ranges::transform(fates, std::inserter(leaving, leaving.end()), &ObjectFate::object);
    for (const std::int64_t original : std::set<std::int64_t>(leaving)) {
        const std::optional<Conversion> conversion = conversions.of(original);
        if (!conversion || leaving.contains(conversion->result) || !table.find(conversion->result)->destroyed.empty()) {
            continue;
        }
        const bool shown = std::ranges::any_of(table.pages_on(conversion->result), [&](const PageOnObject& page) {
            return page.role != PageRole::destroyed && !going.contains(page.document);
        });
        const bool wanted = std::ranges::any_of(conversions.to(conversion->result), [&](const Conversion& other) {
            return !leaving.contains(other.object) && table.find(other.object)->destroyed.empty();
        });
        if (!shown && !wanted) {
            leaving.insert(conversion->result);
            fates.push_back({conversion->result, true, {}});
        }
    }
}

}  // namespace

std::vector<ObjectFate> FramesOut::fates(Archive& archive, const std::vector<std::int64_t>& documents) {
    const std::set<std::int64_t> going(documents.begin(), documents.end());
    ObjectTable table(archive.db());
    std::set<std::int64_t> objects;
    for (const std::int64_t document : documents) {
        for (const std::int64_t object : table.of_document(document)) {
            objects.insert(object);
        }
    }
    std::vector<ObjectFate> fates;
    for (const std::int64_t id : objects) {
        const StoredObject object = table.find(id).value();
        std::vector<FrameUse> uses;
        for (const PageOnObject& page : table.pages_on(id)) {
            const bool goes = page.role == PageRole::destroyed || going.contains(page.document);
            uses.push_back({id, page.frame, page.page, goes});
        }
        if (ObjectFate fate = fate_of(id, object.frames, uses); object.destroyed.empty() && fate.leaves) {
            fates.push_back(std::move(fate));
        }
    }
    ConversionTable conversions(archive.db());
    add_conversions(table, conversions, going, fates);
    return fates;
}

void FramesOut::stage(const std::vector<ObjectFate>& fates) {
    drop_all();
    fates_ = fates;
    for (const ObjectFate& fate : fates) {
        for (const KeptFrame& kept : fate.kept) {
            stage_frame(fate.object, kept.frame);
        }
    }
}

void FramesOut::stage_frame(std::int64_t object, int frame) {
    const StoredObject source = ObjectTable(archive_->db()).find(object).value();
    const std::filesystem::path file = archive_->paths().object(source.digest);
    const std::string name = say("{}: page {}", source.digest.hex(), frame + 1);
    const std::string next = say("see arc-audit fixity; nothing was destroyed");
    Result<FrameCopy> copy =
        FrameCopy::plan(file, frame, fmt::format("frame {} of sha256:{}", frame + 1, source.digest.hex()));
    if (!copy) {
        throw Fault(ErrorCode::damaged, name, say("cannot leave its file: {}", copy.error().what), next);
    }
    const Result<StagedFile> staged =
        archive_->objects().stage([&](std::span<char> buffer) { return copy->read(buffer); });
    if (!staged) {
        throw Fault(ErrorCode::damaged, name, say("cannot leave its file: {}", staged.error().what), next);
    }
    staged_.push_back({object, frame, source.format, *staged});
    const Result<bool> same = is_same_picture(file, frame, staged->path, 0);
    if (!same || !*same) {
        throw Fault(ErrorCode::damaged, name,
                    same ? say("its copy shows something else") : say("cannot be read: {}", same.error().what), next);
    }
}

List FramesOut::write(Change& change) {
    std::vector<StagedFile> files;
    std::ranges::transform(staged_, std::back_inserter(files), &Staged::file);
    archive_->objects().publish(files);
    ObjectTable table(change.db());
    // All go first: a frame may come back as a file that another page leaves.
    for (const ObjectFate& fate : fates_) {
        table.mark_destroyed(fate.object, format_instant(change.now()));
    }
    List told;
    for (const ObjectFate& fate : fates_) {
        const StoredObject source = table.find(fate.object).value();
        List copies;
        for (const KeptFrame& kept : fate.kept) {
            const auto staged = std::ranges::find_if(
                staged_, [&](const Staged& one) { return one.object == fate.object && one.frame == kept.frame; });
            StoredObject copy;
            copy.digest = staged->file.digest;
            copy.bytes = staged->file.bytes;
            copy.format = staged->format;
            copy.origin = fate.object;
            copy.origin_frame = kept.frame;
            const std::int64_t object = table.add_frame(copy);
            for (const std::int64_t page : kept.pages) {
                table.move_page(page, object);
            }
            copies.emplace_back(Object{{"frame", kept.frame}, {"object", copy.digest.hex()}});
            change.end_event_if_long();
        }
        told.emplace_back(
            Object{{"object", source.digest.hex()}, {"frames", source.frames}, {"kept", std::move(copies)}});
    }
    staged_.clear();
    return told;
}

std::int64_t remove_destroyed(Archive& archive, const Caller& caller, const std::set<std::string>& digests) {
    const WriterTurn turn(archive.paths().queue(), caller.tool + " dispose execute", format_instant(caller.now()));
    ObjectTable table(archive.db());
    std::int64_t removed = 0;
    for (const std::string& hex : digests) {
        const std::optional<StoredObject> object = table.find(Digest::parse(hex).value_or_throw());
        if (object && !object->destroyed.empty() && archive.objects().remove(object->digest)) {
            ++removed;
        }
    }
    return removed;
}

}  // namespace arc
