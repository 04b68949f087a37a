#include "jobs/audit/gaps.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/gaps_query.hpp"
#include "catalog/holding_table.hpp"
#include "jobs/audit/number_groups.hpp"
#include "jobs/volumes/volume_papers.hpp"
#include "record/record_codec.hpp"
#include "rules/gaps.hpp"

#include <algorithm>
#include <map>

namespace arc {
namespace {

Finding finding_for(const Gap& gap, std::string subject) {
    Finding finding;
    finding.code = &finding_code("A02", gap.name);
    finding.subject = std::move(subject);
    finding.detail = gap.detail;
    finding.text = gap.words;
    return finding;
}

// Item numbers, or years, of one group.
void add_sequence(std::vector<Finding>& findings, const std::vector<std::int64_t>& numbers, std::int64_t first,
                  const std::string& subject, std::string_view hole, std::string_view doubled) {
    const SequenceGaps gaps = find_sequence_gaps(numbers, first);
    if (!gaps.missing.empty()) {
        const std::string words = to_text(gaps.missing);
        findings.push_back(finding_for({hole, words, say("missing: {}", words)}, subject));
    }
    for (const std::int64_t number : doubled.empty() ? std::vector<std::int64_t>{} : gaps.doubled) {
        findings.push_back(
            finding_for({doubled, std::to_string(number), say("more than one has the number {}", number)}, subject));
    }
}

class GapFinder {
public:
    GapFinder(Archive& archive, Instant now, const std::function<void(const Finding&)>& tell)
        : archive_(&archive),
          query_(archive.db()),
          papers_(archive, archive.zone().day_at(now)),
          now_(now),
          tell_(&tell) {}

    void run() {
        batches();
        tell_all();
        volumes();
        tell_all();
        series();
        tell_all();
        numbers();
        tell_all();
        counts();
        tell_all();
        labels();
        tell_all();
    }

private:
    void tell_all() {
        for (const Finding& finding : std::exchange(findings_, {})) {
            (*tell_)(finding);
        }
    }

    void batches() {
        for (const GapsQuery::CountedBatch& counted : query_.batches()) {
            BatchCount count;
            count.open = counted.batch.state == BatchState::open;
            const Result<Instant> opened = parse_instant(counted.batch.opened);
            count.opened = opened ? *opened : now_;
            count.expected = counted.batch.expected;
            count.pages = counted.pages;
            count.fresh = counted.fresh;
            count.unplaced = counted.unplaced;
            count.refused = counted.refused;
            if (counted.last_seq != counted.pages) {
                count.holes = find_sequence_gaps(query_.page_numbers(counted.batch.id), 1).missing;
            }
            for (const Gap& gap : judge_batch(count, now_)) {
                findings_.push_back(finding_for(gap, "batch:" + counted.batch.code));
                findings_.back().owner = counted.batch.operator_name;
            }
        }
    }

    void volumes() {
        query_.for_each_volume([&](const Volume& volume, const std::vector<GapsQuery::Item>& found) {
            const std::string subject = "volume:" + volume.code;
            if (found.empty()) {
                findings_.push_back(finding_for({"empty-volume", {}, say("holds no document")}, subject));
                return;
            }
            std::vector<ItemInVolume> items;
            for (const GapsQuery::Item& item : found) {
                items.push_back({item.document, item.position, item.first_page, item.sides});
            }
            for (const Gap& gap : judge_volume(items, volume.pages, numbering_of(volume.id, items))) {
                findings_.push_back(finding_for(gap, subject));
            }
        });
        for (const std::string& box : query_.empty_boxes()) {
            findings_.push_back(finding_for({"empty-box", {}, say("holds no volume")}, "box:" + box));
        }
    }

    // The rule is asked for only where no page shows how the volume is numbered.
    PageNumbering numbering_of(std::int64_t volume, const std::vector<ItemInVolume>& items) {
        const std::vector<VolumeRule>& rules = archive_->profile().volumes;
        const bool asked = std::ranges::any_of(
            rules, [](const VolumeRule& rule) { return rule.page_numbers == PageNumbering::document; });
        if (!asked || pages_run_through(items)) {
            return PageNumbering::volume;
        }
        const bool one_rule = rules.front().when.always();
        return (one_rule ? rules.front() : volume_rule_of(papers_, archive_->profile(), volume)).page_numbers;
    }

    void series() {
        query_.for_each_series([&](const std::string& code, const std::vector<std::int64_t>& numbers) {
            add_sequence(findings_, numbers, 1, "series:" + code, "item-hole", "item-double");
        });
        years();
    }

    // Years between the first and the last of one parent that have no node, or no document below theirs.
    void years() {
        const std::vector<SeriesNode> nodes = SeriesTable(archive_->db()).all();
        const std::map<std::int64_t, std::int64_t> below = documents_below(nodes);
        std::map<std::int64_t, std::vector<std::int64_t>> years_of;
        std::map<std::int64_t, std::string> codes;
        for (const SeriesNode& node : nodes) {
            codes[node.id] = node.code;
            const std::optional<std::int64_t> year = year_of(node);
            const auto documents = below.find(node.id);
            if (year && documents != below.end() && documents->second > 0) {
                years_of[node.parent.value_or(0)].push_back(*year);
            }
        }
        for (const auto& [parent, years] : years_of) {
            const std::string subject = parent == 0 ? std::string("series") : "series:" + codes[parent];
            add_sequence(findings_, years, std::ranges::min(years), subject, "year-hole", {});
        }
    }

    static std::optional<std::int64_t> year_of(const SeriesNode& node) {
        std::vector<std::string> candidates{node.title};
        for (const auto& [name, value] : decode_fields(node.fields)) {
            if (name == "year") {
                candidates.insert(candidates.begin(), value);
            }
        }
        std::string last_part = node.code;
        last_part.erase(0, last_part.find_last_of("-./ ") + 1);
        candidates.push_back(last_part);
        for (std::string& text : candidates) {
            constexpr std::string_view nian = "年";
            text = text.ends_with(nian) ? text.substr(0, text.size() - nian.size()) : text;
            const std::optional<std::int64_t> year = whole_number(text);
            if (year && text.size() == 4 && *year >= 1800 && *year <= 2099) {
                return year;
            }
        }
        return std::nullopt;
    }

    std::map<std::int64_t, std::int64_t> documents_below(const std::vector<SeriesNode>& nodes) {
        std::map<std::int64_t, std::optional<std::int64_t>> parents;
        for (const SeriesNode& node : nodes) {
            parents[node.id] = node.parent;
        }
        std::map<std::int64_t, std::int64_t> below;
        constexpr int deepest = 20;
        for (const auto& [series, count] : query_.documents_by_series()) {
            std::optional<std::int64_t> at = series;
            for (int depth = 0; at && depth < deepest; ++depth) {
                below[*at] += count;
                at = parents[*at];
            }
        }
        return below;
    }

    // Groups of 档号 that differ in their last level only. Where the profile gives numbers and none of its rules is
    // without gaps, holes are ordinary.
    void numbers() {
        const std::vector<Numbering>& rules = archive_->profile().numbering;
        const auto of_documents = [](const Numbering& rule) { return rule.of == Noun::document; };
        const bool holes_matter =
            std::ranges::none_of(rules, of_documents) ||
            std::ranges::any_of(rules, [&](const Numbering& rule) { return of_documents(rule) && rule.gapless; });
        std::map<std::string, std::vector<std::int64_t>> groups;
        std::map<std::string, std::string> shown;
        query_.for_each_number([&](const std::string& text, std::int64_t) {
            if (const std::optional<GroupedNumber> number = grouped_number(text)) {
                groups[number->group].push_back(number->item);
                shown.try_emplace(number->group, number->shown);
            }
        });
        for (const auto& [group, items] : groups) {
            SequenceGaps gaps = find_sequence_gaps(items, 1);
            if (!gaps.missing.empty() && holes_matter) {
                gaps.missing = without_voided(group, items);
            }
            const std::string subject = "numbers:" + shown[group];
            if (!gaps.missing.empty() && holes_matter) {
                const std::string words = to_text(gaps.missing);
                findings_.push_back(
                    finding_for({"number-hole", words, say("{} missing: {}", shown[group], words)}, subject));
            }
            for (const std::int64_t number : gaps.doubled) {
                findings_.push_back(finding_for({"number-double", std::to_string(number),
                                                 say("{}: more than one has the item number {}", shown[group], number)},
                                                subject));
            }
        }
    }

    // The event log is asked only where something is missing.
    std::vector<NumberRange> without_voided(const std::string& group, std::vector<std::int64_t> items) {
        if (!voided_) {
            voided_ = voided_numbers(*archive_);
        }
        const std::int64_t last = std::ranges::max(items);
        for (const std::int64_t number : (*voided_)[group]) {
            if (number < last) {
                items.push_back(number);
            }
        }
        return find_sequence_gaps(std::move(items), 1).missing;
    }

    void counts() {
        query_.for_each_declared([&](const GapsQuery::CountedSides& counted) {
            const std::optional<Gap> gap =
                judge_counts({counted.sheets, counted.sides, counted.pages, counted.blank_pages});
            if (gap) {
                findings_.push_back(finding_for(*gap, fmt::format("document:#{}", counted.document)));
                findings_.back().ticket = counted.ticket;
                findings_.back().document_type = counted.type;
            }
        });
    }

    void labels() {
        std::vector<Label> of_kind;
        std::vector<LabelFate> fates;
        const auto judge = [&] {
            for (const LabelRun& run : unseen_between(fates)) {
                const Label& first = of_kind[run.first];
                const Label& last = of_kind[run.last];
                const std::string numbers = run.first == run.last ? first.code : first.code + " - " + last.code;
                findings_.push_back(finding_for({"label-unseen", numbers,
                                                 say("issued {}, never seen: {} ({})",
                                                     local_day(first.issued, archive_->zone()), numbers, run.unseen)},
                                                "label:" + first.code));
            }
            of_kind.clear();
            fates.clear();
        };
        query_.for_each_label([&](const Label& label) {
            if (label.kind == "X" || label.kind == "Y") {
                return;  // control and type sheets are used again and again
            }
            if (!of_kind.empty() && of_kind.back().kind != label.kind) {
                judge();
            }
            of_kind.push_back(label);
            fates.push_back(!label.used.empty()     ? LabelFate::seen
                            : label.spoiled.empty() ? LabelFate::unseen
                                                    : LabelFate::spoiled);
        });
        judge();
    }

    Archive* archive_;
    GapsQuery query_;
    ThingPapers papers_;
    std::optional<std::map<std::string, std::set<std::int64_t>>> voided_;
    Instant now_;
    const std::function<void(const Finding&)>* tell_;
    std::vector<Finding> findings_;
};

}  // namespace

void find_gaps(Archive& archive, Instant now, const std::function<void(const Finding&)>& finding) {
    GapFinder(archive, now, finding).run();
}

}  // namespace arc
