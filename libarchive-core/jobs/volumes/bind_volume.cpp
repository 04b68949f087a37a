#include "jobs/volumes/bind_volume.hpp"

#include "base/say.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/filing/arranged_number.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/shelving/put_away.hpp"
#include "jobs/volumes/volume_papers.hpp"
#include "record/record_codec.hpp"
#include "rules/thickness.hpp"

#include <algorithm>

namespace arc {
namespace {

bool is_ordered_by_hand(const Volume& volume) {
    return std::ranges::count(decode_fields(volume.fields), std::pair<std::string, std::string>("order", "by-hand")) !=
           0;
}

std::string subject_of(const Volume& volume) {
    return "volume:" + volume.code;
}

// Nothing that was scanned by halves, or whose pages nobody knows, is bound.
Result<Done> may_be_bound(FilingRun& run, const Volume& volume, const VolumePaper& paper, PageNumbering numbering) {
    DocumentTable documents(run.db());
    const Document document = documents.find(paper.document).value();
    if (documents.counted(document).provisional) {
        return Error{ErrorCode::refused, subject_of(volume), say("{}: its batch is still open", name_of(document)),
                     say("close it with arc-ingest batch close")};
    }
    if (numbering == PageNumbering::volume && !paper.sides) {
        return Error{ErrorCode::refused, subject_of(volume), say("{}: nobody counted its sides", name_of(document)),
                     say("say them with arc-file set {} sides=N", document.id)};
    }
    return Done{};
}

// Where each stands and starts, from a place and a page on.
void write_order(FilingRun& run, const std::vector<VolumePaper>& papers, const std::vector<std::int64_t>& pages,
                 std::int64_t next_position) {
    DocumentTable documents(run.db());
    for (std::size_t i = 0; i < papers.size(); ++i) {
        Document document = documents.find(papers[i].document).value();
        const std::int64_t position = next_position + static_cast<std::int64_t>(i);
        if (document.position != position || document.first_page != pages[i]) {
            document.position = position;
            document.first_page = pages[i];
            documents.update(document);
            run.change.about({ThingKind::document, document.id});
        }
        number_arranged(run, document.id);
    }
}

// Nothing where one was not counted: a sum without it would be wrong.
std::optional<std::int64_t> sides_in(const std::vector<VolumePaper>& papers) {
    std::int64_t sides = 0;
    for (const VolumePaper& paper : papers) {
        if (!paper.sides) {
            return std::nullopt;
        }
        sides += *paper.sides;
    }
    return sides;
}

std::optional<std::int64_t> together(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
    return a && b ? std::optional(*a + *b) : std::nullopt;
}

// What has its page stays where it is, for the page is stamped on it; the rest goes on behind the last.
void number_the_rest(FilingRun& run, Volume& volume, std::vector<VolumePaper> papers, PageNumbering numbering) {
    DocumentTable documents(run.db());
    std::int64_t last = 0;
    for (const std::int64_t id : documents.ids_in_volume(volume.id)) {
        const Document document = documents.find(id).value();
        last = std::max(last, document.first_page ? document.position.value_or(0) : 0);
    }
    const std::optional<std::int64_t> reached = volume.pages ? volume.pages : last_page(papers, numbering);
    for (const VolumePaper& paper : papers) {
        if (paper.first_page) {
            number_arranged(run, paper.document);
        }
    }
    std::erase_if(papers, [](const VolumePaper& paper) { return paper.first_page.has_value(); });
    write_order(run, papers, first_pages(papers, numbering, reached.value_or(0) + 1), last + 1);
    volume.pages = together(reached, sides_in(papers));
}

std::string pages_in_words(const Volume& volume) {
    return volume.pages ? say("{} 页", *volume.pages) : say("页数未计");
}

// Into a bound volume: behind its last paper, on its next page.
Result<Done> add_late(FilingRun& run, Volume volume, Thing paper) {
    const Thing holder{ThingKind::volume, volume.id};
    ThingPapers facts(run.archive(), run.today());
    const VolumeRule& rule = volume_rule_of(facts, run.archive().profile(), volume.id);
    const PageNumbering numbering =
        numbering_in_use(papers_of_volume(run.archive(), facts, volume.id), rule.page_numbers);
    const std::vector<VolumePaper> added{volume_paper(run.archive(), facts.paper(paper.id))};
    if (Result<Done> may = may_be_bound(run, volume, added.front(), numbering); !may) {
        return may;
    }
    PutAway put_away(run.change, run.caller.account);
    const Result<std::int64_t> position = put_away.lie(paper, holder, PutAway::Late::add);
    if (!position) {
        return position.error();
    }
    const std::vector<std::int64_t> starts = first_pages(added, numbering, volume.pages.value_or(0) + 1);
    write_order(run, added, starts, *position);
    volume.pages = together(volume.pages, sides_in(added));
    VolumeTable(run.db()).put(volume);
    put_away.remark(holder, "added", say("第 {} 件，自第 {} 页：{}", *position, starts.front(), run.caller.reason));
    return Done{};
}

}  // namespace

void leave_out_withdrawn(FilingRun& run, std::int64_t volume) {
    DocumentTable documents(run.db());
    for (const std::int64_t id : documents.ids_in_volume(volume)) {
        const Document document = documents.find(id).value();
        if (!document.withdrawn.empty() && !document.first_page) {
            PutAway(run.change, run.caller.account).take_away({ThingKind::document, id}, say("withdrawn"));
        }
    }
}

void bind_volume(FilingRun& run, std::int64_t id) {
    VolumeTable volumes(run.db());
    Volume volume = volumes.find(id).value();
    if (!volume.closed.empty()) {
        return;
    }
    ThingPapers facts(run.archive(), run.today());
    const VolumeRule& rule = volume_rule_of(facts, run.archive().profile(), id);
    leave_out_withdrawn(run, id);
    std::vector<VolumePaper> papers = papers_of_volume(run.archive(), facts, id);
    if (papers.empty()) {
        throw Fault(ErrorCode::refused, subject_of(volume), say("has nothing in it"));
    }
    const PageNumbering numbering = numbering_in_use(papers, rule.page_numbers);
    for (const VolumePaper& paper : papers) {
        may_be_bound(run, volume, paper, numbering).value_or_throw();
    }
    if (was_bound(run.archive(), volume) || has_numbered_papers(papers)) {
        number_the_rest(run, volume, papers, numbering);
    } else {
        if (!is_ordered_by_hand(volume)) {
            put_in_order(papers, rule.inner_order);
        }
        write_order(run, papers, first_pages(papers, numbering, 1), 1);
        volume.pages = sides_in(papers);
    }
    std::int64_t sheets = 0;
    for (const VolumePaper& paper : papers) {
        sheets += paper.sheets;
    }
    volume.width = width_of_volume(volume.width, sheets);
    volume.closed = format_instant(run.change.now());
    volumes.put(volume);
    PutAway(run.change, run.caller.account)
        .remark({ThingKind::volume, id}, "bound", say("共 {} 件 {}", papers.size(), pages_in_words(volume)));
}

Result<Done> add_to_volume(FilingRun& run, std::int64_t id, Thing paper) {
    Volume volume = VolumeTable(run.db()).find(id).value();
    const bool late = !volume.closed.empty() && !run.caller.reason.empty();
    const Thing holder{ThingKind::volume, id};
    if (StayTable(run.db()).holder_of(paper) == holder) {
        return Done{};
    }
    if (const Document document = DocumentTable(run.db()).find(paper.id).value(); !document.withdrawn.empty()) {
        return Error{ErrorCode::refused, name_of(document), say("withdrawn: {}", document.withdrawn), {}};
    }
    if (late) {
        return add_late(run, std::move(volume), paper);
    }
    const Result<std::int64_t> position = PutAway(run.change, run.caller.account).lie(paper, holder);
    return position ? Result<Done>(Done{}) : position.error();
}

}  // namespace arc
