#include "jobs/admin/init_archive.hpp"
#include "tools/arc-admin/verbs.hpp"

namespace arc {

void add_init_verb(Tool& tool) {
    static InitRequest request;
    Command verb = tool.verb("init", "Make an archive in a new or empty folder", [](Run& run) {
        const ArchiveConfig config = init_archive(run.caller(), request);
        RecordPrinter out = run.printer(config.id, {{"id", "ARCHIVE"}, {"profile", "PROFILE"}, {"folder", "FOLDER"}});
        out.put({"init", {{"id", config.id}, {"profile", config.profile}, {"folder", request.folder.string()}}});
        out.flush();
        return ExitStatus::done;
    });
    verb.add_option("DIR", request.folder, "The archive's folder").required();
    verb.add_option("--profile", request.profile, "A shipped profile's name, or a file").required();
    verb.add_option("--id", request.config.id, "Its id in every record (made from the folder's name)");
    verb.add_option("--name", request.config.name, "Its name for people");
    verb.add_option("--fonds", request.config.fonds, "The fonds number (全宗号)");
    verb.add_option("--labels", request.config.label_namespace, "2-4 capitals at the front of printed codes (ARC)");
    verb.add_option("--zone", request.config.zone, "Time zone (Asia/Shanghai)");
    verb.add_flag("--test", request.config.test, "A test archive: codes begin with ZZ, --now may write its past");
}

}  // namespace arc
