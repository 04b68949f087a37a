#include "jobs/admin/import_documents.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/keeping/follow_retention.hpp"
#include "jobs/shelving/put_away.hpp"
#include "label/call_number.hpp"
#include "rules/columns.hpp"
#include "rules/page_cell.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace arc {
namespace {

// Fields that have a column of their own in the catalog.
constexpr std::array<std::string_view, 3> own_columns{"title", "author", "date"};

std::string canonical_number(const std::string& text) {
    const Result<CallNumber> number = parse_call_number(text);
    return number ? to_text(*number) : text;
}

// A day, or a year as old catalogues give it.
std::optional<std::string> read_date(const std::string& text) {
    std::string_view digits = text;
    if (digits.ends_with("年")) {
        digits.remove_suffix(std::string_view("年").size());
    }
    if (digits.size() == 4 && digits.find_first_not_of("0123456789") == std::string_view::npos) {
        return std::string(digits);
    }
    const Result<Day> day = parse_day(text);
    return day ? std::optional(format_day(*day)) : std::nullopt;
}

bool is_serious(PageTrouble trouble) {
    return trouble == PageTrouble::unreadable || trouble == PageTrouble::beyond_last;
}

// Names of the page columns, in the order of PageColumns.
void name_page_columns(const PageColumns& columns, const std::vector<std::string>& headings,
                       std::vector<ColumnRule>& rules) {
    const std::pair<std::string_view, std::optional<std::size_t>> slots[] = {{"item", columns.item},
                                                                             {"first_page", columns.start},
                                                                             {"last_page", columns.end},
                                                                             {"page_range", columns.range},
                                                                             {"pages", columns.count}};
    for (const auto& [name, position] : slots) {
        const bool spoken_for =
            position && std::ranges::any_of(rules, [&, column = name](const ColumnRule& rule) {
                return rule.name != column && find_column(std::span(&headings[*position], 1), rule.name, rule.aliases);
            });
        const auto rule = std::ranges::find(rules, name, &ColumnRule::name);
        if (position && !spoken_for) {
            rule->aliases.push_back(headings[*position]);
        }
    }
}

class DocumentImport final : public TableImport {
public:
    DocumentImport(Archive& archive, Instant now, DocumentDefaults defaults, std::optional<PageCustom> custom)
        : archive_(&archive),
          profile_(&archive.profile()),
          defaults_(std::move(defaults)),
          custom_(custom),
          now_(now),
          documents_(archive.db()),
          volumes_(archive.db()),
          tickets_(archive.db()),
          customers_(archive.db()),
          series_(archive.db()) {}

    void check(const RowValues& row, RowComplaints& complaints) override;
    void check_together(RowComplaints& complaints) override;
    void put(const RowValues& row, Change& change, ImportCounts& counts) override;

private:
    struct OldVolume {
        std::vector<PageRow> rows;
        std::optional<int> last_page;
    };
    RowValues with_defaults(const RowValues& row) const;
    void check_owner(const RowValues& row, RowComplaints& complaints);
    void check_fields(const RowValues& row, const DocumentType& type, RowComplaints& complaints) const;
    void check_identity(const RowValues& row, RowComplaints& complaints);
    void hold_pages(const RowValues& row, RowComplaints& complaints);
    Volume put_volume(const RowValues& row, Change& change);
    std::optional<Document> find_known(const Document& wanted);
    void set_owner(const RowValues& row, Document& document);
    void set_pages(const RowValues& row, Document& document);
    void settle_retention(const std::string& period, bool known, Document& document);
    std::vector<const Field*> extra_fields(const DocumentType& type) const;

    Archive* archive_;
    const Profile* profile_;
    DocumentDefaults defaults_;
    std::optional<PageCustom> custom_;
    Instant now_;
    DocumentTable documents_;
    VolumeTable volumes_;
    TicketTable tickets_;
    CustomerTable customers_;
    SeriesTable series_;
    std::map<std::string, OldVolume> old_volumes_;  // by code
    std::map<int, ItemPages> pages_;                // by row
    std::map<int, std::int64_t> positions_;         // by row: in its volume, from 1
    std::set<std::string> met_;                     // numbers, and volume with item
    std::map<std::string, std::size_t> alike_;      // how many like this one were put
    std::optional<Indexer> indexer_;
};

RowValues DocumentImport::with_defaults(const RowValues& row) const {
    RowValues values = row;
    const std::pair<std::string_view, const std::string*> given[] = {{"volume", &defaults_.volume},
                                                                     {"type", &defaults_.type},
                                                                     {"ticket", &defaults_.ticket},
                                                                     {"customer", &defaults_.customer},
                                                                     {"series", &defaults_.series}};
    for (const auto& [column, value] : given) {
        if (!value->empty() && values.text(column).empty()) {
            values.set(column, *value);
        }
    }
    return values;
}

void DocumentImport::check(const RowValues& raw, RowComplaints& complaints) {
    const RowValues row = with_defaults(raw);
    const DocumentType* type = profile_->document_type(row.text("type"));
    if (row.text("type").empty()) {
        complaints.error(row.row(), "type", say("must not be empty"),
                         say("add the column, or name the type of all with --type"));
    } else if (type == nullptr) {
        complaints.error(row.row(), "type", say("no document type \"{}\"", printable(row.text("type"))));
    } else {
        check_fields(row, *type, complaints);
    }
    if (!row.text("date").empty() && !read_date(row.text("date"))) {
        complaints.error(row.row(), "date", say("\"{}\" is neither a day nor a year", printable(row.text("date"))),
                         say("write it as 2026-11-21 or 2026"));
    }
    check_owner(row, complaints);
    hold_pages(row, complaints);
    check_identity(row, complaints);
}

void DocumentImport::check_owner(const RowValues& row, RowComplaints& complaints) {
    const std::string& ticket = row.text("ticket");
    const std::string& customer = row.text("customer");
    const std::string& series = row.text("series");
    const std::optional<Ticket> known_ticket = ticket.empty() ? std::nullopt : tickets_.find(ticket);
    const std::optional<Customer> known_customer = customer.empty() ? std::nullopt : customers_.find(customer);
    if (!ticket.empty() && !known_ticket) {
        complaints.error(row.row(), "ticket", say("no ticket \"{}\"", printable(ticket)), say("import tickets first"));
    }
    if (!customer.empty() && !known_customer) {
        complaints.error(row.row(), "customer", say("no customer \"{}\"", printable(customer)),
                         say("import customers first"));
    }
    if (!series.empty() && !series_.find(series)) {
        complaints.error(row.row(), "series", say("no series \"{}\"", printable(series)), say("import series first"));
    }
    if (known_ticket && known_customer && known_ticket->customer != known_customer->id) {
        complaints.error(row.row(), "customer", say("the ticket {} is another customer's", ticket));
    }
    if (ticket.empty() && customer.empty() && series.empty()) {
        complaints.error(row.row(), "ticket", say("the document belongs to nothing"),
                         say("add a column ticket, customer or series, or name it for all with --series"));
    } else if (!series.empty() && !(ticket.empty() && customer.empty())) {
        complaints.error(row.row(), "series", say("a document belongs to a series or to a customer, not to both"));
    }
}

std::vector<const Field*> DocumentImport::extra_fields(const DocumentType& type) const {
    std::vector<const Field*> fields = fields_of(*profile_, type);
    std::erase_if(fields, [](const Field* field) { return std::ranges::count(own_columns, field->name) != 0; });
    return fields;
}

void DocumentImport::check_fields(const RowValues& row, const DocumentType& type, RowComplaints& complaints) const {
    const std::vector<const Field*> own = fields_of(*profile_, type);
    for (const DocumentType& other : profile_->document_types) {
        for (const Field& field : other.fields) {
            const bool known = std::ranges::any_of(own, [&](const Field* one) { return one->name == field.name; });
            if (!known && !row.text(field.name).empty()) {
                complaints.error(row.row(), field.name, say("documents of type {} have no such field", type.name));
            }
        }
    }
}

// The rows of each volume are kept together, for their pages follow from one another.
void DocumentImport::hold_pages(const RowValues& row, RowComplaints& complaints) {
    const std::string& volume = row.text("volume");
    if (volume.empty()) {
        return;
    }
    const auto [at, is_new] = old_volumes_.try_emplace(volume);
    OldVolume& old = at->second;
    if (is_new) {
        const std::optional<Volume> known = volumes_.find(volume);
        old.last_page = known && known->pages ? std::optional(static_cast<int>(*known->pages)) : std::nullopt;
    }
    if (const std::optional<std::int64_t> last = row.number("volume_pages")) {
        old.last_page = static_cast<int>(*last);
    }
    old.rows.push_back({row.row(), row.text("item"), row.text("first_page"), row.text("last_page"),
                        row.text("page_range"), row.text("pages")});
    const std::string& item = row.text("item");
    const PageCell cell = read_page_cell(item);
    if (item.empty()) {
        positions_[row.row()] = static_cast<std::int64_t>(old.rows.size());
    } else if (cell.readable && cell.second == 0) {
        positions_[row.row()] = cell.first;
    } else {
        complaints.error(row.row(), "item", say("\"{}\" is not an item number", printable(item)));
    }
}

// A document met again must be known as the same, or importing twice would double it.
void DocumentImport::check_identity(const RowValues& row, RowComplaints& complaints) {
    const std::string number = canonical_number(row.text("number"));
    const bool placed = !row.text("volume").empty();
    const auto position = positions_.find(row.row());
    if (!number.empty() && !met_.insert("number " + number).second) {
        complaints.error(row.row(), "number", say("\"{}\" stands in an earlier row already", printable(number)));
    }
    if (placed && position != positions_.end() &&
        !met_.insert(say("item {} {}", position->second, row.text("volume"))).second) {
        complaints.error(row.row(), "item",
                         say("item {} of volume {} stands in an earlier row already", position->second,
                             printable(row.text("volume"))));
    }
    if (number.empty() && !placed && !row.text("series").empty() && row.text("title").empty()) {
        complaints.error(row.row(), "title", say("a document of a series needs a number, a volume or a title"));
    }
}

void DocumentImport::check_together(RowComplaints& complaints) {
    if (!custom_) {
        return;
    }
    for (const auto& [code, volume] : old_volumes_) {
        const PageRanges resolved = resolve_page_ranges(*custom_, volume.rows, volume.last_page);
        for (const PageProblem& problem : resolved.problems) {
            const std::string words = say("volume {}: {}", printable(code), problem.words);
            if (is_serious(problem.trouble)) {
                complaints.error(problem.row, {}, words, say("the custom is {}; see --custom", to_text(*custom_)));
            } else if (problem.trouble != PageTrouble::full_width) {
                complaints.warning(problem.row, {}, words);
            }
        }
        for (const ItemPages& pages : resolved.ranges) {
            pages_[pages.row] = pages;
        }
    }
}

Volume DocumentImport::put_volume(const RowValues& row, Change& change) {
    const std::optional<Volume> known = volumes_.find(row.text("volume"));
    Volume volume = known.value_or(Volume());
    volume.code = row.text("volume");
    volume.title = row.text("volume_title").empty() ? volume.title : row.text("volume_title");
    volume.pages = row.number("volume_pages") ? row.number("volume_pages") : volume.pages;
    const std::size_t before = change.rows_changed();
    volume.id = volumes_.put(volume);
    if (change.rows_changed() != before) {
        change.about({ThingKind::volume, volume.id});
        index_volume(*archive_, volume.id);
    }
    return volume;
}

void DocumentImport::set_owner(const RowValues& row, Document& document) {
    if (!row.text("ticket").empty()) {
        document.ticket = tickets_.find(row.text("ticket")).value().id;
    } else if (!row.text("customer").empty()) {
        document.customer = customers_.find(row.text("customer")).value().id;
    } else {
        document.series = series_.find(row.text("series")).value().id;
    }
}

void DocumentImport::set_pages(const RowValues& row, Document& document) {
    const auto pages = pages_.find(row.row());
    if (pages != pages_.end() && pages->second.start != 0) {
        document.first_page = pages->second.start;
        document.sides = pages->second.pages();
    } else if (const PageCell cell = read_page_cell(row.text("pages")); cell.readable) {
        document.sides = cell.first;
    }
    document.sheets = row.said("sheets") ? row.number("sheets") : document.sheets;
}

std::optional<Document> DocumentImport::find_known(const Document& wanted) {
    if (!wanted.number.empty()) {
        if (std::optional<Document> known = documents_.find_number(wanted.number)) {
            return known;
        }
    }
    if (wanted.volume && wanted.position) {
        return documents_.find_item(*wanted.volume, *wanted.position);
    }
    if (!wanted.number.empty()) {
        return std::nullopt;
    }
    const std::string key = say("{} {} {} {} {} {}", wanted.ticket.value_or(0), wanted.customer.value_or(0),
                                wanted.series.value_or(0), wanted.type, wanted.dated, wanted.title);
    const std::vector<Document> known = documents_.alike(wanted);
    const std::size_t turn = alike_[key]++;
    return turn < known.size() ? std::optional(known[turn]) : std::nullopt;
}

// The catalogue's own period, else what the profile says; a rule that is on record stays.
void DocumentImport::settle_retention(const std::string& period, bool known, Document& document) {
    if (known && !document.retention.empty()) {
        return;
    }
    const bool said = !period.empty() && begin_retention(*archive_, document, period);
    if (!said && !known) {
        begin_retention(*archive_, document);
    }
}

void DocumentImport::put(const RowValues& raw, Change& change, ImportCounts& counts) {
    const RowValues row = with_defaults(raw);
    const DocumentType& type = *profile_->document_type(row.text("type"));
    Document wanted;
    wanted.type = type.name;
    wanted.number = canonical_number(row.text("number"));
    wanted.title = row.text("title");
    wanted.dated = row.text("date").empty() ? std::string() : read_date(row.text("date")).value();
    set_owner(row, wanted);
    if (!row.text("volume").empty()) {
        wanted.volume = put_volume(row, change).id;
        wanted.position = positions_.at(row.row());
    }
    std::optional<Document> known = find_known(wanted);
    if (known && wanted.volume && (known->box || known->place)) {
        PutAway(change).take_away({ThingKind::document, known->id}, say("imported into a volume"));
        known = documents_.find(known->id);
    }
    Document document = known.value_or(Document());
    if (!known) {
        document.registered = format_instant(now_);
        document.profile = archive_->profile_version();
        document.secrecy = type.secrecy;
    }
    document.type = wanted.type;
    document.ticket = wanted.ticket;
    document.customer = wanted.customer;
    document.series = wanted.series;
    document.number = wanted.number.empty() ? document.number : wanted.number;
    document.title = row.said("title") ? wanted.title : document.title;
    document.dated = row.said("date") ? wanted.dated : document.dated;
    document.author = row.text_or("author", document.author);
    document.volume = wanted.volume ? wanted.volume : document.volume;
    document.position = wanted.position ? wanted.position : document.position;
    const std::vector<Choice>& levels = profile_->documents.secrecy;
    const auto level = std::ranges::find(levels, row.text("secrecy"), &Choice::name);
    document.secrecy = level == levels.end() ? document.secrecy : static_cast<int>(level - levels.begin());
    set_pages(row, document);
    const PrivateKeeper keep = [&](const std::string& value, const std::string& stored) {
        return change.keep_private(value, stored);
    };
    document.fields = MergedFields(document.fields, extra_fields(type), row, keep).encoded();
    settle_retention(row.text("period"), known.has_value(), document);
    const std::size_t before = change.rows_changed();
    if (known) {
        documents_.update(document);
    } else {
        document.id = documents_.add(document);
    }
    const bool same = known && change.rows_changed() == before;
    counts.count(!known ? RowEffect::added : same ? RowEffect::unchanged : RowEffect::changed);
    if (same) {
        return;
    }
    change.about({ThingKind::document, document.id});
    if (!indexer_) {
        indexer_.emplace(change.db(), *profile_);
    }
    indexer_->put(document);
}

}  // namespace

std::unique_ptr<TableImport> import_documents(Archive& archive, Instant now, const DocumentDefaults& defaults,
                                              const std::vector<std::string>& headings,
                                              std::vector<ColumnRule>& rules) {
    const PageColumns columns = find_page_columns(headings);
    const bool in_volumes =
        !defaults.volume.empty() ||
        find_column(headings, "volume", std::ranges::find(rules, "volume", &ColumnRule::name)->aliases);
    std::optional<PageCustom> custom = defaults.custom;
    if (custom) {
        require_page_columns(*custom, columns, headings).value_or_throw();
    } else if (in_volumes) {
        custom = likely_page_custom(columns);
        // An item number alone says nothing about pages unless somebody says so.
        custom = custom == PageCustom::item_is_page ? std::nullopt : custom;
    }
    name_page_columns(columns, headings, rules);
    return std::make_unique<DocumentImport>(archive, now, defaults, custom);
}

}  // namespace arc
