#include "label/code_meaning.hpp"

#include "label/label_code.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

Barcode code(BarcodeFormat format, std::string text) {
    return {format, std::move(text), {}, "region"};
}

BarcodeRules rules_with(std::string_view pattern, BarcodeMeaning means, std::string type = {}) {
    BarcodeRules rules;
    rules.patterns.push_back({Pattern::parse(pattern).value_or_throw(), means, {}, std::move(type), {}});
    return rules;
}

}  // namespace

TEST_CASE("a sound label of this archive means what its kind says") {
    const std::string ticket = format_label_code({"ARC", LabelKind::ticket, 12});
    const CodeMeaning meaning = meaning_of(code(BarcodeFormat::Code128, ticket), "ARC", {});
    CHECK(meaning.means == CodeMeans::ticket);
    CHECK(meaning.own);
    CHECK(meaning.sheet);
    CHECK(meaning.label == ticket);
    const CodeMeaning document =
        meaning_of(code(BarcodeFormat::QRCode, format_label_code({"ARC", LabelKind::document, 1})), "ARC", {});
    CHECK(document.means == CodeMeans::document);
    CHECK_FALSE(document.sheet);
}

TEST_CASE("a label with a wrong check character means nothing and says so") {
    std::string broken = format_label_code({"ARC", LabelKind::ticket, 12});
    broken[6] = broken[6] == '9' ? '8' : '9';
    const CodeMeaning meaning = meaning_of(code(BarcodeFormat::Code39, broken), "ARC", {});
    CHECK(meaning.means == CodeMeans::nothing);
    CHECK_FALSE(meaning.trouble.empty());
}

TEST_CASE("a sound label of another archive is evidence only") {
    const CodeMeaning meaning =
        meaning_of(code(BarcodeFormat::Code128, format_label_code({"XYZ", LabelKind::ticket, 12})), "ARC", {});
    CHECK(meaning.means == CodeMeans::nothing);
    CHECK(meaning.trouble.empty());
}

TEST_CASE("a foreign code names what its pattern's groups say and stands on the paper itself") {
    const BarcodeRules rules = rules_with("^YK(?<ticket>\\d{12})$", BarcodeMeaning::ticket);
    const CodeMeaning meaning = meaning_of(code(BarcodeFormat::Code128, "YK202400000001"), "ARC", rules);
    CHECK(meaning.means == CodeMeans::ticket);
    CHECK_FALSE(meaning.sheet);
    REQUIRE(meaning.names.size() == 1);
    CHECK(meaning.names.front() == std::pair<std::string, std::string>("ticket", "202400000001"));
    CHECK(meaning_of(code(BarcodeFormat::Code128, "YK1"), "ARC", rules).means == CodeMeans::nothing);
}

TEST_CASE("a foreign code may stand on a separator sheet that names a type") {
    BarcodeRules rules = rules_with("^PATCHT$", BarcodeMeaning::document_type);
    rules.patterns.front().type = "letter";
    CHECK_FALSE(meaning_of(code(BarcodeFormat::Code39, "PATCHT"), "ARC", rules).sheet);
    rules.patterns.front().sheet = true;
    const CodeMeaning meaning = meaning_of(code(BarcodeFormat::Code39, "PATCHT"), "ARC", rules);
    CHECK(meaning.sheet);
    CHECK(meaning.type == "letter");
}

TEST_CASE("a foreign pattern that names nothing is a separator sheet") {
    const CodeMeaning meaning =
        meaning_of(code(BarcodeFormat::Code39, "PATCHT"), "ARC", rules_with("^PATCHT$", BarcodeMeaning::document));
    CHECK(meaning.means == CodeMeans::separator);
    CHECK(meaning.sheet);
}

TEST_CASE("patch codes mean what the profile says, and nothing where it is silent") {
    BarcodeRules rules;
    rules.patches[BarcodeFormat::Patch2] = PatchMeaning::document;
    CHECK(meaning_of(code(BarcodeFormat::Patch2, "Patch2"), "ARC", rules).means == CodeMeans::separator);
    CHECK(meaning_of(code(BarcodeFormat::PatchT, "PatchT"), "ARC", rules).means == CodeMeans::nothing);
}
