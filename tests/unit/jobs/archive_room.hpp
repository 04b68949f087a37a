#pragma once

#include "support/test_archive.hpp"

#include "base/say.hpp"
#include "jobs/admin/check_archive.hpp"
#include "jobs/customers/customer_verbs.hpp"
#include "jobs/filing/document_verbs.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/shelving/box_verbs.hpp"
#include "jobs/shelving/holder_records.hpp"
#include "jobs/shelving/place_verbs.hpp"
#include "jobs/shelving/retire.hpp"
#include "jobs/shelving/shelve_verbs.hpp"
#include "jobs/tickets/ticket_verbs.hpp"
#include "jobs/volumes/build_volumes.hpp"
#include "jobs/volumes/volume_verbs.hpp"

#include <doctest/doctest.h>

#include <optional>

namespace arc {

// A room of paper: an archive with a profile of the test's own, and the verbs that put things on its shelves.
class ArchiveRoom {
public:
    explicit ArchiveRoom(const std::string& profile)
        : clock(parse_instant("2026-01-05T08:00:00Z").value_or_throw()), paths_{folder_.path() / "A"} {
        caller.tool = "arc-test";
        caller.account = "tester";
        caller.host = "here";
        caller.clock = &clock;
        const std::filesystem::path file = folder_.path() / "p.yaml";
        std::ofstream(file) << "profile: test\n" << profile;
        InitRequest request;
        request.folder = paths_.root;
        request.profile = file.string();
        request.config.id = "t1";
        request.config.fonds = "Z001";
        request.config.test = true;
        init_archive(caller, request);
        archive.emplace(Archive::open(paths_, Access::write));
    }

    // Reopened after what changes the archive's own facts.
    void reopen() {
        archive.reset();
        archive.emplace(Archive::open(paths_, Access::write));
    }
    Db& db() { return archive->db(); }

    Answer run(const std::function<Answer(FilingRun&)>& verb, const std::string& typed = "test") {
        Operation operation(caller, typed);
        return run_filing(*archive, operation, reporter, verb);
    }
    ManyDone many(const std::function<ManyDone(FilingRun&)>& verb) {
        ManyDone done;
        run([&](FilingRun& filing) {
            done = verb(filing);
            return done.answer;
        });
        return done;
    }
    // The words of what a verb was refused for; "" when it was done.
    std::string refusal(const std::function<void()>& verb) {
        try {
            verb();
            return {};
        } catch (const Fault& fault) {
            return fault.what();
        }
    }

    void place(const std::string& code, const std::vector<std::string>& fields) {
        run([&](FilingRun& filing) { return add_place(filing, code, fields); });
    }
    void customer(const std::string& number, const std::vector<std::string>& fields) {
        CustomerRequest request;
        request.number = number;
        request.fields = fields;
        request.opened = "2025-01-01";
        run([&](FilingRun& filing) { return open_customer(filing, request); });
    }
    void close_customer_on(const std::string& number, const std::string& day) {
        caller.reason = "left";
        run([&](FilingRun& filing) { return close_customer(filing, number, day); });
        caller.reason.clear();
    }
    void ticket(const std::string& number, const std::string& customer) {
        TicketRequest request;
        request.number = number;
        request.type = "new";
        request.customer = customer;
        request.opened = "2025-01-01";
        run([&](FilingRun& filing) { return open_ticket(filing, request); });
    }
    void close(const std::string& ticket, const std::string& day) {
        run([&](FilingRun& filing) { return close_ticket(filing, ticket, day).answer; });
    }
    // Returns "document:#12".
    std::string document(const std::string& type, const std::string& ticket, const std::string& customer,
                         const std::vector<std::string>& fields) {
        DocumentRequest request;
        request.type = type;
        request.ticket = ticket;
        request.customer = customer;
        request.fields = fields;
        const Answer answer = run([&](FilingRun& filing) { return register_document(filing, request); });
        return say("document:#{}", Value(answer.front().fields).int_of("id"));
    }
    ManyDone shelve_all(const std::vector<std::string>& things, const std::string& at = {}) {
        return many([&](FilingRun& filing) { return shelve(filing, things, at); });
    }
    // "place:S1 position 2", "box:B000001", ""
    std::string where(const std::string& thing) {
        return holder_text(*archive, resolve_thing(*archive, thing).value_or_throw());
    }
    // What arc-admin check says of the shelves.
    std::vector<std::string> findings() {
        HeldRecords held;
        check_archive(*archive, held, reporter);
        std::vector<std::string> texts;
        for (const Record& record : held.records) {
            texts.push_back(Value(record.fields).text_of("subject") + " " + Value(record.fields).text_of("text"));
        }
        return texts;
    }

private:
    TempFolder folder_;

public:
    FixedClock clock;
    Caller caller;
    HeardReporter reporter;
    std::optional<Archive> archive;

private:
    ArchivePaths paths_;
};

}  // namespace arc
