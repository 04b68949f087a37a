#include "rules/choose_keeper.hpp"

#include <doctest/doctest.h>

#include <map>
#include <vector>

using namespace arc;

namespace {

const std::vector<KeeperCandidate> people{{1, "chen", "陈晨", 0, 12},
                                          {2, "li", "李明", 1, 3},
                                          {3, "song", "宋洁", 0, 0},
                                          {4, "zhao", "赵敏", std::nullopt, 3}};

FieldLookup collected_by(const std::string& who) {
    return [who](std::string_view path) -> std::optional<std::string_view> {
        return path == "customer.collector" && !who.empty() ? std::optional<std::string_view>(who) : std::nullopt;
    };
}

KeeperRule rule(std::vector<KeeperStep> by, int most = 0) {
    KeeperRule made;
    made.role = "teller";
    made.by = std::move(by);
    made.most = most;
    return made;
}

std::string chosen(const KeeperRule& by, const std::string& collector = {}) {
    const KeeperChoice choice = choose_keeper(by, people, collected_by(collector)).value_or_throw();
    return people[choice.candidate].code + ": " + choice.why;
}

}  // namespace

TEST_CASE("who collected the data keeps the customer, named by number or by name") {
    const KeeperRule by = rule({{KeeperMeasure::named, "customer.collector"}, {KeeperMeasure::fewest, {}}});
    CHECK(chosen(by, "zhao") == "zhao: named in customer.collector");
    CHECK(chosen(by, "李明") == "li: named in customer.collector");
    CHECK(chosen(by, "nobody known") == "song: fewest (0)");
    CHECK(chosen(by) == "song: fewest (0)");
}

TEST_CASE("the nearest unit goes before load, newcomers before the others there") {
    CHECK(chosen(rule({{KeeperMeasure::unit, {}}, {KeeperMeasure::fresh, {}}})) == "song: own unit, has nobody yet");
    CHECK(chosen(rule({{KeeperMeasure::unit, {}}, {KeeperMeasure::fewest, {}}})) == "song: own unit, fewest (0)");
}

TEST_CASE("of equals the first by number is chosen; a measure that fits nobody or everybody says nothing") {
    const std::vector<KeeperCandidate> far{{1, "b", "B", std::nullopt, 2}, {2, "a", "A", std::nullopt, 2}};
    const KeeperRule by = rule({{KeeperMeasure::unit, {}}, {KeeperMeasure::fresh, {}}, {KeeperMeasure::fewest, {}}});
    const KeeperChoice choice = choose_keeper(by, far, collected_by({})).value_or_throw();
    CHECK(far[choice.candidate].code == "a");
    CHECK(choice.why == "role teller");
}

TEST_CASE("who has as many customers as the rule allows gets no more") {
    CHECK(chosen(rule({{KeeperMeasure::named, "customer.collector"}}, 12), "chen") == "li: role teller");
    const Result<KeeperChoice> none =
        choose_keeper(rule({}, 3), std::vector<KeeperCandidate>{people[0], people[1]}, collected_by({}));
    CHECK(none.error().message() ==
          "role teller: everybody has 3 customers already; assign somebody with arc-file customer assign");
    const Result<KeeperChoice> nobody = choose_keeper(rule({}), {}, collected_by({}));
    CHECK(nobody.error().message() == "role teller: nobody has it; give it with arc-admin role add");
}
