#pragma once

#include "model/encoded_picture.hpp"
#include "model/raster.hpp"
#include "print/canvas.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// A PDF 1.5 of scans, a page each, whose pictures keep their compressed bytes: nothing is encoded anew, and no more
// than one picture is held. Pages have the size of the paper that was scanned.
class ScanPdf {
public:
    // The bytes go to `put`, in order.
    ScanPdf(const PdfSettings& settings, std::function<void(std::string_view)> put);

    // Words across every page that follows; dark on white as Canvas::picture draws it. Once, before the first page.
    void set_watermark(const GrayImage& words);
    // An entry of the outline that leads to the page added next; level 0 is outermost, a level deeper at most at once.
    void add_bookmark(int level, std::string title);
    void add_page(const EncodedPicture& picture);
    void finish();
    int pages() const { return static_cast<int>(pages_.size()); }

private:
    struct Bookmark {
        int level = 0;
        std::string title;
        std::size_t page = 0;
    };
    int new_object();
    void begin_object(int number);
    void put(std::string_view bytes);
    void put_stream(int number, const std::string& dictionary, std::string_view bytes);
    int put_image(const EncodedPicture& picture, const PictureStrip& strip, int palette);
    int put_outline();
    void put_bookmark(std::size_t i, const std::vector<int>& numbers, int root);

    std::function<void(std::string_view)> put_;
    PdfSettings settings_;
    std::uint64_t offset_ = 0;
    std::vector<std::uint64_t> offsets_;  // of the objects 1, 2, 3 …
    std::vector<int> pages_;
    std::vector<Bookmark> bookmarks_;
    int root_ = 0;
    int page_tree_ = 0;
    int watermark_ = 0;           // its image, 0 without
    double watermark_shape_ = 1;  // width by height
};

}  // namespace arc
