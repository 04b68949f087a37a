#include "jobs/audit/paper_on_file.hpp"

#include "record/record_codec.hpp"

namespace arc {

DocumentOnFile paper_on_file(const Profile& profile, const FiledPaper& paper) {
    DocumentOnFile document;
    document.type = paper.type;
    document.blank_sides = static_cast<int>(paper.blank_pages);
    document.imaged_sides = static_cast<int>(paper.pages + (profile.intake.count_blank_sides ? paper.blank_pages : 0));
    if (paper.sides) {
        document.declared_sides = static_cast<int>(*paper.sides);
    }
    document.provisional = paper.provisional;
    document.compared = paper.compared;
    if (paper.fields != "{}") {
        for (const auto& [name, value] : decode_fields(paper.fields)) {
            if (name == "form") {
                document.form = value == "copy"       ? DocumentForm::copy
                                : value == "original" ? DocumentForm::original
                                                      : DocumentForm::any;
            }
            document.compared = document.compared || (name == "compared" && !value.empty());
        }
    }
    return document;
}

DocumentOnFile waiver_on_file(const Waiver& waiver) {
    DocumentOnFile document;
    document.type = waiver.type;
    document.waived = true;
    if (!waiver.until.empty()) {
        document.waived_until = parse_day(waiver.until).value_or_throw();
    }
    return document;
}

}  // namespace arc
