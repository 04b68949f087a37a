#include "store/journal.hpp"

#include "support/words.hpp"
#include "unit/store/journal_events.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace arc;

TEST_CASE("what a power cut made unreadable in the journal is told again") {
    const JournalFolder folder;
    Journal journal(folder.paths);
    journal.append_missing(events_up_to(7));
    const std::filesystem::path file = folder.paths.journal_of("2026-01");
    const auto append_raw = [&](const std::string& text) { std::ofstream(file, std::ios::app) << text; };
    std::string whole;
    SUBCASE("a hole in a line") {
        whole = line_of(8).replace(3, 5, 5, '\0') + "\n" + line_of(9) + "\n";
    }
    SUBCASE("a hole over the border of two lines") {
        whole = (line_of(8) + "\n" + line_of(9) + "\n").replace(10, 15, 15, '\0');
    }
    SUBCASE("nothing but a hole") {
        whole = std::string(100, '\0');
    }
    SUBCASE("a hole at the end") {
        whole = line_of(8) + "\n" + line_of(9).replace(9, 9, 9, '\0');
    }
    SUBCASE("a hole, and it is not known how far the journal was synced") {
        whole = line_of(8).replace(3, 5, 5, '\0') + "\n";
        std::filesystem::remove(folder.paths.journal() / "lock");
    }
    append_raw(whole);
    journal.append_missing(events_up_to(9));
    const std::vector<std::string> lines = lines_of(journal);
    REQUIRE(lines.size() == 9);
    for (std::int64_t n = 1; n <= 9; ++n) {
        CHECK(lines[static_cast<std::size_t>(n - 1)] == line_of(n));
    }
}

TEST_CASE("the journal takes what it lacks, in order, and nothing twice") {
    const JournalFolder folder;
    Journal journal(folder.paths);
    journal.append_missing(events_up_to(7));
    journal.append_missing(events_up_to(7));
    journal.append_missing(events_up_to(8));
    CHECK(journal.last() == 8);
    const std::vector<std::string> lines = lines_of(journal);
    REQUIRE(lines.size() == 8);
    CHECK(lines.front() == line_of(1));
    CHECK(lines.back() == line_of(8));
}

TEST_CASE("a file that is not named like a month is no part of the journal") {
    const JournalFolder folder;
    Journal journal(folder.paths);
    journal.append_missing(events_up_to(7));
    for (const char* name :
         {"2026-01 (copy).jsonl", "2026-01.jsonl~", "2026-1.jsonl", "notes.jsonl", "2026-13-01.jsonl"}) {
        std::ofstream(folder.paths.journal() / name) << line_of(9) << "\nscribbled";
    }
    CHECK(journal.last() == 7);
    journal.append_missing(events_up_to(8));
    CHECK(lines_of(journal).size() == 8);
}

TEST_CASE("a torn last line is cut and its event told again, wherever it was torn") {
    const std::string last = line_of(4) + "\n";
    for (std::size_t kept = 0; kept < last.size(); ++kept) {
        CAPTURE(kept);
        const JournalFolder folder;
        Journal journal(folder.paths);
        journal.append_missing(events_up_to(3));
        {
            std::ofstream file(folder.paths.journal_of("2026-01"), std::ios::app | std::ios::binary);
            file << last.substr(0, kept);
        }
        CHECK(journal.last() == 3);
        CHECK(lines_of(journal).size() == 3);
        journal.append_missing(events_up_to(5));
        const std::vector<std::string> lines = lines_of(journal);
        REQUIRE(lines.size() == 5);
        CHECK(lines[3] == line_of(4));
    }
}

TEST_CASE("private values stand in a file of their own that only the owner reads") {
    const JournalFolder folder;
    Journal journal(folder.paths);
    journal.append_missing(events_up_to(3));
    std::vector<std::string> values;
    journal.for_each_private([&](const std::filesystem::path& file, std::string_view line) {
        values.emplace_back(line);
        using std::filesystem::perms;
        CHECK((std::filesystem::status(file).permissions() & (perms::group_all | perms::others_all)) == perms::none);
        return true;
    });
    CHECK(values == std::vector<std::string>{"{\"n\":2,\"value\":\"secret\"}"});
}

TEST_CASE("a clock set back does not put new lines into an older month's file") {
    const JournalFolder folder;
    Journal journal(folder.paths);
    journal.append_missing(events_up_to(2, "2026-03"));
    journal.append_missing(events_up_to(4, "2026-01"));
    CHECK(lines_of(journal).size() == 4);
    CHECK(lines_of(journal).back() == line_of(4));
    CHECK_FALSE(std::filesystem::exists(folder.paths.journal_of("2026-01")));
}

TEST_CASE("what comes after an event can be set aside, and is kept") {
    const JournalFolder folder;
    Journal journal(folder.paths);
    journal.append_missing(events_up_to(2, "2026-01"));
    journal.append_missing(events_up_to(6, "2026-02"));
    CHECK(journal.set_aside_after(3) == 3);
    CHECK(journal.last() == 3);
    CHECK(lines_of(journal).size() == 3);
    CHECK(text_of(folder.paths.journal() / "after-3" / "2026-02.jsonl") ==
          line_of(4) + "\n" + line_of(5) + "\n" + line_of(6) + "\n");
}

TEST_CASE("lines set aside twice, because the first run was cut off, stand once; others stand beside them") {
    const JournalFolder folder;
    Journal journal(folder.paths);
    journal.append_missing(events_up_to(2, "2026-01"));
    journal.append_missing(events_up_to(6, "2026-02"));
    CHECK(journal.set_aside_after(3) == 3);
    journal.append_missing(events_up_to(8, "2026-02"));  // the old catalog tells them again
    CHECK(journal.set_aside_after(3) == 5);
    CHECK_FALSE(std::filesystem::exists(folder.paths.journal() / "after-3-2"));
    const std::string first = text_of(folder.paths.journal() / "after-3" / "2026-02.jsonl");
    journal.append_missing(events_up_to(4, "2026-02"));
    CHECK(journal.set_aside_after(3) == 1);
    CHECK(text_of(folder.paths.journal() / "after-3" / "2026-02.jsonl") == first);
    CHECK(text_of(folder.paths.journal() / "after-3-2" / "2026-02.jsonl") == line_of(4) + "\n");
}

TEST_CASE("only the end of the newest month is ever cut") {
    const JournalFolder folder;
    Journal journal(folder.paths);
    journal.append_missing(events_up_to(3, "2026-01"));
    const std::filesystem::path old = folder.paths.journal_of("2026-01");
    SUBCASE("a hole in an older month stays as it is") {
        journal.append_missing(events_up_to(5, "2026-02"));
        std::filesystem::remove(folder.paths.journal() / "lock");
        std::string text = text_of(old);
        text[5] = '\0';
        std::ofstream(old, std::ios::binary) << text;
        journal.append_missing(events_up_to(6, "2026-02"));
        CHECK(text_of(old) == text);
        CHECK(text_of(folder.paths.journal_of("2026-02")) == line_of(4) + "\n" + line_of(5) + "\n" + line_of(6) + "\n");
    }
    SUBCASE("an older month that ends within a line, with nothing behind it") {
        std::ofstream(old, std::ios::app) << "{\"n\":4";
        std::ofstream(folder.paths.journal_of("2026-02")) << "";
        const std::string text = text_of(old);
        CHECK(words_of([&] { journal.append_missing(events_up_to(6, "2026-02")); }).find("its last line has no end") !=
              std::string::npos);
        CHECK(text_of(old) == text);
    }
    SUBCASE("a last line that is no event and has no hole") {
        std::ofstream(old, std::ios::app) << "rubbish\n";
        const std::string text = text_of(old);
        CHECK(words_of([&] { journal.append_missing(events_up_to(6, "2026-02")); }).find("its last line is no event") !=
              std::string::npos);
        CHECK(text_of(old) == text);
    }
}

TEST_CASE("a journal that knows more than the catalog, or something else, is not written to") {
    const JournalFolder folder;
    Journal journal(folder.paths);
    journal.append_missing(events_up_to(7));
    const std::filesystem::path file = folder.paths.journal_of("2026-01");
    std::string wanted = "the journal knows 4 events more than the catalog";
    JournalSource source = events_up_to(3);
    SUBCASE("more") {
    }
    SUBCASE("more, the last of it torn") {
        std::ofstream(file, std::ios::app) << "{\"n\":8";
    }
    SUBCASE("more, with a hole in it, and it is not known how far it was synced") {
        std::filesystem::remove(folder.paths.journal() / "lock");
        std::string text = text_of(file);
        text[text.find("what", text.find("\"n\":5"))] = '\0';
        std::ofstream(file, std::ios::binary) << text;
    }
    SUBCASE("something else") {
        source = events_up_to(9);
        source.line_of = [](std::int64_t n) { return line_of(n) + " "; };
        wanted = "its event 7 is not that of the catalog";
    }
    const std::string text = text_of(file);
    CHECK(words_of([&] { journal.append_missing(source); }).find(wanted) != std::string::npos);
    CHECK(text_of(file) == text);
}

TEST_CASE("a month that cannot be read is a fault, not the end of the journal") {
    const JournalFolder folder;
    Journal journal(folder.paths);
    journal.append_missing(events_up_to(3, "2026-01"));
    journal.append_missing(events_up_to(5, "2026-03"));
    // Reading the memory of a process from address 0 is an I/O error for everybody, root too.
    const std::filesystem::path unreadable = folder.paths.journal_of("2026-02");
    std::filesystem::create_symlink("/proc/self/mem", unreadable);
    CHECK(words_of([&] { lines_of(journal); }).find("cannot read: Input/output error") != std::string::npos);
    CHECK(words_of([&] { journal.set_aside_after(2); }).find("cannot read") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.paths.journal() / "after-2"));
    std::filesystem::create_symlink("/proc/self/mem", folder.paths.private_journal_of("2026-03"));
    const auto values = [&] {
        journal.for_each_private([](const std::filesystem::path&, std::string_view) { return true; });
    };
    CHECK(words_of(values).find("cannot read") != std::string::npos);
}
