#include "profile/load_profile.hpp"
#include "support/strings.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace arc;

namespace {

using Messages = std::vector<std::string>;

Messages mistakes_of(const std::string& text) {
    const LoadedProfile loaded = load_profile(text, "p");
    CHECK(loaded.ok() == loaded.mistakes.empty());
    Messages messages;
    for (const ProfileMistake& mistake : loaded.mistakes) {
        messages.push_back(mistake.message());
    }
    return messages;
}

// The whole messages that the text is answered with.
void tells(const std::string& text, const Messages& expected) {
    CHECK(mistakes_of(text) == expected);
}

// The same for a sixth line after a profile with a ticket type, two document types and two classes.
void after_base(const std::string& line, const Messages& expected) {
    static const std::string base =
        "profile: p\n"
        "customer: {classes: [high, low], fields: {size: number, born: date, paid: bool, colour: {one_of: [red, "
        "blue]}}}\n"
        "document_types: {letter: {zh: 函}, contract: {fields: {ends: date}}}\n"
        "ticket_types: {new: {stages: [accepted, filed]}}\n"
        "lists: {tariff: [home, shop]}\n";
    CAPTURE(line);
    tells(base + line, expected);
}

}  // namespace

TEST_CASE("a mistyped key is told with its place and the key that was meant") {
    tells("profile: p\nstepps: [a]\n", {"p:2:1: unknown key 'stepps'; did you mean 'steps'"});
    after_base("handover: {giver: 1}", {"p:6:12: unknown key 'giver'; did you mean 'givers'"});
    after_base("calendar: {timezone: UTC}",
               {"p:6:12: unknown key 'timezone'; one of zone, days, rest, holidays, workdays"});
}

TEST_CASE("columns count characters, not bytes") {
    tells("profile: p\ntitle: {zh: 供电客户档案, fr: x}\n", {"p:2:21: unknown key 'fr'; one of zh, en"});
}

TEST_CASE("a key given twice is told with the line of the first") {
    tells("profile: p\nduplicates: ask\nprofile: q\n", {"p:3:1: key 'profile' is given twice; the first is on line 1"});
    tells("profile: p\ndocument_types:\n  a: {}\n  a: {}\n", {"p:4:3: key 'a' is given twice; the first is on line 3"});
}

TEST_CASE("a name that nothing declares is told with the nearest one declared") {
    after_base("requires: [{of: customer, type: leter}]",
               {"p:6:33: unknown document type 'leter'; did you mean 'letter'"});
    after_base("requires: [{of: ticket, type: letter, stage: acepted}]",
               {"p:6:46: unknown stage 'acepted'; did you mean 'accepted'"});
    after_base("requires: [{of: ticket, ticket_type: old, type: letter}]",
               {"p:6:38: unknown ticket type 'old'; one of new"});
    after_base("rights: [{role: clerk, may: [find], stages: [paid]}]",
               {"p:6:46: unknown stage 'paid'; one of accepted, filed"});
    after_base("disposal: {approve: [leeder]}", {"p:6:22: unknown role 'leeder'; did you mean 'leader'"});
    after_base("entries: {v: {fields: {t: {list: tarif}}}}", {"p:6:34: unknown list 'tarif'; did you mean 'tariff'"});
    after_base("requires: [{of: series, type: letter, level: year}]",
               {"p:6:46: unknown series level 'year'; the profile declares none"});
    after_base("places: {zones: [safe], rules: [{in: save}]}", {"p:6:38: unknown zone 'save'; did you mean 'safe'"});
    after_base("stages: {acepted: 受理}", {"p:6:10: no ticket type has a stage 'acepted'; did you mean 'accepted'"});
    after_base("scores: {m: {measures: {'entry:visit': 1}}}",
               {"p:6:25: unknown entry kind 'visit'; one of copy-check, condition, conversion, cosign"});
}

TEST_CASE("a stage of another ticket type is not taken") {
    tells(
        "profile: p\ndocument_types: {a: {}}\nticket_types:\n  one: {stages: [begun, ended]}\n"
        "  two: {stages: [started], documents: [{type: a, stage: ended}]}\n",
        {"p:5:57: unknown stage 'ended'; one of started"});
}

TEST_CASE("conditions are checked down to their values") {
    after_base("volumes: {when: {clas: high}}", {"p:6:18: unknown field 'clas'; did you mean 'class'"});
    after_base("volumes: {when: {class: hihg}}", {"p:6:25: 'hihg' is not a value of this field; did you mean 'high'"});
    after_base("volumes: {when: {size: big}}", {"p:6:24: 'big' is not a number"});
    after_base("volumes: {when: {born: soon}}", {"p:6:24: 'soon' is not a date; write it as 2026-11-21"});
    after_base("volumes: {when: {paid: yes}}", {"p:6:24: 'yes' is not true or false"});
    after_base("volumes: {when: {size: '>=x'}}", {"p:6:24: 'x' is neither a number nor a date"});
    after_base("volumes: {when: {size: 9..3}}", {"p:6:24: the range is reversed"});
    after_base("volumes: {when: {size: []}}", {"p:6:24: an empty list is never fulfilled"});
    after_base("volumes: {when: high}", {"p:6:17: a condition wanted; write {field: value}"});
}

TEST_CASE("values of the wrong kind are told") {
    after_base("steps: {sort: 1}", {"p:6:8: 'name' is missing; see steps in arc-profile(5)",
                                    "p:6:9: unknown key 'sort'; one of name, title, zh, en, by, limit, skip"});
    after_base("handover: 3", {"p:6:11: here must stand keys with values; see handover in arc-profile(5)"});
    after_base("handover: {givers: two}", {"p:6:20: 'two' is not a number"});
    after_base("handover: {givers: 1.5}", {"p:6:20: '1.5' is not a whole number"});
    after_base("handover: {givers: 20}", {"p:6:20: 20 is not between 0 and 9"});
    after_base("handover: {count: [sides]}", {"p:6:19: a word wanted, a list found"});
    after_base("duplicates: kep", {"p:6:13: 'kep' is not known here; did you mean 'keep'"});
    after_base("rights: [{role: r, may: [veiw]}]", {"p:6:26: 'veiw' is not known here; did you mean 'view'"});
    after_base("catalogue: {a b: {types: [letter]}}",
               {"p:6:13: 'a b' cannot be a name; use letters, digits, - _ and ., at most 64 bytes"});
}

TEST_CASE("a bad duration is told with the forms there are") {
    after_base("handover: {limit: 2 days}",
               {"p:6:19: '2 days' is not a duration; write it as 30min 48h 2d 5wd 2w 1mo 15y same-day month-end or "
                "year-end"});
}

TEST_CASE("a bad regular expression is told with what is wrong in it") {
    after_base("tickets: {number: '^[a-$'}",
               {"p:6:19: regular expression: a [ ] class is not closed or its range is reversed"});
    after_base("barcodes: [{match: '^(?<tiket>\\d+)$', means: ticket}]",
               {"p:6:12: group 'tiket' is no field of this profile; did you mean 'ticket'"});
    after_base("barcodes: [{match: '^X$', means: document-type}]",
               {"p:6:12: nothing tells which document type is meant; add type: NAME, or a group (?<type>…)"});
}

TEST_CASE("ranges and limits that contradict themselves are told") {
    tells("profile: p\ndocument_types: {a: {pages: 4-1}}\n", {"p:2:29: the range 4-1 is reversed"});
    tells("profile: p\ndocument_types: {a: {pages: few}}\n", {"p:2:29: 'few' is not a range; write it as 5-15"});
    after_base("deadlines: [{from: stage.entered, to: document.captured, limit: 1d, yellow: 36h}]",
               {"p:6:13: yellow (36h) comes after the limit (1d)"});
    after_base("deadlines: [{from: ticket.opened, to: ticket.opened, limit: 1d}]",
               {"p:6:13: from and to are the same moment"});
    after_base("contracts: {remind: 7d, warn: 1mo}", {"p:6:12: the warning (1mo) comes before the reminder (7d)"});
    after_base("lending: {fine: {min: 500, max: 50}}", {"p:6:17: the fine's min is above its max"});
    after_base("calendar: {holidays: [2026-10-07..2026-10-01]}",
               {"p:6:23: the range 2026-10-07..2026-10-01 is reversed"});
    after_base("intake: {skew_warn: 5}", {"p:6:9: skew_warn is above skew_fail"});
    after_base("barcodes: {patches: {Patch3: batch, PatchT: document}}",
               {"p:6:21: Patch3 and PatchT are the same sheet fed upside down; give both the same meaning, or leave "
                "one out"});
}

TEST_CASE("what would go in a circle or never be reached is told") {
    tells("profile: p\ncustomer: {classes: [a], class_by: [{when: {class: a}, is: a}]}\n",
          {"p:2:37: the class is decided by itself; ask for other fields"});
    tells("profile: p\ncustomer: {classes: [a, b], class_by: [{is: a}, {is: b}]}\n",
          {"p:2:49: never reached, because the rule before it always holds"});
    after_base("numbering: [{of: ticket, pattern: '{ticket.number}-{seq}'}]", {"p:6:13: the number is made of itself"});
    after_base("numbering: [{of: document, pattern: 'D{year}'}]",
               {"p:6:13: a number needs {seq} exactly once, this has it 0 times"});
    after_base("names: {a: b, b: c}", {"p:6:12: 'b' is renamed as well; apply one rename, then the other"});
}

TEST_CASE("things declared twice or left half said are told") {
    tells("profile: p\nticket_types: {t: {stages: [a, b, a]}}\n", {"p:2:35: stage 'a' is given twice"});
    tells("profile: p\ndocument_types: {a: {code: 1}, b: {code: 1}}\n", {"p:2:32: code 1 is also that of 'a'"});
    after_base("catalogue: {a: {types: letter}, b: {types: [letter]}}",
               {"p:6:36: document type 'letter' stands in two groups"});
    after_base("retention: [{when: {class: high}, years: 5}]",
               {"p:6:13: nothing says from when the time counts; add from: customer.closed, year.end …"});
    after_base("retention: [{from: year.end, years: 5, keep: permanent}]",
               {"p:6:13: years, months and keep exclude each other",
                "p:6:13: a rule says how long either by a period or itself; give one of years, months, keep: "
                "permanent, period"});
    after_base("contracts: {types: [letter]}",
               {"p:6:12: document type 'letter' has no date 'ends'; add it to its fields, or set end"});
    tells("profile: p\ncustomer: {statuses: {here: {}, there: {}}}\n",
          {"p:2:11: of the statuses one must be open and one closed; add closed: true to those who are no "
           "longer served"});
    tells("title: x\n", {"p:1:1: 'profile' is missing; see arc-profile(5)"});
    tells("profile: p\nsubject: none\ncustomer: {}\n",
          {"p:3:11: 'customer' does not go with the subject of this profile; set subject: customer"});
    after_base("calendar: {zone: Europe/Berlin}",
               {"p:6:18: time zone 'Europe/Berlin' is not known or changes its clock; write it as Asia/Shanghai or "
                "+08:00"});
}

TEST_CASE("all mistakes are told at once, in the order of the text") {
    after_base("steps: [a, a]\nduplicates: no\nhandover: {givers: x}\n",
               {"p:6:12: step 'a' is given twice", "p:7:13: 'no' is not known here; one of keep, ask, refuse",
                "p:8:20: 'x' is not a number"});
}

TEST_CASE("text that is no profile at all is refused in one sentence") {
    tells("", {"p:1:1: 'profile' is missing; see arc-profile(5)"});
    tells("profile: [a\n", {"p:2:1: not YAML: end of sequence flow not found"});
    tells("just words\n", {"p:1:1: here must stand keys with values; see arc-profile(5)",
                           "p:1:1: 'profile' is missing; see arc-profile(5)"});
    tells("profile: \xc9\xcc\n", {"p:1:1: not UTF-8; save it as UTF-8 (iconv -f GB18030 -t UTF-8)"});
    tells("profile: p\n---\nprofile: q\n", {"p:3:1: a second document; a profile is one document; remove '---'"});
    tells("profile: p\n? [a]\n: b\n", {"p:2:3: a key must be a word; put it in quotes"});
}

TEST_CASE("hostile YAML costs little and ends in a mistake") {
    std::string bomb = "profile: p\na0: &a0 [x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 9; ++i) {
        const std::string last = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
        for (int n = 0; n < 8; ++n) {
            bomb += "," + last;
        }
        bomb += "]\n";
    }
    CHECK(mistakes_of(bomb).front().ends_with("more than 100000 values, aliases counted at each use"));
    tells("a: &a [*a]\n", {"p:1:8: an alias stands inside the value it repeats"});
    CHECK(mistakes_of(std::string(100'000, '[')).front().starts_with("p:1:"));
    CHECK(mistakes_of("profile: p\nsteps: " + std::string(41, '[') + std::string(41, ']')).front() ==
          "p:2:47: more than 40 levels deep");
    tells(std::string((std::size_t{4} << 20) + 1, '#'), {"p:1:1: larger than 4 MB"});
    CHECK(mistakes_of("profile: p\ntitle: \"a\\0b\"\n").size() <= 1);
    tells(std::string("profile: p\0x", 12), {"p:1:1: it has a NUL character"});
    std::string many = "profile: p\ndocument_types:\n";
    for (int i = 0; i < 20'000; ++i) {
        many += "  t" + std::to_string(i) + ": {pagse: 1}\n";
    }
    CHECK(mistakes_of(many).size() == 100);
}

TEST_CASE("mistakes never carry control characters to the terminal") {
    tells("profile: p\n\"a\\eb\": 1\n", {"p:2:1: unknown key 'a\\x1bb'"});
}
