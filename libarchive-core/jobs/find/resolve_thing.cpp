#include "jobs/find/resolve_thing.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/search_text.hpp"
#include "base/text.hpp"
#include "catalog/find_query.hpp"
#include "catalog/fonds_table.hpp"
#include "catalog/label_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/search_index.hpp"
#include "catalog/thing_query.hpp"
#include "label/call_number.hpp"
#include "label/label_code.hpp"
#include "label/punctuation.hpp"
#include "record/record_codec.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace arc {
namespace {

constexpr std::array kinds_with_codes{ThingKind::customer, ThingKind::ticket, ThingKind::document, ThingKind::volume,
                                      ThingKind::box,      ThingKind::place,  ThingKind::series,   ThingKind::person,
                                      ThingKind::unit,     ThingKind::batch,  ThingKind::handover, ThingKind::disposal};

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<std::int64_t> as_id(std::string_view text) {
    std::int64_t id = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), id);
    return all_digits(text) && read.ec == std::errc() ? std::optional(id) : std::nullopt;
}

void add(std::vector<Thing>& things, Thing thing) {
    if (std::ranges::find(things, thing) == things.end()) {
        things.push_back(thing);
    }
}

// As typed, as our codes are written, and in small letters.
std::vector<std::string> spellings(std::string_view text) {
    std::vector<std::string> all{std::string(text)};
    for (std::string other : {fold_code(text), fold_words(text)}) {
        if (std::ranges::find(all, other) == all.end()) {
            all.push_back(std::move(other));
        }
    }
    return all;
}

// A token as it may stand in the index: a number with any count of leading zeros.
std::vector<std::string> paddings(const std::string& token) {
    constexpr std::size_t widest = 8;
    if (!all_digits(token)) {
        return {token};
    }
    std::string plain = token.substr(std::min(token.find_first_not_of('0'), token.size() - 1));
    std::vector<std::string> all;
    for (; plain.size() <= widest; plain.insert(plain.begin(), '0')) {
        all.push_back(plain);
    }
    return all.empty() ? std::vector{token} : all;
}

// The name in a record of a pipe (arc-find --format jsonl).
Result<std::string> named_by_record(const Archive& archive, std::string_view line) {
    const Result<ReadRecord> read = decode_record(line);
    if (!read) {
        return read.error();
    }
    if (!read->archive.empty() && read->archive != archive.config().id) {
        return Error{ErrorCode::usage, read->record.kind, say("is a record of the archive {}", read->archive),
                     say("run both commands with the same --archive")};
    }
    const Value fields(read->record.fields);
    // People know batches by their codes alone.
    if (const std::string batch = fields.text_of("batch"); read->record.kind == "batch" && !batch.empty()) {
        return fmt::format("batch:{}", batch);
    }
    const std::int64_t id = fields.int_of("id");
    if (!parse_thing_kind(read->record.kind) || id == 0) {
        return Error{ErrorCode::usage, read->record.kind, say("a record that names no thing"), {}};
    }
    return fmt::format("{}:#{}", read->record.kind, id);
}

class Resolver {
public:
    explicit Resolver(Archive& archive) : archive_(&archive), query_(archive.db()) {}

    Result<Thing> resolve(std::string_view typed) {
        const std::string text = to_nfc(trim(typed));
        if (text.empty() || !is_utf8(text)) {
            return Error{ErrorCode::usage, printable(typed), say("names nothing"), {}};
        }
        if (const std::size_t colon = text.find(':'); colon != std::string::npos) {
            if (const Result<ThingKind> kind = parse_thing_kind(fold_words(trim(text.substr(0, colon)))); kind) {
                return resolve_of_kind(text.substr(colon + 1), *kind);
            }
        }
        if (const Result<LabelCode> code = parse_label_code(text); code) {
            return resolve_label(format_label_code(*code));
        } else if (code.error().code == ErrorCode::mistyped && named(text).empty()) {
            return code.error();
        }
        return only_one(text, named(text));
    }

    Result<Thing> resolve_of_kind(std::string_view typed, ThingKind kind) {
        std::string text(trim(typed));
        if (const std::string prefix = std::string(to_text(kind)) + ":"; text.starts_with(prefix)) {
            text = trim(std::string_view(text).substr(prefix.size()));
        }
        if (text.starts_with('#')) {
            const std::optional<std::int64_t> id = as_id(std::string_view(text).substr(1));
            return only_one(fmt::format("{}:{}", to_text(kind), text),
                            id ? existing({kind, *id}) : std::vector<Thing>{});
        }
        std::vector<Thing> found;
        if (const Result<LabelCode> code = parse_label_code(text); code) {
            const Result<Thing> thing = resolve_label(format_label_code(*code));
            if (!thing || thing->kind == kind) {
                return thing;
            }
        }
        add_coded(found, text, kind);
        if (found.empty()) {
            add_legacy(found, text, kind);
        }
        if (found.empty() && (kind == ThingKind::document || kind == ThingKind::volume)) {
            add_under_other_fonds(found, text);
            std::erase_if(found, [kind](Thing thing) { return thing.kind != kind; });
        }
        if (kind == ThingKind::page) {
            add_page(found, text);
        }
        if (const std::optional<std::int64_t> id = as_id(text); found.empty() && id) {
            found = existing({kind, *id});
        }
        return only_one(fmt::format("{}:{}", to_text(kind), text), found);
    }

private:
    std::vector<Thing> existing(Thing thing) {
        return query_.exists(thing) ? std::vector{thing} : std::vector<Thing>{};
    }

    std::vector<Thing> named(const std::string& text) {
        std::vector<Thing> found;
        for (const ThingKind kind : kinds_with_codes) {
            add_coded(found, text, kind);
        }
        if (const Result<Digest> digest = Digest::parse(text); digest && found.empty()) {
            constexpr std::int64_t shown = 20;
            for (const std::int64_t page : query_.pages_of_object(*digest, shown)) {
                found.push_back({ThingKind::page, page});
            }
        }
        if (found.empty()) {
            add_page(found, text);
        }
        for (const ThingKind kind : {ThingKind::document, ThingKind::volume}) {
            if (found.empty()) {
                add_legacy(found, text, kind);
            }
        }
        if (found.empty()) {
            add_under_other_fonds(found, text);
        }
        return found;
    }

    // A 档号 keeps the fonds number that it was given with; whoever types another one of the fonds means the same.
    void add_under_other_fonds(std::vector<Thing>& found, const std::string& text) {
        Result<CallNumber> number = parse_call_number(text);
        const std::vector<FondsNumber> known = FondsTable(archive_->db()).all();
        if (!number || number->levels.front().size() != 1 ||
            std::ranges::count(known, number->fonds, &FondsNumber::number) == 0) {
            return;
        }
        const std::string typed = number->fonds;
        for (const FondsNumber& other : known) {
            if (other.number == typed) {
                continue;
            }
            number->levels.front().front() = other.number;
            const std::string spelled = to_text(*number);
            for (const ThingKind kind : {ThingKind::document, ThingKind::volume}) {
                add_coded(found, spelled, kind);
                add_legacy(found, spelled, kind);
            }
        }
    }

    void add_coded(std::vector<Thing>& found, const std::string& text, ThingKind kind) {
        for (const std::string& spelling : spellings(text)) {
            if (const std::optional<std::int64_t> id = query_.with_code(kind, spelling)) {
                add(found, {kind, *id});
                return;
            }
        }
    }

    // batch/number
    void add_page(std::vector<Thing>& found, const std::string& text) {
        const std::size_t slash = text.rfind('/');
        const std::optional<std::int64_t> seq =
            slash == std::string::npos ? std::nullopt : as_id(std::string_view(text).substr(slash + 1));
        const std::optional<std::int64_t> batch =
            seq ? query_.with_code(ThingKind::batch, text.substr(0, slash)) : std::nullopt;
        const std::optional<Page> page = batch ? PageTable(archive_->db()).find(*batch, *seq) : std::nullopt;
        if (page) {
            add(found, {ThingKind::page, page->id});
        }
    }

    // The numbers that differ in punctuation or leading zeros only.
    void add_legacy(std::vector<Thing>& found, const std::string& text, ThingKind kind) {
        const Result<CallNumber> wanted = parse_call_number(text);
        if (!wanted) {
            return;
        }
        TokenGroups groups;
        for (const std::string& token : query_tokens(fold_punctuation(text))) {
            groups.push_back(paddings(token));
        }
        const std::string key = comparison_key(*wanted);
        SearchIndex(archive_->db()).find(groups, kind, [&](Thing thing) {
            const Result<CallNumber> number = parse_call_number(query_.code_of(thing));
            if (number && comparison_key(*number) == key) {
                add(found, thing);
            }
            return true;
        });
    }

    Result<Thing> resolve_label(const std::string& code) {
        const std::optional<Label> label = LabelTable(archive_->db()).find(code);
        if (!label) {
            return Error{ErrorCode::not_found, code, say("this code was never issued by this archive"), {}};
        }
        if (label->thing.empty()) {
            return Error{ErrorCode::not_found,
                         code,
                         say("issued on {}, stands for nothing yet", local_day(label->issued, archive_->zone())),
                         {}};
        }
        const std::size_t colon = label->thing.find(':');
        const Result<ThingKind> kind = parse_thing_kind(label->thing.substr(0, colon));
        const std::optional<std::int64_t> id =
            colon == std::string::npos ? std::nullopt : as_id(std::string_view(label->thing).substr(colon + 1));
        if (!kind || !id) {
            return Error{ErrorCode::usage, code, say("stands for {}, which is no single thing", label->thing), {}};
        }
        return only_one(code, existing({*kind, *id}));
    }

    Result<Thing> only_one(const std::string& text, const std::vector<Thing>& found) {
        if (found.size() == 1) {
            return found.front();
        }
        if (found.empty()) {
            const std::string near = nearest_code(text);
            return Error{ErrorCode::not_found, printable(text), say("nothing has this number or code"),
                         near.empty() ? say("look for it with arc-find") : say("did you mean {}?", near)};
        }
        std::vector<std::string> names;
        for (const Thing thing : found) {
            names.push_back(name_of(archive_->db(), thing));
        }
        return Error{ErrorCode::ambiguous, printable(text), say("fits several things: {}", join(names, ", ")),
                     say("name one of them")};
    }

    // Of what has few codes, which people type by heart: "unit:JX99" is near "unit:JX01".
    std::string nearest_code(const std::string& text) {
        constexpr std::int64_t few = 2000;
        const std::size_t colon = text.find(':');
        const Result<ThingKind> kind = parse_thing_kind(text.substr(0, colon));
        const bool has_few = colon != std::string::npos && kind &&
                             (*kind == ThingKind::unit || *kind == ThingKind::person || *kind == ThingKind::place);
        if (!has_few) {
            return {};
        }
        const std::string near = nearest(text.substr(colon + 1), FindQuery(archive_->db()).codes_from(*kind, {}, few));
        return near.empty() ? near : fmt::format("{}:{}", to_text(*kind), near);
    }

    Archive* archive_;
    ThingQuery query_;
};

}  // namespace

Result<Thing> resolve_thing(Archive& archive, std::string_view text) {
    if (!text.starts_with('{')) {
        return Resolver(archive).resolve(text);
    }
    const Result<std::string> name = named_by_record(archive, text);
    return name ? Resolver(archive).resolve(*name) : Result<Thing>(name.error());
}

Result<Thing> resolve_thing(Archive& archive, std::string_view text, ThingKind kind) {
    if (!text.starts_with('{')) {
        return Resolver(archive).resolve_of_kind(text, kind);
    }
    const Result<Thing> thing = resolve_thing(archive, text);
    return !thing || thing->kind == kind
               ? thing
               : Error{ErrorCode::not_found, to_text(*thing), say("is no {}", to_text(kind)), {}};
}

std::string name_of(Db& db, Thing thing) {
    const std::string code = ThingQuery(db).code_of(thing);
    return code.empty() ? fmt::format("{}:#{}", to_text(thing.kind), thing.id)
                        : fmt::format("{}:{}", to_text(thing.kind), code);
}

}  // namespace arc
