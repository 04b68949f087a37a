#include "jobs/audit/fixity.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/disposal_table.hpp"
#include "catalog/fixity_table.hpp"
#include "catalog/object_table.hpp"
#include "jobs/change.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <set>
#include <thread>
#include <vector>

namespace arc {
namespace {

using std::chrono::steady_clock;

constexpr std::int64_t group_size = 1024;
constexpr std::int64_t pages_told = 20;

// What reading one object again gave: the name of a finding, or "ok".
struct Verdict {
    std::string_view outcome = "ok";
    std::string words;
};

Verdict verdict_on(const Archive& archive, const ObjectStore& store, const ObjectToCheck& object) {
    std::error_code error;
    const std::filesystem::file_status status =
        std::filesystem::symlink_status(archive.paths().object(object.digest), error);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        return {"changed", say("no plain file any more")};
    }
    const Result<Digest> found = store.digest_on_disk(object.digest);
    if (found) {
        return *found == object.digest ? Verdict{} : Verdict{"changed", say("its bytes are now {}", found->hex())};
    }
    if (found.error().code == ErrorCode::not_found) {
        return {"missing", say("the file is gone")};
    }
    return {"unreadable", found.error().what};
}

class FixityCheck {
public:
    FixityCheck(Archive& archive, const Caller& caller, const FixityRequest& request, Reporter& reporter,
                const std::function<void(const Finding&)>& tell)
        : archive_(&archive),
          store_(archive.paths()),
          caller_(&caller),
          request_(&request),
          reporter_(&reporter),
          tell_(&tell),
          marks_(archive.db()),
          started_(steady_clock::now()),
          now_(format_instant(caller.now())) {}

    FixityOutcome run() {
        if (request_->object) {
            check_one();
        } else {
            check_all();
            look_for_orphans();
        }
        if (request_->record && outcome_.checked > 0) {
            write_event();
        }
        return outcome_;
    }

private:
    void check_one() {
        if (const std::optional<ObjectToCheck> object = marks_.find(*request_->object)) {
            check({*object});
        } else if (std::filesystem::exists(archive_->paths().object(*request_->object))) {
            tell("orphan", *request_->object, why_unknown(*request_->object));
        } else if (const std::optional<StoredObject> gone = ObjectTable(archive_->db()).find(*request_->object)) {
            throw Fault(ErrorCode::not_found, request_->object->hex(), say("was destroyed at {}", gone->destroyed), {});
        } else {
            throw Fault(ErrorCode::not_found, request_->object->hex(), say("no such object"), {});
        }
    }

    void check_all() {
        // Marks that this run makes carry its own time, so that nothing comes twice.
        const std::string before = request_->checked_before ? format_instant(*request_->checked_before) : now_;
        total_ = marks_.to_check(before).objects;
        if (request_->record) {
            check(marks_.bad());
        }
        by_risk([&](FixityRisk risk, std::int64_t after) { return marks_.never_checked(risk, after, group_size); });
        for (std::string mark = marks_.next_mark("", before); !mark.empty() && !over();
             mark = marks_.next_mark(mark, before)) {
            by_risk(
                [&](FixityRisk risk, std::int64_t after) { return marks_.checked_at(mark, risk, after, group_size); });
        }
        outcome_.left = std::max<std::int64_t>(0, total_ - outcome_.checked);
    }

    // Of files that are equally long unread, those with which more would be lost come first.
    template <class Next>
    void by_risk(Next next) {
        for (const FixityRisk risk : {FixityRisk::only_copy, FixityRisk::fragile, FixityRisk::usual}) {
            std::int64_t after = 0;
            while (!over()) {
                const std::vector<ObjectToCheck> group = within_budget(next(risk, after));
                if (group.empty()) {
                    break;
                }
                after = group.back().id;
                check(group);
            }
        }
    }

    bool over() const {
        return spent_ || reporter_->stop_requested() ||
               (request_->time && steady_clock::now() - started_ >= *request_->time);
    }

    std::vector<ObjectToCheck> within_budget(std::vector<ObjectToCheck> group) {
        if (request_->bytes) {
            std::int64_t bytes = outcome_.bytes;
            const auto end = std::ranges::find_if(group, [&](const ObjectToCheck& object) {
                bytes += object.bytes;
                return bytes > *request_->bytes;
            });
            spent_ = end != group.end();
            group.erase(end, group.end());
        }
        if (request_->objects) {
            const auto room =
                static_cast<std::size_t>(std::max<std::int64_t>(0, *request_->objects - outcome_.checked));
            spent_ = spent_ || room < group.size();
            group.resize(std::min(room, group.size()));
        }
        return group;
    }

    // Waits until no more was read than the rate allows.
    void keep_rate() const {
        if (request_->bytes_a_second) {
            const auto earned = std::chrono::duration<double>(static_cast<double>(outcome_.bytes) /
                                                              static_cast<double>(*request_->bytes_a_second));
            std::this_thread::sleep_until(started_ + std::chrono::duration_cast<steady_clock::duration>(earned));
        }
    }

    void check(const std::vector<ObjectToCheck>& group) {
        std::vector<Verdict> verdicts(group.size());
        std::atomic<std::size_t> next = 0;
        const auto work = [&] {
            for (std::size_t i = next++; i < group.size(); i = next++) {
                verdicts[i] = verdict_on(*archive_, store_, group[i]);
            }
        };
        std::vector<std::jthread> others;
        for (int i = 1; i < request_->threads && static_cast<std::size_t>(i) < group.size(); ++i) {
            others.emplace_back(work);
        }
        work();
        others.clear();
        for (std::size_t i = 0; i < group.size(); ++i) {
            ++outcome_.checked;
            outcome_.bytes += group[i].bytes;
            if (verdicts[i].outcome != "ok") {
                outcome_.unreadable += verdicts[i].outcome == "unreadable" ? 1 : 0;
                tell(verdicts[i].outcome, group[i].digest, verdicts[i].words, group[i].id);
            }
        }
        if (request_->record && !caller_->dry_run) {
            record(group, verdicts);
        }
        reporter_->progress(outcome_.checked, total_);
        keep_rate();
    }

    void record(const std::vector<ObjectToCheck>& group, const std::vector<Verdict>& verdicts) {
        const WriterTurn turn(archive_->paths().queue(), caller_->tool + " fixity", now_);
        Transaction transaction(archive_->db());
        for (std::size_t i = 0; i < group.size(); ++i) {
            marks_.mark(group[i].id, now_, std::string(verdicts[i].outcome));
        }
        transaction.commit();
    }

    void write_event() {
        Operation operation(*caller_, "audit fixity");
        Change change(*archive_, operation);
        change.tell("checked", outcome_.checked);
        change.tell("bytes", outcome_.bytes);
        change.tell("findings", outcome_.findings);
        change.tell("left", outcome_.left);
        change.commit_always();
    }

    void tell(std::string_view name, const Digest& object, std::string words, std::int64_t id = 0) {
        Finding finding;
        finding.code = &finding_code("A03", name);
        finding.subject = "object:" + object.hex();
        finding.object = object.hex();
        List pages;
        List documents;
        std::vector<std::string> shown;
        std::set<std::int64_t> met;
        for (const PageOfObject& page : id == 0 ? std::vector<PageOfObject>{} : marks_.pages_of(id, pages_told)) {
            shown.push_back(fmt::format("{}/{}", page.batch, page.seq));
            pages.emplace_back(page.page);
            if (page.document && met.insert(*page.document).second) {
                documents.emplace_back(*page.document);
            }
        }
        finding.text = shown.empty() ? std::move(words) : say("{}; pages {}", words, join(shown, ", "));
        finding.more = {{"pages", std::move(pages)}, {"documents", std::move(documents)}};
        ++outcome_.findings;
        (*tell_)(finding);
    }

    void look_for_orphans() {
        if (reporter_->stop_requested()) {
            return;
        }
        std::vector<Digest> unknown;
        store_.for_each(
            [&](const Digest& digest) {
                if (!marks_.find(digest)) {
                    unknown.push_back(digest);
                }
            },
            [&](const std::filesystem::path& path) {
                Finding finding;
                finding.code = &finding_code("A03", "stranger");
                const std::string name = printable(std::filesystem::relative(path, archive_->paths().root).string());
                finding.subject = "file:" + name;
                finding.text = say("{}: not a name that a captured file can have", name);
                ++outcome_.findings;
                (*tell_)(finding);
            });
        if (std::ranges::any_of(unknown, [&](const Digest& digest) { return is_fresh(digest); })) {
            constexpr auto patience = std::chrono::seconds(2);
            std::this_thread::sleep_for(patience);
        }
        std::ranges::sort(unknown);
        for (const Digest& digest : unknown) {
            if (!marks_.find(digest)) {
                tell("orphan", digest, why_unknown(digest));
            }
        }
    }

    std::string why_unknown(const Digest& digest) {
        const std::optional<StoredObject> object = ObjectTable(archive_->db()).find(digest);
        if (!object || object->destroyed.empty()) {
            return say("not in the catalog");
        }
        const std::optional<Disposal> disposal = DisposalTable(archive_->db()).that_destroyed(digest);
        return say("was to be destroyed at {}, but is there; run arc-file dispose execute {} again", object->destroyed,
                   disposal ? disposal->code : "CODE");
    }

    bool is_fresh(const Digest& digest) const {
        std::error_code error;
        const auto written = std::filesystem::last_write_time(archive_->paths().object(digest), error);
        constexpr auto fresh = std::chrono::minutes(1);
        return !error && std::filesystem::file_time_type::clock::now() - written < fresh;
    }

    Archive* archive_;
    ObjectStore store_;
    const Caller* caller_;
    const FixityRequest* request_;
    Reporter* reporter_;
    const std::function<void(const Finding&)>* tell_;
    FixityTable marks_;
    steady_clock::time_point started_;
    std::string now_;
    std::int64_t total_ = 0;
    bool spent_ = false;
    FixityOutcome outcome_;
};

}  // namespace

FixityOutcome check_fixity(Archive& archive, const Caller& caller, const FixityRequest& request, Reporter& reporter,
                           const std::function<void(const Finding&)>& finding) {
    return FixityCheck(archive, caller, request, reporter, finding).run();
}

}  // namespace arc
