// make_archive [--pages N] [--documents N] [--customers N] [--seed N] [--group N] FOLDER: a large archive for
// measurements, made through the library and by chance; the same arguments give the same rows (but for salts).

#include "bench/archive_filler.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <stdexcept>
#include <string>

namespace {

using namespace arc_tests;

struct Request {
    std::string folder;
    ArchiveSize size;
};

Request read_arguments(int count, char** words) {
    Request request;
    const std::map<std::string, int*> numbers{{"--pages", &request.size.pages},
                                              {"--documents", &request.size.documents},
                                              {"--customers", &request.size.customers},
                                              {"--group", &request.size.group}};
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        const auto number = numbers.find(word);
        if (number != numbers.end() && i + 1 < count) {
            *number->second = std::stoi(words[++i]);
        } else if (word == "--seed" && i + 1 < count) {
            request.size.seed = std::stoull(words[++i]);
        } else if (request.folder.empty() && !word.starts_with("--")) {
            request.folder = word;
        } else {
            throw std::runtime_error(word + ": not understood");
        }
    }
    const ArchiveSize& size = request.size;
    if (request.folder.empty() || size.customers < 1 || size.group < 1 || size.documents < 1 ||
        size.pages / size.documents < 3) {
        throw std::runtime_error(
            "usage: make_archive [--pages N] [--documents N] [--customers N] [--seed N] [--group N] FOLDER; "
            "at least three pages a document");
    }
    return request;
}

}  // namespace

int main(int count, char** words) {
    try {
        const Request request = read_arguments(count, words);
        ArchiveFiller(request.folder, request.size).fill([](const std::string& told) {
            std::fprintf(stderr, "\rmake_archive: %s   ", told.c_str());
        });
        std::fputs("\n", stderr);
        return EXIT_SUCCESS;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "\nmake_archive: %s\n", trouble.what());
        return 2;
    }
}
