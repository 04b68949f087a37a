#include "base/say.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/page_table.hpp"
#include "jobs/intake/intake.hpp"
#include "jobs/intake/quarantine_reason.hpp"
#include "record/page_record.hpp"
#include "store/object_store.hpp"
#include "store/publishing.hpp"

#include <algorithm>
#include <utility>

// The second part of Intake: what becomes durable, and what is told of it.
namespace arc {

bool Intake::is_opaque_now(const Item& item) const {
    return !request_.opaque.empty() && item.staged && item.look && !item.look->ok() &&
           item.look->error().code == ErrorCode::unsupported;
}

bool Intake::is_taken(const Item& item) const {
    const bool stays_refused = batch_.state == BatchState::closed && item.refused_before;
    return item.staged && item.look->ok() && !stays_refused && !is_unwanted_copy(item);
}

// All objects of a group before its pages: their rows then stand together in the event, which is shorter.
std::int64_t Intake::add_object(Change& change, const Item& item) {
    return PageTable(change.db())
        .add_object(item.staged->digest, item.staged->bytes, (*item.look)->format,
                    static_cast<int>((*item.look)->frames.size()));
}

// A copy that the profile refuses goes to quarantine as it was staged.
bool Intake::is_unwanted_copy(const Item& item) const {
    if (archive_.profile().duplicates != Duplicates::refuse) {
        return false;
    }
    PageTable pages(archive_.db());
    const std::optional<std::int64_t> object = pages.find_object(item.staged->digest);
    return object && pages.first_showing(*object, 0);
}

void Intake::commit_group() {
    const std::size_t ready = ready_items();
    std::vector<Item> group;
    for (std::size_t i = 0; i < ready; ++i) {
        group.push_back(std::move(items_.front()));
        items_.pop_front();
    }
    has_ready_ = false;
    std::vector<std::pair<Page, Outcome>> out;
    std::vector<StagedFile> good;
    for (Item& item : group) {
        if (is_opaque_now(item)) {
            item.look = FileLook{request_.opaque, {LookedFrame{}}};
        }
        if (is_taken(item)) {
            good.push_back(*item.staged);
        }
    }
    {
        std::optional<Publishing> publishing;
        if (!operation_.caller->dry_run) {
            look_at_state(archive_.db());
            publishing.emplace(archive_.paths());
            archive_.objects().publish(good);
        }
        Change change(archive_, operation_);
        look_at_state(change.db());
        for (const Item& item : group) {
            if (item.known.empty() && is_taken(item)) {
                if (!operation_.caller->dry_run) {
                    archive_.objects().require(item.staged->digest);
                }
                add_object(change, item);
            }
        }
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
    for (const Record& problem : std::exchange(problems_, {})) {
        sink_.put(problem);
    }
    sink_.flush();
    for (const Item& item : group) {
        if (settled_) {
            settled_({item.path, item.read, item.fate});
        }
    }
    reporter_.progress(taken_sources_, 0);
}

// The batch as it is now: it may have been closed or withdrawn while its pages came.
void Intake::look_at_state(Db& db) {
    if (batch_.id == 0) {
        return;
    }
    const BatchState before = std::exchange(batch_.state, BatchTable(db).find(batch_.id)->state);
    if (batch_.state != before && batch_.state != BatchState::open) {
        throw Fault(
            ErrorCode::refused, batch_.code,
            batch_.state == BatchState::closed ? say("the batch was closed meanwhile") : say("the batch was withdrawn"),
            say("name a new one with --batch"));
    }
}

void Intake::put(const Page& page, Outcome outcome) {
    if (hold_records_) {
        held_.insert_or_assign(page.seq, std::pair(page, outcome));
        return;
    }
    Record record = page_record(page, to_text(outcome));
    if (operation_.caller->dry_run) {
        record.fields.emplace_back("dry_run", true);
    }
    sink_.put(record);
}

void Intake::put_held_records() {
    hold_records_ = false;
    for (const auto& [seq, held] : std::exchange(held_, {})) {
        put(held.first, held.second);
    }
}

void Intake::commit_item(Change& change, Item& item, std::vector<std::pair<Page, Outcome>>& out) {
    ++taken_sources_;
    if (!item.known.empty()) {
        for (Page& page : item.known) {
            out.emplace_back(page, Outcome::known);
        }
        item.fate = Fate::taken;
        return;
    }
    if (is_left(item)) {
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
        Error again = item.look->ok()
                          ? Error{ErrorCode::refused, {}, say("was refused in this batch, which is closed"), {}}
                          : item.look->error();
        again.subject = item.source;
        again.next = again.next.empty() ? say("see arc-ingest quarantine list") : again.next;
        tell_failure(again);
        return;
    }
    if (!item.look->ok()) {
        refuse(change, item, item.look->error());
        return;
    }
    // The same source may have been taken by another run since it was staged.
    item.fate = Fate::taken;
    item.known = PageTable(change.db()).of_source(batch_.id, item.source, item.staged->digest, item.written);
    if (item.known.empty()) {
        add_pages(change, item, out);
    }
    for (const Page& page : item.known) {
        out.emplace_back(page, Outcome::known);
    }
    settle_refusals(change, item);
}

// Where names do not come again, what was refused under this one is the same sheet, and mended now.
void Intake::settle_refusals(Change& change, const Item& item) {
    BatchTable batches(change.db());
    for (const Refusal& before : batches.refusals_of(batch_.id, item.source)) {
        if (before.state != "taken" &&
            (!item.name_comes_again || before.stored.empty() || is_stored_as(before.stored, item.staged->digest))) {
            batches.settle(before.id, "taken");
        }
    }
}

void Intake::add_pages(Change& change, Item& item, std::vector<std::pair<Page, Outcome>>& out) {
    const FileLook& look = **item.look;
    PageTable pages(change.db());
    const Duplicates policy = archive_.profile().duplicates;
    const std::int64_t object = add_object(change, item);
    if (policy == Duplicates::refuse && pages.first_showing(object, 0)) {
        refuse(change, item,
               Error{ErrorCode::refused,
                     {},
                     say("the same bytes are page {} already", *pages.first_showing(object, 0)),
                     say("drop it with arc-ingest quarantine drop")});
        return;
    }
    const auto frames = static_cast<std::int64_t>(look.frames.size());
    const std::int64_t first_id = next_numbers(change.db(), "page", frames) + planned_pages_;
    planned_pages_ += operation_.caller->dry_run ? frames : 0;
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
        page.source_written = item.written;
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

void Intake::tell_failure(const Error& error) {
    ++refused_;
    status_ = worse(status_, is_passing(error) ? ExitStatus::busy : ExitStatus::findings);
    reporter_.problem(error);
    problems_.push_back({"problem",
                         {{"tool", operation_.caller->tool},
                          {"batch", batch_.code},
                          {"subject", error.subject},
                          {"code", quarantine_code(error.code)},
                          {"text", error.what},
                          {"next", text_or_null(error.next)}}});
}

// Whether the source stays where it is and nothing of it is kept. An opaque one is whole by definition.
bool Intake::is_left(Item& item) {
    if (!failure_rule_ || !item.look || item.look->ok()) {
        return false;
    }
    Error error = item.look->error();
    error.subject = item.source;
    const OnFailure what = failure_rule_(item.path, error, item.staged.has_value());
    if (what == OnFailure::refuse) {
        return false;
    }
    if (item.staged) {
        archive_.objects().drop(*item.staged);
    }
    if (what == OnFailure::say) {
        tell_failure(error);
    }
    return true;
}

// A file that cannot be taken. What passes by itself is only said; the next run tries again.
void Intake::refuse(Change& change, Item& item, const Error& why) {
    Error error = why;
    error.subject = item.source;
    item.fate = Fate::left;
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
        // Of two equal files in one group the first took the staged bytes with it.
        const bool has_copy = item.staged && std::filesystem::exists(item.staged->path);
        if (has_copy && !operation_.caller->dry_run) {
            refusal.stored = put_in_quarantine(archive_, *item.staged, item.source, batch_.code, error, change.now());
            item.fate = Fate::quarantined;
        } else if (item.staged) {
            archive_.objects().drop(*item.staged);
        }
        BatchTable(change.db()).refuse(refusal);
        if (!refusal.stored.empty() && error.next.empty()) {
            error.next = say("see arc-ingest quarantine list");
        }
    }
    tell_failure(error);
}

}  // namespace arc
