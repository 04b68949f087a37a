#include "catalog/user_query.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <sqlite3.h>

#include <set>

namespace arc {
namespace {

const std::set<std::string_view>& views() {
    static const std::set<std::string_view> names{"v_customer", "v_ticket", "v_document", "v_page", "v_loan"};
    return names;
}

// `view`: through which the column is read, or null. A common table expression may call itself like a view; UserQuery
// refuses those where it matters. SQLite names an empty column, and no view, for a table whose rows only count, as
// those that a view joins.
bool may_read(QueryReach reach, std::string_view table, std::string_view column, const char* view) {
    if (table == "private_value") {
        return false;
    }
    return column.empty() || reach == QueryReach::tables || views().contains(table) ||
           (view != nullptr && views().contains(view));
}

int authorize(void* reach, int action, const char* first, const char* second, const char*, const char* view) {
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_RECURSIVE:
            return SQLITE_OK;
        case SQLITE_FUNCTION:
            return std::string_view(second) == "load_extension" ? SQLITE_DENY : SQLITE_OK;
        case SQLITE_READ:
            return may_read(*static_cast<QueryReach*>(reach), first, second, view) ? SQLITE_OK : SQLITE_DENY;
        default:
            return SQLITE_DENY;
    }
}

int should_stop(void* stop) {
    return (*static_cast<const std::function<bool()>*>(stop))() ? 1 : 0;
}

Fault refused(std::string what) {
    return {ErrorCode::usage, "--sql", std::move(what),
            say("give one SELECT; the views are v_customer, v_ticket, v_document, v_page, v_loan")};
}

bool has_word_with(std::string_view sql) {
    std::string words = fold_words(sql);
    for (char& c : words) {
        c = (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9') ? c : ' ';
    }
    return (" " + words + " ").find(" with ") != std::string::npos;
}

}  // namespace

UserQuery::UserQuery(Db& db, std::string_view sql, QueryReach reach) : db_(&db) {
    if (reach == QueryReach::views && has_word_with(sql)) {
        throw refused(say("WITH is not allowed in a guarded archive"));
    }
    if (reach == QueryReach::tables) {
        Statement(db, "SELECT 1 FROM search LIMIT 0")
            .step();  // the index connects with statements that would be refused
    }
    sqlite3_set_authorizer(db.handle(), authorize, &reach);
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const int status = sqlite3_prepare_v2(db.handle(), sql.data(), static_cast<int>(sql.size()), &statement, &rest);
    const std::string words = sqlite3_errmsg(db.handle());
    const bool reads = status == SQLITE_OK && statement != nullptr && sqlite3_stmt_readonly(statement) != 0;
    const bool alone = status != SQLITE_OK ||
                       trim(std::string_view(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest))).empty();
    sqlite3_finalize(statement);
    std::string mistake = status == SQLITE_AUTH ? say("refused: {}", words)
                          : status != SQLITE_OK ? words
                          : !alone              ? say("more than one statement")
                          : !reads              ? say("not a SELECT")
                                                : std::string();
    sqlite3_set_authorizer(db.handle(), nullptr, nullptr);
    if (!mistake.empty()) {
        throw refused(std::move(mistake));
    }
    rows_.emplace(db, sql);
    for (int i = 0; i < rows_->columns(); ++i) {
        columns_.push_back(rows_->column_name(i));
    }
}

UserQuery::~UserQuery() {
    sqlite3_progress_handler(db_->handle(), 0, nullptr, nullptr);
}

bool UserQuery::next(std::vector<Cell>& row, const std::function<bool()>& stop) {
    constexpr int instructions = 100'000;
    std::function<bool()> asked = stop;
    sqlite3_progress_handler(db_->handle(), instructions, should_stop, &asked);
    const bool more = rows_->step();
    sqlite3_progress_handler(db_->handle(), 0, nullptr, nullptr);
    row.clear();
    for (std::size_t i = 0; more && i < columns_.size(); ++i) {
        row.push_back(rows_->cell());
    }
    return more;
}

}  // namespace arc
