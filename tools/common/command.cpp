#include "tools/common/command.hpp"

#include <CLI/CLI.hpp>

namespace arc {

CommandOption CommandOption::required() const {
    option_->required();
    return *this;
}

CommandOption CommandOption::one_of(const std::vector<std::string>& words) const {
    option_->check(CLI::IsMember(words));
    return *this;
}

CommandOption CommandOption::from_to(int least, int most) const {
    option_->check(CLI::Range(least, most));
    return *this;
}

CommandOption CommandOption::from_to(double least, double most) const {
    option_->check(CLI::Range(least, most));
    return *this;
}

CommandOption CommandOption::positive() const {
    option_->check(CLI::PositiveNumber);
    return *this;
}

CommandOption CommandOption::not_negative() const {
    option_->check(CLI::NonNegativeNumber);
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
    return CommandOption(*app_->add_option(name, value, help));
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
    return CommandOption(*app_->add_option(name, value, help));
}

CommandOption Command::add_option(const std::string& name, std::int64_t& value, const std::string& help) const {
    return CommandOption(*app_->add_option(name, value, help));
}

CommandOption Command::add_option(const std::string& name, double& value, const std::string& help) const {
    return CommandOption(*app_->add_option(name, value, help));
}

CommandOption Command::add_option(const std::string& name, std::optional<std::int64_t>& value,
                                  const std::string& help) const {
    return CommandOption(*app_->add_option(name, value, help));
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
