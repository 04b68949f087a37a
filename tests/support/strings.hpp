#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

// Lets a failed comparison of lists of texts show them.
namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
    static String convert(const std::vector<std::string>& texts) {
        std::string all;
        for (const std::string& text : texts) {
            all += "\n    " + text;
        }
        return all.c_str();
    }
};
}  // namespace doctest
