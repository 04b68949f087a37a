#include "jobs/keeping/execute_disposal.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/conversion_table.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/keeping_query.hpp"
#include "catalog/object_table.hpp"
#include "catalog/private_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/indexing.hpp"
#include "jobs/keeping/disposal_facts.hpp"
#include "jobs/keeping/disposal_verbs.hpp"
#include "jobs/keeping/frames_out.hpp"
#include "jobs/keeping/keeping_records.hpp"
#include "jobs/keeping/private_traces.hpp"
#include "jobs/permit.hpp"
#include "jobs/shelving/put_away.hpp"
#include "jobs/signer.hpp"

#include <algorithm>
#include <filesystem>

namespace arc {
namespace {

// What is left of the list when it is carried out.
struct Remaining {
    std::vector<std::int64_t> going;
    std::vector<std::pair<std::int64_t, std::vector<DisposalReason>>> staying;
};

Remaining ask_gate(Archive& archive, const Disposal& disposal, Day today) {
    Remaining remaining;
    for (const DisposalItem& item : DisposalTable(archive.db()).items(disposal.id)) {
        if (!item.kept.empty()) {
            continue;
        }
        const Document document = DocumentTable(archive.db()).find(item.document).value();
        std::vector<DisposalReason> bars = disposal_bars(archive, document, today, disposal.id);
        if (bars.empty()) {
            remaining.going.push_back(item.document);
        } else {
            remaining.staying.emplace_back(item.document, std::move(bars));
        }
    }
    return remaining;
}

// The list and what became of each document on it.
Answer answer_of(Archive& archive, const Disposal& disposal) {
    Answer answer{disposal_record(archive, disposal)};
    for (const DisposalItem& item : DisposalTable(archive.db()).items(disposal.id)) {
        answer.push_back(disposal_item_record(archive, disposal, item, {}));
    }
    return answer;
}

class Execution {
public:
    Execution(FilingRun& run, Disposal disposal, const ExecutionRequest& request, FramesOut& frames)
        : run_(run),
          disposal_(std::move(disposal)),
          request_(&request),
          frames_(frames),
          put_away_(run.change, run.caller.account),
          now_(format_instant(run.change.now())) {}

    Answer run() {
        require_right(run_.archive(), run_.caller, Verb::dispose);
        if (disposal_.state != DisposalState::approved) {
            throw Fault(ErrorCode::refused, name(), say("is {}", to_text(disposal_.state)),
                        disposal_.state == DisposalState::proposed ? say("it must be approved first") : std::string());
        }
        const std::vector<Person> supervisors = need_supervisors();
        const Remaining remaining = ask_gate(run_.archive(), disposal_, run_.today());
        tell_staying(remaining);
        if (remaining.going.empty()) {
            throw Fault(ErrorCode::refused, name(), say("nothing on it may go"));
        }
        if (!frames_.fits(FramesOut::fates(run_.archive(), remaining.going))) {
            throw Fault(ErrorCode::busy, name(), say("its documents changed meanwhile"),
                        say("run the same command again"));
        }
        destroy(remaining.going);
        finish(supervisors);
        return answer_of(run_.archive(), disposal_);
    }

private:
    std::string name() const { return say("disposal {}", disposal_.code); }

    std::vector<Person> need_supervisors() {
        std::vector<Person> persons = named_signers(run_.archive(), request_->supervisors);
        const int wanted = run_.archive().profile().disposal.supervisors;
        if (static_cast<int>(persons.size()) < wanted) {
            throw Fault(ErrorCode::refused, name(),
                        wanted == 1 ? say("one person must supervise, none named")
                                    : say("{} persons must supervise, {} named", wanted, persons.size()),
                        say("name each with --supervisor"));
        }
        for (const DisposalSignature& signature : DisposalTable(run_.db()).signatures(disposal_.id)) {
            const auto same = std::ranges::find(persons, signature.person, &Person::id);
            if (signature.part == DisposalPart::proposer && same != persons.end()) {
                throw Fault(ErrorCode::refused, name(), say("{} proposed it and cannot supervise", same->code),
                            say("name somebody else"));
            }
        }
        return persons;
    }

    void tell_staying(const Remaining& remaining) {
        for (const auto& [id, bars] : remaining.staying) {
            const Document document = DocumentTable(run_.db()).find(id).value();
            run_.reporter.problem({ErrorCode::refused, name_of(document), words_of(bars), bars.front().next});
            DisposalTable(run_.db()).set_kept(disposal_.id, id, words_of(bars));
            run_.change.about({ThingKind::document, id});
        }
    }

    void destroy(const std::vector<std::int64_t>& documents) {
        for (const std::int64_t id : documents) {
            const Document document = DocumentTable(run_.db()).find(id).value();
            require_right(run_.archive(), run_.caller, Verb::dispose, rights_target(run_.archive(), document));
            remember_holders(document);
            tell_digests(id);
        }
        List files = run_.caller.dry_run ? List{} : frames_.write(run_.change);
        for (const std::int64_t id : documents) {
            bury(id);
        }
        leave_emptied();
        const std::set<std::string> traces = private_traces_of_gone(run_.archive(), documents);
        const std::int64_t erased = PrivateTable(run_.db()).erase({traces.begin(), traces.end()});
        run_.change.about({ThingKind::disposal, disposal_.id});
        run_.change.tell("disposal", disposal_.code);
        run_.change.tell("files", std::move(files));
        run_.change.tell("private_values", erased);
    }

    void remember_holders(const Document& document) {
        if (document.volume) {
            volumes_.insert(*document.volume);
            const std::optional<Volume> volume = VolumeTable(run_.db()).find(*document.volume);
            if (volume && volume->box) {
                boxes_.insert(*volume->box);
            }
        } else if (document.box) {
            boxes_.insert(*document.box);
        }
    }

    void tell_digests(std::int64_t document) {
        ObjectTable table(run_.db());
        std::vector<std::string> digests;
        for (const std::int64_t object : table.of_document(document)) {
            digests.push_back(table.find(object)->digest.hex());
            if (const std::optional<Conversion> conversion = ConversionTable(run_.db()).of(object)) {
                digests.push_back(table.find(conversion->result)->digest.hex());
            }
        }
        DisposalTable(run_.db()).set_digests(disposal_.id, document, join(digests, " "));
    }

    // The row stays as a tombstone: number, title and dates, no place.
    void bury(std::int64_t id) {
        put_away_.take_away({ThingKind::document, id}, say("destroyed, {}", name()), "destroyed");
        DocumentTable documents(run_.db());
        Document document = documents.find(id).value();
        const bool paper_went = document.paper.empty() || document.paper == "here";
        document.paper = paper_went ? "destroyed" : document.paper;
        document.destroyed = now_;
        documents.update(document);
        ObjectTable(run_.db()).destroy_pages(id);
        index_document(run_.archive(), id);
        run_.change.about({ThingKind::document, id});
        run_.change.end_event_if_long();
    }

    // A volume or box that held nothing else stands there for nothing.
    void leave_emptied() {
        KeepingQuery query(run_.db());
        for (const std::int64_t volume : volumes_) {
            if (!query.has_documents({ThingKind::volume, volume})) {
                put_away_.take_away({ThingKind::volume, volume}, say("emptied, {}", name()), "destroyed");
                run_.change.about({ThingKind::volume, volume});
            }
        }
        for (const std::int64_t box : boxes_) {
            if (!query.has_documents({ThingKind::box, box}) && VolumeTable(run_.db()).in_box(box).empty()) {
                put_away_.take_away({ThingKind::box, box}, say("emptied, {}", name()), "destroyed");
                run_.change.about({ThingKind::box, box});
            }
        }
    }

    void finish(const std::vector<Person>& supervisors) {
        DisposalTable table(run_.db());
        for (const Person& person : supervisors) {
            table.sign(disposal_.id, {DisposalPart::supervisor, person.id, {}, now_});
        }
        disposal_.state = DisposalState::executed;
        disposal_.executed = now_;
        disposal_.place = request_->place;
        table.update(disposal_);
        run_.change.about({ThingKind::disposal, disposal_.id});
    }

    FilingRun& run_;
    Disposal disposal_;
    const ExecutionRequest* request_;
    FramesOut& frames_;
    PutAway put_away_;
    std::string now_;
    std::set<std::int64_t> volumes_;
    std::set<std::int64_t> boxes_;
};

// What the catalog says has gone goes from the disk too.
void clear_away(Archive& archive, const Caller& caller, const Disposal& disposal, Reporter& reporter) {
    std::set<std::string> digests;
    std::vector<std::int64_t> documents;
    for (const DisposalItem& item : DisposalTable(archive.db()).items(disposal.id)) {
        if (!item.kept.empty()) {
            continue;
        }
        documents.push_back(item.document);
        for (std::string& digest : item.digests.empty() ? std::vector<std::string>{} : split(item.digests, ' ')) {
            digests.insert(std::move(digest));
        }
    }
    remove_destroyed(archive, caller, digests);
    const std::set<std::string> traces = private_traces_of_gone(archive, documents);
    if (traces.empty()) {
        return;
    }
    erase_from_private_journal(archive, traces);
    PrivateTable(archive.db()).empty_log();
    const std::filesystem::path old = archive.paths().catalog().string() + ".before-rebuild";
    if (std::filesystem::exists(old)) {
        reporter.notice(say("{}: still holds private values; remove it", old.filename().string()));
    }
}

}  // namespace

Answer execute_disposal(Archive& archive, Operation& operation, Reporter& reporter, const ExecutionRequest& request) {
    const Caller& caller = *operation.caller;
    const Disposal disposal = named_disposal(archive, request.code);
    if (!caller.dry_run) {
        archive.objects().clear_staging();  // of a run that was cut off
    }
    if (disposal.state == DisposalState::executed) {
        require_right(archive, caller, Verb::dispose);
        if (!caller.dry_run) {
            clear_away(archive, caller, disposal, reporter);
        }
        return answer_of(archive, disposal);
    }
    FramesOut frames(archive);
    if (disposal.state == DisposalState::approved) {
        const Remaining remaining = ask_gate(archive, disposal, archive.zone().day_at(caller.now()));
        frames.stage(FramesOut::fates(archive, remaining.going));
    }
    const Answer answer = run_filing(archive, operation, reporter, [&](FilingRun& run) {
        return Execution(run, named_disposal(archive, request.code), request, frames).run();
    });
    if (!caller.dry_run) {
        clear_away(archive, caller, named_disposal(archive, request.code), reporter);
    }
    return answer;
}

}  // namespace arc
