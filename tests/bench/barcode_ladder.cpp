// barcode_ladder [TEXT=SHEET.png ...]: which rung of the ladder reads what, on drawn pages of which every code is
// known.
//
// Run by scripts/bench. Pages of A4 with text and three codes of a format, at 200 and 300 dpi, skewed by 0 to 5
// degrees, clean and as an office scans them (blurred, noisy, specks), in black and white; and the sheets named, each
// with as many codes of that text as are read on it when it lies straight. Read as the filter reads them.
// Prints for each kind a line CODES (kind, dpi, degrees, paper, codes, read) and then the table of the rungs (RUNG).

#include "barcode/find_regions.hpp"
#include "barcode/ladder.hpp"
#include "barcode/retouch.hpp"
#include "bench/rung_table.hpp"
#include "image/image_file.hpp"
#include "unit/barcode/draw_codes.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <set>

using namespace arc;
using namespace arc::test;

namespace {

constexpr std::array wanted_formats{BarcodeFormat::Code128,    BarcodeFormat::Code39, BarcodeFormat::QRCode,
                                    BarcodeFormat::DataMatrix, BarcodeFormat::Patch1, BarcodeFormat::Patch2,
                                    BarcodeFormat::Patch3,     BarcodeFormat::Patch4, BarcodeFormat::Patch6,
                                    BarcodeFormat::PatchT};

struct Drawn {
    GrayImage page;
    std::multiset<std::string> texts;
};

// Sides of bars and modules on paper: what office printers and label printers make.
int module_of(BarcodeFormat format, int dpi, int which) {
    const bool linear = format == BarcodeFormat::Code128 || format == BarcodeFormat::Code39;
    const double mm = linear ? (which == 0 ? 0.25 : 0.34) : (which == 0 ? 0.42 : 0.6);
    return std::max(2, static_cast<int>(std::lround(mm / 25.4 * dpi)));
}

GrayImage on_its_side(const GrayImage& image) {
    GrayImage side = transposed(image);
    for (int y = 0; y < side.height; ++y) {
        std::reverse(side.row(y), side.row(y) + side.width);
    }
    return side;
}

Drawn draw(BarcodeFormat format, int dpi, Dice& dice) {
    const auto dots = [dpi](double mm) { return static_cast<int>(std::lround(mm / 25.4 * dpi)); };
    Drawn drawn{GrayImage(dots(210), dots(297)), {}};
    write_text(drawn.page, {dots(20), dots(110), dots(170), dots(75)}, dots(5), dice);
    for (int which = 0; which < 3; ++which) {
        std::string text = fmt::format("ARCD{:09}", dice.roll(1'000'000'000));
        if (format == BarcodeFormat::QRCode || format == BarcodeFormat::DataMatrix) {
            text += fmt::format("/{:012}/CONTRACT", dice.roll(1'000'000'000));
        }
        GrayImage code = drawn_code(format, text, module_of(format, dpi, which % 2), dots(12));
        if (which == 2) {
            code = on_its_side(code);
        }
        paste(drawn.page, code, dots(25) + dice.roll(dots(30)),
              dots(std::array{25.0, 65.0, 195.0}[static_cast<std::size_t>(which)]));
        drawn.texts.insert(text);
    }
    return drawn;
}

GrayImage scanned_as(const GrayImage& paper, int degrees, bool office, Dice& dice) {
    GrayImage page = degrees == 0 ? paper : turned(paper, degrees);
    if (office) {
        page = blurred(page, 1);
        add_noise(page, 22, 1, dice);
    }
    return page;
}

class Measuring {
public:
    // The texts read on a page.
    std::multiset<std::string> read(const GrayImage& page, int dpi, const std::multiset<std::string>& there) {
        const BitImage bits = scanned(page);
        GrayImage seen(page.width, page.height);
        for (int y = 0; y < page.height; ++y) {
            for (int x = 0; x < page.width; ++x) {
                seen.row(y)[x] = bits.black(x, y) ? 0 : 255;
            }
        }
        const CodePage wanted{page.width, page.height, static_cast<double>(dpi), find_code_regions(bits, dpi),
                              [&seen](Rect area, int reduce) -> Result<GrayImage> {
                                  GrayImage part = cropped(seen, area);
                                  return reduce == 1 ? std::move(part) : reduced(part, reduce);
                              }};
        CodeRequest request{wanted_formats};
        request.watch = [this](const std::string& attempt, bool begins) { rungs_.watch(attempt, begins); };
        std::multiset<std::string> texts;
        for (const Barcode& code : read_codes(wanted, request).value_or_throw().codes) {
            texts.insert(code.text);
            RungFigures& rung = rungs_[code.attempt];
            texts.count(code.text) <= there.count(code.text) ? ++rung.first : ++rung.wrong;
        }
        return texts;
    }
    void print() const { rungs_.print(); }

private:
    using RungFigures = bench::RungFigures;
    bench::RungTable rungs_;
};

int common(const std::multiset<std::string>& there, const std::multiset<std::string>& read) {
    std::vector<std::string> both;
    std::ranges::set_intersection(there, read, std::back_inserter(both));
    return static_cast<int>(both.size());
}

void measure_paper(Measuring& measuring, std::string_view kind, const Drawn& drawn, int dpi) {
    Dice dice(static_cast<std::uint64_t>(dpi));
    for (int degrees = 0; degrees <= 5; ++degrees) {
        for (const bool office : {false, true}) {
            const auto read = measuring.read(scanned_as(drawn.page, degrees, office, dice), dpi, drawn.texts);
            fmt::print("CODES\t{}\t{}\t{}\t{}\t{}\t{}\n", kind, dpi, degrees, office ? "office" : "clean",
                       drawn.texts.size(), common(drawn.texts, read));
        }
    }
}

// A sheet's text comes as often as it is printed on it.
void measure_sheet(Measuring& measuring, const std::string& argument) {
    const std::size_t end = argument.find('=');
    auto file = ImageFile::open(argument.substr(end + 1)).value_or_throw();
    const int dpi = file.info(0).value_or_throw().width > 2000 ? 300 : 200;
    Drawn drawn{file.read_gray(0).value_or_throw(), {}};
    constexpr int codes_of_a_sheet = 4;  // Code 128, two QR codes, Code 39
    for (int i = 0; i < codes_of_a_sheet; ++i) {
        drawn.texts.insert(argument.substr(0, end));
    }
    measure_paper(measuring, "sheet", drawn, dpi);
}

}  // namespace

int main(int count, char** arguments) {
    try {
        Measuring measuring;
        for (const int dpi : {200, 300}) {
            Dice dice(static_cast<std::uint64_t>(dpi) + 7);
            for (const BarcodeFormat format :
                 {BarcodeFormat::Code128, BarcodeFormat::Code39, BarcodeFormat::QRCode, BarcodeFormat::DataMatrix}) {
                measure_paper(measuring, to_text(format), draw(format, dpi, dice), dpi);
            }
        }
        for (int i = 1; i < count; ++i) {
            measure_sheet(measuring, arguments[i]);
        }
        measuring.print();
        return EXIT_SUCCESS;
    } catch (const std::exception& trouble) {
        fmt::print(stderr, "barcode_ladder: {}\n", trouble.what());
        return 2;
    }
}
