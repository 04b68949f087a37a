#include "support/samples/plan.hpp"

#include <array>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace arc_tests {
namespace {

constexpr std::array<std::string_view, 4> sides = {"sheet", "page", "blank", "back"};
constexpr std::array<std::string_view, 3> formats = {"g4", "grey", "colour"};

using Fields = std::array<std::string, 7>;

Fields split(const std::string& line) {
    Fields fields;
    std::size_t from = 0;
    for (std::string& field : fields) {
        const std::size_t tab = std::min(line.find('\t', from), line.size());
        field = line.substr(from, tab - from);
        if (field == "-") {
            field.clear();
        }
        from = std::min(tab + 1, line.size());
    }
    return fields;
}

template <class Kind, std::size_t n>
Kind kind_of(const std::string& word, const std::array<std::string_view, n>& words) {
    for (std::size_t i = 0; i < n; ++i) {
        if (word == words[i]) {
            return static_cast<Kind>(i);
        }
    }
    throw std::runtime_error(word + ": unknown word");
}

PlannedSide side_of(const Fields& fields) {
    const auto& [side, sheet, title, name, number, part, format] = fields;
    PlannedSide planned{.side = kind_of<Side>(side, sides), .title = title, .name = name, .number = number};
    if (planned.side == Side::sheet || (planned.side == Side::page && !sheet.empty())) {
        planned.sheet = std::stoi(sheet);
    }
    if (!part.empty()) {
        const std::size_t slash = part.find('/');
        planned.part = std::stoi(part);
        planned.parts = slash == std::string::npos ? planned.part : std::stoi(part.substr(slash + 1));
    }
    planned.same_file = format == "more";
    if (!format.empty() && !planned.same_file) {
        planned.format = kind_of<Format>(format, formats);
    }
    return planned;
}

}  // namespace

std::vector<PlannedSide> read_plan(const std::string& path) {
    std::ifstream file(path);
    if (!file) {
        throw std::runtime_error(path + ": cannot be read");
    }
    std::vector<PlannedSide> plan;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (line.empty() || line[0] == '#') {
            continue;
        }
        try {
            plan.push_back(side_of(split(line)));
            if (plan.back().same_file && (plan.size() < 2 || plan[plan.size() - 2].format != Format::g4)) {
                throw std::runtime_error("no g4 file before it");
            }
        } catch (const std::exception& trouble) {
            throw std::runtime_error(path + ":" + std::to_string(number) + ": " + trouble.what());
        }
    }
    return plan;
}

std::string_view name_of(Side side) {
    return sides[static_cast<std::size_t>(side)];
}

std::string_view name_of(Format format) {
    return formats[static_cast<std::size_t>(format)];
}

}  // namespace arc_tests
