#include "bench/archive_filler.hpp"

#include "catalog/batch_table.hpp"
#include "catalog/catalog.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/stay_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/admin/init_archive.hpp"
#include "jobs/filing/new_document.hpp"
#include "jobs/labels/issue_labels.hpp"
#include "record/record_codec.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arc_tests {

using namespace arc;

namespace {

constexpr int batch_pages = 1000;
constexpr int stations = 30;

}  // namespace

ArchiveFiller::ArchiveFiller(const std::filesystem::path& folder, const ArchiveSize& size)
    : size_(size), chance_(size.seed), clock_(parse_instant("2021-01-04T00:30:00Z").value_or_throw()), plan_(size) {
    caller_.tool = "make_archive";
    caller_.account = "scan1";
    caller_.host = "scanroom";
    caller_.clock = &clock_;
    InitRequest request;
    request.folder = folder;
    request.profile = "power-utility";
    request.config.id = "large";
    request.config.label_namespace = "ZZ";
    request.config.test = true;
    init_archive(caller_, request);
    archive_.emplace(Archive::open({folder}, Access::write));
}

void ArchiveFiller::fill(const std::function<void(const std::string&)>& tell) {
    Db& db = archive_->db();
    begin_rebuilding(db);
    change("import", [&](Change& all) {
        add_registers(all);
        add_places(all);
    });
    tell("customers");
    add_customers();
    constexpr int tickets_at_once = 200;
    for (int at = 0; !plan_.done(); at += tickets_at_once) {
        std::vector<Ticket> tickets = add_tickets(at, tickets_at_once);
        print_sheets(tickets);
        capture(tickets);
        tell(fmt::format("{} pages, {} documents", pages_, documents_));
    }
    end_rebuilding(db);
}

void ArchiveFiller::change(const std::string& verb, const std::function<void(Change&)>& rows) {
    Operation operation(caller_, verb);
    Change all(*archive_, operation);
    rows(all);
    all.commit();
}

// The years of scanning, spread over the pages.
void ArchiveFiller::advance(int pages) {
    constexpr double seconds = 5.8 * 365 * 86400;
    const auto step = static_cast<std::int64_t>(1000 * seconds * pages / size_.pages);
    clock_.set(clock_.now() + std::chrono::milliseconds(step));
}

void ArchiveFiller::add_registers(Change& change) {
    Indexer index(change.db(), archive_->profile());
    UnitTable units(change.db());
    const std::int64_t city = units.put({0, "JX", "嘉兴供电公司", {}});
    for (int i = 1; i <= stations; ++i) {
        units_.push_back(units.put({0, fmt::format("JX{:02}", i), fmt::format("第{}供电所", i), city}));
        for (int k = 1; k <= 2; ++k) {
            Person person;
            person.code = fmt::format("p{:02}{}", i, k);
            person.name = plan_customer(i, chance_).name;
            person.unit = units_.back();
            people_.push_back(PersonTable(change.db()).put(person));
        }
    }
    index.put(Thing{ThingKind::unit, city});
    for (const std::int64_t id : units_) {
        index.put(Thing{ThingKind::unit, id});
    }
    for (const std::int64_t id : people_) {
        index.put(Thing{ThingKind::person, id});
    }
    for (const char* type : {"application", "land-proof", "identity", "contract", "licence", "survey", "reply",
                             "design-review", "drawing", "works-order", "completion", "acceptance", "metering",
                             "payment-order", "change-form", "site-photo", "other"}) {
        type_labels_[type] = print_label_of(change, LabelKind::document_type, type).code;
    }
}

void ArchiveFiller::add_places(Change& change) {
    Indexer index(change.db(), archive_->profile());
    const auto put = [&](const std::string& code, const std::string& name, std::optional<std::int64_t> parent,
                         const std::string& kind) {
        Place place;
        place.code = code;
        place.name = name;
        place.parent = parent;
        place.kind = kind;
        const std::int64_t id = PlaceTable(change.db()).put(place);
        index.put(Thing{ThingKind::place, id});
        return id;
    };
    constexpr int shelf_volumes = 50;
    constexpr int shelf_boxes = 10;
    const int shelves = std::max(1, size_.documents / papers_in_a_volume / shelf_volumes);
    std::int64_t room = 0;
    std::int64_t cabinet = 0;
    for (int i = 0; i < shelves; ++i) {
        const std::string in_room = fmt::format("R{}", i / 200 + 1);
        const std::string in_cabinet = fmt::format("{}-C{:02}", in_room, i / 5 % 40 + 1);
        if (i % 200 == 0) {
            room = put(in_room, fmt::format("{}号库房", i / 200 + 1), {}, "room");
        }
        if (i % 5 == 0) {
            cabinet = put(in_cabinet, fmt::format("{}号柜", i / 5 % 40 + 1), room, "cabinet");
        }
        const std::int64_t shelf =
            put(fmt::format("{}-{}", in_cabinet, i % 5 + 1), fmt::format("第{}层", i % 5 + 1), cabinet, "shelf");
        for (int k = 0; k < shelf_boxes; ++k) {
            Box box;
            box.code = fmt::format("H{:06}", boxes_.size() + 1);
            box.title = "低压用户档案";
            boxes_.push_back(BoxTable(change.db()).put(box));
            StayTable(change.db()).stand({ThingKind::box, boxes_.back()}, shelf, k + 1, format_instant(change.now()));
            index.put(Thing{ThingKind::box, boxes_.back()});
        }
        change.end_event_if_long();
    }
}

void ArchiveFiller::add_customers() {
    constexpr int at_once = 500;
    change("import customers", [&](Change& all) {
        Indexer index(all.db(), archive_->profile());
        for (int from = 0; from < size_.customers; from += at_once) {
            std::vector<Customer> rows;
            for (int i = from; i < std::min(from + at_once, size_.customers); ++i) {
                const PlannedCustomer plan = plan_customer(i, chance_);
                Customer& row = rows.emplace_back();
                row.number = plan.number;
                row.opened = row.state.since = plan.opened;
                row.state.name = plan.name;
                row.state.class_name = plan.high ? "high" : "low";
                row.state.kind = plan.organisation ? "organisation" : "person";
                row.state.unit = units_[static_cast<std::size_t>(i) % units_.size()];
                row.state.address = plan.address;
                row.state.status = "active";
                row.state.fields = encode_fields({{"phone", all.keep_private(plan.phone, {})}});
                row.responsible = people_[static_cast<std::size_t>(i) % people_.size()];
                customers_.push_back(plan);
            }
            CustomerTable(all.db()).add_all(rows);
            first_customer_ = from == 0 ? rows.front().id : first_customer_;
            for (const Customer& row : rows) {
                all.about({ThingKind::customer, row.id});
                index.put(row, {}, {});
            }
            all.end_event_if_long();
        }
    });
}

std::vector<ArchiveFiller::Ticket> ArchiveFiller::add_tickets(int from_customer, int most) {
    std::vector<Ticket> tickets;
    change("import tickets", [&](Change& all) {
        Indexer index(all.db(), archive_->profile());
        TicketTable table(all.db());
        for (int i = from_customer; i < from_customer + most && !plan_.done(); ++i) {
            const auto who = static_cast<std::size_t>(i) % customers_.size();
            Ticket ticket;
            ticket.plan = plan_.next(customers_[who], chance_);
            arc::Ticket row;
            row.number = ticket.plan.number;
            row.customer = first_customer_ + static_cast<std::int64_t>(who);
            row.type = ticket.plan.type;
            row.opened = ticket.plan.opened;
            row.stage = ticket.plan.stages.back();
            row.responsible = people_[static_cast<std::size_t>(i) % people_.size()];
            row.closed = ticket.plan.closed ? ticket.plan.opened : std::string();
            row.id = ticket.id = table.add(row);
            for (std::size_t k = 0; k < ticket.plan.stages.size(); ++k) {
                table.enter_stage(ticket.id, ticket.plan.stages[k],
                                  fmt::format("{}T0{}:00:00.000Z", ticket.plan.opened, k + 1));
            }
            all.about({ThingKind::ticket, ticket.id});
            index.put(row);
            tickets.push_back(std::move(ticket));
            all.end_event_if_long();
        }
    });
    return tickets;
}

void ArchiveFiller::print_sheets(std::vector<Ticket>& tickets) {
    constexpr std::size_t at_once = 50;
    change("sheets", [&](Change& all) {
        for (std::size_t i = 0; i < tickets.size(); ++i) {
            tickets[i].label =
                print_label_of(all, LabelKind::ticket, to_text(Thing{ThingKind::ticket, tickets[i].id})).code;
            if (i % at_once == at_once - 1) {
                all.end_event();
            }
        }
    });
}

// The papers of the tickets in batches, each through the three tools.
void ArchiveFiller::capture(const std::vector<Ticket>& tickets) {
    std::vector<Sheet> sheets;
    const auto put_batch = [&] {
        Batch batch;
        batch.code = fmt::format("B{:06}", ++batches_);
        batch.opened = format_instant(clock_.now());
        batch.operator_name = "scan1";
        batch.device = "fi-7600";
        change("ingest", [&](Change& all) {
            batch.id = BatchTable(all.db()).add(batch);
            std::int64_t seq = 0;
            for (Sheet& sheet : sheets) {
                sheet.page.batch = batch.id;
                sheet.page.batch_code = batch.code;
                sheet.page.seq = ++seq;
            }
            ingest(all, sheets);
            all.about({ThingKind::batch, batch.id});
            BatchTable(all.db()).set_state(batch.id, BatchState::closed, format_instant(clock_.now()));
        });
        change("barcode", [&](Change& all) { read_codes(all, sheets); });
        change("split", [&](Change& all) { file(all, sheets); });
        advance(static_cast<int>(sheets.size()));
        sheets.clear();
    };
    for (const Ticket& ticket : tickets) {
        sheets.push_back({{}, &ticket, nullptr, true});
        for (const PlannedDocument& document : ticket.plan.documents) {
            sheets.push_back({{}, &ticket, &document, true});
            sheets.insert(sheets.end(), static_cast<std::size_t>(document.pages), {{}, &ticket, &document, false});
        }
        if (sheets.size() >= batch_pages) {
            put_batch();
        }
    }
    if (!sheets.empty()) {
        put_batch();
    }
}

}  // namespace arc_tests
