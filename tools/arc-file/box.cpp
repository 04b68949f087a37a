#include "jobs/shelving/box_verbs.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

namespace arc {
namespace {

BoxRequest request;
std::int64_t width = 0;
std::string box;
std::vector<std::string> things;
std::string state = "any";
HolderPrint printing;
std::string output;

BoxState state_of() {
    return state == "shelved"     ? BoxState::shelved
           : state == "unshelved" ? BoxState::unshelved
           : state == "empty"     ? BoxState::empty
                                  : BoxState::any;
}

}  // namespace

void add_box_verbs(Tool& tool) {
    tool.verb("box", "Boxes that hold volumes and papers", nullptr);
    Command open = tool.verb("box open", "A new box, numbered by the profile", [](Run& run) {
        request.width = width == 0 ? std::nullopt : std::optional(width);
        return file_and_print(run, "box open", [](FilingRun& filing) { return open_box(filing, request); });
    });
    open.add_option("--number", request.code, "Its number, where the archive does not give one");
    open.add_option("--title", request.title, "What it holds");
    open.add_option("--width", width, "Millimetres: 20, 30, 40 or 50 (50)").from_to(5, 500);
    open.add_option("--at", request.at, "The place where it stands");
    Command put = tool.verb("box put", "Put volumes and papers into a box", [](Run& run) {
        things = things_or_stdin(things);
        return file_many_and_print(run, "box put", [](FilingRun& filing) { return put_in_box(filing, box, things); });
    });
    Command take = tool.verb("box take", "Take volumes and papers out of a box (needs --reason)", [](Run& run) {
        things = things_or_stdin(things);
        return file_many_and_print(run, "box take",
                                   [](FilingRun& filing) { return take_from_box(filing, box, things); });
    });
    for (const Command verb : {put, take}) {
        verb.add_option("BOX", box, "The box").required();
        verb.add_option("THING", things, "The things, else one a line on standard input");
    }
    tool.verb(
            "box list", "The boxes",
            [](Run& run) { return print_read(run, [](Archive& archive) { return list_boxes(archive, state_of()); }); })
        .add_option("--state", state, "shelved, unshelved, empty or any")
        .one_of({"shelved", "unshelved", "empty", "any"});
    Command print = tool.verb("box print", "List, remark sheet and back of boxes (without options: all)",
                              [](Run& run) { return print_and_tell(run, "box print", printing, output); });
    print.add_option("BOX", printing.things, "The boxes, else one a line on standard input");
    add_print_options(print, printing, output);
    tool.verb("box show", "A box and what is in it",
              [](Run& run) { return print_read(run, [](Archive& archive) { return show_box(archive, box); }); })
        .add_option("BOX", box, "The box")
        .required();
}

}  // namespace arc
