#pragma once

#include "catalog/sqlite.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// SQL that holds while the paper of a document, volume or box is away; `id` is the expression of its id. What is inside
// a lent thing is away with it; what has a part out is not away itself.
std::string lent_document_sql(std::string_view id);
std::string lent_volume_sql(std::string_view id);
std::string lent_box_sql(std::string_view id);

// Questions about how the archive is used.
class LoanQuery {
public:
    explicit LoanQuery(Db& db) : db_(&db) {}

    struct Use {
        std::int64_t document = 0;
        std::int64_t loans = 0;
        std::int64_t looks = 0;  // events: shown, viewed, printed
        std::string last;        // instant of the last loan or look
    };
    // How often each document was lent since an instant, work left out; by document, without looks.
    std::vector<Use> lent_since(const std::string& since);
    // Documents with paper, registered before an instant, that nobody ever borrowed or looked at, by id.
    std::vector<std::int64_t> never_used(const std::string& registered_before, std::int64_t after, std::int64_t most);

    // The roles of those who let this person read a document, or what it lies in, at this moment.
    std::vector<std::string> roles_that_let_in(std::int64_t document, std::int64_t person, const std::string& now);

private:
    Db* db_;
};

}  // namespace arc
