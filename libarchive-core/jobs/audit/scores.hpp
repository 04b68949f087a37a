#pragma once

#include "catalog/finding_table.hpp"
#include "jobs/audit/audit.hpp"
#include "jobs/record_sink.hpp"

#include <string>
#include <vector>

namespace arc {

struct ScoredMeasure {
    const Measure* measure = nullptr;
    std::optional<double> percent;
    std::int64_t count = 0;
};
struct ScoreRow {
    std::string who;  // code of a unit or person
    int level = 0;    // of a unit: its depth in the tree, 1 for the uppermost; 0 for persons
    double score = 0;
    int rank = 0;  // among those of its level, as a bureau is no rival of its own stations; equal scores share one
    std::vector<ScoredMeasure> measures;
};
// One of the profile's scores for the period that today lies in, by level, the best first. Units sum along their tree;
// a team is the unit that the subject itself belongs to. Who has nothing to measure is left out.
std::vector<ScoreRow> score_rows(AuditRun& run, const Score& score);

// As records of kind "score": score, title, who, level, rank, points, before (the last value of an earlier night), and
// each measure. `name`: only this one; Fault (usage) where the profile has none of that name.
void put_scores(AuditRun& run, const std::string& name, RecordSink& sink);
// For the figures of a night: about "unit:CODE" or "person:CODE", name "score:NAME".
std::vector<Figure> score_figures(AuditRun& run);

}  // namespace arc
