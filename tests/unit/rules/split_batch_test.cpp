#include "rules/split_batch.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace arc;

namespace {

ResolvedCode sheet(CodeMeans means, std::string words) {
    ResolvedCode code;
    code.meaning.means = means;
    code.meaning.own = true;
    code.meaning.sheet = true;
    code.words = std::move(words);
    return code;
}

ResolvedCode ticket_sheet(std::int64_t ticket) {
    ResolvedCode code = sheet(CodeMeans::ticket, "T" + std::to_string(ticket));
    code.owner.ticket = ticket;
    return code;
}

ResolvedCode type_sheet(const std::string& type) {
    ResolvedCode code = sheet(CodeMeans::document_type, "Y-" + type);
    code.type = type;
    return code;
}

ResolvedCode document_label(std::int64_t document, std::int64_t ticket) {
    ResolvedCode code;
    code.meaning.means = CodeMeans::document;
    code.meaning.own = true;
    code.words = "D" + std::to_string(document);
    code.document = document;
    code.owner.ticket = ticket;
    return code;
}

ResolvedCode control(CodeMeans means, ControlFunction function, std::uint32_t argument = 0) {
    ResolvedCode code = sheet(means, "X");
    code.meaning.control = Control{function, argument};
    return code;
}

// What became of each page: "T" separator, "-" back, "." ignored, "?" unplaced, else the number of its part from 1.
struct Story {
    std::string roles;
    std::vector<Part> parts;
    std::vector<std::string> reasons;
    std::vector<std::string> count_problems;
};

Story tell(const std::vector<std::vector<ResolvedCode>>& pages, bool duplex = false) {
    Story story;
    SplitState state;
    std::int64_t seq = 0;
    for (const std::vector<ResolvedCode>& codes : pages) {
        ++seq;
        const PageDecision decision = state.take({100 + seq, seq, duplex && seq % 2 == 0, codes});
        if (decision.begins_part) {
            story.parts.push_back(state.part());
        }
        switch (decision.role) {
            case PageRole::separator:
                story.roles += 'T';
                break;
            case PageRole::back:
                story.roles += '-';
                break;
            case PageRole::ignored:
                story.roles += '.';
                break;
            case PageRole::content:
                story.roles += static_cast<char>('0' + story.parts.size());
                break;
            default:
                story.roles += '?';
                story.reasons.push_back(decision.reason);
        }
        if (decision.count_problem) {
            story.count_problems.push_back(*decision.count_problem);
        }
    }
    return story;
}

const std::vector<ResolvedCode> text_page;

}  // namespace

TEST_CASE("a ticket sheet and type sheets make documents of that ticket") {
    const Story story = tell(
        {{ticket_sheet(7)}, {type_sheet("application")}, text_page, text_page, {type_sheet("contract")}, text_page});
    CHECK(story.roles == "TT22T3");
    CHECK(story.parts[1].owner.ticket == 7);
    CHECK(story.parts[1].type == "application");
    CHECK(story.parts[2].type == "contract");
    CHECK(story.parts[2].starts_at == 105);
}

TEST_CASE("a sheet that carries ticket and type says both, in whatever order its codes stand") {
    for (const auto& codes :
         {std::vector{ticket_sheet(7), type_sheet("contract")}, std::vector{type_sheet("contract"), ticket_sheet(7)}}) {
        const Story story = tell({codes, text_page});
        CHECK(story.roles.back() != '?');
        CHECK(story.parts.back().owner.ticket == 7);
        CHECK(story.parts.back().type == "contract");
    }
}

TEST_CASE("the same code printed four times on a sheet is one sheet") {
    const Story story =
        tell({{ticket_sheet(7), ticket_sheet(7)}, {type_sheet("contract"), type_sheet("contract")}, text_page});
    CHECK(story.roles.substr(0, 2) == "TT");
    CHECK(story.roles.back() != '?');
}

TEST_CASE("pages before any sheet go to the work list with the reason") {
    const Story story = tell({text_page, {ticket_sheet(7)}, text_page});
    CHECK(story.roles == "?T?");
    CHECK(story.reasons[0] == "no ticket or customer sheet before it");
    CHECK(story.reasons[1] == "no document type: the last sheet before it is page 2");
}

TEST_CASE("pages behind the sheet of an unknown ticket never fall to the ticket before") {
    ResolvedCode unknown = sheet(CodeMeans::ticket, "ZZT000000009A");
    unknown.trouble = "label ZZT000000009A was never issued here";
    const Story story =
        tell({{ticket_sheet(7)}, {type_sheet("contract")}, text_page, {unknown}, {type_sheet("contract")}, text_page});
    CHECK(story.roles == "TT2TT?");
    CHECK(story.reasons.front() == "label ZZT000000009A was never issued here");
}

TEST_CASE("two tickets on one page are refused and both are named") {
    const Story story = tell({{ticket_sheet(7), ticket_sheet(8)}, text_page});
    CHECK(story.roles == "??");
    CHECK(story.reasons.front() == "two codes that contradict one another: T7 and T8");
}

TEST_CASE("a document's own label starts it, belongs to it, and continues it when met again") {
    const Story story =
        tell({{document_label(5, 7)}, text_page, {document_label(5, 7)}, {document_label(6, 7)}, text_page});
    CHECK(story.roles == "11122");
    CHECK(story.parts[0].document == 5);
    CHECK(story.parts[1].document == 6);
}

TEST_CASE("separators in a row make no empty document of their own") {
    const Story story = tell({{ticket_sheet(7)}, {type_sheet("a")}, {type_sheet("b")}, text_page, {type_sheet("c")}});
    CHECK(story.roles == "TTT3T");
    CHECK(story.parts[2].type == "b");
}

TEST_CASE("an attachment sheet does not end the document; an ignore sheet leaves pages out up to the next sheet") {
    const Story story = tell({{ticket_sheet(7)},
                              {type_sheet("a")},
                              text_page,
                              {control(CodeMeans::attachment, ControlFunction::attachment)},
                              text_page,
                              {control(CodeMeans::ignore, ControlFunction::ignore)},
                              text_page,
                              {type_sheet("b")},
                              text_page});
    CHECK(story.roles == "TT2T2T.T3");
}

TEST_CASE("the other side of a sheet goes with it in a duplex batch") {
    const Story story = tell({{ticket_sheet(7)}, text_page, {type_sheet("a")}, text_page, text_page, text_page}, true);
    CHECK(story.roles == "T-T-22");
}

TEST_CASE("a batch-end sheet that counts otherwise names where to count from") {
    const Story right = tell({{ticket_sheet(7)},
                              {type_sheet("a")},
                              text_page,
                              text_page,
                              {control(CodeMeans::batch_end, ControlFunction::batch_end, 2)}});
    CHECK(right.count_problems.empty());
    const Story wrong = tell({{ticket_sheet(7)},
                              {type_sheet("a")},
                              text_page,
                              {control(CodeMeans::batch_end, ControlFunction::batch_end, 2)}});
    REQUIRE(wrong.count_problems.size() == 1);
    CHECK(wrong.count_problems.front() ==
          "the batch-end sheet on page 4 counts 2 pages, 1 came; count the sheets from page 3");
}

TEST_CASE(
    "a form that carries the number of its own ticket stays in its document, another ticket's number starts one") {
    ResolvedCode same;
    same.meaning.means = CodeMeans::ticket;
    same.owner.ticket = 7;
    same.words = "7";
    ResolvedCode other = same;
    other.owner.ticket = 8;
    other.type = "form";
    other.words = "8";
    const Story story = tell({{ticket_sheet(7)}, {type_sheet("a")}, {same}, {other}});
    CHECK(story.roles == "TT23");
    CHECK(story.parts[2].owner.ticket == 8);
}

TEST_CASE("a separator of another system goes on with the type before it") {
    const Story story =
        tell({{ticket_sheet(7)}, {type_sheet("a")}, text_page, {sheet(CodeMeans::separator, "PATCHT")}, text_page});
    CHECK(story.roles == "TT2T3");
    CHECK(story.parts[2].type == "a");
}

TEST_CASE("whatever the codes, every page gets one role and no content page lacks an owner or a type") {
    std::mt19937 random(20261121);
    const std::vector<ResolvedCode> codes{ticket_sheet(1),
                                          ticket_sheet(2),
                                          type_sheet("a"),
                                          type_sheet("b"),
                                          document_label(5, 1),
                                          control(CodeMeans::attachment, ControlFunction::attachment),
                                          control(CodeMeans::ignore, ControlFunction::ignore),
                                          control(CodeMeans::batch_end, ControlFunction::batch_end, 3),
                                          sheet(CodeMeans::separator, "S"),
                                          sheet(CodeMeans::batch, "B")};
    for (int round = 0; round < 2000; ++round) {
        SplitState state;
        for (std::int64_t seq = 1; seq <= 12; ++seq) {
            std::vector<ResolvedCode> on_page;
            for (auto count = random() % 3; count > 0; --count) {
                on_page.push_back(codes[random() % codes.size()]);
            }
            const PageDecision decision = state.take({seq, seq, round % 2 == 1 && seq % 2 == 0, on_page});
            if (decision.role == PageRole::content) {
                const bool placed = state.part().document || (state.part().owner.known() && !state.part().type.empty());
                REQUIRE(placed);
                REQUIRE(decision.reason.empty());
            }
            REQUIRE((decision.role == PageRole::unplaced) == !decision.reason.empty());
        }
    }
}
