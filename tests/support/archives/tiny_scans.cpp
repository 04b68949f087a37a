// tiny_scans OUTDIR SPEC...: a small dump, p01.tif, p02.tif …, each a few kilobytes. A SPEC is
//   page       a page without codes      pages:3    a file of three such pages
//   CODE       a sheet with this QR code CODE+CODE  one with several
//   broken     half of a file            copy       the same bytes as the file before
//   after:N    pages from here on are other ones than the first N of any dump

#include "barcode/write_barcode.hpp"
#include "base/text.hpp"
#include "support/image_makers.hpp"

#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

namespace {

using namespace arc;

constexpr int side = 240;
constexpr int module = 6;

void draw_code(GrayImage& page, const std::string& code, int left) {
    const ModuleMatrix matrix = encode_barcode(BarcodeFormat::QRCode, code).value_or_throw();
    const int edge = (side - matrix.width * module) / 2;
    for (int y = 0; y < matrix.height * module; ++y) {
        for (int x = 0; x < matrix.width * module; ++x) {
            if (matrix.dark(x / module, y / module)) {
                page.pixels[static_cast<std::size_t>((edge + y) * page.width + left + edge + x)] = 0;
            }
        }
    }
}

GrayImage sheet(const std::string& text) {
    const std::vector<std::string> codes = split(text, '+');
    GrayImage page(side * static_cast<int>(codes.size()), side);
    page.pixels.assign(page.pixels.size(), 255);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        draw_code(page, codes[i], side * static_cast<int>(i));
    }
    return page;
}

void write_g4(const std::filesystem::path& path, const std::vector<GrayImage>& frames) {
    constexpr int group4 = 4;
    test::TiffSpec spec;
    spec.compression = group4;
    spec.bits = 1;
    spec.ink = test::TiffSpec::Ink::white_is_zero;
    test::write_tiff(path, spec, frames);
}

class Dump {
public:
    explicit Dump(std::filesystem::path folder) : folder_(std::move(folder)) {
        std::filesystem::create_directories(folder_);
    }

    void add(const std::string& spec) {
        if (constexpr std::string_view after = "after:"; spec.starts_with(after)) {
            pages_ = std::stoi(spec.substr(after.size()));
            return;
        }
        const std::filesystem::path before = path();
        ++files_;
        if (spec == "copy") {
            test::write_bytes(path(), test::read_bytes(before));
        } else if (spec == "broken") {
            write_g4(path(), {page()});
            const std::string whole = test::read_bytes(path());
            test::write_bytes(path(), std::string_view(whole).substr(0, whole.size() / 2));
        } else if (spec.starts_with("page")) {
            std::vector<GrayImage> frames;
            for (int left = spec == "page" ? 1 : std::stoi(spec.substr(spec.find(':') + 1)); left > 0; --left) {
                frames.push_back(page());
            }
            write_g4(path(), frames);
        } else {
            write_g4(path(), {sheet(spec)});
        }
    }

private:
    std::filesystem::path path() const {
        std::array<char, 24> name{};
        std::snprintf(name.data(), name.size(), "p%02d.tif", files_);
        return folder_ / name.data();
    }

    // No two alike.
    GrayImage page() { return test::a_drawing(side, side - ++pages_); }

    std::filesystem::path folder_;
    int files_ = 0;
    int pages_ = 0;
};

}  // namespace

int main(int count, char** words) {
    if (count < 3) {
        std::fputs("usage: tiny_scans OUTDIR SPEC...\n", stderr);
        return 2;
    }
    try {
        Dump dump(words[1]);
        for (int i = 2; i < count; ++i) {
            dump.add(words[i]);
        }
        return 0;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "tiny_scans: %s\n", trouble.what());
        return 3;
    }
}
