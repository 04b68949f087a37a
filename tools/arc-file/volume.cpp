#include "jobs/labels/pdf_output.hpp"
#include "jobs/permit.hpp"
#include "jobs/volumes/build_volumes.hpp"
#include "jobs/volumes/print_holders.hpp"
#include "jobs/volumes/volume_verbs.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

#include <algorithm>

namespace arc {
namespace {

VolumeRequest request;
BuildRequest building;
std::int64_t width = 0;
std::string volume;
std::vector<std::string> things;
std::string state = "any";
HolderPrint printing;
std::string output;

VolumeState state_of() {
    return state == "open"        ? VolumeState::open
           : state == "closed"    ? VolumeState::closed
           : state == "unshelved" ? VolumeState::unshelved
                                  : VolumeState::any;
}

// The papers in their order, with item and page; the rest as everywhere.
void print_with_pages(Run& run, const Archive& archive, const Answer& answer) {
    static const std::vector<ViewColumn> paper_columns{
        {"position", "ITEM"}, {"first_page", "PAGE"}, {"id", "DOCUMENT"},       {"number", "NUMBER"},
        {"type", "TYPE"},     {"date", "DATE"},       {"customer", "CUSTOMER"}, {"title", "TITLE"}};
    for (auto first = answer.begin(); first != answer.end();) {
        const auto last = std::find_if(first, answer.end(), [&](const Record& one) { return one.kind != first->kind; });
        if (first->kind == "document") {
            RecordPrinter papers = run.printer(archive, paper_columns);
            std::for_each(first, last, [&](const Record& paper) { papers.put(paper); });
            papers.flush();
        } else {
            print_answer(run, archive, {first, last});
        }
        first = last;
    }
}

ExitStatus run_show(Run& run) {
    Archive archive = run.open_archive(Access::read);
    require_right(archive, run.caller(), Verb::find);
    print_with_pages(run, archive, show_volume(archive, volume));
    return run.status();
}

ExitStatus run_close(Run& run) {
    things = things_or_stdin(things);
    Archive archive = run.open_archive(Access::write);
    Operation operation(run.caller(), "volume close");
    const Answer bound = run_filing(archive, operation, run.reporter(),
                                    [](FilingRun& filing) { return close_volumes(filing, things).answer; });
    print_with_pages(run, archive, bound);
    return run.status();
}

void add_making(Tool& tool) {
    Command open = tool.verb("volume open", "A new volume, numbered by the profile", [](Run& run) {
        request.width = width == 0 ? std::nullopt : std::optional(width);
        return file_and_print(run, "volume open", [](FilingRun& filing) { return open_volume(filing, request); });
    });
    open.add_option("--number", request.code, "Its number, where the archive does not give one");
    open.add_option("--title", request.title, "Its title");
    open.add_option("--for", request.of, "A customer, ticket or document that its number speaks of");
    open.add_option("--width", width, "Millimetres of shelf, as measured").from_to(1, 500);
    Command build = tool.verb("volume build", "Put loose papers into volumes by the profile's rule", [](Run& run) {
        building.things = things;
        return file_and_print(run, "volume build", [](FilingRun& filing) { return build_volumes(filing, building); });
    });
    build.add_option("THING", things, "Documents, tickets, customers, series (all papers that lie nowhere)");
    build.add_flag("--close", building.close, "Bind them at once");
    build.add_option("--by", building.by,
                     "The same values of this field together, instead of the rule; may be repeated");
}

void add_content(Tool& tool) {
    Command add = tool.verb("volume add", "Put papers into a volume, behind the last", [](Run& run) {
        things = things_or_stdin(things);
        return file_many_and_print(run, "volume add",
                                   [](FilingRun& filing) { return add_to_volume(filing, volume, things); });
    });
    Command remove = tool.verb("volume remove", "Take papers out of an open volume", [](Run& run) {
        things = things_or_stdin(things);
        return file_many_and_print(run, "volume remove",
                                   [](FilingRun& filing) { return remove_from_volume(filing, volume, things); });
    });
    Command order = tool.verb("volume order", "Put the papers of an open volume into their order", [](Run& run) {
        return file_and_print(run, "volume order",
                              [](FilingRun& filing) { return order_volume(filing, volume, things); });
    });
    for (const Command verb : {add, remove, order}) {
        verb.add_option("VOLUME", volume, "The volume").required();
    }
    for (const Command verb : {add, remove}) {
        verb.add_option("DOCUMENT", things, "The documents, else one a line on standard input");
    }
    order.add_option("DOCUMENT", things, "All its documents in the order wanted (the profile's order)");
}

void add_binding(Tool& tool) {
    tool.verb("volume close", "Bind volumes: order, places, pages and numbers are final", run_close)
        .add_option("VOLUME", things, "The volumes, else one a line on standard input");
    tool.verb("volume reopen", "Open a bound volume again (needs --reason)",
              [](Run& run) {
                  return file_and_print(run, "volume reopen",
                                        [](FilingRun& filing) { return reopen_volume(filing, volume); });
              })
        .add_option("VOLUME", volume, "The volume")
        .required();
}

}  // namespace

void add_print_options(Command verb, HolderPrint& printing, std::string& output) {
    verb.add_flag("--list", printing.list, "The list of its papers (卷内目录)");
    verb.add_flag("--remark", printing.remark, "The remark sheet (备考表)");
    verb.add_flag("--spine", printing.spine, "The back (脊背)");
    verb.add_option("--output", output, "The PDF to write").required();
}

ExitStatus print_and_tell(Run& run, const std::string& verb, HolderPrint printing, const std::string& output) {
    printing.things = things_or_stdin(printing.things);
    if (!printing.cover && !printing.list && !printing.remark && !printing.spine) {
        printing.cover = printing.list = printing.remark = printing.spine = true;
    }
    Archive archive = run.open_archive(Access::write);
    require_right(archive, run.caller(), Verb::label);
    Operation operation(run.caller(), verb);
    PdfOutput pdf(output);
    Answer labels;
    AnswerSink sink(labels);
    print_holders(archive, operation, printing, pdf, sink, run.reporter());
    print_answer(run, archive, labels);
    return run.status();
}

void add_volume_verbs(Tool& tool) {
    tool.verb("volume", "Papers bound or bagged together", nullptr);
    add_making(tool);
    add_content(tool);
    add_binding(tool);
    Command print = tool.verb("volume print", "Cover, list, remark sheet and back of volumes (without options: all)",
                              [](Run& run) { return print_and_tell(run, "volume print", printing, output); });
    print.add_option("VOLUME", printing.things, "The volumes, else one a line on standard input");
    print.add_flag("--cover", printing.cover, "The cover (案卷封面)");
    add_print_options(print, printing, output);
    tool.verb("volume list", "The volumes",
              [](Run& run) {
                  return print_read(run, [](Archive& archive) { return list_volumes(archive, state_of()); });
              })
        .add_option("--state", state, "open, closed, unshelved or any")
        .one_of({"open", "closed", "unshelved", "any"});
    tool.verb("volume show", "A volume, its papers in order, its remarks", run_show)
        .add_option("VOLUME", volume, "The volume")
        .required();
}

}  // namespace arc
