// make_samples [--seed N] [--look clean|office|poor] --plan PLAN OUTDIR [SHEET.png...]: draws the pages of a plan as a
// scanner would deliver them, p0001.tif or .jpg and so on, and writes the truth about each to manifest.tsv.
// The same arguments give the same bytes (for the same fonts).

#include "support/samples/draw_page.hpp"
#include "support/samples/draw_sheet.hpp"
#include "support/samples/plan.hpp"
#include "support/samples/scanner.hpp"
#include "support/samples/write_image.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace arc_tests;

struct Request {
    std::uint64_t seed = 1;
    std::string look = "office";
    std::string plan;
    std::string out;
    std::vector<std::string> sheets;
};

Request read_arguments(int count, char** words) {
    Request request;
    int i = 1;
    for (; i + 1 < count && std::string_view(words[i]).starts_with("--"); i += 2) {
        const std::string option = words[i];
        const std::string value = words[i + 1];
        if (option == "--seed") {
            request.seed = std::stoull(value);
        } else if (option == "--look") {
            request.look = value;
        } else if (option == "--plan") {
            request.plan = value;
        } else {
            throw std::runtime_error(option + ": no such option");
        }
    }
    if (i >= count || request.plan.empty()) {
        throw std::runtime_error("usage: make_samples [--seed N] [--look LOOK] --plan PLAN OUTDIR [SHEET.png...]");
    }
    request.out = words[i];
    request.sheets.assign(words + i + 1, words + count);
    return request;
}

// The paper's other side, seen through it.
void draw_back(cairo_t* paper, const PlannedSide& front, Chance chance) {
    cairo_translate(paper, paper_width, 0);
    cairo_scale(paper, -1, 1);
    cairo_push_group(paper);
    draw_page(paper, front, chance);
    cairo_pop_group_to_source(paper);
    cairo_paint_with_alpha(paper, 0.07);
}

class SampleMaker {
public:
    explicit SampleMaker(const Request& request)
        : request_(request), plan_(read_plan(request.plan)), manifest_(request.out + "/manifest.tsv") {
        manifest_ << "file\tframe\tside\tsheet\ttitle\tname\tnumber\tpart\tformat\tskew\n";
    }

    void make_all() {
        for (std::size_t i = 0; i < plan_.size(); ++i) {
            make(i);
        }
        if (!manifest_.flush()) {
            throw std::runtime_error(request_.out + "/manifest.tsv: cannot be written");
        }
    }

private:
    // Each side has its own chance, so that a changed plan changes only the sides after it.
    Chance chance_of(std::size_t index) const {
        Chance first(request_.seed);
        return Chance(first.next() + index);
    }

    const std::string& sheet_of(const PlannedSide& side) const {
        return request_.sheets.at(static_cast<std::size_t>(side.sheet) - 1);
    }

    void draw(cairo_t* paper, std::size_t index, Chance& chance) const {
        const PlannedSide& side = plan_[index];
        if (side.side == Side::sheet) {
            draw_sheet(paper, sheet_of(side));
        } else if (side.side == Side::page) {
            draw_page(paper, side, chance);
            if (side.sheet > 0) {
                draw_sticker(paper, sheet_of(side));
            }
        } else if (side.side == Side::back && index > 0 && plan_[index - 1].side == Side::page) {
            draw_back(paper, plan_[index - 1], chance_of(index - 1));
        }
    }

    void make(std::size_t index) {
        const PlannedSide& side = plan_[index];
        Chance chance = chance_of(index);
        const Look look = look_of(request_.look, chance);
        const Pixels pixels = scan([&](cairo_t* paper) { draw(paper, index, chance); }, look,
                                   side.format == Format::colour ? 3 : 1, chance);
        if (!side.same_file) {
            std::array<char, 24> name{};
            std::snprintf(name.data(), name.size(), "p%04d.%s", ++files_, side.format == Format::g4 ? "tif" : "jpg");
            file_ = name.data();
            frame_ = 0;
        }
        const std::string path = request_.out + "/" + file_;
        if (side.format == Format::g4) {
            write_g4(path, pixels, side.same_file ? Start::further_frame : Start::new_file);
        } else {
            write_jpeg(path, pixels);
        }
        manifest_ << file_ << '\t' << frame_++ << '\t' << name_of(side.side) << '\t' << side.sheet << '\t' << side.title
                  << '\t' << side.name << '\t' << side.number << '\t' << side.part << '/' << side.parts << '\t'
                  << name_of(side.format) << '\t' << look.skew << '\n';
    }

    const Request& request_;
    std::vector<PlannedSide> plan_;
    std::ofstream manifest_;
    std::string file_;
    int files_ = 0;
    int frame_ = 0;
};

}  // namespace

int main(int count, char** words) {
    try {
        const Request request = read_arguments(count, words);
        std::filesystem::create_directories(request.out);
        SampleMaker(request).make_all();
        return EXIT_SUCCESS;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "make_samples: %s\n", trouble.what());
        return 2;
    }
}
