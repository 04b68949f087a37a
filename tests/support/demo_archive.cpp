#include "base/error.hpp"
#include "support/archive_maker.hpp"

#include <cstdio>

// demo_archive DIR: makes the small archive that the end-to-end cases of arc-audit and arc-find ask questions of.
int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: demo_archive DIR\n", stderr);
        return 2;
    }
    try {
        arc::RowArchive archive(arc::demo_profile(), argv[1]);
        arc::fill_demo(archive);
    } catch (const arc::Fault& fault) {
        std::fprintf(stderr, "demo_archive: %s\n", fault.what());
        return 3;
    }
    return 0;
}
