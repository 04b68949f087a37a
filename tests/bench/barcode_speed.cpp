// barcode_speed [CORPUS]: what looking for codes costs, in ms of CPU time (the least of several runs).
//
// Not run by ctest. On bilevel pages of CORPUS/pages of about A4: the page's own decoding, find_code_regions, and how
// many regions it marks; and on one of them with a Code 128 label: the regions' ladder against ZXing-cpp in this
// process on the whole page (tryDownscale off, without which it aborts).

#include "barcode/find_regions.hpp"
#include "barcode/ladder.hpp"
#include "barcode/retouch.hpp"
#include "image/image_file.hpp"
#include "unit/barcode/draw_codes.hpp"

#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>

using namespace arc;
namespace fs = std::filesystem;

namespace {

double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

template <class Work>
double least_ms(int runs, Work work) {
    double least = 1e9;
    for (int i = 0; i < runs; ++i) {
        const double start = cpu_ms();
        work();
        least = std::min(least, cpu_ms() - start);
    }
    return least;
}

void time_text_page(const fs::path& path) {
    auto file = ImageFile::open(path);
    if (!file) {
        return;
    }
    for (int frame = 0; frame < std::min(file->frames(), 4); ++frame) {
        const auto info = file->info(frame);
        if (!info || info->mode != PixelMode::bilevel || info->width < 2000 || info->height < 3000) {
            continue;
        }
        auto bits = file->read_bilevel(frame);
        if (!bits) {
            continue;
        }
        const double decoding = least_ms(3, [&] { bits = file->read_bilevel(frame); });
        std::vector<Rect> regions;
        const double finding = least_ms(5, [&] { regions = find_code_regions(*bits, info->dpi_x); });
        fmt::print("{:60} {:5}x{:<5} {:4}  decode {:5.2f}  find {:5.2f}  regions {}\n",
                   path.filename().string() + "#" + std::to_string(frame + 1), info->width, info->height,
                   info->compression, decoding, finding, regions.size());
    }
}

void time_label(const fs::path& path) {
    auto file = ImageFile::open(path);
    if (!file) {
        return;
    }
    GrayImage page = file->read_gray(0).value_or_throw();
    const GrayImage label = test::drawn_code(BarcodeFormat::Code128, "ARCD000000123Z", 4, 140);
    for (int y = 0; y < label.height + 120; ++y) {
        std::fill_n(page.row(y + 340) + 1000, label.width + 160, std::uint8_t{255});
    }
    test::paste(page, label, 1080, 400);
    const BitImage bits = test::scanned(page);
    CodePage wanted{
        page.width, page.height, 300, {}, [&page](Rect area, int) -> Result<GrayImage> { return cropped(page, area); }};
    wanted.regions = find_code_regions(bits, 300);
    static constexpr std::array usual{BarcodeFormat::Code128,    BarcodeFormat::Code39, BarcodeFormat::QRCode,
                                      BarcodeFormat::DataMatrix, BarcodeFormat::Patch1, BarcodeFormat::Patch2,
                                      BarcodeFormat::Patch3,     BarcodeFormat::Patch4, BarcodeFormat::Patch6,
                                      BarcodeFormat::PatchT};
    std::size_t codes = 0;
    const double few = least_ms(5, [&] { codes = read_codes(wanted, {usual}).value_or_throw().codes.size(); });
    const double all = least_ms(5, [&] { (void)read_codes(wanted, {}).value_or_throw(); });
    fmt::print("{} with a Code 128: {} regions, {} codes; ladder {:.2f} ms (formats of the filter), {:.2f} ms (all)\n",
               path.filename().string(), wanted.regions.size(), codes, few, all);
    const ZXing::ImageView view(page.pixels.data(), page.width, page.height, ZXing::ImageFormat::Lum);
    const auto hints = ZXing::DecodeHints().setTryDownscale(false);
    const double whole_all = least_ms(3, [&] { (void)ZXing::ReadBarcodes(view, hints); });
    const auto four =
        ZXing::DecodeHints(hints).setFormats(ZXing::BarcodeFormat::Code128 | ZXing::BarcodeFormat::Code39 |
                                             ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::DataMatrix);
    const double whole_few = least_ms(3, [&] { (void)ZXing::ReadBarcodes(view, four); });
    fmt::print(
        "ZXing-cpp on the whole page: {:.2f} ms (formats of the filter), {:.2f} ms (all): {:.1f} and {:.1f} times\n",
        whole_few, whole_all, whole_few / few, whole_all / all);
}

}  // namespace

int main(int argc, char** argv) {
    const fs::path pages = fs::path(argc > 1 ? argv[1] : ARC_CORPUS) / "pages";
    std::vector<fs::path> paths;
    for (const fs::directory_entry& entry : fs::directory_iterator(pages)) {
        if (entry.path().extension() == ".tif") {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    for (const fs::path& path : paths) {
        time_text_page(path);
    }
    time_label(pages / "tesstest_8087_054.3B.tif");
    return 0;
}
