#include "jobs/export/convert_files.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/conversion_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/profile_table.hpp"
#include "image/format_version.hpp"
#include "image/image_file.hpp"
#include "image/write_tiff.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/keeping/frames_out.hpp"
#include "jobs/permit.hpp"
#include "profile/load_audit_rules.hpp"
#include "store/publishing.hpp"
#include "store/writer_queue.hpp"
#include "version.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <limits>
#include <map>
#include <set>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t page_of_rows = 1000;
constexpr std::size_t group_size = 16;

FormatRules format_rules(Archive& archive) {
    return load_audit_rules(ProfileTable(archive.db()).newest().text).formats;
}

// A converted file in staging/, not yet told of.
struct Made {
    StoredObject original;
    StagedFile file;
    std::string format;
    int frames = 0;
    std::string program;
    bool lossless = false;
};

Record record_of(const Made& made, std::string_view state) {
    return {"conversion",
            {{"object", made.original.digest.hex()},
             {"format", made.original.format},
             {"result", made.file.digest.hex()},
             {"result_format", made.format},
             {"bytes", made.file.bytes},
             {"program", made.program},
             {"lossless", made.lossless},
             {"state", state}}};
}

// Files first, then one transaction that tells of them.
void keep(Archive& archive, Operation& operation, std::vector<Made>& group, RecordSink& sink) {
    if (group.empty()) {
        return;
    }
    const bool dry = operation.caller->dry_run;
    if (dry) {
        std::ranges::for_each(group, [&](const Made& made) { archive.objects().drop(made.file); });
    } else {
        const Publishing publishing(archive.paths());
        std::vector<StagedFile> files;
        std::ranges::transform(group, std::back_inserter(files), &Made::file);
        archive.objects().publish(files);
        Change change(archive, operation);
        for (const Made& made : group) {
            archive.objects().require(made.file.digest);
            const std::int64_t result =
                PageTable(change.db()).add_object(made.file.digest, made.file.bytes, made.format, made.frames);
            ConversionTable(change.db())
                .add({made.original.id, result, format_instant(change.now()), made.program, made.lossless});
            for (const PageOnObject& page : ObjectTable(change.db()).pages_on(made.original.id)) {
                change.about({ThingKind::page, page.page});
                if (page.document != 0) {
                    change.about({ThingKind::document, page.document});
                }
            }
        }
        change.commit();
    }
    for (const Made& made : group) {
        sink.put(record_of(made, dry ? "dry-run" : "made"));
    }
    sink.flush();
    group.clear();
}

// Takes the file away.
class Scratch {
public:
    explicit Scratch(Archive& archive) : path_(archive.objects().own_folder() / "converted.tiff") {}
    ~Scratch() {
        std::error_code error;
        fs::remove(path_, error);
    }
    Scratch(const Scratch&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

Result<StagedFile> stage_plain(Archive& archive, const fs::path& file) {
    const Result<Fd> opened = open_plain_file(file);
    return opened ? archive.objects().stage(opened->get(), file) : opened.error();
}

// A page that shows it, as people call it: "B1/3".
std::string page_of(Archive& archive, const StoredObject& object) {
    const std::vector<PageOnObject> pages = ObjectTable(archive.db()).pages_on(object.id);
    const std::optional<Page> page = pages.empty() ? std::nullopt : PageTable(archive.db()).find(pages.front().page);
    return page ? fmt::format("{}/{}", page->batch_code, page->seq) : object.digest.hex();
}

Error not_convertible(Archive& archive, const StoredObject& object, std::string what) {
    const std::string page = page_of(archive, object);
    return {ErrorCode::unsupported, page, std::move(what),
            say("make it elsewhere, then: arc-export convert {} --from FILE --program WORDS", page)};
}

Result<Made> convert_one(Archive& archive, const StoredObject& object) {
    const fs::path original = archive.paths().object(object.digest);
    const Result<std::string> reason = reason_not_to_rewrite(original);
    if (!reason) {
        return reason.error().code == ErrorCode::unsupported
                   ? not_convertible(archive, object, say("is {}, no picture", object.format))
                   : reason.error();
    }
    if (!reason->empty()) {
        return not_convertible(archive, object, *reason);
    }
    const Scratch scratch(archive);
    const Result<Done> written = write_tiff_of(original, scratch.path());
    if (!written) {
        return written.error();
    }
    const Result<bool> same = shows_the_same(original, scratch.path());
    if (!same || !*same) {
        return same ? Error{ErrorCode::damaged, object.digest.hex(), say("the converted file shows something else"), {}}
                    : same.error();
    }
    Result<StagedFile> staged = stage_plain(archive, scratch.path());
    if (!staged) {
        return staged.error();
    }
    return Made{object, std::move(*staged), "tiff", object.frames, fmt::format("arc-export {}", version), true};
}

void convert_format(Archive& archive, Operation& operation, const std::string& format, std::int64_t& left,
                    Reporter& reporter, RecordSink& sink) {
    std::vector<Made> group;
    std::int64_t after = 0;
    for (auto rows = ConversionTable(archive.db()).unconverted(format, after, page_of_rows); !rows.empty() && left > 0;
         rows = ConversionTable(archive.db()).unconverted(format, after, page_of_rows)) {
        after = rows.back().id;
        for (const StoredObject& object : rows) {
            if (left-- <= 0 || reporter.stop_requested()) {
                break;
            }
            Result<Made> made = convert_one(archive, object);
            if (made) {
                group.push_back(std::move(*made));
            } else {
                reporter.problem(made.error());
            }
            if (group.size() == group_size) {
                keep(archive, operation, group, sink);
            }
        }
    }
    keep(archive, operation, group, sink);
}

// The captured files that show these pages, each once.
std::map<std::int64_t, StoredObject> files_of(Archive& archive, const std::vector<std::string>& pages) {
    std::map<std::int64_t, StoredObject> files;
    for (const Page& page : named_pages(archive, pages)) {
        const StoredObject object = ObjectTable(archive.db()).find(page.object).value();
        files.emplace(object.id, object);
    }
    return files;
}

// Files whose rows say that they must not be there: of a run that was cut off between the two, or this one.
void remove_left_behind(Archive& archive, const Caller& caller) {
    std::set<std::string> digests;
    for (const Digest& digest : ObjectTable(archive.db()).destroyed()) {
        std::error_code error;
        if (fs::exists(archive.paths().object(digest), error)) {
            digests.insert(digest.hex());
        }
    }
    if (!digests.empty() && !caller.dry_run) {
        remove_destroyed(archive, caller, digests);
    }
}

void withdraw(Archive& archive, Operation& operation, const std::vector<std::string>& pages,
              std::vector<Record>& told) {
    Change change(archive, operation);
    ConversionTable table(change.db());
    ObjectTable objects(change.db());
    for (const auto& [id, original] : files_of(archive, pages)) {
        const std::optional<Conversion> conversion = table.of(id);
        if (!conversion) {
            throw Fault(ErrorCode::not_found, original.digest.hex(), say("is not converted"), {});
        }
        const StoredObject result = objects.find(conversion->result).value();
        table.remove(id);
        if (table.to(result.id).empty() && objects.pages_on(result.id).empty()) {
            objects.mark_destroyed(result.id, format_instant(change.now()));
        }
        for (const PageOnObject& page : objects.pages_on(id)) {
            change.about({ThingKind::page, page.page});
        }
        told.push_back({"conversion",
                        {{"object", original.digest.hex()},
                         {"format", original.format},
                         {"result", result.digest.hex()},
                         {"result_format", result.format},
                         {"bytes", result.bytes},
                         {"program", conversion->program},
                         {"lossless", conversion->lossless},
                         {"state", "withdrawn"}}});
    }
    change.commit();
}

}  // namespace

void convert_files(Archive& archive, Operation& operation, const ConversionRequest& request, Reporter& reporter,
                   RecordSink& sink) {
    require_right(archive, *operation.caller, Verb::file);
    const FormatRules rules = format_rules(archive);
    if (!operation.caller->dry_run) {
        archive.objects().clear_staging();
    }
    std::int64_t left = request.limit == 0 ? std::numeric_limits<std::int64_t>::max() : request.limit;
    for (const FormatStock& stock : ConversionTable(archive.db()).stock()) {
        if (request.format.empty() ? !rules.accepts(stock.format) : stock.format == request.format) {
            convert_format(archive, operation, stock.format, left, reporter, sink);
        }
    }
}

void attach_conversion(Archive& archive, Operation& operation, const std::string& page, const std::string& file,
                       const std::string& program, RecordSink& sink) {
    require_right(archive, *operation.caller, Verb::file);
    if (!operation.caller->dry_run) {
        archive.objects().clear_staging();
    }
    const StoredObject object = files_of(archive, {page}).begin()->second;
    Result<StagedFile> staged = stage_plain(archive, file);
    if (!staged) {
        throw Fault(staged.error());
    }
    if (const std::optional<Conversion> known = ConversionTable(archive.db()).of(object.id)) {
        const StoredObject result = ObjectTable(archive.db()).find(known->result).value();
        archive.objects().drop(*staged);
        if (result.digest == staged->digest) {
            sink.put(
                record_of({object, *staged, result.format, result.frames, known->program, known->lossless}, "there"));
            return;
        }
        throw Fault(ErrorCode::refused, page, say("is converted already, by {}", known->program),
                    say("arc-export convert withdraw {} takes that away", page));
    }
    if (staged->digest == object.digest) {
        archive.objects().drop(*staged);
        throw Fault(ErrorCode::usage, printable(file), say("is the captured file itself"), {});
    }
    // A file from outside: nothing of it is decoded here.
    const std::string sniffed = format_version_of(staged->path).value_or_throw().format;
    const std::string ending = fs::path(file).extension().string();
    const std::string format = !sniffed.empty() ? sniffed : ending.empty() ? "unknown" : fold_words(ending.substr(1));
    const Result<int> frames = ImageFile::count_frames(staged->path);
    std::vector<Made> group;
    group.push_back({object, *staged, format, frames ? *frames : 1, program, false});
    keep(archive, operation, group, sink);
}

void withdraw_conversions(Archive& archive, Operation& operation, const std::vector<std::string>& pages,
                          RecordSink& sink) {
    require_right(archive, *operation.caller, Verb::file);
    remove_left_behind(archive, *operation.caller);
    std::vector<Record> told;
    withdraw(archive, operation, pages, told);
    remove_left_behind(archive, *operation.caller);
    std::ranges::for_each(told, [&](const Record& record) { sink.put(record); });
}

}  // namespace arc
