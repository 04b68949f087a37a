#include "jobs/intake/batch_verbs.hpp"

#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/page_table.hpp"
#include "jobs/intake/intake.hpp"
#include "record/page_record.hpp"

namespace arc {
namespace {

void need_reason(const Operation& operation, const std::string& what) {
    if (operation.caller->reason.empty()) {
        throw Fault(ErrorCode::usage, what, say("needs a reason"), say("say why with --reason"));
    }
}

Record record_of(Archive& archive, const Batch& batch) {
    BatchTable batches(archive.db());
    Record record =
        batch_record(batch, batches.count_pages(batch.id), batches.count_refusals(batch.id), ExitStatus::done, false);
    std::erase_if(record.fields, [](const auto& field) { return field.first == "status"; });
    record.fields.emplace_back("unfiled", PageTable(archive.db()).count_unfiled(batch.id));
    record.fields.emplace_back("opened", batch.opened);
    record.fields.emplace_back("closed", text_or_null(batch.closed));
    return record;
}

}  // namespace

Batch known_batch(Archive& archive, const std::string& code) {
    BatchTable batches(archive.db());
    if (std::optional<Batch> batch = batches.find(code)) {
        return *batch;
    }
    std::vector<std::string> codes;
    for (const Batch& batch : batches.list(1000)) {
        codes.push_back(batch.code);
    }
    const std::string near = nearest(code, codes);
    throw Fault(ErrorCode::not_found, code, say("no such batch"),
                near.empty() ? say("see arc-ingest batch list") : say("did you mean {}?", near));
}

BatchState close_if_open(Change& change, std::int64_t batch) {
    BatchTable batches(change.db());
    const BatchState state = batches.find(batch)->state;
    if (state != BatchState::open) {
        return state;
    }
    batches.set_state(batch, BatchState::closed, format_instant(change.now()));
    change.about({ThingKind::batch, batch});
    return BatchState::closed;
}

ExitStatus resume_batch(Archive& archive, Operation& operation, const std::string& code, RecordSink& sink) {
    Batch batch = known_batch(archive, code);
    if (batch.state == BatchState::withdrawn) {
        throw Fault(ErrorCode::refused, code, say("the batch was withdrawn"),
                    say("take its scans into a new one with --batch"));
    }
    BatchTable batches(archive.db());
    PageTable(archive.db()).for_each_in_batch(batch.id, 1, [&](const Page& page) {
        sink.put(page_record(page, "known"));
    });
    const std::int64_t pages = batches.count_pages(batch.id);
    const std::int64_t refused = batches.count_refusals(batch.id);
    if (batch.state == BatchState::open && batch.expected && pages == *batch.expected) {
        Change change(archive, operation);
        batch.state = close_if_open(change, batch.id);
        change.commit();
    }
    const ExitStatus status =
        refused > 0 || (batch.expected && pages != *batch.expected) ? ExitStatus::findings : ExitStatus::done;
    sink.put(batch_record(batch, pages, refused, status, operation.caller->dry_run));
    sink.flush();
    return status;
}

void list_batches(Archive& archive, RecordSink& sink) {
    constexpr std::int64_t newest = 1000;
    for (const Batch& batch : BatchTable(archive.db()).list(newest)) {
        sink.put(record_of(archive, batch));
    }
}

void show_batch(Archive& archive, const std::string& code, RecordSink& sink) {
    const Batch batch = known_batch(archive, code);
    PageTable(archive.db()).for_each_in_batch(batch.id, 1, [&](const Page& page) {
        Record record = page_record(page, "known");
        record.fields.emplace_back("role", to_text(page.role));
        record.fields.emplace_back("document", page.document == 0 ? Value() : Value(page.document));
        record.fields.emplace_back("reason", text_or_null(page.reason));
        sink.put(record);
    });
}

void close_batch(Archive& archive, Operation& operation, const std::string& code) {
    need_reason(operation, code);
    Change change(archive, operation);
    const Batch batch = known_batch(archive, code);
    if (batch.state == BatchState::withdrawn) {
        throw Fault(ErrorCode::refused, code, say("the batch was withdrawn"));
    }
    close_if_open(change, batch.id);
    change.commit();
}

void withdraw_batch(Archive& archive, Operation& operation, const std::string& code) {
    need_reason(operation, code);
    Change change(archive, operation);
    const Batch batch = known_batch(archive, code);
    if (batch.state == BatchState::withdrawn) {
        return;
    }
    if (const std::int64_t filed = PageTable(change.db()).count_filed(batch.id); filed > 0) {
        throw Fault(ErrorCode::refused, code, say("{} of its pages are in documents", filed),
                    say("undo the filing first: arc-file unsplit {}", shell_word(code)));
    }
    BatchTable(change.db()).set_state(batch.id, BatchState::withdrawn, format_instant(change.now()));
    change.about({ThingKind::batch, batch.id});
    change.commit();
}

}  // namespace arc
