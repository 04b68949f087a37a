#include "jobs/admin/import_trees.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/indexing.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace arc {
namespace {

// A table whose rows form a tree by code and parent.
class TreeImport : public TableImport {
public:
    TreeImport(Archive& archive, std::string list) : archive_(&archive), list_(std::move(list)) {}

    void check(const RowValues& row, RowComplaints&) override {
        const std::string& code = row.text("code");
        position_[code] = rows_.size();
        rows_.push_back({row.row(), code, row.text_or("parent", known_parent(code))});
    }

    void check_together(RowComplaints& complaints) override {
        for (const Node& node : rows_) {
            if (node.parent.empty()) {
                continue;
            }
            if (!position_.contains(node.parent) && !is_known(node.parent)) {
                complaints.error(
                    node.row, "parent",
                    say("no \"{}\" among the {} of the archive and of this file", printable(node.parent), list_));
            } else if (is_below_itself(node.code)) {
                complaints.error(node.row, "parent", say("{} would be above itself", printable(node.code)));
            }
        }
    }

    // Parents before their children.
    std::vector<std::size_t> order(std::size_t) const override {
        std::vector<std::size_t> positions;
        std::vector<bool> placed(rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            std::vector<std::size_t> chain;
            for (auto at = position_.find(rows_[i].code); at != position_.end() && !placed[at->second];
                 at = position_.find(rows_[at->second].parent)) {
                placed[at->second] = true;
                chain.push_back(at->second);
            }
            positions.insert(positions.end(), chain.rbegin(), chain.rend());
        }
        return positions;
    }

protected:
    virtual bool is_known(const std::string& code) = 0;
    // The code of the parent it has in the catalog, "" for none.
    virtual std::string known_parent(const std::string& code) = 0;
    // Puts a row and counts what came of it.
    template <class Table, class Row>
    void put_row(Table& table, Row row, bool known, Thing thing, Change& change, ImportCounts& counts) {
        const std::size_t before = change.rows_changed();
        thing.id = table.put(row);
        const bool same = known && change.rows_changed() == before;
        counts.count(!known ? RowEffect::added : same ? RowEffect::unchanged : RowEffect::changed);
        if (!same) {
            change.about(thing);
            index_thing(*archive_, thing);
        }
    }
    Archive& archive() { return *archive_; }

private:
    struct Node {
        int row = 0;
        std::string code;
        std::string parent;
    };

    bool is_below_itself(const std::string& code) {
        std::string at = code;
        for (int depth = 0; depth <= deepest; ++depth) {
            const auto row = position_.find(at);
            at = row == position_.end() ? known_parent(at) : rows_[row->second].parent;
            if (at.empty()) {
                return false;
            }
            if (at == code) {
                return true;
            }
        }
        return true;
    }

    static constexpr int deepest = 50;
    Archive* archive_;
    std::string list_;
    std::vector<Node> rows_;
    std::unordered_map<std::string, std::size_t> position_;
};

template <class Table>
std::string parent_code(Table& table, const std::string& code) {
    const auto node = table.find(code);
    const auto parent = node && node->parent ? table.find(*node->parent) : std::nullopt;
    return parent ? parent->code : std::string();
}

// The parent's id after the row; nothing said leaves it.
template <class Table>
std::optional<std::int64_t> parent_id(Table& table, const RowValues& row, std::optional<std::int64_t> before) {
    if (!row.said("parent")) {
        return before;
    }
    const auto parent = row.text("parent").empty() ? std::nullopt : table.find(row.text("parent"));
    return parent ? std::optional(parent->id) : std::nullopt;
}

class UnitImport final : public TreeImport {
public:
    explicit UnitImport(Archive& archive) : TreeImport(archive, "units"), units_(archive.db()) {}
    void put(const RowValues& row, Change& change, ImportCounts& counts) override {
        const std::optional<Unit> known = units_.find(row.text("code"));
        Unit unit = known.value_or(Unit());
        unit.code = row.text("code");
        unit.name = row.text("name");
        unit.parent = parent_id(units_, row, unit.parent);
        put_row(units_, unit, known.has_value(), {ThingKind::unit, 0}, change, counts);
    }

protected:
    bool is_known(const std::string& code) override { return units_.find(code).has_value(); }
    std::string known_parent(const std::string& code) override { return parent_code(units_, code); }

private:
    UnitTable units_;
};

class PlaceImport final : public TreeImport {
public:
    explicit PlaceImport(Archive& archive)
        : TreeImport(archive, "places"), directory_(archive), places_(archive.db()) {}
    void check(const RowValues& row, RowComplaints& complaints) override {
        TreeImport::check(row, complaints);
        kinds_[row.text("code")] = row.text("kind");
        rows_.push_back({row.row(), row.text("kind"), row.text_or("parent", known_parent(row.text("code")))});
        if (row.number("capacity").value_or(1) <= 0) {
            complaints.error(row.row(), "capacity", say("must be more than 0 millimetres"));
        }
        if (row.number("most").value_or(1) <= 0) {
            complaints.error(row.row(), "most", say("must be more than 0 things"));
        }
        directory_.person(row, "keeper", complaints);
    }
    void check_together(RowComplaints& complaints) override {
        TreeImport::check_together(complaints);
        for (const Shelf& shelf : rows_) {
            if (!shelf.parent.empty() && level(kind_of(shelf.parent)) >= level(shelf.kind) && level(shelf.kind) >= 0) {
                complaints.error(
                    shelf.row, "kind",
                    say("a {} cannot stand in the {} {}", shelf.kind, kind_of(shelf.parent), printable(shelf.parent)));
            }
        }
    }
    void put(const RowValues& row, Change& change, ImportCounts& counts) override {
        const std::optional<Place> known = places_.find(row.text("code"));
        Place place = known.value_or(Place());
        place.code = row.text("code");
        place.name = row.text("name");
        place.kind = row.text("kind");
        place.zone = row.text_or("zone", place.zone);
        place.capacity = row.said("capacity") ? row.number("capacity") : place.capacity;
        place.most = row.said("most") ? row.number("most") : place.most;
        place.keeper = row.said("keeper") ? directory_.person(row.text("keeper")) : place.keeper;
        place.closed = row.text_or("closed", place.closed);
        place.parent = parent_id(places_, row, place.parent);
        put_row(places_, place, known.has_value(), {ThingKind::place, 0}, change, counts);
    }

protected:
    bool is_known(const std::string& code) override { return places_.find(code).has_value(); }
    std::string known_parent(const std::string& code) override { return parent_code(places_, code); }

private:
    struct Shelf {
        int row = 0;
        std::string kind;
        std::string parent;
    };
    std::string kind_of(const std::string& code) {
        const auto row = kinds_.find(code);
        const std::optional<Place> place = row == kinds_.end() ? places_.find(code) : std::nullopt;
        return row != kinds_.end() ? row->second : place ? place->kind : std::string();
    }
    std::ptrdiff_t level(const std::string& kind) {
        const std::vector<Choice>& levels = archive().profile().places.levels;
        const auto found = std::ranges::find(levels, kind, &Choice::name);
        return found == levels.end() ? -1 : found - levels.begin();
    }
    Directory directory_;
    PlaceTable places_;
    std::map<std::string, std::string> kinds_;
    std::vector<Shelf> rows_;
};

class SeriesImport final : public TreeImport {
public:
    explicit SeriesImport(Archive& archive) : TreeImport(archive, "series"), series_(archive.db()) {}
    void put(const RowValues& row, Change& change, ImportCounts& counts) override {
        const std::optional<SeriesNode> known = series_.find(row.text("code"));
        SeriesNode node = known.value_or(SeriesNode());
        node.code = row.text("code");
        node.title = row.text("title");
        node.parent = parent_id(series_, row, node.parent);
        put_row(series_, node, known.has_value(), {ThingKind::series, 0}, change, counts);
    }

protected:
    bool is_known(const std::string& code) override { return series_.find(code).has_value(); }
    std::string known_parent(const std::string& code) override { return parent_code(series_, code); }

private:
    SeriesTable series_;
};

}  // namespace

std::unique_ptr<TableImport> import_units(Archive& archive) {
    return std::make_unique<UnitImport>(archive);
}

std::unique_ptr<TableImport> import_places(Archive& archive) {
    return std::make_unique<PlaceImport>(archive);
}

std::unique_ptr<TableImport> import_series(Archive& archive) {
    return std::make_unique<SeriesImport>(archive);
}

}  // namespace arc
