#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/export/catalogue_parts.hpp"
#include "jobs/volumes/paper_columns.hpp"
#include "jobs/volumes/volume_papers.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

// A field may hold several subjects: 王伟、李娜; 变压器；电缆.
std::vector<std::string> subjects_in(std::string cell) {
    for (const std::string_view mark : {"、", "；", "，"}) {
        for (std::size_t at = cell.find(mark); at != std::string::npos; at = cell.find(mark)) {
            cell.replace(at, mark.size(), ";");
        }
    }
    std::vector<std::string> subjects;
    for (const std::string& part : split(cell, ';')) {
        const std::string subject(trim(part));
        if (!subject.empty() && std::ranges::count(subjects, subject) == 0) {
            subjects.push_back(subject);
        }
    }
    return subjects;
}

}  // namespace

std::vector<ListSheet> subject_sheets(CatalogueRun& run) {
    const std::string field = run.request.by.empty() ? "document.type" : run.request.by;
    if (field.find('.') == std::string::npos) {
        throw Fault(ErrorCode::usage, field, say("no field"),
                    say("name one as document.author, document.type, customer.class or ticket.type"));
    }
    std::map<std::string, std::vector<std::int64_t>> lists;
    for (const std::int64_t id : listed_documents(run)) {
        for (const std::string& subject : subjects_in(paper_cell(run.archive, field, run.papers.paper(id), 0, false))) {
            lists[subject].push_back(id);
        }
    }
    if (lists.empty()) {
        throw Fault(ErrorCode::not_found, field, say("no document has a value of this field"),
                    say("see arc-find --count-by"));
    }
    std::vector<ListSheet> sheets;
    for (const auto& [subject, documents] : lists) {
        sheets.push_back(papers_sheet(run, CatalogueKind::subjects, catalogue_columns(), documents));
        sheets.back().head.insert(sheets.back().head.begin(), say("专题 {}", subject));
    }
    return sheets;
}

}  // namespace arc
