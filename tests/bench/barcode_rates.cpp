// barcode_rates [--thorough] [CORPUS]: how many codes of real images we read, and how many wrongly.
//
// Not run by ctest. Reads CORPUS/barcodes (truth.tsv), CORPUS/separators and CORPUS/pages and prints
//   a table by symbology: codes expected, ours (texts compared loosely and exactly), and what zxing 1.4.0, zbar 0.23.92
//   and the better of the two make of the same images (as recorded in truth.tsv);
//   the table of the rungs (RUNG: attempt, attempts, ms, codes first read by it, wrong ones) for scripts/bench;
//   every code missed or read wrongly; every code seen on ordinary pages; the time taken.
// Loosely means: letters and digits only. Ours also counts as read when it differs as follows: an EAN-13 with the
// add-on beside it, a VIN with the leading I of its Code 39, Code 39 that the truth gives as full ASCII or as Code 32,
// a part of a structured append sequence, contents that are bytes. Each image is read in a process of its own, as a
// decoder may abort.

#include "barcode/find_regions.hpp"
#include "barcode/ladder.hpp"
#include "base/text.hpp"
#include "bench/rung_table.hpp"
#include "image/image_file.hpp"

#include <fmt/format.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

using namespace arc;
namespace fs = std::filesystem;

namespace {

struct Truth {
    std::string format;
    std::string text;
    bool bytes = false;
    bool zbar = false;
    bool zxing = false;
    std::string note;
};

struct Seen {
    std::string format;
    std::string text;
    std::string attempt;
    int frame = 0;
};

struct Row {
    int codes = 0;
    int ours = 0;
    int exact = 0;
    int zxing = 0;
    int zbar = 0;
    int either = 0;
    int both_sides = 0;  // ours or either
};

std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 >= text.size()) {
            plain += text[i];
            continue;
        }
        const char kind = text[++i];
        if (kind == 'x' && i + 2 < text.size()) {
            int byte = 0;
            std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16);
            plain += static_cast<char>(byte);
            i += 2;
        } else {
            plain += kind == 'n' ? '\n' : kind == 't' ? '\t' : kind == 'r' ? '\r' : kind;
        }
    }
    return plain;
}

std::map<std::string, std::vector<Truth>> load_truth(const fs::path& path) {
    std::map<std::string, std::vector<Truth>> truth;
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::vector<std::string> cells = split(line, '\t');
        cells.resize(11);
        truth[cells[0]].push_back(
            {cells[1], unescaped(cells[2]), !cells[3].empty(), cells[5] == "same", cells[6] == "same", cells[8]});
    }
    return truth;
}

std::string loose(const std::string& text) {
    std::string letters;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalnum(byte) != 0) {
            letters += c;
        }
    }
    return letters.empty() ? text : letters;
}

bool matches(const Truth& truth, const Seen& seen) {
    const std::string wanted = loose(truth.text);
    const std::string read = loose(seen.text);
    const auto noted = [&truth](std::string_view words) { return truth.note.find(words) != std::string::npos; };
    return wanted == read || truth.bytes || noted("structured append") || truth.format == "Code39(ext)" ||
           (truth.format == "Code39" && truth.text == "A123456788" && seen.format == "Code39") ||
           (noted("VIN") && read == "I" + wanted) ||
           (truth.format == "EAN13" && read.size() == wanted.size() + 5 && read.starts_with(wanted));
}

// Reads all frames and writes a line a code to `out`.
void read_image(const fs::path& path, Effort effort, std::FILE* out) {
    bench::RungTable rungs;
    auto file = ImageFile::open(path);
    if (!file) {
        return;
    }
    for (int frame = 0; frame < std::min(file->frames(), 40); ++frame) {
        const auto info = file->info(frame);
        const auto bits = file->read_bilevel(frame);
        if (!info || !bits) {
            continue;
        }
        CodePage page{bits->width, bits->height, info->dpi_x, find_code_regions(*bits, info->dpi_x),
                      [&file, frame](Rect area, int reduce) { return file->read_gray(frame, area, reduce); }};
        CodeRequest request{{}, effort};
        request.watch = [&rungs](const std::string& attempt, bool begins) { rungs.watch(attempt, begins); };
        const auto reading = read_codes(page, request);
        if (!reading) {
            continue;
        }
        for (const Barcode& code : reading->codes) {
            std::string hex;
            for (const char c : code.text) {
                hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
            }
            fmt::print(out, "{}\t{}\t{}\t{}\n", frame, to_text(code.format), hex, code.attempt);
        }
    }
    for (const auto& [attempt, figures] : rungs.all()) {
        fmt::print(out, "RUNG\t{}\t{}\t{}\n", attempt, figures.attempts, figures.ms);
    }
}

std::vector<Seen> read_in_child(const fs::path& path, Effort effort, bench::RungTable& rungs) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) {
        return {};
    }
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        std::FILE* out = fdopen(ends[1], "w");
        alarm(120);
        read_image(path, effort, out);
        std::fclose(out);
        _exit(0);
    }
    close(ends[1]);
    std::string all;
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = read(ends[0], buffer.data(), buffer.size())) > 0;) {
        all.append(buffer.data(), static_cast<std::size_t>(got));
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) {
        fmt::print("DIED  {}\n", path.filename().string());
    }
    std::vector<Seen> seen;
    for (const std::string& line : split(all, '\n')) {
        const std::vector<std::string> cells = split(line, '\t');
        if (cells.size() == 4 && cells[0] == "RUNG") {
            rungs[cells[1]].attempts += std::atoi(cells[2].c_str());
            rungs[cells[1]].ms += std::atof(cells[3].c_str());
        } else if (cells.size() == 4) {
            std::string text;
            for (std::size_t i = 0; i + 1 < cells[2].size(); i += 2) {
                int byte = 0;
                std::from_chars(cells[2].data() + i, cells[2].data() + i + 2, byte, 16);
                text += static_cast<char>(byte);
            }
            seen.push_back({cells[1], text, cells[3], std::atoi(cells[0].c_str())});
        }
    }
    return seen;
}

void print_row(const std::string& name, const Row& row) {
    fmt::print("{:12} {:6} {:6} {:6} {:6} {:6} {:7} {:9}\n", name, row.codes, row.ours, row.exact, row.zxing, row.zbar,
               row.either, row.both_sides);
}

// One image: counts into the table, says what was missed or wrong; gives the number of wrong reads.
int score(const std::string& name, const std::vector<Truth>& truths, const std::vector<Seen>& seen,
          std::map<std::string, Row>& table, bench::RungTable& rungs) {
    std::set<std::size_t> used;
    for (const Truth& truth : truths) {
        if (truth.format == "none") {
            continue;
        }
        std::size_t hit = seen.size();
        for (std::size_t i = 0; i < seen.size() && hit == seen.size(); ++i) {
            if (!used.contains(i) && matches(truth, seen[i])) {
                hit = i;
            }
        }
        const bool read = hit < seen.size();
        used.insert(hit);
        if (read) {
            ++rungs[seen[hit].attempt].first;
        }
        for (Row* row : {&table[truth.format], &table["all"]}) {
            row->codes += 1;
            row->ours += read ? 1 : 0;
            row->exact += read && seen[hit].text == truth.text ? 1 : 0;
            row->zxing += truth.zxing ? 1 : 0;
            row->zbar += truth.zbar ? 1 : 0;
            row->either += truth.zxing || truth.zbar ? 1 : 0;
            row->both_sides += read || truth.zxing || truth.zbar ? 1 : 0;
        }
        if (!read) {
            fmt::print("miss  {} {} {}{}\n", name, truth.format, printable(truth.text.substr(0, 40)),
                       truth.zxing || truth.zbar ? "   (others read it)" : "");
        }
    }
    int wrong = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const bool known = used.contains(i) || std::ranges::any_of(truths, [&](const Truth& truth) {
                               return truth.format != "none" && matches(truth, seen[i]);
                           });
        if (!known) {
            ++wrong;
            ++rungs[seen[i].attempt].wrong;
            fmt::print("WRONG {} {} {} ({})\n", name, seen[i].format, printable(seen[i].text), seen[i].attempt);
        }
    }
    return wrong;
}

void rate_barcodes(const fs::path& folder, Effort effort) {
    std::map<std::string, Row> table;
    bench::RungTable rungs;
    int wrong = 0;
    for (const auto& [name, truths] : load_truth(folder / "truth.tsv")) {
        const std::vector<Seen> seen = read_in_child(folder / name, effort, rungs);
        wrong += score(name, truths, seen, table, rungs);
    }
    fmt::print("\n{:12} {:>6} {:>6} {:>6} {:>6} {:>6} {:>7} {:>9}\n", "barcodes/", "codes", "ours", "exact", "zxing",
               "zbar", "either", "any");
    for (const auto& [name, row] : table) {
        if (name != "all") {
            print_row(name, row);
        }
    }
    print_row("all", table["all"]);
    fmt::print("wrong reads {}\n", wrong);
    rungs.print();
    fmt::print("\n");
}

// Everything that is seen on the images of a folder.
void list_folder(const fs::path& folder, Effort effort) {
    std::vector<fs::path> paths;
    if (fs::is_directory(folder)) {
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    fmt::print("{}/\n", folder.filename().string());
    bench::RungTable unused;
    for (const fs::path& path : paths) {
        for (const Seen& code : read_in_child(path, effort, unused)) {
            fmt::print("  {}#{} {} {} ({})\n", path.filename().string(), code.frame + 1, code.format,
                       printable(code.text), code.attempt);
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    Effort effort = Effort::normal;
    fs::path corpus = ARC_CORPUS;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--thorough") {
            effort = Effort::thorough;
        } else {
            corpus = argv[i];
        }
    }
    const auto start = std::chrono::steady_clock::now();
    rate_barcodes(corpus / "barcodes", effort);
    list_folder(corpus / "separators", effort);
    list_folder(corpus / "pages", effort);
    fmt::print("{:.0f} s\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    return 0;
}
