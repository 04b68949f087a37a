#include "jobs/intake/intake.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/page_table.hpp"
#include "jobs/intake/quarantine_reason.hpp"
#include "jobs/intake/sources.hpp"
#include "record/page_record.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::size_t group_pages = 64;
constexpr auto group_patience = std::chrono::milliseconds(100);
// Sources that may wait for workers and commit: bounds what staging/ holds beside the group.
constexpr std::size_t most_items = 128;

}  // namespace

std::string to_text(Outcome outcome) {
    switch (outcome) {
        case Outcome::fresh:
            return "new";
        case Outcome::known:
            return "known";
        case Outcome::copy:
            return "copy";
    }
    return "new";
}

Intake::Intake(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink, const IntakeRequest& request)
    : archive_(archive),
      operation_(operation),
      reporter_(reporter),
      sink_(sink),
      request_(request),
      workers_(WorkerCommand{{"--worker", look_worker}}, request.workers) {
    open_batch();
}

Intake::~Intake() {
    for (const Item& item : items_) {
        if (item.staged) {
            archive_.objects().drop(*item.staged);
        }
    }
}

void Intake::open_batch() {
    const std::optional<Batch> known = BatchTable(archive_.db()).find(request_.batch);
    if (known) {
        batch_ = *known;
        if (batch_.state == BatchState::withdrawn) {
            throw Fault(ErrorCode::refused, batch_.code, say("the batch was withdrawn"), say("name a new one with --batch"));
        }
    } else {
        batch_.code = request_.batch;
        batch_.operator_name = request_.operator_name.empty() ? operation_.caller->account : request_.operator_name;
        batch_.device = request_.device;
        batch_.dpi = request_.dpi;
        batch_.duplex = request_.duplex;
    }
    if (request_.expected) {
        batch_.expected = request_.expected;
    }
}

void Intake::take(const std::filesystem::path& path) {
    const std::string source = source_name(path);
    const Result<Fd> fd = open_plain_file(path);
    if (!fd) {
        take_staged(source, fd.error());
        return;
    }
    take_staged(source, archive_.objects().stage(fd->get(), path));
}

void Intake::take_open_file(const std::string& source, int fd, const std::filesystem::path& name) {
    take_staged(source, archive_.objects().stage(fd, name));
}

void Intake::take_bytes(const std::string& source, const std::function<Result<std::size_t>(std::span<char>)>& read) {
    take_staged(source, archive_.objects().stage(read));
}

// Quarantine names its files by their digest.
bool Intake::was_refused(const std::string& source, const Digest& bytes) {
    const std::optional<Refusal> before = BatchTable(archive_.db()).find_refusal(batch_.id, source);
    return before && before->stored.starts_with(bytes.hex().substr(0, 12));
}

void Intake::take_staged(const std::string& source, Result<StagedFile> staged) {
    Item item;
    item.index = next_index_++;
    item.source = source;
    if (!staged) {
        item.look = staged.error();
    } else {
        item.known = PageTable(archive_.db()).of_source(batch_.id, source, staged->digest);
        if (!item.known.empty()) {
            archive_.objects().drop(*staged);
        } else if (item.refused_before = was_refused(source, staged->digest); batch_.state == BatchState::closed && !item.refused_before) {
            archive_.objects().drop(*staged);
            flush();
            throw Fault(ErrorCode::refused, batch_.code, say("the batch is closed and {} is not in it", source),
                        say("name a new batch with --batch"));
        } else {
            item.staged = std::move(*staged);
            if (item.staged->bytes == 0) {
                item.look = Error{ErrorCode::damaged, {}, say("the file is empty"), say("scan the page again")};
            } else {
                if (workers_.full()) {
                    collect(true);
                }
                workers_.submit(look_request(item.staged->path, request_.limits));
                item.asked = true;
            }
        }
    }
    items_.push_back(std::move(item));
    collect(items_.size() >= most_items);
    if (ready_pages() >= group_pages) {
        commit_group();
    } else {
        commit_if_due();
    }
}

// Takes the answers that are there; with `wait` at least one.
void Intake::collect(bool wait) {
    for (Item& item : items_) {
        if (!item.asked || item.look) {
            continue;
        }
        if (!wait && !workers_.ready()) {
            break;
        }
        wait = false;
        const Result<std::string> answer = workers_.next();
        item.look = answer ? read_look_answer(*answer) : Result<FileLook>(answer.error());
    }
    if (!has_ready_ && ready_items() > 0) {
        has_ready_ = true;
        oldest_ready_ = std::chrono::steady_clock::now();
    }
}

// Only what stands in front of the line may go: records keep the order of the sources.
std::size_t Intake::ready_items() const {
    const auto waiting = std::ranges::find_if(items_, [](const Item& item) { return item.asked && !item.look; });
    return static_cast<std::size_t>(waiting - items_.begin());
}

std::size_t Intake::ready_pages() const {
    std::size_t pages = 0;
    for (std::size_t i = 0, ready = ready_items(); i < ready; ++i) {
        const Item& item = items_[i];
        pages += item.look && item.look->ok() ? (*item.look)->frames.size() : 1;
    }
    return pages;
}

void Intake::commit_if_due() {
    collect(false);
    if (has_ready_ && std::chrono::steady_clock::now() - oldest_ready_ >= group_patience) {
        commit_group();
    }
}

void Intake::flush() {
    while (!items_.empty()) {
        while (ready_items() < items_.size() && ready_pages() < group_pages) {
            collect(true);
        }
        commit_group();
    }
}

bool Intake::is_opaque_now(const Item& item) const {
    return !request_.opaque.empty() && item.staged && item.look && !item.look->ok() &&
           item.look->error().code == ErrorCode::unsupported;
}

void Intake::commit_group() {
    const std::size_t ready = ready_items();
    std::vector<std::pair<Page, Outcome>> out;
    std::vector<Item> group;
    for (std::size_t i = 0; i < ready; ++i) {
        group.push_back(std::move(items_.front()));
        items_.pop_front();
    }
    has_ready_ = false;
    std::vector<StagedFile> good;
    for (Item& item : group) {
        if (is_opaque_now(item)) {
            item.look = FileLook{request_.opaque, {LookedFrame{}}};
        }
        const bool stays_refused = batch_.state == BatchState::closed && item.refused_before;
        if (item.staged && item.look->ok() && !stays_refused) {
            good.push_back(*item.staged);
        }
    }
    if (!operation_.caller->dry_run) {
        archive_.objects().publish(good);
    }
    {
        Change change(archive_, operation_);
        for (Item& item : group) {
            commit_item(change, item, out);
        }
        if (batch_.id != 0) {
            change.about({ThingKind::batch, batch_.id});
        }
        change.commit();
    }
    if (operation_.caller->dry_run) {
        for (const StagedFile& file : good) {
            archive_.objects().drop(file);
        }
        batch_.id = 0;
    }
    for (const auto& [page, outcome] : out) {
        put(page, outcome);
    }
    sink_.flush();
    for (const Item& item : group) {
        if (settled_) {
            settled_(item.source, !item.known.empty() || (item.look && item.look->ok()));
        }
    }
    reporter_.progress(taken_sources_, 0);
}

void Intake::put(const Page& page, Outcome outcome) {
    if (hold_records_) {
        return;
    }
    Record record = page_record(page, to_text(outcome));
    if (operation_.caller->dry_run) {
        record.fields.emplace_back("dry_run", true);
    }
    sink_.put(record);
}

void Intake::commit_item(Change& change, Item& item, std::vector<std::pair<Page, Outcome>>& out) {
    ++taken_sources_;
    if (!item.known.empty()) {
        for (Page& page : item.known) {
            out.emplace_back(page, Outcome::known);
        }
        return;
    }
    if (batch_.id == 0) {
        // Another run may have opened it meanwhile.
        const std::optional<Batch> opened = BatchTable(change.db()).find(batch_.code);
        batch_.opened = format_instant(change.now());
        batch_.id = opened ? opened->id : BatchTable(change.db()).add(batch_);
    } else if (request_.expected && BatchTable(change.db()).find(batch_.id)->expected != request_.expected) {
        BatchTable(change.db()).set_expected(batch_.id, *request_.expected);
    }
    if (batch_.state == BatchState::closed && item.refused_before) {
        // A repeat says the same again, and a closed batch stays as it is.
        archive_.objects().drop(*item.staged);
        Error again = item.look->ok() ? Error{ErrorCode::refused, {}, say("was refused in this batch, which is closed"), {}} : item.look->error();
        again.subject = item.source;
        again.next = again.next.empty() ? say("see arc-ingest quarantine list") : again.next;
        count_failure(again);
        reporter_.problem(again);
        return;
    }
    if (!item.look->ok()) {
        refuse(change, item, item.look->error());
        return;
    }
    // The same source may have been taken by another run since it was staged.
    item.known = PageTable(change.db()).of_source(batch_.id, item.source, item.staged->digest);
    if (item.known.empty()) {
        add_pages(change, item, out);
    }
    for (const Page& page : item.known) {
        out.emplace_back(page, Outcome::known);
    }
    BatchTable batches(change.db());
    if (const std::optional<Refusal> before = batches.find_refusal(batch_.id, item.source)) {
        batches.settle(before->id, "taken");
    }
}

void Intake::add_pages(Change& change, Item& item, std::vector<std::pair<Page, Outcome>>& out) {
    const FileLook& look = **item.look;
    PageTable pages(change.db());
    const Duplicates policy = archive_.profile().duplicates;
    const std::int64_t object = pages.add_object(item.staged->digest, item.staged->bytes, look.format, static_cast<int>(look.frames.size()));
    if (policy == Duplicates::refuse && pages.first_showing(object, 0)) {
        refuse(change, item, Error{ErrorCode::refused, {}, say("the same bytes are page {} already", *pages.first_showing(object, 0)),
                                   say("drop it with arc-ingest quarantine drop")});
        return;
    }
    const std::int64_t first_id = next_numbers(change.db(), "page", static_cast<std::int64_t>(look.frames.size()));
    const std::int64_t last_seq = std::max(last_seq_, pages.last_seq(batch_.id));
    for (std::size_t frame = 0; frame < look.frames.size(); ++frame) {
        const auto offset = static_cast<std::int64_t>(frame);
        Page page;
        page.id = first_id + offset;
        page.batch = batch_.id;
        page.batch_code = batch_.code;
        page.seq = seq_rule_ ? seq_rule_(item.index, static_cast<int>(frame)) : last_seq + 1 + offset;
        page.object = item.staged->digest;
        page.object_bytes = item.staged->bytes;
        page.frame = static_cast<int>(frame);
        page.source = item.source;
        page.look = look.frames[frame].look;
        if (page.look.frame.dpi_x <= 0 && batch_.dpi > 0) {
            page.look.frame.dpi_x = page.look.frame.dpi_y = batch_.dpi;
        }
        page.regions = look.frames[frame].regions;
        page.duplicate_of = pages.first_showing(object, page.frame);
        if (page.duplicate_of && policy == Duplicates::ask) {
            page.role = PageRole::unplaced;
            page.reason = say("the same bytes are page {} already: keep or drop it", *page.duplicate_of);
        }
        pages.add(page, object);
        last_seq_ = std::max(last_seq_, page.seq);
        out.emplace_back(page, page.duplicate_of ? Outcome::copy : Outcome::fresh);
    }
}

void Intake::count_failure(const Error& error) {
    ++refused_;
    status_ = worse(status_, is_passing(error) ? ExitStatus::busy : ExitStatus::findings);
}

// A file that cannot be taken. What passes by itself is only said; the next run tries again.
void Intake::refuse(Change& change, Item& item, const Error& why) {
    Error error = why;
    error.subject = item.source;
    if (is_passing(error)) {
        if (item.staged) {
            archive_.objects().drop(*item.staged);
        }
    } else {
        Refusal refusal;
        refusal.batch = batch_.id;
        refusal.source = item.source;
        refusal.code = quarantine_code(error.code);
        refusal.reason = error.what;
        if (item.staged && !operation_.caller->dry_run) {
            refusal.stored = put_in_quarantine(archive_, *item.staged, item.source, batch_.code, error, change.now());
        } else if (item.staged) {
            archive_.objects().drop(*item.staged);
        }
        BatchTable(change.db()).refuse(refusal);
        if (!refusal.stored.empty() && error.next.empty()) {
            error.next = say("see arc-ingest quarantine list");
        }
    }
    count_failure(error);
    reporter_.problem(error);
}

ExitStatus Intake::finish() {
    flush();
    BatchTable batches(archive_.db());
    const bool dry_run = operation_.caller->dry_run;
    std::int64_t total = batch_.id == 0 ? 0 : batches.count_pages(batch_.id);
    const std::int64_t waiting = batch_.id == 0 ? 0 : batches.count_refusals(batch_.id);
    if (batch_.id != 0 && batch_.state == BatchState::open && !dry_run && !request_.keep_open && !reporter_.stop_requested()) {
        const bool complete = batch_.expected ? total == *batch_.expected : refused_ == 0 && waiting == 0;
        if (complete) {
            Change change(archive_, operation_);
            batches.set_state(batch_.id, BatchState::closed, format_instant(change.now()));
            change.about({ThingKind::batch, batch_.id});
            change.commit();
            batch_.state = BatchState::closed;
        } else if (batch_.expected) {
            status_ = worse(status_, ExitStatus::findings);
            reporter_.problem({ErrorCode::usage, say("batch {}", batch_.code),
                               say("{} pages, {} expected", total, *batch_.expected),
                               total < *batch_.expected ? say("scan the missing ones into the same batch, or close it with arc-ingest batch close")
                                                        : say("count the paper again, or close it with arc-ingest batch close")});
        }
    }
    if (reporter_.stop_requested()) {
        status_ = worse(status_, ExitStatus::findings);
        reporter_.notice(say("stopped; go on with the same command, or arc-ingest resume {}", batch_.code));
    }
    put_batch_record(batch_, total, waiting, status_, dry_run);
    return status_;
}

void Intake::put_batch_record(const Batch& batch, std::int64_t pages, std::int64_t refused, ExitStatus status, bool dry_run) {
    sink_.put(batch_record(batch, pages, refused, status, dry_run));
    sink_.flush();
}

Record batch_record(const Batch& batch, std::int64_t pages, std::int64_t refused, ExitStatus status, bool dry_run) {
    Record record{"batch", {}};
    record.fields = {{"batch", batch.code},
                     {"state", to_text(batch.state)},
                     {"pages", pages},
                     {"expected", batch.expected ? Value(*batch.expected) : Value()},
                     {"refused", refused},
                     {"duplex", batch.duplex},
                     {"operator", text_or_null(batch.operator_name)},
                     {"device", text_or_null(batch.device)},
                     {"status", static_cast<int>(status)}};
    if (dry_run) {
        record.fields.emplace_back("dry_run", true);
    }
    return record;
}

}  // namespace arc
