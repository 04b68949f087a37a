#include "jobs/admin/import_documents.hpp"

#include "base/say.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/admin/document_rows.hpp"
#include "jobs/indexer.hpp"
#include "jobs/indexing.hpp"
#include "jobs/keeping/follow_retention.hpp"
#include "jobs/shelving/put_away.hpp"
#include "rules/cell_values.hpp"
#include "rules/columns.hpp"
#include "rules/page_cell.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace arc {
namespace {

// Fields that have a column of their own in the catalog.
constexpr std::array<std::string_view, 3> own_columns{"title", "author", "date"};

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
    DocumentImport(Archive& archive, Instant now, const DocumentDefaults& defaults, std::optional<PageCustom> custom)
        : archive_(&archive),
          profile_(&archive.profile()),
          now_(now),
          rows_(archive, defaults, custom),
          documents_(archive.db()),
          volumes_(archive.db()),
          tickets_(archive.db()),
          customers_(archive.db()),
          series_(archive.db()) {}

    void check(const RowValues& row, RowComplaints& complaints) override { rows_.check(row, complaints); }
    void check_together(RowComplaints& complaints) override { rows_.check_together(complaints); }
    void put(const RowValues& row, Change& change, ImportCounts& counts) override;

private:
    Volume put_volume(const RowValues& row, Change& change);
    std::optional<Document> find_known(const Document& wanted);
    void set_owner(const RowValues& row, Document& document);
    void set_pages(const RowValues& row, Document& document);
    void settle_retention(const std::string& period, bool known, Document& document);
    std::vector<const Field*> extra_fields(const DocumentType& type) const;

    Archive* archive_;
    const Profile* profile_;
    Instant now_;
    DocumentRows rows_;
    DocumentTable documents_;
    VolumeTable volumes_;
    TicketTable tickets_;
    CustomerTable customers_;
    SeriesTable series_;
    std::map<std::string, std::size_t> alike_;  // how many like this one were put
    std::optional<Indexer> indexer_;
};

std::vector<const Field*> DocumentImport::extra_fields(const DocumentType& type) const {
    std::vector<const Field*> fields = fields_of(*profile_, type);
    std::erase_if(fields, [](const Field* field) { return std::ranges::count(own_columns, field->name) != 0; });
    return fields;
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
    if (const ItemPages* pages = rows_.pages(row.row()); pages != nullptr && pages->start != 0) {
        document.first_page = pages->start;
        document.sides = pages->pages() > 0 ? std::optional<std::int64_t>(pages->pages()) : document.sides;
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
    const RowValues row = rows_.with_defaults(raw);
    const DocumentType& type = *profile_->document_type(row.text("type"));
    Document wanted;
    wanted.type = type.name;
    wanted.number = canonical_call_number(row.text("number"));
    wanted.title = row.text("title");
    wanted.dated = row.text("date").empty() ? std::string() : read_catalogue_date(row.text("date")).value();
    set_owner(row, wanted);
    if (!row.text("volume").empty()) {
        wanted.volume = put_volume(row, change).id;
        wanted.position = rows_.position(row.row());
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
