// Part of every program in a sanitized build: what the leak check is not to report.

// fontconfig and cairo keep what they have read of fonts until the process ends.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\nleak:libcairo\n";
}

// Standard error is compared by tests.
extern "C" const char* __lsan_default_options() {
    return "print_suppressions=0";
}
