#include "jobs/admin/apply_profile.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/name_uses.hpp"
#include "catalog/profile_table.hpp"
#include "jobs/admin/init_archive.hpp"
#include "jobs/indexer.hpp"
#include "profile/load_profile.hpp"
#include "rules/profile_change.hpp"
#include "store/files.hpp"

#include <algorithm>

namespace arc {
namespace {

// Tells the mistakes; the profile where there are none.
std::optional<Profile> load(const NamedProfile& named, Reporter& reporter) {
    LoadedProfile loaded = load_profile(named.text, named.file);
    for (const ProfileMistake& mistake : loaded.mistakes) {
        const std::string place =
            mistake.line == 0 ? mistake.file : say("{}:{}:{}", mistake.file, mistake.line, mistake.column);
        reporter.problem({ErrorCode::usage, place, mistake.what, mistake.next});
    }
    return std::move(loaded.profile);
}

// What decides whether two requirements ask for the same.
bool same_requirement(const Requirement& a, const Requirement& b) {
    return a.of == b.of && a.ticket_type == b.ticket_type && a.type == b.type && a.when == b.when &&
           a.required == b.required && a.count <= b.count;
}

std::vector<Requirement> all_requirements(const Profile& profile) {
    std::vector<Requirement> all = profile.requirements;
    for (const TicketType& type : profile.ticket_types) {
        for (Requirement requirement : type.documents) {
            requirement.ticket_type = type.name;
            all.push_back(std::move(requirement));
        }
    }
    return all;
}

// The names of documents, tickets and fields that the search index holds.
std::vector<std::string> indexed_words(const Profile& profile) {
    std::vector<std::string> words;
    const auto add_fields = [&](const std::vector<Field>& fields) {
        for (const Field& field : fields) {
            words.push_back(field.name + (field.searchable ? "+" : "-") + (field.is_private ? "-" : "+"));
        }
    };
    add_fields(profile.subject.fields);
    add_fields(profile.tickets.fields);
    add_fields(profile.documents.fields);
    for (const TicketType& type : profile.ticket_types) {
        words.insert(words.end(), {type.name, type.title.zh, type.title.en});
        add_fields(type.fields);
    }
    for (const DocumentType& type : profile.document_types) {
        words.insert(words.end(), {type.name, type.title.zh, type.title.en});
        add_fields(type.fields);
    }
    return words;
}

class ProfileApplication {
public:
    ProfileApplication(Archive& archive, Operation& operation, RecordSink& sink, Reporter& reporter)
        : archive_(&archive), operation_(&operation), sink_(&sink), reporter_(&reporter) {}

    std::int64_t run(const NamedProfile& named, const Profile& next, Confirmed confirmed) {
        const ProfileChange change = compare(next);
        refuse_dropped(change);
        for (const std::string& words : change.differences) {
            tell("rule", words);
        }
        for (const std::string& name : change.unused) {
            reporter_->notice(say("names: {} renames nothing", name));
        }
        return apply(named, next, change, confirmed);
    }

private:
    void tell(std::string_view kind, const std::string& words) {
        sink_->put({"effect", {{"kind", kind}, {"text", words}}});
    }

    ProfileChange compare(const Profile& next) {
        std::vector<NameUse> uses;
        for (NameUses::Use& use : NameUses(archive_->db(), archive_->profile()).count()) {
            uses.push_back({use.kind, std::move(use.name), use.records});
        }
        return compare_profiles(archive_->profile(), next, uses);
    }

    void refuse_dropped(const ProfileChange& change) {
        for (const DroppedName& dropped : change.dropped) {
            reporter_->problem({ErrorCode::refused, "profile", dropped.message(), {}});
        }
        if (!change.may_apply()) {
            throw Fault(ErrorCode::refused, "profile",
                        say("{} names in use are not in it, nothing was applied", change.dropped.size()),
                        say("keep or rename them"));
        }
    }

    std::int64_t apply(const NamedProfile& named, const Profile& next, const ProfileChange& compared,
                       Confirmed confirmed) {
        Change change(*archive_, *operation_);
        bool touches = rename_all(change, compared);
        touches = tell_newly_due(change, next) || touches;
        if (touches && confirmed == Confirmed::no && !operation_->caller->dry_run) {
            sink_->flush();
            throw Fault(ErrorCode::refused, "profile", say("touches what is there, nothing was applied"),
                        say("add --yes when it is meant"));
        }
        const std::int64_t version = ProfileTable(change.db()).add(next.name, named.text);
        if (indexed_words(archive_->profile()) != indexed_words(next)) {
            Indexer(change.db(), next).put_everything([&](std::int64_t done) { reporter_->progress(done, 0); });
        }
        change.tell("version", version);
        if (change.commit() != 0) {
            write_file_durably(archive_->paths().profile(), named.text);
        }
        return version;
    }

    bool rename_all(Change& change, const ProfileChange& compared) {
        bool touches = false;
        NameUses uses(change.db(), archive_->profile());
        for (const Rename& rename : compared.renames) {
            const std::int64_t rows = uses.rename(rename.kind, rename.from, rename.to);
            touches = touches || rows > 0;
            tell("name", say("{} {} becomes {} in {} records", to_text(rename.kind), rename.from, rename.to, rows));
            change.end_event_if_long();
        }
        return touches;
    }

    // Names in the catalog are the new ones by now.
    bool tell_newly_due(Change& change, const Profile& next) {
        const std::vector<Requirement> before = all_requirements(archive_->profile());
        NameUses uses(change.db(), next);
        bool touches = false;
        for (const Requirement& requirement : all_requirements(next)) {
            const bool known =
                std::ranges::any_of(before, [&](const Requirement& old) { return same_requirement(requirement, old); });
            if (known || !requirement.required || requirement.of == Noun::series) {
                continue;
            }
            const bool of_customer = requirement.of == Noun::customer;
            const NameUses::Lack lack = of_customer ? uses.customers_without(requirement.type)
                                                    : uses.tickets_without(requirement.ticket_type, requirement.type);
            if (lack.all > 0) {
                touches = true;
                tell("due",
                     say("{} is newly required: of {} open {} {} have none", requirement.type, lack.all,
                         of_customer ? say("customers") : say("tickets {}", requirement.ticket_type), lack.without));
            }
        }
        return touches;
    }

    Archive* archive_;
    Operation* operation_;
    RecordSink* sink_;
    Reporter* reporter_;
};

}  // namespace

std::int64_t apply_profile(Archive& archive, Operation& operation, const std::string& name, Confirmed confirmed,
                           RecordSink& sink, Reporter& reporter) {
    const NamedProfile named = find_profile(name);
    const std::optional<Profile> next = load(named, reporter);
    if (!next) {
        throw Fault(ErrorCode::usage, printable(named.file), say("has mistakes, nothing was applied"));
    }
    if (ProfileTable(archive.db()).newest().text == named.text) {
        if (!operation.caller->dry_run) {
            write_file_durably(archive.paths().profile(), named.text);
        }
        return archive.profile_version();
    }
    return ProfileApplication(archive, operation, sink, reporter).run(named, *next, confirmed);
}

std::string check_profile(const std::string& name, Reporter& reporter) {
    const std::optional<Profile> profile = load(find_profile(name), reporter);
    return profile ? profile->name : std::string();
}

}  // namespace arc
