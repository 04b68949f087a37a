// many_at_once [--seconds S] [--writers N] [--readers N]: real tools of every kind at once on one archive. Status 0
// when all that they acknowledged is there, once, and nothing else, and nobody heard of a lock.

#include "base/clock.hpp"
#include "record/json.hpp"
#include "store/archive_paths.hpp"
#include "store/writer_queue.hpp"
#include "support/temp_folder.hpp"
#include "torture/acknowledged.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <thread>

namespace {

using namespace arc;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

struct Wanted {
    int seconds = 120;
    int writers = 8;
    int readers = 4;
};

Value object_of(const std::string& line) {
    return from_json(line).value_or_throw();
}

// One user's work: what it touches is its own, so that it knows what must come of it.
class Writer {
public:
    Writer(int number, const fs::path& folder, Commands& commands, Acknowledged& said)
        : name_(fmt::format("W{}", number)), folder_(folder / name_), commands_(&commands), said_(&said) {
        fs::create_directory(folder_);
        step_ = number;  // all begin with something else
    }

    void work() {
        if (round_ == 0) {
            import_customers();
            open_ticket();
        }
        const std::vector<void (Writer::*)()> kinds{
            &Writer::capture,          &Writer::open_ticket,  &Writer::stage_ticket,    &Writer::change_customer,
            &Writer::capture_labelled, &Writer::issue_labels, &Writer::import_customers};
        (this->*kinds[static_cast<std::size_t>(step_++) % kinds.size()])();
        ++round_;
    }

private:
    std::string fresh(const char* kind) { return fmt::format("{}{}{}", name_, kind, ++next_); }
    std::string ticket() const { return tickets_.back(); }

    void write_page(const fs::path& path) {
        fs::create_directories(path.parent_path());
        std::ofstream page(path);
        page << "P1\n# " << fresh("page") << "\n64 64\n";
        for (int i = 0; i < 64 * 64; ++i) {
            page << (i % 3 == 0 ? '1' : '0') << (i % 64 == 63 ? '\n' : ' ');
        }
    }

    void capture_pages(const std::string& batch, const std::string& scans, int also) {
        const Ran ran =
            commands_->run("capture, three tools",
                           fmt::format("arc-ingest --batch {0} --workers 1 {1} >{1}.r; s=$?; cat {1}.r; [ $s = 0 ] "
                                       "&& arc-barcode --workers 1 <{1}.r | arc-file >/dev/null",
                                       batch, scans),
                           also);
        for (const std::string& row : ran.rows()) {
            const Value record = object_of(row);
            if (record.text_of("record") == "page") {
                said_->page(batch, record.text_of("object"));
            }
        }
    }

    // Loose pages: to the work list, from there into a document, and that to another owner.
    void capture() {
        const std::string batch = fresh("B");
        const std::string scans = (folder_ / batch).string();
        for (int i = 1; i <= 3; ++i) {
            write_page(fs::path(scans) / fmt::format("{}.pbm", i));
        }
        capture_pages(batch, scans, 1);
        const Ran assigned = commands_->run(
            "assign",
            fmt::format("arc-file --format jsonl assign {}/1-3 --ticket {} --type contract", batch, ticket()));
        fs::remove_all(scans);
        if (assigned.rows().size() != 1) {
            return;
        }
        const std::int64_t document = object_of(assigned.rows().front()).int_of("id");
        said_->document(document, "ticket " + ticket(), 3);
        if (commands_
                ->run("move", fmt::format("arc-file move --document {} --customer {} --reason torture", document,
                                          customers_.back()))
                .status == 0) {
            said_->document(document, "customer " + customers_.back(), 3);
        }
    }

    // A ticket's sheets are printed, and scanned with pages behind them.
    void capture_labelled() {
        open_ticket();
        const std::string scans = (folder_ / fresh("S")).string();
        const Ran sheets = commands_->run(
            "sheets", fmt::format("arc-barcode --format csv sheets --ticket {} --type application --output {}.pdf",
                                  ticket(), scans));
        std::string codes;
        for (const std::string& row : sheets.rows()) {
            if (row.starts_with("1,") || row.starts_with("2,")) {
                codes += " " + row.substr(2, row.find(',', 2) - 2);
            }
        }
        commands_->run("(scans drawn)", fmt::format("tiny_scans {}{} pages:2 page", scans, codes));
        capture_pages(fresh("B"), scans, 0);
        const Ran shown =
            commands_->run("find, its own ticket", fmt::format("arc-find --format jsonl ticket:{}", ticket()));
        for (const std::string& row : shown.rows()) {
            if (const Value record = object_of(row); record.text_of("record") == "document") {
                said_->document(record.int_of("id"), "ticket " + ticket(), 3);
            }
        }
        fs::remove_all(scans);
    }

    void open_ticket() {
        const std::string number = fresh("T");
        if (commands_
                ->run("ticket open", fmt::format("arc-file ticket open --number {} --type high-new --customer {}",
                                                 number, customers_.back()))
                .status == 0) {
            said_->ticket(number, "accepted");
            tickets_.push_back(number);
        }
    }

    void stage_ticket() {
        const std::string number = ticket();
        if (commands_->run("ticket stage", fmt::format("arc-file ticket stage {} surveyed", number)).status == 0) {
            said_->ticket(number, "surveyed");
        }
        open_ticket();
    }

    void change_customer() {
        const std::string name = fresh("名");
        if (commands_
                ->run("customer change", fmt::format("arc-file customer change {} name={}", customers_.back(), name))
                .status == 0) {
            said_->customer(customers_.back(), name);
        }
    }

    void issue_labels() {
        const Ran labels = commands_->run(
            "labels", fmt::format("arc-barcode --format csv labels --kind document --count 5 --output {}/labels.pdf",
                                  folder_.string()));
        for (const std::string& row : labels.rows()) {
            if (row.starts_with("ZZD")) {
                said_->label(row.substr(0, row.find(',')));
            }
        }
    }

    void import_customers() {
        const std::string list = (folder_ / "customers.csv").string();
        std::map<std::string, std::string> rows;
        {
            std::ofstream out(list);
            out << "number,name\n";
            for (int i = 0; i < 40; ++i) {
                const std::string number = fresh("C");
                rows[number] = "户" + number;
                out << number << ",户" << number << "\n";
            }
        }
        if (commands_->run("import", fmt::format("arc-admin import customers {}", list)).status == 0) {
            for (const auto& [number, customer] : rows) {
                said_->customer(number, customer);
            }
            customers_.push_back(rows.begin()->first);
        }
    }

    std::string name_;
    fs::path folder_;
    Commands* commands_;
    Acknowledged* said_;
    int step_ = 0;
    int round_ = 0;
    int next_ = 0;
    std::vector<std::string> customers_;
    std::vector<std::string> tickets_;
};

void read(int number, Commands& commands, const std::function<bool()>& stop) {
    struct Question {
        const char* kind;
        const char* line;
        int also;
    };
    std::vector<Question> questions{{"find", "arc-find 名", 0},
                                    {"find, by type", "arc-find type:contract --format jsonl", 0},
                                    {"audit completeness", "arc-audit completeness --format jsonl", 1},
                                    {"admin check", "arc-admin check", 0},
                                    {"admin log", "arc-admin log", 0}};
    if (std::system("command -v sqlite3 >/dev/null") == 0) {
        questions.push_back(
            {"sqlite3, views",
             "sqlite3 -readonly -cmd '.timeout 60000' \"$ARC_ARCHIVE/catalog.db\" 'SELECT count(*) FROM v_page; "
             "SELECT count(*) FROM v_document; SELECT * FROM v_ticket LIMIT 20; SELECT count(*) FROM v_customer'",
             0});
    } else if (number == 0) {
        fmt::print("sqlite3 is not installed: the views were not asked by it\n");
    }
    for (std::size_t i = static_cast<std::size_t>(number); !stop(); ++i) {
        const Question& question = questions[i % questions.size()];
        commands.run(question.kind, question.line, question.also);
    }
}

// How long a writer that comes now waits for its turn, by the code that all tools use.
void wait_in_line(const ArchivePaths& paths, Commands& commands, const std::function<bool()>& stop) {
    while (!stop()) {
        const auto started = std::chrono::steady_clock::now();
        {
            const WriterTurn turn(paths.queue(), "many_at_once probe", "now");
            commands.took("(a writer's wait)", std::chrono::steady_clock::now() - started);
        }
        std::this_thread::sleep_for(100ms);
    }
}

int torture(const Wanted& wanted) {
    const TempFolder folder;
    const fs::path archive = folder.path() / "A";
    const std::string path = std::string(ARC_BIN "/tools:" ARC_BIN "/tests/support:") + std::getenv("PATH");
    ::setenv("PATH", path.c_str(), 1);
    ::setenv("ARC_ARCHIVE", archive.c_str(), 1);
    ::unsetenv("ARC_FORMAT");
    Commands commands(folder.path());
    Acknowledged said;
    commands.run("init",
                 fmt::format("arc-admin init {} --test --id many --labels ZZ --profile {}/tests/torture/profile.yaml",
                             archive.string(), ARC_SOURCE));
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(wanted.seconds);
    const auto stop = [&] { return std::chrono::steady_clock::now() >= end; };
    std::vector<std::thread> threads;
    for (int number = 1; number <= wanted.writers; ++number) {
        threads.emplace_back([&, number] {
            for (Writer writer(number, folder.path(), commands, said); !stop();) {
                writer.work();
            }
        });
    }
    for (int number = 0; number < wanted.readers; ++number) {
        threads.emplace_back([&, number] { read(number, commands, stop); });
    }
    threads.emplace_back([&] { wait_in_line(ArchivePaths{archive}, commands, stop); });
    for (std::thread& thread : threads) {
        thread.join();
    }
    said.compare(archive, commands);
    commands.run("(check at the end)", "arc-admin check");
    commands.run("(verify at the end)", fmt::format("verify_archive {} >&2", archive.string()));
    commands.print_times();
    const int troubles = commands.print_trouble();
    fmt::print("{} writers and {} readers, {} s: {}\n", wanted.writers, wanted.readers, wanted.seconds,
               troubles == 0 ? "nothing lost, nothing twice, no word of a lock" : fmt::format("{} troubles", troubles));
    return troubles == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
    Wanted wanted;
    for (int i = 1; i < count; i += 2) {
        int* number = std::strcmp(words[i], "--seconds") == 0   ? &wanted.seconds
                      : std::strcmp(words[i], "--writers") == 0 ? &wanted.writers
                      : std::strcmp(words[i], "--readers") == 0 ? &wanted.readers
                                                                : nullptr;
        if (number == nullptr || i + 1 >= count) {
            fmt::print(stderr, "usage: many_at_once [--seconds S] [--writers N] [--readers N]\n");
            return 2;
        }
        *number = std::atoi(words[i + 1]);
    }
    return torture(wanted);
}
