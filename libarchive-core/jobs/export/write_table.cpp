#include "jobs/export/write_table.hpp"

#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/find/thing_record.hpp"
#include "rules/retention_rule.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

constexpr std::int64_t group_size = 1000;

std::string text_of(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : std::string();
}

// Columns that an import understands and that say again what others said.
bool is_written(ImportTable table, const std::string& column) {
    return table != ImportTable::documents || (column != "last_page" && column != "page_range");
}

std::string cell_text(const Value& value) {
    if (const std::string* text = value.as_text()) {
        return *text;
    }
    if (const std::int64_t* whole = value.as_int()) {
        return std::to_string(*whole);
    }
    if (const bool* flag = value.as_bool()) {
        return *flag ? "yes" : "no";
    }
    return {};
}

class TableWriter {
public:
    using Cells = std::map<std::string, std::string>;

    TableWriter(Archive& archive, const Caller& caller, ImportTable table, bool with_private,
                const std::function<void(const std::vector<std::string>&)>& row)
        : archive_(&archive),
          records_(archive, caller),
          columns_(table_columns(archive, table, with_private)),
          masking_(with_private ? ThingRecords::Masking::clear : ThingRecords::Masking::masked),
          row_(&row) {}

    std::int64_t write(ImportTable table) {
        Db& db = archive_->db();
        switch (table) {
            case ImportTable::customers:
                each(CustomerTable(db), ThingKind::customer, [&](const Customer& one) { customer(one); });
                break;
            case ImportTable::tickets:
                each(TicketTable(db), ThingKind::ticket, [&](const Ticket& one) { ticket(one); });
                break;
            case ImportTable::stages:
                each(TicketTable(db), ThingKind::ticket, [&](const Ticket& one) { stages(one); });
                break;
            case ImportTable::units:
                units();
                break;
            case ImportTable::people:
                people();
                break;
            case ImportTable::places:
                each(PlaceTable(db), ThingKind::place, [&](const Place& one) { place(one); });
                break;
            case ImportTable::boxes:
                each(BoxTable(db), ThingKind::box, [&](const Box& one) {
                    put({{"code", one.code},
                         {"title", one.title},
                         {"place", place_code(one.place)},
                         {"width", text_of(one.width)}});
                });
                break;
            case ImportTable::volumes:
                each(VolumeTable(db), ThingKind::volume, [&](const Volume& one) { volume(one); });
                break;
            case ImportTable::series:
                series();
                break;
            case ImportTable::documents:
                each(DocumentTable(db), ThingKind::document, [&](const Document& one) { document(one); });
                break;
        }
        return rows_;
    }

private:
    template <class Table, class Work>
    void each(Table table, ThingKind kind, const Work& work) {
        std::int64_t after = 0;
        for (auto page = table.page(after, group_size); !page.empty(); page = table.page(after, group_size)) {
            after = page.back().id;
            for (const auto& one : page) {
                if (records_.rights().unlimited() ||
                    records_.rights().may(Verb::find, records_.target_of({kind, one.id}))) {
                    work(one);
                }
            }
        }
    }

    void put(const Cells& cells) {
        std::vector<std::string> row;
        for (const std::string& column : columns_) {
            const auto cell = cells.find(column);
            row.push_back(cell == cells.end() ? std::string() : cell->second);
        }
        (*row_)(row);
        ++rows_;
    }

    void add_fields(Cells& cells, const std::string& encoded, const std::vector<const Field*>& declared) {
        for (const auto& [name, value] : records_.shown_fields(encoded, declared, masking_)) {
            cells.emplace(name, cell_text(value));
        }
    }

    std::string day_of(const std::string& instant) const {
        const Result<Instant> at = parse_instant(instant);
        return instant.empty() || !at ? std::string() : format_day(archive_->zone().day_at(*at));
    }
    std::string place_code(std::optional<std::int64_t> id) {
        return id ? PlaceTable(archive_->db()).find(*id)->code : std::string();
    }

    void customer(const Customer& one) {
        std::vector<const Field*> declared;
        for (const Field& field : archive_->profile().subject.fields) {
            declared.push_back(&field);
        }
        Cells cells{{"number", one.number},
                    {"name", one.state.name},
                    {"class", one.state.class_name},
                    {"kind", one.state.kind},
                    {"unit", records_.registers().unit_code(one.state.unit)},
                    {"address", one.state.address},
                    {"legal_entity", one.state.legal_entity},
                    {"status", one.state.status},
                    {"opened", one.opened},
                    {"closed", one.closed},
                    {"responsible", records_.registers().person_code(one.responsible)},
                    {"since", one.state.since}};
        add_fields(cells, one.state.fields, declared);
        put(cells);
    }

    void ticket(const Ticket& one) {
        const TicketType* type = archive_->profile().ticket_type(one.type);
        const std::optional<Customer>& owner =
            one.customer ? records_.customer(*one.customer) : static_cast<const std::optional<Customer>&>(nobody_);
        const std::vector<StageEntry> entered = TicketTable(archive_->db()).stages(one.id);
        const auto last = std::ranges::find(entered.rbegin(), entered.rend(), one.stage, &StageEntry::stage);
        Cells cells{{"number", one.number},
                    {"customer", owner ? owner->number : std::string()},
                    {"type", one.type},
                    {"opened", one.opened},
                    {"stage", one.stage},
                    {"stage_entered", last == entered.rend() ? std::string() : last->entered},
                    {"responsible", records_.registers().person_code(one.responsible)},
                    {"unit", records_.registers().unit_code(one.unit)},
                    {"closed", one.closed}};
        add_fields(cells, one.fields,
                   type == nullptr ? std::vector<const Field*>{} : fields_of(archive_->profile(), *type));
        put(cells);
    }

    void stages(const Ticket& one) {
        for (const StageEntry& entry : TicketTable(archive_->db()).stages(one.id)) {
            put({{"ticket", one.number}, {"stage", entry.stage}, {"entered", entry.entered}});
        }
    }

    void units() {
        for (const std::int64_t id : records_.registers().units_in_tree_order()) {
            const Unit* unit = records_.registers().unit(id);
            put({{"code", unit->code}, {"name", unit->name}, {"parent", records_.registers().unit_code(unit->parent)}});
        }
    }

    void people() {
        for (const Person& one : PersonTable(archive_->db()).all()) {
            Cells cells{{"code", one.code},
                        {"name", one.name},
                        {"unit", records_.registers().unit_code(one.unit)},
                        {"roles", join(one.roles, " ")},
                        {"disabled", one.disabled}};
            add_fields(cells, one.fields, {});
            put(cells);
        }
    }

    void place(const Place& one) {
        put({{"code", one.code},
             {"name", one.name},
             {"parent", place_code(one.parent)},
             {"kind", one.kind},
             {"zone", one.zone},
             {"capacity", text_of(one.capacity)},
             {"most", text_of(one.most)},
             {"keeper", records_.registers().person_code(one.keeper)},
             {"closed", one.closed}});
    }

    void volume(const Volume& one) {
        put({{"code", one.code},
             {"title", one.title},
             {"box", one.box ? BoxTable(archive_->db()).find(*one.box)->code : std::string()},
             {"place", place_code(one.place)},
             {"pages", text_of(one.pages)},
             {"width", text_of(one.width)},
             {"closed", day_of(one.closed)}});
    }

    void series() {
        SeriesTable table(archive_->db());
        for (const SeriesNode& one : table.all()) {
            put({{"code", one.code},
                 {"title", one.title},
                 {"parent", one.parent ? table.find(*one.parent)->code : std::string()}});
        }
    }

    void document(const Document& one) {
        if (!one.withdrawn.empty() || !one.destroyed.empty()) {
            return;
        }
        Db& db = archive_->db();
        const DocumentType* type = archive_->profile().document_type(one.type);
        const std::vector<Choice>& levels = archive_->profile().documents.secrecy;
        const std::optional<StoredRetention> rule = read_stored_retention(one.retention);
        const std::optional<Volume> volume = one.volume ? VolumeTable(db).find(*one.volume) : std::nullopt;
        const auto level = static_cast<std::size_t>(one.secrecy);
        Cells cells{{"number", one.number},
                    {"type", one.type},
                    {"ticket", one.ticket ? TicketTable(db).find(*one.ticket)->number : std::string()},
                    {"customer", one.customer ? CustomerTable(db).find(*one.customer)->number : std::string()},
                    {"series", one.series ? SeriesTable(db).find(*one.series)->code : std::string()},
                    {"title", one.title},
                    {"author", one.author},
                    {"date", one.dated},
                    {"volume", volume ? volume->code : std::string()},
                    {"volume_title", volume ? volume->title : std::string()},
                    {"volume_pages", volume ? text_of(volume->pages) : std::string()},
                    {"item", volume ? text_of(one.position) : std::string()},
                    {"first_page", text_of(one.first_page)},
                    {"pages", text_of(one.sides)},
                    {"sheets", text_of(one.sheets)},
                    {"secrecy", one.secrecy > 0 && level < levels.size() ? levels[level].name : std::string()},
                    {"period", rule ? rule->period : std::string()}};
        add_fields(cells, one.fields,
                   type == nullptr ? std::vector<const Field*>{} : fields_of(archive_->profile(), *type));
        put(cells);
    }

    Archive* archive_;
    ThingRecords records_;
    std::vector<std::string> columns_;
    ThingRecords::Masking masking_;
    const std::function<void(const std::vector<std::string>&)>* row_;
    std::optional<Customer> nobody_;
    std::int64_t rows_ = 0;
};

}  // namespace

std::vector<std::string> table_columns(const Archive& archive, ImportTable table, bool with_private) {
    std::vector<std::string> names;
    for (const ColumnRule& rule : import_columns(archive.profile(), table)) {
        if (is_written(table, rule.name) && (with_private || !rule.is_private)) {
            names.push_back(rule.name);
        }
    }
    return names;
}

std::int64_t write_table(Archive& archive, const Caller& caller, ImportTable table, bool with_private,
                         const std::function<void(const std::vector<std::string>&)>& row) {
    return TableWriter(archive, caller, table, with_private, row).write(table);
}

}  // namespace arc
