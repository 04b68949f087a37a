#include "base/say.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/filing/document_verbs.hpp"
#include "jobs/filing/page_verbs.hpp"
#include "tools/arc-file/answer.hpp"
#include "tools/arc-file/verbs.hpp"

#include <array>
#include <utility>

namespace arc {
namespace {

DocumentRequest request;
std::string document;
std::string other;
std::string page;
std::vector<std::string> pages;
std::vector<std::string> entries;

// Options that stand for fields of the document.
std::array<std::pair<const char*, std::string>, 6> shorthands{
    {{"number", ""}, {"title", ""}, {"date", ""}, {"author", ""}, {"sheets", ""}, {"sides", ""}}};

DocumentRequest whole_request() {
    DocumentRequest whole = request;
    for (const auto& [name, value] : shorthands) {
        if (!value.empty()) {
            whole.fields.push_back(std::string(name) + "=" + value);
        }
    }
    return whole;
}

void add_owner_options(Command verb) {
    verb.add_option("--ticket", request.ticket, "The ticket it belongs to");
    verb.add_option("--customer", request.customer, "Or the customer");
    verb.add_option("--series", request.series, "Or the series");
}

void add_description_options(Command verb) {
    verb.add_option("--number", shorthands[0].second, "Its number (档号), where the archive does not give one");
    verb.add_option("--title", shorthands[1].second, "Its title");
    verb.add_option("--date", shorthands[2].second, "The day or year on it");
    verb.add_option("--author", shorthands[3].second, "Who made it");
    verb.add_option("--sheets", shorthands[4].second, "Sheets of paper, as counted");
    verb.add_option("--sides", shorthands[5].second, "Printed sides, as counted");
    verb.add_option("--field", request.fields, "NAME=VALUE, a field of the profile; may be repeated");
}

void add_making(Tool& tool) {
    Command enter = tool.verb("register", "Enter a document that is expected, or present on paper only", [](Run& run) {
        return file_and_print(run, "register",
                              [](FilingRun& filing) { return register_document(filing, whole_request()); });
    });
    Command supplement =
        tool.verb("supplement", "Add what came late, also to a closed ticket (needs --reason)", [](Run& run) {
            return file_and_print(run, "supplement", [](FilingRun& filing) {
                return supplement_document(filing, whole_request(), pages);
            });
        });
    for (const Command verb : {enter, supplement}) {
        verb.add_option("TYPE", request.type, "The type of document").required();
        add_owner_options(verb);
        add_description_options(verb);
    }
    supplement.add_option("PAGE", pages, "Pages of the work list");
}

void add_parting(Tool& tool) {
    Command split = tool.verb("split", "Make a document of its own of the pages from one on", [](Run& run) {
        return file_and_print(run, "split",
                              [](FilingRun& filing) { return split_document(filing, document, page, request.type); });
    });
    split.add_option("DOCUMENT", document, "The document").required();
    split.add_option("--at", page, "The page that starts the new one").required();
    split.add_option("--type", request.type, "Its type (the same)");
    Command merge = tool.verb("merge", "Put a document's pages behind those of another", [](Run& run) {
        return file_and_print(run, "merge", [](FilingRun& filing) { return merge_documents(filing, document, other); });
    });
    merge.add_option("DOCUMENT", document, "The document that ends").required();
    merge.add_option("INTO", other, "The one that goes on").required();
}

ExitStatus withdraw_all(Run& run) {
    const std::vector<std::string> documents = things_or_stdin(entries);
    if (documents.empty()) {
        throw Fault(ErrorCode::usage, "withdraw", say("no document named"));
    }
    return file_and_print(run, "withdraw", [&](FilingRun& filing) {
        Answer answer;
        for (const std::string& one : documents) {
            const Answer more = withdraw_document(filing, one);
            answer.insert(answer.end(), more.begin(), more.end());
        }
        return answer;
    });
}

void add_paper(Tool& tool) {
    static std::string state;
    Command paper = tool.verb("paper", "Say where a document's paper has gone", [](Run& run) {
        const std::vector<std::string> named = things_or_stdin(entries);
        return file_and_print(run, "paper", [&](FilingRun& filing) { return say_paper(filing, state, named); });
    });
    paper.add_option("STATE", state, "here, returned (to its owner), none, or lost (needs --reason)").required();
    paper.add_option("DOCUMENT", entries, "The documents, else one a line on standard input");
}

void add_changing(Tool& tool) {
    Command set = tool.verb("set", "Say what is written on a document", [](Run& run) {
        return file_and_print(run, "set", [](FilingRun& filing) { return set_document(filing, document, entries); });
    });
    set.add_option("DOCUMENT", document, "The document").required();
    set.add_option(
           "FIELD", entries,
           "NAME=VALUE: type, title, date, author, sheets, sides, number, paper, secrecy, secret_until, access …")
        .required();
    Command withdraw =
        tool.verb("withdraw", "A document is no longer valid (needs --reason); it is kept", withdraw_all);
    withdraw.add_option("DOCUMENT", entries, "The documents, else one a line on standard input");
}

// Pages to a document, or a whole document to another owner.
ExitStatus run_move(Run& run, const std::string& to, int position) {
    if (!document.empty()) {
        return file_and_print(run, "move", [](FilingRun& filing) { return move_document(filing, document, request); });
    }
    if (to.empty()) {
        throw Fault(ErrorCode::usage, "move",
                    say("needs --to DOCUMENT, or --document with --ticket, --customer or --series"));
    }
    const std::vector<std::string> named = things_or_stdin(pages);
    return file_and_print(run, "move", [&](FilingRun& filing) {
        return move_pages(filing, named, to, position == 0 ? std::nullopt : std::optional(position));
    });
}

void add_move(Tool& tool) {
    static std::string to;
    static int position = 0;
    Command move = tool.verb("move", "Move pages to another document, or a document to another ticket",
                             [](Run& run) { return run_move(run, to, position); });
    move.add_option("PAGE", pages, "The pages, else one a line on standard input");
    move.add_option("--to", to, "The document that they belong to");
    move.add_option("--at", position, "Their position in it (behind the last)").positive();
    move.add_option("--document", document, "A whole document").excludes("--to");
    add_owner_options(move);
}

}  // namespace

void add_document_verbs(Tool& tool) {
    add_making(tool);
    add_parting(tool);
    add_changing(tool);
    add_paper(tool);
    add_move(tool);
}

}  // namespace arc
