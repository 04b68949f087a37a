#include "jobs/filing/todo.hpp"
#include "jobs/filing/unsplit.hpp"
#include "jobs/permit.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

namespace arc {

void add_todo_verbs(Tool& tool) {
    static std::string batch;
    Command todo = tool.verb("todo", "The work list: what is not filed, and what to type next", [](Run& run) {
        Archive archive = run.open_archive(Access::read);
        require_right(archive, run.caller(), Verb::find);
        RecordPrinter out = run.printer(archive, columns_of("todo"));
        list_todo(archive, batch, out);
        out.flush();
        return out.count() == 0 ? ExitStatus::done : ExitStatus::findings;
    });
    todo.add_option("--batch", batch, "Of this batch only");
    Command unsplit =
        tool.verb("unsplit", "Undo the splitting of a batch, so that it can be split again", [](Run& run) {
            return file_and_print(run, "unsplit", [](FilingRun& filing) { return unsplit_batch(filing, batch); });
        });
    unsplit.add_option("BATCH", batch, "The batch's code").required();
}

}  // namespace arc
