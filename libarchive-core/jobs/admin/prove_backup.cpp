#include "jobs/admin/prove_backup.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/object_table.hpp"
#include "jobs/admin/check_archive.hpp"
#include "jobs/admin/restore.hpp"
#include "jobs/audit/fixity.hpp"
#include "jobs/change.hpp"
#include "store/output_lock.hpp"

namespace arc {

namespace fs = std::filesystem;

namespace {

// check's findings become problems.
class Findings final : public RecordSink {
public:
    explicit Findings(Reporter& reporter) : reporter_(&reporter) {}
    void put(const Record& record) override {
        const Value fields = record.fields;
        reporter_->problem({ErrorCode::damaged, fields.text_of("subject"), fields.text_of("text"), {}});
    }
    void flush() override {}

private:
    Reporter* reporter_;
};

// A file of the backup that is not its object goes to the backup's quarantine/, so that the next backup copies the
// object anew. One that is sound stays, whatever the trial found. A medium that cannot be written stays as it is.
void set_aside(const fs::path& backup, const Digest& object, const Finding& finding, Reporter& reporter) {
    Error error{ErrorCode::damaged, finding.subject, finding.text, say("run arc-admin backup again")};
    try {
        ObjectStore objects(ArchivePaths{backup});
        if (objects.is_sound(object)) {
            error.next = say("its file in the backup is sound and stays; run the same command again");
        } else {
            objects.set_aside(object);
        }
    } catch (const Fault& fault) {
        error.next = say("the file cannot be set aside ({}); make another backup", fault.what());
    }
    reporter.problem(error);
}

}  // namespace

ProofOutcome prove_backup(Archive& archive, const Caller& caller, const fs::path& backup, int threads,
                          Reporter& reporter) {
    const fs::path place = fs::canonical(backup);
    // Two trials would have one name, and a backup that is written meanwhile is not the one that was restored.
    const Fd lock = lock_folder(place, backup);
    const fs::path trial = place.parent_path() / fmt::format(".{}.trial", place.filename().string());
    ProofOutcome outcome;
    fs::remove_all(trial);
    RestoreRequest request;
    request.backup = backup.string();
    request.target = trial.string();
    request.link_objects = true;
    request.threads = threads;
    restore_archive(caller, request, reporter);
    {
        Archive restored = Archive::open(ArchivePaths{trial}, Access::read);
        Findings findings(reporter);
        outcome.findings = check_archive(restored, findings, reporter);
        FixityRequest fixity;
        fixity.threads = threads;
        const FixityOutcome read = check_fixity(restored, caller, fixity, reporter, [&](const Finding& finding) {
            const Result<Digest> object = Digest::parse(finding.object);
            if (object && ObjectTable(restored.db()).find(*object)) {
                set_aside(place, *object, finding, reporter);
            } else {
                reporter.problem({ErrorCode::damaged, finding.subject, finding.text, {}});
            }
        });
        outcome.objects = read.checked;
        outcome.findings += read.findings;
    }
    fs::remove_all(trial);
    if (outcome.findings == 0) {
        Operation operation(caller, "backup prove");
        Change change(archive, operation);
        change.tell("backup", printable(backup.string()));
        change.tell("objects", outcome.objects);
        change.commit_always();
    }
    return outcome;
}

}  // namespace arc
