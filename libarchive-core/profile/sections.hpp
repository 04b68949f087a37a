#pragma once

#include "model/profile.hpp"
#include "profile/reading.hpp"

#include <string>
#include <string_view>
#include <vector>

// The sections of a profile, each read by one function. `top` is the whole document.
namespace arc {

void read_subject(MapReader& top, Profile& profile);
void read_series(MapReader& top, Profile& profile);
void read_documents(MapReader& top, Profile& profile);
void read_document_types(MapReader& top, Profile& profile);
void read_catalogue(MapReader& top, Profile& profile);
void read_tickets(MapReader& top, Profile& profile);
void read_ticket_types(MapReader& top, Profile& profile);
void read_requires(MapReader& top, Profile& profile);
void read_steps(MapReader& top, Profile& profile);
void read_gates(MapReader& top, Profile& profile);  // close, advance
void read_handover(MapReader& top, Profile& profile);
void read_calendar(MapReader& top, Profile& profile);
void read_barcodes(MapReader& top, Profile& profile);
void read_numbering(MapReader& top, Profile& profile);
void read_places(MapReader& top, Profile& profile);
void read_volumes(MapReader& top, Profile& profile);
void read_intake(MapReader& top, Profile& profile);
void read_retention(MapReader& top, Profile& profile);
void read_disposal(MapReader& top, Profile& profile);
void read_deadlines(MapReader& top, Profile& profile);
void read_contracts(MapReader& top, Profile& profile);
void read_reviews(MapReader& top, Profile& profile);
void read_lending(MapReader& top, Profile& profile);
void read_keepers(MapReader& top);                   // responsible
void read_rights(MapReader& top, Profile& profile);  // roles, rights, circle, search
void read_entries(MapReader& top, Profile& profile);
void read_media(MapReader& top, Profile& profile);
void read_scores(MapReader& top, Profile& profile);
void read_night(MapReader& top, Profile& profile);     // night, reminders
void read_checking(MapReader& top, Profile& profile);  // samples, checks, findings, queries, backups
void read_reports(MapReader& top, const Profile& profile);
void read_lists(MapReader& top, Profile& profile);  // lists, forms, imports, units, names

// Shared between sections.
// `fields` begins with the built-in ones; a declared field of the same name refines it.
void read_fields(MapReader& map, std::string_view key, std::vector<Field>& fields);
Climate read_climate(MapReader& map);
// Reads a-b and a..b, either number negative; reports reversed ones.
std::optional<Range> read_range(Reading& reading, const YamlNode& node);
Gate read_gate(Reading& reading, const YamlNode& node, Gate gate);
// years, months, or keep: permanent. False, and a mistake, when none or several are given.
bool read_keep(MapReader& map, bool& permanent, Duration& keep);
// A milestone, or the path of a date.
void read_moment(MapReader& map, std::string_view key, std::string& out);
extern const Spellings<Severity> severities;
extern const Spellings<Noun> nouns;
extern const Spellings<std::chrono::weekday> weekdays;

}  // namespace arc
