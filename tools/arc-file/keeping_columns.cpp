#include "tools/arc-file/keeping_columns.hpp"

#include <map>

namespace arc {

const std::vector<ViewColumn>* keeping_columns(const std::string& kind) {
    static const std::map<std::string, std::vector<ViewColumn>> columns{
        {"retention",
         {{"document", "DOCUMENT"},
          {"type", "TYPE"},
          {"number", "NUMBER"},
          {"keep_until", "UNTIL"},
          {"text", "TERM"},
          {"holds", "HOLDS"}}},
        {"hold",
         {{"id", "HOLD"},
          {"subject", "OF"},
          {"reason", "REASON"},
          {"placed_by", "BY"},
          {"placed", "PLACED"},
          {"lifted", "LIFTED"}}},
        {"appraisal",
         {{"id", "APPRAISAL"},
          {"document", "DOCUMENT"},
          {"aspect", "ASPECT"},
          {"verdict", "VERDICT"},
          {"until", "UNTIL"},
          {"by", "BY"}}},
        {"disposal",
         {{"code", "LIST"},
          {"state", "STATE"},
          {"documents", "DOCUMENTS"},
          {"kept", "KEPT"},
          {"proposer", "PROPOSED BY"},
          {"approvers", "APPROVED BY"},
          {"supervisors", "SUPERVISED BY"},
          {"reason", "REASON"}}},
        {"disposal_item",
         {{"ordinal", "NO"},
          {"document", "DOCUMENT"},
          {"number", "NUMBER"},
          {"title", "TITLE"},
          {"retention", "TERM"},
          {"method", "METHOD"},
          {"kept", "KEPT"},
          {"text", "IN ITS WAY"}}},
    };
    const auto found = columns.find(kind);
    return found == columns.end() ? nullptr : &found->second;
}

}  // namespace arc
