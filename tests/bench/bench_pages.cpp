// bench_pages --kind g4|grey|colour|multi --count N [--seed N] OUTDIR SHEET.png...: pages for scripts/bench, A4 at 300
// dpi, p00001.tif and so on. Every sixth page is the next of the sheets; the others are business paper as an office
// scanner delivers it, no two files alike. multi: G4 files of 50 frames. The same arguments give the same bytes (for
// the same fonts).

#include "support/samples/draw_page.hpp"
#include "support/samples/draw_sheet.hpp"
#include "support/samples/scanner.hpp"
#include "support/samples/write_image.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace arc_tests;

constexpr int pages_to_a_sheet = 5;
constexpr int frames_to_a_file = 50;
constexpr int drawn_pages = 20;  // drawn once; copies of them differ by the dirt of their scan

struct Request {
    std::string kind = "g4";
    int count = 0;
    std::uint64_t seed = 1;
    std::string out;
    std::vector<std::string> sheets;
};

Request read_arguments(int count, char** words) {
    Request request;
    int i = 1;
    for (; i + 1 < count && std::string(words[i]).starts_with("--"); i += 2) {
        const std::string option = words[i];
        const std::string value = words[i + 1];
        if (option == "--kind") {
            request.kind = value;
        } else if (option == "--count") {
            request.count = std::stoi(value);
        } else if (option == "--seed") {
            request.seed = std::stoull(value);
        } else {
            throw std::runtime_error(option + ": no such option");
        }
    }
    if (i + 1 >= count || request.count < 1) {
        throw std::runtime_error("usage: bench_pages --kind KIND --count N [--seed N] OUTDIR SHEET.png...");
    }
    request.out = words[i];
    request.sheets.assign(words + i + 1, words + count);
    return request;
}

class Papers {
public:
    explicit Papers(const Request& request) : chance_(request.seed) {
        const int channels = request.kind == "colour" ? 3 : 1;
        for (const std::string& sheet : request.sheets) {
            sheets_.push_back(
                scan([&](cairo_t* paper) { draw_sheet(paper, sheet); }, look_of("office", chance_), channels, chance_));
        }
        constexpr std::array titles{"用电申请书", "居民身份证复印件", "房屋产权证复印件", "供用电合同",
                                    "计量装置装拆工作单"};
        for (int i = 0; i < drawn_pages; ++i) {
            PlannedSide side;
            side.title = titles[static_cast<std::size_t>(i) % titles.size()];
            side.name = "王伟";
            side.number = std::to_string(202106000000 + i);
            pages_.push_back(scan([&](cairo_t* paper) { draw_page(paper, side, chance_); }, look_of("office", chance_),
                                  channels, chance_));
        }
    }

    // The page at a place of the stack, with some dirt that no other has.
    Pixels at(int index) {
        const int group = index / (pages_to_a_sheet + 1);
        const bool is_sheet = index % (pages_to_a_sheet + 1) == 0;
        const std::vector<Pixels>& from = is_sheet ? sheets_ : pages_;
        Pixels page = from[static_cast<std::size_t>(is_sheet ? group : index) % from.size()];
        constexpr int specks = 60;
        for (int i = 0; i < specks; ++i) {
            page.bytes[static_cast<std::size_t>(chance_.next() % page.bytes.size())] = 0;
        }
        return page;
    }

private:
    Chance chance_;
    std::vector<Pixels> sheets_;
    std::vector<Pixels> pages_;
};

void make(const Request& request) {
    std::filesystem::create_directories(request.out);
    Papers papers(request);
    for (int i = 0; i < request.count; ++i) {
        const bool multi = request.kind == "multi";
        const bool jpeg = request.kind == "grey" || request.kind == "colour";
        std::array<char, 24> name{};
        std::snprintf(name.data(), name.size(), "/p%05d.%s", (multi ? i / frames_to_a_file : i) + 1,
                      jpeg ? "jpg" : "tif");
        const std::string path = request.out + name.data();
        if (jpeg) {
            write_jpeg(path, papers.at(i));
        } else {
            write_g4(path, papers.at(i), multi && i % frames_to_a_file > 0 ? Start::further_frame : Start::new_file);
        }
    }
}

}  // namespace

int main(int count, char** words) {
    try {
        make(read_arguments(count, words));
        return EXIT_SUCCESS;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "bench_pages: %s\n", trouble.what());
        return 2;
    }
}
