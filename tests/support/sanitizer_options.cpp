// Part of every program in a sanitized build: what the leak check is not to report.

// fontconfig keeps what it has read until the process ends; Debian 12's cairo 1.16 loses 768 bytes for each font that it
// embeds in a PDF. Neither is ours to mend.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\nleak:libcairo.so\n";
}

// Standard error is compared by tests.
extern "C" const char* __lsan_default_options() {
    return "print_suppressions=0";
}
