// Part of every program in a sanitized build: what the leak check is not to report.

// fontconfig keeps what it has read until the process ends.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}

// Standard error is compared by tests.
extern "C" const char* __lsan_default_options() {
    return "print_suppressions=0";
}
