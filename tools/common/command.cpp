#include "tools/common/command.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>
#include <limits>

namespace arc {
namespace {

template <class Number>
std::from_chars_result read_number(const std::string& text, Number& value) {
    const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
    return std::from_chars(begin, text.data() + text.size(), value);
}

// CLI11 reads 010 as eight. What it gets to read is the number as we write it.
template <class Number>
CLI::Validator whole_number() {
    return {[](std::string& text) -> std::string {
                Number value = 0;
                const auto [end, error] = read_number(text, value);
                if (end != text.data() + text.size() || error == std::errc::invalid_argument) {
                    return say("{} is not a whole number", printable(text));
                }
                if (error == std::errc::result_out_of_range) {
                    return say("{} is too large a number", printable(text));
                }
                text = std::to_string(value);
                return {};
            },
            {}};
}

CLI::Validator number() {
    return {[](std::string& text) -> std::string {
                double value = 0;
                const auto [end, error] = read_number(text, value);
                const bool is_number = end == text.data() + text.size() && error == std::errc() && std::isfinite(value);
                return is_number ? std::string() : say("{} is not a number", printable(text));
            },
            {}};
}

// CLI11's own ranges tell their ends with all the digits that the largest number has. The text is a number already.
CLI::Validator in_range(double least, double most, const std::string& allowed, std::string described) {
    return {[=](std::string& text) -> std::string {
                double value = 0;
                read_number(text, value);
                return value >= least && value <= most ? std::string() : say("{} must be {}", text, allowed);
            },
            std::move(described)};
}

constexpr double no_end = std::numeric_limits<double>::infinity();

// A script whose variable is not set must not ask for everything, or write into the day's batch.
CLI::Validator not_empty() {
    return {[](const std::string& text) {
                return text.empty() ? say("is empty; leave the option out, or say what") : std::string();
            },
            ""};
}

}  // namespace

CommandOption CommandOption::required() const {
    option_->required();
    return *this;
}

CommandOption CommandOption::one_of(const std::vector<std::string>& words) const {
    option_->check(CLI::IsMember(words));
    return *this;
}

CommandOption CommandOption::from_to(int least, int most) const {
    option_->check(in_range(least, most, say("{} to {}", least, most), fmt::format("INT in [{} - {}]", least, most)));
    return *this;
}

CommandOption CommandOption::from_to(double least, double most) const {
    option_->check(in_range(least, most, say("{} to {}", least, most), fmt::format("FLOAT in [{} - {}]", least, most)));
    return *this;
}

CommandOption CommandOption::positive() const {
    option_->check(in_range(1, no_end, say("1 or more"), "POSITIVE"));
    return *this;
}

CommandOption CommandOption::not_negative() const {
    option_->check(in_range(0, no_end, say("0 or more"), "NONNEGATIVE"));
    return *this;
}

CommandOption CommandOption::excludes(CommandOption other) const {
    option_->excludes(other.option_);
    return *this;
}

CommandOption CommandOption::excludes(const std::string& other) const {
    option_->excludes(other);
    return *this;
}

CommandOption CommandOption::needs(CommandOption other) const {
    option_->needs(other.option_);
    return *this;
}

CommandOption Command::add_option(const std::string& name, std::string& value, const std::string& help) const {
    CLI::Option* option = app_->add_option(name, value, help);
    return CommandOption(name.starts_with('-') ? *option->check(not_empty()) : *option);
}

CommandOption Command::add_option(const std::string& name, std::filesystem::path& value,
                                  const std::string& help) const {
    return CommandOption(*app_->add_option(name, value, help));
}

CommandOption Command::add_option(const std::string& name, std::vector<std::string>& values,
                                  const std::string& help) const {
    return CommandOption(*app_->add_option(name, values, help));
}

CommandOption Command::add_option(const std::string& name, int& value, const std::string& help) const {
    return CommandOption(*app_->add_option(name, value, help)->transform(whole_number<int>()));
}

CommandOption Command::add_option(const std::string& name, std::int64_t& value, const std::string& help) const {
    return CommandOption(*app_->add_option(name, value, help)->transform(whole_number<std::int64_t>()));
}

CommandOption Command::add_option(const std::string& name, double& value, const std::string& help) const {
    return CommandOption(*app_->add_option(name, value, help)->check(number()));
}

CommandOption Command::add_option(const std::string& name, std::optional<std::int64_t>& value,
                                  const std::string& help) const {
    return CommandOption(*app_->add_option(name, value, help)->transform(whole_number<std::int64_t>()));
}

CommandOption Command::add_flag(const std::string& name, bool& value, const std::string& help) const {
    return CommandOption(*app_->add_flag(name, value, help));
}

CommandOption Command::add_flag(const std::string& name, const std::string& help) const {
    return CommandOption(*app_->add_flag(name, help)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast));
}

std::vector<std::string> Command::given_in_order() const {
    std::vector<std::string> names;
    for (const CLI::Option* option : app_->parse_order()) {
        if (!option->get_lnames().empty()) {
            names.push_back("--" + option->get_lnames().front());
        }
    }
    return names;
}

}  // namespace arc
