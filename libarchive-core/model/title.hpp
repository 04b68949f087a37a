#pragma once

#include <string>

namespace arc {

// What a thing is called in print: the profile gives either or both.
struct Title {
    std::string zh;
    std::string en;

    // For forms, findings and answers, which are Chinese; falls back to the other language.
    const std::string& chinese() const noexcept { return zh.empty() ? en : zh; }
    bool operator==(const Title&) const = default;
};

// One name of a closed list, with what it is called in print.
struct Choice {
    std::string name;
    Title title;
    bool operator==(const Choice&) const = default;
};

}  // namespace arc
