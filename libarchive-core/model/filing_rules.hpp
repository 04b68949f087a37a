#pragma once

#include "base/pattern.hpp"
#include "model/barcode.hpp"
#include "model/condition.hpp"
#include "model/duration.hpp"
#include "model/field.hpp"
#include "model/noun.hpp"
#include "model/title.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

// The part of a profile that says what arrives, what it is called, what must be there and where it goes (design.md
// section 8). All plain values; how each is written is said in arc-profile(5).
namespace arc {

// What the archive does about something that is not as it should be.
enum class Severity { refuse, warn, ignore };

// Gives `is` to what fulfils `when`; the first rule that holds decides.
struct ClassRule {
    Condition when;
    std::string is;
    bool operator==(const ClassRule&) const = default;
};

struct Status {
    std::string name;
    Title title;
    bool closed = false;  // whoever has it is no longer served: retention and the closed zone begin
    bool operator==(const Status&) const = default;
};

// Whom the files are about. `none` leaves documents in series only.
enum class SubjectKind { customer, project, none };
// When a customer's class is worked out again.
enum class ClassChange { by_rule, by_hand, never };

struct Subject {
    SubjectKind kind = SubjectKind::customer;
    Title title;  // what a customer is called: 客户, 租户, 项目
    Title label;  // what the number is called: 户号
    std::optional<Pattern> number;
    std::vector<Choice> classes;
    std::vector<Choice> kinds;     // person, organisation …; empty: any text
    std::vector<Status> statuses;  // at least one open and one closed
    std::vector<Field> fields;     // the built-in ones first
    std::vector<ClassRule> class_by;
    ClassChange class_change = ClassChange::by_rule;
    Severity blanks = Severity::refuse;  // a customer without a required field, at import and opening
    std::optional<Duration> stale;       // nothing has happened for so long: listed for clearing
    bool operator==(const Subject&) const = default;
};

enum class LevelKind { listed, year, retention, unit, text };
struct SeriesLevel {
    std::string name;
    Title title;
    LevelKind kind = LevelKind::text;
    std::vector<Choice> values;  // the codes of a listed level
    bool operator==(const SeriesLevel&) const = default;
};

// By item (件, DA/T 22) or by volume (案卷, GB/T 9705).
enum class FilingMethod { item, volume };
struct MethodRule {
    Condition when;
    FilingMethod method = FilingMethod::item;
    std::string standard;  // what the organisation follows; printed, not interpreted
    bool operator==(const MethodRule&) const = default;
};
struct Series {
    std::vector<SeriesLevel> levels;  // from the top
    std::vector<MethodRule> methods;  // the first that holds; none: item
    bool operator==(const Series&) const = default;
};

struct PageRange {
    bool none = false;  // nothing is scanned: an object, a film
    int least = 1;      // sides with content
    int most = 0;       // 0: no limit
    bool operator==(const PageRange&) const = default;
};
struct Range {
    double least = 0;
    double most = 0;
    bool operator==(const Range&) const = default;
};
struct Climate {
    std::optional<Range> temperature;  // °C
    std::optional<Range> humidity;     // % relative
    bool operator==(const Climate&) const = default;
};
// Whose number a document carries.
enum class NumberOf { own, ticket, customer };
enum class DocumentForm { any, original, copy };

struct DocumentType {
    std::string name;
    Title title;
    std::string code;  // unique where given
    PageRange pages;
    std::vector<Field> fields;  // beyond those of all documents
    NumberOf number = NumberOf::own;
    std::optional<Pattern> pattern;  // of its own number
    std::string store;               // the zone it is kept in, whatever the rules for places say
    std::string medium = "paper";
    Climate climate;
    int secrecy = 0;     // index into Documents::secrecy; what a new document starts with
    std::string access;  // one of Documents::access; "" for the first
    DocumentForm form = DocumentForm::any;
    bool compared = false;  // a copy counts only after the original was compared, with who and when
    bool consent = false;   // nobody reads it without the customer's consent
    std::string period;     // retention period a new document starts with; "" leaves it to the rules
    bool operator==(const DocumentType&) const = default;
};

// What holds for documents of all types.
struct Documents {
    std::vector<Field> fields;    // the built-in ones first
    std::vector<Choice> secrecy;  // from open to secret
    std::vector<Choice> access;   // 开放, 控制 …
    std::string period;           // retention period of types that name none; "" leaves it to the rules
    bool operator==(const Documents&) const = default;
};

struct CatalogueGroup {
    std::string name;
    Title title;
    std::vector<std::string> types;
    bool operator==(const CatalogueGroup&) const = default;
};

// A document that must, or may, be there.
struct Requirement {
    std::string where;        // for people: "ticket_types.high-new.documents[2]"
    Noun of = Noun::ticket;   // customer, ticket or series
    std::string ticket_type;  // "": every type
    Condition when;
    std::string type;
    std::string stage;     // due once this stage is entered; "": from the opening
    bool required = true;  // false: expected, never missing
    int count = 1;
    DocumentForm form = DocumentForm::any;
    bool waivable = true;
    std::string from;  // with limit: the milestone from which it is due; "": the stage, or the opening
    std::optional<Duration> limit;
    std::string level;  // of series: for each node of this level; "": the lowest
    bool operator==(const Requirement&) const = default;
};

enum class Need { complete, handed_over, reviewed };
struct Gate {
    std::vector<Need> needs;
    Severity otherwise = Severity::refuse;
    bool operator==(const Gate&) const = default;
};

struct TicketType {
    std::string name;
    Title title;
    std::vector<std::string> stages;     // in order; the last ends the ticket
    std::vector<Requirement> documents;  // in the order of the annexed list
    std::vector<Field> fields;           // beyond those of all tickets
    Condition customers;                 // who may have such a ticket
    std::optional<Gate> close;           // instead of the profile's
    bool operator==(const TicketType&) const = default;
};

struct Stage {
    std::string name;
    Title title;
    std::string by;  // the role whose task it is
    bool operator==(const Stage&) const = default;
};

// What holds for tickets of all types.
struct Tickets {
    Title title;
    Title label;
    std::optional<Pattern> number;
    std::vector<Field> fields;  // the built-in ones first
    bool operator==(const Tickets&) const = default;
};

struct Step {
    std::string name;
    Title title;
    std::string by;                  // the role whose task it is; "": anybody
    std::optional<Duration> limit;   // since the scan before
    Severity skip = Severity::warn;  // a paper that comes to a later step without this one
    bool operator==(const Step&) const = default;
};

// What a foreign code stands for.
enum class BarcodeMeaning {
    document,
    document_type,
    ticket,
    customer,
    volume,
    box,
    place,
    unit,
    batch,
    attachment,
    fields,
    ignore
};
struct BarcodePattern {
    Pattern match;
    BarcodeMeaning means = BarcodeMeaning::ticket;
    std::vector<BarcodeFormat> formats;  // empty: any
    std::string type;                    // a document type, when the code itself does not name one
    std::string check;                   // identifier kind that the whole text must be
    bool sheet = false;                  // the page that carries it is a separator sheet
    bool operator==(const BarcodePattern&) const = default;
};
// What a patch sheet does; `next` turns apply to the following sheet.
enum class PatchMeaning { document, ticket, batch, attachment, ignore };
struct BarcodeRules {
    std::vector<BarcodePattern> patterns;  // the first that fits decides
    std::vector<BarcodeFormat> formats;    // that the filter looks for
    std::map<BarcodeFormat, PatchMeaning> patches;
    bool operator==(const BarcodeRules&) const = default;
};

struct NumberPiece {
    std::string text;  // literal, or the name of a placeholder
    bool placeholder = false;
    int width = 0;  // of seq: padded with zeros
    bool operator==(const NumberPiece&) const = default;
};
enum class NumberAt { registered, arranged, filed, given };
struct Numbering {
    Noun of = Noun::document;
    Condition when;
    std::string pattern;  // as written
    std::vector<NumberPiece> pieces;
    std::vector<std::string> per;  // seq starts again for each combination of these paths
    NumberAt at = NumberAt::registered;
    bool gapless = false;
    int start = 1;
    bool operator==(const Numbering&) const = default;
};

}  // namespace arc
