#include "jobs/filing/document_fields.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/filing/name_things.hpp"
#include "rules/cell_values.hpp"
#include "rules/field_entry.hpp"

#include <algorithm>
#include <charconv>

namespace arc {
namespace {

Error wrong_value(const FieldEntry& entry, std::string what, std::string next = {}) {
    return {ErrorCode::usage, say("field {}", entry.name), std::move(what), std::move(next)};
}

std::optional<std::int64_t> read_count(const FieldEntry& entry) {
    constexpr int most = 1'000'000;
    if (entry.value.empty()) {
        return std::nullopt;
    }
    int count = 0;
    const char* end = entry.value.data() + entry.value.size();
    const auto [read, error] = std::from_chars(entry.value.data(), end, count);
    if (error != std::errc() || read != end || count < 0 || count > most) {
        throw Fault(wrong_value(entry, say("not a count"), say("give a whole number from 0 to {}", most)));
    }
    return count;
}

int read_secrecy(const Profile& profile, const FieldEntry& entry) {
    const std::vector<Choice>& levels = profile.documents.secrecy;
    const auto named = std::ranges::find(levels, entry.value, &Choice::name);
    if (named != levels.end()) {
        return static_cast<int>(named - levels.begin());
    }
    constexpr int highest = 9;
    const int most = levels.empty() ? highest : static_cast<int>(levels.size()) - 1;
    if (entry.value.size() != 1 || entry.value[0] < '0' || entry.value[0] - '0' > most) {
        throw Fault(wrong_value(entry, say("no level of secrecy"), say("give its name, or 0 to {}", most)));
    }
    return entry.value[0] - '0';
}

void set_number(FilingRun& run, Document& document, const FieldEntry& entry) {
    const std::string number(trim(to_nfc(entry.value)));
    if (number == document.number) {
        return;
    }
    if (!document.number.empty()) {
        throw Fault(ErrorCode::refused, name_of(document), say("has the number {}, which is final", document.number));
    }
    const DocumentType* type = run.archive().profile().document_type(document.type);
    if (type != nullptr && type->number != NumberOf::own) {
        throw Fault(ErrorCode::refused, name_of(document),
                    say("carries the number of its {}", type->number == NumberOf::ticket ? "ticket" : "customer"));
    }
    if (type != nullptr && type->pattern && !type->pattern->fits(number)) {
        throw Fault(wrong_value(entry, say("not of the form {}", type->pattern->text())));
    }
    if (const std::optional<Document> other = DocumentTable(run.db()).find_number(number)) {
        throw Fault(ErrorCode::refused, number, say("is the number of {}", name_of(*other)));
    }
    document.number = number;
}

// Every document may say which form it has and that a copy was compared with the original.
const Field* own_field(const std::string& name) {
    static const Field form = [] {
        Field field;
        field.name = "form";
        field.type = FieldType::one_of;
        field.one_of = {"original", "copy"};
        return field;
    }();
    static const Field compared = [] {
        Field field;
        field.name = "compared";
        return field;
    }();
    return name == "form" ? &form : name == "compared" ? &compared : nullptr;
}

void set_field(FilingRun& run, Document& document, const FieldEntry& entry) {
    const Profile& profile = run.archive().profile();
    const DocumentType* type = profile.document_type(document.type);
    const std::vector<const Field*> declared =
        type == nullptr ? std::vector<const Field*>{} : fields_of(profile, *type);
    const Field* own = own_field(entry.name);
    const Field& field = own != nullptr ? *own : *need_field(declared, entry.name).value_or_throw();
    if (const std::optional<std::string> date = read_catalogue_date(entry.value); field.name == "date" && date) {
        document.dated = *date;
        return;
    }
    const TakenValue taken = take_value(profile, field, entry.value).value_or_throw();
    if (!taken.doubt.empty()) {
        run.reporter.notice(say("{}: field {}: {}", name_of(document), field.name, taken.doubt));
    }
    if (field.name == "title") {
        document.title = taken.value;
    } else if (field.name == "author") {
        document.author = taken.value;
    } else if (field.name == "date") {
        document.dated = taken.value;
    } else {
        document.fields = with_field(run.change, document.fields, field, taken.value);
    }
}

}  // namespace

void set_document_fields(FilingRun& run, Document& document, const std::vector<std::string>& entries) {
    std::optional<int> level;
    std::optional<std::string> until;
    for (const FieldEntry& entry : parse_entries(entries).value_or_throw()) {
        if (entry.name == "sheets") {
            document.sheets = read_count(entry);
        } else if (entry.name == "sides") {
            document.sides = read_count(entry);
        } else if (entry.name == "secrecy") {
            level = read_secrecy(run.archive().profile(), entry);
        } else if (entry.name == "secret_until") {
            until = entry.value;
        } else if (entry.name == "access") {
            set_access(run, document, entry.value);
        } else if (entry.name == "paper") {
            set_paper(run, document, entry.value);
        } else if (entry.name == "number") {
            set_number(run, document, entry);
        } else {
            set_field(run, document, entry);
        }
    }
    if (level || until) {
        set_secrecy(run, document, level, until);
    }
}

}  // namespace arc
