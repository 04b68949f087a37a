#include "store/journal_lock.hpp"
#include "support/words.hpp"
#include "unit/store/journal_events.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

using namespace arc;

namespace fs = std::filesystem;

namespace {

struct MarkedFolder : JournalFolder {
    Journal journal{paths};
    fs::path lock = paths.journal() / "lock";
    fs::path file = paths.journal_of("2026-01");
    fs::path secrets = paths.private_journal_of("2026-01");

    void mark(const std::string& name, std::size_t length) const {
        JournalLock(lock).set_synced({name, static_cast<std::int64_t>(length)});
    }
    // Only the lines up to one are known to be on the disk.
    void mark_up_to(std::int64_t n) const { mark("2026-01.jsonl", lines_from(1, n).size()); }
    bool is_marked_whole() const {
        return last_synced(lock) == Synced{"2026-01.jsonl", static_cast<std::int64_t>(fs::file_size(file))};
    }
};

void write(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

// With other bytes in the place of some.
std::string damaged(std::string text, const std::string& place, const std::string& bytes) {
    return text.replace(text.find(place), bytes.size(), bytes);
}

}  // namespace

TEST_CASE("lines that are not known to be on the disk are told again") {
    MarkedFolder folder;
    folder.journal.append_missing(events_up_to(10));
    CHECK(folder.is_marked_whole());
    CHECK(folder.journal.end().synced);
    const std::string whole = text_of(folder.file);
    SUBCASE("as they stand there") {
        folder.mark_up_to(7);
    }
    SUBCASE("with other bytes in one of them") {
        folder.mark_up_to(7);
        write(folder.file, damaged(whole, line_of(9), "{\"n\":9,+"));
    }
    SUBCASE("with a hole in the first of them") {
        folder.mark_up_to(7);
        write(folder.file, damaged(whole, line_of(8), std::string(5, '\0')));
    }
    SUBCASE("in a month of which nothing is known to be there") {
        folder.mark("2025-12.jsonl", 1000);
        write(folder.file, damaged(whole, line_of(5), "{\"n\":5,+"));
    }
    SUBCASE("and the last is torn") {
        folder.mark_up_to(7);
        write(folder.file, damaged(whole, line_of(9), "{\"n\":9,+") + "{\"n\":11");
    }
    CHECK_FALSE(folder.journal.end().synced);
    folder.journal.append_missing(events_up_to(12));
    CHECK(text_of(folder.file) == lines_from(1, 12));
    CHECK(folder.is_marked_whole());
}

TEST_CASE("what a failed append left is written anew in the same run") {
    MarkedFolder folder;
    folder.journal.append_missing(events_up_to(4));
    {
        auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit now{lines_from(1, 6).size() + 5, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
        CHECK_THROWS_AS(folder.journal.append_missing(events_up_to(7)), Fault);
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
    }
    CHECK(text_of(folder.file) != lines_from(1, 4));
    folder.journal.append_missing(events_up_to(7));
    CHECK(text_of(folder.file) == lines_from(1, 7));
}

TEST_CASE("what the catalog does not tell again stays, known to be on the disk or not") {
    MarkedFolder folder;
    folder.journal.append_missing(events_up_to(10));
    folder.mark_up_to(4);
    const std::string whole = text_of(folder.file);
    JournalSource source = events_up_to(12);
    std::string wanted;
    SUBCASE("events that it does not have") {
        source = events_up_to(8);
        wanted = "the journal knows 2 events more than the catalog";
    }
    SUBCASE("a last event that is another there") {
        source.line_of = [](std::int64_t n) { return line_of(n) + (n == 10 ? " " : ""); };
        wanted = "its event 10 is not that of the catalog";
    }
    SUBCASE("a first event that is another there") {
        source.line_of = [](std::int64_t n) { return line_of(n) + (n == 5 ? " " : ""); };
    }
    const std::string words = words_of([&] { folder.journal.append_missing(source); });
    CHECK(words.find(wanted) != std::string::npos);
    CHECK(words.empty() == wanted.empty());
    CHECK(text_of(folder.file) == whole + (wanted.empty() ? lines_from(11, 12) : ""));
}

TEST_CASE("a mark that cannot be that of the newest month is made anew, and nothing is cut for it") {
    MarkedFolder folder;
    folder.journal.append_missing(events_up_to(5));
    // Would go if it was told again.
    write(folder.file, damaged(text_of(folder.file), line_of(3), "{\"n\":3,+"));
    const std::string text = text_of(folder.file);
    SUBCASE("within a line") {
        folder.mark("2026-01.jsonl", 10);
    }
    SUBCASE("behind the end") {
        folder.mark("2026-01.jsonl", text.size() + 10);
    }
    SUBCASE("of a later month") {
        folder.mark("2026-02.jsonl", 10);
    }
    SUBCASE("of no month") {
        folder.mark("", 0);
    }
    SUBCASE("half a text") {
        write(folder.lock, std::string(70, '\0'));
    }
    folder.journal.append_missing(events_up_to(5));
    CHECK(text_of(folder.file) == text);
    CHECK(folder.is_marked_whole());
}

TEST_CASE("private values that a failed append left come again once, and those of events set aside stay") {
    MarkedFolder folder;
    folder.journal.append_missing(secrets_up_to(5));
    const std::string whole = lines_from(1, 5, secret_of);
    CHECK(text_of(folder.secrets) == whole);
    std::string more;
    std::string stays;
    SUBCASE("whole") {
        more = lines_from(6, 7, secret_of);
    }
    SUBCASE("with a hole") {
        more = damaged(lines_from(6, 7, secret_of), "value", std::string(30, '\0'));
    }
    SUBCASE("torn") {
        more = lines_from(6, 7, secret_of) + "{\"n";
    }
    SUBCASE("with a hole, behind one of an event set aside") {
        stays = "{\"n\":6,\"value\":\"set aside\"}\n";
        more = stays + std::string(20, '\0') + "\n";
    }
    SUBCASE("of an event set aside that had a higher number") {
        stays = "{\"n\":90,\"value\":\"set aside\"}\n";
        more = stays + secret_of(6) + "\n";
    }
    write(folder.secrets, whole + more);
    folder.journal.append_missing(secrets_up_to(8));
    CHECK(text_of(folder.secrets) == whole + stays + lines_from(6, 8, secret_of));
    CHECK(text_of(folder.file) == lines_from(1, 8));
}

TEST_CASE("who waits too long for the journal is told who writes it") {
    const JournalFolder folder;
    const fs::path lock = folder.paths.journal() / "lock";
    const JournalLock held(lock);
    const std::string words = words_of([&] { const JournalLock other(lock, std::chrono::milliseconds(30)); });
    CHECK(words.find("another program is writing: arc-tests (process " + std::to_string(::getpid()) + ")") !=
          std::string::npos);
    held.set_synced({"2026-01.jsonl", 12345});
    CHECK(last_synced(lock) == Synced{"2026-01.jsonl", 12345});
}
