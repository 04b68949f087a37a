#include "tools/arc-find/verbs.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace {

// "-is:missing" is a term and no row of short options: it is given on with the minus sign that queries know as well.
// Short options stand alone or together and are letters; no term that people type is so short and plain.
std::vector<std::string> with_negated_terms(int argc, char** argv) {
    constexpr std::string_view short_options = "hqvn";
    std::vector<std::string> words(argv, argv + argc);
    bool is_value = false;  // a negative number is refused by the option that it is given to
    for (std::string& word : words) {
        if (word == "--") {
            break;
        }
        const bool may_be_options = is_value || word.size() < 2 || word[1] == '-' || word == "-o" ||
                                    word.find_first_not_of(short_options, 1) == std::string::npos;
        if (word.starts_with('-') && !may_be_options) {
            word.replace(0, 1, "\u2212");
        }
        is_value = word == "--limit";
    }
    return words;
}

}  // namespace

int main(int argc, char** argv) {
    arc::Tool tool("arc-find", "Answer questions about the archive: what there is, where it is, what is missing.");
    arc::add_query(tool);
    arc::add_thing_verbs(tool);
    arc::add_complete(tool);
    tool.footer(
        "Terms of a query, all of which must hold: words (also pinyin), \"phrases\", customer:N ticket:N type:T\n"
        "date:2019..2021 name:X unit:U class:C status:S stage:S in:PLACE keeper:P is:missing FIELD:>=10 (the "
        "profile's);\n"
        "type:A,B for one of several, -TERM for what must not hold\n"
        "A THING is a code of ours, a customer's or ticket's number, a \xE6\xA1\xA3\xE5\x8F\xB7, or kind:number\n"
        "A workbook instead of a table: --output FILE.xlsx (also .pdf .csv .txt)\n"
        "Manual: man arc-find, man arc-query, man arc-questions");
    std::vector<std::string> words = with_negated_terms(argc, argv);
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    return tool.run(argc, arguments.data());
}
