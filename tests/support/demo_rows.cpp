#include "catalog/batch_table.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/stay_table.hpp"
#include "label/label_code.hpp"
#include "support/archive_maker.hpp"

namespace arc {

const std::string& demo_profile() {
    static const std::string text = R"(profile: demo
title: {zh: 供电客户档案, en: Customer archive}
subject: customer
customer:
  label: {zh: 户号}
  number: '^\d{10}$'
  classes: {high: {zh: 高压}, low: {zh: 低压}}
  kinds: {person: {zh: 自然人}, organisation: {zh: 单位}}
  fields:
    id_number: {check: resident-id, private: true}
    line: {zh: 线路}
series: [category, year]
document_types:
  application: {zh: 用电申请书, en: application, code: 1}
  identity: {zh: 身份证, en: identity card, code: 2, pages: 2-2}
  licence: {zh: 营业执照, en: licence, code: 3, form: copy, compared: true}
  contract: {zh: 供用电合同, en: contract, code: 4}
  photo: {zh: 现场照片, en: site photograph, code: 5}
ticket_types:
  high-new:
    title: {zh: 高压新装}
    stages: [accepted, surveyed, filed]
    documents:
      - {type: application, stage: accepted, required: true}
      - {type: identity, stage: accepted, required: true}
      - {type: licence, stage: accepted, required: {customer.kind: organisation}}
      - {type: contract, stage: surveyed, required: true}
  change:
    title: {zh: 更名过户}
    stages: [accepted, filed]
    documents:
      - {type: application, stage: accepted, required: true}
requires: [{of: customer, when: {class: high}, type: contract}]
deadlines: [{from: stage.entered, to: document.captured, limit: 48h, yellow: 36h}]
search: {shows: allowed, log: false}
)";
    return text;
}

namespace {

using Stage = RowMaker::Stage;

Document paper(const std::string& type, std::int64_t ticket) {
    Document document;
    document.type = type;
    document.ticket = ticket;
    document.dated = "2025-12-30";
    return document;
}

struct DemoIds {
    std::int64_t wang = 0;
    std::int64_t mill = 0;
    std::int64_t t1 = 0;
    std::int64_t t2 = 0;
    std::int64_t contract = 0;
};

void add_people(RowMaker& rows, DemoIds& ids) {
    const std::int64_t city = rows.unit("JX", "嘉兴供电公司");
    const std::int64_t south = rows.unit("JX01", "南湖供电所", city);
    const std::int64_t north = rows.unit("JX02", "秀洲供电所", city);
    const std::int64_t chen = rows.person("chen", "陈静", south);
    const std::int64_t zhou = rows.person("zhou", "周强", north);
    ids.wang = rows.customer("3304000001", "王伟", "low", south, R"({"line":"南湖一线"})");
    ids.mill = rows.customer("3304000002", "嘉兴纺织有限公司", "high", south, R"({"line":"纺工线"})");
    const std::int64_t other = rows.customer("3304000003", "王小伟", "low", north);
    rows.customer("3304000004", "李娜", "high", north);
    ids.t1 = rows.ticket("20260001", ids.wang, "high-new", "2025-12-29",
                         {{"accepted", "2025-12-29T02:00:00.000Z"}, {"surveyed", "2026-01-04T02:00:00.000Z"}}, chen);
    ids.t2 =
        rows.ticket("20260002", ids.mill, "high-new", "2026-01-03", {{"accepted", "2026-01-03T14:00:00.000Z"}}, chen);
    rows.ticket("20260003", other, "change", "2026-01-04", {{"accepted", "2026-01-04T06:00:00.000Z"}}, zhou);
}

void add_papers(RowMaker& rows, DemoIds& ids) {
    const std::int64_t b1 = rows.batch("B1");
    const std::int64_t b2 = rows.batch("B2", BatchState::open, "2026-01-05T01:00:00.000Z");
    rows.pages(b1, rows.document(paper("application", ids.t1)), 2);
    rows.pages(b1, rows.document(paper("identity", ids.t1)), 1);
    Document contract = paper("contract", ids.t1);
    contract.number = "Z109-WS·2025-Y-JX-0001";
    contract.title = "王伟供用电合同";
    contract.sides = 3;
    ids.contract = rows.document(contract);
    rows.pages(b1, ids.contract, 3, 1);
    rows.pages(b1, rows.document(paper("photo", ids.t1)), 1);
    rows.document(paper("application", ids.t2));
    rows.pages(b2, rows.document(paper("identity", ids.t2)), 2);
    rows.waive("ticket:" + std::to_string(ids.t2), "licence", "2026-02-01");
    rows.loose_pages(b1, 1, PageRole::unplaced, "no separator before it");
}

Place a_place(std::string code, std::string name, std::string kind, std::optional<std::int64_t> parent) {
    Place place;
    place.code = std::move(code);
    place.name = std::move(name);
    place.kind = std::move(kind);
    place.parent = parent;
    return place;
}

Box a_box(std::string code, std::string title) {
    Box box;
    box.code = std::move(code);
    box.title = std::move(title);
    return box;
}

Volume a_volume(std::string code, std::string title, std::int64_t box, std::optional<std::int64_t> pages) {
    Volume volume;
    volume.code = std::move(code);
    volume.title = std::move(title);
    volume.box = box;
    volume.pages = pages;
    return volume;
}

void add_shelves(RowMaker& rows, const DemoIds& ids) {
    PlaceTable places(rows.db());
    const std::int64_t room = places.put(a_place("R1", "一号库房", "room", {}));
    const std::int64_t cabinet = places.put(a_place("R1-C3", "三号柜", "cabinet", room));
    const std::int64_t box = BoxTable(rows.db()).put(a_box("H000001", "南湖一线"));
    StayTable(rows.db()).stand({ThingKind::box, box}, cabinet, 1, "2025-06-01T00:00:00.000Z");
    const std::int64_t volume = VolumeTable(rows.db()).put(a_volume("2025-00001", "王伟用户档案", box, 12));
    VolumeTable(rows.db()).put(a_volume("2025-00002", "空卷", box, {}));
    DocumentTable documents(rows.db());
    Document contract = *documents.find(ids.contract);
    contract.volume = volume;
    contract.position = 1;
    contract.first_page = 1;
    documents.update(contract);
    Document old;
    old.type = "photo";
    old.customer = ids.wang;
    old.title = "旧表位照片";
    old.number = "Z109-WS·2025-Y-JX-0004";
    old.volume = volume;
    old.position = 3;
    old.first_page = 6;
    old.sides = 2;
    rows.document(old);
    SeriesTable series(rows.db());
    const std::int64_t top = series.put({0, "YW", "业务档案", {}});
    for (const char* year : {"2021", "2022", "2024"}) {
        Document item;
        item.type = "photo";
        item.series = series.put({0, std::string("YW-") + year, year, top});
        item.position = 1;
        rows.document(item);
    }
}

void add_labels(RowMaker& rows, const DemoIds& ids) {
    LabelTable labels(rows.db());
    for (std::uint32_t number = 1; number <= 4; ++number) {
        Label label;
        label.code = format_label_code({"ZZ", LabelKind::document, number});
        label.kind = "D";
        label.issued = "2026-01-02T01:00:00.000Z";
        label.thing = number == 1 ? "document:" + std::to_string(ids.contract) : std::string();
        labels.add(label);
        if (number == 1 || number == 4) {
            labels.mark_used(label.code, "2026-01-04T01:00:00.000Z");
        }
    }
}

}  // namespace

void fill_demo(RowArchive& archive) {
    DemoIds ids;
    archive.change("import", [&](RowMaker& rows) { add_people(rows, ids); });
    archive.change("file", [&](RowMaker& rows) { add_papers(rows, ids); });
    archive.change("shelve", [&](RowMaker& rows) { add_shelves(rows, ids); });
    archive.change("labels", [&](RowMaker& rows) { add_labels(rows, ids); });
    archive.clock().set(parse_instant("2026-01-05T09:00:00Z").value_or_throw());
    archive.change("customer change", [&](RowMaker& rows) {
        CustomerTable customers(rows.db());
        CustomerState next = customers.find(ids.mill)->state;
        next.since = "2026-01-05";
        next.name = "嘉兴新纺织有限公司";
        next.kind = "organisation";
        customers.change(ids.mill, next);
        customers.renumber(ids.mill, "3304000009");
    });
}

}  // namespace arc
