#include "jobs/piped_page.hpp"

#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "catalog/page_table.hpp"
#include "record/page_record.hpp"

namespace arc {

PipedPage read_piped_page(Archive& archive, const Caller& caller, const Record& record) {
    const Result<Page> told = read_page_record(record);
    if (!told) {
        throw Fault(ErrorCode::usage, "standard input", told.error().what,
                    say("feed this tool the output of arc-ingest or arc-barcode"));
    }
    const bool foretold = Value(record.fields).flag_of("dry_run");
    if (foretold && !caller.dry_run) {
        throw Fault(ErrorCode::usage, say("page {}/{}", told->batch_code, told->seq), say("is of a dry run"),
                    say("run arc-ingest without -n first"));
    }
    std::optional<Page> stored = PageTable(archive.db()).find(told->id);
    const std::string difference = stored ? difference_of(*told, *stored) : std::string();
    if (!difference.empty() && foretold) {
        stored.reset();
    } else if (!difference.empty()) {
        throw Fault(ErrorCode::usage, "standard input", difference,
                    say("feed this tool the output of a run of arc-ingest on this archive"));
    }
    if (!stored && !caller.dry_run) {
        throw Fault(ErrorCode::usage, say("page {}", told->id), say("not in this archive"),
                    say("feed this tool the output of a run of arc-ingest on this archive"));
    }
    return {*told, std::move(stored)};
}

std::string difference_of(const Page& told, const Page& stored) {
    if (told.batch_code != stored.batch_code || told.seq != stored.seq) {
        return say("page {} of this archive is {}/{}, not {}/{}", stored.id, stored.batch_code, stored.seq,
                   told.batch_code, told.seq);
    }
    if (told.object != stored.object) {
        return say("page {} of this archive, {}/{}, has other bytes than its record says", stored.id, stored.batch_code,
                   stored.seq);
    }
    return {};
}

std::string resume_line(const std::string& batch) {
    return fmt::format("arc-ingest resume {} | arc-barcode | arc-file", shell_word(batch));
}

}  // namespace arc
