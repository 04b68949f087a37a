#include "barcode/scan_lines.hpp"

#include "barcode/row_edges.hpp"
#include "barcode/zxing_reader.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace arc {
namespace {

using Line = std::vector<std::uint8_t>;

constexpr int edge_scale = 4;      // sub-pixels of an interpolated edge
constexpr int edge_contrast = 10;  // percent; measured on photographs: 20 loses blurred codes, 5 sees noise
constexpr int fewest_bars = 8;     // an ITF code of four digits has 12, and some of them may be lost in shadow
constexpr int bar_step = 12;       // grey levels between paper and a faint bar
constexpr int quiet_modules = 5;
constexpr int plenty_of_lines = 8;
constexpr int fewest_add_on_lines = 3;

// A code as it grows from line to line.
struct Track {
    LineSighting code;
    int last_y = 0;
    RowSighting last;
    std::map<std::string, int> add_ons;  // how many lines gave each
};

Line averaged_line(const GrayImage& image, int y, int thickness) {
    const int top = std::clamp(y - thickness / 2, 0, image.height - 1);
    const int bottom = std::clamp(top + thickness, top + 1, image.height);
    if (bottom - top == 1) {
        return {image.row(top), image.row(top) + image.width};
    }
    std::vector<int> sums(static_cast<std::size_t>(image.width));
    for (int row = top; row < bottom; ++row) {
        std::ranges::transform(sums, std::span(image.row(row), sums.size()), sums.begin(), std::plus<>());
    }
    Line line(sums.size());
    std::ranges::transform(sums, line.begin(),
                           [rows = bottom - top](int sum) { return static_cast<std::uint8_t>(sum / rows); });
    return line;
}

// Modules between the outer edges of a code; for codes of two widths, with the usual ratio of 2.5.
double modules_of(const RowSighting& code) {
    const auto characters = static_cast<double>(code.text.size());
    switch (code.format) {
        case BarcodeFormat::EAN8:
            return 67;
        case BarcodeFormat::UPCE:
            return 51;
        case BarcodeFormat::ITF:
            return 8 * characters + 8;
        case BarcodeFormat::Codabar:
            return 11 * characters;
        default:
            return 14.5 * (characters + 2);  // Code 39 with its start and stop characters
    }
}

bool needs_quiet_zone(BarcodeFormat format) {
    switch (format) {
        case BarcodeFormat::EAN8:
        case BarcodeFormat::UPCE:
        case BarcodeFormat::ITF:
        case BarcodeFormat::Codabar:
        case BarcodeFormat::Code39:
            return true;
        default:
            return false;
    }
}

bool has_quiet_zones(std::span<const std::uint8_t> line, const RowSighting& code) {
    const int length = static_cast<int>(line.size());
    const int left = std::clamp(code.left, 0, length - 1);
    const int right = std::clamp(code.right, left, length - 1);
    const auto level = [&line](int x) { return line[static_cast<std::size_t>(x)]; };
    const auto [dark, light] =
        std::ranges::minmax(line.subspan(static_cast<std::size_t>(left), static_cast<std::size_t>(right - left + 1)));
    const int middle = (dark + light) / 2;
    const double module = (right - left + 1) / modules_of(code);
    // The first module is left out: its blurred edge may still be grey.
    for (double away = 1; away <= quiet_modules; away += 0.5) {
        const int distance = static_cast<int>(std::ceil(away * module));
        if ((left - distance >= 0 && level(left - distance) < middle) ||
            (right + distance < length && level(right + distance) < middle)) {
            return false;
        }
    }
    return true;
}

std::vector<RowSighting> read_line(const Line& line, const LineScan& scan) {
    if (count_bars(line, bar_step) < fewest_bars) {
        return {};
    }
    std::vector<RowSighting> seen;
    if (scan.edges == LineEdges::histogram) {
        seen = decode_row(line, scan.formats, Threshold::global);
    } else {
        seen = decode_row(row_edges(line, edge_scale, edge_contrast), scan.formats, Threshold::middle);
        for (RowSighting& code : seen) {
            code.left /= edge_scale;
            code.right /= edge_scale;
        }
    }
    std::erase_if(seen, [&line](const RowSighting& code) {
        return needs_quiet_zone(code.format) && !has_quiet_zones(line, code);
    });
    return seen;
}

int bars_of(const GrayImage& image, const RowSighting& code, int y) {
    const auto left = static_cast<std::size_t>(std::clamp(code.left, 0, image.width - 1));
    const auto right = static_cast<std::size_t>(std::clamp(code.right + 1, code.left + 1, image.width));
    return count_bars(std::span(image.row(y) + left, right - left), bar_step);
}

// Whether a row still shows bars where a line gave a code with so many.
bool has_bars(const GrayImage& image, const RowSighting& code, int y, int expected) {
    return bars_of(image, code, y) * 3 >= expected;
}

// True when the bars of `code` stop between two rows: then what follows is another symbol.
bool interrupted(const GrayImage& image, const RowSighting& code, int from_y, int to_y) {
    const int expected = bars_of(image, code, from_y);
    const int step = std::max(1, (to_y - from_y) / 16);
    for (int y = from_y + 1; y < to_y; y += step) {
        if (!has_bars(image, code, y, expected)) {
            return true;
        }
    }
    return false;
}

// The corners moved up and down to where the bars end: only some of their lines could be read.
void extend_to_bars(LineSighting& seen, const GrayImage& image) {
    const auto end = [&image](Point left, Point right, int step) {
        const RowSighting code{BarcodeFormat::Code128, {}, {}, std::min(left.x, right.x), std::max(left.x, right.x)};
        const int expected = bars_of(image, code, left.y);
        int y = left.y;
        // An averaged line may stand beside the bars.
        while (expected >= fewest_bars / 2 && y + step >= 0 && y + step < image.height &&
               has_bars(image, code, y + step, expected)) {
            y += step;
        }
        return y;
    };
    const int top = end(seen.corners[0], seen.corners[1], -1);
    const int bottom = end(seen.corners[3], seen.corners[2], 1);
    seen.corners[0].y = seen.corners[1].y = top;
    seen.corners[2].y = seen.corners[3].y = bottom;
}

bool continues(const Track& track, const RowSighting& code) {
    const int shift = std::abs(track.last.left + track.last.right - code.left - code.right);
    return track.code.format == code.format && track.code.text == code.text && shift < code.right - code.left;
}

void follow(std::vector<Track>& tracks, const GrayImage& image, const RowSighting& code, int y) {
    const Point left{code.left, y};
    const Point right{code.right, y};
    for (Track& track : tracks) {
        if (!continues(track, code) || interrupted(image, track.last, track.last_y, y)) {
            continue;
        }
        if (track.last_y != y) {
            ++track.code.lines;
            ++track.add_ons[code.add_on];
            track.last_y = y;
            track.last = code;
            track.code.corners[2] = right;
            track.code.corners[3] = left;
        }
        return;
    }
    tracks.push_back({{code.format, code.text, {left, right, right, left}, 1}, y, code, {{code.add_on, 1}}});
}

std::vector<Track> tracks_on(const GrayImage& image, std::span<const int> rows, const LineScan& scan) {
    std::vector<Track> tracks;
    for (const int y : rows) {
        for (const RowSighting& code : read_line(averaged_line(image, y, scan.thickness), scan)) {
            follow(tracks, image, code, y);
        }
    }
    return tracks;
}

// Rows around the lines that gave something, closer together; those of `rows` among them.
std::vector<int> closer_rows(const std::vector<Track>& tracks, std::span<const int> rows, int height) {
    const int step = std::max<int>(1, height / static_cast<int>(rows.size()));
    const int closer = std::max(1, step / 8);
    std::set<int> chosen(rows.begin(), rows.end());
    for (const Track& track : tracks) {
        const int top = std::max(0, track.code.corners[0].y - 2 * step);
        const int bottom = std::min(height - 1, track.last_y + 2 * step);
        for (int y = top; y <= bottom && track.code.lines < plenty_of_lines; y += closer) {
            chosen.insert(y);
        }
    }
    return {chosen.begin(), chosen.end()};
}

// The add-on that most lines gave, if most lines that gave one agree.
std::string add_on_of(const Track& track) {
    int all = 0;
    std::pair<int, std::string> best;
    for (const auto& [digits, lines] : track.add_ons) {
        if (!digits.empty()) {
            all += lines;
            best = std::max(best, std::pair(lines, digits));
        }
    }
    return best.first >= fewest_add_on_lines && best.first * 4 > all * 3 ? " " + best.second : "";
}

}  // namespace

std::vector<LineSighting> scan_lines(const GrayImage& image, const LineScan& scan) {
    if (image.pixels.empty()) {
        return {};
    }
    const int lines = std::min(scan.most_lines, image.height);
    std::vector<int> rows;
    for (int i = 0; i < lines; ++i) {
        rows.push_back(static_cast<int>((2LL * i + 1) * image.height / (2LL * lines)));
    }
    std::vector<Track> tracks = tracks_on(image, rows, scan);
    const std::vector<int> more = closer_rows(tracks, rows, image.height);
    if (more.size() > rows.size()) {
        tracks = tracks_on(image, more, scan);
    }
    std::vector<LineSighting> seen;
    for (const Track& track : tracks) {
        seen.push_back(track.code);
        seen.back().text += add_on_of(track);
        extend_to_bars(seen.back(), image);
    }
    return seen;
}

}  // namespace arc
