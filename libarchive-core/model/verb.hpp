#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace arc {

// What a role may do (design.md section 12); profiles and messages spell them as to_text does.
enum class Verb {
    find,       // see that a thing exists, and its record
    view,       // look at its pages
    print,      // a page on paper
    copy,       // a page as a file: export, bag, download
    capture,    // take in scans
    label,      // issue codes, print sheets
    file,       // register, assign, split, merge, move documents
    change,     // customers, tickets and their fields
    waive,      // excuse a required document
    close,      // close and reopen tickets
    handover,   // give and take documents
    review,     // pass or fail a quality gate
    shelve,     // volumes, boxes, places
    request,    // ask for a loan
    approve,    // say yes to a request of somebody else
    lend,       // hand out and take back
    appraise,   // judge retention, access, secrecy; hold
    dispose,    // destroy what was approved
    audit,      // run audits, close findings
    import,     // lists of customers, tickets, stages …
    configure,  // the profile
    appoint,    // persons, roles, units
    backup,     // backup, restore, check, rebuild
    log,        // read the events
    undo,
    unmask,  // see private fields
};

std::string_view to_text(Verb verb);
std::optional<Verb> parse_verb(std::string_view text);
std::span<const Verb> all_verbs();

}  // namespace arc
