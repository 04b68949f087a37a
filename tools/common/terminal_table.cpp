#include "tools/common/terminal_table.hpp"

#include <sys/ioctl.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>

namespace arc {
namespace {

constexpr int between = 2;
constexpr int least = 12;

int length_of_line(const std::vector<TableColumn>& columns) {
    int length = -between;
    for (const TableColumn& column : columns) {
        length += column.width == 0 ? 0 : column.width + between;
    }
    return length;
}

}  // namespace

std::optional<int> terminal_columns() {
    if (isatty(STDOUT_FILENO) == 0) {
        return std::nullopt;
    }
    if (const char* said = std::getenv("COLUMNS"); said != nullptr && std::atoi(said) > 0) {
        return std::atoi(said);
    }
    winsize size{};
    const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? std::optional<int>(size.ws_col) : std::nullopt;
}

std::vector<int> fitting_widths(std::vector<TableColumn> columns, int terminal) {
    if (length_of_line(columns) > terminal) {
        for (TableColumn& column : columns) {
            column.width = column.is_empty ? 0 : column.width;
        }
    }
    while (length_of_line(columns) > terminal) {
        const auto widest = std::ranges::max_element(
            columns, {}, [](const TableColumn& column) { return column.holds_words ? column.width : 0; });
        if (widest == columns.end() || !widest->holds_words || widest->width <= least) {
            break;
        }
        --widest->width;
    }
    std::vector<int> widths;
    std::ranges::transform(columns, std::back_inserter(widths), &TableColumn::width);
    return widths;
}

}  // namespace arc
