#include "rules/import_columns.hpp"

#include "profile/load_profile.hpp"
#include "rules/columns.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace arc;

namespace {

Profile profile_of(const std::string& text) {
    const LoadedProfile loaded = load_profile(text, "p.yaml");
    REQUIRE_MESSAGE(loaded.ok(), loaded.mistakes.front().message());
    return *loaded.profile;
}

const ColumnRule& rule(const std::vector<ColumnRule>& rules, const std::string& name) {
    const auto found = std::ranges::find(rules, name, &ColumnRule::name);
    REQUIRE_MESSAGE(found != rules.end(), name);
    return *found;
}

// The column that a heading is taken for, "" for none.
std::string column_for(const std::vector<ColumnRule>& rules, const std::string& heading) {
    for (const ColumnRule& one : rules) {
        if (find_column(std::span(&heading, 1), one.name, one.aliases)) {
            return one.name;
        }
    }
    return {};
}

const char* const small = R"(
profile: p
title: {zh: 例}
subject: customer
customer:
  label: {zh: 租户号}
  number: '^\d+$'
  fields:
    name: {title: {zh: 租户名}, required: true}
    id_number: {check: resident-id, private: true}
    area: {title: {zh: 状态}, type: number, range: 1-500}
    started: {zh: 起租, type: date}
    rented: {type: bool}
    floor: {one_of: [low, high]}
    use: {title: {zh: 用途}, list: uses}
document_types: {lease: {zh: 租约, fields: {term: {type: number}}}}
ticket_types: {move-in: {title: {zh: 入住}, stages: [asked, done], documents: [{type: lease, stage: asked, required: true}]}}
lists: {uses: {shop: {zh: 商铺}, flat: {zh: 住宅}}}
imports: {customers: {铺号: number, 房号: floor}}
)";

}  // namespace

TEST_CASE("the columns of a list are the fixed ones and the profile's fields, as it declares them") {
    const Profile profile = profile_of(small);
    const std::vector<ColumnRule> rules = import_columns(profile, ImportTable::customers);
    CHECK(rule(rules, "number").required);
    CHECK(rule(rules, "number").unique);
    CHECK(rule(rules, "number").pattern->text() == "^\\d+$");
    CHECK(rule(rules, "id_number").check == IdentifierKind::resident_id);
    CHECK(rule(rules, "id_number").is_private);
    CHECK(rule(rules, "phone").is_private);
    CHECK(rule(rules, "area").type == ColumnType::number);
    CHECK(rule(rules, "area").most == 500);
    CHECK(rule(rules, "started").type == ColumnType::day);
    CHECK(rule(rules, "rented").type == ColumnType::boolean);
    CHECK(rule(rules, "floor").one_of.size() == 2);
    CHECK(rule(rules, "use").one_of[0].aliases == std::vector<std::string>{"商铺"});
    CHECK(rule(import_columns(profile, ImportTable::documents), "term").type == ColumnType::number);
    CHECK(rule(import_columns(profile, ImportTable::tickets), "type").one_of[0].aliases ==
          std::vector<std::string>{"入住"});
}

TEST_CASE("headings may be names, titles, mapped headings or the usual words") {
    const std::vector<ColumnRule> rules = import_columns(profile_of(small), ImportTable::customers);
    CHECK(column_for(rules, "number") == "number");
    CHECK(column_for(rules, "租户 号") == "number");
    CHECK(column_for(rules, "铺号") == "number");
    CHECK(column_for(rules, "户号") == "number");
    CHECK(column_for(rules, "租户名") == "name");
    CHECK(column_for(rules, "起租") == "started");
    CHECK(column_for(rules, "as_of") == "since");
    CHECK(column_for(rules, "房号") == "floor");
    CHECK(column_for(rules, "colour").empty());
}

TEST_CASE("the words that such columns are often called are taken, where the profile uses them for nothing else") {
    const std::string rented =
        "profile: p\ntitle: {zh: 例}\nsubject: customer\n"
        "customer: {title: {zh: 租户, en: tenant}, label: {zh: 租户号}}\n"
        "tickets: {fields: {began: {zh: 开始日期, type: date}}}\n"
        "document_types: {lease: {zh: 租约}}\n"
        "ticket_types: {move-in: {title: {zh: 入住}, stages: [asked, done]}}\n";
    const Profile profile = profile_of(rented);
    const auto columns = [&](ImportTable table) { return import_columns(profile, table); };
    CHECK(column_for(columns(ImportTable::customers), "类型") == "kind");
    CHECK(column_for(columns(ImportTable::customers), "租户") == "name");
    for (const ImportTable table : {ImportTable::tickets, ImportTable::documents}) {
        CHECK(column_for(columns(table), "类型") == "type");
        CHECK(column_for(columns(table), "种类") == "type");
        CHECK(column_for(columns(table), "租户") == "customer");
        CHECK(column_for(columns(table), "租户号") == "customer");
    }
    CHECK(column_for(columns(ImportTable::documents), "分类号") == "series");
    CHECK(column_for(columns(ImportTable::series), "分类号") == "code");
    // This profile's own field is meant; elsewhere it is the day a ticket was opened.
    CHECK(column_for(columns(ImportTable::tickets), "开始日期") == "began");
    CHECK(column_for(import_columns(profile_of(small), ImportTable::tickets), "开始日期") == "opened");
}

TEST_CASE("a number's unit is what its title says in brackets") {
    const Profile profile = profile_of(
        "profile: p\ntitle: {zh: 例}\nsubject: customer\ncustomer: {fields: {voltage_kv: {title: {zh: 电压等级（kV）}, "
        "type: "
        "number}, area: {zh: 面积, type: number}, note: {zh: 备注(kV)}}}\n");
    const std::vector<ColumnRule> rules = import_columns(profile, ImportTable::customers);
    CHECK(rule(rules, "voltage_kv").unit == "kV");
    CHECK(rule(rules, "area").unit.empty());
    CHECK(rule(rules, "note").unit.empty());
}

TEST_CASE("no heading fits two columns, whatever a profile calls its fields") {
    std::vector<Profile> profiles{profile_of(small)};
    const std::filesystem::path shipped = std::filesystem::path(ARC_SOURCE) / "schemas" / "profiles";
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(shipped, error)) {
        if (const LoadedProfile loaded = load_profile_file(entry.path()); loaded.ok()) {
            profiles.push_back(*loaded.profile);
        }
    }
    for (const Profile& profile : profiles) {
        for (const ImportTable table : all_import_tables()) {
            std::set<std::string> headings;
            for (const ColumnRule& one : import_columns(profile, table)) {
                CHECK_MESSAGE(headings.insert(fold_heading(one.name)).second, profile.name, " ", one.name);
                for (const std::string& alias : one.aliases) {
                    CHECK_MESSAGE(headings.insert(fold_heading(alias)).second, profile.name, " ", alias);
                }
            }
        }
    }
}
