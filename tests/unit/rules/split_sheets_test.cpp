#include "rules/split_batch.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

ResolvedCode on_sheet(CodeMeans means, const char* words) {
    ResolvedCode code;
    code.meaning.means = means;
    code.meaning.sheet = true;
    code.words = words;
    return code;
}

ResolvedCode ticket(std::int64_t id) {
    ResolvedCode code = on_sheet(CodeMeans::ticket, "ticket");
    code.owner.ticket = id;
    return code;
}

ResolvedCode type(const char* name) {
    ResolvedCode code = on_sheet(CodeMeans::document_type, name);
    code.type = name;
    return code;
}

}  // namespace

TEST_CASE("a patch code beside a label on a sheet takes nothing away from the label, wherever it stands") {
    const ResolvedCode new_batch = on_sheet(CodeMeans::batch, "PatchT");
    const ResolvedCode separator = on_sheet(CodeMeans::separator, "Patch2");
    const std::vector<std::vector<ResolvedCode>> ticket_sheets{{ticket(7)}, {new_batch, ticket(7)}, {ticket(7), new_batch}, {new_batch, ticket(7), new_batch}};
    const std::vector<std::vector<ResolvedCode>> type_sheets{{type("contract")}, {separator, type("contract")}, {type("contract"), separator}};
    for (const auto& ticket_sheet : ticket_sheets) {
        for (const auto& type_sheet : type_sheets) {
            SplitState state;
            state.take({1, 1, false, ticket_sheet});
            state.take({2, 2, false, type_sheet});
            CHECK(state.take({3, 3, false, {}}).role == PageRole::content);
            CHECK(state.part().owner.ticket == 7);
            CHECK(state.part().type == "contract");
        }
    }
}
