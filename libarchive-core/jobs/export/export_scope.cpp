#include "jobs/export/export_scope.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/handover_table.hpp"
#include "jobs/find/find_things.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/handover/handover_records.hpp"
#include "search/query.hpp"

#include <algorithm>
#include <filesystem>

namespace arc {
namespace {

// Keeps what find_things finds.
class Found final : public RecordSink {
public:
    void put(const Record& record) override {
        for (const auto& [name, value] : record.fields) {
            if (name == "id" && value.as_int() != nullptr) {
                ids.push_back(*value.as_int());
            }
        }
    }
    void flush() override {}
    std::vector<std::int64_t> ids;
};

// Of a signed list: what was taken, or is on its way.
std::vector<std::int64_t> documents_on(Archive& archive, const Handover& list) {
    if (list.state != HandoverState::given && list.state != HandoverState::taken) {
        throw Fault(
            ErrorCode::refused, say("list {}", list.code), say("is {}", to_text(list.state)),
            list.state == HandoverState::open ? say("it must be signed first: arc-file handover give") : std::string());
    }
    std::vector<std::int64_t> documents;
    for (const HandoverItem& item : HandoverTable(archive.db()).items(list.id)) {
        if (item.thing.kind == ThingKind::document &&
            (item.outcome == ItemOutcome::waiting || item.outcome == ItemOutcome::accepted)) {
            documents.push_back(item.thing.id);
        }
    }
    return documents;
}

// What finds this very thing again, whatever its number looks like.
std::string exact(Thing thing) {
    const std::string id = fmt::format("#{}", thing.id);
    return thing.kind == ThingKind::volume ? "volume:" + id : id;
}

}  // namespace

std::string ExportScope::words() const {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view what, const std::string& value) {
        if (!value.empty()) {
            parts.push_back(what.empty() ? value : fmt::format("{} {}", what, value));
        }
    };
    add("ticket", ticket);
    add("customer", customer);
    add("volume", volume);
    add("document", document);
    add("unit", unit);
    add("", year);
    add("", join(query, " "));
    add("handover", handover);
    return join(parts, ", ");
}

ScopedDocuments documents_in(Archive& archive, const Caller& caller, ThingRecords& records, const ExportScope& scope,
                             Verb verb, Reporter& reporter) {
    if (scope.empty()) {
        throw Fault(ErrorCode::usage, say("what"), say("nothing asked"),
                    say("give --ticket, --customer, --volume, --unit with --year, or --query"));
    }
    ScopedDocuments scoped;
    FindRequest request;
    request.kind = ThingKind::document;
    request.limit = 0;
    std::vector<std::string> terms = scope.query;
    if (!scope.year.empty()) {
        terms.push_back("date:" + scope.year);
    }
    request.query = parse_query(terms).value_or_throw();
    const auto take = [&](const std::string& name, ThingKind kind, const char* term) {
        if (!name.empty()) {
            if (request.query.asks(term)) {
                throw Fault(ErrorCode::usage, name, say("asked twice, as an option and in the query"));
            }
            scoped.about.push_back(resolve_thing(archive, name, kind).value_or_throw());
            request.query.ask(term, exact(scoped.about.back()));
        }
    };
    take(scope.ticket, ThingKind::ticket, "ticket");
    take(scope.customer, ThingKind::customer, "customer");
    take(scope.volume, ThingKind::volume, "in");
    take(scope.unit, ThingKind::unit, "unit");
    Found found;
    if (!scope.handover.empty()) {
        const Handover list = named_handover(archive, scope.handover);
        scoped.about.push_back({ThingKind::handover, list.id});
        found.ids = documents_on(archive, list);
    } else if (scope.document.empty()) {
        find_things(archive, caller, request, found);
    } else {
        const Thing document = resolve_thing(archive, scope.document, ThingKind::document).value_or_throw();
        found.ids.push_back(document.id);
        scoped.about.push_back(document);
    }
    std::ranges::sort(found.ids);
    found.ids.erase(std::unique(found.ids.begin(), found.ids.end()), found.ids.end());
    for (const std::int64_t id : found.ids) {
        const Thing document{ThingKind::document, id};
        const Result<Permission> permission = records.rights().ask(verb, records.target_of(document));
        if (permission) {
            scoped.documents.push_back(id);
        } else {
            ++scoped.left_out;
            reporter.problem({ErrorCode::refused, name_of(archive.db(), document),
                              say("left out: {}", permission.error().what), permission.error().next});
        }
    }
    if (found.ids.empty()) {
        throw Fault(ErrorCode::not_found, scope.words(), say("no documents"), say("see arc-find"));
    }
    if (scoped.documents.empty()) {
        throw Fault(ErrorCode::refused, caller.account, say("none of {} documents may leave", found.ids.size()), {});
    }
    return scoped;
}

void require_destination(const Archive& archive, const std::string& output) {
    namespace fs = std::filesystem;
    const ArchiveConfig& config = archive.config();
    if (config.mode != ArchiveMode::guarded || output == "-") {
        return;
    }
    const fs::path outbox =
        config.outbox.empty() ? fs::path() : fs::weakly_canonical(archive.paths().root / config.outbox);
    const fs::path wanted = fs::weakly_canonical(fs::absolute(output).parent_path());
    const auto [end, rest] = std::mismatch(outbox.begin(), outbox.end(), wanted.begin(), wanted.end());
    if (outbox.empty() || end != outbox.end()) {
        throw Fault(ErrorCode::refused, printable(output), say("a guarded archive writes only to its outbox"),
                    outbox.empty() ? say("name one in archive.yaml") : say("write below {}", outbox.string()));
    }
}

}  // namespace arc
