#include "base/say.hpp"
#include "jobs/shelving/place_forecast.hpp"
#include "jobs/shelving/place_verbs.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

#include <array>

namespace arc {
namespace {

std::string code;
std::vector<std::string> fields;
int months = 6;

// Options of `place add` that stand for fields.
std::array<std::pair<const char*, std::string>, 7> shorthands{
    {{"name", ""}, {"kind", ""}, {"parent", ""}, {"zone", ""}, {"capacity", ""}, {"most", ""}, {"keeper", ""}}};

std::vector<std::string> given_fields() {
    std::vector<std::string> given;
    for (const auto& [name, value] : shorthands) {
        if (!value.empty()) {
            given.push_back(std::string(name) + "=" + value);
        }
    }
    return given;
}

ExitStatus run_close(Run& run) {
    bool refused = false;
    const ExitStatus status = file_and_print(run, "place close", [&](FilingRun& filing) {
        ClosedPlace closed = close_place(filing, code);
        refused = closed.refused;
        return closed.answer;
    });
    if (refused) {
        run.reporter().problem(
            {ErrorCode::refused, "place:" + code, say("things stand there"), say("shelve them elsewhere first")});
    }
    return refused ? ExitStatus::refused : status;
}

void add_changing(Tool& tool) {
    Command add = tool.verb("place add", "Add a room, cabinet, row, shelf or slot", [](Run& run) {
        return file_and_print(run, "place add",
                              [](FilingRun& filing) { return add_place(filing, code, given_fields()); });
    });
    add.add_option("PLACE", code, "Its code, as it stands on its label").required();
    add.add_option("--name", shorthands[0].second, "Its name (its code)");
    add.add_option("--kind", shorthands[1].second, "Its level: room, cabinet, row, shelf, slot, or the profile's");
    add.add_option("--parent", shorthands[2].second, "The place that it is in");
    add.add_option("--zone", shorthands[3].second, "Its zone (that of the place it is in)");
    add.add_option("--capacity", shorthands[4].second, "Millimetres of shelf");
    add.add_option("--most", shorthands[5].second, "How many things it takes at most; 1 for a slot");
    add.add_option("--keeper", shorthands[6].second, "Who answers for what stands there and below");
    Command set = tool.verb("place set", "Change what is known of a place", [](Run& run) {
        return file_and_print(run, "place set", [](FilingRun& filing) { return set_place(filing, code, fields); });
    });
    set.add_option("PLACE", code, "The place").required();
    set.add_option("FIELD", fields, "NAME=VALUE: name, kind, parent, zone, capacity, most, keeper; closed= opens it")
        .required();
    tool.verb("place close", "Nothing is put there any more (needs --reason)", run_close)
        .add_option("PLACE", code, "The place; refused, with the list, while things stand there")
        .required();
}

}  // namespace

void add_place_verbs(Tool& tool) {
    tool.verb("place", "Rooms, cabinets, rows, shelves, slots", nullptr);
    add_changing(tool);
    tool.verb("place list", "The tree of places, with what is free",
              [](Run& run) { return print_read(run, [](Archive& archive) { return list_places(archive, code); }); })
        .add_option("PLACE", code, "From here on (everything)");
    tool.verb("place show", "A place and what stands there",
              [](Run& run) { return print_read(run, [](Archive& archive) { return show_place(archive, code); }); })
        .add_option("PLACE", code, "The place")
        .required();
    tool.verb("place forecast", "When the shelves of each zone are full",
              [](Run& run) {
                  return print_read(run, [&](Archive& archive) {
                      return forecast_places(archive, archive.zone().day_at(run.caller().now()), months);
                  });
              })
        .add_option("--months", months, "At the pace of the last months (6)")
        .from_to(1, 120);
}

}  // namespace arc
