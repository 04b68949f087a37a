#include "jobs/audit/scores.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/score_query.hpp"
#include "catalog/ticket_table.hpp"
#include "catalog/watch_query.hpp"
#include "jobs/audit/completeness.hpp"
#include "jobs/audit/due_entries.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "rules/score.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace arc {
namespace {

struct Share {
    std::int64_t good = 0;
    std::int64_t all = 0;
};

// What is counted for one unit or person: shares by the name of the measure, counts by the whole name.
struct Counted {
    std::map<std::string, Share> shares;
    std::map<std::string, std::int64_t> counts;
};

constexpr double hundred = 100;

class Scorer {
public:
    Scorer(AuditRun& run, const Score& score)
        : run_(&run), score_(&score), start_(period_start(score.every, run.today())) {}

    std::vector<ScoreRow> rows() {
        papers();
        if (wants("flow-time")) {
            flow_times();
        }
        const std::string since = format_instant(run_->archive().zone().start_of(start_));
        ScoreQuery query(run_->db());
        if (wants("quality")) {
            for (const ScoreQuery::Reviewed& one : query.reviews_since(since)) {
                share(run_->about_document("A18", "score-below", one.document), "quality", one.passed);
            }
        }
        if (wants("accuracy")) {
            for (const ScoreQuery::Answered& one : query.samples_since(since)) {
                share(about_subject(*run_, "A18", "score-below", parse_thing(one.subject).value_or_throw()), "accuracy",
                      one.right);
            }
        }
        if (wants("progress")) {
            progress();
        }
        counts();
        return ranked();
    }

private:
    bool wants(std::string_view measure) const {
        return std::ranges::find(score_->measures, measure, &Measure::name) != score_->measures.end();
    }

    // Whom a thing counts for: its person, its unit, or its unit and all above.
    std::vector<std::string> whose(const std::string& unit, const std::string& owner) {
        if (score_->of == ScoreOf::person) {
            return owner.empty() ? std::vector<std::string>{} : std::vector{owner};
        }
        if (score_->of == ScoreOf::team) {
            return unit.empty() ? std::vector<std::string>{} : std::vector{unit};
        }
        return run_->registers().unit_path(run_->unit_id(unit));
    }

    void share(const Finding& about, const std::string& measure, bool good) {
        for (const std::string& who : whose(about.unit, about.owner)) {
            Share& one = counted_[who].shares[measure];
            ++one.all;
            one.good += good ? 1 : 0;
        }
    }

    void papers() {
        if (!wants("completeness") && !wants("timeliness") && !wants("coverage")) {
            return;
        }
        CompletenessScope scope;
        scope.without_demand = true;
        check_papers(run_->archive(), run_->caller(), scope, [&](const CheckedSubject& subject) {
            Share complete;
            Share timely;
            for (const RequirementState& state : subject.result.states) {
                if (state.requirement == nullptr || !state.requirement->required ||
                    state.status == DocumentStatus::not_yet_due) {
                    continue;
                }
                ++complete.all;
                ++timely.all;
                complete.good += state.open() ? 0 : 1;
                timely.good += state.light == Light::red ? 0 : 1;
            }
            const std::string unit = run_->registers().unit_code(subject.unit);
            for (const std::string& who : whose(unit, run_->registers().person_code(subject.responsible))) {
                Counted& counted = counted_[who];
                add(counted.shares["completeness"], complete);
                add(counted.shares["timeliness"], timely);
                if (subject.thing.kind == ThingKind::ticket) {
                    add(counted.shares["coverage"], {subject.documents > 0 ? 1 : 0, 1});
                }
            }
            return !run_->reporter().stop_requested();
        });
    }

    static void add(Share& to, const Share& more) {
        to.good += more.good;
        to.all += more.all;
    }

    // Tickets closed in the period against the first deadline from their opening to their closing that holds.
    void flow_times() {
        for (const std::int64_t id : WatchQuery(run_->db()).tickets_since(format_day(start_))) {
            const Ticket ticket = TicketTable(run_->db()).find(id).value();
            if (ticket.closed.empty()) {
                continue;
            }
            const Facts facts = facts_of(run_->archive(), ticket);
            const Deadline* rule =
                find_deadline(run_->profile(), "ticket.opened", "ticket.closed", {}, look_up_in(facts));
            const Result<Day> opened = parse_day(ticket.opened);
            const Result<Day> closed = parse_day(ticket.closed);
            if (rule != nullptr && opened && closed) {
                const Day due = run_->calendar().day_of(
                    run_->calendar().due(run_->archive().zone().start_of(*opened), rule->limit));
                share(run_->about("A18", "score-below", ticket), "flow-time", *closed <= due);
            }
        }
    }

    // Entries that fell due and those of them that were done.
    void progress() {
        class Rates final : public RecordSink {
        public:
            void put(const Record& record) override {
                const Value fields(record.fields);
                Share& share = shares[fields.text_of("who")];
                share.all += fields.int_of("due");
                share.good += fields.int_of("done");
            }
            void flush() override {}
            std::map<std::string, Share> shares;
        } rates;
        put_rates(*run_, score_->of == ScoreOf::person ? RateBy::person : RateBy::unit, rates);
        for (const auto& [of, rate] : rates.shares) {
            for (const std::string& who : whose(of, of)) {
                add(counted_[who].shares["progress"], rate);
            }
        }
    }

    void counts() {
        for (const Measure& measure : score_->measures) {
            if (const auto kind = counted_entry(measure)) {
                for (const std::string& subject :
                     ScoreQuery(run_->db()).entries_since(std::string(*kind), format_day(start_))) {
                    const Finding about =
                        about_subject(*run_, "A18", "score-below", parse_thing(subject).value_or_throw());
                    for (const std::string& who : whose(about.unit, about.owner)) {
                        ++counted_[who].counts[measure.name];
                    }
                }
            }
            if (const auto code = counted_finding(measure)) {
                FindingFilter filter;
                filter.state = "open";
                filter.code = *code;
                FindingTable(run_->db()).for_each(filter, [&](const StoredFinding& finding) {
                    for (const std::string& who : whose(finding.unit, finding.owner)) {
                        ++counted_[who].counts[measure.name];
                    }
                    return true;
                });
            }
        }
    }

    std::vector<ScoreRow> ranked() {
        std::vector<ScoreRow> rows;
        for (auto& [who, counted] : counted_) {
            ScoreRow row;
            row.who = who;
            if (score_->of != ScoreOf::person) {
                row.level = static_cast<int>(run_->registers().unit_path(run_->unit_id(who)).size());
            }
            std::vector<MeasureValue> values;
            for (const Measure& measure : score_->measures) {
                const Share& share = counted.shares[measure.name];
                MeasureValue value{&measure, {}, counted.counts[measure.name]};
                if (share.all > 0) {
                    value.rate = static_cast<double>(share.good) / static_cast<double>(share.all);
                }
                values.push_back(value);
                row.measures.push_back(
                    {&measure, value.rate ? std::optional(hundred * *value.rate) : std::nullopt, value.count});
            }
            if (const std::optional<double> score = score_of(values)) {
                row.score = *score;
                rows.push_back(std::move(row));
            }
        }
        std::ranges::stable_sort(rows, [](const ScoreRow& one, const ScoreRow& other) {
            return one.level != other.level ? one.level < other.level : one.score > other.score;
        });
        int place = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool same_level = i > 0 && rows[i].level == rows[i - 1].level;
            place = same_level ? place + 1 : 1;
            rows[i].rank = same_level && rows[i].score == rows[i - 1].score ? rows[i - 1].rank : place;
        }
        return rows;
    }

    AuditRun* run_;
    const Score* score_;
    Day start_;
    std::map<std::string, Counted> counted_;
};

std::string about_of(const Score& score, const std::string& who) {
    return (score.of == ScoreOf::person ? "person:" : "unit:") + who;
}

std::string title_of(const Score& score) {
    const std::string& title = score.title.chinese();
    return title.empty() ? score.name : title;
}

}  // namespace

std::vector<ScoreRow> score_rows(AuditRun& run, const Score& score) {
    return Scorer(run, score).rows();
}

void put_scores(AuditRun& run, const std::string& name, RecordSink& sink) {
    const std::vector<Score>& scores = run.profile().scores;
    if (!name.empty() && std::ranges::find(scores, name, &Score::name) == scores.end()) {
        throw Fault(ErrorCode::usage, name, say("the profile has no such score"), say("see scores in arc-profile(5)"));
    }
    AuditRunTable runs(run.db());
    for (const Score& score : scores) {
        if (!name.empty() && score.name != name) {
            continue;
        }
        for (const ScoreRow& row : score_rows(run, score)) {
            const bool unit = score.of != ScoreOf::person;
            if (!run.reaches(unit ? row.who : std::string())) {
                continue;
            }
            const std::vector<AuditRunTable::Point> before =
                runs.trend(about_of(score, row.who), "score:" + score.name, 1);
            Object measures;
            std::vector<std::string> words;
            for (const ScoredMeasure& one : row.measures) {
                const bool counts = counted_entry(*one.measure) || counted_finding(*one.measure);
                const Value value = counts        ? Value(one.count)
                                    : one.percent ? Value(std::round(*one.percent * 10) / 10)
                                                  : Value();
                measures.emplace_back(one.measure->name, value);
                const std::string& title = one.measure->title.chinese();
                words.push_back(say("{} {}", title.empty() ? one.measure->name : title,
                                    counts        ? fmt::format("{}", one.count)
                                    : one.percent ? fmt::format("{:.1f}%", *one.percent)
                                                  : std::string("-")));
            }
            sink.put({"score",
                      {{"score", score.name},
                       {"title", title_of(score)},
                       {"who", row.who},
                       {"level", row.level == 0 ? Value() : Value(std::int64_t{row.level})},
                       {"rank", row.rank},
                       {"points", row.score},
                       {"before", before.empty() ? Value() : Value(before.front().value)},
                       {"measures", Value(std::move(measures))},
                       {"text", join(words, ", ")}}});
        }
    }
}

std::vector<Figure> score_figures(AuditRun& run) {
    std::vector<Figure> figures;
    for (const Score& score : run.profile().scores) {
        for (const ScoreRow& row : score_rows(run, score)) {
            figures.push_back({about_of(score, row.who), "score:" + score.name, row.score});
        }
    }
    return figures;
}

Coverage audit_scores(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    for (const Score& score : run.profile().scores) {
        for (const ScoreRow& row : score_rows(run, score)) {
            for (const ScoredMeasure& one : row.measures) {
                if (one.measure->target == 0 || !one.percent || *one.percent >= one.measure->target) {
                    continue;
                }
                Finding finding = AuditRun::about_other("A18", "score-below", about_of(score, row.who));
                finding.detail = score.name + " " + one.measure->name;
                finding.light = to_text(Light::yellow);
                (score.of == ScoreOf::person ? finding.owner : finding.unit) = row.who;
                finding.text = say("{}: {} {:.1f} %, the target is {} %", title_of(score), one.measure->name,
                                   *one.percent, one.measure->target);
                tell(std::move(finding));
            }
        }
    }
    return Coverage::whole;
}

}  // namespace arc
