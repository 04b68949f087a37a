#include "jobs/admin/backup.hpp"

#include "base/say.hpp"
#include "jobs/admin/prove_backup.hpp"
#include "jobs/admin/restore.hpp"
#include "jobs/passphrase.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-admin/verbs.hpp"
#include "tools/common/standard_output.hpp"

#include <algorithm>
#include <thread>

namespace arc {
namespace {

struct Options {
    BackupRequest backup;
    bool prove = false;
    RestoreRequest restore;
    std::string passphrase_file;
};

Options& options() {
    static Options values;
    return values;
}

void prove(Run& run, Archive& archive, Record& record) {
    const ProofOutcome proof =
        prove_backup(archive, run.caller(), options().backup.target, options().backup.threads, run.reporter());
    record.fields.emplace_back("proven", proof.findings == 0);
    record.fields.emplace_back("read", proof.objects);
}

ExitStatus make(Run& run) {
    BackupRequest& request = options().backup;
    const bool stream = request.target == "-";
    if (options().prove && (stream || std::filesystem::path(request.target).extension() == ".tar" ||
                            std::filesystem::path(request.target).extension() == ".zip")) {
        throw Fault(ErrorCode::usage, "--prove", say("only a backup in a folder can be proven"),
                    say("restore this one somewhere, and run arc-admin check and arc-audit fixity there"));
    }
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::backup);
    request.stream = put_on_stdout;
    request.passphrase = read_passphrase(options().passphrase_file);
    const BackupOutcome outcome = make_backup(archive, run.caller(), request, run.reporter());
    if (stream && !run.caller().dry_run) {
        return run.status();
    }
    RecordPrinter out = run.printer(archive, {{"backup", "BACKUP"},
                                              {"event", "EVENT"},
                                              {"objects", "OBJECTS"},
                                              {"copied", "COPIED"},
                                              {"bytes", "BYTES"},
                                              {"removed", "REMOVED"},
                                              {"damaged", "DAMAGED"},
                                              {"proven", "PROVEN"}});
    Record record{"backup",
                  {{"backup", request.target},
                   {"event", outcome.events},
                   {"head", outcome.head.hex()},
                   {"objects", outcome.objects},
                   {"copied", outcome.copied},
                   {"bytes", outcome.bytes},
                   {"removed", outcome.removed},
                   {"damaged", outcome.damaged}}};
    if (options().prove && !run.caller().dry_run) {
        prove(run, archive, record);
    }
    out.put(record);
    out.flush();
    return run.status();
}

ExitStatus restore(Run& run) {
    options().restore.passphrase = read_passphrase(options().passphrase_file);
    const RestoreOutcome outcome = restore_archive(run.caller(), options().restore, run.reporter());
    RecordPrinter out = run.printer(std::string(), {{"archive_folder", "ARCHIVE"},
                                                    {"events", "EVENTS"},
                                                    {"replayed", "REPLAYED"},
                                                    {"objects", "OBJECTS"},
                                                    {"missing", "MISSING"},
                                                    {"damaged", "DAMAGED"},
                                                    {"new_epoch", "NEW-EPOCH"}});
    out.put({"restore",
             {{"archive_folder", options().restore.target},
              {"events", outcome.events},
              {"head", outcome.head.hex()},
              {"replayed", outcome.replayed},
              {"objects", outcome.objects},
              {"missing", outcome.missing},
              {"damaged", outcome.damaged},
              {"new_epoch", outcome.new_epoch}}});
    out.flush();
    return run.status();
}

}  // namespace

void add_backup_verbs(Tool& tool) {
    const int threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    BackupRequest& backup = options().backup;
    backup.threads = threads;
    Command verb =
        tool.verb("backup", "Copy the archive while others work with it; a folder is brought up to date", make);
    verb.add_option("TARGET", backup.target, "A folder, a file .tar or .zip, or - for a tar stream on standard output")
        .required();
    verb.add_flag("--prove", options().prove, "Then restore it on trial, check and read all of it, and keep the date");
    verb.add_option("--passphrase-file", options().passphrase_file,
                    "Encrypt a .zip (AES-256) with the first line of this file");
    verb.add_option("--jobs,-j", backup.threads, "Files copied side by side").from_to(1, 64);
    RestoreRequest& request = options().restore;
    request.threads = threads;
    Command restored = tool.verb("restore", "Make an archive from a backup", restore);
    restored
        .add_option("BACKUP", request.backup,
                    "A backup's folder, .tar or .zip file, or - for a stream on standard input")
        .required();
    restored.add_option("DIR", request.target, "The archive's folder; must not be there yet").required();
    restored.add_option("--remains", request.remains,
                        "What is left of the archive's folder: its journal is replayed, its objects fill gaps");
    restored.add_option("--passphrase-file", options().passphrase_file, "The first line of this file opens a .zip");
    restored.add_option("--jobs,-j", request.threads, "Files copied side by side").from_to(1, 64);
}

}  // namespace arc
