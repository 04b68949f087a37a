#include "catalog/label_table.hpp"

namespace arc {
namespace {

constexpr const char* columns = "SELECT code, kind, thing, issued, printed, used, spoiled FROM label ";

Label read_label(Statement& row) {
    Label label;
    label.code = row.text();
    label.kind = row.text();
    label.thing = row.text();
    label.issued = row.text();
    label.printed = row.int32();
    label.used = row.text();
    label.spoiled = row.text();
    return label;
}

}  // namespace

std::optional<Label> LabelTable::find(const std::string& code) {
    Statement row(*db_, std::string(columns) + "WHERE code = ?");
    return row.bind(code).step() ? std::optional(read_label(row)) : std::nullopt;
}

std::optional<Label> LabelTable::for_thing(const std::string& kind, const std::string& thing) {
    Statement row(*db_, std::string(columns) + "WHERE thing = ? AND kind = ? AND spoiled IS NULL ORDER BY issued DESC LIMIT 1");
    return row.bind(thing).bind(kind).step() ? std::optional(read_label(row)) : std::nullopt;
}

void LabelTable::add(const Label& label) {
    Statement(*db_, "INSERT INTO label (code, kind, thing, issued, printed) VALUES (?, ?, ?, ?, ?)")
        .bind(label.code)
        .bind(label.kind)
        .bind_text_or_null(label.thing)
        .bind(label.issued)
        .bind(label.printed)
        .run();
}

void LabelTable::count_print(const std::string& code) {
    Statement(*db_, "UPDATE label SET printed = printed + 1 WHERE code = ?").bind(code).run();
}

void LabelTable::mark_used(const std::string& code, const std::string& at) {
    Statement(*db_, "UPDATE label SET used = ? WHERE code = ? AND used IS NULL").bind(at).bind(code).run();
}

void LabelTable::spoil(const std::string& code, const std::string& reason) {
    Statement(*db_, "UPDATE label SET spoiled = ? WHERE code = ?").bind(reason).bind(code).run();
}

std::vector<Label> LabelTable::list(const std::string& state) {
    Statement rows(*db_, std::string(columns) +
                             "WHERE ?1 = '' OR (?1 = 'spoiled' AND spoiled IS NOT NULL) OR (?1 = 'used' AND spoiled IS NULL AND used IS "
                             "NOT NULL) OR (?1 = 'issued' AND spoiled IS NULL AND used IS NULL) ORDER BY code");
    rows.bind(state);
    std::vector<Label> labels;
    while (rows.step()) {
        labels.push_back(read_label(rows));
    }
    return labels;
}

}  // namespace arc
