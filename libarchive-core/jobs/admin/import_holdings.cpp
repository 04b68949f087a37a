#include "jobs/admin/import_holdings.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "jobs/admin/people.hpp"
#include "jobs/indexing.hpp"
#include "jobs/shelving/put_away.hpp"

#include <algorithm>

namespace arc {
namespace {

// A table of codes that stand in something else.
class FlatImport : public TableImport {
public:
    explicit FlatImport(Archive& archive) : archive_(&archive) {}

protected:
    // The id of what a cell names, in any table with codes.
    template <class Table>
    static std::optional<std::int64_t> id_of(Table& table, const std::string& code) {
        const auto found = code.empty() ? std::nullopt : table.find(code);
        return found ? std::optional(found->id) : std::nullopt;
    }
    template <class Table>
    static void check_code(Table& table, const RowValues& row, std::string_view column, std::string_view list,
                           RowComplaints& complaints) {
        const std::string& code = row.text(column);
        if (!code.empty() && !table.find(code)) {
            complaints.error(row.row(), column, say("no {} \"{}\"", column, printable(code)),
                             say("import {} first", list));
        }
    }
    void count(Change& change, ImportCounts& counts, bool known, std::size_t changes_before, Thing thing) {
        const bool same = known && change.rows_changed() == changes_before;
        counts.count(!known ? RowEffect::added : same ? RowEffect::unchanged : RowEffect::changed);
        if (!same) {
            change.about(thing);
            index_thing(*archive_, thing);
        }
    }
    Archive& archive() { return *archive_; }
    static void check_width(const RowValues& row, RowComplaints& complaints) {
        if (row.number("width").value_or(1) <= 0) {
            complaints.error(row.row(), "width", say("must be more than 0 millimetres"));
        }
    }
    // Where the row says that a thing is; what it does not say stays.
    static void put_where(const RowValues& row, Change& change, Thing thing, std::optional<std::int64_t> place,
                          std::optional<std::int64_t> box) {
        PutAway put_away(change);
        const bool gone = row.said("place") && row.text("place").empty() && row.text("box").empty();
        Result<Done> done = Done{};
        if (place && StayTable(change.db()).holder_of(thing) != Thing{ThingKind::place, *place}) {
            const Result<std::int64_t> stands = put_away.stand(thing, *place);
            done = stands ? Result<Done>(Done{}) : stands.error();
        } else if (box) {
            const Result<std::int64_t> lies = put_away.lie(thing, {ThingKind::box, *box});
            done = lies ? Result<Done>(Done{}) : lies.error();
        } else if (gone) {
            put_away.take_away(thing, say("imported"));
        }
        if (!done) {
            throw Fault(done.error().code, say("row {}: {}", row.row(), done.error().subject), done.error().what,
                        done.error().next);
        }
    }

private:
    Archive* archive_;
};

std::vector<std::string> words_of(std::string text) {
    for (const std::string_view separator : {",", ";", "、", "，", "；"}) {
        for (std::size_t at = text.find(separator); at != std::string::npos; at = text.find(separator)) {
            text.replace(at, separator.size(), " ");
        }
    }
    std::vector<std::string> words = split(text, ' ');
    std::erase(words, std::string());
    return words;
}

class PeopleImport final : public FlatImport {
public:
    explicit PeopleImport(Archive& archive) : FlatImport(archive), directory_(archive), people_(archive.db()) {}

    void check(const RowValues& row, RowComplaints& complaints) override {
        directory_.unit(row, "unit", complaints);
        for (const std::string& word : words_of(row.text("roles"))) {
            if (role_of(word).empty()) {
                std::vector<std::string> names;
                for (const Choice& role : archive().profile().roles) {
                    names.push_back(role.name);
                }
                complaints.error(row.row(), "roles", say("\"{}\" is not a role", printable(word)),
                                 say("roles are {}", join(names, ", ")));
            }
        }
    }

    void put(const RowValues& row, Change& change, ImportCounts& counts) override {
        const std::optional<Person> known = people_.find(row.text("code"));
        Person person = known.value_or(Person());
        person.code = row.text("code");
        person.name = row.text("name");
        person.unit = row.said("unit") ? directory_.unit(row.text("unit")) : person.unit;
        person.disabled = row.text_or("disabled", person.disabled);
        for (const char* contact : {"phone", "mail"}) {
            if (row.said(contact)) {
                set_contact(change, person, contact, row.text(contact));
            }
        }
        const std::size_t before = change.rows_changed();
        person.id = people_.put(person);
        if (row.said("roles")) {
            set_roles(person, words_of(row.text("roles")));
        }
        count(change, counts, known.has_value(), before, {ThingKind::person, person.id});
    }

private:
    // The role's name, which may be given by its title.
    std::string role_of(const std::string& word) {
        for (const Choice& role : archive().profile().roles) {
            if (role.name == word || role.title.zh == word || fold_words(role.title.en) == fold_words(word)) {
                return role.name;
            }
        }
        return {};
    }
    void set_roles(const Person& person, const std::vector<std::string>& words) {
        std::vector<std::string> wanted;
        for (const std::string& word : words) {
            wanted.push_back(role_of(word));
            if (std::ranges::count(person.roles, wanted.back()) == 0) {
                people_.add_role(person.id, wanted.back());
            }
        }
        for (const std::string& role : person.roles) {
            if (std::ranges::count(wanted, role) == 0) {
                people_.remove_role(person.id, role);
            }
        }
    }
    Directory directory_;
    PersonTable people_;
};

class BoxImport final : public FlatImport {
public:
    explicit BoxImport(Archive& archive) : FlatImport(archive), boxes_(archive.db()), places_(archive.db()) {}
    void check(const RowValues& row, RowComplaints& complaints) override {
        check_code(places_, row, "place", "places", complaints);
        check_width(row, complaints);
    }
    void put(const RowValues& row, Change& change, ImportCounts& counts) override {
        const std::optional<Box> known = boxes_.find(row.text("code"));
        Box box = known.value_or(Box());
        box.code = row.text("code");
        box.title = row.text_or("title", box.title);
        box.width = row.said("width") ? row.number("width") : box.width;
        const std::size_t before = change.rows_changed();
        box.id = boxes_.put(box);
        put_where(row, change, {ThingKind::box, box.id}, id_of(places_, row.text("place")), std::nullopt);
        count(change, counts, known.has_value(), before, {ThingKind::box, box.id});
    }

private:
    BoxTable boxes_;
    PlaceTable places_;
};

class VolumeImport final : public FlatImport {
public:
    explicit VolumeImport(Archive& archive)
        : FlatImport(archive), volumes_(archive.db()), boxes_(archive.db()), places_(archive.db()) {}
    void check(const RowValues& row, RowComplaints& complaints) override {
        check_code(boxes_, row, "box", "boxes", complaints);
        check_code(places_, row, "place", "places", complaints);
        if (row.number("pages").value_or(0) < 0) {
            complaints.error(row.row(), "pages", say("must not be less than 0"));
        }
        if (!row.text("box").empty() && !row.text("place").empty()) {
            complaints.error(row.row(), "place", say("a volume in a box stands where the box does; name one"));
        }
        check_width(row, complaints);
    }
    void put(const RowValues& row, Change& change, ImportCounts& counts) override {
        const std::optional<Volume> known = volumes_.find(row.text("code"));
        Volume volume = known.value_or(Volume());
        volume.code = row.text("code");
        volume.title = row.text_or("title", volume.title);
        volume.pages = row.said("pages") ? row.number("pages") : volume.pages;
        volume.width = row.said("width") ? row.number("width") : volume.width;
        if (row.said("closed")) {
            const std::string& day = row.text("closed");
            volume.closed = day.empty() ? day : format_instant(archive().zone().start_of(parse_day(day).value()));
        }
        const std::size_t before = change.rows_changed();
        volume.id = volumes_.put(volume);
        put_where(row, change, {ThingKind::volume, volume.id}, id_of(places_, row.text("place")),
                  id_of(boxes_, row.text("box")));
        count(change, counts, known.has_value(), before, {ThingKind::volume, volume.id});
    }

private:
    VolumeTable volumes_;
    BoxTable boxes_;
    PlaceTable places_;
};

}  // namespace

std::unique_ptr<TableImport> import_people(Archive& archive) {
    return std::make_unique<PeopleImport>(archive);
}

std::unique_ptr<TableImport> import_boxes(Archive& archive) {
    return std::make_unique<BoxImport>(archive);
}

std::unique_ptr<TableImport> import_volumes(Archive& archive) {
    return std::make_unique<VolumeImport>(archive);
}

}  // namespace arc
