#include "model/finding.hpp"

namespace arc {

Record to_record(const Finding& finding) {
    Record record{"finding", {}};
    Object& fields = record.fields;
    fields.emplace_back("code", finding.code->code);
    fields.emplace_back("category", text_or_null(finding.code->category));
    fields.emplace_back("subject", finding.subject);
    fields.emplace_back("detail", text_or_null(finding.detail));
    if (!finding.object.empty()) {
        fields.emplace_back("object", finding.object);
    }
    fields.emplace_back("ticket", text_or_null(finding.ticket));
    fields.emplace_back("customer", text_or_null(finding.customer));
    fields.emplace_back("document_type", text_or_null(finding.document_type));
    fields.emplace_back("stage", text_or_null(finding.stage));
    fields.emplace_back("unit", text_or_null(finding.unit));
    fields.emplace_back("owner", text_or_null(finding.owner));
    fields.emplace_back("deadline", text_or_null(finding.deadline));
    fields.emplace_back("light", text_or_null(finding.light));
    fields.insert(fields.end(), finding.more.begin(), finding.more.end());
    fields.emplace_back("text", finding.text);
    return record;
}

}  // namespace arc
