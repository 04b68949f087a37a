#include "unit/jobs/archive_room.hpp"

#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/admin/fonds.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/volumes/inner_list.hpp"

using namespace arc;

namespace {

const char* const profile = R"(
title: {en: p}
subject: customer
customer: {number: '^\d+$', classes: {high: {en: h}, low: {en: l}}, fields: {floor: text}}
document_types:
  paper: {zh: 纸}
  contract: {zh: 合同}
  deed: {zh: 权证, store: safe}
ticket_types:
  new: {title: {en: new}, stages: [accepted, filed], documents: [{type: contract}, {type: paper}]}
close: {needs: [complete], else: ignore}
numbering:
  - {of: document, pattern: '{fonds}-YW·{year}-{seq:4}', per: [year], at: arranged}
  - {of: volume, pattern: '{year}-{seq:3}', per: [year], at: registered}
volumes:
  - {when: {class: high}, by: [customer], inner_order: listed, page_numbers: document, max_documents: 2}
  - {by: [ticket.closed.month], inner_order: date-descending, max_sheets: 100}
)";

std::vector<std::string> build(ArchiveRoom& room, const BuildRequest& request) {
    std::vector<std::string> volumes;
    for (const Record& record : room.run([&](FilingRun& run) { return build_volumes(run, request); })) {
        const Value volume(record.fields);
        volumes.push_back(
            say("{} {}: {} documents", volume.text_of("code"), volume.text_of("title"), volume.int_of("documents")));
    }
    return volumes;
}

// "document 2: item 1, page 4, Z001-YW·2025-0001" for each in a volume.
std::vector<std::string> content(ArchiveRoom& room, const std::string& volume) {
    std::vector<std::string> lines;
    const Thing thing{ThingKind::volume, named_volume(*room.archive, volume).id};
    for (const std::int64_t id : StayTable(room.db()).documents_in(thing)) {
        const Document document = DocumentTable(room.db()).find(id).value();
        lines.push_back(say("document {}: item {}, page {}, {}", id, document.position.value_or(0),
                            document.first_page.value_or(0), document.number));
    }
    return lines;
}

void close_volume(ArchiveRoom& room, const std::string& volume) {
    room.many([&](FilingRun& run) { return close_volumes(run, {volume}); });
}

// A customer of each class with a closed ticket.
void fill(ArchiveRoom& room) {
    room.customer("1", {"name=甲", "class=high"});
    room.customer("2", {"name=乙", "class=low"});
    room.ticket("H", "1");
    room.ticket("L", "2");
    room.document("paper", "H", "", {"date=2025-01-05", "sides=3"});
    room.document("contract", "H", "", {"date=2025-01-06", "sides=2"});
    room.document("paper", "H", "", {"date=2025-01-04", "sides=1"});
    room.document("deed", "H", "", {"date=2025-01-04"});
    room.document("paper", "L", "", {"date=2025-02-01", "sheets=60", "sides=60"});
    room.document("paper", "L", "", {"date=2025-02-03", "sheets=30", "sides=60"});
    room.document("paper", "L", "", {"date=2025-02-02", "sheets=50", "sides=60"});
}

}  // namespace

TEST_CASE("papers are built into volumes by the profile's rule once their tickets are closed") {
    ArchiveRoom room(profile);
    fill(room);
    CHECK(build(room, {}).empty());
    room.close("H", "2025-03-01");
    CHECK(build(room, {}) == std::vector<std::string>{"2025-001 甲: 2 documents", "2025-002 甲: 1 documents"});
    room.close("L", "2025-03-02");
    CHECK(build(room, {}) ==
          std::vector<std::string>{"2025-003 2025年3月: 2 documents", "2025-004 2025年3月: 1 documents"});
    CHECK(content(room, "2025-003") ==
          std::vector<std::string>{"document 6: item 1, page 0, ", "document 7: item 2, page 0, "});
    CHECK(room.where("document:#4").empty());  // the certificate goes to the safe by itself
    CHECK(build(room, {}).empty());

    // What comes later fills the open volume of the same month.
    room.caller.reason = "late";
    DocumentRequest late{"paper", "L", "", "", {"date=2025-02-09", "sheets=1", "sides=1"}};
    room.run([&](FilingRun& run) { return supplement_document(run, late, {}); });
    CHECK(build(room, {}) == std::vector<std::string>{"2025-003 2025年3月: 3 documents"});
}

TEST_CASE("binding makes order, places, pages and numbers final") {
    ArchiveRoom room(profile);
    fill(room);
    room.close("H", "2025-03-01");
    room.close("L", "2025-03-02");
    build(room, {});
    close_volume(room, "2025-003");
    CHECK(content(room, "2025-003") == std::vector<std::string>{"document 6: item 1, page 1, Z001-YW·2025-0001",
                                                                "document 7: item 2, page 61, Z001-YW·2025-0002"});
    const Volume volume = named_volume(*room.archive, "2025-003");
    CHECK(volume.pages == 120);
    CHECK(volume.width == 10);
    close_volume(room, "2025-001");
    CHECK(content(room, "2025-001") == std::vector<std::string>{"document 2: item 1, page 1, Z001-YW·2025-0003",
                                                                "document 1: item 2, page 1, Z001-YW·2025-0004"});
    CHECK(room.refusal([&] { room.run([](FilingRun& run) { return order_volume(run, "2025-001", {}); }); }) ==
          "volume:2025-001: was bound: its order is final; what is added goes behind the last");
    const std::vector<std::string> before = dump(room.db());
    close_volume(room, "2025-001");
    CHECK(dump(room.db()) == before);
}

TEST_CASE("an addition never replaces and never renumbers, and the remark sheet says so") {
    ArchiveRoom room(profile);
    fill(room);
    room.close("L", "2025-03-02");
    build(room, {{}, true, {}});
    const std::vector<std::string> bound = content(room, "2025-001");
    room.caller.reason = "came by post";
    DocumentRequest late{"paper", "L", "", "", {"date=2024-12-31", "sheets=1", "sides=2"}};
    room.run([&](FilingRun& run) { return supplement_document(run, late, {}); });
    room.caller.reason.clear();
    CHECK(room.many([](FilingRun& run) { return add_to_volume(run, "2025-001", {"document:#8"}); }).failed == 1);
    CHECK(room.reporter.problems.back() ==
          "volume:2025-001: is bound since 2026-01-05; say with --reason why something is added");
    room.caller.reason = "came by post";
    CHECK(room.many([](FilingRun& run) { return add_to_volume(run, "2025-001", {"document:#8"}); }).failed == 0);
    std::vector<std::string> after = content(room, "2025-001");
    CHECK(after.back() == "document 8: item 3, page 121, Z001-YW·2024-0001");
    after.pop_back();
    CHECK(after == bound);

    room.run([](FilingRun& run) { return reopen_volume(run, "2025-001"); });
    room.many([](FilingRun& run) { return remove_from_volume(run, "2025-001", {"document:#6"}); });
    close_volume(room, "2025-001");
    CHECK(content(room, "2025-001") == std::vector<std::string>{"document 7: item 2, page 61, Z001-YW·2025-0002",
                                                                "document 8: item 3, page 121, Z001-YW·2024-0001"});
    std::vector<std::string> remarks;
    for (const Remark& remark : RemarkTable(room.db()).of({ThingKind::volume, 1})) {
        remarks.push_back(remark.kind + " " + remark.text);
    }
    CHECK(remarks == std::vector<std::string>{"bound 共 2 件 120 页", "added 第 3 件，自第 121 页：came by post",
                                              "reopened came by post", "removed 第 1 件 纸：came by post",
                                              "bound 共 2 件 122 页"});
}

TEST_CASE("an order by hand is kept, and must name every paper once") {
    ArchiveRoom room(profile);
    fill(room);
    room.close("H", "2025-03-01");
    build(room, {});
    CHECK(room.refusal([&] {
        room.run([](FilingRun& run) { return order_volume(run, "2025-001", {"document:#1", "document:#1"}); });
    }) == "volume:2025-001: has 2 documents; name all of them, each once");
    room.run([](FilingRun& run) { return order_volume(run, "2025-001", {"document:#1", "document:#2"}); });
    close_volume(room, "2025-001");
    CHECK(content(room, "2025-001").front() == "document 1: item 1, page 1, Z001-YW·2025-0001");
}

TEST_CASE("papers whose pages nobody counted are not bound where pages run through the volume") {
    ArchiveRoom room(profile);
    room.customer("2", {"name=乙", "class=low"});
    room.ticket("L", "2");
    room.document("paper", "L", "", {});
    room.close("L", "2025-03-02");
    build(room, {});
    CHECK(room.refusal([&] { close_volume(room, "2025-001"); }) ==
          "volume:2025-001: document 1 (paper): nobody counted its sides; say them with arc-file set 1 sides=N");
}

TEST_CASE("a first page that a catalogue gave stays, and what has none goes on behind") {
    ArchiveRoom room(profile);
    fill(room);
    room.close("H", "2025-03-01");
    build(room, {});  // each paper numbered by itself
    const std::int64_t volume = named_volume(*room.archive, "2025-001").id;
    room.run([&](FilingRun& run) {
        DocumentTable documents(run.db());
        Document first = documents.find(1).value();
        Document second = documents.find(2).value();
        std::tie(first.position, first.first_page) = std::pair(1, 1);
        std::tie(second.position, second.first_page) = std::pair(2, 4);
        documents.update(first);
        documents.update(second);
        run.change.about({ThingKind::volume, volume});
        return Answer{};
    });
    CHECK(room.refusal([&] { room.run([](FilingRun& run) { return order_volume(run, "2025-001", {}); }); }) ==
          "volume:2025-001: its catalogue says their pages: its order is final; correct the catalogue and import it "
          "again");
    room.many([](FilingRun& run) { return add_to_volume(run, "2025-001", {"document:#4"}); });
    CHECK(room.refusal([&] { close_volume(room, "2025-001"); }) ==
          "volume:2025-001: document 4 (deed): nobody counted its sides; say them with arc-file set 4 sides=N");
    room.run([](FilingRun& run) { return set_document(run, "4", {"sides=7"}); });
    close_volume(room, "2025-001");
    CHECK(content(room, "2025-001") == std::vector<std::string>{"document 1: item 1, page 1, Z001-YW·2025-0001",
                                                                "document 2: item 2, page 4, Z001-YW·2025-0002",
                                                                "document 4: item 3, page 6, Z001-YW·2025-0003"});
    CHECK(named_volume(*room.archive, "2025-001").pages == 12);
    // Nor is a paper that nobody counted added to a bound one.
    room.document("deed", "L", "", {});
    room.caller.reason = "found";
    CHECK(room.many([](FilingRun& run) { return add_to_volume(run, "2025-001", {"document:#8"}); }).failed == 1);
    CHECK(room.reporter.problems.back() ==
          "volume:2025-001: document 8 (deed): nobody counted its sides; say them with arc-file set 8 sides=N");
    CHECK(room.where("document:#8").empty());
}

TEST_CASE("a number stays whatever becomes of class and name, and is found under every number of the fonds") {
    ArchiveRoom room(profile);
    fill(room);
    room.close("H", "2025-03-01");
    build(room, {{}, true, {}});
    const std::string number = "Z001-YW·2025-0001";
    room.run([](FilingRun& run) { return change_customer(run, "1", {"class=low", "name=丙"}, ""); });
    CHECK(DocumentTable(room.db()).find_number(number));

    room.run([](FilingRun& run) { return revise_fonds(run, "Z009", "2026-01-01"); });
    room.reopen();
    CHECK(room.archive->config().fonds == "Z009");
    const Thing document = resolve_thing(*room.archive, number).value_or_throw();
    CHECK(resolve_thing(*room.archive, "Z009-YW·2025-0001").value_or_throw() == document);
    CHECK(resolve_thing(*room.archive, "document:z009-yw.2025-1").value_or_throw() == document);
    CHECK(!resolve_thing(*room.archive, "Z008-YW·2025-0001").ok());
    CHECK(room.refusal([&] { room.run([](FilingRun& run) { return revise_fonds(run, "Z001", ""); }); }) ==
          "Z001: was its number before; a number once given is not given again");
    room.close("L", "2025-03-02");
    build(room, {{}, true, {}});
    CHECK(DocumentTable(room.db()).find_number("Z009-YW·2025-0004"));
}

TEST_CASE("the inner list has the standard's columns, and the last paper shows where it ends") {
    ArchiveRoom room(profile);
    fill(room);
    room.close("L", "2025-03-02");
    build(room, {{}, true, {}});
    ThingPapers papers(*room.archive, parse_day("2026-01-05").value_or_throw());
    const ListSheet list = inner_list(*room.archive, papers, {ThingKind::volume, 1});
    CHECK(list.title == "卷内文件目录");
    std::vector<std::string> columns;
    for (const ListColumn& column : list.columns) {
        columns.push_back(column.title);
    }
    CHECK(columns == std::vector<std::string>{"顺序号", "文号", "责任者", "题名", "日期", "页号", "备注"});
    CHECK(list.rows == std::vector<std::vector<std::string>>{{"1", "", "", "纸", "20250203", "1", ""},
                                                             {"2", "", "", "纸", "20250202", "61-120", ""}});
    CHECK(list.totals == std::vector<std::string>{"共 2 件 120 页"});
}
