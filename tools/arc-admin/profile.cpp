#include "base/say.hpp"
#include "catalog/profile_table.hpp"
#include "jobs/admin/apply_profile.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-admin/verbs.hpp"

namespace arc {
namespace {

struct Options {
    std::string name;
    bool yes = false;
};

Options& options() {
    static Options values;
    return values;
}

ExitStatus check(Run& run) {
    const std::string name = check_profile(options().name, run.reporter());
    if (name.empty()) {
        return ExitStatus::usage;
    }
    RecordPrinter out = run.printer(std::string(), {{"profile", "PROFILE"}, {"mistakes", "MISTAKES"}});
    out.put({"profile", {{"profile", name}, {"mistakes", 0}}});
    out.flush();
    return ExitStatus::done;
}

// The text as it was applied; in the form asked for, one setting a record.
ExitStatus show(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    RecordPrinter out = run.printer(archive, {{"path", "SETTING"}, {"value", "VALUE"}});
    if (run.options().format.empty()) {
        std::string text = ProfileTable(archive.db()).newest().text;
        if (text.ends_with('\n')) {
            text.pop_back();
        }
        out.put_line(text);
    } else {
        for (const Setting& setting : archive.profile().settings) {
            out.put({"setting", {{"path", setting.path}, {"value", setting.value}}});
        }
    }
    out.flush();
    return ExitStatus::done;
}

ExitStatus apply(Run& run) {
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::configure);
    Operation operation(run.caller(), "profile apply");
    RecordPrinter out = run.printer(archive, {{"kind", "KIND"}, {"text", "EFFECT"}});
    apply_profile(archive, operation, options().name, options().yes ? Confirmed::yes : Confirmed::no, out,
                  run.reporter());
    out.flush();
    return run.status();
}

}  // namespace

void add_profile_verbs(Tool& tool) {
    tool.verb("profile", "The archive's rules: check, show, apply", nullptr);
    Command checked = tool.verb("profile check", "Say every mistake of a profile", check);
    checked.add_option("PROFILE", options().name, "A file, or a shipped profile's name").required();
    tool.verb("profile show", "The profile in force", show);
    Command applied = tool.verb("profile apply", "Put a profile in force, showing what it changes", apply);
    applied.add_option("PROFILE", options().name, "A file, or a shipped profile's name").required();
    applied.add_flag("--yes", options().yes, "Also when records are touched or documents become due");
}

}  // namespace arc
