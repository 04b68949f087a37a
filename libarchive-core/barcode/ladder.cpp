#include "barcode/ladder.hpp"

#include "barcode/attempt.hpp"
#include "barcode/evidence.hpp"
#include "barcode/view.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>

namespace arc {
namespace {

constexpr std::int64_t photograph = 1'200'000;  // pixels: up to here all rungs on the whole image are affordable

std::int64_t pixels(const CodePage& page) {
    return std::int64_t{page.width} * page.height;
}

bool is_read(Rect region, std::span<const Barcode> codes) {
    return std::ranges::any_of(codes, [region](const Barcode& code) { return overlap(bounds(code.corners), region); });
}

// Nothing more is to be expected: a code and its quiet zone (find_code_regions) take up the area.
bool is_filled(Rect area, std::span<const Barcode> codes) {
    return std::ranges::any_of(codes, [area](const Barcode& code) {
        const Rect box = bounds(code.corners);
        const int reach = 48 + std::max(box.width, box.height) / 8;
        return area.x >= box.x - reach && area.y >= box.y - reach && area.x + area.width <= box.x + box.width + reach &&
               area.y + area.height <= box.y + box.height + reach;
    });
}

// A region and as much again around it: it may hold a part of the code only.
Rect surroundings(Rect region, const CodePage& page) {
    const int reach = std::max(region.width, region.height);
    const int left = std::max(0, region.x - reach);
    const int top = std::max(0, region.y - reach);
    return {left, top, std::min(page.width, region.x + region.width + reach) - left,
            std::min(page.height, region.y + region.height + reach) - top};
}

class Climber {
public:
    Climber(const CodePage& page, const CodeRequest& request)
        : page_(page),
          request_(request),
          only_patches_(!request.formats.empty() && std::ranges::all_of(request.formats, is_patch)) {}

    // All rungs up to `effort` on an area, seen `reduce` times smaller, until something is surely read there.
    Result<Done> climb(Rect area, std::string_view prefix, Effort effort, int reduce = 1) {
        auto image = page_.gray(area, reduce);
        if (!image) {
            return image.error();
        }
        const View view = view_of(std::move(*image), area, reduce);
        const auto all = rungs();
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].least <= effort && (!only_patches_ || all[i].name == "patch")) {
                try_rung(all[i], view, prefix);
            }
            const bool level_done = i + 1 == all.size() || all[i + 1].level != all[i].level;
            const std::vector<Barcode> sure = believed(known_, Belief::sure);
            if (is_filled(area, sure) || (level_done && is_read(area, sure))) {
                break;
            }
        }
        return Done{};
    }

    std::vector<Barcode> codes(Belief belief) const { return believed(known_, belief); }

private:
    void try_rung(const Rung& rung, const View& view, std::string_view prefix) {
        const std::string attempt = std::string(prefix) + std::string(rung.name);
        tell(attempt, true);
        for (std::vector<Candidate>& seen : rung.look(view, {request_.formats, page_.dpi, page_.width, page_.height})) {
            for (Candidate& candidate : seen) {
                candidate.code.attempt = attempt;
            }
            add_attempt(known_, seen);
        }
        tell(attempt, false);
    }

    void tell(const std::string& attempt, bool begins) const {
        if (request_.watch) {
            request_.watch(attempt, begins);
        }
    }

    const CodePage& page_;
    const CodeRequest& request_;
    bool only_patches_;
    std::vector<Candidate> known_;
};

// How far to climb on the whole page; nothing means not at all.
std::optional<Effort> whole_page_effort(const CodePage& page, const CodeRequest& request, bool none) {
    if (request.effort == Effort::thorough) {
        return Effort::thorough;
    }
    if (pixels(page) <= photograph && none) {
        return request.effort == Effort::quick ? Effort::quick : Effort::thorough;
    }
    const bool needed = pixels(page) <= request.small_page || request.whole_page == WholePage::always;
    return needed && request.effort != Effort::quick ? std::optional(Effort::quick) : std::nullopt;
}

}  // namespace

Result<CodeReading> read_codes(const CodePage& page, const CodeRequest& request) {
    Climber climber(page, request);
    for (const Rect& region : page.regions) {
        if (auto done = climber.climb(region, "", request.effort); !done) {
            return done.error();
        }
    }
    CodeReading reading{climber.codes(Belief::enough), {}};
    std::ranges::copy_if(page.regions, std::back_inserter(reading.unread),
                         [&reading](Rect region) { return !is_read(region, reading.codes); });
    const auto effort = whole_page_effort(page, request, reading.codes.empty());
    if (!effort) {
        for (const Rect& region : reading.unread) {
            if (auto done = climber.climb(surroundings(region, page), "wide-", Effort::quick); !done) {
                return done.error();
            }
        }
    } else {
        // Of a large page half as many dots show what no region marked: small codes are found by their texture.
        const int reduce = *effort == Effort::quick && pixels(page) > request.small_page ? 2 : 1;
        if (auto done = climber.climb({0, 0, page.width, page.height}, "page-", *effort, reduce); !done) {
            return done.error();
        }
    }
    reading.codes = climber.codes(Belief::enough);
    std::erase_if(reading.unread, [&reading](Rect region) { return is_read(region, reading.codes); });
    return reading;
}

}  // namespace arc
