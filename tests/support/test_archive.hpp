#pragma once

#include "base/clock.hpp"
#include "catalog/catalog_check.hpp"
#include "catalog/event_table.hpp"
#include "jobs/admin/init_archive.hpp"
#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"
#include "store/archive_paths.hpp"
#include "support/temp_folder.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#ifndef ARC_SOURCE
#define ARC_SOURCE "."  // where CMake does not say, as when the header is checked alone
#endif

namespace arc {

// Keeps what jobs say.
class HeardReporter final : public Reporter {
public:
    void problem(const Error& error) override { problems.push_back(error.message()); }
    void notice(std::string_view words) override { notices.emplace_back(words); }
    void detail(std::string_view) override {}
    void progress(std::int64_t, std::int64_t) override {}
    bool stop_requested() const override { return false; }
    std::vector<std::string> problems;
    std::vector<std::string> notices;
};

class HeldRecords final : public RecordSink {
public:
    void put(const Record& record) override { records.push_back(record); }
    void flush() override {}
    std::vector<Record> records;
};

// A test archive in a folder of its own, whose clock stands still until it is moved.
class TestArchive {
public:
    TestArchive();
    Archive open(Access access = Access::write) const { return Archive::open(paths, access); }
    // A file beside the archive.
    std::string file(const std::string& name, const std::string& text) const;

    TempFolder folder;
    FixedClock clock;
    Caller caller;
    ArchivePaths paths;
};

inline TestArchive::TestArchive()
    : clock(parse_instant("2026-01-05T08:00:00Z").value_or_throw()), paths{folder.path() / "A"} {
    caller.tool = "arc-test";
    caller.account = "tester";
    caller.host = "here";
    caller.clock = &clock;
    InitRequest request;
    request.folder = paths.root;
    request.profile = std::string(ARC_SOURCE) + "/tests/e2e/arc-admin/profile.yaml";
    request.config.id = "t1";
    request.config.test = true;
    init_archive(caller, request);
}

inline std::string TestArchive::file(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = folder.path() / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
}

// All journaled rows as text, in a fixed order.
inline std::vector<std::string> dump(Db& db) {
    std::vector<std::string> lines;
    dump_journaled_tables(db, [&](const std::string& line) { lines.push_back(line); });
    return lines;
}

// All events as "n hash line".
inline std::vector<std::string> dump_events(Db& db) {
    std::vector<std::string> lines;
    EventTable(db).for_each({}, [&](const StoredEvent& event) {
        lines.push_back(std::to_string(event.n) + " " + event.hash.hex() + " " + event.line);
    });
    return lines;
}

}  // namespace arc
