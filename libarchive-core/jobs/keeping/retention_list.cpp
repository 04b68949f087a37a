#include "jobs/keeping/retention_list.hpp"

#include "catalog/document_table.hpp"
#include "catalog/keeping_query.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/find/reader_rights.hpp"
#include "jobs/keeping/keeping_records.hpp"
#include "jobs/keeping/keeping_things.hpp"
#include "jobs/permit.hpp"

namespace arc {
namespace {

constexpr std::int64_t group_size = 500;

class RetentionList {
public:
    RetentionList(Archive& archive, const Caller& caller, RecordSink& sink)
        : archive_(&archive), rights_(archive, caller), sink_(&sink), query_(archive.db()) {}

    void put_due(const std::string& day) {
        KeepingQuery::Due last;
        for (auto due = query_.due_before(day, last, group_size); !due.empty();
             due = query_.due_before(day, last, group_size)) {
            for (const KeepingQuery::Due& one : due) {
                put(one.document);
            }
            last = due.back();
        }
    }

    void put_all(std::vector<std::int64_t> (KeepingQuery::*ids)(std::int64_t, std::int64_t)) {
        for (auto found = (query_.*ids)(0, group_size); !found.empty();
             found = (query_.*ids)(found.back(), group_size)) {
            put(found);
        }
    }

    void put(const std::vector<std::int64_t>& documents) {
        for (const std::int64_t id : documents) {
            put(id);
        }
    }

    std::int64_t count() const { return count_; }

private:
    void put(std::int64_t id) {
        const Document document = DocumentTable(archive_->db()).find(id).value();
        if (rights_.unlimited() || rights_.may(Verb::find, rights_target(*archive_, document))) {
            sink_->put(retention_record(*archive_, document));
            ++count_;
        }
    }

    Archive* archive_;
    ReaderRights rights_;
    RecordSink* sink_;
    KeepingQuery query_;
    std::int64_t count_ = 0;
};

}  // namespace

std::int64_t list_retention(Archive& archive, const Caller& caller, const RetentionFilter& filter, RecordSink& sink) {
    require_right(archive, caller, Verb::find);
    RetentionList list(archive, caller, sink);
    if (!filter.things.empty()) {
        list.put(documents_named(archive, filter.things));
    } else if (filter.which == RetentionFilter::Which::due) {
        const Day day = filter.due_before.empty() ? archive.zone().day_at(caller.now())
                                                  : parse_day(filter.due_before).value_or_throw();
        list.put_due(format_day(day));
    } else if (filter.which == RetentionFilter::Which::not_started) {
        list.put_all(&KeepingQuery::not_started);
    } else {
        list.put_all(&KeepingQuery::without_rule);
    }
    return list.count();
}

}  // namespace arc
