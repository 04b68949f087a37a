#include "jobs/lending/desk.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/loan_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/lending/hand_out.hpp"
#include "jobs/lending/loan_paper.hpp"
#include "jobs/lending/loan_records.hpp"
#include "jobs/lending/part_back.hpp"
#include "jobs/lending/request_loans.hpp"
#include "jobs/lending/take_back.hpp"
#include "rules/handover_count.hpp"

#include <algorithm>

namespace arc {
namespace {

Record desk_record(LendingRun& run, const Person& person) {
    const std::string now = format_instant(run.now());
    std::int64_t late = 0;
    LoanTable loans(run.db());
    const std::vector<Loan> away = loans.away_of(person.id);
    for (const Loan& loan : away) {
        late += !loan.due.empty() && loan.due < now ? 1 : 0;
    }
    const std::vector<Loan> waiting = loans.waiting_of(person.id);
    return {
        "desk",
        {{"person", person.code},
         {"name", person.name},
         {"away", static_cast<std::int64_t>(away.size())},
         {"late", late},
         {"approved", static_cast<std::int64_t>(std::ranges::count(waiting, LoanState::approved, &Loan::state))},
         {"requested", static_cast<std::int64_t>(std::ranges::count(waiting, LoanState::requested, &Loan::state))}}};
}

struct DeskLine {
    Thing thing;
    std::optional<std::int64_t> count;
};

DeskLine read_line(Archive& archive, const std::string& text) {
    const CountLine line = parse_count_line(text, {}).value_or_throw();
    return {resolve_thing(archive, line.thing).value_or_throw(), line.count};
}

// The person's own request, approved or not.
std::optional<Loan> waits_for(LendingRun& run, Thing thing, std::int64_t person) {
    for (const Loan& loan : LoanTable(run.db()).waiting_for(thing)) {
        if (loan.person == person && loan.kind == LoanKind::loan) {
            return loan;
        }
    }
    return std::nullopt;
}

Answer out_to(LendingRun& run, const DeskLine& line, std::int64_t person_id) {
    Archive& archive = run.archive();
    require_paper_right(archive, run.filing.caller, Verb::lend, line.thing);
    HandOut hand_out;
    hand_out.count = line.count;
    if (const std::optional<Loan> loan = waits_for(run, line.thing, person_id)) {
        return give_out(run, *loan, hand_out);
    }
    LoanWish wish{LoanKind::loan, line.thing, PersonTable(run.db()).find(person_id).value(),
                  std::string(trim(run.filing.caller.reason))};
    const AppliedTerms applied = applied_terms(archive, wish);
    if (!applied.terms.approve.empty()) {
        throw Fault(ErrorCode::refused, name_of(archive.db(), line.thing),
                    say("must be approved by {} first", join(applied.terms.approve, ", then ")),
                    say("ask with arc-lend request"));
    }
    std::int64_t slip = 0;
    std::vector<LoanAnswer> answers;
    Loan loan = draft_loan(run, wish, {}, answers);
    const HandingOut prepared = prepare_hand_out(run, loan, hand_out);
    enter_loan(run, loan, slip);
    return hand_over(run, loan, prepared);
}

Answer back_from(LendingRun& run, const DeskLine& line, const Loan& loan) {
    require_paper_right(run.archive(), run.filing.caller, Verb::lend, loan.thing);
    TakeBack back;
    back.count = line.count;
    return bring_back(run, loan, back);
}

// A document or volume out of what was lent.
Answer part_back_from(LendingRun& run, const DeskLine& line, const LoanPart& part) {
    require_paper_right(run.archive(), run.filing.caller, Verb::lend, line.thing);
    TakeBack back;
    back.count = line.count;
    return bring_part_back(run, part, back);
}

// It is still away with a loan of what it lies in.
std::optional<LoanPart> away_part(LendingRun& run, Thing thing) {
    std::optional<LoanPart> part = part_of_loan(run.archive(), thing);
    return part && !part->items.empty() ? part : std::nullopt;
}

// One line of an offline list.
struct PlayedLine {
    Instant at;
    Person person;
    bool out = false;
    DeskLine desk;
};

std::vector<std::string> words_in(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : line + " ") {
        if (c != ' ' && c != '\t' && c != ',' && c != '\r') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

PlayedLine read_played(LendingRun& run, const std::string& text) {
    const std::vector<std::string> words = words_in(text);
    constexpr std::size_t least = 4;
    const bool shaped = words.size() >= least && words.size() <= least + 1 && (words[2] == "out" || words[2] == "back");
    if (!shaped) {
        throw Fault(ErrorCode::usage, printable(text), say("is no line of an offline list"),
                    say("write TIME PERSON out THING, or TIME PERSON back THING=COUNT"));
    }
    PlayedLine line;
    line.at = parse_instant(words[0]).value_or_throw();
    if (line.at > run.filing.change.now()) {
        throw Fault(ErrorCode::usage, words[0], say("is still to come"), say("times are UTC: 2026-01-05T09:30:00Z"));
    }
    line.person = named_person(run.archive(), words[1]);
    line.out = words[2] == "out";
    line.desk = read_line(run.archive(), words.size() > least ? words[3] + " " + words[4] : words[3]);
    return line;
}

// Booked by an earlier playing of the same list.
bool is_on_record(LendingRun& run, const PlayedLine& line) {
    const std::string at = format_instant(line.at);
    const Thing thing = line.desk.thing;
    LoanTable table(run.db());
    const std::vector<Loan> loans =
        thing.kind == ThingKind::document && !line.out ? table.of_document(thing.id) : table.of_thing(thing);
    return std::ranges::any_of(loans, [&](const Loan& loan) {
        const std::vector<LoanItem> items = line.out ? std::vector<LoanItem>{} : table.items(loan.id);
        const bool came_alone = std::ranges::any_of(items, [&](const LoanItem& item) {
            return item.back == at && Thing{ThingKind::document, item.document} == thing;
        });
        return line.out ? loan.out == at && loan.person == line.person.id : loan.ended == at || came_alone;
    });
}

// Somebody else had it at that time, as others have booked since.
void need_no_other_then(LendingRun& run, const PlayedLine& line) {
    const std::string at = format_instant(line.at);
    for (const Loan& loan : LoanTable(run.db()).of_thing(line.desk.thing)) {
        if (!loan.out.empty() && loan.ended > at) {
            throw Fault(ErrorCode::refused, name_of(run.db(), line.desk.thing),
                        say("at {} another desk had it: {}", at, loan_words(run.archive(), loan)),
                        say("ask both desks"));
        }
    }
}

Answer play(LendingRun& run, const PlayedLine& line) {
    run.at = line.at;
    if (is_on_record(run, line)) {
        return {};
    }
    const std::optional<Loan> away = away_loan(run.archive(), line.desk.thing);
    if (line.out) {
        if (away) {
            throw Fault(ErrorCode::refused, name_of(run.db(), line.desk.thing),
                        away_words(run.archive(), *away, line.desk.thing),
                        say("{} has it by the list; ask both", line.person.name));
        }
        need_no_other_then(run, line);
        return out_to(run, line.desk, line.person.id);
    }
    const std::optional<LoanPart> part = away_part(run, line.desk.thing);
    if (part && part->loan.out <= format_instant(line.at)) {
        return part_back_from(run, line.desk, *part);
    }
    if (!away || away->thing != line.desk.thing || away->out > format_instant(line.at)) {
        throw Fault(ErrorCode::refused, name_of(run.db(), line.desk.thing), say("was not out at that time"),
                    say("see arc-find history"));
    }
    return back_from(run, line.desk, *away);
}

bool says_nothing(const std::string& line) {
    const std::string_view words = trim(line);
    return words.empty() || words.starts_with('#');
}

}  // namespace

Answer desk_line(FilingRun& filing, DeskState& desk, const std::string& text, bool yes) {
    return lend(filing, yes,
                [&](LendingRun& run) {
                    ManyDone done;
                    if (trim(text).empty()) {
                        desk.person.reset();
                        return done;
                    }
                    const Result<CountLine> line = parse_count_line(text, {});
                    const Result<Thing> named = resolve_thing(run.archive(), line ? line->thing : text);
                    if (named && named->kind == ThingKind::person) {
                        desk.person = named->id;
                        done.answer = {desk_record(run, PersonTable(run.db()).find(named->id).value())};
                        return done;
                    }
                    const DeskLine thing = read_line(run.archive(), text);
                    if (const std::optional<LoanPart> part = away_part(run, thing.thing)) {
                        done.answer = part_back_from(run, thing, *part);
                        return done;
                    }
                    if (const std::optional<Loan> away = away_loan(run.archive(), thing.thing)) {
                        if (away->thing != thing.thing) {
                            throw Fault(ErrorCode::refused, name_of(run.db(), thing.thing),
                                        away_words(run.archive(), *away, thing.thing), say("scan that"));
                        }
                        done.answer = back_from(run, thing, *away);
                        return done;
                    }
                    if (!desk.person) {
                        throw Fault(ErrorCode::refused, name_of(run.db(), thing.thing),
                                    say("is not out, and nobody stands here"), say("scan the person's card first"));
                    }
                    done.answer = out_to(run, thing, *desk.person);
                    return done;
                })
        .answer;
}

ManyDone play_back(FilingRun& filing, const std::vector<std::string>& lines, bool yes) {
    return lend(filing, yes, [&](LendingRun& run) {
        std::vector<std::string> spoken;
        std::ranges::copy_if(lines, std::back_inserter(spoken),
                             [](const std::string& line) { return !says_nothing(line); });
        // Even a single line that does not fit is a conflict to be listed, not the end of the run.
        ManyDone done;
        done.asked = spoken.size();
        for (const std::string& text : spoken) {
            try {
                for (Record& record : play(run, read_played(run, text))) {
                    done.answer.push_back(std::move(record));
                }
            } catch (const Fault& fault) {
                if (fault.code() == ErrorCode::io || fault.code() == ErrorCode::busy) {
                    throw;
                }
                ++done.failed;
                filing.reporter.problem({fault.code(), {}, fault.what(), {}});
            }
        }
        return done;
    });
}

}  // namespace arc
