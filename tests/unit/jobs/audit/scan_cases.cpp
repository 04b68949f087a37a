#include "code_cases.hpp"

namespace arc {

std::vector<CodeCase> scan_cases() {
    const std::string duplex = "UPDATE batch SET duplex = 1;\n";
    return {
        {.code = "A0701", .fault = "UPDATE page SET dpi_x = 199;\n", .sound = "UPDATE page SET dpi_x = 200;\n"},
        {.code = "A0702", .fault = "UPDATE page SET dpi_x = NULL, dpi_y = NULL;\n"},
        {.code = "A0703", .fault = "UPDATE page SET skew = -3.1;\n", .sound = "UPDATE page SET skew = 1;\n"},
        {.code = "A0704", .fault = "UPDATE page SET skew = 1.1;\n", .sound = "UPDATE page SET skew = -1;\n"},
        {.code = "A0705", .fault = "UPDATE page SET ink = NULL;\n"},
        {.code = "A0706", .both = page_row(2, 1, 2), .fault = "UPDATE object SET format = 'jpeg' WHERE id = 2;\n"},
        {.code = "A0711",
         .both = page_row(2, 1, 2),
         .fault = "UPDATE page SET duplicate_of = 1 WHERE id = 2;\n",
         .sound = "UPDATE page SET duplicate_of = 1, blank = 1 WHERE id = 2;\n"},
        {.code = "A0712",
         .both = page_row(2, 1, 2) + "INSERT INTO page_twin VALUES (2, 1, 0.9);\n",
         .sound = "UPDATE page SET role = 'dropped', document = NULL, reason = 'twice' WHERE id = 2;\n"},
        {.code = "A0713",
         .both = duplex + page_row(2, 1, 2),
         .fault = page_row(3, 1, 3),
         .sound = page_row(3, 1, 3) + page_row(4, 1, 4)},
        {.code = "A0714",
         .both = page_row(2, 1, 2) + "UPDATE page SET blank = 1 WHERE id = 2;\n",
         .fault = "UPDATE page SET blank = 1;\n"},
        {.code = "A0721",
         .both = "INSERT INTO review (id, gate, document, outcome, reason, person, at) VALUES (1, 'own', 1, 'failed', "
                 "'blurred', 1, '2026-01-05T04:00:00.000Z');\n",
         .sound = "UPDATE review SET mended = '2026-01-05T05:00:00.000Z';\n"},
    };
}

}  // namespace arc
