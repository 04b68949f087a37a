// rescan_rates [--every N] [CORPUS]: how surely a page that was scanned twice is told from other pages, and forms of
// one kind from one another.
//
// Not run by ctest. The pages of CORPUS/pages and CORPUS/separators, and pages drawn by the samples, are put on a glass
// and scanned again: askew, elsewhere, noisier, softer, darker, as grey or black and white, at 300 or 200 dpi. Prints
//   pairs KIND COUNT, then how hash distances and likenesses of such pairs are spread (least, 1 %, 5 %, half, 95 %, 99
//   %, most), and at the limits that the audit uses how many are told. --every 3 takes a third of the pages. Kinds:
//   again     a page and its second scan
//   changed   a page and the scan of it after one line was written elsewhere on it
//   form      two forms of one kind, filled in for two customers
//   other     two different pages of the corpus, those nearest by their hashes
// and the time that a hash and a comparison take. Then `sheets`: of how many documents the rule behind A0713 says that
// a sheet may be missing, of whole ones and of such that lack something.

#include "image/image_file.hpp"
#include "image/page_writing.hpp"
#include "rules/missing_sheet.hpp"
#include "rules/same_picture.hpp"
#include "support/samples/draw_page.hpp"
#include "support/samples/scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

using namespace arc;
using namespace arc_tests;
namespace fs = std::filesystem;

namespace {

using Draw = std::function<void(cairo_t*)>;

struct Print {
    PageHash hash;
    GrayImage writing;
};

struct Pairs {
    std::vector<int> distances;
    std::vector<double> likenesses;
    std::vector<std::pair<int, double>> both;
};

double hash_seconds = 0;
double likeness_seconds = 0;
int hashes = 0;
int comparisons = 0;

template <class Work>
auto timed(double& seconds, int& count, Work work) {
    const auto start = std::chrono::steady_clock::now();
    auto result = work();
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    ++count;
    return result;
}

// What a scanner delivers, at a quarter of 300 dpi or, by way of 200 dpi, at 100.
Print scanned(const Draw& draw, const std::string& quality, bool bilevel, bool fine, Chance& chance) {
    const Pixels pixels = scan(draw, look_of(quality, chance), 1, chance);
    GrayImage gray(pixels.width, pixels.height);
    gray.pixels = pixels.bytes;
    const int step = fine ? 2 : 3;  // half pixels of 300 dpi to one of 300 or 200 dpi
    GrayImage scaled(gray.width * 2 / step, gray.height * 2 / step);
    for (int y = 0; y < scaled.height; ++y) {
        for (int x = 0; x < scaled.width; ++x) {
            const std::uint8_t value = gray.row(y * step / 2)[x * step / 2];
            scaled.row(y)[x] = bilevel ? (value < 140 ? 0 : 255) : value;
        }
    }
    const int reduce = fine ? 4 : 2;
    GrayImage small(scaled.width / reduce, scaled.height / reduce);
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            int sum = 0;
            for (int dy = 0; dy < reduce; ++dy) {
                for (int dx = 0; dx < reduce; ++dx) {
                    sum += scaled.row(y * reduce + dy)[x * reduce + dx];
                }
            }
            small.row(y)[x] = static_cast<std::uint8_t>(sum / (reduce * reduce));
        }
    }
    return timed(hash_seconds, hashes, [&] {
        Print print;
        print.writing = page_writing(small, (fine ? 300.0 : 200.0) / reduce);
        print.hash = hash_of(print.writing);
        return print;
    });
}

void add(Pairs& pairs, const Print& one, const Print& other, int most_distance = 256) {
    const int bits = distance(one.hash, other.hash);
    pairs.distances.push_back(bits);
    if (bits <= most_distance) {
        const double like = timed(likeness_seconds, comparisons, [&] { return likeness(one.writing, other.writing); });
        pairs.likenesses.push_back(like);
        pairs.both.emplace_back(bits, like);
    }
}

Draw sheet_of(const GrayImage& image) {
    return [&image](cairo_t* glass) {
        cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, image.width, image.height);
        unsigned char* data = cairo_image_surface_get_data(surface);
        const int stride = cairo_image_surface_get_stride(surface);
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                unsigned char* pixel = data + static_cast<std::ptrdiff_t>(stride) * y + std::ptrdiff_t{4} * x;
                pixel[0] = pixel[1] = pixel[2] = image.row(y)[x];
            }
        }
        cairo_surface_mark_dirty(surface);
        cairo_save(glass);
        const double scale =
            std::min(static_cast<double>(paper_width) / image.width, static_cast<double>(paper_height) / image.height);
        cairo_scale(glass, scale, scale);
        cairo_set_source_surface(glass, surface, 0, 0);
        cairo_paint(glass);
        cairo_restore(glass);
        cairo_surface_destroy(surface);
    };
}

// The same sheet with a word of handwriting's size, 40 x 6 mm, somewhere in its middle.
Draw changed(const Draw& draw, Chance& chance) {
    const double x = chance.between(mm(40), mm(130));
    const double y = chance.between(mm(50), mm(230));
    return [draw, x, y](cairo_t* glass) {
        draw(glass);
        cairo_save(glass);
        cairo_set_source_rgb(glass, 1, 1, 1);
        cairo_rectangle(glass, x, y, mm(40), mm(6));
        cairo_fill(glass);
        cairo_set_source_rgb(glass, 0, 0, 0);
        cairo_select_font_face(glass, "serif", CAIRO_FONT_SLANT_ITALIC, CAIRO_FONT_WEIGHT_NORMAL);
        cairo_set_font_size(glass, mm(5));
        cairo_move_to(glass, x + mm(1), y + mm(5));
        cairo_show_text(glass, "Zhang 4711-82");
        cairo_restore(glass);
    };
}

template <class T>
std::string spread(std::vector<T> values, const char* form) {
    if (values.empty()) {
        return "-";
    }
    std::ranges::sort(values);
    std::string words;
    for (const double part : {0.0, 0.01, 0.05, 0.5, 0.95, 0.99, 1.0}) {
        const auto at = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5);
        words += fmt::format(fmt::runtime(form), values[at]);
    }
    return words;
}

void print(const std::string& kind, const Pairs& pairs) {
    const auto told = std::ranges::count_if(pairs.both, [](const auto& pair) {
        return pair.first <= same_page_distance && pair.second >= same_page_likeness;
    });
    const auto near = std::ranges::count_if(pairs.distances, [](int bits) { return bits <= same_page_distance; });
    fmt::print(
        "pairs {} {}: distance{}; likeness{}; within {} bits {}, told {} ({:.2f} %)\n", kind, pairs.distances.size(),
        spread(pairs.distances, " {}"), spread(pairs.likenesses, " {:.2f}"), same_page_distance, near, told,
        100.0 * static_cast<double>(told) / static_cast<double>(std::max<std::size_t>(1, pairs.distances.size())));
}

struct CorpusPage {
    fs::path path;
    int frame = 0;
};

// Without blank ones, and each once: some files of the corpus hold one page in several formats.
std::vector<CorpusPage> pages_of(const fs::path& corpus) {
    std::vector<fs::path> files;
    for (const char* folder : {"pages", "separators"}) {
        if (fs::exists(corpus / folder)) {
            for (const fs::directory_entry& entry : fs::recursive_directory_iterator(corpus / folder)) {
                files.push_back(entry.path());
            }
        }
    }
    std::ranges::sort(files);
    std::vector<CorpusPage> pages;
    std::vector<PageHash> known;
    for (const fs::path& path : files) {
        Result<ImageFile> file = ImageFile::open(path);
        for (int frame = 0; file && frame < file->frames(); ++frame) {
            const Result<FrameInfo> info = file->info(frame);
            if (!info || std::min(info->width, info->height) < 600) {
                continue;
            }
            const Result<GrayImage> writing = read_page_writing(*file, frame);
            if (!writing) {
                continue;
            }
            const PageHash hash = hash_of(*writing);
            const bool twice =
                std::ranges::any_of(known, [&](const PageHash& one) { return distance(one, hash) <= 12; });
            const auto dark = std::ranges::count_if(writing->pixels, [](std::uint8_t v) { return v > 100; });
            if (!twice && dark > 2000) {
                known.push_back(hash);
                pages.push_back({path, frame});
            }
        }
    }
    return pages;
}

}  // namespace

// What suspect_missing_sheet says of documents of real pages, and of such that lack a sheet.
void sheet_rates(const std::vector<CorpusPage>& pages, Chance& chance) {
    std::map<fs::path, std::vector<SheetSide>> files;
    std::vector<SheetSide> all;
    for (const CorpusPage& page : pages) {
        const FrameInfo info = ImageFile::open(page.path)->info(page.frame).value_or_throw();
        all.push_back({info.width, info.height, std::min(info.dpi_x, info.dpi_y), false});
        files[page.path].push_back(all.back());
    }
    const auto share = [](const std::string& what, int told, int of) {
        fmt::print("sheets {}: told {} of {}\n", what, told, of);
    };
    const auto is_told = [](const std::vector<SheetSide>& sides) {
        return suspect_missing_sheet(sides).score >= suspected;
    };
    int told = 0;
    int of = 0;
    for (const auto& [path, sides] : files) {
        if (sides.size() > 1) {
            ++of;
            told += is_told(sides) ? 1 : 0;
        }
    }
    share("files of several pages, whole", told, of);
    constexpr int trials = 2000;
    const auto drawn = [&](bool duplex) {
        // A document is of one paper and one scanner: the page of the corpus, each time cut a little differently.
        const SheetSide paper = all[static_cast<std::size_t>(chance.below(static_cast<int>(all.size())))];
        std::vector<SheetSide> sides;
        const int sheets = 2 + chance.below(7);
        for (int i = 0; i < sheets * (duplex ? 2 : 1); ++i) {
            SheetSide side = paper;
            side.duplex = duplex;
            side.height = static_cast<int>(side.height * chance.between(0.985, 1.015));
            sides.push_back(side);
        }
        return sides;
    };
    int mixed = 0;
    int overlapped = 0;
    int lost_side = 0;
    int lost_sheet = 0;
    for (int i = 0; i < trials; ++i) {
        std::vector<SheetSide> random;
        const int count = 2 + chance.below(9);
        for (int k = 0; k < count; ++k) {
            random.push_back(all[static_cast<std::size_t>(chance.below(static_cast<int>(all.size())))]);
        }
        mixed += is_told(random) ? 1 : 0;
        std::vector<SheetSide> simplex = drawn(false);
        // Two sheets drawn in together, one lying behind the other by any part of its length.
        simplex.back().height = static_cast<int>(simplex.back().height * chance.between(1.0, 2.0));
        overlapped += is_told(simplex) ? 1 : 0;
        std::vector<SheetSide> duplex = drawn(true);
        duplex.pop_back();
        lost_side += is_told(duplex) ? 1 : 0;
        duplex.pop_back();
        lost_sheet += is_told(duplex) ? 1 : 0;
    }
    share("documents of pages of any size, whole", mixed, trials);
    share("two sheets overlapping", overlapped, trials);
    share("one side of a sheet lost", lost_side, trials);
    share("both sides of a sheet lost", lost_sheet, trials);
    told = 0;
    for (int i = 0; i < trials; ++i) {
        told += is_told(drawn(i % 2 == 0)) ? 1 : 0;
    }
    share("documents of one paper, whole", told, trials);
}

int main(int argc, char** argv) {
    const bool part = argc > 2 && std::string(argv[1]) == "--every";
    const std::size_t every = part ? std::stoul(argv[2]) : 1;
    std::vector<CorpusPage> pages = pages_of(argc > (part ? 3 : 1) ? argv[argc - 1] : ARC_CORPUS);
    std::vector<CorpusPage> taken;
    for (std::size_t i = 0; i < pages.size(); i += every) {
        taken.push_back(pages[i]);
    }
    Chance for_sheets(713);
    sheet_rates(pages, for_sheets);
    pages = std::move(taken);
    fmt::print("pages {}\n", pages.size());
    std::fflush(stdout);
    Chance chance(20261122);
    Pairs again;
    Pairs poor;
    Pairs mixed;
    Pairs altered;
    std::vector<Print> first;
    for (const CorpusPage& page : pages) {
        const GrayImage image = ImageFile::open(page.path)->read_gray(page.frame).value_or_throw();
        const Draw draw = sheet_of(image);
        first.push_back(scanned(draw, "office", false, true, chance));
        const Print bits = scanned(draw, "office", true, true, chance);
        add(again, first.back(), scanned(draw, "office", false, true, chance));
        add(again, bits, scanned(draw, "office", true, true, chance));
        add(mixed, first.back(), scanned(draw, "office", true, false, chance));
        add(poor, first.back(), scanned(draw, "poor", false, true, chance));
        add(altered, first.back(), scanned(changed(draw, chance), "office", false, true, chance));
    }
    Pairs other;
    constexpr int nearest = 90;
    for (std::size_t i = 0; i < first.size(); ++i) {
        for (std::size_t j = i + 1; j < first.size(); ++j) {
            add(other, first[i], first[j], nearest);
        }
    }
    Pairs form;
    Pairs form_again;
    for (const char* title : {"用电申请书", "供用电合同", "营业执照", "居民身份证", "验收单"}) {
        std::vector<Print> filled;
        for (int i = 0; i < 8; ++i) {
            const PlannedSide side{
                Side::page,   1,    title, i % 2 == 0 ? "王伟" : "李秀英", fmt::format("20210600{:04}", 37 * i), 1, 1,
                Format::grey, false};
            const std::uint64_t seed = chance.next();
            const Draw draw = [&](cairo_t* paper) {
                Chance same(seed);
                draw_page(paper, side, same);
            };
            filled.push_back(scanned(draw, "office", true, true, chance));
            add(form_again, filled.back(), scanned(draw, "office", true, true, chance));
        }
        for (std::size_t i = 0; i < filled.size(); ++i) {
            for (std::size_t j = i + 1; j < filled.size(); ++j) {
                add(form, filled[i], filled[j]);
            }
        }
    }
    print("again", again);
    print("again-poor", poor);
    print("again-other-settings", mixed);
    print("again-form", form_again);
    print("changed", altered);
    print("form", form);
    print("other", other);
    fmt::print("hash {:.1f} ms, likeness {:.1f} ms\n", 1000 * hash_seconds / hashes,
               1000 * likeness_seconds / std::max(1, comparisons));
}
