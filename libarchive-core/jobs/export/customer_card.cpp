#include "base/local_text.hpp"
#include "base/say.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/export/catalogue_parts.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/find/find_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/volumes/paper_columns.hpp"
#include "jobs/volumes/volume_papers.hpp"

#include <algorithm>

namespace arc {
namespace {

template <class Named>
std::string title_in(const std::vector<Named>& choices, const std::string& name) {
    const auto found = std::ranges::find(choices, name, &Named::name);
    return found == choices.end() || found->title.chinese().empty() ? name : found->title.chinese();
}

std::string text_of(const Value& value) {
    if (const std::string* text = value.as_text()) {
        return *text;
    }
    if (const std::int64_t* whole = value.as_int()) {
        return std::to_string(*whole);
    }
    if (const double* number = value.as_double()) {
        return fmt::format("{}", *number);
    }
    const bool* flag = value.as_bool();
    return flag == nullptr ? std::string() : *flag ? say("是") : say("否");
}

// 客户档案资料表: who it is, what was done for them, which papers there are and where.
class CustomerCard {
public:
    CustomerCard(CatalogueRun& run, std::int64_t customer)
        : run_(&run),
          profile_(&run.archive.profile()),
          customer_(CustomerTable(run.archive.db()).find(customer).value()) {}

    std::vector<ListSheet> make() { return {facts(), tickets(), papers()}; }

private:
    ListSheet begin(const std::string& part) const {
        ListSheet sheet;
        sheet.title = title_of(CatalogueKind::summary);
        sheet.head = {part, say("{} {}", customer_.number, customer_.state.name), run_->archive.config().name};
        return sheet;
    }

    ListSheet facts() {
        ListSheet sheet = begin(say("基本资料"));
        sheet.columns = {{"项目", 50}, {"内容", 0}};
        const auto add = [&](const std::string& name, const std::string& value) {
            sheet.rows.push_back({name, value});
        };
        const CustomerState& state = customer_.state;
        const Subject& subject = profile_->subject;
        add(subject.label.chinese().empty() ? say("户号") : subject.label.chinese(), customer_.number);
        add(say("名称"), state.name);
        add(say("类别"), title_in(subject.classes, state.class_name));
        add(say("性质"), title_in(subject.kinds, state.kind));
        const Unit* unit = run_->records.registers().unit(state.unit);
        add(say("单位"), unit == nullptr ? std::string() : unit->name);
        add(say("法人单位"), state.legal_entity);
        add(say("地址"), state.address);
        add(say("状态"), title_in(subject.statuses, state.status));
        add(say("立户日期"), customer_.opened);
        add(say("销户日期"), customer_.closed);
        std::vector<const Field*> declared;
        for (const Field& field : subject.fields) {
            declared.push_back(&field);
        }
        for (const auto& [name, value] :
             run_->records.shown_fields(state.fields, declared, ThingRecords::Masking::masked)) {
            const Field* field = find_field(subject.fields, name);
            add(field == nullptr || field->title.chinese().empty() ? name : field->title.chinese(), text_of(value));
        }
        std::erase_if(sheet.rows, [](const std::vector<std::string>& row) { return row.back().empty(); });
        return sheet;
    }

    ListSheet tickets() {
        ListSheet sheet = begin(say("业务记录"));
        sheet.columns = {{"序号", 12, Align::centre},
                         {"工单号", 44},
                         {"业务类别", 0},
                         {"受理日期", 28, Align::centre},
                         {"环节", 30, Align::centre},
                         {"办结日期", 28, Align::centre}};
        for (const Ticket& ticket : TicketTable(run_->archive.db()).of_customer(customer_.id)) {
            if (run_->records.record({ThingKind::ticket, ticket.id})) {
                sheet.rows.push_back({std::to_string(sheet.rows.size() + 1), ticket.number,
                                      title_in(profile_->ticket_types, ticket.type), ticket.opened,
                                      title_in(profile_->stages, ticket.stage),
                                      local_day(ticket.closed, run_->archive.zone())});
            }
        }
        sheet.totals = {say("共 {} 件业务", sheet.rows.size())};
        return sheet;
    }

    ListSheet papers() {
        ListSheet sheet = begin(say("档案资料"));
        sheet.columns = {{"序号", 12, Align::centre}, {"资料类型", 40}, {"题名", 0}, {"日期", 24, Align::centre},
                         {"页数", 14, Align::centre}, {"存放位置", 44}};
        CatalogueRequest request = run_->request;
        request.scope = {};
        request.scope.customer = customer_.number;
        CatalogueRun of_customer{run_->archive,
                                 run_->caller,
                                 request,
                                 run_->reporter,
                                 {run_->archive, run_->caller},
                                 {run_->archive, run_->today},
                                 run_->today};
        PageSum pages;
        for (const std::int64_t id : owned_documents(of_customer)) {
            const PaperFacts& paper = run_->papers.paper(id);
            pages.add(sides_of(run_->archive, paper.document));
            const auto cell = [&](std::string_view field) { return paper_cell(run_->archive, field, paper, 0, false); };
            sheet.rows.push_back({std::to_string(sheet.rows.size() + 1), cell("document.type"), cell("document.title"),
                                  paper.document.dated, cell("pages"),
                                  for_print(holder_text(run_->archive, {ThingKind::document, id}))});
        }
        sheet.totals = {say("共 {} 件 {}", sheet.rows.size(), pages.words())};
        return sheet;
    }

    // A customer without papers has a sheet too.
    static std::vector<std::int64_t> owned_documents(CatalogueRun& run) {
        try {
            return listed_documents(run);
        } catch (const Fault& fault) {
            if (fault.code() != ErrorCode::not_found) {
                throw;
            }
            return {};
        }
    }

    CatalogueRun* run_;
    const Profile* profile_;
    Customer customer_;
};

}  // namespace

std::vector<ListSheet> summary_sheets(CatalogueRun& run) {
    const ExportScope& scope = run.request.scope;
    if (scope.customer.empty()) {
        throw Fault(ErrorCode::usage, say("summary"), say("whose"), say("give --customer"));
    }
    const Thing customer = resolve_thing(run.archive, scope.customer, ThingKind::customer).value_or_throw();
    if (!run.records.record(customer)) {
        throw Fault(ErrorCode::refused, scope.customer, say("you may not see this"), {});
    }
    return CustomerCard(run, customer.id).make();
}

}  // namespace arc
