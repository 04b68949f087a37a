#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace arc {

// An option or argument of a command while it is being described. A handle: copies speak of the same option.
class CommandOption {
public:
    explicit CommandOption(CLI::Option& option) : option_(&option) {}

    CommandOption required() const;
    // What may be given, else a usage error that says so.
    CommandOption one_of(const std::vector<std::string>& words) const;
    CommandOption from_to(int least, int most) const;
    CommandOption from_to(double least, double most) const;
    CommandOption positive() const;
    CommandOption not_negative() const;
    // Together they are a usage error; or this one makes no sense without the other.
    CommandOption excludes(CommandOption other) const;
    CommandOption excludes(const std::string& other) const;
    CommandOption needs(CommandOption other) const;

private:
    CLI::Option* option_;
};

// A verb of a tool, or the tool without one, while its options are being described: the only door to CLI11. A handle:
// copies speak of the same command. Names are "--long", "--long,-l" or, of an argument, "NAME"; values are bound to
// variables that outlive the run. An option of a list may be given again, with one value each time. The empty text is
// no value of an option.
class Command {
public:
    explicit Command(CLI::App& app) : app_(&app) {}

    CommandOption add_option(const std::string& name, std::string& value, const std::string& help) const;
    CommandOption add_option(const std::string& name, std::filesystem::path& value, const std::string& help) const;
    CommandOption add_option(const std::string& name, std::vector<std::string>& values, const std::string& help) const;
    CommandOption add_option(const std::string& name, int& value, const std::string& help) const;
    CommandOption add_option(const std::string& name, std::int64_t& value, const std::string& help) const;
    CommandOption add_option(const std::string& name, double& value, const std::string& help) const;
    CommandOption add_option(const std::string& name, std::optional<std::int64_t>& value,
                             const std::string& help) const;
    CommandOption add_flag(const std::string& name, bool& value, const std::string& help) const;
    // One that may be given again, for given_in_order().
    CommandOption add_flag(const std::string& name, const std::string& help) const;

    // The options as they were typed, by their first long names ("--ticket"), each as often as it was given.
    std::vector<std::string> given_in_order() const;

private:
    CLI::App* app_;
};

}  // namespace arc
