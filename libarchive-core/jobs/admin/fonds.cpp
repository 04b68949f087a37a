#include "jobs/admin/fonds.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/fonds_table.hpp"
#include "jobs/permit.hpp"

#include <algorithm>

namespace arc {

Answer revise_fonds(FilingRun& run, const std::string& text, const std::string& since) {
    require_right(run.archive(), run.caller, Verb::configure);
    const std::string number(trim(text));
    const std::string before = run.archive().config().fonds;
    if (number.empty() || before.empty()) {
        throw Fault(ErrorCode::usage, say("fonds"),
                    before.empty() ? say("this archive has no fonds number to revise") : say("needs a number"),
                    before.empty() ? say("write it into archive.yaml") : std::string());
    }
    if (number == before) {
        return list_fonds(run.archive());
    }
    FondsTable table(run.db());
    const std::string day = format_day(past_day(run, since));
    for (const FondsNumber& known : table.all()) {
        if (known.number == number) {
            throw Fault(ErrorCode::refused, number, say("was its number before"),
                        say("a number once given is not given again"));
        }
        if (day < known.since) {
            throw Fault(ErrorCode::refused, number, say("{} holds since {}", known.number, known.since),
                        say("give a later --since"));
        }
    }
    table.revise(before, number, day);
    return list_fonds(run.archive());
}

Answer list_fonds(Archive& archive) {
    Answer answer;
    for (const FondsNumber& one : FondsTable(archive.db()).all()) {
        answer.push_back(
            {"fonds",
             {{"number", one.number}, {"since", text_or_null(one.since)}, {"until", text_or_null(one.until)}}});
    }
    if (answer.empty() && !archive.config().fonds.empty()) {
        answer.push_back({"fonds", {{"number", archive.config().fonds}, {"since", Value()}, {"until", Value()}}});
    }
    return answer;
}

}  // namespace arc
