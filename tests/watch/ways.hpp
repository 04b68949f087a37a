#pragma once

#include "watch/watched_inbox.hpp"

#include <doctest/doctest.h>

// A case run by inotify and by polling: the body sees `way`.
#define ARC_JOIN2(a, b) a##b
#define ARC_JOIN(a, b) ARC_JOIN2(a, b)
#define ARC_EACH_WAY(name, body)                     \
    static void body([[maybe_unused]] arc::Way way); \
    TEST_CASE(name ", by inotify") {                 \
        body(arc::Way::inotify);                     \
    }                                                \
    TEST_CASE(name ", by polling") {                 \
        body(arc::Way::polling);                     \
    }                                                \
    static void body([[maybe_unused]] arc::Way way)
#define EACH_WAY(name) ARC_EACH_WAY(name, ARC_JOIN(run_case_, __LINE__))
