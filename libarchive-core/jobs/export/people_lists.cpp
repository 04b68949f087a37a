#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/export/catalogue_parts.hpp"
#include "jobs/find/find_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/volumes/paper_columns.hpp"
#include "jobs/volumes/volume_papers.hpp"
#include "rules/retention_rule.hpp"
#include "search/query.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace arc {
namespace {

template <class Named>
std::string title_in(const std::vector<Named>& choices, const std::string& name) {
    const auto found = std::ranges::find(choices, name, &Named::name);
    return found == choices.end() || found->title.chinese().empty() ? name : found->title.chinese();
}

class CustomerList {
public:
    explicit CustomerList(CatalogueRun& run) : run_(&run), profile_(&run.archive.profile()) {
        for (const Field& field : profile_->subject.fields) {
            declared_.push_back(&field);
        }
    }

    std::vector<ListSheet> make() {
        read();
        const std::string& by = run_->request.by;
        std::map<std::string, std::vector<const Row*>> groups;
        for (const Row& row : rows_) {
            const std::string group = by == "class"          ? row.class_title
                                      : by == "area"         ? row.unit
                                      : by == "legal-entity" ? row.legal_entity
                                                             : std::string();
            groups[group].push_back(&row);
        }
        std::vector<ListSheet> sheets;
        for (auto& [group, rows] : groups) {
            if (by == "birthday") {
                std::ranges::stable_sort(rows, {}, [](const Row* row) { return row->birthday; });
            }
            sheets.push_back(sheet_of(group.empty() && groups.size() > 1 ? say("未填") : group, rows));
        }
        return sheets;
    }

private:
    struct Row {
        std::string number, name, class_title, unit, legal_entity, address, phone, status, opened;
        std::string birthday;  // "05-21"
    };

    // Month and day of a field of dates that is called so, else of a resident's number that may be seen.
    std::string birthday_of(const Object& fields) const {
        for (const auto& [name, value] : fields) {
            const std::string text = value.as_text() == nullptr ? std::string() : *value.as_text();
            if (name.find("birth") != std::string::npos && text.size() >= 10) {
                return text.substr(5, 5);
            }
        }
        for (const auto& [name, value] : fields) {
            constexpr std::size_t resident_digits = 18;
            const std::string text = value.as_text() == nullptr ? std::string() : *value.as_text();
            if (name == "id_number" && text.size() == resident_digits && text.find('*') == std::string::npos) {
                return text.substr(10, 2) + "-" + text.substr(12, 2);
            }
        }
        return {};
    }

    void read() {
        class Sink final : public RecordSink {
        public:
            explicit Sink(CustomerList& list) : list_(&list) {}
            void put(const Record& record) override { list_->add(Value(record.fields).int_of("id")); }
            void flush() override {}

        private:
            CustomerList* list_;
        } sink(*this);
        FindRequest request;
        request.kind = ThingKind::customer;
        request.limit = 0;
        std::vector<std::string> terms = run_->request.scope.query;
        if (!run_->request.scope.unit.empty()) {
            terms.push_back("unit:" + run_->request.scope.unit);
        }
        request.query = parse_query(terms).value_or_throw();
        if (request.query.empty()) {
            read_all();
        } else {
            find_things(run_->archive, run_->caller, request, sink);
        }
        std::ranges::stable_sort(rows_, natural_less, &Row::number);
    }

    void read_all() {
        constexpr std::int64_t group = 1000;
        CustomerTable table(run_->archive.db());
        std::int64_t after = 0;
        for (auto page = table.page(after, group); !page.empty(); page = table.page(after, group)) {
            after = page.back().id;
            for (const Customer& customer : page) {
                if (run_->records.record({ThingKind::customer, customer.id})) {
                    add(customer.id);
                }
            }
        }
    }

    void add(std::int64_t id) {
        const Customer customer = CustomerTable(run_->archive.db()).find(id).value();
        const bool clear = run_->records.rights().may(Verb::unmask, run_->records.target_of({ThingKind::customer, id}));
        const bool birthdays = run_->request.by == "birthday";
        const Object fields = run_->records.shown_fields(
            customer.state.fields, declared_,
            clear && birthdays ? ThingRecords::Masking::clear : ThingRecords::Masking::masked);
        Row row;
        row.birthday = birthdays ? birthday_of(fields) : std::string();
        if (birthdays &&
            (row.birthday.empty() ||
             (run_->request.month != 0 && row.birthday.substr(0, 2) != fmt::format("{:02}", run_->request.month)))) {
            return;
        }
        row.number = customer.number;
        row.name = customer.state.name;
        row.class_title = title_in(profile_->subject.classes, customer.state.class_name);
        const Unit* unit = run_->records.registers().unit(customer.state.unit);
        row.unit = unit == nullptr ? std::string() : unit->name;
        row.legal_entity = customer.state.legal_entity;
        row.address = customer.state.address;
        row.phone = Value(run_->records.shown_fields(customer.state.fields, declared_, ThingRecords::Masking::masked))
                        .text_of("phone");
        row.status = title_in(profile_->subject.statuses, customer.state.status);
        row.opened = customer.opened;
        rows_.push_back(std::move(row));
    }

    ListSheet sheet_of(const std::string& group, const std::vector<const Row*>& rows) const {
        const std::string label =
            profile_->subject.label.chinese().empty() ? say("户号") : profile_->subject.label.chinese();
        const bool birthdays = run_->request.by == "birthday";
        ListSheet sheet;
        sheet.title = birthdays ? say("客户生日表") : std::string(title_of(CatalogueKind::customers));
        sheet.head = {run_->archive.config().name};
        if (!group.empty()) {
            sheet.head.insert(sheet.head.begin(), group);
        }
        if (birthdays && run_->request.month != 0) {
            sheet.head.insert(sheet.head.begin(), say("{} 月", run_->request.month));
        }
        sheet.columns = {{"序号", 12, Align::centre},
                         {label, 32, Align::centre},
                         {"名称", 0},
                         {"类别", 20, Align::centre},
                         {"单位", 32},
                         {"法人单位", 36},
                         {"电话", 30, Align::centre},
                         {"状态", 18, Align::centre},
                         {birthdays ? "生日" : "立户日期", 24, Align::centre}};
        for (const Row* row : rows) {
            sheet.rows.push_back({std::to_string(sheet.rows.size() + 1), row->number, row->name, row->class_title,
                                  row->unit, row->legal_entity, row->phone, row->status,
                                  birthdays ? row->birthday : row->opened});
        }
        sheet.totals = {say("共 {} 户", rows.size())};
        sheet.shape = PageShape::landscape;
        return sheet;
    }

    CatalogueRun* run_;
    const Profile* profile_;
    std::vector<const Field*> declared_;
    std::vector<Row> rows_;
};

// 服务卡 of one stage: what to bring, and, of a ticket, what was brought.
ListSheet service_card(const CatalogueRun& run, const TicketType& type, const std::string& stage,
                       const std::vector<const Requirement*>& papers, const std::vector<CountedDocument>& there) {
    ListSheet sheet;
    sheet.title = say("{}服务卡", type.title.chinese());
    sheet.head = {say("环节 {}", title_in(run.archive.profile().stages, stage)), run.archive.config().name};
    sheet.columns = {{"序号", 12, Align::centre},
                     {"资料名称", 0},
                     {"要求", 24, Align::centre},
                     {"份数", 14, Align::centre},
                     {"形式", 20, Align::centre},
                     {"已交", 16, Align::centre},
                     {"备注", 40}};
    for (const Requirement* paper : papers) {
        const DocumentType* document = run.archive.profile().document_type(paper->type);
        const auto brought = std::ranges::count_if(there, [&](const CountedDocument& one) {
            return one.document.type == paper->type && one.pages + one.document.sheets.value_or(0) > 0;
        });
        sheet.rows.push_back({std::to_string(sheet.rows.size() + 1),
                              document == nullptr ? paper->type : document->title.chinese(),
                              !paper->required       ? say("可选")
                              : paper->when.always() ? say("必备")
                                                     : say("视情况"),
                              std::to_string(paper->count),
                              paper->form == DocumentForm::copy       ? say("复印件")
                              : paper->form == DocumentForm::original ? say("原件")
                                                                      : std::string(),
                              brought > 0 ? std::to_string(brought) : std::string(), ""});
    }
    sheet.signatures = {say("客户"), say("受理人")};
    return sheet;
}

std::string period_of(const Document& document) {
    const std::optional<StoredRetention> rule = read_stored_retention(document.retention);
    if (!rule) {
        return say("未定");
    }
    if (rule->permanent) {
        return say("永久");
    }
    return rule->keep.unit == DurationUnit::years ? say("{}年", rule->keep.count) : document.keep_until;
}

}  // namespace

std::vector<ListSheet> customer_sheets(CatalogueRun& run) {
    constexpr std::array<std::string_view, 6> orders{"", "number", "class", "area", "legal-entity", "birthday"};
    if (std::ranges::count(orders, run.request.by) == 0) {
        throw Fault(ErrorCode::usage, run.request.by, say("no such order"),
                    say("there are number, class, area, legal-entity and birthday"));
    }
    return CustomerList(run).make();
}

std::vector<ListSheet> chronicle_sheets(CatalogueRun& run) {
    ListSheet sheet;
    sheet.title = title_of(CatalogueKind::chronicle);
    sheet.head = {say("全宗号 {}", run.archive.config().fonds), run.archive.config().name};
    sheet.columns = {{"日期", 26, Align::centre}, {"类别", 26, Align::centre}, {"对象", 60}, {"记事", 0}};
    EntryFilter filter;
    filter.kind = run.request.entry;
    EntryTable(run.archive.db()).for_each(filter, [&](const Entry& entry) {
        const Result<Thing> subject = parse_thing(entry.subject);
        if (entry.done.empty() ||
            (!run.request.scope.year.empty() && !entry.done.starts_with(run.request.scope.year)) || !subject ||
            !run.records.rights().may(Verb::find, run.records.target_of(*subject))) {
            return true;
        }
        const EntryKind* kind = run.archive.profile().entry_kind(entry.kind);
        sheet.rows.push_back({entry.done, kind == nullptr ? entry.kind : kind->title.chinese(),
                              name_of(run.archive.db(), *subject), entry.result});
        return true;
    });
    std::ranges::stable_sort(sheet.rows, {}, [](const std::vector<std::string>& row) { return row.front(); });
    sheet.totals = {say("共 {} 条", sheet.rows.size())};
    return {sheet};
}

std::vector<ListSheet> fonds_sheets(CatalogueRun& run) {
    struct Sum {
        std::int64_t documents = 0;
        PageSum pages;
    };
    std::map<std::array<std::string, 3>, Sum> sums;
    Sum all;
    for (const std::int64_t id : listed_documents(run)) {
        const Document& document = run.papers.paper(id).document;
        const std::string year = document.dated.substr(0, 4);
        const DocumentType* type = run.archive.profile().document_type(document.type);
        Sum& sum = sums[{year.empty() ? say("不详") : year, period_of(document),
                         type == nullptr ? document.type : type->title.chinese()}];
        ++sum.documents;
        const std::optional<std::int64_t> sides = sides_of(run.archive, document);
        sum.pages.add(sides);
        all.pages.add(sides);
    }
    ListSheet sheet;
    sheet.title = title_of(CatalogueKind::fonds);
    sheet.head = {say("全宗号 {}", run.archive.config().fonds), say("全宗名称 {}", run.archive.config().name),
                  run.archive.profile().title.chinese()};
    sheet.columns = {{"年度", 24, Align::centre},
                     {"保管期限", 30, Align::centre},
                     {"资料类型", 0},
                     {"件数", 24, Align::right},
                     {"页数", 24, Align::right}};
    for (const auto& [key, sum] : sums) {
        all.documents += sum.documents;
        sheet.rows.push_back({key[0], key[1], key[2], std::to_string(sum.documents), sum.pages.cell()});
    }
    sheet.totals = {say("共 {} 件 {}", all.documents, all.pages.words())};
    return {sheet};
}

std::vector<ListSheet> service_sheets(CatalogueRun& run) {
    const CatalogueRequest& request = run.request;
    std::optional<Ticket> ticket;
    std::vector<CountedDocument> there;
    std::string name = request.type;
    if (!request.scope.ticket.empty()) {
        const Thing thing = resolve_thing(run.archive, request.scope.ticket, ThingKind::ticket).value_or_throw();
        if (!run.records.record(thing)) {
            throw Fault(ErrorCode::refused, request.scope.ticket, say("you may not see this"), {});
        }
        ticket = TicketTable(run.archive.db()).find(thing.id);
        there = DocumentTable(run.archive.db()).of_ticket(thing.id);
        name = ticket->type;
    }
    std::vector<ListSheet> sheets;
    for (const TicketType& type : run.archive.profile().ticket_types) {
        if (!name.empty() && type.name != name) {
            continue;
        }
        for (const std::string& stage : type.stages) {
            std::vector<const Requirement*> papers;
            for (const Requirement& paper : type.documents) {
                if (paper.stage == stage || (paper.stage.empty() && stage == type.stages.front())) {
                    papers.push_back(&paper);
                }
            }
            if (papers.empty()) {
                continue;
            }
            sheets.push_back(service_card(run, type, stage, papers, there));
            if (ticket) {
                const std::optional<Customer> customer =
                    ticket->customer ? CustomerTable(run.archive.db()).find(*ticket->customer) : std::nullopt;
                sheets.back().head.push_back(say("工单 {}", ticket->number));
                sheets.back().head.push_back(customer ? say("{} {}", customer->number, customer->state.name)
                                                      : std::string());
            }
        }
    }
    if (sheets.empty()) {
        throw Fault(ErrorCode::not_found, name, say("no ticket type of this name asks for papers"),
                    say("see arc-admin profile show"));
    }
    return sheets;
}

}  // namespace arc
