#include "jobs/labels/label_words.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/thing_facts.hpp"

#include <array>
#include <charconv>

namespace arc {
namespace {

constexpr std::array<std::pair<ThingKind, LabelKind>, 9> pairs{{{ThingKind::customer, LabelKind::customer},
                                                                {ThingKind::ticket, LabelKind::ticket},
                                                                {ThingKind::document, LabelKind::document},
                                                                {ThingKind::volume, LabelKind::volume},
                                                                {ThingKind::box, LabelKind::box},
                                                                {ThingKind::place, LabelKind::place},
                                                                {ThingKind::person, LabelKind::person},
                                                                {ThingKind::handover, LabelKind::handover},
                                                                {ThingKind::batch, LabelKind::batch}}};

class Wording {
public:
    explicit Wording(Archive& archive) : archive_(archive) {}

    LabelWords of(Thing thing) {
        switch (thing.kind) {
            case ThingKind::customer:
                return customer(thing.id);
            case ThingKind::ticket:
                return ticket(thing.id);
            case ThingKind::document:
                return document(thing.id);
            case ThingKind::volume:
                return coded(VolumeTable(archive_.db()).find(thing.id), say("卷号"));
            case ThingKind::box:
                return coded(BoxTable(archive_.db()).find(thing.id), say("盒号"));
            case ThingKind::place:
                return place(thing.id);
            case ThingKind::person:
                return person(thing.id);
            case ThingKind::batch:
                return batch(thing.id);
            case ThingKind::handover:
                return {say("档案移交清单"), {}};
            default:
                return {};
        }
    }

    LabelWords type(const std::string& name) {
        const DocumentType* type = archive_.profile().document_type(name);
        LabelWords words{type == nullptr ? name : type->title.chinese(), {}};
        if (type != nullptr && !type->code.empty()) {
            words.lines.push_back(say("类型代码 {}", type->code));
        }
        return words;
    }

private:
    static void add(LabelWords& words, std::string_view before, const std::string& text) {
        if (!text.empty() && !text.starts_with("hmac:")) {
            words.lines.push_back(say("{} {}", before, text));
        }
    }

    static std::string heading(const Title& label, const Title& title, std::string_view otherwise) {
        const std::string& own = label.chinese();
        return !own.empty() ? own : title.chinese().empty() ? std::string(otherwise) : say("{}编号", title.chinese());
    }

    void add_customer(LabelWords& words, std::int64_t id) {
        const Subject& subject = archive_.profile().subject;
        if (const std::optional<Customer> customer = CustomerTable(archive_.db()).find(id)) {
            add(words, subject.title.chinese(), customer->state.name);
            add(words, heading(subject.label, subject.title, "户号"), customer->number);
        }
    }

    void add_ticket(LabelWords& words, const Ticket& ticket) {
        add(words, heading(archive_.profile().tickets.label, archive_.profile().tickets.title, "工单编号"),
            ticket.number);
        if (ticket.customer) {
            add_customer(words, *ticket.customer);
        }
    }

    LabelWords customer(std::int64_t id) {
        const std::optional<Customer> found = CustomerTable(archive_.db()).find(id);
        if (!found) {
            return {};
        }
        const Subject& subject = archive_.profile().subject;
        LabelWords words;
        words.title = found->state.name.starts_with("hmac:") ? subject.title.chinese() : found->state.name;
        add(words, heading(subject.label, subject.title, "户号"), found->number);
        return words;
    }

    LabelWords ticket(std::int64_t id) {
        const std::optional<Ticket> found = TicketTable(archive_.db()).find(id);
        if (!found) {
            return {};
        }
        const TicketType* type = archive_.profile().ticket_type(found->type);
        LabelWords words{type == nullptr ? found->type : type->title.chinese(), {}};
        add_ticket(words, *found);
        return words;
    }

    LabelWords document(std::int64_t id) {
        const std::optional<Document> found = DocumentTable(archive_.db()).find(id);
        if (!found) {
            return {};
        }
        LabelWords words = type(found->type);
        words.lines.clear();
        // On a small sticker the number has its room before the title.
        add(words, say("档号"), printed_number(archive_, *found));
        if (!found->title.empty()) {
            words.lines.push_back(found->title);
        }
        if (const std::optional<Ticket> ticket =
                found->ticket ? TicketTable(archive_.db()).find(*found->ticket) : std::nullopt) {
            add_ticket(words, *ticket);
        } else if (found->customer) {
            add_customer(words, *found->customer);
        }
        return words;
    }

    template <class Coded>
    static LabelWords coded(const std::optional<Coded>& found, std::string_view before) {
        if (!found) {
            return {};
        }
        LabelWords words{found->title.empty() ? found->code : found->title, {}};
        add(words, before, found->title.empty() ? std::string() : found->code);
        return words;
    }

    LabelWords place(std::int64_t id) {
        PlaceTable places(archive_.db());
        const std::optional<Place> found = places.find(id);
        if (!found) {
            return {};
        }
        std::vector<std::string> names;
        for (const Place& above : places.path(id)) {
            names.push_back(above.name);
        }
        return {found->code, {join(names, " ")}};
    }

    LabelWords person(std::int64_t id) {
        const std::optional<Person> found = PersonTable(archive_.db()).find(id);
        return found ? LabelWords{found->name, {say("工号 {}", found->code)}} : LabelWords{};
    }

    LabelWords batch(std::int64_t id) {
        const std::optional<Batch> found = BatchTable(archive_.db()).find(id);
        return found ? LabelWords{say("批次 {}", found->code), {}} : LabelWords{};
    }

    Archive& archive_;
};

}  // namespace

std::string LabelWords::together() const {
    std::vector<std::string> all;
    if (!title.empty()) {
        all.push_back(title);
    }
    all.insert(all.end(), lines.begin(), lines.end());
    return join(all, "; ");
}

LabelWords label_words(Archive& archive, LabelKind kind, const std::string& thing) {
    if (kind == LabelKind::document_type && !thing.empty()) {
        return Wording(archive).type(thing);
    }
    const std::optional<Thing> found = thing_of_label(thing);
    return found ? Wording(archive).of(*found) : LabelWords{};
}

std::optional<Thing> thing_of_label(const std::string& thing) {
    const std::size_t colon = thing.find(':');
    if (colon == std::string::npos) {
        return std::nullopt;
    }
    const Result<ThingKind> kind = parse_thing_kind(thing.substr(0, colon));
    std::int64_t id = 0;
    const auto read = std::from_chars(thing.data() + colon + 1, thing.data() + thing.size(), id);
    return kind && read.ec == std::errc() ? std::optional(Thing{*kind, id}) : std::nullopt;
}

std::optional<LabelKind> label_kind_of(ThingKind kind) {
    for (const auto& [thing, label] : pairs) {
        if (thing == kind) {
            return label;
        }
    }
    return std::nullopt;
}

std::optional<ThingKind> thing_kind_of(LabelKind kind) {
    for (const auto& [thing, label] : pairs) {
        if (label == kind) {
            return thing;
        }
    }
    return std::nullopt;
}

}  // namespace arc
