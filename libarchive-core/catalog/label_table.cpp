#include "catalog/label_table.hpp"

namespace arc {
namespace {

constexpr const char* columns = "SELECT code, kind, thing, issued, printed, says, used, spoiled FROM label ";

Label read_label(Statement& row) {
    Label label;
    label.code = row.text();
    label.kind = row.text();
    label.thing = row.text();
    label.issued = row.text();
    label.printed = row.int32();
    label.says = row.text();
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
    Statement row(*db_, std::string(columns) + "WHERE thing = ? AND kind = ? AND spoiled IS NULL ORDER BY code DESC LIMIT 1");
    return row.bind(thing).bind(kind).step() ? std::optional(read_label(row)) : std::nullopt;
}

void LabelTable::add(const Label& label) {
    Statement(*db_, "INSERT INTO label (code, kind, thing, issued, printed, says) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(label.code)
        .bind(label.kind)
        .bind_text_or_null(label.thing)
        .bind(label.issued)
        .bind(label.printed)
        .bind_text_or_null(label.says)
        .run();
}

void LabelTable::bind(const std::string& code, const std::string& thing) {
    Statement(*db_, "UPDATE label SET thing = ? WHERE code = ?").bind(thing).bind(code).run();
}

void LabelTable::count_print(const std::string& code, const std::string& says) {
    Statement(*db_, "UPDATE label SET printed = printed + 1, says = ? WHERE code = ?").bind_text_or_null(says).bind(code).run();
}

void LabelTable::mark_used(const std::string& code, const std::string& at) {
    Statement(*db_, "UPDATE label SET used = ? WHERE code = ? AND used IS NULL").bind(at).bind(code).run();
}

void LabelTable::spoil(const std::string& code, const std::string& reason) {
    Statement(*db_, "UPDATE label SET spoiled = ? WHERE code = ?").bind(reason).bind(code).run();
}

std::vector<Label> LabelTable::list(const std::string& kind) {
    Statement rows(*db_, std::string(columns) + "WHERE ?1 = '' OR kind = ?1 ORDER BY code");
    rows.bind(kind);
    std::vector<Label> labels;
    while (rows.step()) {
        labels.push_back(read_label(rows));
    }
    return labels;
}

std::map<std::string, std::string> LabelTable::newest_used() {
    Statement rows(*db_, "SELECT kind, max(code) FROM label WHERE used IS NOT NULL GROUP BY kind");
    std::map<std::string, std::string> newest;
    while (rows.step()) {
        const std::string kind = rows.text();
        newest[kind] = rows.text();
    }
    return newest;
}

}  // namespace arc
