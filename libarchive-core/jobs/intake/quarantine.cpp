#include "jobs/intake/quarantine.hpp"

#include "base/say.hpp"
#include "catalog/batch_table.hpp"
#include "jobs/intake/batch_verbs.hpp"
#include "jobs/intake/intake.hpp"
#include "record/json.hpp"
#include "store/files.hpp"
#include "store/writer_queue.hpp"

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
        throw Fault(ErrorCode::not_found, refusal.source, say("no copy was kept of it: {}", refusal.reason),
                    say("mend the source and take it again, or arc-ingest quarantine drop {}", refusal.id));
    }
    return archive.paths().quarantine() / refusal.stored;
}

// Two files with the same bytes and name are one in quarantine/: it stays for the one that still waits. Asked in the
// writer's turn: a run that refuses them once more brings file and refusal in its own.
void remove_files(Archive& archive, const Caller& caller, const Refusal& refusal) {
    const WriterTurn turn(archive.paths().queue(), caller.tool, format_instant(caller.now()));
    const bool is_needed =
        std::ranges::any_of(BatchTable(archive.db()).waiting_refusals(),
                            [&](const Refusal& waiting) { return waiting.stored == refusal.stored; });
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

std::string reason_of_refusal(Archive& archive, std::int64_t number) {
    constexpr std::size_t longest = 1 << 16;
    const Refusal refusal = refusal_to_settle(archive, number, "waiting");
    const Result<std::string> text = read_file(file_of(archive, refusal).string() + ".reason.json", longest);
    const Result<Value> kept = from_json(text ? *text : std::string("{}"));
    const Value last = kept ? *kept : Value(Object{});
    const bool is_last = last.text_of("batch") == refusal.batch_code && last.text_of("source") == refusal.source;
    return to_json(Object{{"source", refusal.source},
                          {"batch", refusal.batch_code},
                          {"code", refusal.code},
                          {"reason", refusal.reason},
                          {"next", text_or_null(last.text_of("next"))},
                          {"at", text_or_null(is_last ? last.text_of("at") : std::string())},
                          {"sha256", last.text_of("sha256")},
                          {"bytes", last.int_of("bytes")}});
}

ExitStatus retry_quarantined(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink,
                             std::int64_t number, const std::string& opaque) {
    const Refusal refusal = refusal_to_settle(archive, number, "taken");
    const std::filesystem::path file = file_of(archive, refusal);
    if (refusal.state == "taken" && !std::filesystem::exists(file)) {
        return resume_batch(archive, operation, refusal.batch_code, sink);
    }
    if (refusal.state == "waiting" && known_batch(archive, refusal.batch_code).state == BatchState::closed) {
        reporter.problem({ErrorCode::refused, refusal.batch_code, say("the batch is closed and takes repeats only"),
                          say("copy it out of quarantine/ and take it into another with --batch, then arc-ingest "
                              "quarantine drop {}",
                              refusal.id)});
        return ExitStatus::findings;
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
        remove_files(archive, *operation.caller, refusal);
    }
    return status;
}

void drop_quarantined(Archive& archive, Operation& operation, std::int64_t number) {
    if (operation.caller->reason.empty()) {
        throw Fault(ErrorCode::usage, say("refusal {}", number), say("needs a reason"), say("say why with --reason"));
    }
    const Refusal refusal = refusal_to_settle(archive, number, "dropped");
    {
        Change change(archive, operation);
        BatchTable(change.db()).settle(refusal.id, "dropped");
        change.about({ThingKind::batch, refusal.batch});
        change.commit();
    }
    if (!operation.caller->dry_run) {
        remove_files(archive, *operation.caller, refusal);
    }
}

}  // namespace arc
