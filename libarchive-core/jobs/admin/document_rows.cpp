#include "jobs/admin/document_rows.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "label/call_number.hpp"
#include "rules/cell_values.hpp"
#include "rules/columns.hpp"
#include "rules/page_cell.hpp"

#include <algorithm>
#include <utility>

namespace arc {
namespace {

bool is_serious(PageTrouble trouble) {
    return trouble == PageTrouble::unreadable || trouble == PageTrouble::beyond_last;
}

// "application (用电申请书), contract (供用电合同)"
std::string types_of(const Profile& profile) {
    std::vector<std::string> types;
    for (const DocumentType& type : profile.document_types) {
        types.push_back(type.title.zh.empty() ? type.name : say("{} ({})", type.name, type.title.zh));
    }
    return join(types, ", ");
}

// The type that --type names, as the cells of the column may: by its name or title, or by its code.
const DocumentType& type_of_all(const Profile& profile, const std::string& typed) {
    std::vector<std::string> words;
    for (const DocumentType& type : profile.document_types) {
        for (const std::string& word : {type.name, type.title.zh, type.title.en}) {
            if (!word.empty() && fold_heading(word) == fold_heading(typed)) {
                return type;
            }
            words.push_back(word);
        }
    }
    if (const DocumentType* type = profile.document_type_with_code(typed)) {
        return *type;
    }
    const std::string near = nearest(typed, words);
    throw Fault(ErrorCode::usage, "--type", say("no document type \"{}\"", printable(typed)),
                near.empty() ? say("types are {}", types_of(profile)) : say("did you mean {}?", near));
}

}  // namespace

std::string canonical_call_number(const std::string& text) {
    const Result<CallNumber> number = parse_call_number(text);
    return number ? to_text(*number) : text;
}

DocumentRows::DocumentRows(Archive& archive, DocumentDefaults defaults, std::optional<PageCustom> custom)
    : profile_(&archive.profile()),
      defaults_(std::move(defaults)),
      custom_(custom),
      volumes_(archive.db()),
      tickets_(archive.db()),
      customers_(archive.db()),
      series_(archive.db()) {
    if (!defaults_.type.empty()) {
        defaults_.type = type_of_all(*profile_, defaults_.type).name;
    }
}

const ItemPages* DocumentRows::pages(int row) const {
    const auto found = pages_.find(row);
    return found == pages_.end() ? nullptr : &found->second;
}

RowValues DocumentRows::with_defaults(const RowValues& row) const {
    RowValues values = row;
    const std::pair<std::string_view, const std::string*> given[] = {{"volume", &defaults_.volume},
                                                                     {"type", &defaults_.type},
                                                                     {"ticket", &defaults_.ticket},
                                                                     {"customer", &defaults_.customer},
                                                                     {"series", &defaults_.series}};
    for (const auto& [column, value] : given) {
        if (!value->empty() && values.text(column).empty()) {
            values.set(column, *value);
        }
    }
    return values;
}

void DocumentRows::check(const RowValues& raw, RowComplaints& complaints) {
    const RowValues row = with_defaults(raw);
    const DocumentType* type = profile_->document_type(row.text("type"));
    if (row.text("type").empty()) {
        complaints.error(row.row(), "type", say("must not be empty"),
                         say("add the column, or name the type of all with --type{}", types_once()));
    } else if (type != nullptr) {
        check_fields(row, *type, complaints);
    }
    if (!row.text("date").empty() && !read_catalogue_date(row.text("date"))) {
        complaints.error(row.row(), "date", say("\"{}\" is no day, month or year", printable(row.text("date"))),
                         say("write it as 2026-11-21, 2026-11 or 2026"));
    }
    check_owner(row, complaints);
    hold_pages(row, complaints);
    check_identity(row, complaints);
}

// The first complaint lists them; a list may have thousands of rows.
std::string DocumentRows::types_once() {
    return std::exchange(types_were_told_, true) ? std::string() : ": " + types_of(*profile_);
}

void DocumentRows::check_owner(const RowValues& row, RowComplaints& complaints) {
    const std::string& ticket = row.text("ticket");
    const std::string& customer = row.text("customer");
    const std::string& series = row.text("series");
    const std::optional<Ticket> known_ticket = ticket.empty() ? std::nullopt : tickets_.find(ticket);
    const std::optional<Customer> known_customer = customer.empty() ? std::nullopt : customers_.find(customer);
    if (!ticket.empty() && !known_ticket) {
        complaints.error(row.row(), "ticket", say("no ticket \"{}\"", printable(ticket)), say("import tickets first"));
    }
    if (!customer.empty() && !known_customer) {
        complaints.error(row.row(), "customer", say("no customer \"{}\"", printable(customer)),
                         say("import customers first"));
    }
    if (!series.empty() && !series_.find(series)) {
        complaints.error(row.row(), "series", say("no series \"{}\"", printable(series)), say("import series first"));
    }
    if (known_ticket && known_customer && known_ticket->customer != known_customer->id) {
        complaints.error(row.row(), "customer", say("the ticket {} is another customer's", ticket));
    }
    if (ticket.empty() && customer.empty() && series.empty()) {
        complaints.error(row.row(), "ticket", say("the document belongs to nothing"),
                         say("add a column ticket, customer or series, or name it for all with --series"));
    } else if (!series.empty() && !(ticket.empty() && customer.empty())) {
        complaints.error(row.row(), "series", say("a document belongs to a series or to a customer, not to both"));
    }
}

void DocumentRows::check_fields(const RowValues& row, const DocumentType& type, RowComplaints& complaints) const {
    const std::vector<const Field*> own = fields_of(*profile_, type);
    for (const DocumentType& other : profile_->document_types) {
        for (const Field& field : other.fields) {
            const bool known = std::ranges::any_of(own, [&](const Field* one) { return one->name == field.name; });
            if (!known && !row.text(field.name).empty()) {
                complaints.error(row.row(), field.name, say("documents of type {} have no such field", type.name));
            }
        }
    }
}

// The rows of each volume are kept together, for their pages follow from one another.
void DocumentRows::hold_pages(const RowValues& row, RowComplaints& complaints) {
    const std::string& volume = row.text("volume");
    if (volume.empty()) {
        return;
    }
    const auto [at, is_new] = old_volumes_.try_emplace(volume);
    OldVolume& old = at->second;
    if (is_new) {
        const std::optional<Volume> known = volumes_.find(volume);
        old.last_page = known && known->pages ? std::optional(static_cast<int>(*known->pages)) : std::nullopt;
    }
    if (const std::optional<std::int64_t> last = row.number("volume_pages")) {
        old.last_page = static_cast<int>(*last);
    }
    old.rows.push_back({row.row(), row.text("item"), row.text("first_page"), row.text("last_page"),
                        row.text("page_range"), row.text("pages")});
    const std::string& item = row.text("item");
    const PageCell cell = read_page_cell(item);
    if (item.empty()) {
        positions_[row.row()] = static_cast<std::int64_t>(old.rows.size());
    } else if (cell.readable && cell.second == 0) {
        positions_[row.row()] = cell.first;
    } else {
        complaints.error(row.row(), "item", say("\"{}\" is not an item number", printable(item)));
    }
}

// A document met again must be known as the same, or importing twice would double it.
void DocumentRows::check_identity(const RowValues& row, RowComplaints& complaints) {
    const std::string number = canonical_call_number(row.text("number"));
    const bool placed = !row.text("volume").empty();
    const auto position = positions_.find(row.row());
    if (!number.empty() && !met_.insert("number " + number).second) {
        complaints.error(row.row(), "number", say("\"{}\" stands in an earlier row already", printable(number)));
    }
    if (placed && position != positions_.end() &&
        !met_.insert(say("item {} {}", position->second, row.text("volume"))).second) {
        complaints.error(row.row(), "item",
                         say("item {} of volume {} stands in an earlier row already", position->second,
                             printable(row.text("volume"))));
    }
    if (number.empty() && !placed && !row.text("series").empty() && row.text("title").empty()) {
        complaints.error(row.row(), "title", say("a document of a series needs a number, a volume or a title"));
    }
}

void DocumentRows::check_together(RowComplaints& complaints) {
    if (!custom_) {
        return;
    }
    for (const auto& [code, volume] : old_volumes_) {
        const PageRanges resolved = resolve_page_ranges(*custom_, volume.rows, volume.last_page);
        for (const PageProblem& problem : resolved.problems) {
            const std::string words = say("volume {}: {}", printable(code), problem.words);
            if (is_serious(problem.trouble)) {
                complaints.error(problem.row, {}, words, say("the custom is {}; see --custom", to_text(*custom_)));
            } else if (problem.trouble != PageTrouble::full_width) {
                complaints.warning(problem.row, {}, words);
            }
        }
        for (const ItemPages& pages : resolved.ranges) {
            pages_[pages.row] = pages;
        }
    }
}

}  // namespace arc
