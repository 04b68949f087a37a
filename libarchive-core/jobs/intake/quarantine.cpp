#include "jobs/intake/quarantine.hpp"

#include "base/say.hpp"
#include "catalog/batch_table.hpp"
#include "jobs/intake/batch_verbs.hpp"
#include "jobs/intake/intake.hpp"
#include "store/files.hpp"

#include <algorithm>

namespace arc {
namespace {

// Waiting, or settled in this way before: a run that is repeated may have been killed before it removed the files.
Refusal refusal_to_settle(Archive& archive, std::int64_t number, std::string_view settled) {
    const std::optional<Refusal> refusal = BatchTable(archive.db()).find_refusal(number);
    if (!refusal || (refusal->state != "waiting" && refusal->state != settled)) {
        throw Fault(ErrorCode::not_found, say("refusal {}", number),
                    refusal ? say("is settled ({})", refusal->state) : say("no such refusal"),
                    say("see arc-ingest quarantine list"));
    }
    return *refusal;
}

std::filesystem::path file_of(Archive& archive, const Refusal& refusal) {
    if (refusal.stored.empty()) {
        throw Fault(ErrorCode::not_found, refusal.source, say("the file could not even be read, so no copy was kept"));
    }
    return archive.paths().quarantine() / refusal.stored;
}

// Two files with the same bytes and name are one in quarantine/: it stays for the one that still waits.
void remove_files(Archive& archive, const Refusal& refusal) {
    const bool is_needed = std::ranges::any_of(BatchTable(archive.db()).waiting_refusals(), [&](const Refusal& other) {
        return other.id != refusal.id && other.stored == refusal.stored;
    });
    if (!refusal.stored.empty() && !is_needed) {
        std::error_code ignored;
        std::filesystem::remove(archive.paths().quarantine() / refusal.stored, ignored);
        std::filesystem::remove(archive.paths().quarantine() / (refusal.stored + ".reason.json"), ignored);
    }
}

}  // namespace

void list_quarantine(Archive& archive, RecordSink& sink) {
    for (const Refusal& refusal : BatchTable(archive.db()).waiting_refusals()) {
        Record record{"refusal", {}};
        record.fields = {{"number", refusal.id},     {"batch", refusal.batch_code},
                         {"source", refusal.source}, {"code", refusal.code},
                         {"reason", refusal.reason}, {"stored", text_or_null(refusal.stored)}};
        sink.put(record);
    }
}

std::filesystem::path quarantined_file(Archive& archive, std::int64_t number) {
    return file_of(archive, refusal_to_settle(archive, number, "waiting"));
}

ExitStatus retry_quarantined(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink,
                             std::int64_t number, const std::string& opaque) {
    const Refusal refusal = refusal_to_settle(archive, number, "taken");
    const std::filesystem::path file = file_of(archive, refusal);
    if (refusal.state == "taken" && !std::filesystem::exists(file)) {
        return resume_batch(archive, operation, refusal.batch_code, sink);
    }
    const Fd fd = open_plain_file(file).value_or_throw();
    IntakeRequest request;
    request.batch = refusal.batch_code;
    request.opaque = opaque;
    request.workers = 1;
    request.keep_open = !BatchTable(archive.db()).find(refusal.batch)->expected;
    Intake intake(archive, operation, reporter, sink, request);
    bool taken = false;
    intake.on_settled([&](const Settled& settled) { taken = settled.fate == Fate::taken; });
    // Under the name it came with: had its batch a second try, this is the same page.
    intake.take_open_file(refusal.source, fd.get(), file);
    const ExitStatus status = intake.finish();
    if (taken && !operation.caller->dry_run) {
        remove_files(archive, refusal);
    }
    return status;
}

void drop_quarantined(Archive& archive, Operation& operation, std::int64_t number) {
    if (operation.caller->reason.empty()) {
        throw Fault(ErrorCode::usage, say("refusal {}", number), say("needs a reason"), say("say why with --reason"));
    }
    const Refusal refusal = refusal_to_settle(archive, number, "dropped");
    Change change(archive, operation);
    BatchTable(change.db()).settle(refusal.id, "dropped");
    change.about({ThingKind::batch, refusal.batch});
    change.commit();
    if (!operation.caller->dry_run) {
        remove_files(archive, refusal);
    }
}

}  // namespace arc
