#include "jobs/labels/issue_labels.hpp"

#include "catalog/label_table.hpp"
#include "jobs/admin/init_archive.hpp"
#include "jobs/labels/label_ledger.hpp"
#include "label/label_code.hpp"
#include "support/image_makers.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace arc;

namespace {

// An empty archive with one document type.
class EmptyArchive {
public:
    EmptyArchive() : clock_(parse_instant("2026-01-05T08:00:00Z").value_or_throw()) {
        caller_.tool = "test";
        caller_.account = caller_.host = "test";
        caller_.clock = &clock_;
        test::write_bytes(folder_ / "p.yaml",
                          "profile: p\ntitle: {zh: 演示, en: Demo}\nsubject: customer\ndocument_types:\n  application: {zh: 用电申请书, code: 1}\n"
                          "ticket_types:\n  new: {title: {zh: 新装}, stages: [accepted, filed], documents: [{type: application, stage: accepted}]}\n");
        InitRequest request;
        request.folder = folder_ / "a";
        request.profile = (folder_ / "p.yaml").string();
        request.config.label_namespace = "ZZ";
        request.config.test = true;
        init_archive(caller_, request);
    }

    Archive open() {
        return Archive::open({folder_ / "a"}, Access::write);
    }
    const Caller& caller() const {
        return caller_;
    }

private:
    test::TemporaryFolder folder_;
    FixedClock clock_;
    Caller caller_;
};

}  // namespace

TEST_CASE("no number is issued twice, nor one whose code hides a swap of neighbours") {
    EmptyArchive place;
    Archive archive = place.open();
    Operation operation(place.caller(), "labels");
    std::set<std::string> codes;
    std::string last;
    for (int run = 0; run < 3; ++run) {
        Change change(archive, operation);
        for (const Label& label : print_blank_labels(change, LabelKind::document, 40)) {
            CHECK(swaps_betrayed(parse_label_code(label.code, "ZZ").value_or_throw()));
            CHECK(label.code > last);
            last = label.code;
            codes.insert(label.code);
        }
        change.commit();
    }
    CHECK(codes.size() == 120);
    CHECK(parse_label_code(last)->number > 120);
}

TEST_CASE("a thing keeps its label until that is spoiled") {
    EmptyArchive place;
    Archive archive = place.open();
    Operation operation(place.caller(), "sheets");
    const auto print = [&] {
        Change change(archive, operation);
        Label label = print_label_of(change, LabelKind::document_type, "application");
        change.commit();
        return label;
    };
    const Label first = print();
    const Label second = print();
    CHECK(first.printed == 1);
    CHECK(first.says == "用电申请书; 类型代码 1");
    CHECK(second.code == first.code);
    CHECK(second.printed == 2);
    {
        Change change(archive, operation);
        LabelTable(change.db()).spoil(first.code, "torn");
        change.commit();
    }
    CHECK(print().code != first.code);
    Change change(archive, operation);
    CHECK_THROWS_WITH(print_again(change, first.code),
                      (first.code + ": the label is spoiled: torn; name the thing itself to give it a new one").c_str());
}

TEST_CASE("what is not committed was never issued") {
    EmptyArchive place;
    Archive archive = place.open();
    Operation operation(place.caller(), "labels");
    std::string lost;
    {
        Change change(archive, operation);
        lost = print_blank_labels(change, LabelKind::box, 1).front().code;
    }
    CHECK_FALSE(LabelTable(archive.db()).find(lost));
    Change change(archive, operation);
    CHECK(print_blank_labels(change, LabelKind::box, 1).front().code == lost);
}

TEST_CASE("a label is unseen once a later one of its kind has come") {
    const std::map<std::string, std::string> newest_used{{"D", "ZZD0000000051"}};
    const auto label = [](const char* code, const char* kind, const char* used, const char* spoiled) {
        return Label{code, kind, {}, "2026", 1, {}, used, spoiled};
    };
    CHECK(label_state(label("ZZD0000000019", "D", "", ""), newest_used) == "unseen");
    CHECK(label_state(label("ZZD0000000060", "D", "", ""), newest_used) == "issued");
    CHECK(label_state(label("ZZB0000000011", "B", "", ""), newest_used) == "issued");
    CHECK(label_state(label("ZZD0000000051", "D", "2026", ""), newest_used) == "used");
    CHECK(label_state(label("ZZD0000000051", "D", "2026", "torn"), newest_used) == "spoiled");
}
